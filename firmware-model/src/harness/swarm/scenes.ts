import { StepKind } from '@nanobias/proto';
import type { Limits } from '@nanobias/proto';
import { MODE } from '../../interlock/mode-table.ts';
import type { Driver } from './driver.ts';
import { drawFault, placeFault } from './mishaps.ts';
import { runProgram, start, upload } from './programs.ts';
import { acknowledgeWrongly, askState, enable, greet, reach, stepForward } from './way.ts';

/** A way to what chance alone hardly comes by: the place where it happens is gone to, and the rest is up to the device. */
export interface Scene {
  readonly name: string;
  readonly weight: number;
  readonly play: (driver: Driver) => void;
  /** What the run has to begin with, where what was drawn would keep it from happening. */
  readonly limits?: Partial<Limits>;
  readonly board?: Readonly<Record<string, number>>;
}

/** As the layer below the firmware has it: a jump of the DAC that drives less than its bound of the current, and takes the node there before slow ticks open. */
const JUMP_CODE = 100_000;
const STALLED_TICKS = 20;
const SLOW_RATIO = -0.4;
const SLOW_TICK = { tick_us: 1000 } as const;
const FASTEST_nV_per_s = 1_000_000_000;
const TOP_UV = 4_790_000;
/** Of one page. */
const EVENTS_MAX = 4;
/** A greeting, a claim, and as many again. */
const CLAIMS_MAX = 4;
/** The lower cap of a film that was not formed. */
const BOTTOM_UV = -200_000;

/** A current that is restless, by the film's doing or the path's. */
const PRECURSORS: readonly (readonly [string, readonly number[]])[] = [['film.soft-breakdown', []], ['adc.current.noise', [1000]]];
/** With a cut-off as high and a margin as wide as the schema lets them be, the mean of row 11 is beyond its bound before a code is beyond row 2's. */
const REVERSAL_LIMITS = { bias_uV_min: 1_500_000, cutoff_uV_min: 1_600_000, over_voltage_margin_uV: 100_000, slew_nV_per_s_max: FASTEST_nV_per_s } as const;

/** What hosts alone bring about. */
export const HOST_SCENES: readonly Scene[] = [
  { name: 'goodbye while on', weight: 1.5, play: sayGoodbye },
  { name: 'program aborted', weight: 1.5, play: abortProgram },
  { name: 'step refused', weight: 1.5, play: refuseStep },
  { name: 'admission ends', weight: 2.5, play: endAdmission },
  { name: 'token expires', weight: 1.5, play: (driver) => { if (reach(driver, MODE.ARMED)) driver.hold_us(11_000_000); } },
  { name: 'stop on the way down', weight: 1.5, play: (driver) => { if (onTheWayDown(driver)) driver.do({ kind: 'stop', port: 0 }); } },
  { name: 'adoption', weight: 1.5, play: adoptOutput },
  { name: 'acknowledge by another name', weight: 1.5, play: trippedBySilence },
  { name: 'discharge', weight: 2, limits: { specific_charge_mAh_per_g_max: 10 }, play: (driver) => passCharge(driver, -1) },
  { name: 'charge', weight: 1, limits: { specific_charge_mAh_per_g_max: 10 }, play: (driver) => passCharge(driver, 1) },
];

/** What takes something wrong with the instrument, the specimen or the supply. */
export const FAULT_SCENES: readonly Scene[] = [
  { name: 'fault while on', weight: 34, play: faultWhileOn },
  { name: 'fault while off', weight: 24, play: faultWhileOff },
  { name: 'beyond the strap', weight: 1.5, board: SLOW_TICK, limits: { bias_uV_max: TOP_UV, slew_nV_per_s_max: FASTEST_nV_per_s }, play: (driver) => beyondStrap(driver, { bias_uV: TOP_UV, jump_code: JUMP_CODE }) },
  { name: 'below the strap', weight: 3, board: SLOW_TICK, limits: { slew_nV_per_s_max: FASTEST_nV_per_s }, play: (driver) => beyondStrap(driver, { bias_uV: BOTTOM_UV, jump_code: -JUMP_CODE }) },
  { name: 'hot connection', weight: 2, play: (driver) => connectWith(driver, 'dac.offset', driver.dice.pick([-1500, 1500])) },
  { name: 'wrong sign', weight: 2, play: (driver) => connectWith(driver, 'sense.open', -330 - driver.dice.below(100)) },
  { name: 'leaky film', weight: 2, play: checkLeak },
  { name: 'leak behind open switches', weight: 2, play: (driver) => { if (reach(driver, driver.dice.pick([MODE.SAFE, MODE.ARMED]))) { placeFault(driver, 'switch.leaks', [1000]); driver.hold_us(3_000_000); } } },
  { name: 'breakdown on the way down', weight: 1.5, play: (driver) => { if (onTheWayDown(driver)) { placeFault(driver, 'film.hard-breakdown', []); driver.wait_us(100_000); } } },
  { name: 'precursor', weight: 2, limits: { is_precursor_trip: true, short_current_fA_max: 10_000_000 }, play: (driver) => { if (reach(driver, MODE.ON)) { const [id, numbers] = driver.dice.pick(PRECURSORS); placeFault(driver, id, numbers); driver.hold_us(1_000_000); } } },
  { name: 'trip under a latch', weight: 2, play: tripTwice },
  { name: 'reversal', weight: 2, limits: REVERSAL_LIMITS, play: reverse },
  { name: 'power after a hard fault', weight: 2, play: cutAfterHardFault },
  { name: 'contact lost under current', weight: 2, play: loseContact },
];

/** The limits and numbers of the board that a scene asks for, instead of those that were drawn. */
export function configuredFor<C extends { readonly limits: Limits; readonly board: Readonly<Record<string, unknown>> }>(configuration: C, scenes: readonly Scene[]): C {
  return scenes.reduce((changed, { limits, board }) => ({ ...changed, limits: { ...changed.limits, ...limits }, board: { ...changed.board, ...board } }), configuration);
}

function faultWhileOn(driver: Driver): void {
  const { dice } = driver;
  if (!reach(driver, MODE.ON)) return;
  if (dice.isHit(0.4)) stepForward(driver);
  const fault = drawFault(driver);
  if (fault !== undefined && driver.run.isOn) driver.do(fault);
  driver.hold_us(dice.pick([20_000, 300_000, 1_500_000]));
}

/** What is broken while nothing is connected shows in the next arm, or after it. */
function faultWhileOff(driver: Driver): void {
  const { dice } = driver;
  if (!reach(driver, dice.pick([MODE.SAFE, MODE.LIMITS_SET, MODE.ARMED]))) return;
  const fault = drawFault(driver);
  if (fault !== undefined) driver.do(fault);
  driver.hold_us(dice.pick([5000, 300_000]));
  stepForward(driver);
  stepForward(driver);
}

/** A processor that is stopped leaves it to layer 0, whose own clock is late to say that it is. */
function beyondStrap(driver: Driver, { bias_uV, jump_code }: { readonly bias_uV: number; readonly jump_code: number }): void {
  if (!reach(driver, MODE.ON)) return;
  driver.command({ kind: 'set_bias', target_uV: bias_uV, slew_nV_per_s: FASTEST_nV_per_s });
  const start_uV = driver.run.truth.voltage_V * 1e6;
  driver.hold_us(Math.abs(bias_uV - start_uV) / (FASTEST_nV_per_s * 1e-9) + 200_000);
  if (!driver.run.isOn) return;
  placeFault(driver, 'time-base.off', [SLOW_RATIO]);
  placeFault(driver, 'processor.stall', [STALLED_TICKS]);
  placeFault(driver, 'dac.stuck-elsewhere', [jump_code]);
  driver.wait_us(500_000);
}

function reverse(driver: Driver): void {
  if (!reach(driver, MODE.ON)) return;
  const { limits } = driver.configuration;
  driver.command({ kind: 'set_bias', target_uV: REVERSAL_LIMITS.bias_uV_min, slew_nV_per_s: FASTEST_nV_per_s });
  driver.hold_us(Math.abs(REVERSAL_LIMITS.bias_uV_min - driver.run.truth.voltage_V * 1e6) / ((limits.slew_nV_per_s_max ?? 1) * 1e-9) + 300_000);
  placeFault(driver, 'adc.voltage.offset-small', [-60]);
  driver.wait_us(100_000);
}

/** Something goes wrong between arm and enable. */
function connectWith(driver: Driver, id: string, number: number): void {
  if (!reach(driver, MODE.ARMED)) return;
  placeFault(driver, id, [number]);
  driver.hold_us(20_000);
  enable(driver);
}

function checkLeak(driver: Driver): void {
  placeFault(driver, 'film.leaks', [driver.dice.pick([1e5, 2e5, 4e5, 1e6])]);
  if (runProgram(driver, [{ kind: StepKind.LEAK_CHECK, bias_change_uV: 0, slew_nV_per_s: driver.configuration.limits.slew_nV_per_s_max ?? 1, duration_us: 3_000_000 }])) driver.hold_us(3_500_000);
}

function abortProgram(driver: Driver): void {
  if (!runProgram(driver, [holdAt(driver, 2_000_000)])) return;
  driver.hold_us(driver.dice.pick([1000, 100_000]));
  driver.ask({ kind: 'abort_program' }, { fill: { lease_epoch: 0 } });
  driver.settle(20_000);
}

/** A step that is relative to where the one before ends: only then can it be told to lead beyond the cap. */
function refuseStep(driver: Driver): void {
  const { limits } = driver.configuration;
  const slew_nV_per_s = limits.slew_nV_per_s_max ?? 1;
  const steps = [{ kind: StepKind.HOLD, bias_change_uV: 0, slew_nV_per_s, duration_us: 10_000 }, { kind: StepKind.RAMP, bias_change_uV: 4_000_000, slew_nV_per_s, duration_us: 0 }];
  if (runProgram(driver, steps)) driver.hold_us(500_000);
}

/** The host goes, and the time that its program was given ends after it. */
function endAdmission(driver: Driver): void {
  const { lease_us } = driver.configuration;
  if (!reach(driver, MODE.LIMITS_SET)) return;
  upload(driver, [holdAt(driver, 60_000_000)]);
  if (!reach(driver, MODE.ARMED)) return;
  enable(driver, { autonomous_us_max: lease_us + 4_000_000, autonomous_fC_max: 1_000_000_000 });
  start(driver);
  driver.wait_us(lease_us + 5_000_000);
}

/** A session is over, and its lease is claimed by the one that follows. */
function adoptOutput(driver: Driver): void {
  const { lease_us } = driver.configuration;
  if (!reach(driver, MODE.ON)) return;
  driver.ask({ kind: 'get_state' });
  driver.ask({ kind: 'acquire_lease', lease_us });
  driver.settle(5000);
  driver.do({ kind: 'hello', port: 0 });
  driver.wait_us(2000);
  driver.ask({ kind: 'acquire_lease', lease_us }, { fill: { adoption: 0 } });
  driver.settle(5000);
}

/** Nobody of that session hears why the output went off: the next one reads it up. */
function sayGoodbye(driver: Driver): void {
  if (!reach(driver, MODE.ON)) return;
  driver.do({ kind: 'bye', port: 0 });
  driver.wait_us(5000);
  greet(driver);
  askState(driver);
  driver.ask({ kind: 'read_events', from_seq: Math.max(0, driver.memory.event_seq - EVENTS_MAX + 1), count_max: EVENTS_MAX });
  driver.settle(20_000);
}

function loseContact(driver: Driver): void {
  if (!reach(driver, MODE.ON)) return;
  driver.command({ kind: 'set_current', target_fA: driver.dice.pick([-200_000, 200_000]) });
  driver.hold_us(500_000);
  placeFault(driver, 'contact.lost', []);
  driver.hold_us(3_000_000);
}

function passCharge(driver: Driver, sign: number): void {
  if (!reach(driver, MODE.ON)) return;
  driver.command({ kind: 'set_current', target_fA: sign * driver.dice.pick([50_000, 200_000]) });
  driver.hold_us(20_000_000);
}

function cutAfterHardFault(driver: Driver): void {
  if (!reach(driver, MODE.ON)) return;
  placeFault(driver, 'film.hard-breakdown', []);
  driver.wait_us(200_000);
  driver.do({ kind: 'supply off', duration_us: driver.dice.pick([200_000, 1_000_000]) });
  driver.wait_us(2_500_000);
}

/** A second cause that holds, while the first one waits for its acknowledge. */
function tripTwice(driver: Driver): void {
  if (!reach(driver, MODE.ON)) return;
  placeFault(driver, 'thermometer.warm', [60_000]);
  driver.hold_us(100_000);
  placeFault(driver, 'switch.leaks', [1000]);
  driver.hold_us(3_000_000);
}

/** A lapse is a trip that nothing is in the way of: but for its name the acknowledge would be taken. */
function trippedBySilence(driver: Driver): void {
  if (!reach(driver, MODE.ON)) return;
  driver.wait_us(1.2 * driver.configuration.lease_us);
  for (let tries = 0; tries < CLAIMS_MAX && !driver.hasLease && !driver.isOver; tries += 1) stepForward(driver);
  if (driver.run.mode === MODE.TRIPPED && driver.hasLease) acknowledgeWrongly(driver);
}

function onTheWayDown(driver: Driver): boolean {
  if (!reach(driver, MODE.ON)) return false;
  driver.ask({ kind: 'disable', is_soft: true });
  return driver.until(() => driver.run.mode === MODE.RAMP_DOWN, 50_000, 1000);
}

function holdAt({ configuration: { limits }, dice }: Driver, duration_us: number): Readonly<Record<string, number>> {
  return { kind: StepKind.HOLD, bias_uV: (limits.bias_uV_max ?? 0) - dice.below(300_000), slew_nV_per_s: limits.slew_nV_per_s_max ?? 1, duration_us };
}
