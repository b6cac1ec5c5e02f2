import { Subscription } from 'rxjs';
import { EventKind } from '@nanobias/proto';
import type { Clock } from '@nanobias/proto';
import type { Device } from '../contract.ts';
import { NanobiasError } from '../errors.ts';
import { freezeFrameFile, recordedState } from './run-recorder.ts';
import type { RunRecorder } from './run-recorder.ts';
import { RunStreams } from './run-streams.ts';
import type { SlowReading } from './run-streams.ts';

/** The state has no stream of its own on the wire: it is read this often. */
const state_period_us = 1_000_000;

/** Which controller is recorded, and for how long. */
export interface ObservationRequest {
  readonly device: Device;
  readonly clock: Clock;
  readonly recorder: RunRecorder;
  /** Device time after which it ends; until the signal unless told. */
  readonly duration_s?: number;
  readonly signal?: AbortSignal;
  /** Called once a second of device time. */
  readonly onReading?: (reading: SlowReading) => void;
}

/** What was seen of a controller that somebody else drives. */
export interface Observation {
  readonly lost_count: number;
  readonly trips_count: number;
  /** The loss of the link, where that ended it. */
  readonly failure?: NanobiasError;
}

/** Takes down what a controller does without driving it: reads and streams alone, no lease, no command. Ends by its duration, its signal, or the loss of the link. */
export async function observe(request: ObservationRequest): Promise<Observation> {
  const { device, clock, recorder, onReading } = request;
  const trips = new Trips(device, recorder);
  const watching = [
    device.events$().subscribe({
      next: (event) => {
        if (event.kind === 'gap') return recorder.lostEvents(event.lost);
        recorder.event(event);
        if (event.kind === EventKind.TRIPPED) trips.happened();
      },
      error: () => undefined,
    }),
    device.state$.subscribe({ next: (state) => recorder.state(recordedState(state)), error: () => undefined }),
  ];
  const streams = new RunStreams(device, recorder, (reading) => onReading?.(reading));
  const stopReading = readAgain(device, clock);
  try {
    await streams.open();
    const failure = await ended(request);
    await trips.frameTaken;
    await streams.close();
    return { lost_count: streams.lost_count, trips_count: trips.count, ...(failure === undefined ? {} : { failure }) };
  } finally {
    stopReading();
    for (const subscription of watching) subscription.unsubscribe();
  }
}

/** Trips that are seen; the frame of the first is read at once, for whoever drives may acknowledge it. */
class Trips {
  count = 0;
  frameTaken: Promise<void> = Promise.resolve();
  readonly #device: Device;
  readonly #recorder: RunRecorder;

  constructor(device: Device, recorder: RunRecorder) {
    this.#device = device;
    this.#recorder = recorder;
  }

  happened(): void {
    this.count += 1;
    if (this.count === 1) this.frameTaken = this.#device.readFreezeFrame().then((frame) => this.#recorder.attach(freezeFrameFile(frame)), () => undefined);
  }
}

/** Resolves at the end: with what ended it when that was the link. */
function ended({ device, clock, duration_s, signal }: ObservationRequest): Promise<NanobiasError | undefined> {
  return new Promise((resolve) => {
    const link = new Subscription();
    const onAbort = (): void => leave();
    const cancel = duration_s === undefined ? () => undefined : clock.after(duration_s * 1e6, onAbort);
    const leave = (failure?: NanobiasError): void => {
      cancel();
      link.unsubscribe();
      signal?.removeEventListener('abort', onAbort);
      resolve(failure);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) return leave();
    link.add(device.link$.subscribe({ error: (error: unknown) => leave(linkFailure(error)), complete: onAbort }));
  });
}

function linkFailure(error: unknown): NanobiasError {
  return error instanceof NanobiasError ? error : new NanobiasError('LINK_LOST', String(error), { outputMayBeOn: 'unknown', cause: error });
}

/** Has the state read again and again; that a read fails is told by the link. */
function readAgain(device: Device, clock: Clock): () => void {
  let cancel = (): void => undefined;
  let isOver = false;
  const read = (): void => {
    device.readState().catch(() => undefined).finally(() => {
      if (!isOver) cancel = clock.after(state_period_us, read);
    });
  };
  read();
  return () => {
    isOver = true;
    cancel();
  };
}
