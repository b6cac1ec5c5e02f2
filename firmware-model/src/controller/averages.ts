import { REGISTER } from '../board/registers.ts';
import type { Stretch } from '../board/registers.ts';
import type { Arena } from '../kernel/arena.ts';
import type { Firmware } from './firmware.ts';
import { current_fA, voltage_uV } from './scale.ts';

const FIELD = { VOLTAGE_SUM: 0, CURRENT_SUM: 1, COUNT: 2, IS_SATURATED: 3 } as const;
const FIELD_COUNT = 4;

/** Sums of interlock codes over a window that is started anew by whoever measures: one measurement runs at a time. */
export type Averages = Float64Array;

export function claimAverages(arena: Arena): Averages {
  return arena.f64('controller.averages', FIELD_COUNT);
}

export function startAverage({ averages }: Firmware): void {
  averages.fill(0);
}

/** Takes this tick's codes; returns how many the window holds. */
export function average({ averages, registers, scale }: Firmware): number {
  const current_code = registers[REGISTER.INTERLOCK_CURRENT_CODE]!;
  averages[FIELD.VOLTAGE_SUM] = averages[FIELD.VOLTAGE_SUM]! + registers[REGISTER.INTERLOCK_VOLTAGE_CODE]!;
  averages[FIELD.CURRENT_SUM] = averages[FIELD.CURRENT_SUM]! + current_code;
  const count = averages[FIELD.COUNT]! + 1;
  averages[FIELD.COUNT] = count;
  if (!(Math.abs(current_code) < scale.current_code_max)) averages[FIELD.IS_SATURATED] = 1;
  return count;
}

/** Ticks that the window holds. */
export function averagedTicks({ averages }: Firmware): number {
  return averages[FIELD.COUNT]!;
}

/** Takes the codes of ticks that were computed ahead. They are integers: their sum is the same in any order. */
export function averageStretch({ averages, scale }: Firmware, { voltages_code, currents_code }: Stretch, from: number, ticks: number): void {
  let voltage_sum = 0;
  let current_sum = 0;
  for (let index = from; index < from + ticks; index += 1) {
    const current_code = currents_code[index]!;
    voltage_sum += voltages_code[index]!;
    current_sum += current_code;
    if (!(Math.abs(current_code) < scale.current_code_max)) averages[FIELD.IS_SATURATED] = 1;
  }
  averages[FIELD.VOLTAGE_SUM] = averages[FIELD.VOLTAGE_SUM]! + voltage_sum;
  averages[FIELD.CURRENT_SUM] = averages[FIELD.CURRENT_SUM]! + current_sum;
  averages[FIELD.COUNT] = averages[FIELD.COUNT]! + ticks;
}

export function meanVoltage_uV({ averages, scale }: Firmware): number {
  return voltage_uV(scale, averages[FIELD.VOLTAGE_SUM]!, averages[FIELD.COUNT]);
}

/** Absent when a sample of the window was saturated: a flag is no value. */
export function meanCurrent_fA({ averages, scale }: Firmware): number | undefined {
  return averages[FIELD.IS_SATURATED] === 0 ? current_fA(scale, averages[FIELD.CURRENT_SUM]!, averages[FIELD.COUNT]) : undefined;
}
