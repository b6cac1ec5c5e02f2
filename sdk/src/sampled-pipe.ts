import type { BytePipe, Frame } from '@nanobias/proto';
import type { CodeBlock, SampleSource, Sampler } from '@nanobias/native';

/** What a sampler knows of the streams that pass it, and what it must be told. */
export type StreamStatistics = Pick<Sampler, 'backend' | 'setSession' | 'takePyramid' | 'totals' | 'forget'>;

/** A limit that the source itself watches: it writes the stop without waiting for this thread. */
export type Tripwire = Pick<SampleSource, 'setTrip' | 'clearTrip' | 'trip'>;

/** What came: every block in front of the last frame, and no block behind a frame that is not among these. */
export interface Received {
  /** Frames without samples, oldest first. */
  readonly frames: readonly Frame[];
  readonly blocks: readonly CodeBlock[];
}

/** A pipe whose receive path already has its sampler: frames and blocks come out of it where other pipes give bytes. */
export interface SampledPipe extends Omit<BytePipe, 'onBytes'> {
  readonly sampler: StreamStatistics;
  /** Absent where this thread feeds the sampler, which would be as late as this thread is. */
  readonly tripwire?: Tripwire;
  /** Sets the one receiver. */
  onReceived(receive: (received: Received) => void): void;
}

/** A pipe of bytes with a sampler that this thread feeds; the sampler is closed with the pipe. */
export function sampledBy(sampler: Sampler, pipe: BytePipe): SampledPipe {
  return {
    label: pipe.label,
    sampler,
    get pending_bytes() {
      return pipe.pending_bytes;
    },
    write: (bytes) => pipe.write(bytes),
    onReceived: (receive) => {
      pipe.onBytes((chunk) => {
        sampler.feed(chunk);
        receive({ frames: sampler.takeFrames(), blocks: sampler.takeBlocks() });
      });
    },
    onClose: (closed) => pipe.onClose(closed),
    close: async () => {
      await pipe.close();
      sampler.close();
    },
  };
}
