import type { Duplex, Readable } from 'node:stream';
import type { CodeBlock, PyramidGroup, PyramidLevel, ReceiveCounts, StreamTotals, ZoomGroup, ZoomWindow } from './sampler.ts';
import { SourceError, checkedLimit, describeAddress } from './source.ts';
import type { BlockView, CheckedOptions, DeliveredBlock, Received, SampleSource, SourceAddress, SourceEvents, SourceHealth, TripReport } from './source.ts';
import type { TripLimit } from './trip.ts';
import { TwinSampler } from './twin.ts';

/** What a block takes in the ring beside its codes, so that both bodies hold about as many. */
const BLOCK_BYTES = 128;
const WRITE_BYTES_MAX = 262_144;
/** Bit of `flags` by which missing samples are told. */
const FLAG_GAP = 4;

/** The source without the addon: reads from the event loop, and is as late as that is. */
export class TwinSource implements SampleSource {
  readonly backend = 'js';
  readonly delivery = 'queue';
  readonly #sampler = new TwinSampler(Infinity);
  readonly #options: CheckedOptions;
  readonly #events: SourceEvents;
  #stream: Readable | undefined;
  #control: Duplex | undefined;
  #waiting: DeliveredBlock[] = [];
  #waiting_bytes = 0;
  #high_water_bytes = 0;
  #dropped_before = 0;
  #dropped_blocks = 0;
  #dropped_samples = 0;
  #trip: TripReport | undefined;
  #isClosed = false;

  constructor(options: CheckedOptions, events: SourceEvents) {
    this.#options = options;
    this.#events = events;
    this.#sampler.onTrip = () => this.#stop();
  }

  /** @throws SourceError */
  async open(): Promise<void> {
    const { source, control } = this.#options;
    if (source.kind !== 'feed') this.#stream = await opened(source);
    if (control) this.#control = (await opened(control)) as Duplex;
    else if (source.kind === 'unix' || source.kind === 'tcp') this.#control = this.#stream as Duplex;
    this.#control?.on('error', () => undefined);
    const stream = this.#stream;
    // Whoever awaits the source has it before it is told of anything.
    setImmediate(() => {
      stream?.on('data', (bytes: Uint8Array) => {
        this.#absorb(bytes);
        if (this.#options.waits && this.#waiting_bytes >= this.#options.ring_bytes) stream.pause();
      });
    });
    stream?.once('error', (error: NodeJS.ErrnoException) => this.#end(new SourceError(error.code ?? 'EIO', 'read', describeAddress(source))));
    stream?.once('end', () => this.#end());
  }

  setSession(session: number): void {
    this.#sampler.setSession(session);
  }

  feed(bytes: Uint8Array): void {
    if (this.#options.source.kind !== 'feed') throw new TypeError('the source reads by itself');
    if (!this.#isClosed) this.#absorb(bytes);
  }

  write(bytes: Uint8Array): boolean {
    if (!this.#control || this.#isClosed || !(bytes.length <= WRITE_BYTES_MAX - this.pending_bytes)) return false;
    this.#control.write(bytes.slice(), () => {
      if (this.pending_bytes === 0 && !this.#isClosed) this.#events.onDrain?.();
    });
    return true;
  }

  get pending_bytes(): number {
    return this.#control?.writableLength ?? 0;
  }

  setTrip(limit: TripLimit): void {
    this.#trip = undefined;
    this.#sampler.trip.set(checkedLimit(limit, { waits: this.#options.waits, isControlled: this.#control !== undefined }));
  }

  clearTrip(): void {
    this.#sampler.trip.clear();
  }

  get trip(): TripReport | undefined {
    return this.#trip;
  }

  drain(visit: (block: BlockView) => void): number {
    const blocks = this.takeBlocks();
    for (const block of blocks) visit({ ...block, sample_count: block.codes.length, from_index: 0 });
    return blocks.length;
  }

  takeBlocks(): DeliveredBlock[] {
    const blocks = this.#waiting;
    this.#waiting = [];
    this.#waiting_bytes = 0;
    this.#stream?.resume();
    return blocks;
  }

  take(): Received {
    return { frames: this.#sampler.takeFrames(), blocks: this.takeBlocks() };
  }

  takePyramid(stream_id: number, level: PyramidLevel, flush = false): PyramidGroup[] {
    return this.#sampler.takePyramid(stream_id, level, flush);
  }

  pyramid(stream_id: number, window: ZoomWindow): ZoomGroup[] {
    return this.#sampler.pyramid(stream_id, window);
  }

  totals(stream_id: number): StreamTotals | undefined {
    return this.#sampler.totals(stream_id);
  }

  forget(stream_id: number): void {
    this.#sampler.forget(stream_id);
  }

  get counts(): ReceiveCounts {
    return { ...this.#sampler.counts, dropped_blocks: this.#dropped_blocks, dropped_samples: this.#dropped_samples };
  }

  get health(): SourceHealth {
    const { backend, delivery, counts } = this;
    return { backend, delivery, counts, ring_bytes: this.#options.ring_bytes, ring_high_water_bytes: this.#high_water_bytes, thread_ns: 0 };
  }

  unref(): void {
    (this.#stream as { unref?: () => void } | undefined)?.unref?.();
  }

  close(): void {
    this.#isClosed = true;
    this.#stream?.destroy();
    this.#control?.destroy();
  }

  #absorb(bytes: Uint8Array): void {
    this.#sampler.feed(bytes);
    for (const block of this.#sampler.takeBlocks()) this.#keep(block);
    if (this.#events.onNews) {
      if (!this.#isClosed) this.#events.onNews();
      return;
    }
    const frames = this.#sampler.takeFrames();
    if (frames.length > 0) this.#events.onFrames?.(frames);
    if (!this.#isClosed && this.#waiting.length > 0) this.#events.onBlocks?.();
  }

  #keep(block: CodeBlock): void {
    const size_bytes = BLOCK_BYTES + 4 * block.codes.length;
    if (!this.#options.waits && !(this.#waiting_bytes + size_bytes <= this.#options.ring_bytes)) {
      this.#dropped_before += block.codes.length;
      this.#dropped_samples += block.codes.length;
      this.#dropped_blocks += 1;
      return;
    }
    const dropped_before = this.#dropped_before;
    this.#waiting.push({ ...block, dropped_before, flags: dropped_before === 0 ? block.flags : (block.flags | FLAG_GAP) >>> 0 });
    this.#dropped_before = 0;
    this.#waiting_bytes += size_bytes;
    this.#high_water_bytes = Math.max(this.#high_water_bytes, this.#waiting_bytes);
  }

  #stop(): void {
    const tripped_ns = Number(process.hrtime.bigint());
    this.#control?.write(this.#options.stop_frames.slice());
    this.#trip = { ...this.#sampler.trip.record!, tripped_ns, stop_sent_ns: Number(process.hrtime.bigint()) };
    this.#events.onTrip?.(this.#trip);
  }

  #end(error?: SourceError): void {
    if (!this.#isClosed) this.#events.onEnd?.(error);
  }
}

function opened(address: Exclude<SourceAddress, { readonly kind: 'feed' }>): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(new SourceError(error.code ?? 'EIO', error.syscall ?? 'open', describeAddress(address)));
    switch (address.kind) {
      case 'serial':
        fail(Object.assign(new Error(), { code: 'NO_ADDON' }));
        break;
      case 'unix':
      case 'tcp': {
        const socket = process.getBuiltinModule('node:net').connect(address);
        socket.once('error', fail);
        socket.once('connect', () => {
          socket.off('error', fail);
          resolve(socket);
        });
        break;
      }
      default: {
        const { createReadStream } = process.getBuiltinModule('node:fs');
        const stream = address.kind === 'path' ? createReadStream(address.path) : createReadStream('', { fd: address.descriptor, autoClose: false });
        stream.once('error', fail);
        const ready = (): void => {
          stream.off('error', fail);
          resolve(stream);
        };
        if (address.kind === 'path') stream.once('open', ready);
        else ready();
      }
    }
  });
}
