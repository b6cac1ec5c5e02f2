import { fileURLToPath } from 'node:url';
import { CELL_PRESETS } from '@nanobias/firmware-model';
import { servePty, serveTcp } from '@nanobias/firmware-model/endpoint';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { describe, expect, it } from 'vitest';
import { ended, pythonWith } from './python.ts';

const client = fileURLToPath(new URL('../../examples/python/client.py', import.meta.url));
const simulationOptions = { seed: 1, cell: CELL_PRESETS.default };

async function drive(python: string, endpoint: Endpoint): Promise<Readonly<Record<string, unknown>>> {
  try {
    const { status, output, errors } = await ended(python, [client, endpoint.label.replace(/^pty:/, '')]);
    expect(status, errors).toBe(0);
    return JSON.parse(output) as Readonly<Record<string, unknown>>;
  } finally {
    await endpoint.close();
  }
}

function expectDriven(found: Readonly<Record<string, unknown>>): void {
  expect(found).toMatchObject({ version: 1, simulation: true, closed: true, off: true });
  const below_uV = Number(found.asked_uV) - Number(found.reached_uV);
  expect(below_uV).toBeGreaterThanOrEqual(0);
  expect(below_uV).toBeLessThan(100);
  expect(Number(found.off_fA)).toBeGreaterThanOrEqual(0);
  expect(Number(found.events)).toBeGreaterThan(2);
}

describe('a client in Python, on protobuf of Google\'s and nothing of ours', () => {
  const protobuf = pythonWith('google.protobuf');
  it.skipIf(protobuf === undefined)('drives a controller over TCP (skipped without python3-protobuf)', async () => {
    expectDriven(await drive(protobuf!, await serveTcp({ host: '127.0.0.1', port: 0, simulationOptions })));
  });

  const serial = pythonWith('google.protobuf', 'serial');
  it.skipIf(serial === undefined)('drives a controller over a pty (skipped without python3-protobuf and python3-serial)', async () => {
    expectDriven(await drive(serial!, await servePty({ simulationOptions })));
  });
});
