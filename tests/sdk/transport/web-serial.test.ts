import type { BytePipe } from '@nanobias/proto';
import { describe, expect, it, vi } from 'vitest';
import { connect } from '../../../sdk/src/connect.ts';
import { openWebSerial } from '../../../sdk/src/transport/web-serial.ts';
import { failure, limits, rehearse } from '../rehearsal.ts';
import { PagePort } from './page-port.ts';

/** The far end of a port, in the hands of the test. */
class FarEnd implements BytePipe {
  readonly label = 'far end';
  readonly pending_bytes = 0;
  readonly written: number[] = [];
  isClosed = false;
  taking: Promise<void> = Promise.resolve();
  send: (chunk: Uint8Array) => void = () => undefined;
  hangUp: (reason?: string) => void = () => undefined;

  async write(bytes: Uint8Array): Promise<void> {
    await this.taking;
    this.written.push(...bytes);
  }

  onBytes(receive: (chunk: Uint8Array) => void): void {
    this.send = receive;
  }

  onClose(closed: (reason?: string) => void): void {
    this.hangUp = closed;
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

async function opened(): Promise<{ readonly far: FarEnd; readonly port: PagePort; readonly pipe: BytePipe; readonly reasons: (string | undefined)[]; readonly heard: number[] }> {
  const far = new FarEnd();
  const port = new PagePort(() => far);
  const pipe = await openWebSerial({ port });
  const reasons: (string | undefined)[] = [];
  const heard: number[] = [];
  pipe.onClose((reason) => reasons.push(reason));
  pipe.onBytes((chunk) => heard.push(...chunk));
  return { far, port, pipe, reasons, heard };
}

/** Lets everything that waits for promises alone run. */
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('a serial port of a browser', () => {
  it('is opened with room for 64 KiB, and raises DTR', async () => {
    const { port, pipe } = await opened();
    expect(port.steps).toEqual(['open 115200 65536', 'DTR up']);
    expect(pipe.label).toBe('web serial');
    await pipe.close();
  });

  it('carries bytes both ways, in order, and copies what it is given', async () => {
    const { far, pipe, heard } = await opened();
    const bytes = Uint8Array.of(0, 1, 0x0a);
    const first = pipe.write(bytes);
    bytes.fill(9);
    const second = pipe.write(Uint8Array.of(0x0d, 0xff));
    expect(pipe.pending_bytes).toBe(5);
    await Promise.all([first, second]);
    expect(pipe.pending_bytes).toBe(0);
    expect(far.written).toEqual([0, 1, 0x0a, 0x0d, 0xff]);
    far.send(Uint8Array.of(0, 3));
    far.send(Uint8Array.of(17, 255));
    await settle();
    expect(heard).toEqual([0, 3, 17, 255]);
    await pipe.close();
  });

  it('is closed once: streams first, then DTR, then the port; no reason is told and nobody listens any more', async () => {
    const { far, port, pipe, reasons } = await opened();
    port.steps.length = 0;
    await Promise.all([pipe.close(), pipe.close()]);
    expect(port.steps).toEqual(['reader cancelled', 'writer aborted', 'DTR down', 'close']);
    expect(reasons).toEqual([undefined]);
    expect(port.listeners_count).toBe(0);
    expect(far.isClosed).toBe(true);
    await expect(pipe.write(Uint8Array.of(1))).rejects.toThrow('the port is closed');
  });

  it('can be opened again after it was closed', async () => {
    const { port, pipe } = await opened();
    await pipe.close();
    await (await openWebSerial({ port, baud_rate: 921_600 })).close();
    expect(port.steps).toContain('open 921600 65536');
  });

  it('that is unplugged is gone, with a reason', async () => {
    const { port, pipe, reasons } = await opened();
    port.unplug();
    await settle();
    expect(reasons).toEqual(['the port was unplugged']);
    await expect(pipe.write(Uint8Array.of(1))).rejects.toThrow('the port is closed');
    await pipe.close();
    expect(port.steps.at(-1)).toBe('close');
  });

  it('that hangs up without an event of its own is found by the read', async () => {
    const { far, port, reasons, pipe } = await opened();
    far.hangUp('it is gone');
    await settle();
    expect(reasons).toEqual(['the port hung up (it is gone)']);
    await pipe.close();
    expect(port.steps.at(-1)).toBe('close');
  });

  it.each(['BufferOverrunError', 'BreakError', 'FramingError', 'ParityError'])('goes on after a %s', async (name) => {
    const { far, port, pipe, reasons, heard } = await opened();
    far.send(Uint8Array.of(1));
    await settle();
    port.fail(name, 'bytes were lost');
    await settle();
    far.send(Uint8Array.of(2));
    await settle();
    expect(heard).toEqual([1, 2]);
    expect(reasons).toEqual([]);
    await pipe.close();
  });

  it('is given up at the ninth error in a row without a byte between', async () => {
    const { far, port, reasons, heard, pipe } = await opened();
    const noise = async (count: number): Promise<void> => {
      for (let turn = 0; turn < count; turn += 1) {
        port.fail('FramingError', 'noise');
        await settle();
      }
    };
    await noise(8);
    far.send(Uint8Array.of(1));
    await settle();
    await noise(8);
    expect(heard).toEqual([1]);
    expect(reasons).toEqual([]);
    await noise(1);
    expect(reasons).toEqual(['the port gives errors and no bytes']);
    await pipe.close();
  });

  it('that refuses bytes is closed', async () => {
    const { far, pipe, reasons } = await opened();
    far.taking = Promise.reject(new Error('no driver'));
    await expect(pipe.write(Uint8Array.of(1))).rejects.toThrow('no driver');
    await pipe.close();
    expect(reasons).toEqual(['the port refused bytes (no driver)']);
  });

  it('takes no more than 64 KiB that nobody fetches', async () => {
    const { far, pipe } = await opened();
    let take: () => void = () => undefined;
    far.taking = new Promise((resolve) => {
      take = resolve;
    });
    const first = pipe.write(new Uint8Array(60_000));
    await expect(pipe.write(new Uint8Array(5_537))).rejects.toThrow('65536');
    const last = pipe.write(new Uint8Array(5_536));
    take();
    await Promise.all([first, last]);
    await pipe.close();
  });

  it('that answers nothing any more is given up after a second for each step', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { port, pipe } = await opened();
      port.setSignals = () => new Promise(() => undefined);
      const closed = vi.fn();
      void pipe.close().then(closed);
      await vi.advanceTimersByTimeAsync(999);
      expect(closed).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(closed).toHaveBeenCalledOnce();
      expect(port.steps.at(-1)).toBe('close');
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that is open already is busy, and one that does not open has failed', async () => {
    const { port, pipe } = await opened();
    expect(await failure(openWebSerial({ port }))).toMatchObject({ code: 'PORT_BUSY', outputMayBeOn: 'unknown' });
    const broken = new PagePort(() => {
      throw new DOMException('Failed to open serial port.', 'NetworkError');
    });
    expect(await failure(openWebSerial({ port: broken }))).toMatchObject({ code: 'PORT_FAILED', outputMayBeOn: 'unknown' });
    await pipe.close();
  });

  it('that is lost while it is opened has failed, and is not left open', async () => {
    const port = new PagePort(() => new FarEnd());
    port.setSignals = async () => {
      port.writable = null;
    };
    expect(await failure(openWebSerial({ port }))).toMatchObject({ code: 'PORT_FAILED' });
    expect(port.steps.at(-1)).toBe('close');
  });

  it('whose receiver throws is closed with that as the reason, and let go', async () => {
    const far = new FarEnd();
    const port = new PagePort(() => far);
    const pipe = await openWebSerial({ port });
    const reasons: (string | undefined)[] = [];
    pipe.onClose((reason) => reasons.push(reason));
    pipe.onBytes(() => {
      throw new Error('no such frame');
    });
    far.send(Uint8Array.of(1));
    await settle();
    expect(reasons).toEqual(['the bytes could not be taken in (no such frame)']);
    await pipe.close();
    expect(port.steps.at(-1)).toBe('close');
    expect(port.listeners_count).toBe(0);
    await (await openWebSerial({ port })).close();
  });

  it('without modem lines is opened all the same', async () => {
    const port = new PagePort(() => new FarEnd());
    port.setSignals = () => Promise.reject(new DOMException('Failed to set control signals.', 'NetworkError'));
    await (await openWebSerial({ port })).close();
    expect(port.steps.at(-1)).toBe('close');
  });
});

describe('a session over a serial port of a browser', () => {
  it('biases, and loses the link when the plug is pulled; the controller opens the circuit', async () => {
    await rehearse(async ({ simulation, pause }) => {
      const { clock, entropy, truth } = simulation;
      const port = new PagePort(() => simulation.openPipe());
      const device = await connect(await openWebSerial({ port }), { clock, entropy });
      const scope = failure(device.withOutput({ limits }, async (output, signal) => {
        await output.ramp({ bias_V: output.openCircuit_V + 0.01, slew_V_per_s: 0.01 });
        expect(truth.isConducting).toBe(true);
        port.unplug();
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        });
      }));
      expect(await scope).toMatchObject({ code: 'LINK_LOST' });
      await pause(10_000);
      expect(truth.isConducting).toBe(false);
    });
  });
});
