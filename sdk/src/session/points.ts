import { decodeSampleBlock, unpackSummary } from '@nanobias/proto';
import type { SummaryPoint as Sums } from '@nanobias/proto';
import type { SummaryBlock, SummaryPoint } from '../sampling.ts';

const two_to_32 = 4_294_967_296;

/** The points of a SAMPLES frame that the sampler has handed on; undefined where it holds none. */
export function pointsOf(payload: Uint8Array): SummaryBlock | undefined {
  const decoded = decodeSampleBlock(payload);
  const points = decoded.ok ? unpackSummary(decoded.value) : undefined;
  if (!decoded.ok || points === undefined) return undefined;
  const { stream_id, channel, first_sample, device_time_us, rate_Hz, range_index, full_scale_fA, full_scale_uV, bits, flags, lost_before, decimation } = decoded.value;
  return {
    stream_id, channel, first_sample, device_time_us, rate_Hz, range_index, full_scale_fA, full_scale_uV, bits, flags, lost_before,
    point_samples: decimation, points: points.map((sums) => pointOf(sums, decimation)),
  };
}

function pointOf({ code_min, code_max, code_sum, square_low, square_high }: Sums, samples_count: number): SummaryPoint {
  // Taken about the mean in whole numbers: two nearly equal squares of a large current would leave nothing of a small noise.
  const squares = BigInt(square_high) * BigInt(two_to_32) + BigInt(square_low);
  const spread = BigInt(samples_count) * squares - BigInt(code_sum) ** 2n;
  return { code_min, code_max, code_sum, code_mean: code_sum / samples_count, code_deviation: Math.sqrt(Number(spread)) / samples_count };
}
