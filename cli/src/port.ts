import type { BytePipe } from '@nanobias/sdk';
import { openTcp } from '@nanobias/sdk/tcp';
import { UsageError } from './exit.ts';

/** Where a TCP endpoint is. */
export interface TcpTarget {
  readonly host: string;
  readonly port: number;
}

/** An address of this machine alone. @throws RangeError for any other: more than this machine would need a token and TLS */
export function loopbackAddress(host: string, what: string): string {
  const address = host === 'localhost' ? '127.0.0.1' : host;
  if (address === '127.0.0.1' || address === '::1') return address;
  throw new RangeError(`${host}: ${what} is served on 127.0.0.1, ::1 or localhost only`);
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
