import { voidFront_m } from '@nanobias/firmware-model';
import type { Film } from '@nanobias/firmware-model';
import { Channel, NanobiasError, connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import type { BytePipe, Device } from '@nanobias/sdk';
import type { TruthSource } from '@nanobias/sdk/experiment';
import type { FieldReading, FilmMessage } from '../browser/messages.ts';
import { explanationLines, explanationOf, rowReport } from '../interlock-report.ts';
import { Observed } from './observed.ts';
import type { PageControls } from './observed.ts';

/** A fifth of a second of the slow path; a block of the interlock path is as long as one frame of a display at 10 kS/s. */
const SLOW = { rate_Hz: 10, block_samples: 2 } as const;
const FAST = { rate_Hz: 10_000, block_samples: 320 } as const;
const STATE_MS = 200;
const ROWS_MS = 500;
const FILM_MS = 1000;
/** What the void front is read at: the contour of the observations. */
const CONTOUR = 0.002;

/** The film of a simulation in this process, for the page. */
export interface ShownFilm {
  readonly film: Film;
  readonly truth: TruthSource;
}

export function filmMessage({ film, truth }: ShownFilm): FilmMessage {
  const { device_time_us, centre_m, void_fraction, pore_fraction, lithium } = truth();
  const front_m = voidFront_m(film, void_fraction, CONTOUR);
  return { kind: 'film', device_time_us, centre_m, void_fraction, pore_fraction, lithium, front_m: front_m > 0 ? front_m : null, contour: CONTOUR };
}

/** A link that only reads, and the stop that it can send. */
export interface Reader {
  readonly device: Device;
  readonly observed: Observed;
  readonly controls: PageControls;
  close(): Promise<void>;
}

/** Connects as a reader: never asks for the lease, and never moves anything but by the stop frame. */
export async function openReader(pipe: BytePipe, film?: ShownFilm, field?: () => FieldReading): Promise<Reader> {
  const device = await connect(pipe, { clock: realClock(), entropy: cryptoEntropy(), sampler: 'js', client: 'live page' });
  const observed = new Observed('another host');
  const watching = [
    device.state$.subscribe({ next: (state) => observed.state(state), error: () => observed.link('lost') }),
    device.link$.subscribe({ next: (link) => observed.link(link === 'connected' ? 'connected' : 'silent'), error: () => observed.link('lost') }),
    device.events$({ from: 1 }).subscribe({ next: (event) => event.kind === 'gap' || observed.event(event), error: () => undefined }),
  ];
  for (const request of STREAMS) {
    const stream = await device.openStream(request);
    watching.push(stream.blocks$.subscribe({ next: (block) => observed.block(block), error: () => undefined }));
  }
  const timers = [
    repeated(STATE_MS, () => device.readState()),
    repeated(ROWS_MS, async () => {
      if (field !== undefined) observed.field(field());
      observed.rows((await device.interlocks()).map(rowReport));
    }),
    ...(film === undefined ? [] : [repeated(FILM_MS, async () => observed.film(filmMessage(film)))]),
  ];
  return {
    observed,
    device,
    controls: { stop: () => stopped(device), explain: async (event) => explanationLines(await explanationOf(device, event)) },
    close: async () => {
      for (const stop of timers) stop();
      for (const subscription of watching) subscription.unsubscribe();
      await device.close();
    },
  };
}

const STREAMS = [
  { channel: Channel.SLOW_VOLTAGE, ...SLOW },
  { channel: Channel.SLOW_CURRENT, ...SLOW },
  { channel: Channel.INTERLOCK_VOLTAGE, ...FAST },
  { channel: Channel.INTERLOCK_CURRENT, ...FAST },
] as const;

/** Sends the stop frame, and tells what was measured after it. */
export async function stopped(device: Device): Promise<readonly string[]> {
  const { isSwitchClosed, current_A, deviceTime_s } = await device.stop();
  if (isSwitchClosed) throw new Error('the stop was sent and the switch still reads closed: THE OUTPUT MAY BE ON');
  return [`output off at ${deviceTime_s.toFixed(3)} s${current_A === undefined ? ', current not measured' : `: ${(current_A * 1e12).toFixed(2)} pA measured`}`];
}

/** Does something again and again, never twice at once. What fails is tried again; that the link is lost is told by the link. */
export function repeated(period_ms: number, work: () => Promise<unknown>): () => void {
  let isUnderWay = false;
  const once = async (): Promise<void> => {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof NanobiasError)) throw error;
    } finally {
      isUnderWay = false;
    }
  };
  const timer = setInterval(() => void once(), period_ms);
  void once();
  return () => clearInterval(timer);
}
