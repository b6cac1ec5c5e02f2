import type { Event } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { NanobiasError } from '../../../sdk/src/errors.ts';
import type { LoggedEvents } from '../../../sdk/src/log.ts';
import { EventFeed } from '../../../sdk/src/streams/event-feed.ts';

const event = (event_seq: number): Event => ({ event_seq } as Event);

/** A feed with what it tells, gaps as negative counts, and a log that answers when it is told to. */
function feed(logged: readonly number[], lost = 0): { readonly feed: EventFeed; readonly told: number[]; readonly answer: () => Promise<void>; readonly asked: number[] } {
  const events = new EventFeed();
  const told: number[] = [];
  const asked: number[] = [];
  let resolve = (_logged: LoggedEvents): void => undefined;
  events.fillFrom((from_seq) => {
    asked.push(from_seq);
    return new Promise((settle) => {
      resolve = settle;
    });
  });
  events.events$.subscribe((found) => told.push(found.kind === 'gap' ? -found.lost : found.event_seq));
  return {
    feed: events, told, asked,
    answer: async () => {
      resolve({ events: logged.map(event), lost });
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('events that were lost on the way', () => {
  it('are told in their place, and what came after them waits', async () => {
    const { feed: events, told, asked, answer } = feed([4, 5, 6, 7]);
    events.push(event(3));
    events.gap(2);
    events.push(event(6));
    events.push(event(7));
    expect(told).toEqual([3]);
    await answer();
    expect(asked).toEqual([4]);
    expect(told).toEqual([3, 4, 5, 6, 7]);
    events.push(event(8));
    expect(told).toEqual([3, 4, 5, 6, 7, 8]);
  });

  it('stay a gap as far as the log no longer has them', async () => {
    const { feed: events, told, answer } = feed([5, 6]);
    events.push(event(1));
    events.gap(4);
    events.push(event(6));
    await answer();
    expect(told).toEqual([1, -3, 5, 6]);
  });

  it('stay a gap when the link ends first, and nothing is told twice', async () => {
    const { feed: events, told, answer } = feed([2]);
    events.push(event(1));
    events.gap(1);
    events.push(event(3));
    events.end(undefined);
    await answer();
    expect(told).toEqual([1, -1, 3]);
  });

  it('hold back no more than 256 events', () => {
    const { feed: events, told } = feed([]);
    events.push(event(1));
    events.gap(1);
    for (let event_seq = 3; event_seq < 3 + 256; event_seq += 1) events.push(event(event_seq));
    expect(told).toEqual([1, -1, ...Array.from({ length: 256 }, (_, index) => index + 3)]);
  });
});

describe('events from a number on', () => {
  const seen = (feedOf: EventFeed, from: number): (number | string)[] => {
    const told: (number | string)[] = [];
    feedOf.from(from).subscribe({ next: (found) => told.push(found.kind === 'gap' ? -found.lost : found.event_seq), error: (error: unknown) => told.push((error as NanobiasError).code), complete: () => told.push('complete') });
    return told;
  };

  it('are those of the log, then those that came meanwhile, then what comes, each once', async () => {
    const { feed: events, answer, asked } = feed([4, 5, 6]);
    const told = seen(events, 4);
    events.push(event(6));
    events.push(event(7));
    expect(told).toEqual([]);
    await answer();
    events.push(event(8));
    events.end(undefined);
    expect(asked).toEqual([4]);
    expect(told).toEqual([4, 5, 6, 7, 8, 'complete']);
  });

  it('begin with a gap where the log no longer has them, and pass on what is lost later', async () => {
    const { feed: events, answer } = feed([9], 5);
    const told = seen(events, 4);
    await answer();
    events.push(event(10));
    events.fillFrom(() => Promise.resolve({ events: [], lost: 2 }));
    events.gap(2);
    events.push(event(13));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect(told).toEqual([-5, 9, 10, -2, 13]);
  });

  it('wait for a log that does not answer within a bound', () => {
    const { feed: events } = feed([]);
    const told = seen(events, 0);
    for (let event_seq = 1; event_seq <= 257; event_seq += 1) events.push(event(event_seq));
    expect(told).toEqual(['TOO_MANY_REQUESTS']);
  });

  it('end with the error of a log that cannot be read', async () => {
    const events = new EventFeed();
    events.fillFrom(() => Promise.reject(new NanobiasError('UNIMPLEMENTED', 'no log', { outputMayBeOn: false })));
    const told = seen(events, 0);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect(told).toEqual(['UNIMPLEMENTED']);
  });
});
