import { amperesPerCode, causeName, Channel, EventKind, modeName, voltsPerCode } from '@nanobias/sdk';
import type { CodeBlock, Event } from '@nanobias/sdk';
import type { PlayedState } from '@nanobias/sdk/recording';
import type { RowReport } from '../interlock-report.ts';

/** How near a quantity is to what it is held against. */
export interface Margin {
  readonly cause: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  /** Part of the limit that is used up: 1 trips. */
  readonly used_ratio: number;
}

/** What is shown of a controller, or of a recording, once a second of device time. */
export interface WatchedReading {
  readonly device_time_s: number;
  readonly mode: string | null;
  readonly is_switch_closed: boolean | null;
  readonly bias_V: number | null;
  /** Mean of the second on the slow path, null where it was saturated or blanked; and the extremes on the interlock path where it is streamed, else on the slow one. */
  readonly current_A: number | null;
  readonly current_A_min: number | null;
  readonly current_A_max: number | null;
  /** Since the switch closed, or since the watching began where it was closed already. */
  readonly charge_C: number | null;
  readonly step: { readonly index: number; readonly count: number } | null;
  readonly latched: readonly string[];
  /** Null while nobody holds it, or where it is not known. */
  readonly lease_epoch: number | null;
  readonly margins: readonly Margin[];
  readonly lost_samples: number;
}

/** Bits of a block's flags that make its codes worthless: saturated, blanked. */
const unusable_flags = 0b100001;
const margins_count = 4;

/** Gathers what streams tell into a reading a second. */
export class Watched {
  #state: PlayedState | undefined;
  #bias_V: number | null = null;
  #fast: { min: number; max: number } | undefined;
  #charge_C: number | null = null;
  #lease_epoch: number | null = null;
  #lost_count = 0;
  #margins: readonly Margin[] = [];

  state(state: PlayedState): void {
    // Where the switch was closed already charge counts from here.
    if (this.#state === undefined && state.isSwitchClosed) this.#charge_C = 0;
    // Later on events tell it, and sooner.
    if (this.#state === undefined) this.#lease_epoch = state.lease?.leaseEpoch ?? null;
    this.#state = state;
  }

  event(event: Event): void {
    if (event.kind === EventKind.OUTPUT_CLOSED) this.#charge_C = 0;
    // The epoch that is held already, named once more, is given back.
    if (event.kind === EventKind.LEASE_CHANGED) this.#lease_epoch = event.cause === 0 && event.value !== this.#lease_epoch ? event.value ?? null : null;
  }

  /** Rows of the matrix: the quantities that use up most of their limit are shown. */
  rows(rows: readonly RowReport[]): void {
    this.#margins = rows.flatMap(marginOf).sort((a, b) => b.used_ratio - a.used_ratio).slice(0, margins_count);
  }

  /** Takes a block; the slow path's current completes a reading. */
  block(block: CodeBlock): WatchedReading | undefined {
    this.#lost_count += block.lost_before;
    if (block.codes.length === 0) return undefined;
    const isUsable = (block.flags & unusable_flags) === 0;
    if (block.channel === Channel.SLOW_CURRENT) return this.#reading(block, isUsable);
    if (!isUsable) return undefined;
    switch (block.channel) {
      case Channel.SLOW_VOLTAGE:
        this.#bias_V = meanCode(block) * voltsPerCode(block);
        return undefined;
      case Channel.INTERLOCK_CURRENT: {
        const { min, max } = extremes(block);
        this.#fast = { min: Math.min(min, this.#fast?.min ?? min), max: Math.max(max, this.#fast?.max ?? max) };
        return undefined;
      }
      default:
        return undefined;
    }
  }

  #reading(block: CodeBlock, isUsable: boolean): WatchedReading {
    const period_us = (block.decimation * 1e6) / block.rate_Hz;
    return {
      device_time_s: (block.device_time_us + (block.codes.length - 1) * period_us) / 1e6,
      ...told(this.#state),
      bias_V: this.#bias_V,
      ...this.#measured(block, isUsable ? meanCode(block) * amperesPerCode(block) : null),
      lease_epoch: this.#lease_epoch,
      margins: this.#margins,
      lost_samples: this.#lost_count,
    };
  }

  #measured(block: CodeBlock, current_A: number | null): Pick<WatchedReading, 'current_A' | 'current_A_min' | 'current_A_max' | 'charge_C'> {
    const range = this.#fast ?? (current_A === null ? undefined : extremes(block));
    this.#fast = undefined;
    if (this.#charge_C !== null && current_A !== null) this.#charge_C += (current_A * block.codes.length * block.decimation) / block.rate_Hz;
    return { current_A, current_A_min: range?.min ?? null, current_A_max: range?.max ?? null, charge_C: this.#charge_C };
  }
}

function told(state: PlayedState | undefined): Pick<WatchedReading, 'mode' | 'is_switch_closed' | 'step' | 'latched'> {
  if (state === undefined) return { mode: null, is_switch_closed: null, step: null, latched: [] };
  const { mode, isSwitchClosed, stepIndex, stepCount, latched } = state;
  return { mode: modeName(mode), is_switch_closed: isSwitchClosed, step: stepCount === 0 ? null : { index: stepIndex, count: stepCount }, latched: latched.map(causeName) };
}

function marginOf({ cause, value, limit, unit, is_present }: RowReport): readonly Margin[] {
  if (value === null || limit === null || limit === 0 || !(value / limit >= 0)) return [];
  const ratio = value / limit;
  // Beyond the limit and yet not present: a lower bound, which is used up the other way.
  return [{ cause, value, limit, unit, used_ratio: ratio > 1 && !is_present ? 1 / ratio : ratio }];
}

function meanCode({ codes }: CodeBlock): number {
  let sum = 0;
  for (const code of codes) sum += code;
  return sum / codes.length;
}

/** Lowest and highest current of a block, in A. */
function extremes(block: CodeBlock): { readonly min: number; readonly max: number } {
  let min = block.codes[0]!;
  let max = min;
  for (const code of block.codes) {
    if (code < min) min = code;
    if (code > max) max = code;
  }
  const unit = amperesPerCode(block);
  return { min: min * unit, max: max * unit };
}
