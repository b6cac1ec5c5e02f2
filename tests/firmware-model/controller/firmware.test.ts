import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { CELL_PRESETS, createController, simulate } from '@nanobias/firmware-model';
import { claimFirmware } from '../../../firmware-model/src/controller/firmware.ts';
import type { Firmware } from '../../../firmware-model/src/controller/firmware.ts';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';

/** More than the engine takes before it compiles what makes them. */
const DEVICES_COUNT = 24;

describe('the firmware', () => {
  it('has one shape in all devices of a process: the accesses of a tick are looked up once', () => {
    setFlagsFromString('--allow-natives-syntax');
    const isSameShape = runInThisContext('(one, other) => %HaveSameMap(one, other)') as (one: object, other: object) => boolean;
    const firmwares: Firmware[] = [];
    for (let seed = 0; seed < DEVICES_COUNT; seed += 1) {
      simulate({
        seed, cell: CELL_PRESETS.default,
        firmware: (parts) => {
          firmwares.push(...claimFirmware({ ...parts, arena: new Arena() }).links);
          return createController(parts);
        },
      });
    }
    const alike = firmwares.filter((firmware) => isSameShape(firmwares[0]!, firmware));
    setFlagsFromString('--no-allow-natives-syntax');
    expect([firmwares.length, alike.length]).toEqual([DEVICES_COUNT, DEVICES_COUNT]);
  });
});
