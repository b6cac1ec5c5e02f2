import { voidFront_m } from '@nanobias/firmware-model';
import type { Film } from '@nanobias/firmware-model';
import { Channel, NanobiasError, sessions } from '@nanobias/sdk';
import type { BytePipe, Clock, Device, DeviceEvent, Entropy } from '@nanobias/sdk';
import type { TruthSource } from '@nanobias/sdk/experiment';
import type { FieldReading, FilmMessage } from '../browser/messages.ts';
import { explanationLines, explanationOf } from '../explanation.ts';
import { rowReport } from '../interlock-report.ts';
import { Observed } from './observed.ts';
import type { PageControls } from './observed.ts';
import { repeated } from './repeated.ts';

/** A fifth of a second of the slow path; a block of the interlock path is as long as one frame of a display at 10 kS/s. */
const SLOW = { rate_Hz: 10, block_samples: 2 } as const;
const FAST = { rate_Hz: 10_000, block_samples: 320 } as const;
const STATE_US = 200_000;
const ROWS_US = 500_000;
const FILM_US = 1_000_000;
/** Before a link that could not be had is asked for again. */
const RETRY_US = 1_000_000;
/** How long a stop waits for a fresh link: all hellos of one attempt take less, and the page waits for longer. */
const FRESH_US = 6_000_000;
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

/** Whom a reader reads, and by whose time. */
export interface ReaderParts {
  readonly open: () => Promise<BytePipe>;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly film?: ShownFilm;
  readonly field?: () => FieldReading;
}

/** Connects as a reader: never asks for the lease, and never moves anything but by the stop frame. @throws what the first link fails with */
export async function openReader(parts: ReaderParts): Promise<Reader> {
  const reader = new Reader(parts);
  await reader.opened;
  return reader;
}

/** Links that only read, one after another for as long as the page is served, and the stop that they can send. */
export class Reader {
  readonly observed = new Observed('another host');
  readonly controls: PageControls;
  /** The first session, for what it says of the controller. */
  readonly opened: Promise<Device>;
  readonly #parts: ReaderParts;
  readonly #over: Promise<void>;
  readonly #fresh = new Set<(device: Device) => void>();
  #round = new AbortController();
  #isClosed = false;
  #pipe: BytePipe | undefined;
  #device: Device | undefined;
  #stopping: Promise<readonly string[]> | undefined;
  #bootId: number | undefined;
  #next_seq = 1;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
    this.controls = {
      stop: () => {
        this.#stopping ??= this.#stop().finally(() => {
          this.#stopping = undefined;
        });
        return this.#stopping;
      },
      explain: async (event) => {
        if (this.#device === undefined) throw new Error('the controller is not heard: ask again');
        return explanationLines(await explanationOf(this.#device, event));
      },
    };
    let fail: (error: unknown) => void = () => undefined;
    this.opened = new Promise((resolve, reject) => {
      this.#fresh.add(resolve);
      fail = reject;
    });
    this.#over = this.#follow(fail);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#round.abort();
    await this.#over;
  }

  async #follow(failFirst: (error: unknown) => void): Promise<void> {
    while (!this.#isClosed) {
      this.#round = new AbortController();
      const { signal } = this.#round;
      const { clock, entropy } = this.#parts;
      try {
        for await (const device of sessions(() => this.#open(), { clock, entropy, sampler: 'js', client: 'live page', attempts_max: 1, signal })) await this.#read(device);
      } catch (error) {
        if (this.#bootId === undefined) {
          failFirst(error);
          return;
        }
        // Whoever has ended this round needs no telling, and no pause.
        if (signal.aborted) continue;
        this.observed.warn(`No link to the controller: ${textOf(error)}`);
        await pause(clock, signal);
      }
    }
  }

  async #open(): Promise<BytePipe> {
    this.#pipe = await this.#parts.open();
    return this.#pipe;
  }

  /** Shows a session until it ends; returns when all of it is being shown. */
  async #read(device: Device): Promise<void> {
    const watching: (() => void)[] = [];
    const over = (): void => {
      if (this.#device === device) this.#device = undefined;
      for (const end of watching.splice(0)) end();
    };
    this.#device = device;
    for (const told of this.#fresh) told(device);
    this.#fresh.clear();
    try {
      await this.#watch(device, watching, over);
    } catch (error) {
      over();
      throw error;
    }
  }

  async #watch(device: Device, watching: (() => void)[], over: () => void): Promise<void> {
    const { observed } = this;
    const { clock, film, field } = this.#parts;
    const pipe = this.#pipe;
    const hangUp = (): void => void pipe?.close().catch(() => undefined);
    observed.state(await device.readState());
    if (this.#bootId !== undefined && device.bootId !== this.#bootId) {
      observed.restarted();
      this.#next_seq = 1;
    }
    this.#bootId = device.bootId;
    const shown = <T>(show: (value: T) => void) => (value: T): void => observed.attempt(() => show(value));
    const lost = (error: unknown): void => {
      observed.link('lost');
      observed.warn(`Link to the controller lost: ${textOf(error)}`);
      over();
    };
    const subscriptions = [
      device.state$.subscribe({ next: shown((state) => observed.state(state)), error: lost }),
      device.link$.subscribe({ next: (link) => observed.link(link === 'connected' ? 'connected' : 'silent'), error: lost, complete: over }),
      device.events$({ from: this.#next_seq }).subscribe({
        next: shown((event) => this.#event(event)),
        // A link that tells no events any more is no link to watch by: the next one begins where this one ended.
        error: (error: unknown) => {
          observed.warn(`Events are not told: ${textOf(error)}`);
          hangUp();
        },
      }),
    ];
    watching.push(...subscriptions.map((subscription) => () => subscription.unsubscribe()));
    for (const request of STREAMS) {
      const { blocks$ } = await device.openStream(request);
      const subscription = blocks$.subscribe({ next: shown((block) => observed.block(block)), error: () => undefined });
      watching.push(() => subscription.unsubscribe());
    }
    // A controller that has started anew answers nothing of an earlier session: a new one is had long before the link is given up.
    const unread = (error: unknown): void => (error instanceof NanobiasError ? hangUp() : observed.fail(error));
    const unshown = (error: unknown): void => (error instanceof NanobiasError ? undefined : observed.fail(error));
    watching.push(
      repeated(clock, STATE_US, () => device.readState(), unread),
      repeated(clock, ROWS_US, async () => {
        if (field !== undefined) observed.field(field());
        observed.rows((await device.interlocks()).map(rowReport));
      }, unshown),
      ...(film === undefined ? [] : [repeated(clock, FILM_US, async () => observed.film(filmMessage(film)), unshown)]),
    );
  }

  #event(event: DeviceEvent): void {
    if (event.kind === 'gap') {
      this.observed.warn(`${event.lost} events are lost`);
      return;
    }
    this.#next_seq = (event.event_seq + 1) >>> 0;
    this.observed.event(event);
  }

  /** On the link that there is, and where that does not tell what was measured, on a fresh one. */
  async #stop(): Promise<readonly string[]> {
    if (this.#device !== undefined) {
      try {
        return await stopped(this.#device);
      } catch (error) {
        if (!(error instanceof NanobiasError)) throw error;
      }
    }
    return stopped(await this.#freshDevice());
  }

  #freshDevice(): Promise<Device> {
    return new Promise((resolve, reject) => {
      const took = (device: Device): void => {
        cancel();
        resolve(device);
      };
      const cancel = this.#parts.clock.after(FRESH_US, () => {
        this.#fresh.delete(took);
        reject(new Error('no stop frame was answered, and no fresh link could be had: THE OUTPUT MAY BE ON'));
      });
      this.#fresh.add(took);
      this.#round.abort();
      // An attempt that is under way is given up for one that begins now.
      this.#pipe?.close().catch(() => undefined);
    });
  }
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

function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(RETRY_US, resolve);
    signal.addEventListener('abort', () => {
      cancel();
      resolve();
    }, { once: true });
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
