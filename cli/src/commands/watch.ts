import { Channel } from '@nanobias/sdk';
import type { Clock, Device } from '@nanobias/sdk';
import { Subscription } from 'rxjs';
import { EXIT, failureText } from '../exit.ts';
import { rowReport } from '../interlock-report.ts';
import { interruption } from '../signals.ts';
import { portTarget } from '../target.ts';
import { watchDisplay } from '../watch/display.ts';
import { show } from '../watch/show.ts';
import { Watched } from '../watch/watched.ts';

export interface WatchOptions {
  readonly duration?: number;
  readonly json?: boolean;
}

const look_us = 1_000_000;

/** `nanobias watch TARGET`: shows a controller beside whoever drives it: it reads and streams, and asks for no lease. */
export async function watchCommand(target: string, { duration, json = false }: WatchOptions): Promise<number> {
  const port = portTarget(target, 'auto');
  const { clock } = port;
  const stop = interruption();
  const device = await port.connect().catch((error: unknown) => {
    stop.release();
    throw error;
  });
  const watched = new Watched();
  const watching = new Subscription();
  try {
    watching.add(show({ source: device, watched, display: watchDisplay(process.stdout, json), channels: [Channel.SLOW_VOLTAGE, Channel.SLOW_CURRENT] }));
    // The extremes between two readings; a link that is too slow for them goes without.
    watching.add(device.samples$({ channels: [Channel.INTERLOCK_CURRENT], rate_Hz: 10_000 }).subscribe({ next: (block) => watched.block(block), error: () => undefined }));
    watching.add(looks(device, clock, watched));
    const failure = await ended(device, clock, { duration, signal: stop.signal });
    if (failure === undefined) return EXIT.ok;
    process.stderr.write(`${failureText(failure)}\n`);
    return EXIT.linkLost;
  } finally {
    stop.release();
    watching.unsubscribe();
    await device.close();
  }
}

/** Reads the state and the rows of the matrix once a second; that a read fails is told by the link. */
function looks(device: Device, clock: Clock, watched: Watched): () => void {
  let cancel = (): void => undefined;
  let isOver = false;
  const look = async (): Promise<void> => {
    await device.readState().catch(() => undefined);
    watched.rows((await device.interlocks().catch(() => [])).map(rowReport));
    if (!isOver) cancel = clock.after(look_us, () => void look());
  };
  void look();
  return () => {
    isOver = true;
    cancel();
  };
}

/** Resolves when the time is over or a signal comes; with the failure when the link is lost. */
function ended(device: Device, clock: Clock, { duration, signal }: { readonly duration: number | undefined; readonly signal: AbortSignal }): Promise<unknown> {
  return new Promise((resolve) => {
    const link = new Subscription();
    const leave = (failure?: unknown): void => {
      cancel();
      link.unsubscribe();
      resolve(failure);
    };
    const cancel = duration === undefined ? () => undefined : clock.after(duration * 1e6, () => leave());
    signal.addEventListener('abort', () => leave(), { once: true });
    if (signal.aborted) return leave();
    link.add(device.link$.subscribe({ error: leave, complete: () => leave() }));
  });
}
