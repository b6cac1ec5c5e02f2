import type { Addon, NativeAddress, NativeSourceHandle } from './addon.ts';
import { Results, framesOf } from './results.ts';
import { RING_CONTROL_BYTES, RingReader, delivered } from './ring-reader.ts';
import type { PyramidGroup, PyramidLevel, ReceiveCounts, StreamTotals, ZoomGroup, ZoomWindow } from './sampler.ts';
import { SourceError, checkedLimit, describeAddress } from './source.ts';
import type { BlockView, CheckedOptions, DeliveredBlock, Received, SampleSource, SourceAddress, SourceEvents, SourceHealth, TripReport } from './source.ts';
import type { TripLimit } from './trip.ts';

/** What one call of the doorbell hands over at most, so that a flood leaves the event loop its turns. */
const DRAIN_BYTES_MAX = 4_194_304;
/** Order of the values of `state`, after which the addon is named. */
const STATE = {
  frames: 0, isConnected: 1, hasEnded: 2, endError: 3, isTripped: 4, trip: 5, tripped_ns: 11, stop_sent_ns: 12, controlError: 13, highWater: 14,
  thread_ns: 15, pending: 16, isControlled: 17,
} as const;
const KIND = { serial: 0, path: 1, unix: 2, tcp: 3, descriptor: 4 } as const;
const NO_ADDRESS: NativeAddress = [-1, '', 0, 0, -1];

/** The addon's source behind the contract. */
export class NativeSource implements SampleSource {
  readonly backend = 'native';
  readonly delivery: 'ring' | 'copy';
  readonly #handle: NativeSourceHandle;
  readonly #results: Results;
  readonly #reader: RingReader;
  readonly #mirror: Uint8Array;
  readonly #options: CheckedOptions;
  readonly #events: SourceEvents;
  #isClosed = false;
  #isFed = false;
  #isOpen = false;
  #hasToldTrip = false;
  #hasToldEnd = false;
  #isEndWaiting = false;
  #opened: ((error?: SourceError) => void) | undefined;

  constructor(addon: Addon, options: CheckedOptions, events: SourceEvents) {
    this.#options = options;
    this.#events = events;
    const { handle, memory, isShared } = openRing(addon, options, () => this.#news());
    this.#handle = handle;
    this.delivery = isShared ? 'ring' : 'copy';
    this.#mirror = new Uint8Array(memory);
    this.#reader = new RingReader(memory);
    this.#results = new Results(handle);
  }

  /** Opens the descriptors; resolves once the source is connected. @throws SourceError */
  async open(addressOf: (address: SourceAddress) => Promise<NativeAddress>): Promise<void> {
    const { source, control } = this.#options;
    this.#isFed = source.kind === 'feed';
    const opening = new Promise<SourceError | undefined>((resolve) => {
      this.#opened = resolve;
    });
    try {
      const failure = this.#handle.start(...(await addressOf(source)), ...(control ? await addressOf(control) : NO_ADDRESS));
      if (failure) throw new SourceError(errnoName(failure[1]), failure[0], describeAddress(source));
      if (!this.#isFed) {
        const error = await opening;
        if (error) throw error;
      }
      // Whoever awaits the source has it before it is told of anything.
      setImmediate(() => {
        this.#isOpen = true;
        if (!this.#isClosed) this.#handle.ring();
      });
    } catch (error) {
      this.close();
      throw error;
    }
  }

  setSession(session: number): void {
    this.#handle.setSession(session);
  }

  feed(bytes: Uint8Array): void {
    if (!this.#isFed) throw new TypeError('the source reads by itself');
    if (!this.#isClosed) this.#handle.feed(bytes);
  }

  write(bytes: Uint8Array): boolean {
    return !this.#isClosed && this.#handle.write(bytes);
  }

  get pending_bytes(): number {
    return this.#handle.state()[STATE.pending]!;
  }

  setTrip(limit: TripLimit): void {
    const isControlled = !this.#isClosed && this.#handle.state()[STATE.isControlled] === 1;
    const { stream_id, current_fA_min, current_fA_max } = checkedLimit(limit, { waits: this.#options.waits, isControlled });
    this.#hasToldTrip = false;
    this.#handle.setTrip(stream_id, current_fA_min, current_fA_max);
  }

  clearTrip(): void {
    this.#handle.clearTrip();
  }

  get trip(): TripReport | undefined {
    return tripReport(this.#handle.state());
  }

  drain(visit: (block: BlockView) => void): number {
    return this.#drained(() => this.#reader.drain(visit, DRAIN_BYTES_MAX));
  }

  take(): Received {
    const [position, frames] = this.#handle.takeCut();
    const blocks: DeliveredBlock[] = [];
    this.#drained(() => this.#reader.drainTo(position, (view) => blocks.push(delivered(view))));
    return { frames: framesOf(frames), blocks };
  }

  takeBlocks(): DeliveredBlock[] {
    const blocks: DeliveredBlock[] = [];
    this.drain((view) => blocks.push(delivered(view)));
    return blocks;
  }

  takePyramid(stream_id: number, level: PyramidLevel, flush = false): PyramidGroup[] {
    return this.#results.takePyramid(stream_id, level, flush);
  }

  pyramid(stream_id: number, window: ZoomWindow): ZoomGroup[] {
    return this.#results.pyramid(stream_id, window);
  }

  totals(stream_id: number): StreamTotals | undefined {
    return this.#results.totals(stream_id);
  }

  forget(stream_id: number): void {
    this.#handle.forget(stream_id);
  }

  get counts(): ReceiveCounts {
    return this.#results.counts;
  }

  get health(): SourceHealth {
    const state = this.#handle.state();
    return {
      backend: this.backend,
      delivery: this.delivery,
      counts: this.counts,
      ring_bytes: this.#options.ring_bytes,
      ring_high_water_bytes: state[STATE.highWater]!,
      thread_ns: state[STATE.thread_ns]!,
    };
  }

  unref(): void {
    this.#handle.unref();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#handle.close();
  }

  #drained(drain: () => number): number {
    if (this.delivery === 'copy') this.#handle.fetch(this.#mirror);
    try {
      return drain();
    } finally {
      if (this.delivery === 'copy') this.#handle.release(this.#reader.position);
      if (this.#options.waits) this.#handle.consumed();
      // The end is told behind the last block, whoever takes it and when.
      if (this.#isEndWaiting && !this.#isClosed) this.#handle.ring();
    }
  }

  #news(): void {
    if (this.#isClosed) return;
    const state = this.#handle.state();
    if (!this.#isOpen) {
      this.#settleOpening(state);
      return;
    }
    if (state[STATE.isTripped] === 1 && !this.#hasToldTrip) {
      this.#hasToldTrip = true;
      this.#events.onTrip?.(tripReport(state)!);
    }
    if (state[STATE.pending] === 0 && state[STATE.controlError] === 0) this.#events.onDrain?.();
    this.#tellNews(state);
    this.#settle(state);
  }

  #tellNews(state: Float64Array): void {
    if (this.#isClosed) return;
    if (this.#events.onNews) {
      this.#events.onNews();
      return;
    }
    if (state[STATE.frames] !== 0) this.#events.onFrames?.(this.#results.takeFrames());
    this.#tellBlocks();
  }

  #tellBlocks(): void {
    if (this.#isClosed) return;
    if (this.delivery === 'copy') this.#handle.fetch(this.#mirror);
    if (this.#reader.isEmpty) return;
    const before = this.#reader.position;
    this.#events.onBlocks?.();
    if (this.#isClosed || before === this.#reader.position || this.#reader.isEmpty) return;
    // More than one turn's worth: the rest comes after whatever else the event loop has to do.
    setImmediate(() => {
      if (!this.#isClosed) this.#handle.ring();
    });
  }

  #settleOpening(state: Float64Array): void {
    if (state[STATE.isConnected] === 1) this.#opened?.();
    else if (state[STATE.hasEnded] === 1) this.#opened?.(this.#endOf(state));
  }

  #endOf(state: Float64Array): SourceError | undefined {
    const errno = state[STATE.endError]!;
    return errno === 0 ? undefined : new SourceError(errnoName(errno), state[STATE.isConnected] === 1 ? 'read' : 'connect', describeAddress(this.#options.source));
  }

  #settle(state: Float64Array): void {
    if (this.#isClosed || state[STATE.hasEnded] !== 1 || this.#hasToldEnd) return;
    // The end comes behind the last block.
    this.#isEndWaiting = !this.#reader.isEmpty;
    if (this.#isEndWaiting) return;
    this.#hasToldEnd = true;
    this.#handle.unref();
    this.#events.onEnd?.(this.#endOf(state));
  }
}

interface OpenedRing {
  readonly handle: NativeSourceHandle;
  readonly memory: ArrayBuffer | SharedArrayBuffer;
  readonly isShared: boolean;
}

function openRing(addon: Addon, { ring_bytes, waits, stop_frames, delivery }: CheckedOptions, onNews: () => void): OpenedRing {
  const size_bytes = ring_bytes + RING_CONTROL_BYTES;
  if (delivery !== 'copy') {
    try {
      const memory = new SharedArrayBuffer(size_bytes);
      const handle = new addon.NativeSource(new Uint8Array(memory), true, waits, stop_frames, onNews);
      if (isShared(handle, new Float64Array(memory, RING_CONTROL_BYTES, 2))) return { handle, memory, isShared: true };
      handle.close();
    } catch (error) {
      if (delivery === 'ring') throw error;
    }
    if (delivery === 'ring') throw new Error('the addon does not see the memory of a SharedArrayBuffer');
  }
  const memory = new ArrayBuffer(size_bytes);
  return { handle: new addon.NativeSource(new Uint8Array(memory), false, waits, stop_frames, onNews), memory, isShared: false };
}

/** Each side writes what the other must read. Node-API has no word on shared memory at version 8, though views of it work. */
function isShared(handle: NativeSourceHandle, values: Float64Array): boolean {
  values[1] = 0.1;
  return handle.probe(0.7) === 0.1 && values[0] === 0.7;
}

function tripReport(state: Float64Array): TripReport | undefined {
  if (state[STATE.isTripped] !== 1) return undefined;
  const [stream_id, sample_index, code, full_scale_fA, bits, device_time_us] = state.subarray(STATE.trip) as unknown as [number, number, number, number, number, number];
  const stop_sent_ns = state[STATE.stop_sent_ns]!;
  const errno = state[STATE.controlError]!;
  return {
    stream_id, sample_index, code, full_scale_fA, bits, device_time_us,
    tripped_ns: state[STATE.tripped_ns]!,
    ...(stop_sent_ns === 0 ? {} : { stop_sent_ns }),
    ...(errno === 0 ? {} : { error: errnoName(errno) }),
  };
}

function errnoName(errno: number): string {
  return process.getBuiltinModule('node:util').getSystemErrorName(-errno);
}

/** The address as the addon takes it. Names are looked up here: the addon never waits for a network. @throws SourceError */
export async function nativeAddress(address: SourceAddress): Promise<NativeAddress> {
  switch (address.kind) {
    case 'serial':
      return [KIND.serial, address.path, 0, address.baud_rate, -1];
    case 'path':
      return [KIND.path, address.path, 0, 0, -1];
    case 'unix':
      return [KIND.unix, address.path, 0, 0, -1];
    case 'descriptor':
      return [KIND.descriptor, '', 0, 0, address.descriptor];
    case 'tcp':
      return [KIND.tcp, await numericHost(address.host), address.port, 0, -1];
    default:
      return NO_ADDRESS;
  }
}

async function numericHost(host: string): Promise<string> {
  try {
    return (await process.getBuiltinModule('node:dns/promises').lookup(host)).address;
  } catch (error) {
    throw new SourceError((error as NodeJS.ErrnoException).code ?? 'ENOTFOUND', 'lookup', host);
  }
}
