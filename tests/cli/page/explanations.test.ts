import { EventKind } from '@nanobias/sdk';
import type { Event } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';
import { remembered } from '../../../cli/src/page/explanations.ts';

const event = { kind: EventKind.TRIPPED, event_seq: 1 } as Event;

describe('what has been explained', () => {
  it('is asked for once, also while it is being asked for', async () => {
    let asked_count = 0;
    const explain = remembered(async () => [`answer ${asked_count += 1}`]);
    expect(await Promise.all([explain(event), explain(event)])).toEqual([['answer 1'], ['answer 1']]);
    expect(await explain(event)).toEqual(['answer 1']);
    expect(await explain({ ...event })).toEqual(['answer 2']);
  });

  it('is asked for again where it could not be told', async () => {
    let isDown = true;
    const explain = remembered(async () => {
      if (isDown) throw new Error('no link');
      return ['told'];
    });
    await expect(explain(event)).rejects.toThrow('no link');
    isDown = false;
    expect(await explain(event)).toEqual(['told']);
  });
});
