import { describe, expect, it } from 'vitest';
import { coreFree, inShards, parts } from './shards.ts';

/** A function that needs no module of ours in the thread, and throws at what is no text. */
const LAST_NAME = { module: 'node:path', name: 'basename' } as const;

describe('shards', () => {
  it('answer in their order, of several callers at once', async () => {
    const [letters, numbers] = await Promise.all([inShards(LAST_NAME, ['x/a', 'x/b', 'x/c']), inShards(LAST_NAME, ['x/1', 'x/2'])]);
    expect([letters, numbers]).toEqual([['a', 'b', 'c'], ['1', '2']]);
  });

  it('end with the first error, after which the workers serve others', async () => {
    await expect(inShards<unknown, string>(LAST_NAME, ['x/a', 5, 'x/c'])).rejects.toThrow('path');
    await expect(inShards({ module: 'node:path', name: 'nowhere' }, [1])).rejects.toThrow('node:path has no nowhere');
    expect(await inShards(LAST_NAME, ['x/d'])).toEqual(['d']);
  });

  it('leave a core free once nothing waits, and not before', async () => {
    await coreFree();
    const order: string[] = [];
    const running = Array.from({ length: 6 }, (_, index) => inShards(LAST_NAME, [`x/${index}`]).then(() => void order.push('done')));
    const free = coreFree().then(() => void order.push('free'));
    await Promise.all([...running, free]);
    expect(order.indexOf('free')).toBeGreaterThanOrEqual(4);
  });

  it('are cut so that every seed comes once', () => {
    expect(parts(7, 3)).toEqual([{ first: 0, count: 3 }, { first: 3, count: 3 }, { first: 6, count: 1 }]);
    expect(parts(0, 3)).toEqual([]);
  });
});
