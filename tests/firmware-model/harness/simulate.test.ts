import { CELL_PRESETS, REGISTER, simulate, type Controller, type ControllerParts, type Simulation } from '@nanobias/firmware-model';
import { describe, expect, it } from 'vitest';
import { simulateEcho } from './echo-firmware.ts';

function run(simulation: Simulation, ticks: number, chunk = ticks): void {
  const end_tick = simulation.device.tick + ticks;
  while (simulation.device.tick < end_tick) simulation.device.run(Math.min(chunk, end_tick - simulation.device.tick));
}

function digestAfter(ticks: number, chunk: number, seed = 1): string {
  const simulation = simulateEcho({ seed });
  run(simulation, ticks, chunk);
  return simulation.digest();
}

describe('simulated device', () => {
  it('gives the same digest for the same seed, and another for another', () => {
    expect(digestAfter(20_000, 20_000)).toBe(digestAfter(20_000, 20_000));
    expect(digestAfter(20_000, 20_000, 2)).not.toBe(digestAfter(20_000, 20_000, 1));
  });

  it('is the same in chunks of one tick and of ten thousand', () => {
    const whole = digestAfter(23_456, 10_000);
    expect(digestAfter(23_456, 1)).toBe(whole);
    expect(digestAfter(23_456, 37)).toBe(whole);
  });

  it('is the same with the firmware that ships', () => {
    const digests = [1, 10_000].map((chunk) => {
      const simulation = simulate({ seed: 4, cell: CELL_PRESETS.default });
      run(simulation, 15_000, chunk);
      return simulation.digest();
    });
    expect(digests[0]).toBe(digests[1]);
  });

  it('goes on the same from a snapshot in mid-run', () => {
    const simulation = simulateEcho();
    run(simulation, 12_345);
    const snapshot = simulation.device.arena.snapshot();
    run(simulation, 11_111);
    const first = simulation.digest();
    simulation.device.arena.restore(snapshot);
    run(simulation, 11_111);
    expect(simulation.digest()).toBe(first);
  });

  it('has a digest in which every word of its state counts', () => {
    const simulation = simulateEcho();
    run(simulation, 1000);
    const before = simulation.digest();
    const { words } = simulation.device.arena;
    for (let index = 0; index < words.length; index += 97) {
      words[index] = words[index]! ^ (1 << index % 32);
      expect(simulation.digest()).not.toBe(before);
      words[index] = words[index]! ^ (1 << index % 32);
    }
    expect(simulation.digest()).toBe(before);
  });

  it('has a digest that remembers a state which was left again', () => {
    const disturbed = simulateEcho();
    run(disturbed, 995);
    const { registers } = disturbed.device.board;
    // A register that nothing reads, for the tick whose end is a second.
    run(disturbed, 9004);
    registers[39] = 1;
    run(disturbed, 1);
    registers[39] = 0;
    run(disturbed, 1000);
    const quiet = simulateEcho();
    run(quiet, 11_000);
    expect(disturbed.digest()).not.toBe(quiet.digest());
  });

  it('runs at every tick period that divides the millisecond', () => {
    for (const tick_us of [10, 100, 1000]) {
      const simulation = simulateEcho({ tick_us });
      run(simulation, 5000);
      expect(simulation.truth.time_us).toBe(5000 * tick_us);
    }
    expect(() => simulateEcho({ tick_us: 300 })).toThrow(/tick_us/);
  });

  it('refuses a cell with less capacitance behind tap B than layer 0 was built for', () => {
    expect(() => simulateEcho({ cell: { ...CELL_PRESETS.default, cable_F: 100e-12 } })).toThrow(/stray_F_min/);
    expect(() => simulateEcho({ board: { stray_F_min: 150e-12 }, cell: { ...CELL_PRESETS.default, cable_F: 150e-12 } })).not.toThrow();
  });

  it('draws nothing for the host that the device would miss', () => {
    const asked = simulateEcho();
    for (let index = 0; index < 1000; index += 1) asked.entropy.uint32();
    run(asked, 2000);
    const silent = simulateEcho();
    run(silent, 2000);
    expect(asked.device.board.registers).toEqual(silent.device.board.registers);
    expect(new Set(Array.from({ length: 100 }, () => asked.entropy.uint32())).size).toBe(100);
  });
});

describe('truth', () => {
  it('is looked at after every tick, and after every period, without a trace in the digest', () => {
    const watched = simulateEcho();
    const times: number[] = [];
    let ticks = 0;
    const stop = watched.truth.everyTick((truth) => {
      ticks += 1;
      expect(truth.time_us).toBe(ticks * 100);
    });
    watched.truth.every(250_000, (truth) => times.push(truth.time_us));
    run(watched, 10_000);
    expect(ticks).toBe(10_000);
    expect(times).toEqual([250_000, 500_000, 750_000, 1_000_000]);
    stop();
    stop();
    run(watched, 10_000);
    expect(ticks).toBe(10_000);
    expect(watched.digest()).toBe(digestAfter(20_000, 20_000));
  });

  it('knows what the registers do not: the voltage without noise, and the current through the resistor', () => {
    const simulation = simulateEcho();
    run(simulation, 20_000);
    const { truth } = simulation;
    const measured_V = (simulation.device.board.registers[REGISTER.INTERLOCK_VOLTAGE_CODE]! * 10) / 32_768;
    expect(Math.abs(measured_V - truth.voltage_V)).toBeGreaterThan(0);
    expect(Math.abs(measured_V - truth.voltage_V)).toBeLessThan(0.01);
    expect(truth.specimen.voltage_V).toBe(truth.voltage_V);
    expect(truth.isConducting).toBe(true);
    const measured_A = (simulation.device.board.registers[REGISTER.INTERLOCK_CURRENT_CODE]! * 20e-9) / 32_768;
    expect(Math.abs(measured_A - truth.current_A)).toBeLessThan(35e-12);
    expect(truth.current_A).not.toBe(0);
    expect([truth.voltage_V_min, truth.voltage_V_max]).toEqual([truth.voltage_V, truth.voltage_V]);
  });
});

/** Drives the DAC up by 10 mV a tick until far beyond the strap, with the switches closed. */
function climbingFirmware({ registers, arena }: ControllerParts): Controller {
  const code = arena.i32('climber.code');
  return {
    isr: () => {
      registers[REGISTER.WATCHDOG] = (registers[REGISTER.WATCHDOG]! + 1) & 0x7fffffff;
      registers[REGISTER.SWITCH_REQUEST] = 3;
      code[0] = Math.min(524_287, code[0]! + 524);
      registers[REGISTER.DAC_CODE] = code[0]!;
    },
    runTasks: () => undefined,
  };
}

describe('layer 0 on the specimen', () => {
  function highest_V(protections: { isLayer0Fitted: boolean }): { highest_V: number; simulation: Simulation } {
    const simulation = simulate({ seed: 3, cell: CELL_PRESETS['lipon-100nm'], firmware: climbingFirmware, protections, board: { strap_A: 1e-6 } });
    let highest = -Infinity;
    simulation.truth.everyTick((truth) => {
      highest = Math.max(highest, truth.voltage_V_max);
    });
    run(simulation, 30_000);
    return { highest_V: highest, simulation };
  }

  it('holds tap B at the strap against a firmware that climbs, as a peak within the tick', () => {
    const { highest_V: peak_V, simulation } = highest_V({ isLayer0Fitted: true });
    expect(peak_V).toBeGreaterThan(4.97);
    expect(peak_V).toBeLessThanOrEqual(5.07);
    expect(simulation.truth.isOverVoltageLatched).toBe(true);
    expect(simulation.truth.trip.opening_ns).toBeLessThanOrEqual(25_000);
    expect(simulation.truth.specimen.filament).toBe('none');
  });

  it('is what holds it: left out by the constructor, the film breaks down', () => {
    const { highest_V: peak_V, simulation } = highest_V({ isLayer0Fitted: false });
    expect(peak_V).toBeGreaterThan(7);
    expect(simulation.truth.specimen.filament).not.toBe('none');
  });
});
