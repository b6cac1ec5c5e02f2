import { Channel } from '@nanobias/proto';
import type { CodeBlock } from '@nanobias/native';
import type { Device } from '../contract.ts';
import { NanobiasError } from '../errors.ts';
import type { SampleStream } from '../sampling.ts';
import { amperesPerCode, voltsPerCode } from '../units.ts';
import type { RunRecorder } from './run-recorder.ts';
import { SlowLog } from './slow-log.ts';

const slow = { rate_Hz: 10, block_samples: 10 } as const;
const interlock_rate_Hz = 10_000;
/** Statistics are fetched this often, far below what the sampler keeps. */
const pyramid_period_us = 10_000_000;

/** One second of the slow path. */
export interface SlowReading {
  readonly end_us: number;
  readonly bias_V: number;
  readonly current_A: number;
}

/** The three streams of a run: slow voltage and current whole, the interlock path's current at full rate. */
export class RunStreams {
  readonly current = new SlowLog();
  readonly voltage = new SlowLog();
  lost_count = 0;
  newest_us = 0;
  readonly #device: Device;
  readonly #recorder: RunRecorder | undefined;
  readonly #onReading: (reading: SlowReading) => void;
  readonly #open: SampleStream[] = [];
  #interlock: SampleStream | undefined;
  #pyramid_us = 0;
  #bias_V = 0;

  constructor(device: Device, recorder: RunRecorder | undefined, onReading: (reading: SlowReading) => void) {
    this.#device = device;
    this.#recorder = recorder;
    this.#onReading = onReading;
  }

  async open(): Promise<void> {
    await this.#start(Channel.SLOW_VOLTAGE, slow, (block) => {
      this.#recorder?.slow('voltage', block);
      this.voltage.add(block);
      this.#bias_V = (meanCode(block) ?? 0) * voltsPerCode(block);
    });
    await this.#start(Channel.SLOW_CURRENT, slow, (block) => {
      this.#recorder?.slow('current', block);
      this.current.add(block);
      this.#onReading({ end_us: endOf_us(block), bias_V: this.#bias_V, current_A: (meanCode(block) ?? 0) * amperesPerCode(block) });
    });
    this.#interlock = await this.#start(Channel.INTERLOCK_CURRENT, { rate_Hz: interlock_rate_Hz }, (block) => {
      this.#recorder?.interlock(block);
      this.#fetchStatistics(block.device_time_us);
    });
  }

  /** Stops what is still open; a link that is gone has stopped it already. */
  async close(): Promise<void> {
    for (const stream of this.#open) {
      try {
        const { lost } = await stream.stop();
        this.lost_count += lost;
      } catch (error) {
        if (!(error instanceof NanobiasError)) throw error;
      }
    }
    if (this.#interlock !== undefined) this.#recorder?.coarse(this.#interlock.takePyramid(4096, true));
  }

  async #start(channel: Channel, request: { readonly rate_Hz: number; readonly block_samples?: number }, take: (block: CodeBlock) => void): Promise<SampleStream> {
    const stream = await this.#device.openStream({ channel, ...request });
    this.#open.push(stream);
    stream.blocks$.subscribe({
      next: (block) => {
        this.newest_us = Math.max(this.newest_us, endOf_us(block));
        take(block);
      },
      // The loss of the link is told by the output's own failure.
      error: () => undefined,
    });
    return stream;
  }

  #fetchStatistics(now_us: number): void {
    if (now_us < this.#pyramid_us + pyramid_period_us) return;
    this.#pyramid_us = now_us;
    if (this.#interlock !== undefined) this.#recorder?.coarse(this.#interlock.takePyramid(4096));
  }
}

/** When the last conversion of a block ended: samples are stamped at their ends. */
function endOf_us(block: CodeBlock): number {
  return block.device_time_us + ((block.codes.length - 1) * block.decimation * 1e6) / block.rate_Hz;
}

function meanCode({ codes }: CodeBlock): number | undefined {
  if (codes.length === 0) return undefined;
  let sum = 0;
  for (const code of codes) sum += code;
  return sum / codes.length;
}
