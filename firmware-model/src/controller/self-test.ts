import { TestVerdict } from '@nanobias/proto';
import { FRONT_END_KEY, LINE, REGISTER } from '../board/registers.ts';
import { CAUSE, bitOf } from '../interlock/cause.ts';
import { WORD } from '../interlock/state.ts';
import type { Arena } from '../kernel/arena.ts';
import { callAttention, callTasks } from './clock.ts';
import { advanceComparatorTest, startComparatorTest } from './comparator-test.ts';
import type { Firmware } from './firmware.ts';
import { setUpFrontEnd } from './front-end.ts';
import { OUTPUT } from './output.ts';
import { isSlowPathAlive } from './slow-watch.ts';
import { advanceSwitchTest, restAfterSwitchTest, startSwitchTest } from './switch-test.ts';
import { hasTripRoom, isTripStoreWorn } from './trip-store.ts';

const { PASSED, FAILED, NOT_RUN } = TestVerdict;
const ADC_FROZEN = bitOf(CAUSE.ADC_FROZEN);

/** Parts in the order in which a failure is named. */
export const PARTS = [
  'calibration', 'interlock_line', 'probe', 'front_end', 'trip_store', 'comparator_voltage_high', 'comparator_voltage_low', 'comparator_current',
  'switch_s1', 'switch_s2',
] as const;
export type Part = (typeof PARTS)[number];

/** Without these the switches can't be driven, or must not be. */
const BEFORE_SWITCHES: readonly Part[] = [
  'interlock_line', 'front_end', 'comparator_voltage_high', 'comparator_voltage_low', 'comparator_current',
];

const PHASE = { IDLE: 0, COMPARATORS: 1, MEASURING: 2, SWITCHES: 3, OVER: 4 } as const;
const FIELD = { PHASE: 0, EPOCH: 1, IS_FOR_ARM: 2, SESSION: 3, REQUEST_ID: 4, IS_WELDED: 5, IS_GIVEN_UP: 6, SLOW_SEQUENCE: 7, VERDICTS: 8 } as const;
const FIELD_COUNT = FIELD.VERDICTS + PARTS.length;

/** Progress of a self-test and the verdicts of the last one. */
export interface SelfTest {
  readonly fields: Float64Array;
  /** Words of the part that runs. */
  readonly comparators: Int32Array;
  readonly switches: Float64Array;
}

export function claimSelfTest(arena: Arena): SelfTest {
  return {
    fields: arena.f64('controller.self_test', FIELD_COUNT),
    comparators: arena.i32('controller.comparator_test', 3),
    switches: arena.f64('controller.switch_test', 8),
  };
}

/** For whom the test runs: an Arm waits for it, or somebody asked for it. */
export interface TestRequest {
  readonly isForArm: boolean;
  readonly session: number;
  readonly request_id: number;
}

export function startSelfTest(firmware: Firmware, { isForArm, session, request_id }: TestRequest): void {
  const { selfTest: { fields }, output, registers, trips } = firmware;
  fields.fill(NOT_RUN, FIELD.VERDICTS);
  fields[FIELD.PHASE] = PHASE.COMPARATORS;
  fields[FIELD.EPOCH] = output[OUTPUT.EPOCH]!;
  fields[FIELD.IS_FOR_ARM] = isForArm ? 1 : 0;
  fields[FIELD.SESSION] = session;
  fields[FIELD.REQUEST_ID] = request_id;
  fields[FIELD.IS_WELDED] = 0;
  fields[FIELD.IS_GIVEN_UP] = 0;
  putVerdict(firmware, 'calibration', registers[REGISTER.CALIBRATION_VALID] === 1);
  putVerdict(firmware, 'interlock_line', registers[REGISTER.INTERLOCK_LINE] === LINE.CLOSED);
  putVerdict(firmware, 'probe', registers[REGISTER.PROBE_MOVING] === 0);
  fields[FIELD.SLOW_SEQUENCE] = registers[REGISTER.SLOW_SEQUENCE]!;
  putVerdict(firmware, 'trip_store', !isTripStoreWorn(trips));
  startComparatorTest(firmware);
  callAttention(firmware);
}

export function isSelfTesting({ selfTest: { fields } }: Firmware): boolean {
  return PHASE.COMPARATORS <= fields[FIELD.PHASE]! && fields[FIELD.PHASE]! <= PHASE.SWITCHES;
}

/** While the DAC carries the pattern nobody else moves it, and no open-circuit voltage is measured. */
export function isPatternRunning({ selfTest: { fields } }: Firmware): boolean {
  return fields[FIELD.PHASE] === PHASE.SWITCHES;
}

/** Whether something has opened the output since the test began, or whoever wanted to arm no longer does. */
export function isSelfTestVoid({ selfTest: { fields }, output }: Firmware, isArming: boolean): boolean {
  return fields[FIELD.EPOCH] !== output[OUTPUT.EPOCH] || (fields[FIELD.IS_FOR_ARM] === 1 && !isArming);
}

export function cancelSelfTest(firmware: Firmware): void {
  firmware.registers[REGISTER.STIMULUS] = 0;
  if (isPatternRunning(firmware)) restAfterSwitchTest(firmware);
  firmware.selfTest.fields[FIELD.IS_GIVEN_UP] = 1;
  over(firmware);
}

/** A tick of the test; `isMeasured` at the end of a window of open-circuit voltage. True once it is over. */
export function advanceSelfTest(firmware: Firmware, isMeasured: boolean): boolean {
  const { fields } = firmware.selfTest;
  switch (fields[FIELD.PHASE]) {
    case PHASE.COMPARATORS:
      if (advanceComparatorTest(firmware, (part, isSound) => putVerdict(firmware, part, isSound))) fields[FIELD.PHASE] = PHASE.MEASURING;
      return false;
    case PHASE.MEASURING:
      // The erase that makes room for records ends before the output may be armed.
      if (!isMeasured || !(hasTripRoom(firmware.trips) || isTripStoreWorn(firmware.trips)) || !isFrontEndJudged(firmware)) return false;
      fields[FIELD.PHASE] = PHASE.SWITCHES;
      if (BEFORE_SWITCHES.every((part) => verdictOf(firmware, part) === PASSED) && startSwitchTest(firmware)) return false;
      over(firmware);
      return true;
    default:
      return advanceSwitches(firmware);
  }
}

/** A part that did not pass, the first in the order of `PARTS`; undefined when all did. */
export function failedPart(firmware: Firmware): Part | undefined {
  return PARTS.find((part) => verdictOf(firmware, part) === FAILED) ?? PARTS.find((part) => verdictOf(firmware, part) !== PASSED);
}

export function verdictOf({ selfTest: { fields } }: Firmware, part: Part): TestVerdict {
  return fields[FIELD.VERDICTS + PARTS.indexOf(part)]! as TestVerdict;
}

/** A switch that conducts although it was told to open, shown three times of three. */
export function isSwitchWelded({ selfTest: { fields } }: Firmware): boolean {
  return fields[FIELD.IS_WELDED] === 1;
}

/** Something opened the output while the test ran, and it was not carried to its end. */
export function isSelfTestGivenUp({ selfTest: { fields } }: Firmware): boolean {
  return fields[FIELD.IS_GIVEN_UP] === 1;
}

/** Who asked for a test that is over and not answered yet; undefined while there is none, and for an Arm. */
export function testToAnswer({ selfTest: { fields } }: Firmware): { readonly session: number; readonly request_id: number } | undefined {
  if (fields[FIELD.PHASE] !== PHASE.OVER || fields[FIELD.REQUEST_ID] === 0) return undefined;
  return { session: fields[FIELD.SESSION]!, request_id: fields[FIELD.REQUEST_ID]! };
}

export function forgetTestRequest({ selfTest: { fields } }: Firmware): void {
  fields[FIELD.REQUEST_ID] = 0;
}

/** The front end is set up, no code of it stands still, and its slow path has finished a conversion since the test began: waits for that as long as one may come. */
function isFrontEndJudged(firmware: Firmware): boolean {
  const { selfTest: { fields }, registers, interlock: { state } } = firmware;
  const isHeard = registers[REGISTER.SLOW_SEQUENCE] !== fields[FIELD.SLOW_SEQUENCE];
  if (!isHeard && isSlowPathAlive(firmware)) return false;
  const isMoving = (state[WORD.CAUSES_PRESENT]! & ADC_FROZEN) === 0;
  putVerdict(firmware, 'front_end', isHeard && isMoving && registers[REGISTER.FRONT_END] === FRONT_END_KEY);
  setUpFrontEnd(firmware);
  return true;
}

function advanceSwitches(firmware: Firmware): boolean {
  const progress = advanceSwitchTest(firmware);
  if (progress === 'running') return false;
  if (progress.kind === 'verdict') {
    // One switch closed alone: what it shows is whether the other one opens.
    putVerdict(firmware, progress.part, progress.isSound);
    firmware.selfTest.fields[FIELD.IS_WELDED] = progress.isWelded ? 1 : 0;
    if (progress.isSound && progress.isMore) return false;
  }
  restAfterSwitchTest(firmware);
  over(firmware);
  return true;
}

function over(firmware: Firmware): void {
  firmware.selfTest.fields[FIELD.PHASE] = PHASE.OVER;
  callTasks(firmware);
}

function putVerdict({ selfTest: { fields } }: Firmware, part: Part, isSound: boolean): void {
  fields[FIELD.VERDICTS + PARTS.indexOf(part)] = isSound ? PASSED : FAILED;
}
