import type { BytePipe } from '@nanobias/proto';
import type { ClientPort, HostLine } from './client.ts';

/** Bytes that may wait for this process to take them. */
const WAITING_BYTES_MAX = 262_144;

/**
 * A link to a port of the device for a host in the process that serves it: to the device it is a client like any other. Bytes are
 * handed over in turns of their own, so that host code never runs between two ticks of one step.
 * @throws Error while every port has its client
 */
export function ownLink(ports: readonly ClientPort[], label: string): BytePipe {
  const port = ports.findLast(({ hasClient }) => !hasClient);
  if (port === undefined) throw new Error(`${label}: every port of the device has its client`);
  const chunks: Uint8Array[] = [];
  let waiting_bytes = 0;
  let isOpen = true;
  let receive: ((chunk: Uint8Array) => void) | undefined;
  let closed: (reason?: string) => void = () => undefined;
  const deliver = (): void => {
    if (receive === undefined) return;
    for (let chunk = chunks.shift(); chunk !== undefined && isOpen; chunk = chunks.shift()) {
      waiting_bytes -= chunk.length;
      receive(chunk);
    }
  };
  const line: HostLine = {
    get room_bytes() {
      return WAITING_BYTES_MAX - waiting_bytes;
    },
    write: (bytes) => {
      waiting_bytes += bytes.length;
      if (chunks.push(bytes) === 1) setImmediate(deliver);
    },
    resume: () => undefined,
    hangUp: (reason) => {
      isOpen = false;
      closed(reason);
    },
  };
  port.attach(line);
  return {
    label,
    get pending_bytes() {
      return isOpen ? port.input_bytes : 0;
    },
    write: (bytes) => {
      if (!isOpen) return Promise.reject(new Error('the pipe is closed'));
      port.receive(bytes.slice());
      return Promise.resolve();
    },
    onBytes: (taker) => {
      receive = taker;
      setImmediate(deliver);
    },
    onClose: (told) => {
      closed = told;
    },
    close: () => {
      if (isOpen) {
        isOpen = false;
        port.detach(line);
        closed();
      }
      return Promise.resolve();
    },
  };
}
