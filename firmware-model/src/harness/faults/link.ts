import { encodeFrame, encodeRequest, frameBytes_max, FrameKind } from '@nanobias/proto';
import { CAUSE } from '../../interlock/cause.ts';
import type { Device } from '../device.ts';
import type { WireActionKind, WireWay } from '../wire/action.ts';
import type { Fault, FaultParameter } from './fault.ts';
import { accepted, trips } from './fault.ts';

/** The longest lease, and a tick. */
const LEASE_US = 5_000_100;
const SHARE: FaultParameter = { name: 'share_ratio', min: 0, max: 1 };
const FLOOD_BYTES_MAX = 4096;
const FOREIGN_SESSION = 0xdead_beef;
/** Multiplier of a linear congruence: a flood is the same each time. */
const FLOOD_FACTOR = 1_103_515_245;
const FLOOD_STEP = 12_345;

const RETRIED = accepted('what is lost or damaged is sent again under its id, and takes effect once');
const ORDERED = accepted('frames are whole or dropped, and answers are told apart by their id');
const NOBODY = accepted('nobody holds the output');
const LAPSES = trips(LEASE_US, CAUSE.LEASE_LAPSED, CAUSE.LINK_LOST);
const DROPPED = accepted('what is no frame of the session that holds the lease is dropped and counted');

interface WireRow {
  readonly id: string;
  readonly kind: WireActionKind;
  readonly number?: FaultParameter;
  readonly whileOn: Fault['whileOn'];
  readonly way?: WireWay;
}

/** A mishap that befalls a share of the pieces. */
function sharedFault({ id, kind, number, whileOn }: WireRow): Fault {
  return {
    id, place: 'link', row: 15, parameters: number === undefined ? [SHARE] : [SHARE, number], whileOn, whileOff: whileOn,
    inject: ({ wires }, [share_ratio, value = 1]) => wires[0]!.act({ kind, way: 'both', value: Math.round(value), share_ratio: share_ratio! }),
  };
}

/** A state of the whole wire. */
function wireFault({ id, kind, number, whileOn, way = 'both' }: WireRow & { readonly number: FaultParameter }): Fault {
  return {
    id, place: id.startsWith('host') ? 'host' : 'link', row: 14, parameters: [number], whileOn, whileOff: whileOn === LAPSES ? NOBODY : whileOn,
    inject: ({ wires }, [value]) => wires[0]!.act({ kind, way, value: Math.round(value!) }),
  };
}

const DURATION: FaultParameter = { name: 'duration_us', min: 1, max: 3_600_000_000 };

/** The wire of the first port, and the host at its end: whoever comes by another port can take them back. */
export const LINK_FAULTS: readonly Fault[] = [
  sharedFault({ id: 'link.drop', kind: 'drop', whileOn: RETRIED }),
  sharedFault({ id: 'link.duplicate', kind: 'duplicate', number: { name: 'copies_count', min: 1, max: 8 }, whileOn: ORDERED }),
  sharedFault({ id: 'link.reorder', kind: 'reorder', number: { name: 'hold_us', min: 1, max: 1_000_000 }, whileOn: ORDERED }),
  sharedFault({ id: 'link.corrupt', kind: 'flip bits', number: { name: 'bits_count', min: 1, max: 1024 }, whileOn: RETRIED }),
  sharedFault({ id: 'link.truncate', kind: 'truncate', number: { name: 'lost_bytes_max', min: 1, max: 65_536 }, whileOn: RETRIED }),
  sharedFault({ id: 'link.merge', kind: 'merge', number: { name: 'hold_us', min: 1, max: 100_000 }, whileOn: ORDERED }),
  sharedFault({ id: 'link.split', kind: 'split', number: { name: 'parts_count', min: 2, max: 64 }, whileOn: ORDERED }),
  wireFault({ id: 'link.delay', kind: 'latency', number: { name: 'latency_us', min: 0, max: 100_000 }, whileOn: ORDERED }),
  sharedFault({ id: 'link.jitter', kind: 'jitter', number: { name: 'jitter_us_max', min: 0, max: 100_000 }, whileOn: ORDERED }),
  wireFault({ id: 'link.clog', kind: 'clog', number: DURATION, whileOn: LAPSES }),
  wireFault({ id: 'link.half-open', kind: 'half-open', number: DURATION, whileOn: LAPSES }),
  {
    id: 'link.hang-up', place: 'link', row: 14, parameters: [], whileOn: LAPSES, whileOff: NOBODY,
    inject: ({ wires }) => wires[0]!.hangUp('the wire was hung up by a fault'),
  },
  wireFault({ id: 'host.silent', kind: 'half-open', number: DURATION, way: 'to device', whileOn: LAPSES }),
  {
    id: 'host.floods', place: 'host', row: 15, parameters: [{ name: 'bytes_count', min: 1, max: FLOOD_BYTES_MAX }], whileOn: DROPPED, whileOff: DROPPED,
    inject: ({ board }, [bytes_count]) => void board.port.receive(flood(bytes_count!)),
  },
  {
    id: 'host.stale-session', place: 'host', row: 15, parameters: [{ name: 'lease_epoch', min: 0, max: 4_294_967_295 }], whileOn: DROPPED, whileOff: DROPPED,
    inject: (device, [lease_epoch]) => foreignRenewal(device, lease_epoch!),
  },
];

function flood(bytes_count: number): Uint8Array {
  let word = 1;
  return Uint8Array.from({ length: Math.floor(bytes_count) }, () => {
    word = (Math.imul(word, FLOOD_FACTOR) + FLOOD_STEP) >>> 0;
    return word >>> 24;
  });
}

/** A renewal of the lease in the name of a session that is none. */
function foreignRenewal({ board }: Device, lease_epoch: number): void {
  const payload = encodeRequest({ request_id: 1, body: { kind: 'renew_lease', lease_epoch: Math.floor(lease_epoch) } });
  const frame = new Uint8Array(frameBytes_max(payload.length));
  board.port.receive(frame.subarray(0, encodeFrame(frame, { kind: FrameKind.CONTROL, session: FOREIGN_SESSION, seq: 0 }, payload)));
}
