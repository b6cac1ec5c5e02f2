import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CELL_PRESETS } from '@nanobias/firmware-model';
import { serveTcp } from '@nanobias/firmware-model/endpoint';
import { openPty } from '@nanobias/native';

/** A line to the model that keeps every byte which the model sent. */
export interface RecordedLine {
  /** Path of a pseudo-terminal or of a socket, or port of a loopback socket. */
  readonly at: string | number;
  received(): Uint8Array;
  /** The controller goes away in the middle. */
  hangUp(): void;
  close(): Promise<void>;
}

export type LineKind = 'pty' | 'tcp' | 'unix';

/** Serves the model at 1x on one port, and carries its bytes to another, where the host is to come. */
export async function recordedLine(kind: LineKind): Promise<RecordedLine> {
  const endpoint = await serveTcp({ simulationOptions: { seed: 11, cell: CELL_PRESETS.default }, host: '127.0.0.1', port: 0 });
  const upstream = createConnection({ host: '127.0.0.1', port: Number(endpoint.label.slice(endpoint.label.lastIndexOf(':') + 1)), noDelay: true });
  await once(upstream, 'connect');
  const chunks: Buffer[] = [];
  const line = kind === 'pty' ? overPty(upstream) : await overSocket(upstream, kind);
  upstream.on('data', (bytes: Buffer) => {
    chunks.push(bytes);
    line.send(bytes);
  });
  upstream.on('error', () => undefined);
  return {
    at: line.at,
    received: () => Buffer.concat(chunks),
    hangUp: () => line.close(),
    close: async () => {
      line.close();
      upstream.destroy();
      await endpoint.close();
    },
  };
}

interface Carrier {
  readonly at: string | number;
  send(bytes: Uint8Array): void;
  close(): void;
}

function overPty(upstream: Socket): Carrier {
  const master = openPty({
    onBytes: (bytes) => upstream.write(bytes.slice()),
    onHangup: () => undefined,
    onDrain: () => undefined,
  });
  // Without a client nothing can be sent, as on a port that nobody has open.
  return { at: master.path, send: (bytes) => master.write(bytes), close: () => master.close() };
}

async function overSocket(upstream: Socket, kind: 'tcp' | 'unix'): Promise<Carrier> {
  const hosts: Socket[] = [];
  const server = createServer({ noDelay: true }, (socket) => {
    hosts.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => upstream.write(bytes));
  });
  const directory = mkdtempSync(join(tmpdir(), 'nanobias-'));
  if (kind === 'tcp') server.listen(0, '127.0.0.1');
  else server.listen(join(directory, 'socket'));
  await once(server, 'listening');
  return {
    at: kind === 'tcp' ? (server.address() as AddressInfo).port : join(directory, 'socket'),
    send: (bytes) => hosts[0]?.write(bytes),
    close: () => {
      for (const host of hosts) host.destroy();
      server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
