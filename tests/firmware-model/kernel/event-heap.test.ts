import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventHeap } from '../../../firmware-model/src/kernel/event-heap.ts';

describe('event heap', () => {
  it('hands events out by tick, then phase, then insertion', () => {
    const heap = new EventHeap<string>();
    heap.push(5, 1, 'e');
    heap.push(3, 2, 'c');
    heap.push(3, 0, 'a');
    heap.push(3, 0, 'b');
    heap.push(3, 2, 'd');
    expect(Array.from({ length: 5 }, () => heap.pop()!.payload).join('')).toBe('abcde');
    expect(heap.pop()).toBeUndefined();
    expect(heap.nextTick).toBe(Infinity);
  });

  it('agrees with a stable sort for every mix of pushes, removals and pops', () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constant('push' as const), tick: fc.nat(6), phase: fc.nat(2) }),
      fc.record({ kind: fc.constant('pop' as const) }),
      fc.record({ kind: fc.constant('remove' as const), which: fc.nat(40) }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const heap = new EventHeap<number>();
        const handles: ReturnType<typeof heap.push>[] = [];
        let model: { tick: number; phase: number; id: number }[] = [];
        for (const step of actions) {
          if (step.kind === 'push') {
            model.push({ tick: step.tick, phase: step.phase, id: handles.length });
            handles.push(heap.push(step.tick, step.phase, handles.length));
          } else if (step.kind === 'pop') {
            const next = [...model].sort((a, b) => a.tick - b.tick || a.phase - b.phase || a.id - b.id)[0];
            expect(heap.nextTick).toBe(next?.tick ?? Infinity);
            expect(heap.pop()?.payload).toBe(next?.id);
            model = model.filter(({ id }) => id !== next?.id);
          } else if (step.which < handles.length) {
            heap.remove(handles[step.which]!);
            model = model.filter(({ id }) => id !== step.which);
          }
          expect(heap.length).toBe(model.length);
        }
      }),
      { seed: 20240501, numRuns: 300 },
    );
  });

  it('forgets an event that is removed twice, or after it was handed out', () => {
    const heap = new EventHeap<string>();
    const first = heap.push(1, 0, 'first');
    heap.push(2, 0, 'second');
    heap.pop();
    heap.remove(first);
    heap.remove(first);
    expect(heap.pop()!.payload).toBe('second');
  });

  it('refuses the 65,537th event and a tick that is no integer', () => {
    const heap = new EventHeap<number>();
    for (let index = 0; index < 65_536; index += 1) heap.push(index, 0, index);
    expect(() => heap.push(0, 0, 0)).toThrow(/65536/);
    expect(() => heap.push(0.5, 0, 0)).toThrow(/integer/);
    expect(() => heap.push(NaN, 0, 0)).toThrow(/integer/);
  });
});
