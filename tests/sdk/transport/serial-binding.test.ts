import { describe, expect, it, vi } from 'vitest';
import { openSerial } from '../../../sdk/src/transport/serial.ts';

/** What the binding was seen to do, in the hands of the test. */
const port = vi.hoisted(() => ({ read: vi.fn(), write: vi.fn(), close: vi.fn() }));

vi.mock('@serialport/bindings-cpp', () => ({ autoDetect: () => ({ open: () => Promise.resolve(port) }) }));

/** Lets everything that waits for promises alone run. */
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('the serial binding', () => {
  it('is not asked to read again after an error: the next read would never settle, and spin', async () => {
    port.read.mockReset().mockRejectedValueOnce(new Error('Reading from COM port (ReadIOCompletion): bad file descriptor')).mockReturnValue(new Promise(() => undefined));
    port.close.mockReset().mockResolvedValue(undefined);
    const pipe = await openSerial({ path: '/dev/ttyACM0' });
    const reasons: (string | undefined)[] = [];
    pipe.onClose((reason) => reasons.push(reason));
    pipe.onBytes(() => undefined);
    await settle();
    expect(reasons).toEqual(['the port hung up (Reading from COM port (ReadIOCompletion): bad file descriptor)']);
    expect(port.read).toHaveBeenCalledOnce();
    expect(port.close).toHaveBeenCalledOnce();
  });

  it('cancels the read that is under way when the port is closed, which is no hang-up', async () => {
    let cancel: (error: Error) => void = () => undefined;
    port.read.mockReset().mockReturnValueOnce(new Promise((_resolve, reject) => {
      cancel = reject;
    })).mockReturnValue(new Promise(() => undefined));
    port.close.mockReset().mockImplementation(async () => cancel(Object.assign(new Error('Canceled'), { canceled: true })));
    const pipe = await openSerial({ path: '/dev/ttyACM0' });
    const reasons: (string | undefined)[] = [];
    pipe.onClose((reason) => reasons.push(reason));
    pipe.onBytes(() => undefined);
    await pipe.close();
    await settle();
    expect(reasons).toEqual([undefined]);
    expect(port.read).toHaveBeenCalledOnce();
    expect(port.close).toHaveBeenCalledOnce();
  });

  it('closes a port that fails to close, since it is gone', async () => {
    port.read.mockReset().mockReturnValue(new Promise(() => undefined));
    port.close.mockReset().mockRejectedValue(new Error('bad file descriptor'));
    const pipe = await openSerial({ path: '/dev/ttyACM0' });
    await pipe.close();
    await expect(pipe.write(Uint8Array.of(1))).rejects.toThrow('the port is closed');
  });
});
