import type { Event } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { EventFeed } from '../../../sdk/src/streams/event-feed.ts';

const event = (event_seq: number): Event => ({ event_seq } as Event);

/** A feed with what it tells, gaps as negative counts, and a log that answers when it is told to. */
function feed(logged: readonly number[]): { readonly feed: EventFeed; readonly told: number[]; readonly answer: () => Promise<void>; readonly asked: number[] } {
  const events = new EventFeed();
  const told: number[] = [];
  const asked: number[] = [];
  let resolve = (_events: readonly Event[]): void => undefined;
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
      resolve(logged.map(event));
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
