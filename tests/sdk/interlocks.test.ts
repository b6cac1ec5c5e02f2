import { Cause, Mode, TestVerdict } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { failure, limits, rehearse } from './rehearsal.ts';
import type { Bench } from './rehearsal.ts';

describe('the interlocks, through the SDK', () => {
  it('are told row by row, with what is measured and what it is held against', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      await device.setLimits(limits);
      const rows = await device.interlocks();
      expect(rows.map(({ row }) => row)).toEqual(rows.map(({ row }) => row).sort((a, b) => a - b));
      const strap = rows.find(({ cause }) => cause === Cause.HARDWARE_OVER_VOLTAGE)!;
      expect(strap).toMatchObject({ row: 1, isPresent: false, isLatched: false, limit: 5_000_000, origin: 'strap', clearRemaining_s: 0 });
      const cap = rows.find(({ cause }) => cause === Cause.OVER_VOLTAGE)!;
      expect(cap.origin).toBe('limits');
      expect(Math.abs(cap.limit! - 4_625_000)).toBeLessThan(306);
      await device.close();
    });
  });

  it('test themselves: every part passes, and the lease is given back', async () => {
    await rehearse(async ({ connected }) => {
      const device = await connected();
      await device.setLimits(limits);
      expect(new Set(Object.values(await device.selfTest()))).toEqual(new Set([TestVerdict.PASSED]));
      expect((await device.readState()).mode).toBe(Mode.LIMITS_SET);
      await device.withOutput({ limits }, async () => {
        expect((await failure(device.selfTest())).code).toBe('OUTPUT_IN_USE');
      });
      await device.close();
    });
  });
});

type Instrument = Bench['simulation']['device']['faults']['instrument'];

describe('a fault of the instrument refuses the output, and is named:', () => {
  it.each<[string, (faults: Instrument) => void, string, string]>([
    ['a dead comparator', (faults) => faults.killComparators(4), 'SELF_TEST_FAILED', 'comparator_current'],
    ['an open line', (faults) => faults.openLine(2), 'INTERLOCK_OPEN', 'interlock_line'],
    ['a moving probe', (faults) => faults.moveProbe(true), 'INTERLOCK_OPEN', 'probe'],
    ['a damaged calibration', (faults) => faults.damageCalibration(true), 'NOT_CALIBRATED', 'calibration'],
    ['a front end that was reset', (faults) => faults.resetFrontEnd(), 'SELF_TEST_FAILED', 'front_end'],
  ])('%s', async (_title, disturb, code, field) => {
    await rehearse(async ({ connected, simulation }) => {
      const device = await connected();
      disturb(simulation.device.faults.instrument);
      const refused = await failure(device.withOutput({ limits }, () => Promise.resolve()));
      expect([refused.code, refused.field]).toEqual([code, field]);
      expect(simulation.truth.isConducting).toBe(false);
      await device.close();
    });
  });

  it.each([[1, 'switch_s1'], [2, 'switch_s2']] as const)('switch %i welded, which is a hard fault until the local reset', async (weld, part) => {
    await rehearse(async ({ connected, simulation, pause }) => {
      const device = await connected();
      await device.setLimits(limits);
      simulation.device.faults.instrument.weldSwitches(weld);
      expect(await device.selfTest()).toMatchObject({ [part]: TestVerdict.FAILED });
      const { mode, latched } = await device.readState();
      expect([mode, latched]).toEqual([Mode.HARD_FAULT, [Cause.SWITCH_WELDED]]);
      expect(simulation.truth.isConducting).toBe(false);
      simulation.device.faults.instrument.clear();
      await device.close();
      // The record is safe within the hold-up of 5 ms.
      await pause(5000);
      simulation.device.pressLocalReset();
      await pause(100_000);
      const again = await connected();
      expect((await again.readState())).toMatchObject({ mode: Mode.TRIPPED, latched: [Cause.RESET] });
      await pause(1_100_000);
      expect((await again.acknowledge()).mode).toBe(Mode.SAFE);
      await again.withOutput({ limits }, () => Promise.resolve());
      await again.close();
    });
  });
});

describe('with the output on', () => {
  type Device = Bench['simulation']['device'];

  it.each<[string, (device: Device) => void, Cause]>([
    ['tasks that hang', (device) => device.faults.processor.hang('tasks'), Cause.WATCHDOG],
    ['a processor that hangs', (device) => device.faults.processor.hang('processor'), Cause.WATCHDOG],
    ['a power cycle', (device) => device.powerCycle(), Cause.SUPPLY],
    ['a dip of the supply', (device) => device.faults.instrument.dipSupply(8000), Cause.SUPPLY],
    ['the local reset', (device) => device.pressLocalReset(), Cause.RESET],
  ])('%s opens the circuit, and comes up tripped, with another boot id and everything possible again after an acknowledge', async (_title, disturb, cause) => {
    await rehearse(async ({ connected, simulation, pause }) => {
      const device = await connected();
      await failure(device.withOutput({ limits }, async () => {
        expect(simulation.truth.isConducting).toBe(true);
        disturb(simulation.device);
        await pause(20_000);
        expect(simulation.truth.isConducting).toBe(false);
        await pause(5_000_000);
      }));
      await device.close().catch(() => undefined);
      const again = await connected();
      expect(again.bootId).not.toBe(device.bootId);
      const { mode, latched } = await again.readState();
      expect([mode, latched[0]]).toEqual([Mode.TRIPPED, cause]);
      expect((await again.readFreezeFrame().catch(() => undefined))?.cause ?? cause).toBe(cause);
      expect((await again.acknowledge()).mode).toBe(Mode.SAFE);
      await again.withOutput({ limits }, () => {
        expect(simulation.truth.isConducting).toBe(true);
        return Promise.resolve();
      });
      await again.close();
    });
  });
});
