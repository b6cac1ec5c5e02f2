import { Observable, ReplaySubject, Subject } from 'rxjs';
import type { CodeBlock } from '@nanobias/native';
import type { Channel, Clock, Event, Mode } from '@nanobias/proto';
import type { DeviceState } from '../contract.ts';
import type { RecordedState } from './messages.ts';
import type { Recording } from './reader.ts';

/** What a recording holds of a state: less than a device tells. */
export type PlayedState = Omit<DeviceState, 'currentSetpoint_A' | 'isInCompliance' | 'isAutonomous' | 'faultNonce'>;

/** The streams that a device and a recording have in common. */
export interface Streams {
  /** Hot, replays the last state. */
  readonly state$: Observable<PlayedState>;
  /** Events in order, and how many are missing between them. */
  events$(): Observable<Event | { readonly kind: 'gap'; readonly lost: number }>;
  /** Blocks of one or more channels. */
  samples$(request: { readonly channels: readonly Channel[]; readonly rate_Hz: number }): Observable<CodeBlock>;
}

/** On which clock a recording is played, and how fast. */
export interface PlayOptions {
  readonly clock: Clock;
  /** Times faster than it was recorded; as fast as it can be taken unless told. */
  readonly speed?: number;
  readonly signal?: AbortSignal;
}

/** Messages that are played before others get their turn, where nothing is waited for. */
const batch_count = 256;

interface Moment {
  readonly time_us: number;
  readonly tell: () => void;
}

/** A recording that is played through the streams of a device. Subscribe first, then play, once. */
export class Playback implements Streams {
  readonly state$: Observable<PlayedState>;
  readonly #states = new ReplaySubject<PlayedState>(1);
  readonly #events = new Subject<Event | { readonly kind: 'gap'; readonly lost: number }>();
  readonly #blocks = new Subject<CodeBlock>();
  readonly #moments: readonly Moment[];

  constructor(recording: Recording) {
    this.state$ = this.#states.asObservable();
    this.#moments = momentsOf(recording, {
      state: (state) => this.#states.next(playedState(state)),
      event: (event) => this.#events.next(event),
      block: (block) => this.#blocks.next(block),
    });
  }

  /** Device time that the recording covers. */
  get duration_s(): number {
    const [first] = this.#moments;
    return first === undefined ? 0 : (this.#moments.at(-1)!.time_us - first.time_us) / 1e6;
  }

  /** Events in order, and how many are missing between them. */
  events$(): Observable<Event | { readonly kind: 'gap'; readonly lost: number }> {
    return this.#events.asObservable();
  }

  samples$({ channels, rate_Hz }: { readonly channels: readonly Channel[]; readonly rate_Hz: number }): Observable<CodeBlock> {
    return new Observable((subscriber) => this.#blocks.subscribe({
      next: (block) => {
        if (block.rate_Hz === rate_Hz && channels.some((channel) => channel === block.channel)) subscriber.next(block);
      },
      complete: () => subscriber.complete(),
    }));
  }

  /** Plays everything once, in the order of device time, and completes the streams. */
  async play({ clock, speed, signal }: PlayOptions): Promise<void> {
    const start_us = clock.now_us();
    const first_us = this.#moments[0]?.time_us ?? 0;
    let count = 0;
    for (const { time_us, tell } of this.#moments) {
      if (signal?.aborted === true) break;
      const due_us = speed === undefined ? 0 : start_us + (time_us - first_us) / speed - clock.now_us();
      count += 1;
      if (due_us > 0) await pause(clock, due_us, signal);
      else if (count % batch_count === 0) await pause(clock, 1, signal);
      tell();
    }
    for (const stream of [this.#states, this.#events, this.#blocks]) stream.complete();
  }
}

interface Listeners {
  readonly state: (state: RecordedState) => void;
  readonly event: (event: Event | { readonly kind: 'gap'; readonly lost: number }) => void;
  readonly block: (block: CodeBlock) => void;
}

/** Everything that is played, by device time; what is of one time keeps the order of these lines. Blocks are told when their last sample was. */
function momentsOf(recording: Recording, tell: Listeners): readonly Moment[] {
  const blocks = [...recording.slowVoltage, ...recording.slowCurrent, ...recording.interlockFull];
  const moments: Moment[] = [
    ...recording.states.map((state) => ({ time_us: state.device_time_us, tell: () => tell.state(state) })),
    ...recording.events.map((event) => ({ time_us: event.device_time_us, tell: () => tell.event(event) })),
    // A gap of samples stands in the block that follows it.
    ...recording.gaps.filter(({ channel }) => channel === 0).map(({ device_time_us, lost_count }) => ({ time_us: device_time_us, tell: () => tell.event({ kind: 'gap', lost: lost_count }) })),
    ...blocks.map((block) => ({ time_us: endOf_us(block), tell: () => tell.block(block) })),
  ];
  return moments.sort((a, b) => a.time_us - b.time_us);
}

function endOf_us({ device_time_us, codes, decimation, rate_Hz }: CodeBlock): number {
  return device_time_us + (Math.max(0, codes.length - 1) * decimation * 1e6) / rate_Hz;
}

function playedState(state: RecordedState): PlayedState {
  return {
    mode: state.mode as Mode,
    deviceTime_s: state.device_time_us / 1e6,
    outputEpoch: state.output_epoch,
    isSwitchClosed: state.is_switch_closed,
    bias_V: state.bias_V,
    biasSetpoint_V: state.bias_setpoint_V,
    ...(state.current_A === undefined ? {} : { current_A: state.current_A }),
    openCircuit_V: state.open_circuit_V,
    latched: state.latched as PlayedState['latched'],
    stepIndex: state.step_index,
    stepCount: state.step_count,
  };
}

function pause(clock: Clock, delay_us: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const leave = (): void => {
      cancel();
      signal?.removeEventListener('abort', leave);
      resolve();
    };
    const cancel = clock.after(delay_us, leave);
    signal?.addEventListener('abort', leave, { once: true });
  });
}
