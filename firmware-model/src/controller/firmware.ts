import { causesInForce } from '../interlock/rows.ts';
import { claimInterlock } from '../interlock/state.ts';
import type { SlowState } from '../interlock/slow-state.ts';
import type { Interlock } from '../interlock/state.ts';
import type { BoardDescription, Port } from '../board/registers.ts';
import { claimAutonomy } from './autonomy.ts';
import type { Autonomy } from './autonomy.ts';
import { claimAverages } from './averages.ts';
import type { Averages } from './averages.ts';
import { claimCapture } from './capture.ts';
import type { Capture } from './capture.ts';
import { claimClock } from './clock.ts';
import { claimComms } from './comms/state.ts';
import type { Comms } from './comms/state.ts';
import type { ControllerParts, InterlockRow } from './contract.ts';
import { claimCurrentLoop } from './current-loop.ts';
import type { CurrentLoop } from './current-loop.ts';
import { claimEventLog } from './events.ts';
import type { EventLog } from './events.ts';
import { claimFreeze } from './freeze-frame.ts';
import type { Freeze } from './freeze-frame.ts';
import { claimIdentity } from './identity.ts';
import { claimTimeBase } from './layer-0.ts';
import { claimLease } from './lease.ts';
import { claimLimitsStore } from './limits-store.ts';
import type { LimitsStore } from './limits-store.ts';
import { claimOffMeasurement } from './measured-off.ts';
import type { OffMeasurement } from './measured-off.ts';
import { claimOutput } from './output.ts';
import { claimProbeMotion } from './probe-motion.ts';
import { claimProgram } from './program-store.ts';
import type { ProgramStore } from './program-store.ts';
import { claimRampDown } from './ramp-down.ts';
import { claimRanging } from './ranging.ts';
import { scaleOf, ticksOf, watchOf } from './scale.ts';
import type { Scale } from './scale.ts';
import { claimSelfTest } from './self-test.ts';
import type { SelfTest } from './self-test.ts';
import { claimSetpoint } from './setpoint.ts';
import type { Setpoint } from './setpoint.ts';
import { claimConnection } from './soft-connect.ts';
import type { Connection } from './soft-connect.ts';
import { claimSlowRows } from './slow-limits.ts';
import { claimStreams } from './streams.ts';
import type { Streams } from './streams.ts';
import { claimTripStore } from './trip-store.ts';
import type { TripStore } from './trip-store.ts';
import { claimCheckIns } from './watchdog.ts';

/** Time that a cause must be gone before it can be acknowledged. */
const CLEAR_US = 1_000_000;

/** What the parts of the firmware share. Everything that changes lies in the arena, claimed by the part that owns it. */
interface Shared {
  readonly registers: Int32Array;
  readonly board: BoardDescription;
  readonly scale: Scale;
  readonly chance: { next(): number };
  readonly injectFault: ControllerParts['injectFault'];
  readonly rowsLeftOut: ReadonlySet<InterlockRow>;
  readonly interlock: Interlock;
  readonly clock: Float64Array;
  readonly setpoint: Setpoint;
  readonly currentLoop: CurrentLoop;
  readonly output: Int32Array;
  readonly averages: Averages;
  readonly autonomy: Autonomy;
  readonly connection: Connection;
  readonly off: OffMeasurement;
  readonly rampDown: Int32Array;
  readonly ranging: Int32Array;
  readonly probeMotion: Int32Array;
  readonly lease: Uint32Array;
  readonly limits: LimitsStore;
  readonly slow: SlowState;
  readonly retained: Float64Array | undefined;
  readonly program: ProgramStore;
  readonly events: EventLog;
  readonly freeze: Freeze;
  readonly capture: Capture;
  readonly identity: Uint32Array;
  readonly checkIns: Int32Array;
  readonly trips: TripStore;
  readonly selfTest: SelfTest;
  readonly timeBase: Float64Array;
}

/** The firmware as one of its links sees it: everything is shared but what belongs to the host at that port. */
export interface Firmware extends Shared {
  /** Place of the link, and of its bit in the register of hosts. */
  readonly link: number;
  readonly port: Port;
  readonly comms: Comms;
  readonly streams: Streams;
  /** This firmware by its every link. */
  readonly links: readonly Firmware[];
}

/** The firmware by its first link. */
export function claimFirmware(parts: ControllerParts): Firmware {
  const { arena } = parts;
  const shared = claimShared(parts);
  const links: Firmware[] = [];
  for (const [link, port] of [parts.port, ...(parts.morePorts ?? [])].entries()) {
    const name = link === 0 ? 'controller' : `controller.link_${link}`;
    links.push(seenBy({ link, port, comms: claimComms(arena, name), streams: claimStreams(arena, name), links }, shared));
  }
  return links[0]!;
}

/** Written out: objects that are spread have each a shape of its own, and every access of the tick would be looked up for every device anew. */
function seenBy({ link, port, comms, streams, links }: Omit<Firmware, keyof Shared>, shared: Shared): Firmware {
  return {
    link, port, comms, streams, links,
    registers: shared.registers, board: shared.board, scale: shared.scale, chance: shared.chance, injectFault: shared.injectFault,
    rowsLeftOut: shared.rowsLeftOut, interlock: shared.interlock, clock: shared.clock, setpoint: shared.setpoint,
    currentLoop: shared.currentLoop, output: shared.output, averages: shared.averages, autonomy: shared.autonomy,
    connection: shared.connection, off: shared.off, rampDown: shared.rampDown, ranging: shared.ranging, probeMotion: shared.probeMotion,
    lease: shared.lease, limits: shared.limits, slow: shared.slow, retained: shared.retained, program: shared.program,
    events: shared.events, freeze: shared.freeze, capture: shared.capture, identity: shared.identity, checkIns: shared.checkIns,
    trips: shared.trips, selfTest: shared.selfTest, timeBase: shared.timeBase,
  };
}

function claimShared({ arena, registers, board, flash, retained, chance, injectFault, protections }: ControllerParts): Shared {
  const { rowsLeftOut } = protections;
  const scale = scaleOf(board);
  return {
    registers,
    board,
    scale,
    chance,
    injectFault,
    rowsLeftOut,
    interlock: claimInterlock(arena, {
      window_ticks: scale.window_ticks, clear_ticks: ticksOf(scale, CLEAR_US), causesInForce: causesInForce(rowsLeftOut), watch: watchOf(scale, board),
    }),
    clock: claimClock(arena),
    setpoint: claimSetpoint(arena),
    currentLoop: claimCurrentLoop(arena),
    output: claimOutput(arena),
    averages: claimAverages(arena),
    autonomy: claimAutonomy(arena),
    connection: claimConnection(arena),
    off: claimOffMeasurement(arena),
    rampDown: claimRampDown(arena),
    ranging: claimRanging(arena),
    probeMotion: claimProbeMotion(arena),
    lease: claimLease(arena),
    limits: claimLimitsStore(arena),
    slow: claimSlowRows(arena, board),
    retained,
    program: claimProgram(arena),
    events: claimEventLog(arena),
    freeze: claimFreeze(arena),
    capture: claimCapture(arena),
    identity: claimIdentity(arena),
    checkIns: claimCheckIns(arena),
    trips: claimTripStore(arena, flash),
    selfTest: claimSelfTest(arena),
    timeBase: claimTimeBase(arena),
  };
}
