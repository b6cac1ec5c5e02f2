import { EventKind, StatusCode } from '@nanobias/proto';
import { LINE, REGISTER } from '../board/registers.ts';
import { CAUSE } from '../interlock/cause.ts';
import { connectionCause } from '../interlock/connect.ts';
import { WORD } from '../interlock/state.ts';
import { grantToken } from '../interlock/token.ts';
import type { Arena } from '../kernel/arena.ts';
import { meanVoltage_uV, startAverage } from './averages.ts';
import { CLOCK, callAttention, callTasks, tickNow } from './clock.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';
import { committedLimits } from './limits-store.ts';
import { isMeasuringOff } from './measured-off.ts';
import { OUTPUT, isSwitchClosed } from './output.ts';
import type { OpeningEvent } from './opening.ts';
import { dacCode, dac_uV, ticksOf } from './scale.ts';
import { presetDac } from './setpoint.ts';
import { transition } from './transition.ts';
import { isTripStoreSettled } from './trip-store.ts';

/** Life of an arm token. */
export const TOKEN_US = 10_000_000;
/** From the preset to the comparison: the DAC has settled, and the mean of the cell's voltage has a third of the noise. */
const PRESET_TICKS = 10;
/** Layer 0 closes at most once a second; a switch that has not closed by then does not close. */
const CLOSING_US_MAX = 1_200_000;

/** Steps of a soft connection. */
export const CONNECT_PHASE = { IDLE: 0, TESTING: 1, MEASURING_TO_ARM: 2, WAITING: 3, MEASURING: 4, PRESET: 5, CLOSING: 6 } as const;

const FIELD = { PHASE: 0, TICKS: 1, SESSION: 2, REQUEST_ID: 3, OUTCOME: 4, OPEN_CIRCUIT_uV: 5, TOKEN: 6, OUTCOME_PHASE: 7 } as const;
const FIELD_COUNT = 8;

/** Progress of an Arm or Enable that was accepted and waits for its answer. */
export type Connection = Float64Array;

export function claimConnection(arena: Arena): Connection {
  return arena.f64('controller.connection', FIELD_COUNT);
}

export interface Requester {
  readonly session: number;
  readonly request_id: number;
}

export function isConnecting({ connection }: Firmware): boolean {
  return connection[FIELD.PHASE] !== CONNECT_PHASE.IDLE;
}

export function isClosing({ connection }: Firmware): boolean {
  return connection[FIELD.PHASE] === CONNECT_PHASE.CLOSING;
}

/** Whether what follows may close the switch: from the preset on. */
export function isAboutToClose({ connection }: Firmware): boolean {
  return CONNECT_PHASE.PRESET <= connection[FIELD.PHASE]!;
}

/** Whether a token that was spent is on its way to the switch. */
export function isTokenSpent({ connection }: Firmware): boolean {
  return CONNECT_PHASE.WAITING <= connection[FIELD.PHASE]!;
}

/** Waits for the self-test, measures the open-circuit voltage afresh, then arms. */
export function startArming(firmware: Firmware, requester: Requester): void {
  begin(firmware, requester, CONNECT_PHASE.TESTING);
}

/** Whether an Arm waits for its self-test. */
export function isArmTesting({ connection }: Firmware): boolean {
  return connection[FIELD.PHASE] === CONNECT_PHASE.TESTING;
}

/** The self-test has passed: what remains is the voltage at which the switch may close. */
export function measureToArm(firmware: Firmware): void {
  firmware.connection[FIELD.PHASE] = CONNECT_PHASE.MEASURING_TO_ARM;
  startAverage(firmware);
}

/** Waits until layer 0 may close again, measures, presets, compares, closes. */
export function startConnecting(firmware: Firmware, requester: Requester): void {
  begin(firmware, requester, CONNECT_PHASE.WAITING);
}

export interface ConnectionOutcome extends Requester {
  readonly code: StatusCode;
  readonly phase: number;
  readonly open_circuit_uV: number;
  readonly token: number;
}

/** How the connection ended; undefined while it goes on or when there is none. */
export function connectionOutcome({ connection }: Firmware): ConnectionOutcome | undefined {
  const code = connection[FIELD.OUTCOME]! as StatusCode;
  if (code === StatusCode.UNSPECIFIED) return undefined;
  return {
    session: connection[FIELD.SESSION]!,
    request_id: connection[FIELD.REQUEST_ID]!,
    code,
    phase: connection[FIELD.OUTCOME_PHASE]!,
    open_circuit_uV: connection[FIELD.OPEN_CIRCUIT_uV]!,
    token: connection[FIELD.TOKEN]!,
  };
}

/** Session of the request that is on its way, or was last. */
export function connectionSession({ connection }: Firmware): number {
  return connection[FIELD.SESSION]!;
}

export function forgetConnection({ connection }: Firmware): void {
  connection.fill(0);
}

/** What the request that was on its way is answered when the output is told to open in between. */
const CANCELLED_BY: Readonly<Record<OpeningEvent, StatusCode>> = {
  open: StatusCode.STALE_EPOCH,
  stop: StatusCode.STALE_EPOCH,
  trip: StatusCode.TRIPPED,
  hardFault: StatusCode.HARD_FAULT,
};

export function cancelConnection(firmware: Firmware, event: OpeningEvent): void {
  abandonConnection(firmware, CANCELLED_BY[event]);
}

export function abandonConnection(firmware: Firmware, code: StatusCode): void {
  if (isConnecting(firmware)) end(firmware, code);
}

/** A tick with the switch open and nothing else to measure; `isMeasured` at the end of a window of open-circuit voltage. */
export function advanceConnection(firmware: Firmware, isMeasured: boolean): void {
  const { connection, clock } = firmware;
  switch (connection[FIELD.PHASE]) {
    case CONNECT_PHASE.MEASURING_TO_ARM:
      if (isMeasured && isTripStoreSettled(firmware.trips)) arm(firmware);
      break;
    case CONNECT_PHASE.WAITING:
      if (clock[CLOCK.RECLOSE_TICK]! <= tickNow(firmware)) {
        startAverage(firmware);
        connection[FIELD.PHASE] = CONNECT_PHASE.MEASURING;
      }
      break;
    case CONNECT_PHASE.MEASURING:
      if (isMeasured) preset(firmware);
      break;
    case CONNECT_PHASE.PRESET:
      connection[FIELD.TICKS] = connection[FIELD.TICKS]! + 1;
      // That the output is about to be on is safe in the flash before it is.
      if (PRESET_TICKS <= connection[FIELD.TICKS]! && isTripStoreSettled(firmware.trips)) close(firmware);
      break;
    default:
      break;
  }
}

/** A tick in mode ON until the relay reads closed. Returns false when it is too late for that. */
export function advanceClosing(firmware: Firmware): boolean {
  const { connection, scale } = firmware;
  if (isSwitchClosed(firmware)) {
    end(firmware, StatusCode.OK);
    pushEvent(firmware, { kind: EventKind.OUTPUT_CLOSED });
    return true;
  }
  connection[FIELD.TICKS] = connection[FIELD.TICKS]! + 1;
  return connection[FIELD.TICKS]! < ticksOf(scale, CLOSING_US_MAX);
}

function begin(firmware: Firmware, { session, request_id }: Requester, phase: number): void {
  const { connection } = firmware;
  connection.fill(0);
  connection[FIELD.PHASE] = phase;
  connection[FIELD.SESSION] = session;
  connection[FIELD.REQUEST_ID] = request_id;
  // A measurement of an off that is under way goes first, and clears the window when it ends.
  if (!isMeasuringOff(firmware)) startAverage(firmware);
  callAttention(firmware);
}

function end(firmware: Firmware, code: StatusCode): void {
  const { connection, output } = firmware;
  callTasks(firmware);
  connection[FIELD.OUTCOME_PHASE] = connection[FIELD.PHASE]!;
  connection[FIELD.OUTCOME] = code;
  connection[FIELD.OPEN_CIRCUIT_uV] = output[OUTPUT.OPEN_CIRCUIT_uV]!;
  connection[FIELD.PHASE] = CONNECT_PHASE.IDLE;
}

function arm(firmware: Firmware): void {
  const { connection, interlock, chance, scale } = firmware;
  const committed = committedLimits(firmware);
  if (committed === undefined || !transition(firmware, 'arm')) return end(firmware, StatusCode.WRONG_MODE);
  // 0 is no token.
  const token = chance.next() || 1;
  grantToken(interlock, { token, limits_digest: committed.digest, life_ticks: ticksOf(scale, TOKEN_US) });
  connection[FIELD.TOKEN] = token;
  end(firmware, StatusCode.OK);
}

function preset(firmware: Firmware): void {
  const { connection, output, scale } = firmware;
  const verdict = presetDac(firmware, dacCode(scale, output[OUTPUT.OPEN_CIRCUIT_uV]!));
  if (verdict === 'refused') return refuse(firmware, StatusCode.BEYOND_LIMIT);
  connection[FIELD.TICKS] = 0;
  connection[FIELD.PHASE] = CONNECT_PHASE.PRESET;
}

/** The last comparison, with what the DAC really puts out, in the tick in which the switch is told to close. */
function close(firmware: Firmware): void {
  const { connection, output, registers, scale, board, rowsLeftOut } = firmware;
  const limits = committedLimits(firmware)?.limits;
  if (limits === undefined) return refuse(firmware, StatusCode.LIMITS_NOT_COMMITTED);
  const cause = connectionCause({
    dac_uV: dac_uV(scale, registers[REGISTER.DAC_READBACK_CODE]!),
    open_circuit_uV: meanVoltage_uV(firmware),
    voltage_error_uV: board.bias_error_uV,
    hot_connect_uV_max: limits.hot_connect_uV_max,
    isWaived: rowsLeftOut.has(12) || (!limits.isFormed && limits.anode_uV_vs_li === undefined),
  });
  if (!isHolderReady(firmware)) return refuse(firmware, StatusCode.INTERLOCK_OPEN);
  // What would trip in the next tick does not close in this one.
  if (firmware.interlock.state[WORD.CAUSES_PRESENT] !== 0) return refuse(firmware, StatusCode.CAUSE_PRESENT);
  if (cause !== 0) return refuse(firmware, cause === CAUSE.HOT_CONNECT ? StatusCode.HOT_CONNECT : StatusCode.WRONG_SIGN);
  connection[FIELD.TICKS] = 0;
  connection[FIELD.PHASE] = CONNECT_PHASE.CLOSING;
  output[OUTPUT.CONNECTED_AT_uV] = output[OUTPUT.OPEN_CIRCUIT_uV]!;
  if (!transition(firmware, 'close')) refuse(firmware, StatusCode.WRONG_MODE);
}

/** Row 25 and row 36: both channels of the line closed, nothing held by layer 0, the coarse positioner at rest. */
function isHolderReady({ registers }: Firmware): boolean {
  const isLineClosed = registers[REGISTER.INTERLOCK_LINE] === LINE.CLOSED && registers[REGISTER.LATCH_STATE] === 0;
  return isLineClosed && registers[REGISTER.PROBE_MOVING] === 0;
}

/** The token is spent: whoever wants to close must arm again. */
function refuse(firmware: Firmware, code: StatusCode): void {
  end(firmware, code);
  transition(firmware, 'disarm');
}
