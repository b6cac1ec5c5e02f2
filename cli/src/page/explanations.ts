import type { Event } from '@nanobias/sdk';

type Explain = (event: Event) => Promise<readonly string[]>;

/** Explains each event once, and keeps that for as long as the event is kept. What could not be told is asked for again. */
export function remembered(explain: Explain): Explain {
  const told = new WeakMap<Event, Promise<readonly string[]>>();
  return (event) => {
    const known = told.get(event);
    if (known !== undefined) return known;
    const asked = explain(event).catch((error: unknown) => {
      told.delete(event);
      throw error;
    });
    told.set(event, asked);
    return asked;
  };
}
