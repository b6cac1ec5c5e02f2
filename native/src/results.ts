import type { Frame, FrameKind } from '@nanobias/proto';
import type { NativeResults } from './addon.ts';
import type { PyramidGroup, PyramidLevel, ReceiveCounts, ScaleSum, StreamTotals, ZoomGroup, ZoomLevel, ZoomWindow } from './sampler.ts';
import { levelIndex, zoomLevelIndex } from './stream.ts';

/** Values that the addon hands over for one item. */
const WIDTH = { frame: 4, group: 7, scale: 6, totals: 3 } as const;

/** What a native sampler has to say: it hands over flat arrays, objects are made here. */
export class Results {
  readonly #handle: NativeResults;

  constructor(handle: NativeResults) {
    this.#handle = handle;
  }

  takeFrames(): Frame[] {
    return framesOf(this.#handle.takeFrames());
  }

  takePyramid(stream_id: number, level: PyramidLevel, flush: boolean): PyramidGroup[] {
    return groups(this.#handle.takeGroups(stream_id, levelIndex(level), flush), level);
  }

  pyramid(stream_id: number, window: ZoomWindow): ZoomGroup[] {
    return groups(this.#handle.pyramid(stream_id, zoomLevelIndex(window), window.from, window.to), window.level);
  }

  totals(stream_id: number): StreamTotals | undefined {
    const values = this.#handle.totals(stream_id);
    if (!values) return undefined;
    const [sample_count, gap_count, lost_count] = values as [bigint, number, bigint];
    const code_sums: ScaleSum[] = [];
    for (let index: number = WIDTH.totals; index < values.length; index += WIDTH.scale) code_sums.push(scaleSum(values.slice(index, index + WIDTH.scale)));
    return { stream_id, sample_count, code_sums, gap_count, lost_count };
  }

  get counts(): ReceiveCounts {
    const values = this.#handle.counts();
    return {
      bytes: values[0]!,
      frames: values[1]!,
      crc_errors: values[2]!,
      malformed: values[3]!,
      foreign_version: values[4]!,
      foreign_session: values[5]!,
      oversize: values[6]!,
      dropped_frames: values[7]!,
      dropped_blocks: values[8]!,
      dropped_samples: values[9]!,
      dropped_groups: values[10]!,
    };
  }
}

export function framesOf(values: readonly (number | Uint8Array)[]): Frame[] {
  const frames: Frame[] = [];
  for (let index = 0; index < values.length; index += WIDTH.frame) {
    const [kind, session, seq, payload] = values.slice(index, index + WIDTH.frame) as [FrameKind, number, number, Uint8Array];
    frames.push({ kind, session, seq, payload });
  }
  return frames;
}

function groups<Level extends ZoomLevel>(values: Float64Array, level: Level): (Omit<ZoomGroup, 'level'> & { readonly level: Level })[] {
  return Array.from({ length: values.length / WIDTH.group }, (_, index) => {
    const at_index = index * WIDTH.group;
    return {
      level,
      first_sample: values[at_index]!,
      sample_count: values[at_index + 1]!,
      range_index: values[at_index + 2]!,
      code_min: values[at_index + 3]!,
      code_max: values[at_index + 4]!,
      code_sum: values[at_index + 5]!,
      code_square_sum: values[at_index + 6]!,
    };
  });
}

function scaleSum(values: readonly (number | bigint)[]): ScaleSum {
  const [range_index, full_scale_fA, full_scale_uV, bits, code_sum, sample_count] = values as [number, number, number, number, bigint, bigint];
  return { range_index, full_scale_fA, full_scale_uV, bits, code_sum, sample_count };
}
