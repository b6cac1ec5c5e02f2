import { describe, expect, it, vi } from 'vitest';
import { openSerial } from '../../../sdk/src/transport/serial.ts';
import { failure } from '../rehearsal.ts';

const opened = vi.hoisted(() => vi.fn());

vi.mock('node:worker_threads', async (original) => ({ ...(await original<object>()), isMainThread: false }));
vi.mock('@serialport/bindings-cpp', () => ({ autoDetect: () => ({ open: opened }) }));

describe('a serial port in a worker', () => {
  it('is refused before the binding, which would abort the process, has seen it', async () => {
    expect(await failure(openSerial({ path: '/dev/ttyACM0' }))).toMatchObject({ code: 'PORT_FAILED', outputMayBeOn: 'unknown' });
    expect(opened).not.toHaveBeenCalled();
  });
});
