import { Cause, EventKind, Mode, StepKind } from '@nanobias/proto';
import type { ProgramStep } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { filmResistance_kOhm } from '../../../firmware-model/src/controller/film-resistance.ts';
import { AT, Bench } from './bench.ts';

/** The bench's cell is 2.25 GOhm behind 100 MOhm: a volt off its rest drives 425 pA for ever. */
const pA = (bench: Bench, current_pA: number): void => {
  bench.cell_V = 3.45 - current_pA * 1e-12 * 2.35e9;
};
/** The row's warnings: field and slew have theirs without a cause. */
const warnings = (bench: Bench): readonly (readonly [cause: number, limit?: number | undefined])[] =>
  bench.eventsOf(EventKind.WARNING).map(({ cause, limit }) => [cause, limit] as const);

describe('the slow rows', () => {
  it('open within two conversions of a current beyond 10C of the film, and say what was seen', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.hold(5000);
    pA(bench, 75);
    const ticks = bench.until(() => !bench.isClosed, 20_000);
    // The lead and the cell settle with 20 ms, the conversion under way is not a whole one.
    expect(ticks).toBeLessThanOrEqual(3000);
    const [tripped] = bench.eventsOf(EventKind.TRIPPED);
    expect(tripped).toMatchObject({ cause: Cause.SUSTAINED_CURRENT, limit: 67_410 });
    expect(tripped?.value).toBeGreaterThan(67_410);
    expect(bench.state.mode).toBe(Mode.TRIPPED);
  });

  it('let a current below that flow', () => {
    const bench = new Bench();
    bench.turnOn();
    pA(bench, 60);
    bench.hold(50_000);
    expect(bench.isClosed).toBe(true);
  });

  it('follow a sustained limit that is tightened while the output is on', () => {
    const bench = new Bench();
    bench.turnOn();
    pA(bench, 60);
    bench.hold(20_000);
    bench.commit({ sustained_current_fA_max: 50_000 });
    bench.until(() => !bench.isClosed, 2100);
    expect(bench.eventsOf(EventKind.TRIPPED)).toMatchObject([{ cause: Cause.SUSTAINED_CURRENT, limit: 50_000 }]);
  });

  it('do not open with row 7 left out', () => {
    const bench = new Bench({ rowsLeftOut: [7] });
    bench.turnOn();
    pA(bench, 90);
    bench.hold(20_000);
    expect(bench.isClosed).toBe(true);
  });

  it('find a contact that stays closed by the current behind it', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.weld = 3;
    bench.send({ kind: 'disable', is_soft: false });
    bench.run(500);
    // The DAC rests at the open-circuit voltage: a cell that moves on drives a current.
    bench.cell_V = 3.40;
    bench.until(() => bench.eventsOf(EventKind.TRIPPED).length > 0, 25_000);
    expect(bench.eventsOf(EventKind.TRIPPED)).toMatchObject([{ cause: Cause.SWITCH_WELDED }]);
    expect(bench.state.mode).toBe(Mode.HARD_FAULT);
  });

  it('warn of a dose beyond 500 e/A2, once', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.registers[AT.DOSE_RATE] = 40_000;
    bench.run(25_000);
    expect(warnings(bench)).toEqual([[Cause.DOSE, 50_000]]);
  });

  it('count charge anew for another film, and on for the same one', () => {
    const bench = new Bench();
    bench.turnOn();
    pA(bench, 60);
    bench.hold(30_000);
    bench.send({ kind: 'disable', is_soft: false });
    bench.run(2000);
    const net = (): number => new Float64Array(bench.arena.words.buffer, bench.arena.fields.find(({ name }) => name === 'interlock.slow')!.offset_bytes, 60)[52]!;
    const counted_aC = net();
    expect(counted_aC).toBeGreaterThan(150e6);
    bench.commit({ bias_uV_max: 4_500_000 });
    expect(net()).toBe(counted_aC);
    bench.commit({ lnmo_thickness_nm: 501 });
    expect(net()).toBe(0);
  });
});

describe('a leak check in a program', () => {
  const LEAK: ProgramStep = { kind: StepKind.LEAK_CHECK, bias_uV: 3_450_000, slew_nV_per_s: 5_000_000, duration_us: 2_000_000 };
  const HOLD: ProgramStep = { kind: StepKind.HOLD, bias_uV: 3_450_000, slew_nV_per_s: 5_000_000, duration_us: 1_000_000 };

  /** Runs both steps on a cell that draws so much from the start on. */
  function ran(current_pA: number, rowsLeftOut: readonly 34[] = []): Bench {
    const bench = new Bench({ rowsLeftOut });
    bench.run(20);
    bench.hello();
    bench.acquire();
    const digest = bench.commit();
    const uploads = [LEAK, HOLD].map((step, step_index) =>
      bench.ask({ kind: 'upload_step', program_id: 3, step_index, step_count: 2, step, lease_epoch: bench.lease_epoch }));
    const last = uploads[1]?.body;
    if (last?.kind !== 'upload_result' || last.program_digest === undefined) throw new Error('no digest');
    bench.enable(digest);
    pA(bench, current_pA);
    bench.ask({
      kind: 'start_program', program_id: 3, program_digest: last.program_digest, expected_epoch: bench.state.output_epoch,
      not_after_device_us: bench.now_us + 1_000_000, lease_epoch: bench.lease_epoch,
    });
    bench.hold(25_000);
    return bench;
  }

  it('ends the program above 1C, with the leak and the limit', () => {
    const bench = ran(8);
    expect(bench.eventsOf(EventKind.REFUSED)).toMatchObject([{ cause: Cause.LEAKAGE, step_index: 0, limit: 6741 }]);
    expect(bench.eventsOf(EventKind.PROGRAM_ENDED)).toMatchObject([{ cause: Cause.LEAKAGE }]);
    expect(bench.eventsOf(EventKind.STEP_STARTED)).toHaveLength(1);
    expect(bench.isClosed).toBe(false);
    expect(bench.state.latched).toEqual([]);
  });

  it('warns above C/20 and goes on', () => {
    const bench = ran(1);
    expect(warnings(bench)).toEqual([[Cause.LEAKAGE, 337]]);
    expect(bench.eventsOf(EventKind.STEP_STARTED)).toHaveLength(2);
    expect(bench.isClosed).toBe(true);
  });

  it('says nothing of a sound cell', () => {
    const bench = ran(0.2);
    expect(warnings(bench)).toEqual([]);
    expect(bench.eventsOf(EventKind.STEP_STARTED)).toHaveLength(2);
  });

  it('goes on whatever it finds with row 34 left out', () => {
    expect(ran(8, [34]).eventsOf(EventKind.STEP_STARTED)).toHaveLength(2);
  });
});

describe('the resistance of LiPON', () => {
  it.each([[24_850, 250_000], [25_000, 247_321], [60_000, 26_094], [15_000, 519_879]])('at %d mdegC is %d kOhm, by 0.55 eV', (temperature_mdegC, expected_kOhm) => {
    expect(Math.abs(filmResistance_kOhm(250_000, temperature_mdegC) / expected_kOhm - 1)).toBeLessThan(2e-5);
  });

  it('is never nothing', () => {
    expect(filmResistance_kOhm(1, 100_000)).toBe(1);
  });
});
