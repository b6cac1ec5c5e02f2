import { describe, expect, it } from 'vitest';
import { interruptedExit } from '../../cli/src/exit.ts';

describe('the exit code of an interrupted run', () => {
  it('is that of the signal once the output was measured off', () => {
    expect(interruptedExit('SIGINT', false)).toBe(130);
    expect(interruptedExit('SIGTERM', false)).toBe(143);
  });

  it.each([true, 'unknown'] as const)('tells of a lost link while the output may be on: %s', (outputMayBeOn) => {
    expect(interruptedExit('SIGINT', outputMayBeOn)).toBe(5);
  });
});
