import type { CodeBlock, PyramidGroup, PyramidLevel } from '@nanobias/native';
import type { PyramidColumns } from './messages.ts';

/** What a stream's groups share: everything that turns their codes into amperes or volts. */
export type StreamScale = Pick<CodeBlock, 'stream_id' | 'channel' | 'rate_Hz' | 'range_index' | 'full_scale_fA' | 'full_scale_uV' | 'bits'>;

/** Groups of one range as the columns of one message. */
export function columnsOf(groups: readonly PyramidGroup[], level: PyramidLevel, scale: StreamScale, device_time_us: number): PyramidColumns {
  return {
    stream_id: scale.stream_id,
    channel: scale.channel,
    group_samples: level,
    device_time_us,
    rate_Hz: scale.rate_Hz,
    range_index: scale.range_index,
    full_scale_fA: scale.full_scale_fA,
    full_scale_uV: scale.full_scale_uV,
    bits: scale.bits,
    first_sample: groups.map((group) => group.first_sample),
    sample_count: groups.map((group) => group.sample_count),
    code_min: groups.map((group) => group.code_min),
    code_max: groups.map((group) => group.code_max),
    code_sum: groups.map((group) => group.code_sum),
    code_square_sum: groups.map((group) => group.code_square_sum),
  };
}

/** Groups of `level` samples within one block, the last one shorter where the block ends. */
export function groupsOf(block: CodeBlock, level: PyramidLevel): PyramidGroup[] {
  const groups: PyramidGroup[] = [];
  for (let start = 0; start < block.codes.length; start += level) {
    groups.push(groupOf(block, level, start));
  }
  return groups;
}

function groupOf(block: CodeBlock, level: PyramidLevel, start: number): PyramidGroup {
  const { codes } = block;
  const end = Math.min(start + level, codes.length);
  let code_min = codes[start]!;
  let code_max = code_min;
  let code_sum = 0;
  let code_square_sum = 0;
  for (let index = start; index < end; index += 1) {
    const code = codes[index]!;
    if (code < code_min) code_min = code;
    if (code > code_max) code_max = code;
    code_sum += code;
    code_square_sum += code * code;
  }
  return {
    level, first_sample: block.first_sample + start * block.decimation, sample_count: end - start, range_index: block.range_index,
    code_min, code_max, code_sum, code_square_sum,
  };
}
