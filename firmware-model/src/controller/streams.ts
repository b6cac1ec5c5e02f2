import { Channel, Encoding, SAMPLES_PAYLOAD_BYTES_MAX, SAMPLE_BLOCK_OVERHEAD_BYTES_MAX, RAW24_BYTES, SampleFlag, sampleBytes } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import type { Port, Stretch } from '../board/registers.ts';
import type { Arena } from '../kernel/arena.ts';
import { deviceTime_us, tickNow } from './clock.ts';
import type { Firmware } from './firmware.ts';
import { sendPoints, sendSamples } from './sample-block.ts';
import { STREAM, STREAM_FIELDS } from './stream-fields.ts';
import { BLOCK_POINTS_MAX, claimPoints, keepPoint, keptPoints } from './stream-points.ts';

/** Streams at a time on one link: as many as there are channels. */
export const STREAMS_MAX = 4;
const BLOCK_SAMPLES_MAX = 1024;
const CREDIT_BYTES_MAX = 0xffff_ffff;

/** When a stream takes a sample. */
const PACE = { CLOSED: 0, TICK: 1, CONVERSION: 2 } as const;

/** Words of a stream that its every sample needs. A run of samples is a block, or what one point of SUMMARY stands for. */
const HOT = { PACE: 0, REGISTER: 1, FILLED: 2, RUN_SAMPLES: 3 } as const;
const HOT_WORDS = 4;
const { PACE: PACE_WORD, REGISTER: REGISTER_WORD, FILLED, RUN_SAMPLES } = HOT;

export interface Streams {
  readonly hot: Int32Array;
  readonly fields: Float64Array;
  readonly codes: Int32Array;
  readonly points: Float64Array;
  /** Places of the streams that take a sample every tick, the first `counts[TICK_OPEN]` of them. */
  readonly tickSlots: Int32Array;
  readonly counts: Uint32Array;
}

/** Streams that take a sample every tick, streams of the slow path, and its last conversion that was sampled. */
const COUNT = { TICK_OPEN: 0, CONVERSION_OPEN: 1, CONVERSION: 2 } as const;
const { TICK_OPEN, CONVERSION_OPEN, CONVERSION } = COUNT;
const { SLOW_SEQUENCE } = REGISTER;

export function claimStreams(arena: Arena, name: string): Streams {
  return {
    hot: arena.i32(`${name}.streams_hot`, STREAMS_MAX * HOT_WORDS),
    fields: arena.f64(`${name}.streams`, STREAMS_MAX * STREAM_FIELDS),
    codes: arena.i32(`${name}.stream_codes`, STREAMS_MAX * BLOCK_SAMPLES_MAX),
    points: claimPoints(arena, `${name}.stream_points`, STREAMS_MAX),
    tickSlots: arena.i32(`${name}.stream_ticks`, STREAMS_MAX),
    counts: arena.u32(`${name}.stream_counts`, 3),
  };
}

/** A channel as the firmware samples it: the register that holds its code, and how often that is renewed. */
interface Source {
  readonly register: number;
  readonly pace: typeof PACE.TICK | typeof PACE.CONVERSION;
}

const SOURCES: Readonly<Partial<Record<Channel, Source>>> = {
  [Channel.SLOW_CURRENT]: { register: REGISTER.SLOW_CURRENT_CODE, pace: PACE.CONVERSION },
  [Channel.SLOW_VOLTAGE]: { register: REGISTER.SLOW_VOLTAGE_CODE, pace: PACE.CONVERSION },
  [Channel.INTERLOCK_CURRENT]: { register: REGISTER.INTERLOCK_CURRENT_CODE, pace: PACE.TICK },
  [Channel.INTERLOCK_VOLTAGE]: { register: REGISTER.INTERLOCK_VOLTAGE_CODE, pace: PACE.TICK },
};

/** Base rate of a channel; undefined for one that this firmware does not sample. */
export function channelRate_Hz({ board }: Pick<Firmware, 'board'>, channel: Channel): number | undefined {
  const source = SOURCES[channel];
  if (source === undefined) return undefined;
  return source.pace === PACE.TICK ? Math.floor(1_000_000 / board.tick_us) : board.slow_rate_Hz;
}

/** Samples, or points of SUMMARY, of a block on this link: what was asked for, as far as one frame takes them. */
export function blockSamples({ samplesPayload_bytes_max = SAMPLES_PAYLOAD_BYTES_MAX }: Port, encoding: Encoding, asked_count: number): number {
  const perSample_bytes = sampleBytes_max(encoding);
  const fitting_count = Math.floor((samplesPayload_bytes_max - SAMPLE_BLOCK_OVERHEAD_BYTES_MAX) / perSample_bytes);
  return Math.max(1, Math.min(asked_count, encoding === Encoding.SUMMARY ? BLOCK_POINTS_MAX : BLOCK_SAMPLES_MAX, fitting_count));
}

export interface StreamRequest {
  readonly channel: Channel;
  readonly encoding: Encoding;
  readonly block_samples: number;
  /** Samples that a point of SUMMARY stands for; else 1. */
  readonly decimation: number;
  readonly credit_bytes: number;
  readonly rate_Hz: number;
}

export interface OpenedStream {
  readonly stream_id: number;
  readonly first_sample: number;
}

/** Opens a stream from the next sample on; undefined when all are in use. */
export function openStream(firmware: Firmware, request: StreamRequest): OpenedStream | undefined {
  const { hot, fields, counts } = firmware.streams;
  const slot = freeSlot(hot);
  const source = SOURCES[request.channel];
  if (slot === -1 || source === undefined) return undefined;
  fields.fill(0, slot * STREAM_FIELDS, (slot + 1) * STREAM_FIELDS);
  const stream = fieldsOf(firmware.streams, slot);
  stream[STREAM.CHANNEL] = request.channel;
  stream[STREAM.ENCODING] = request.encoding;
  stream[STREAM.CREDIT_BYTES] = request.credit_bytes;
  stream[STREAM.RATE_Hz] = request.rate_Hz;
  stream[STREAM.DECIMATION] = request.decimation;
  stream[STREAM.BLOCK_SAMPLES] = request.block_samples;
  hot[slot * HOT_WORDS + PACE_WORD] = source.pace;
  hot[slot * HOT_WORDS + REGISTER_WORD] = source.register;
  hot[slot * HOT_WORDS + FILLED] = 0;
  hot[slot * HOT_WORDS + RUN_SAMPLES] = request.encoding === Encoding.SUMMARY ? request.decimation : request.block_samples;
  // The other streams of the slow path have taken this conversion already: tasks sample before they listen.
  const conversion = firmware.registers[SLOW_SEQUENCE]! >>> 0;
  counts[CONVERSION] = conversion;
  countOpen(firmware.streams);
  return { stream_id: slot + 1, first_sample: (source.pace === PACE.TICK ? tickNow(firmware) : conversion) + 1 };
}

export function isStreamOpen({ streams }: Firmware, stream_id: number): boolean {
  return 1 <= stream_id && stream_id <= STREAMS_MAX && streams.hot[(stream_id - 1) * HOT_WORDS + PACE_WORD] !== PACE.CLOSED;
}

export function addCredit({ streams }: Firmware, stream_id: number, credit_bytes: number): void {
  const stream = fieldsOf(streams, stream_id - 1);
  stream[STREAM.CREDIT_BYTES] = Math.min(stream[STREAM.CREDIT_BYTES]! + credit_bytes, CREDIT_BYTES_MAX);
}

/** Sends what was begun, closes, and says how many samples went out and how many did not. */
export function closeStream(firmware: Firmware, stream_id: number): { readonly samples_sent: number; readonly samples_lost: number } {
  const slot = stream_id - 1;
  const { hot } = firmware.streams;
  endBlock(firmware, slot);
  hot[slot * HOT_WORDS + PACE_WORD] = PACE.CLOSED;
  countOpen(firmware.streams);
  const stream = fieldsOf(firmware.streams, slot);
  return { samples_sent: stream[STREAM.SENT_TOTAL]!, samples_lost: stream[STREAM.LOST_TOTAL]! };
}

/** Ends every stream without a word: nobody listens any more. */
export function dropStreams({ streams }: Firmware): void {
  for (let slot = 0; slot < STREAMS_MAX; slot += 1) streams.hot[slot * HOT_WORDS + PACE_WORD] = PACE.CLOSED;
  countOpen(streams);
}

/** Bytes a second of all open streams, frames and delimiters included. */
export function streamLoad_bytes_per_s({ streams }: Firmware): number {
  let load_bytes_per_s = 0;
  for (let slot = 0; slot < STREAMS_MAX; slot += 1) {
    if (streams.hot[slot * HOT_WORDS + PACE_WORD] === PACE.CLOSED) continue;
    const stream = fieldsOf(streams, slot);
    const perSample_bytes = bytesPerSample({
      encoding: stream[STREAM.ENCODING]! as Encoding, block_samples: stream[STREAM.BLOCK_SAMPLES]!, decimation: stream[STREAM.DECIMATION]!,
    });
    load_bytes_per_s += stream[STREAM.RATE_Hz]! * perSample_bytes;
  }
  return load_bytes_per_s;
}

/** What one sample at the base rate costs the link, its share of the frame included. */
export function bytesPerSample({ encoding, block_samples, decimation }: Pick<StreamRequest, 'encoding' | 'block_samples' | 'decimation'>): number {
  // Header and CRC of a frame, its code bytes and delimiter.
  const frame_bytes = 16 + 20;
  return (sampleBytes_max(encoding) + (SAMPLE_BLOCK_OVERHEAD_BYTES_MAX + frame_bytes) / block_samples) / decimation;
}

/** An encoding that packs by content gives way to RAW24 where that is shorter. */
function sampleBytes_max(encoding: Encoding): number {
  return sampleBytes(encoding) ?? RAW24_BYTES;
}

/** Whether this tick has a sample for anybody. */
export function hasSample(firmware: Firmware): boolean {
  return firmware.streams.counts[TICK_OPEN] !== 0 || hasConversion(firmware);
}

/** Whether a conversion of the slow path waits for a stream to take it. */
export function hasConversion({ streams: { counts }, registers }: Firmware): boolean {
  return counts[CONVERSION_OPEN] !== 0 && registers[SLOW_SEQUENCE]! >>> 0 !== counts[CONVERSION];
}

/** For how many ticks samples only fill runs that have begun, so that none begins or ends; Infinity without a stream. */
export function fillingTicks({ streams: { hot, counts, tickSlots } }: Firmware): number {
  let ticks = Infinity;
  for (let index = 0; index < counts[TICK_OPEN]!; index += 1) {
    const at = tickSlots[index]! * HOT_WORDS;
    const filled = hot[at + FILLED]!;
    ticks = Math.min(ticks, filled === 0 ? 0 : hot[at + RUN_SAMPLES]! - filled - 1);
  }
  return ticks;
}

/** Takes the samples of ticks that passed by, no more than `fillingTicks`. */
export function fillStreams({ streams }: Firmware, { voltages_code, currents_code }: Stretch, from: number, ticks: number): void {
  const { hot, codes, counts, tickSlots } = streams;
  for (let index = 0; index < counts[TICK_OPEN]!; index += 1) {
    const slot = tickSlots[index]!;
    const at = slot * HOT_WORDS;
    const sampled_code = hot[at + REGISTER_WORD] === REGISTER.INTERLOCK_VOLTAGE_CODE ? voltages_code : currents_code;
    const first = slot * BLOCK_SAMPLES_MAX + hot[at + FILLED]!;
    for (let tick = 0; tick < ticks; tick += 1) codes[first + tick] = sampled_code[from + tick]!;
    hot[at + FILLED] = hot[at + FILLED]! + ticks;
  }
}

/** Takes this tick's samples. */
export function sampleStreams(firmware: Firmware): void {
  const { streams, registers } = firmware;
  const { hot, codes, counts, tickSlots } = streams;
  if (counts[CONVERSION_OPEN] !== 0 && registers[SLOW_SEQUENCE]! >>> 0 !== counts[CONVERSION]) sampleConversion(firmware);
  const open_count = counts[TICK_OPEN]!;
  for (let index = 0; index < open_count; index += 1) {
    const slot = tickSlots[index]!;
    const at = slot * HOT_WORDS;
    const filled = hot[at + FILLED]!;
    codes[slot * BLOCK_SAMPLES_MAX + filled] = registers[hot[at + REGISTER_WORD]!]!;
    hot[at + FILLED] = filled + 1;
    if (filled === 0) beginRun(firmware, slot, tickNow(firmware));
    if (filled + 1 === hot[at + RUN_SAMPLES]) endRun(firmware, slot);
  }
}

function countOpen({ hot, tickSlots, counts }: Streams): void {
  counts[TICK_OPEN] = 0;
  counts[CONVERSION_OPEN] = 0;
  for (let slot = 0; slot < STREAMS_MAX; slot += 1) {
    const pace = hot[slot * HOT_WORDS + PACE_WORD];
    if (pace === PACE.TICK) {
      tickSlots[counts[TICK_OPEN]] = slot;
      counts[TICK_OPEN] = counts[TICK_OPEN] + 1;
    }
    if (pace === PACE.CONVERSION) counts[CONVERSION_OPEN] = counts[CONVERSION_OPEN] + 1;
  }
}

/** A conversion of the slow path has ended. A block holds one range: a change begins another. */
function sampleConversion(firmware: Firmware): void {
  const { streams, registers } = firmware;
  const { hot, codes, counts } = streams;
  const conversion = registers[SLOW_SEQUENCE]! >>> 0;
  counts[CONVERSION] = conversion;
  for (let slot = 0; slot < STREAMS_MAX; slot += 1) {
    const at = slot * HOT_WORDS;
    if (hot[at + PACE_WORD] !== PACE.CONVERSION) continue;
    const stream = fieldsOf(streams, slot);
    const isCurrent = stream[STREAM.CHANNEL] === Channel.SLOW_CURRENT;
    const range = isCurrent ? registers[REGISTER.SLOW_RANGE_READBACK]! : 0;
    const isRangeChanged = 0 < stream[STREAM.SENT_TOTAL]! + stream[STREAM.LOST_TOTAL]! + stream[STREAM.POINT_COUNT]! + hot[at + FILLED]! && stream[STREAM.RANGE] !== range;
    if (isRangeChanged) endBlock(firmware, slot);
    const filled = hot[at + FILLED]!;
    codes[slot * BLOCK_SAMPLES_MAX + filled] = registers[hot[at + REGISTER_WORD]!]!;
    hot[at + FILLED] = filled + 1;
    if (filled === 0) beginRun(firmware, slot, conversion);
    stream[STREAM.RANGE] = range;
    if (isRangeChanged) stream[STREAM.FLAGS] = stream[STREAM.FLAGS]! | SampleFlag.RANGE_CHANGED;
    if (isCurrent && registers[REGISTER.SLOW_FLAGS] !== 0) stream[STREAM.FLAGS] = stream[STREAM.FLAGS]! | (isRangeChanged ? SampleFlag.BLANKED : SampleFlag.SATURATED);
    if (filled + 1 === hot[at + RUN_SAMPLES]) endRun(firmware, slot);
  }
}

function beginRun(firmware: Firmware, slot: number, sample: number): void {
  const stream = fieldsOf(firmware.streams, slot);
  stream[STREAM.RUN_SAMPLE] = sample;
  stream[STREAM.RUN_TIME_us] = deviceTime_us(firmware);
  if (stream[STREAM.POINT_COUNT] !== 0) return;
  stream[STREAM.FIRST_SAMPLE] = sample;
  stream[STREAM.FIRST_TIME_us] = deviceTime_us(firmware);
  stream[STREAM.FLAGS] = 0;
}

/** A run of samples is full: it goes as a block, or becomes a point that goes with others. */
function endRun(firmware: Firmware, slot: number): void {
  const stream = fieldsOf(firmware.streams, slot);
  if (stream[STREAM.ENCODING] !== Encoding.SUMMARY) {
    flushSamples(firmware, slot);
    return;
  }
  takePoint(firmware, slot);
  if (stream[STREAM.POINT_COUNT] === stream[STREAM.BLOCK_SAMPLES]) flushPoints(firmware, slot, stream[STREAM.DECIMATION]!);
}

/** Sends what has been begun. A point that is cut short stands in a block of its own, which says how many samples it has. */
function endBlock(firmware: Firmware, slot: number): void {
  const stream = fieldsOf(firmware.streams, slot);
  if (0 < stream[STREAM.POINT_COUNT]!) flushPoints(firmware, slot, stream[STREAM.DECIMATION]!);
  const filled = firmware.streams.hot[slot * HOT_WORDS + FILLED]!;
  if (filled === 0) return;
  if (stream[STREAM.ENCODING] !== Encoding.SUMMARY) {
    flushSamples(firmware, slot);
    return;
  }
  stream[STREAM.FIRST_SAMPLE] = stream[STREAM.RUN_SAMPLE]!;
  stream[STREAM.FIRST_TIME_us] = stream[STREAM.RUN_TIME_us]!;
  takePoint(firmware, slot);
  flushPoints(firmware, slot, filled);
}

function flushSamples(firmware: Firmware, slot: number): void {
  const stream = fieldsOf(firmware.streams, slot);
  const codes = takeRun(firmware.streams, slot);
  account(stream, codes.length, sendSamples(firmware, { stream_id: slot + 1, stream }, codes));
}

function takePoint({ streams }: Firmware, slot: number): void {
  const stream = fieldsOf(streams, slot);
  const index = stream[STREAM.POINT_COUNT]!;
  keepPoint(streams.points, { slot, index }, takeRun(streams, slot));
  stream[STREAM.POINT_COUNT] = index + 1;
}

function flushPoints(firmware: Firmware, slot: number, decimation: number): void {
  const stream = fieldsOf(firmware.streams, slot);
  const points = keptPoints(firmware.streams.points, slot, stream[STREAM.POINT_COUNT]!);
  stream[STREAM.POINT_COUNT] = 0;
  account(stream, points.length * decimation, sendPoints(firmware, { stream_id: slot + 1, stream }, points, decimation));
}

/** The samples of the run that ends, which are there until the next one begins. */
function takeRun({ hot, codes }: Streams, slot: number): Int32Array {
  const filled = hot[slot * HOT_WORDS + FILLED]!;
  hot[slot * HOT_WORDS + FILLED] = 0;
  return codes.subarray(slot * BLOCK_SAMPLES_MAX, slot * BLOCK_SAMPLES_MAX + filled);
}

/** A block went out, or found no credit or room and is dropped whole and counted: the control loop never waits. */
function account(stream: Float64Array, samples_count: number, payload_bytes: number): void {
  if (payload_bytes === 0) {
    stream[STREAM.LOST_BEFORE] = stream[STREAM.LOST_BEFORE]! + samples_count;
    stream[STREAM.LOST_TOTAL] = stream[STREAM.LOST_TOTAL]! + samples_count;
    return;
  }
  stream[STREAM.CREDIT_BYTES] = stream[STREAM.CREDIT_BYTES]! - payload_bytes;
  stream[STREAM.LOST_BEFORE] = 0;
  stream[STREAM.BLOCK_SEQ] = (stream[STREAM.BLOCK_SEQ]! + 1) % 0x1_0000_0000;
  stream[STREAM.SENT_TOTAL] = stream[STREAM.SENT_TOTAL]! + samples_count;
}

function fieldsOf({ fields }: Streams, slot: number): Float64Array {
  return fields.subarray(slot * STREAM_FIELDS, (slot + 1) * STREAM_FIELDS);
}

function freeSlot(hot: Int32Array): number {
  for (let slot = 0; slot < STREAMS_MAX; slot += 1) {
    if (hot[slot * HOT_WORDS + PACE_WORD] === PACE.CLOSED) return slot;
  }
  return -1;
}
