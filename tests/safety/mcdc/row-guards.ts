import { BLOCK, CAUSE, WORD, bitOf, putGuarded } from '@nanobias/firmware-model/interlock';
import type { PresentCause } from '@nanobias/firmware-model/interlock';
import { bench, tick } from './bench.ts';
import type { Codes } from './bench.ts';
import type { Guard } from './guard.ts';

function present(causes: number, ...of: readonly PresentCause[]): string {
  const seen = of.filter((cause) => (causes & bitOf(cause)) !== 0);
  return seen.length === 0 ? 'none' : seen.join(' and ');
}

/** A code below, inside or above two thresholds, by which ends are to hold; both can't be broken by one code. */
function placed(isAboveMin: boolean | undefined, isBelowMax: boolean | undefined, { below, inside, above }: { readonly below: number; readonly inside: number; readonly above: number }): number | undefined {
  if (isAboveMin !== true && isBelowMax !== true) return undefined;
  if (isAboveMin !== true) return below;
  return isBelowMax === true ? inside : above;
}

const ONE_CODE = 'one code is not below one threshold and above a higher one';

/** The rows of the step, each by the codes of its ticks. */
export const ROW_GUARDS: readonly Guard[] = [
  {
    name: 'row 2', contradiction: ONE_CODE,
    conditions: ['at least the lower threshold', 'at most the upper threshold', 'upper in force', 'lower in force'],
    outcome: ([isAbove, isBelow, isUpperInForce, isLowerInForce]) => {
      const voltage = placed(isAbove, isBelow, { below: -11, inside: 10, above: 11 });
      if (voltage === undefined) return undefined;
      const interlock = bench();
      const out = (isUpperInForce ? 0 : bitOf(CAUSE.OVER_VOLTAGE)) | (isLowerInForce ? 0 : bitOf(CAUSE.UNDER_VOLTAGE));
      putGuarded(interlock, WORD.CAUSES_IN_FORCE, -1 & ~out);
      return present(tick(interlock, { voltage }), CAUSE.OVER_VOLTAGE, CAUSE.UNDER_VOLTAGE);
    },
  },
  {
    name: 'row 5',
    conditions: ['the read-back moved within its bound', 'connected'],
    outcome: ([isInside, isConnected]) => {
      const interlock = bench(isConnected ? 'RAMP_DOWN' : 'SAFE');
      putGuarded(interlock, WORD.SLEW_MAX_COUNT, 5);
      return present(tick(interlock, { dac: isInside ? 5 : 6 }), CAUSE.SLEW);
    },
  },
  {
    name: 'row 6, two samples',
    conditions: ['beyond in the tick before', 'beyond in this tick'],
    outcome: (beyond) => {
      const interlock = bench();
      let causes = 0;
      for (const isBeyond of beyond) causes = tick(interlock, { current: isBeyond ? 6 : -5 });
      return present(causes, CAUSE.OVER_CURRENT);
    },
  },
  {
    name: 'row 6, the sum', contradiction: 'the sum is beyond its limit in the second tick of two alone',
    conditions: ['beyond in the tick before', 'beyond in this tick', 'the sum of both is inside'],
    outcome: ([wasBeyond, isBeyond, isInside]) => {
      const interlock = bench('ON', { excess_count_max: isInside ? 2 : 1 });
      tick(interlock, { current: wasBeyond ? -6 : 5 });
      return present(tick(interlock, { current: isBeyond ? 6 : 5 }), CAUSE.EXCESS_CHARGE);
    },
  },
  {
    name: 'row 6, samples that nobody saw',
    conditions: ['a sample is missing', 'full scale is beyond the limit of the sum'],
    outcome: ([isMissing, isBeyond]) => {
      const interlock = bench('ON', { excess_count_max: isBeyond ? 95 : 96 });
      return present(tick(interlock, { conversions: isMissing ? 0 : 1 }), CAUSE.EXCESS_CHARGE);
    },
  },
  {
    name: 'row 11',
    conditions: ['the mean of a millisecond is at least the cut-off', 'connected'],
    outcome: ([isAbove, isConnected]) => {
      const interlock = bench(isConnected ? 'ON' : 'SAFE', { reversal_code_min: -2 });
      tick(interlock, { voltage: -2 });
      return present(tick(interlock, { voltage: isAbove ? -2 : -3 }), CAUSE.REVERSAL);
    },
  },
  {
    name: 'row 14',
    conditions: ['the lease has time left'],
    outcome: ([isAlive]) => {
      const interlock = bench();
      interlock.state[WORD.LEASE_TICKS] = isAlive ? 1 : 0;
      return present(tick(interlock), CAUSE.LEASE_LAPSED);
    },
  },
  {
    name: 'row 19',
    conditions: ['the voltage repeats', 'the current repeats', 'long enough'],
    outcome: ([isVoltageSame, isCurrentSame, isLong]) => {
      const interlock = bench();
      let causes = 0;
      const codes: Codes = { ...(isVoltageSame ? { voltage: 3 } : {}), ...(isCurrentSame ? { current: 3 } : {}) };
      for (let ticks = 0; ticks < (isLong ? 3 : 2); ticks += 1) causes = tick(interlock, codes);
      return present(causes, CAUSE.ADC_FROZEN);
    },
  },
  {
    name: 'row 19, a stuck bit',
    conditions: ['each bit of the voltage has moved', 'each bit of the current has moved', 'the window is full'],
    outcome: ([hasVoltageMoved, hasCurrentMoved, isFull]) => {
      const interlock = bench('ON', {}, { frozen_count: 9, noisy_voltage_bits: 1, noisy_current_bits: 1, bit_means: isFull ? 1 : 2 });
      const codes: Codes = { ...(hasVoltageMoved ? {} : { voltage: 0 }), ...(hasCurrentMoved ? {} : { current: 0 }) };
      tick(interlock, codes);
      return present(tick(interlock, codes), CAUSE.ADC_FROZEN);
    },
  },
  {
    name: 'row 20', contradiction: ONE_CODE,
    conditions: ['voltage above its lower end', 'voltage below its upper end', 'current above its lower end', 'current below its upper end', 'one was saturated shortly before'],
    outcome: ([isVoltageAbove, isVoltageBelow, isCurrentAbove, isCurrentBelow, wasSaturated]) => {
      const codes = { below: -101, inside: 2, above: 100 };
      const voltage = placed(isVoltageAbove, isVoltageBelow, codes);
      const current = placed(isCurrentAbove, isCurrentBelow, codes);
      if (voltage === undefined || current === undefined) return undefined;
      const interlock = bench();
      tick(interlock, wasSaturated ? { voltage: 100 } : {});
      return present(tick(interlock, { voltage, current }), CAUSE.SATURATED);
    },
  },
  {
    name: 'row 21',
    conditions: ['the DAC does as it is told', 'often enough'],
    outcome: ([isInside, isOften]) => {
      const interlock = bench('ON', {}, { dacFault_ticks: isOften ? 1 : 2 });
      return present(tick(interlock, { dac: isInside ? 1 : 2, command: 0 }), CAUSE.DAC_FAULT);
    },
  },
  {
    name: 'row 22', contradiction: 'the mean is looked at in its last block alone',
    conditions: ['the sense lead shows what is put out', 'connected', 'the mean is whole'],
    outcome: ([isInside, isConnected, isWhole]) => {
      const interlock = bench(isConnected ? 'ON' : 'SAFE', {}, { sense: { dac: 1, current: 0, voltage: 1, per_uV: 1, limit: 3 } });
      interlock.blocks[BLOCK.MEAN_BLOCKS_LEFT] = isWhole ? 1 : 2;
      return present(tick(interlock, { dac: 0, voltage: isInside ? 6 : 7 }), CAUSE.SENSE_OPEN);
    },
  },
  {
    name: 'row 27',
    conditions: ['the lower half is whole', 'the upper half is whole', 'the mode is whole', 'it is the lower half’s turn'],
    outcome: ([isLowerWhole, isUpperWhole, isModeWhole, isLowersTurn]) => {
      const interlock = bench();
      const { state } = interlock;
      if (!isLowerWhole) state[WORD.CAP_MAX_CODE] = state[WORD.CAP_MAX_CODE]! ^ 1;
      if (!isUpperWhole) state[WORD.SHORT_MAX_CODE] = state[WORD.SHORT_MAX_CODE]! ^ 1;
      if (!isModeWhole) state[WORD.MODE] = state[WORD.MODE]! ^ 1;
      state[WORD.GUARD_TURN] = isLowersTurn ? 0 : 1;
      return present(tick(interlock), CAUSE.STATE_CORRUPTED);
    },
  },
  {
    name: 'row 29',
    conditions: ['the front end is set up'],
    outcome: ([isSetUp]) => present(tick(bench(), { frontEnd: isSetUp ? 7 : 0 }), CAUSE.BOARD_RESET),
  },
  {
    name: 'row 31',
    conditions: ['one conversion since the tick before', 'often enough'],
    outcome: ([isOne, isOften]) => present(tick(bench('ON', {}, { lost_ticks: isOften ? 1 : 2 }), { conversions: isOne ? 1 : 0 }), CAUSE.SAMPLES_LOST),
  },
  {
    name: 'row 36', contradiction: ONE_CODE,
    conditions: ['at least the lowest temperature', 'at most the highest'],
    outcome: ([isAbove, isBelow]) => {
      const temperature = placed(isAbove, isBelow, { below: -6, inside: 5, above: 6 });
      return temperature === undefined ? undefined : present(tick(bench(), { temperature }), CAUSE.TEMPERATURE);
    },
  },
  {
    name: 'clear time',
    conditions: ['mode TRIPPED', 'the latched cause is gone'],
    outcome: ([isTripped, isGone]) => {
      const interlock = bench(isTripped ? 'TRIPPED' : 'SAFE');
      interlock.state[WORD.LATCH_COUNT] = 1;
      interlock.state[WORD.LATCH_FIRST] = CAUSE.OVER_VOLTAGE;
      tick(interlock, { voltage: isGone ? 10 : 11 });
      return String(interlock.state[WORD.CLEAR_FIRST]);
    },
  },
];
