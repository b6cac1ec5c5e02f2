import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { openPty } from '@nanobias/native';

/** A cable between a client on a pseudo-terminal and a controller on a socket. */
export interface Cable {
  /** What the client opens. */
  readonly label: string;
  /** Pulls it out: both sides see the hang-up. */
  pull(): void;
  /** Lets nothing through any more, and neither side sees anything of it. */
  silence(): void;
  close(): void;
}

/** A cable to the controller on a loopback port. @throws PtyError where the native addon is missing */
export async function layCable(port: number): Promise<Cable> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opening = connect({ host: '127.0.0.1', port, noDelay: true }, () => resolve(opening));
    opening.once('error', reject);
  });
  let isSilent = false;
  const master = openPty({
    onBytes: (bytes) => {
      if (!isSilent) socket.write(bytes);
    },
    onHangup: () => socket.destroy(),
    onDrain: () => undefined,
  });
  socket.on('data', (bytes) => {
    if (!isSilent) master.write(bytes);
  });
  socket.on('error', () => undefined);
  const pull = (): void => {
    master.close();
    socket.destroy();
  };
  return {
    label: `pty:${master.path}`,
    pull,
    silence: () => {
      isSilent = true;
    },
    close: pull,
  };
}
