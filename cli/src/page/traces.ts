import { Channel, amperesPerCode, voltsPerCode } from '@nanobias/sdk';
import type { CodeBlock } from '@nanobias/sdk';
import type { TraceName } from '../browser/messages.ts';
import { EnvelopeHistory } from './envelope.ts';

/** The slow path's sample period. */
const SLOW_US = 100_000;
/** Samples of a fast path that a chart never tells apart: 6.4 ms at 10 kS/s. */
const GROUP_SAMPLES = 64;
const FAST_HZ = 10_000;
/** Bit of a block's flags: the input was shorted, what was converted says nothing of the specimen. */
const BLANKED = 32;

/** What has been measured over time, ready to be zoomed into; charge is the sum of the slow current since the switch closed. */
export class Traces {
  readonly #histories: Readonly<Record<TraceName, EnvelopeHistory>>;
  #charge_C: number | undefined;
  #isCounting = false;
  #bias_V: number | undefined;
  #current_A: number | undefined;
  #lost_count = 0;

  /** @param fast_Hz rate of the fast paths, which their shortest bucket follows from */
  constructor(fast_Hz = FAST_HZ) {
    const [slow, fast] = [(): EnvelopeHistory => new EnvelopeHistory(SLOW_US), (): EnvelopeHistory => new EnvelopeHistory((GROUP_SAMPLES * 1e6) / fast_Hz)];
    this.#histories = { bias: slow(), current: slow(), charge: slow(), fast_bias: fast(), fast_current: fast() };
  }

  /** Newest device time that anything was measured at; 0 before. */
  get newest_us(): number {
    return Math.max(0, ...Object.values(this.#histories).map(({ newest_us }) => newest_us));
  }

  /** Device time of the first sample; 0 before. */
  get oldest_us(): number {
    const begun = Object.values(this.#histories).map(({ oldest_us }) => oldest_us).filter((time_us) => 0 <= time_us);
    return begun.length === 0 ? 0 : Math.min(...begun);
  }

  /** Latest of the slow path. */
  get bias_V(): number | undefined {
    return this.#bias_V;
  }

  get current_A(): number | undefined {
    return this.#current_A;
  }

  /** Since the switch closed; undefined before it ever did. */
  get charge_C(): number | undefined {
    return this.#charge_C;
  }

  /** Samples that the controller announced as lost. */
  get lost_count(): number {
    return this.#lost_count;
  }

  of(name: TraceName): EnvelopeHistory {
    return this.#histories[name];
  }

  /** The switch has closed: charge counts from here. */
  closed(): void {
    this.#charge_C = 0;
    this.#isCounting = true;
  }

  /** The switch has opened: what is converted from here on is the converter's own offset. */
  opened(): void {
    this.#isCounting = false;
  }

  add(block: CodeBlock): void {
    this.#lost_count += block.lost_before;
    if ((block.flags & BLANKED) !== 0) return;
    switch (block.channel) {
      case Channel.SLOW_VOLTAGE:
        this.#bias_V = this.#slow('bias', block, voltsPerCode(block));
        break;
      case Channel.SLOW_CURRENT:
        this.#current_A = this.#slow('current', block, amperesPerCode(block));
        break;
      case Channel.INTERLOCK_VOLTAGE:
        this.#fast('fast_bias', block, voltsPerCode(block));
        break;
      case Channel.INTERLOCK_CURRENT:
        this.#fast('fast_current', block, amperesPerCode(block));
        break;
      default:
    }
  }

  /** Samples one by one; the last one's value. */
  #slow(name: 'bias' | 'current', { codes, device_time_us, decimation, rate_Hz }: CodeBlock, perCode: number): number | undefined {
    const period_us = (decimation * 1e6) / rate_Hz;
    let value: number | undefined;
    for (let index = 0; index < codes.length; index += 1) {
      value = codes[index]! * perCode;
      const time_us = device_time_us + index * period_us;
      this.#histories[name].add(time_us, { min: value, max: value, mean: value, count: 1 });
      if (name === 'current') this.#charge(time_us, (value * period_us) / 1e6);
    }
    return value;
  }

  #charge(time_us: number, passed_C: number): void {
    if (this.#charge_C === undefined) return;
    if (this.#isCounting) this.#charge_C += passed_C;
    const charge_C = this.#charge_C;
    this.#histories.charge.add(time_us, { min: charge_C, max: charge_C, mean: charge_C, count: 1 });
  }

  #fast(name: 'fast_bias' | 'fast_current', { codes, device_time_us, decimation, rate_Hz }: CodeBlock, perCode: number): void {
    const period_us = (decimation * 1e6) / rate_Hz;
    for (let first = 0; first < codes.length; first += GROUP_SAMPLES) {
      const end = Math.min(codes.length, first + GROUP_SAMPLES);
      let min = codes[first]!;
      let max = min;
      let sum = 0;
      for (let index = first; index < end; index += 1) {
        const code = codes[index]!;
        if (code < min) min = code;
        if (code > max) max = code;
        sum += code;
      }
      const count = end - first;
      this.#histories[name].add(device_time_us + first * period_us, { min: min * perCode, max: max * perCode, mean: (sum / count) * perCode, count });
    }
  }
}
