import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { servePty } from '@nanobias/firmware-model/endpoint';
import { backendReport } from '@nanobias/native';
import { afterEach, describe, expect, it } from 'vitest';
import { echoOptions, PRESENCES_ASKED } from './echo.ts';

const { backend } = backendReport();

// A client in a process of its own, so that it can be killed: sends its second argument, prints so many bytes of the answer.
const CLIENT = `
  const { constants, openSync, readSync, writeSync } = require('node:fs');
  const fd = openSync(process.argv[1], constants.O_RDWR | constants.O_NOCTTY);
  writeSync(fd, Buffer.from(process.argv[2], 'hex'));
  const bytes = Buffer.alloc(Number(process.argv[3]));
  for (let at = 0; at < bytes.length;) at += readSync(fd, bytes, at, bytes.length - at, null);
  process.stdout.write(bytes.toString('hex') + '\\n');
  setInterval(() => undefined, 1000);
`;

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function client(path: string, sent: readonly number[], length_bytes: number): { process: ChildProcess; answer: Promise<string> } {
  const child = spawn(process.execPath, ['-e', CLIENT, path, Buffer.from(sent).toString('hex'), String(length_bytes)], { stdio: ['ignore', 'pipe', 'inherit'] });
  endings.push(() => child.kill('SIGKILL'));
  const lines: Interface = createInterface({ input: child.stdout });
  return { process: child, answer: once(lines, 'line').then(([line]) => String(line)) };
}

describe('pseudo-terminal endpoint', () => {
  it.skipIf(backend !== 'native')('serves one client after another, each seen coming and, when it is killed, going', async () => {
    const endpoint = await servePty({ simulationOptions: echoOptions });
    endings.push(() => endpoint.close());
    expect(endpoint.label).toMatch(/^pty:\//);
    const path = endpoint.label.slice('pty:'.length);
    for (let visit = 1; visit <= 3; visit += 1) {
      const { process: child, answer } = client(path, [1, PRESENCES_ASKED], 4);
      expect(await answer).toBe(Buffer.from([1, PRESENCES_ASKED, visit, visit - 1]).toString('hex'));
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    expect(endpoint.lateness.skipped_us).toBe(0);
  });

  it.skipIf(backend !== 'native')('is gone once it is closed', async () => {
    const endpoint = await servePty({ simulationOptions: echoOptions });
    const path = endpoint.label.slice('pty:'.length);
    const { process: child, answer } = client(path, [7], 1);
    expect(await answer).toBe('07');
    await endpoint.close();
    await endpoint.close();
    child.kill('SIGKILL');
  });
});
