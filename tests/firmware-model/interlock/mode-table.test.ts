import { describe, expect, it } from 'vitest';
import { ENTRY_ACTIONS, MODE, MODE_TABLE, modeOf } from '../../../firmware-model/src/interlock/mode-table.ts';
import type { Mode, ModeEvent } from '../../../firmware-model/src/interlock/mode-table.ts';

const events: readonly ModeEvent[] = [
  'startSelfTest', 'passSelfTest', 'commitLimits', 'arm', 'disarm', 'close', 'rampDown', 'open', 'stop', 'trip', 'hardFault', 'acknowledge',
];

// The matrix once more, a row a mode and a column an event in the order above; `.` is a rejection.
const matrix: Readonly<Record<Mode, string>> = {
  BOOT: 'SELF_TEST . . . . . . BOOT BOOT . HARD_FAULT .',
  SELF_TEST: '. SAFE . . . . . SELF_TEST SELF_TEST TRIPPED HARD_FAULT .',
  SAFE: '. . LIMITS_SET . . . . SAFE SAFE . HARD_FAULT .',
  LIMITS_SET: '. . LIMITS_SET ARMED LIMITS_SET . . LIMITS_SET SAFE . HARD_FAULT .',
  ARMED: '. . LIMITS_SET ARMED LIMITS_SET ON . LIMITS_SET SAFE . HARD_FAULT .',
  ON: '. . ON . . . RAMP_DOWN LIMITS_SET SAFE TRIPPED HARD_FAULT .',
  RAMP_DOWN: '. . RAMP_DOWN . . . RAMP_DOWN LIMITS_SET SAFE TRIPPED HARD_FAULT .',
  TRIPPED: '. . . . . . . TRIPPED TRIPPED TRIPPED HARD_FAULT SAFE',
  HARD_FAULT: '. . . . . . . HARD_FAULT HARD_FAULT HARD_FAULT HARD_FAULT .',
};

const modes = Object.keys(matrix) as Mode[];
const cells = modes.flatMap((mode) => events.map((event, index) => [mode, event, matrix[mode].split(' ')[index]!] as const));

describe('the mode table', () => {
  it.each(cells)('%s on %s: %s', (mode, event, next) => {
    expect(MODE_TABLE[mode][event]).toBe(next === '.' ? 'reject' : next);
  });

  it('leaves a hard fault by no event', () => {
    expect(new Set(Object.values(MODE_TABLE.HARD_FAULT))).toEqual(new Set(['reject', 'HARD_FAULT']));
  });

  it('reaches ON from ARMED by closing, and from nowhere else', () => {
    const ways = modes.flatMap((mode) => events.filter((event) => mode !== 'ON' && MODE_TABLE[mode][event] === 'ON').map((event) => `${mode} ${event}`));
    expect(ways).toEqual(['ARMED close']);
  });

  it('closes on entering ON alone, and opens on entering every mode that is off', () => {
    const closing = modes.filter((mode) => (ENTRY_ACTIONS[mode] as readonly string[]).includes('close'));
    expect(closing).toEqual(['ON']);
    const opening = modes.filter((mode) => (ENTRY_ACTIONS[mode] as readonly string[]).includes('open'));
    // ARMED is entered from LIMITS_SET alone, where the circuit is open.
    expect(opening).toEqual(['BOOT', 'SELF_TEST', 'SAFE', 'LIMITS_SET', 'TRIPPED', 'HARD_FAULT']);
  });

  it('takes a stop in every mode', () => {
    expect(modes.filter((mode) => (MODE_TABLE[mode].stop as string) === 'reject')).toEqual([]);
  });

  it('numbers the modes as the wire does', () => {
    expect(MODE).toEqual({ BOOT: 1, SELF_TEST: 2, SAFE: 3, LIMITS_SET: 4, ARMED: 5, ON: 6, RAMP_DOWN: 7, TRIPPED: 8, HARD_FAULT: 9 });
  });

  it.each([0, 10, -1, NaN, Infinity, 6.5])('takes the number %d for a hard fault, since an unknown mode permits nothing', (code) => {
    expect(modeOf(code)).toBe('HARD_FAULT');
  });
});
