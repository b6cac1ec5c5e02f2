import type { BytePipe } from '@nanobias/sdk';
import { openTcp } from '@nanobias/sdk/tcp';
import { UsageError } from './exit.ts';

/** Where a TCP endpoint is. */
export interface TcpTarget {
  readonly host: string;
  readonly port: number;
}

/** Reads `HOST:PORT`, with an IPv6 address in brackets. @throws UsageError */
export function tcpTarget(text: string): TcpTarget {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined || !(port <= 65_535)) throw new UsageError(`${text}: not of the form HOST:PORT`);
  return { host, port };
}

/**
 * Opens `PATH`, `pty:PATH` or `tcp:HOST:PORT`.
 * @throws NanobiasError PORT_NOT_FOUND, PORT_BUSY, PORT_FAILED
 * @throws UsageError for an address that is none
 */
export async function openPort(port: string): Promise<BytePipe> {
  if (port.startsWith('tcp:')) return openTcp(tcpTarget(port.slice('tcp:'.length)));
  // The binding is native code: it is loaded when somebody asks for a serial port, and not before.
  const { openSerial } = await import('@nanobias/sdk/serial');
  return openSerial({ path: port.startsWith('pty:') ? port.slice('pty:'.length) : port });
}
