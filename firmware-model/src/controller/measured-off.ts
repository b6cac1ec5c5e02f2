import { EventKind } from '@nanobias/proto';
import type { OffResult } from '@nanobias/proto';
import type { Arena } from '../kernel/arena.ts';
import { average, meanCurrent_fA, startAverage } from './averages.ts';
import { callTasks, deviceTime_us } from './clock.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';
import { OUTPUT, isSwitchClosed, outputEpoch } from './output.ts';
import { ticksOf } from './scale.ts';

/** How long the relay may take to read open before its state is reported as it is. */
const OPENING_US_MAX = 100_000;
/** Time over which the current is averaged once it does: 0.5 pA rms are left of 5. */
const WINDOW_US = 10_000;

const PHASE = { IDLE: 0, OPENING: 1, AVERAGING: 2, MEASURED: 3 } as const;
const FIELD = { PHASE: 0, TICKS: 1, IS_SWITCH_CLOSED: 2, HAS_CURRENT: 3, CURRENT_fA: 4, TIME_us: 5 } as const;
const FIELD_COUNT = 6;

/** Progress of measuring an off, and what came out. */
export type OffMeasurement = Float64Array;

export function claimOffMeasurement(arena: Arena): OffMeasurement {
  return arena.f64('controller.off', FIELD_COUNT);
}

/**
 * Measures after the switch was told to open: relay, then |I|. Whoever asks an output that was open already shares the
 * measurement under way, or a stop every few milliseconds would keep all of them from their answer.
 */
export function startOffMeasurement({ off }: Firmware, { wasEnergised }: { readonly wasEnergised: boolean }): void {
  if (!wasEnergised && off[FIELD.PHASE] !== PHASE.IDLE) return;
  off[FIELD.PHASE] = PHASE.OPENING;
  off[FIELD.TICKS] = 0;
}

export function isMeasuringOff({ off }: Firmware): boolean {
  return off[FIELD.PHASE] === PHASE.OPENING || off[FIELD.PHASE] === PHASE.AVERAGING;
}

export function advanceOffMeasurement(firmware: Firmware): void {
  const { off, scale } = firmware;
  if (off[FIELD.PHASE] === PHASE.OPENING) {
    const ticks = off[FIELD.TICKS]! + 1;
    off[FIELD.TICKS] = ticks;
    if (isSwitchClosed(firmware) && ticks < ticksOf(scale, OPENING_US_MAX)) return;
    off[FIELD.PHASE] = PHASE.AVERAGING;
    startAverage(firmware);
    return;
  }
  if (average(firmware) < ticksOf(scale, WINDOW_US)) return;
  finish(firmware);
}

/** The finished measurement; undefined until there is one. */
export function offResult(firmware: Firmware): OffResult | undefined {
  const { off, output } = firmware;
  if (off[FIELD.PHASE] !== PHASE.MEASURED) return undefined;
  return {
    is_switch_closed: off[FIELD.IS_SWITCH_CLOSED] === 1,
    ...(off[FIELD.HAS_CURRENT] === 1 ? { current_fA: off[FIELD.CURRENT_fA]! } : {}),
    device_time_us: off[FIELD.TIME_us]!,
    output_epoch: outputEpoch(firmware),
    cause: output[OUTPUT.CAUSE] as OffResult['cause'],
  };
}

/** Everybody who waited for the measurement has been answered. */
export function forgetOffMeasurement({ off }: Firmware): void {
  off[FIELD.PHASE] = PHASE.IDLE;
}

function finish(firmware: Firmware): void {
  const { off, output } = firmware;
  const current_fA = meanCurrent_fA(firmware);
  off[FIELD.PHASE] = PHASE.MEASURED;
  off[FIELD.IS_SWITCH_CLOSED] = isSwitchClosed(firmware) ? 1 : 0;
  off[FIELD.HAS_CURRENT] = current_fA === undefined ? 0 : 1;
  off[FIELD.CURRENT_fA] = Math.abs(current_fA ?? 0);
  off[FIELD.TIME_us] = deviceTime_us(firmware);
  startAverage(firmware);
  callTasks(firmware);
  if (output[OUTPUT.WAS_ENERGISED] !== 1) return;
  output[OUTPUT.WAS_ENERGISED] = 0;
  pushEvent(firmware, { kind: EventKind.OUTPUT_OPENED, cause: output[OUTPUT.CAUSE]!, current_fA: current_fA === undefined ? undefined : Math.abs(current_fA) });
}
