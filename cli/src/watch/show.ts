import type { Channel } from '@nanobias/sdk';
import type { Streams } from '@nanobias/sdk/recording';
import { Subscription } from 'rxjs';
import type { WatchDisplay } from './display.ts';
import type { Watched } from './watched.ts';

/** The slow path, in blocks of a second. */
const slow = { rate_Hz: 10, block_samples: 10 } as const;

interface Shown {
  /** A device, or a recording that is played. */
  readonly source: Streams;
  readonly watched: Watched;
  readonly display: WatchDisplay;
  readonly channels: readonly Channel[];
}

/** Shows what a source tells, until it is unsubscribed. Its end is told by the source itself. */
export function show({ source, watched, display, channels }: Shown): Subscription {
  const watching = new Subscription();
  watching.add(source.state$.subscribe({ next: (state) => watched.state(state), error: () => undefined }));
  watching.add(source.events$().subscribe({
    next: (event) => {
      if (event.kind === 'gap') return display.gap(event.lost);
      watched.event(event);
      display.event(event);
    },
    error: () => undefined,
  }));
  watching.add(source.samples$({ channels, ...slow }).subscribe({
    next: (block) => {
      const reading = watched.block(block);
      if (reading !== undefined) display.reading(reading);
    },
    error: () => undefined,
  }));
  return watching;
}
