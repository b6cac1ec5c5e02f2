import { loadAddon } from './addon.ts';
import type { NativePtyHandle } from './addon.ts';

/** Thrown where no pseudo-terminal is to be had; nothing has been opened. */
export class PtyError extends Error {
  /** `no_addon`: the sampler's addon is missing, and with it the only way to a pseudo-terminal. */
  readonly code: 'no_addon' | 'no_pty';

  constructor(code: PtyError['code'], message: string) {
    super(message);
    this.name = 'PtyError';
    this.code = code;
  }
}

/** What a pseudo-terminal tells its owner. */
export interface PtyEvents {
  /** Bytes of the client, which is connected from its first byte on. The array is the receiver's. */
  onBytes(bytes: Uint8Array): void;
  /** The client that had sent bytes has closed the line, or was killed. The next one can come at once. */
  onHangup(): void;
  /** What had to wait for the client to read has been taken. */
  onDrain(): void;
}

/** The master side of a pseudo-terminal: raw, 8 bits, and for one client after another. */
export interface PtyMaster {
  /** What a client opens. */
  readonly path: string;
  readonly isConnected: boolean;
  /** Bytes that wait for the client to read: at most 256 KiB. */
  readonly pending_bytes: number;
  /** False, and nothing is sent, where no client is connected or too much waits already. The bytes are copied. */
  write(bytes: Uint8Array): boolean;
  /** Hangs up; no event follows. */
  close(): void;
}

/**
 * Allocates a pseudo-terminal. It keeps the process alive until it is closed.
 *
 * A client counts as connected once it has sent a byte: an open descriptor alone shows nowhere, and a device says nothing before it is spoken to.
 *
 * @throws PtyError
 */
export function openPty(events: PtyEvents): PtyMaster {
  const { addon, reason } = loadAddon();
  if (!addon) throw new PtyError('no_addon', `a pseudo-terminal needs the native addon, which is not there: ${reason}`);
  let handle: NativePtyHandle;
  try {
    handle = new addon.NativePty(
      (bytes) => events.onBytes(bytes),
      () => events.onHangup(),
      () => events.onDrain(),
    );
  } catch (error) {
    throw new PtyError('no_pty', `no pseudo-terminal: ${error instanceof Error ? error.message : String(error)}`);
  }
  return {
    path: handle.path,
    get isConnected() {
      return handle.isConnected;
    },
    get pending_bytes() {
      return handle.pendingBytes;
    },
    write: (bytes) => handle.write(bytes),
    close: () => handle.close(),
  };
}
