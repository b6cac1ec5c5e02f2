import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import type { BytePipe } from '@nanobias/proto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../../sdk/src/connect.ts';
import { failure, limits, rehearse } from '../rehearsal.ts';

interface Program {
  readonly openWebSocket: (url: string) => Promise<BytePipe>;
}

/** A browser's socket with a pipe at its far end. */
function socketTo(far: BytePipe): { new (url: string): object; readonly OPEN: 1; hangUp(reason: string): void } {
  return class Socket {
    static readonly OPEN = 1;
    static hangUp: (reason: string) => void = () => undefined;
    readonly url: string;
    readyState = 0;
    bufferedAmount = 0;
    onopen: () => void = () => undefined;
    onclose: (event: { readonly reason: string }) => void = () => undefined;
    onmessage: (event: { readonly data: ArrayBuffer }) => void = () => undefined;

    constructor(url: string) {
      this.url = url;
      far.onBytes((chunk) => this.onmessage({ data: chunk.slice().buffer }));
      Socket.hangUp = (reason) => this.#end(reason);
      queueMicrotask(() => {
        this.readyState = Socket.OPEN;
        this.onopen();
      });
    }

    send(bytes: Uint8Array): void {
      void far.write(bytes);
    }

    close(): void {
      this.#end('');
    }

    #end(reason: string): void {
      this.readyState = 3;
      void far.close();
      this.onclose({ reason });
    }
  };
}

/** The program of the page on transports, as it stands there. */
async function documented(): Promise<Program> {
  const page = readFileSync('docs/transports.md', 'utf8');
  const [, program = ''] = /```ts\n(import type \{ BytePipe \}[\s\S]*?)```/.exec(page) ?? [];
  const { code } = await transform(program, { loader: 'ts' });
  return import(`data:text/javascript,${encodeURIComponent(code)}`) as Promise<Program>;
}

afterEach(() => vi.unstubAllGlobals());

describe('the pipe that the page on transports shows', () => {
  it('carries a session that biases, measures the off and leaves', async () => {
    const { openWebSocket } = await documented();
    await rehearse(async ({ simulation: { pipe, clock, entropy, truth } }) => {
      vi.stubGlobal('WebSocket', socketTo(pipe));
      const device = await connect(await openWebSocket('wss://holder'), { clock, entropy });
      expect(device.label).toBe('wss://holder');
      const { off } = await device.withOutput({ limits }, async () => {
        expect(truth.isConducting).toBe(true);
      });
      expect(off.isSwitchClosed).toBe(false);
      await device.close();
      expect(await failure(device.readState())).toMatchObject({ code: 'CLOSED' });
    });
  });

  it('tells of a hang-up with its reason', async () => {
    const { openWebSocket } = await documented();
    await rehearse(async ({ simulation: { pipe, clock, entropy } }) => {
      const Socket = socketTo(pipe);
      vi.stubGlobal('WebSocket', Socket);
      const device = await connect(await openWebSocket('wss://holder'), { clock, entropy });
      const scope = failure(device.withOutput({ limits }, (_output, signal) => {
        Socket.hangUp('the proxy was restarted');
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      }));
      const error = await scope;
      expect(error).toMatchObject({ code: 'LINK_LOST' });
      expect(error.message).toContain('the proxy was restarted');
    });
  });
});
