import type { Clock } from '@nanobias/sdk';

/** Does something now and again and again, never twice at once, until the returned function is called. What fails is told, and tried again. */
export function repeated(clock: Clock, period_us: number, work: () => Promise<unknown>, failed: (error: unknown) => void): () => void {
  let isOver = false;
  let cancel: () => void = () => undefined;
  const once = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!isOver) failed(error);
    }
    if (!isOver) cancel = clock.after(period_us, () => void once());
  };
  void once();
  return () => {
    isOver = true;
    cancel();
  };
}
