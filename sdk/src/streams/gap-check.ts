import type { CodeBlock } from '@nanobias/native';
import { NanobiasError } from '../errors.ts';

/** Where the next block of each channel must begin, for a consumer that would rather have no samples than samples with a hole. */
export class GapCheck {
  readonly #next = new Map<number, number>();

  /** @throws SAMPLES_LOST when samples are missing in front of a block, in the controller or on the way */
  pass(block: CodeBlock): CodeBlock {
    const { channel, first_sample, decimation, lost_before, codes } = block;
    const next = this.#next.get(channel) ?? first_sample;
    const missing_count = Math.max(lost_before, Math.ceil((first_sample - next) / decimation));
    if (!(missing_count === 0)) {
      throw new NanobiasError('SAMPLES_LOST', `${missing_count} samples are missing in front of sample ${first_sample} of channel ${channel}`, {
        outputMayBeOn: 'unknown', field: 'first_sample', value: first_sample, limit_max: next,
      });
    }
    this.#next.set(channel, first_sample + codes.length * decimation);
    return block;
  }
}
