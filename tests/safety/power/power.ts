import type { Device } from '@nanobias/firmware-model';
import type { Cause } from '@nanobias/proto';
import { inShards, parts } from '../shards/shards.ts';
import { Probe } from './probe.ts';
import { Reference } from './reference.ts';

/** The record of a change is written within so many ticks. */
const RECORD_TICKS = 40;
const SHARD_TICKS = 1000;
const VIOLATIONS_MAX = 20;
const WORD_BITS = 32;

/** What takes supply or processor away, at any tick. Beyond the hold-up of 5 ms the processor is gone, beyond 100 ms the latch of layer 0. */
const INTERRUPTIONS = [
  { name: 'resets', isReset: true, act: (device: Device) => device.pressLocalReset() },
  { name: 'brown_outs', isReset: false, act: (device: Device) => device.faults.instrument.dipSupply(2000) },
  { name: 'brown_outs', isReset: true, act: (device: Device) => device.faults.instrument.dipSupply(20_000) },
  { name: 'brown_outs', isReset: true, act: (device: Device) => device.faults.instrument.cutSupply(120_000) },
] as const;

export interface PowerCounts {
  readonly flash_cuts: number;
  readonly partial_erases: number;
  readonly unstable_bits: number;
  readonly resets: number;
  readonly brown_outs: number;
  /** Of these, how many were led back to an output that is on. */
  readonly recoveries: number;
  readonly violations: readonly string[];
}

export interface PowerReport extends PowerCounts {
  /** Of the reference run. */
  readonly ticks: number;
  readonly seconds: number;
}

export interface PowerOptions {
  readonly seed: number;
  /** One tick in so many, one word that is programmed, one bit. Every erase is cut. */
  readonly stride: number;
  /** One interruption in so many is led back to an output that is on. */
  readonly recover: number;
  /** Places within an operation of the flash at which it is cut. */
  readonly parts: number;
}

/** A part of the sweep: ticks, or what is done to the flash. */
type Shard = PowerOptions & { readonly first_tick: number; readonly count_ticks: number };

/** Cuts, resets and brown-outs at every tick of a reference run, and inside every operation of its flash. */
export async function power(options: PowerOptions): Promise<PowerReport> {
  const start_ms = performance.now();
  const reference = new Reference(options.seed);
  const ticks = reference.end_tick - reference.first_tick;
  const shards: readonly Shard[] = parts(ticks, SHARD_TICKS).map(({ first, count }) => ({ ...options, first_tick: reference.first_tick + first, count_ticks: count }));
  const counts = await inShards<Shard, PowerCounts>({ module: import.meta.url, name: 'powerShard' }, shards);
  return { ...counts.reduce(added), ticks, seconds: (performance.now() - start_ms) / 1000 };
}

/** Everything that begins within these ticks. What rests in the flash is unsettled by the shards that hold the trip and the end. */
export function powerShard({ first_tick, count_ticks, ...options }: Shard): PowerCounts {
  const sweep = new Sweep(options);
  const end_tick = first_tick + count_ticks;
  const isWithin = (tick: number): boolean => first_tick <= tick && tick < end_tick;
  for (let tick = first_tick; tick < end_tick; tick += options.stride) sweep.interrupt(tick);
  sweep.cutFlash(isWithin);
  const { tripped_tick, end_tick: last_tick } = sweep.reference;
  for (const tick of [tripped_tick, last_tick - 1]) if (isWithin(tick)) sweep.unsettle(tick);
  return sweep.counts;
}

/** Goes through a reference run on a device of its own, and counts. */
export class Sweep {
  readonly reference: Reference;
  readonly #probe: Probe;
  readonly #options: PowerOptions;
  readonly #counts = { flash_cuts: 0, partial_erases: 0, unstable_bits: 0, resets: 0, brown_outs: 0, recoveries: 0 };
  readonly #violations: string[] = [];
  #probes_count = 0;

  constructor(options: PowerOptions) {
    this.#options = options;
    this.reference = new Reference(options.seed);
    this.#probe = new Probe(options.seed);
  }

  get counts(): PowerCounts {
    return { ...this.#counts, violations: this.#violations };
  }

  /** Takes supply and processor away at the end of a tick, in every way. */
  interrupt(tick: number): void {
    const words = this.reference.at(tick);
    for (const { name, isReset, act } of INTERRUPTIONS) {
      this.#counts[name] += 1;
      this.#suffer(`${name} at tick ${tick}`, { tick, words, isReset, isFlashDamaged: false, act });
    }
  }

  /** Cuts every operation of the flash at several places within it. */
  cutFlash(isWithin: (tick: number) => boolean): void {
    const { parts: parts_count, stride } = this.#options;
    const operations = this.reference.operations.filter(({ kind }, index) => kind === 'erase' || index % stride === 0);
    for (const { kind, tick } of operations.filter((operation) => isWithin(operation.tick))) {
      const words = this.reference.at(tick);
      for (let part = 0; part < parts_count; part += 1) {
        const done_ratio = (part + 0.5) / parts_count;
        this.#counts[kind === 'erase' ? 'partial_erases' : 'flash_cuts'] += 1;
        const act = (device: Device): void => device.faults.instrument.cutSupplyInFlash(1, done_ratio);
        this.#suffer(`${kind} at tick ${tick} cut at ${done_ratio}`, { tick, words, isReset: true, isFlashDamaged: false, act });
      }
    }
  }

  /** Leaves each bit that is written to chance, and takes the supply away. */
  unsettle(tick: number): void {
    const words = this.reference.at(tick);
    this.reference.writtenWords(tick).forEach(([page_index, word_index], index) => {
      for (let bit = index % this.#options.stride; bit < WORD_BITS; bit += this.#options.stride) {
        this.#counts.unstable_bits += 1;
        const act = ({ faults }: Device): void => {
          faults.instrument.unsettleFlash(page_index, word_index, 1 << bit);
          faults.instrument.cutSupply(120_000);
        };
        this.#suffer(`bit ${bit} of word ${word_index} on page ${page_index} unstable at tick ${tick}`, { tick, words, isReset: true, isFlashDamaged: true, act });
      }
    });
  }

  #suffer(name: string, { tick, words, isReset, isFlashDamaged, act }: {
    readonly tick: number; readonly words: Int32Array; readonly isReset: boolean; readonly isFlashDamaged: boolean; readonly act: (device: Device) => void;
  }): void {
    const isWayBackGone = this.#probes_count % this.#options.recover === 0;
    this.#probes_count += 1;
    if (isWayBackGone) this.#counts.recoveries += 1;
    const causes = this.#causesKept(tick, isFlashDamaged);
    const { device } = this.#probe.host;
    const wrong = this.#probe.suffer(words, () => act(device), { causes, isReset, isFlashDamaged }, isWayBackGone);
    if (wrong !== undefined && this.#violations.length < VIOLATIONS_MAX) this.#violations.push(`${name}: ${wrong}`);
  }

  /** What the flash may tell of: nothing before the trip, and nothing once the acknowledge is written, unless that record is hurt. */
  #causesKept(tick: number, isFlashDamaged: boolean): readonly Cause[] {
    const { trip_tick, acknowledged_tick, causes } = this.reference;
    return trip_tick <= tick && (isFlashDamaged || tick < acknowledged_tick + RECORD_TICKS) ? causes : [];
  }
}

function added(a: PowerCounts, b: PowerCounts): PowerCounts {
  return {
    flash_cuts: a.flash_cuts + b.flash_cuts, partial_erases: a.partial_erases + b.partial_erases, unstable_bits: a.unstable_bits + b.unstable_bits,
    resets: a.resets + b.resets, brown_outs: a.brown_outs + b.brown_outs, recoveries: a.recoveries + b.recoveries,
    violations: [...a.violations, ...b.violations].slice(0, VIOLATIONS_MAX),
  };
}
