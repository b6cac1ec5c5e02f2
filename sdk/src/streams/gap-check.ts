import type { CodeBlock } from '@nanobias/native';
import { NanobiasError } from '../errors.ts';

/** Where the next block of each channel must begin, for a consumer that would rather have no samples than samples with a hole or twice. */
export class GapCheck {
  readonly #next = new Map<number, number>();

  /** @throws SAMPLES_LOST when a block does not begin where the one before it ended, or samples are missing in front of it in the controller */
  pass(block: CodeBlock): CodeBlock {
    const { channel, first_sample, decimation, lost_before, codes } = block;
    const next = this.#next.get(channel) ?? first_sample;
    if (!(lost_before === 0 && first_sample === next)) {
      const missing_count = Math.max(lost_before, Math.ceil((first_sample - next) / decimation));
      const meaning = missing_count > 0 ? `${missing_count} samples are missing in front of` : 'samples come again, or out of step, from';
      throw new NanobiasError('SAMPLES_LOST', `${meaning} sample ${first_sample} of channel ${channel}`, {
        outputMayBeOn: 'unknown', field: 'first_sample', value: first_sample, limit_max: next,
      });
    }
    this.#next.set(channel, first_sample + codes.length * decimation);
    return block;
  }
}
