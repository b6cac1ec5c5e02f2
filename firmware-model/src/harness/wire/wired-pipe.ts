import type { BytePipe, Clock } from '@nanobias/proto';
import type { Lane } from './lane.ts';
import type { Wire } from './wire.ts';

/**
 * A pipe behind a wire to which things can be done: around a serial port, a socket or another simulation's pipe, at the time of the clock
 * that the host has.
 */
export function wiredPipe(pipe: BytePipe, wire: Wire, clock: Pick<Clock, 'now_us' | 'after'>): BytePipe {
  let receive: (chunk: Uint8Array) => void = () => undefined;
  let isClosed = false;
  let hungUp: string | undefined;
  const moved = (lane: Lane, hand: (bytes: Uint8Array) => void): void => {
    for (let first = lane.first(); first !== undefined && !isClosed; first = lane.first()) {
      lane.take(first.length);
      hand(first);
    }
  };
  // A pipe that has gone away fails its writers; what was on the wire is lost with it.
  const toDevice = (): void => moved(wire.toDevice, (bytes) => void pipe.write(bytes).catch(() => undefined));
  const toHost = (): void => moved(wire.toHost, (bytes) => receive(bytes));
  const send = (lane: Lane, bytes: Uint8Array, arrive: () => void): void => {
    for (const due_us of lane.send(bytes)) plan(due_us, arrive);
  };
  const plan = (due_us: number, arrive: () => void): void => {
    clock.after(Math.max(0, due_us - clock.now_us()), () => {
      arrive();
      const lane = arrive === toDevice ? wire.toDevice : wire.toHost;
      if (lane.isClogged) plan(lane.next_us, arrive);
    });
  };
  pipe.onBytes((chunk) => send(wire.toHost, chunk.slice(), toHost));
  const close = (): Promise<void> => {
    isClosed = true;
    return pipe.close();
  };
  wire.attend({
    hangUp: (reason) => {
      hungUp = reason;
      void close();
    },
    onActed: () => {
      for (const [lane, arrive] of [[wire.toDevice, toDevice], [wire.toHost, toHost]] as const) if (lane.next_us < Infinity) plan(lane.next_us, arrive);
    },
  });
  return {
    label: pipe.label,
    get pending_bytes() {
      return pipe.pending_bytes + wire.toDevice.flying_bytes;
    },
    write: (bytes) => {
      if (isClosed) return Promise.reject(new Error('the pipe is closed'));
      send(wire.toDevice, bytes.slice(), toDevice);
      return Promise.resolve();
    },
    onBytes: (next) => {
      receive = next;
    },
    onClose: (closed) => pipe.onClose((reason) => closed(hungUp ?? reason)),
    close,
  };
}
