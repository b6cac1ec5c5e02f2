import { afterEach, describe, expect, it } from 'vitest';
import { backendReport, openPty } from '@nanobias/native';
import type { PtyMaster } from '@nanobias/native';
import { openSerial } from '../../../sdk/src/transport/serial.ts';

const masters: PtyMaster[] = [];
const { backend } = backendReport();

afterEach(() => {
  for (const master of masters.splice(0)) master.close();
});

/** A device that echoes nothing: what the client writes is kept. */
function device(): { readonly master: PtyMaster; readonly received: number[]; readonly heard: () => Promise<void>; readonly hungUp: Promise<void> } {
  const received: number[] = [];
  let onHeard: () => void = () => undefined;
  let onHungUp: () => void = () => undefined;
  const hungUp = new Promise<void>((resolve) => {
    onHungUp = resolve;
  });
  const master = openPty({
    onBytes: (bytes) => {
      received.push(...bytes);
      onHeard();
    },
    onHangup: () => {
      onHungUp();
    },
    onDrain: () => undefined,
  });
  masters.push(master);
  const heard = (): Promise<void> =>
    new Promise((resolve) => {
      onHeard = resolve;
    });
  return { master, received, heard, hungUp };
}

describe.skipIf(backend !== 'native')('a serial port', () => {
  it('carries bytes both ways', async () => {
    const { master, received, heard } = device();
    const pipe = await openSerial({ path: master.path });
    expect(pipe.label).toBe(`serial:${master.path}`);
    const hearing = heard();
    await Promise.all([pipe.write(Uint8Array.of(0, 1, 0x0a, 0x0d, 0xff)), pipe.write(Uint8Array.of(3, 4))]);
    await hearing;
    while (received.length < 7) await heard();
    expect(received).toEqual([0, 1, 0x0a, 0x0d, 0xff, 3, 4]);
    expect(pipe.pending_bytes).toBe(0);
    const chunk = new Promise<readonly number[]>((resolve) => {
      pipe.onBytes((bytes) => {
        resolve([...bytes]);
      });
    });
    expect(master.write(Uint8Array.of(0, 3, 17, 19, 0x0a, 0x0d, 255))).toBe(true);
    expect(await chunk).toEqual([0, 3, 17, 19, 0x0a, 0x0d, 255]);
    await pipe.close();
  });

  it('hangs up on the device when it is closed, and tells no reason', async () => {
    const { master, heard, hungUp } = device();
    const pipe = await openSerial({ path: master.path });
    const hearing = heard();
    await pipe.write(Uint8Array.of(1));
    await hearing;
    const reasons: (string | undefined)[] = [];
    pipe.onClose((reason) => reasons.push(reason));
    pipe.onBytes(() => undefined);
    await Promise.all([pipe.close(), pipe.close()]);
    await hungUp;
    expect(reasons).toEqual([undefined]);
    await expect(pipe.write(Uint8Array.of(1))).rejects.toThrow('the port is closed');
  });

  it('is gone when the device hangs up in the middle, with a reason', async () => {
    const { master, heard } = device();
    const pipe = await openSerial({ path: master.path });
    const closed = new Promise<string | undefined>((resolve) => {
      pipe.onClose(resolve);
    });
    pipe.onBytes(() => undefined);
    const hearing = heard();
    await pipe.write(Uint8Array.of(1));
    await hearing;
    master.close();
    expect(await closed).toMatch(/^the port hung up/);
    await expect(pipe.write(Uint8Array.of(1))).rejects.toThrow();
    await pipe.close();
  });

  it('that another has open is busy', async () => {
    const { master } = device();
    const pipe = await openSerial({ path: master.path });
    await expect(openSerial({ path: master.path })).rejects.toMatchObject({ code: 'PORT_BUSY', outputMayBeOn: 'unknown', retryable: true });
    await pipe.close();
  });

  it('takes no more than 64 KiB that nobody fetches', async () => {
    const { master } = device();
    const pipe = await openSerial({ path: master.path });
    const first = pipe.write(new Uint8Array(60_000));
    await expect(pipe.write(new Uint8Array(6_000))).rejects.toThrow('65536');
    await first.catch(() => undefined);
    await pipe.close();
  });
});

describe('a path', () => {
  it('where there is no port is not found', async () => {
    await expect(openSerial({ path: '/dev/nanobias-no-such-port' })).rejects.toMatchObject({ code: 'PORT_NOT_FOUND', outputMayBeOn: 'unknown', retryable: true });
  });

  it('that is no terminal cannot be opened', async () => {
    await expect(openSerial({ path: '/dev/null' })).rejects.toMatchObject({ code: 'PORT_FAILED' });
  });
});
