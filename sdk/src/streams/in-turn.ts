interface Asked<T> {
  readonly iterator: AsyncIterator<T, undefined>;
  readonly result: IteratorResult<T, undefined>;
}

/** Several sources as one, in the order in which they give; each is asked for one more only when its last was taken. */
export async function* inTurn<T>(iterators: readonly AsyncIterator<T, undefined>[]): AsyncGenerator<T, undefined> {
  const ask = async (iterator: AsyncIterator<T, undefined>): Promise<Asked<T>> => ({ iterator, result: await iterator.next() });
  const asked = new Map(iterators.map((iterator) => [iterator, ask(iterator)]));
  try {
    while (asked.size > 0) {
      const { iterator, result } = await Promise.race(asked.values());
      if (result.done === true) {
        asked.delete(iterator);
      } else {
        yield result.value;
        asked.set(iterator, ask(iterator));
      }
    }
    return undefined;
  } finally {
    // One that is still waiting would settle only with its next value: nobody waits for it.
    for (const [iterator, waiting] of asked) {
      waiting.catch(() => undefined);
      iterator.return?.()?.catch(() => undefined);
    }
  }
}
