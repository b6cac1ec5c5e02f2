import { readFileSync } from 'node:fs';
import { cellFrom, simulate } from '@nanobias/firmware-model';
import type { Cell } from '@nanobias/firmware-model';
import { EventKind, StepEnd } from '@nanobias/proto';
import type { Event } from '@nanobias/sdk';
import { connect } from '@nanobias/sdk';
import { parseExperiment, runExperiment } from '@nanobias/sdk/experiment';
import type { RunRecorder, RunResult } from '@nanobias/sdk/experiment';
import { describe, expect, it } from 'vitest';

const S = 1_000_000;
/** 321 mAh/g of 4.20 g/cm3 of 100 nm on 10 um2, over an hour. */
const ONE_C_A = 1.348e-12;

/** Truth and events of a run of an example on the cell of examples/cells/thin-fast.yaml. */
interface Course {
  readonly result: RunResult;
  readonly events: readonly Event[];
  /** Every 0.1 s: device time, voltage of the node, current into the specimen. */
  readonly trace: readonly { readonly time_us: number; readonly voltage_V: number; readonly current_A: number }[];
}

function thinCell(): Cell {
  const built = cellFrom('default', { lnmo_m: 1e-7, shunt_Ohm: 1e13 });
  if (built.kind === 'refused') throw new Error(built.reason);
  return built.cell;
}

async function courseOf(example: string): Promise<Course> {
  const simulation = simulate({ seed: 11, cell: thinCell() });
  const { clock, entropy, pipe, truth } = simulation;
  const events: Event[] = [];
  const trace: { time_us: number; voltage_V: number; current_A: number }[] = [];
  let last_V = truth.voltage_V;
  let sum_A = 0;
  truth.every(10_000, ({ current_A }) => {
    sum_A += current_A;
  });
  truth.every(100_000, ({ time_us, voltage_V, specimen }) => {
    trace.push({ time_us, voltage_V, current_A: sum_A / 10 - (specimen.node_F * (voltage_V - last_V)) / 0.1 });
    sum_A = 0;
    last_V = voltage_V;
  });
  const nothing = (): void => undefined;
  const recorder: RunRecorder = {
    attach: nothing, interlock: nothing, coarse: nothing, lostEvents: nothing, state: nothing, command: nothing, truth: nothing, slow: nothing,
    event: (event) => {
      events.push(event);
    },
  };
  const parsed = parseExperiment(readFileSync(new URL(`../../examples/${example}.yaml`, import.meta.url), 'utf8'), `${example}.yaml`);
  const result = await clock.run(async () => {
    const device = await connect(pipe, { clock, entropy });
    const ended = await runExperiment({ device, parsed, clock, recorder });
    await device.close();
    return ended;
  }, 3600 * S);
  return { result, events, trace };
}

/** From the start of a step of the program to its end; of the first pass unless told. */
function spanOf({ events }: Course, step_index: number, pass = 0): { readonly from_us: number; readonly until_us: number; readonly end: StepEnd; readonly value: number | undefined } {
  const starts = events.filter((event) => event.kind === EventKind.STEP_STARTED && event.step_index === step_index);
  const ends = events.filter((event) => event.kind === EventKind.STEP_ENDED && event.step_index === step_index);
  return { from_us: starts[pass]!.device_time_us, until_us: ends[pass]!.device_time_us, end: ends[pass]!.step_end, value: ends[pass]!.value };
}

const within = ({ trace }: Course, { from_us, until_us }: { readonly from_us: number; readonly until_us: number }): Course['trace'] =>
  trace.filter(({ time_us }) => from_us <= time_us && time_us <= until_us);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('cyclic voltammetry', () => {
  it('sweeps between its vertices at its slew, as often as it says, and is over without a trip', async () => {
    const course = await courseOf('cyclic-voltammetry');
    expect(course.result.end).toBe('completed');
    const vertices = course.events.filter(({ kind, step_end }) => kind === EventKind.STEP_ENDED && step_end === StepEnd.ARRIVAL).map(({ step_index }) => step_index);
    // Leak check, mark, up, down, loop.
    expect(vertices).toEqual([2, 3, 2, 3]);
    const down = spanOf(course, 3);
    // 0.2 V at 10 mV/s.
    expect((down.until_us - down.from_us) / S).toBeCloseTo(20, 1);
    const sweep = within(course, { from_us: down.from_us + S, until_us: down.until_us });
    expect((sweep.at(-1)!.voltage_V - sweep[0]!.voltage_V) / ((sweep.at(-1)!.time_us - sweep[0]!.time_us) / S)).toBeCloseTo(-0.01, 4);
    expect(Math.max(...course.trace.map(({ voltage_V }) => voltage_V))).toBeLessThan(3.605);
    // The film takes lithium out on the way up and back in on the way down.
    const up = within(course, spanOf(course, 2, 1));
    expect(up.at(-1)!.current_A).toBeGreaterThan(5e-13);
    expect(sweep.at(-1)!.current_A).toBeLessThan(0);
    expect(course.events.filter(({ kind }) => kind === EventKind.MARK)).toMatchObject([{ value: 1 }]);
  });
});

describe('GITT', () => {
  it('passes its charge in every pulse and none in a rest, and the voltage relaxes', async () => {
    const course = await courseOf('gitt');
    expect(course.result.end).toBe('completed');
    for (let pass = 0; pass < 4; pass += 1) {
      const pulse = within(course, spanOf(course, 1, pass));
      const rest = within(course, spanOf(course, 2, pass));
      const last = pulse.filter(({ time_us }) => time_us > pulse.at(-1)!.time_us - 5 * S);
      // A pulse of 20 s is over before the loop has settled to its last hundredth.
      expect(Math.abs(mean(last.map(({ current_A }) => current_A)) - ONE_C_A)).toBeLessThan(0.04 * ONE_C_A);
      const idle = rest.filter(({ time_us }) => time_us > rest.at(-1)!.time_us - 10 * S);
      expect(Math.abs(mean(idle.map(({ current_A }) => current_A)))).toBeLessThan(0.04 * ONE_C_A);
      expect(rest.at(-1)!.voltage_V).toBeLessThan(pulse.at(-1)!.voltage_V - 0.005);
    }
    const cells = [0, 1, 2, 3].map((pass) => within(course, spanOf(course, 2, pass)).at(-1)!.voltage_V);
    expect(cells).toEqual([...cells].sort((a, b) => a - b));
    // Four pulses of 20 s, less what each lacks until it has settled.
    const titration = within(course, { from_us: spanOf(course, 1, 0).from_us, until_us: spanOf(course, 2, 3).until_us });
    const passed_C = titration.reduce((sum, { current_A }) => sum + current_A * 0.1, 0);
    expect(passed_C / (4 * 20 * ONE_C_A)).toBeGreaterThan(0.85);
    expect(passed_C / (4 * 20 * ONE_C_A)).toBeLessThan(1.05);
  });
});

describe('CC-CV', () => {
  it('charges at its current to the cut-off, holds until the current has faded, and discharges', async () => {
    const course = await courseOf('cc-cv');
    expect(course.result.end).toBe('completed');
    const charge = spanOf(course, 1);
    const hold = spanOf(course, 2);
    const discharge = spanOf(course, 4);
    expect([charge.end, hold.end, discharge.end]).toEqual([StepEnd.BIAS, StepEnd.CURRENT, StepEnd.BIAS]);
    const middle = within(course, { from_us: charge.from_us + 20 * S, until_us: charge.until_us - S });
    expect(Math.abs(mean(middle.map(({ current_A }) => current_A)) / (2 * ONE_C_A) - 1)).toBeLessThan(0.02);
    // I R of the series resistor, offset and gain of the DAC.
    expect(within(course, charge).at(-1)!.voltage_V).toBeGreaterThan(3.79);
    expect(Math.max(...course.trace.map(({ voltage_V }) => voltage_V))).toBeLessThan(3.805);
    expect(hold.value).toBeLessThanOrEqual(800);
    expect(within(course, hold).at(-1)!.current_A).toBeLessThan(8.5e-13);
    const back = within(course, { from_us: discharge.from_us + 15 * S, until_us: discharge.until_us - S });
    expect(Math.abs(mean(back.map(({ current_A }) => current_A)) / (-2 * ONE_C_A) - 1)).toBeLessThan(0.02);
  });
});
