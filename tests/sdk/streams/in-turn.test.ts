import { describe, expect, it } from 'vitest';
import { inTurn } from '../../../sdk/src/streams/in-turn.ts';

/** A source that gives when it is told to, and counts how often it was asked. */
function source(name: string): { readonly iterator: AsyncIterator<string, undefined>; readonly give: (value: string | undefined) => void; readonly asked: () => number; readonly isOver: () => boolean; readonly name: string } {
  let asked = 0;
  let isOver = false;
  let waiting: ((result: IteratorResult<string, undefined>) => void) | undefined;
  const given: (string | undefined)[] = [];
  const result = (value: string | undefined): IteratorResult<string, undefined> => (value === undefined ? { done: true, value } : { done: false, value });
  return {
    name,
    asked: () => asked,
    isOver: () => isOver,
    give: (value) => {
      if (waiting === undefined) given.push(value);
      else waiting(result(value));
      waiting = undefined;
    },
    iterator: {
      next: () => {
        asked += 1;
        const [first] = given.splice(0, 1);
        return first === undefined ? new Promise((resolve) => (waiting = resolve)) : Promise.resolve(result(first));
      },
      return: () => {
        isOver = true;
        return Promise.resolve(result(undefined));
      },
    },
  };
}

describe('several sources as one', () => {
  it('give in the order in which they have something, and end with the last of them', async () => {
    const [a, b] = [source('a'), source('b')];
    const seen: string[] = [];
    const over = (async () => {
      for await (const value of inTurn([a.iterator, b.iterator])) seen.push(value);
    })();
    for (const [from, value] of [[b, 'b1'], [a, 'a1'], [b, 'b2'], [b, undefined], [a, 'a2'], [a, undefined]] as const) {
      from.give(value);
      await new Promise(setImmediate);
    }
    await over;
    expect(seen).toEqual(['b1', 'a1', 'b2', 'a2']);
  });

  it('are asked for one more only when the last was taken', async () => {
    const a = source('a');
    for (const value of ['1', '2', '3']) a.give(value);
    const both = inTurn([a.iterator]);
    expect((await both.next()).value).toBe('1');
    await new Promise(setImmediate);
    expect(a.asked()).toBe(1);
    expect((await both.next()).value).toBe('2');
    expect(a.asked()).toBe(2);
  });

  it('are told when nobody asks any more', async () => {
    const [a, b] = [source('a'), source('b')];
    a.give('1');
    for await (const value of inTurn([a.iterator, b.iterator])) if (value === '1') break;
    expect([a.isOver(), b.isOver()]).toEqual([true, true]);
  });
});
