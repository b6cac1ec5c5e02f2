import { describe, expect, it } from 'vitest';
import { BiasDac, DAC_FAULT } from '../../../firmware-model/src/board/dac.ts';
import { FAULT, Overlay } from '../../../firmware-model/src/board/overlay.ts';
import { REGISTER } from '../../../firmware-model/src/board/registers.ts';
import type { Leads } from '../../../firmware-model/src/board/terminals.ts';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { benchBoard, dacCode, IDEAL } from './bench-board.ts';

const REST_S = 0.4;
const OPEN_STRAP = { strap_V_high: 9.9, strap_V_low: -9.9, strap_A: 1e-6 };

/** Voltage of tap B after it has come to rest at a code. */
function settled_V(bench: ReturnType<typeof benchBoard>, code: number): number {
  bench.registers[REGISTER.DAC_CODE] = code;
  bench.registers[REGISTER.SWITCH_REQUEST] = 3;
  bench.tick((REST_S * 1e6) / 100);
  return bench.terminals.voltage_V;
}

describe('bias DAC', () => {
  it('puts out 19.07 uV a code, both signs', () => {
    const bench = benchBoard({ changes: { ...IDEAL, ...OPEN_STRAP } });
    const zero_V = settled_V(bench, 0);
    expect(zero_V).toBeCloseTo(0, 8);
    expect(settled_V(bench, 1) - zero_V).toBeCloseTo(19.0735e-6, 8);
    expect(settled_V(bench, -1) - zero_V).toBeCloseTo(-19.0735e-6, 8);
    expect(settled_V(bench, 262_144)).toBeCloseTo(5, 6);
  });

  it('is off by at most 0.05 % and 2 mV, by an amount of its own on every board', () => {
    const errors_V = Array.from({ length: 40 }, (_, seed) => settled_V(benchBoard({ seed, changes: OPEN_STRAP }), 262_144) - 5);
    expect(Math.max(...errors_V.map(Math.abs))).toBeLessThanOrEqual(4.5e-3);
    expect(Math.max(...errors_V) - Math.min(...errors_V)).toBeGreaterThan(4e-3);
    expect(new Set(errors_V).size).toBe(40);
  });

  it('reads back what it really puts out, to one code', () => {
    for (let seed = 0; seed < 10; seed += 1) {
      const bench = benchBoard({ seed, changes: OPEN_STRAP });
      const voltage_V = settled_V(bench, 200_000);
      const readback_V = (bench.registers[REGISTER.DAC_READBACK_CODE]! * 10) / 524_288;
      expect(Math.abs(readback_V - voltage_V)).toBeLessThan(1.2e-5);
    }
  });

  it('takes a code over at the next tick and not before', () => {
    const bench = benchBoard({ changes: { ...IDEAL, ...OPEN_STRAP } });
    settled_V(bench, dacCode(1));
    bench.registers[REGISTER.DAC_CODE] = dacCode(2);
    expect(bench.registers[REGISTER.DAC_READBACK_CODE]).toBe(dacCode(1));
    bench.tick();
    expect(bench.registers[REGISTER.DAC_READBACK_CODE]).toBe(dacCode(2));
  });

  it('is not settled while it has missed a code, though the one in force is written again', () => {
    const arena = new Arena();
    const registers = new Int32Array(64);
    const overlay = new Overlay(arena);
    const dac = new BiasDac(arena, registers, { line: { gain: 1, offset_code: 0, noise_code: 0, bits: 20 }, leads: { drive: () => undefined } as unknown as Leads, overlay });
    overlay.put(FAULT.DAC_KIND, DAC_FAULT.MISSING);
    overlay.put(FAULT.DAC_VALUE, 2);
    const write = (code: number): void => {
      registers[REGISTER.DAC_CODE] = code;
    };
    write(100);
    dac.suffer();
    expect([dac.isSettled, registers[REGISTER.DAC_READBACK_CODE]]).toEqual([true, 100]);
    write(200);
    dac.suffer();
    expect([dac.isSettled, registers[REGISTER.DAC_READBACK_CODE]]).toEqual([false, 100]);
    write(100);
    expect(dac.isSettled).toBe(false);
    dac.suffer();
    expect([dac.isSettled, registers[REGISTER.DAC_READBACK_CODE]]).toEqual([true, 100]);
  });

  it('sees the lower 20 bits of its register alone', () => {
    const bench = benchBoard({ changes: IDEAL });
    for (const [written, seen] of [[524_287, 524_287], [524_288, -524_288], [-524_289, 524_287], [0x7ff00001, 1], [1 << 31, 0]] as const) {
      bench.registers[REGISTER.DAC_CODE] = written;
      bench.tick();
      expect(bench.registers[REGISTER.DAC_READBACK_CODE]).toBe(seen);
    }
  });
});
