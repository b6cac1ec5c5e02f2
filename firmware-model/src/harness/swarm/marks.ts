import { StatusCode, statusName } from '@nanobias/proto';
import type { RequestBody } from '@nanobias/proto';
import { CAUSE } from '../../interlock/cause.ts';
import { MODE, MODE_TABLE, modeOf } from '../../interlock/mode-table.ts';
import type { Mode } from '../../interlock/mode-table.ts';
import { WORD } from '../../interlock/state.ts';
import { WIRE_ACTION_KINDS } from '../wire/action.ts';
import { ACTION_KINDS } from './action.ts';
import { RATE_MARKS, rateMarksOf } from './configuration.ts';
import type { SwarmConfiguration } from './configuration.ts';
import { DRAWN_FAULTS } from './mishaps.ts';

/** Ways back to an output that is on. */
export const RECOVERIES = ['acknowledge', 'local reset', 'new session', 'lease waited out', 'limits anew', 'supply back', 'lease adopted'] as const;
export type Recovery = (typeof RECOVERIES)[number];

const BANDS = ['link', 'request', 'state', 'trip'] as const;
/** First code of each band of refusals; what lies beyond the last is for bugs, which no run is to find. */
const BAND_STARTS = [10, 20, 40, 70, 90] as const;

/** What no run of the swarm can bring about, each with the reason. */
export const NOT_AIMED_AT: Readonly<Record<string, string>> = {
  'cause COMPARATOR_DEAD': 'refuses the arm, and is no cause of an opening',
  'cause CALIBRATION': 'refuses the arm, and is no cause of an opening',
  'cause SPECIMEN_UNSOUND': 'the solver of the model failed: a bug, which would be reported as one',
  'mode BOOT to HARD_FAULT': 'what the hardware holds at power-up is told by the self-test, which follows whatever is found',
};
/** Causes that keep the switch open, and are told by the refusal alone. */
const REFUSING: ReadonlyMap<number, string> = new Map([[StatusCode.HOT_CONNECT, 'cause HOT_CONNECT'], [StatusCode.WRONG_SIGN, 'cause WRONG_SIGN']]);

const CAUSE_NAMES: ReadonlyMap<number, string> = new Map(Object.entries(CAUSE).map(([name, number]) => [number, name]));
const MODES = Object.keys(MODE_TABLE) as readonly Mode[];

/** Every mark that the runs of a swarm together have to hit. */
export const MARKS: readonly string[] = [
  ...Object.keys(CAUSE).map((name) => `cause ${name}`),
  ...new Set(MODES.flatMap((from) => Object.values(MODE_TABLE[from]).filter((to) => to !== 'reject' && to !== from).map((to) => `mode ${from} to ${to}`))),
  ...BANDS.map((band) => `refusal of the ${band} band`),
  ...RECOVERIES.map((recovery) => `recovery by ${recovery}`),
  ...DRAWN_FAULTS.flatMap(({ id }) => [`fault ${id} while on`, `fault ${id} while off`]),
  ...WIRE_ACTION_KINDS.map((kind) => `wire ${kind}`),
  ...ACTION_KINDS.map((kind) => `action ${kind}`),
  ...RATE_MARKS,
].filter((mark) => !(mark in NOT_AIMED_AT));

const KNOWN: ReadonlySet<string> = new Set(MARKS);

/** What a run came by. */
export class Marks {
  readonly #hit = new Set<string>();
  readonly #refusals = new Map<string, number>();
  #mode = 0;
  #latched_count = 0;

  /** Marks that were hit, in the order of the list. */
  get hit(): readonly string[] {
    return MARKS.filter((mark) => this.#hit.has(mark));
  }

  /** How often each refusal was told. */
  get refusals(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#refusals);
  }

  look(state: Int32Array): void {
    const mode = state[WORD.MODE]!;
    // A bit that flipped makes a mode that is none.
    if (mode !== this.#mode && MODE[modeOf(mode)] === mode) {
      this.#put(`mode ${modeOf(this.#mode)} to ${modeOf(mode)}`);
      this.#mode = mode;
    }
    const count = state[WORD.LATCH_COUNT]!;
    if (count === this.#latched_count) return;
    this.#latched_count = count;
    for (let index = 0; index < count; index += 1) this.told(state[WORD.LATCH_FIRST + index]!);
  }

  told(cause: number): void {
    this.#put(`cause ${CAUSE_NAMES.get(cause) ?? cause}`);
  }

  /** What a run begins with. */
  began(configuration: SwarmConfiguration): void {
    for (const mark of rateMarksOf(configuration)) this.#put(mark);
  }

  refused(code: StatusCode): void {
    this.#put(REFUSING.get(code) ?? '');
    const band = BANDS.find((_, index) => BAND_STARTS[index]! <= code && code < BAND_STARTS[index + 1]!);
    this.#put(`refusal of the ${band ?? 'internal'} band`);
    const name = statusName(code);
    this.#refusals.set(name, (this.#refusals.get(name) ?? 0) + 1);
  }

  answered(body: RequestBody, isTaken: boolean): void {
    if (body.kind === 'acquire_lease' && body.adoption !== undefined && isTaken) this.recovered('lease adopted');
  }

  recovered(recovery: Recovery): void {
    this.#put(`recovery by ${recovery}`);
  }

  faulted(id: string, isOn: boolean): void {
    this.#put(`fault ${id} while ${isOn ? 'on' : 'off'}`);
  }

  wired(kind: string): void {
    this.#put(`wire ${kind}`);
  }

  acted(kind: string): void {
    this.#put(`action ${kind}`);
  }

  #put(mark: string): void {
    if (KNOWN.has(mark)) this.#hit.add(mark);
  }
}
