import {
  Channel, Encoding, FrameKind, RAW32_BYTES, SAMPLES_PAYLOAD_BYTES_MAX, SAMPLE_BLOCK_OVERHEAD_BYTES_MAX, SampleFlag, encodeFrame,
  encodeSampleBlock, for128Bytes_max, frameBytes_max, packFor128, packRaw24, packRaw32, packSummaryPoint,
} from '@nanobias/proto';
import type { SampleBlockHeader, SummaryPoint } from '@nanobias/proto';
import { MODE } from '../interlock/mode-table.ts';
import { WORD } from '../interlock/state.ts';
import { isQueueEmpty, takeSeq, transmit } from './comms/transmit.ts';
import { COMMS } from './comms/words.ts';
import type { Firmware } from './firmware.ts';
import { STREAM } from './stream-fields.ts';

/** Room that samples leave to replies and events: four frames of the longest. */
const RESERVE_BYTES = 1200;

// Written and read within one call: they carry no state.
const data = new Uint8Array(1024 * RAW32_BYTES);
const packed = new Uint8Array(for128Bytes_max(1024));
const payload = new Uint8Array(SAMPLES_PAYLOAD_BYTES_MAX + SAMPLE_BLOCK_OVERHEAD_BYTES_MAX);
const frame = new Uint8Array(frameBytes_max(SAMPLES_PAYLOAD_BYTES_MAX));

/** One stream of a link. */
export interface StreamAddress {
  readonly stream_id: number;
  readonly stream: Float64Array;
}

/** What a block has beside what its stream says. */
interface Content {
  readonly encoding: Encoding;
  /** At least `size_bytes` long. */
  readonly bytes: Uint8Array;
  readonly size_bytes: number;
  readonly sample_count: number;
  /** Samples at the base rate that one of them stands for. */
  readonly decimation: number;
  readonly code_min: number;
  readonly code_max: number;
}

/** Sends one block of samples; returns the length of its payload, 0 when there was no credit or no room. */
export function sendSamples(firmware: Firmware, address: StreamAddress, codes: Int32Array): number {
  let code_min = codes[0]!;
  let code_max = code_min;
  for (let index = 1; index < codes.length; index += 1) {
    const code = codes[index]!;
    if (code < code_min) code_min = code;
    if (code > code_max) code_max = code;
  }
  return send(firmware, address, { sample_count: codes.length, decimation: 1, code_min, code_max, ...encoded(address.stream[STREAM.ENCODING]! as Encoding, codes) });
}

/** Sends one block of points of SUMMARY, each of `decimation` samples; returns as `sendSamples` does. */
export function sendPoints(firmware: Firmware, address: StreamAddress, points: readonly SummaryPoint[], decimation: number): number {
  let size_bytes = 0;
  for (const point of points) size_bytes = packSummaryPoint(point, data, size_bytes);
  const code_min = Math.min(...points.map((point) => point.code_min));
  const code_max = Math.max(...points.map((point) => point.code_max));
  return send(firmware, address, { encoding: Encoding.SUMMARY, bytes: data, size_bytes, sample_count: points.length, decimation, code_min, code_max });
}

function send(firmware: Firmware, address: StreamAddress, content: Content): number {
  const { port, comms } = firmware;
  const session = comms.words[COMMS.SESSION]!;
  if (session === 0) return 0;
  // What was queued within this tick goes first; samples wait only for what finds no room.
  transmit(firmware);
  if (!isQueueEmpty(firmware)) return 0;
  const payload_bytes = encodeSampleBlock(payload, headerOf(firmware, address, content), content.bytes, content.size_bytes);
  const isCreditGiven = payload_bytes <= address.stream[STREAM.CREDIT_BYTES]!;
  if (!isCreditGiven || !(frameBytes_max(payload_bytes) + RESERVE_BYTES <= port.room_bytes)) return 0;
  const header = { kind: FrameKind.SAMPLES, session, seq: takeSeq(comms.queue, FrameKind.SAMPLES) };
  return port.write(frame, encodeFrame(frame, header, payload, payload_bytes)) ? payload_bytes : 0;
}

/** FOR128 is chosen block by block: samples that pack badly go as RAW24, which is what the link's budget was reckoned with. */
function encoded(asked: Encoding, codes: Int32Array): Pick<Content, 'encoding' | 'bytes' | 'size_bytes'> {
  if (asked === Encoding.RAW32) return { encoding: asked, bytes: data, size_bytes: packRaw32(codes, data) };
  const size_bytes = packRaw24(codes, data);
  if (asked === Encoding.FOR128) {
    const packed_bytes = packFor128(codes, packed);
    if (packed_bytes <= size_bytes) return { encoding: asked, bytes: packed, size_bytes: packed_bytes };
  }
  return { encoding: Encoding.RAW24, bytes: data, size_bytes };
}

function headerOf({ board, interlock }: Firmware, { stream_id, stream }: StreamAddress, { encoding, sample_count, decimation, code_min, code_max }: Content): SampleBlockHeader {
  const channel = stream[STREAM.CHANNEL]! as Channel;
  const isSlow = channel === Channel.SLOW_CURRENT || channel === Channel.SLOW_VOLTAGE;
  const isCurrent = channel === Channel.SLOW_CURRENT || channel === Channel.INTERLOCK_CURRENT;
  const range_index = stream[STREAM.RANGE]!;
  const bits = isSlow ? board.slow_bits : board.interlock_bits;
  const current_fA = isSlow ? board.slow_full_scales_fA[range_index]! : board.interlock_full_scale_fA;
  const voltage_uV = isSlow ? board.slow_full_scale_uV : board.interlock_full_scale_uV;
  const mode = interlock.state[WORD.MODE]!;
  const isTripped = mode === MODE.TRIPPED || mode === MODE.HARD_FAULT;
  const lost_before = stream[STREAM.LOST_BEFORE]!;
  return {
    stream_id,
    block_seq: stream[STREAM.BLOCK_SEQ]!,
    first_sample: stream[STREAM.FIRST_SAMPLE]!,
    device_time_us: stream[STREAM.FIRST_TIME_us]!,
    rate_Hz: stream[STREAM.RATE_Hz]!,
    decimation,
    range_index,
    full_scale_fA: isCurrent ? current_fA : 0,
    full_scale_uV: isCurrent ? 0 : voltage_uV,
    bits,
    calibration_id: 0,
    flags:
      stream[STREAM.FLAGS]! | (isSaturated(code_min, code_max, bits) ? SampleFlag.SATURATED : 0) | (isTripped ? SampleFlag.TRIP : 0) | (0 < lost_before ? SampleFlag.GAP : 0),
    lost_before,
    sample_count,
    encoding,
    channel,
  };
}

/** A code at either end of the converter is a flag, never a value. */
function isSaturated(code_min: number, code_max: number, bits: number): boolean {
  const end_code = (1 << (bits - 1)) - 1;
  return !(-end_code <= code_min && code_max < end_code);
}
