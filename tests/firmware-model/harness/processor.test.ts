import { CELL_PRESETS, REGISTER, RESET_CAUSE, simulate, type Controller, type ControllerParts, type Simulation } from '@nanobias/firmware-model';
import { describe, expect, it } from 'vitest';

const PLACE = { PAGE: 1, WORD: 9 } as const;
const VALUE = 0x1234;

interface Probe {
  readonly simulation: Simulation;
  /** Reset causes of every boot so far, and calls of the interrupt and the tasks since the last. */
  readonly boots: number[];
  readonly calls: { isr: number; tasks: number };
  /** What the firmware keeps in its memory. */
  readonly count: () => number;
}

/** A firmware that counts in its memory, feeds the watchdog, closes the circuit at 3.45 V, and writes a word to the flash as it is told. */
function probe({ isFeeding = () => true, tick_us = 100 } = {}): Probe {
  const boots: number[] = [];
  const calls = { isr: 0, tasks: 0 };
  let memory: Int32Array = new Int32Array(1);
  const firmware = ({ arena, registers, flash }: ControllerParts): Controller => {
    memory = arena.i32('probe.memory', 2);
    memory[1] = 77;
    return {
      boot: () => {
        boots.push(registers[REGISTER.RESET_CAUSE]!);
        calls.isr = 0;
        calls.tasks = 0;
      },
      isr: () => {
        calls.isr += 1;
        memory[0] = memory[0]! + 1;
        if (isFeeding()) registers[REGISTER.WATCHDOG] = (registers[REGISTER.WATCHDOG]! + 1) & 0x7fffffff;
        registers[REGISTER.DAC_CODE] = 180_880;
        registers[REGISTER.SWITCH_REQUEST] = 3;
        if (memory[0] === 50) flash?.program(PLACE.PAGE, PLACE.WORD, VALUE);
      },
      runTasks: () => {
        calls.tasks += 1;
      },
    };
  };
  const simulation = simulate({ seed: 1, cell: CELL_PRESETS.default, firmware, board: { tick_us } });
  return { simulation, boots, calls, count: () => memory[0]! };
}

describe('processor', () => {
  it('boots once at power-up, and runs interrupt and tasks once a tick', () => {
    const { simulation, boots, calls } = probe();
    simulation.device.run(100);
    expect(boots).toEqual([RESET_CAUSE.POWER_UP]);
    expect(calls).toEqual({ isr: 100, tasks: 100 });
    expect(simulation.truth.isConducting).toBe(true);
    expect(simulation.truth.isProcessorRunning).toBe(true);
  });

  it('starts with its memory as it was made after the button, which opens the circuit; flash and DAC keep what they hold', () => {
    const { simulation, boots, calls, count } = probe();
    const { device, truth } = simulation;
    device.run(100);
    device.pressLocalReset();
    expect(truth.isProcessorRunning).toBe(false);
    device.run(10);
    expect([calls.isr, truth.isConducting, device.board.registers[REGISTER.DAC_CODE]]).toEqual([0, false, 180_880]);
    expect(boots).toEqual([RESET_CAUSE.POWER_UP, RESET_CAUSE.LOCAL]);
    device.run(7);
    expect([calls.isr, count(), truth.latchedCauses]).toEqual([7, 7, 0]);
    expect(device.board.flash.read(PLACE.PAGE, PLACE.WORD)).toBe(VALUE);
  });

  it('that hangs is reset by the watchdog with the circuit open, and the hang is over', () => {
    const { simulation, boots, calls } = probe();
    const { device, truth } = simulation;
    device.run(100);
    device.faults.processor.hang('processor');
    device.run(2);
    expect([truth.isConducting, truth.isProcessorRunning]).toEqual([true, true]);
    device.run(1);
    expect([truth.isConducting, truth.isProcessorRunning, truth.latchedCauses]).toEqual([false, false, 16]);
    device.run(20);
    expect(boots).toEqual([RESET_CAUSE.POWER_UP, RESET_CAUSE.WATCHDOG]);
    expect(calls.isr).toBeGreaterThan(5);
    expect(truth.latchedCauses).toBe(16);
  });

  it('whose tasks hang still runs its interrupt', () => {
    const { simulation, calls } = probe();
    simulation.device.run(10);
    simulation.device.faults.processor.hang('tasks');
    simulation.device.run(10);
    expect(calls).toEqual({ isr: 20, tasks: 10 });
  });

  it('that stalls for a tick goes on; for two, layer 0 opens', () => {
    for (const [ticks, latched] of [[1, 0], [2, 16]] as const) {
      const { simulation } = probe();
      simulation.device.run(100);
      simulation.device.faults.processor.stall(ticks);
      simulation.device.run(20);
      expect(simulation.truth.latchedCauses).toBe(latched);
    }
  });

  it('that serves every other tick is forgiven, every third is not', () => {
    for (const [every, latched] of [[1, 0], [2, 0], [3, 16]] as const) {
      const { simulation } = probe();
      simulation.device.run(100);
      simulation.device.faults.processor.overrun(every);
      simulation.device.run(60);
      expect(simulation.truth.latchedCauses).toBe(latched);
    }
    expect(() => probe().simulation.device.faults.processor.overrun(0)).toThrow(/disturbance/);
  });

  it('has every bit of its memory flipped where it is told, and none elsewhere', () => {
    const { simulation, count } = probe();
    const { device } = simulation;
    const { processor } = device.faults;
    expect(processor.memory_bits).toBe(64);
    const before = device.arena.snapshot();
    for (let bit = 0; bit < processor.memory_bits; bit += 1) {
      processor.flipBit(bit);
      const flipped = device.arena.snapshot().reduce((bits, word, index) => bits + (word === before[index] ? 0 : 1), 0);
      expect(flipped).toBe(1);
      processor.flipBit(bit);
    }
    processor.flipBit(4);
    expect(count()).toBe(16);
    expect(() => processor.flipBit(64)).toThrow(/no bit/);
    expect(() => processor.flipBit(-1)).toThrow(/no bit/);
  });

  it('forgets in a reset what the host had sent and what it had queued', () => {
    const { simulation } = probe();
    const { device } = simulation;
    device.board.port.setHostPresent(true);
    device.board.port.receive(Uint8Array.of(1, 2, 3));
    device.board.port.write(Uint8Array.of(4), 1);
    device.pressLocalReset();
    expect([device.board.port.received_bytes, device.board.port.output_bytes, device.board.port.isHostPresent]).toEqual([0, 0, true]);
  });
});

describe('supply', () => {
  it('that dips for less than 5 ms opens the circuit and lets the processor run on', () => {
    const { simulation, boots, calls } = probe();
    const { device, truth } = simulation;
    device.run(100);
    device.faults.instrument.dipSupply(4900);
    device.run(1);
    expect([truth.isConducting, truth.isSupplyGood, truth.latchedCauses]).toEqual([false, false, 32]);
    device.run(60);
    expect([boots.length, calls.isr, truth.isSupplyGood, truth.latchedCauses]).toEqual([1, 161, true, 32]);
  });

  it('that is gone for longer lets the processor run for the hold-up of 5 ms, and then not until it is back', () => {
    const { simulation, boots, calls } = probe();
    const { device, truth } = simulation;
    device.run(100);
    device.faults.instrument.dipSupply(50_000);
    device.run(60);
    expect([calls.isr, truth.isProcessorRunning]).toEqual([150, false]);
    device.run(445);
    expect([boots.length, truth.isProcessorRunning]).toEqual([1, false]);
    device.run(20);
    expect(boots).toEqual([RESET_CAUSE.POWER_UP, RESET_CAUSE.BROWN_OUT]);
    // A brown-out is no way to be rid of a latch.
    expect([truth.latchedCauses, truth.isConducting]).toEqual([32, false]);
  });

  it('that is gone at a control rate of 1 kHz, where the hold of a reset is one tick, starts the processor once, when it is back', () => {
    const { simulation, boots, calls } = probe({ tick_us: 1000 });
    const { device, truth } = simulation;
    device.run(10);
    device.faults.instrument.dipSupply(50_000);
    for (let ticks = 0; ticks < 49; ticks += 1) {
      device.run(1);
      expect(boots).toEqual([RESET_CAUSE.POWER_UP]);
    }
    expect([calls.isr, truth.isProcessorRunning]).toEqual([15, false]);
    device.run(5);
    expect(boots).toEqual([RESET_CAUSE.POWER_UP, RESET_CAUSE.BROWN_OUT]);
  });

  it('switched off and on clears the latch of layer 0 and the memory, and keeps the flash', () => {
    const { simulation, boots, count } = probe();
    const { device, truth } = simulation;
    device.run(100);
    device.powerCycle();
    device.run(9999);
    expect([truth.isConducting, truth.isProcessorRunning]).toEqual([false, false]);
    device.run(30);
    expect(boots).toEqual([RESET_CAUSE.POWER_UP, RESET_CAUSE.POWER_UP]);
    expect([truth.latchedCauses, count() < 30]).toEqual([0, true]);
    expect(device.board.flash.read(PLACE.PAGE, PLACE.WORD)).toBe(VALUE);
    expect(() => device.powerCycle(100_000)).toThrow(/no power cycle/);
  });

  it('that is cut has no hold-up: the word that the flash was programming is left half done', () => {
    const torn = new Set<number>();
    for (let part = 0; part <= 10; part += 1) {
      const { simulation, boots, calls } = probe();
      const { device, truth } = simulation;
      device.faults.instrument.cutSupplyInFlash(1, part / 10);
      device.run(50);
      expect([truth.isConducting, truth.isSupplyGood, calls.isr]).toEqual([true, true, 50]);
      device.run(10);
      expect([truth.isConducting, truth.isProcessorRunning, calls.isr]).toEqual([false, false, 50]);
      device.run(10_100);
      expect(boots.length).toBe(2);
      torn.add(device.board.flash.read(PLACE.PAGE, PLACE.WORD));
    }
    expect(torn.size).toBeGreaterThan(5);
  });

  it('that is cut stops the processor in that tick, and lets it start anew when it is back', () => {
    const { simulation, boots, calls } = probe();
    const { device, truth } = simulation;
    device.run(100);
    device.faults.instrument.cutSupply(20_000);
    device.run(1);
    expect([calls.isr, truth.isConducting, truth.isProcessorRunning]).toEqual([100, false, false]);
    device.run(300);
    expect(boots).toEqual([RESET_CAUSE.POWER_UP, RESET_CAUSE.BROWN_OUT]);
  });

  it('leaves alone what rots or turns unstable in the flash meanwhile', () => {
    const { simulation } = probe();
    const { device } = simulation;
    device.run(100);
    device.faults.instrument.rotFlash(PLACE.PAGE, PLACE.WORD, 1);
    device.faults.instrument.unsettleFlash(PLACE.PAGE, 0, 2);
    device.powerCycle();
    device.run(10_050);
    expect(device.board.flash.read(PLACE.PAGE, PLACE.WORD)).toBe(VALUE ^ 1);
    expect(new Set(Array.from({ length: 40 }, () => device.board.flash.read(PLACE.PAGE, 0))).size).toBe(2);
  });

  it('that dips for no time, or for ever, is refused', () => {
    const { instrument } = probe().simulation.device.faults;
    for (const duration_us of [0, -1, NaN, Infinity]) expect(() => instrument.dipSupply(duration_us)).toThrow(/a dip/);
  });

  it('gone and back in mid-run takes the same course from a snapshot', () => {
    const { simulation } = probe();
    const { device } = simulation;
    device.run(100);
    device.faults.instrument.dipSupply(30_000);
    device.run(150);
    const snapshot = device.arena.snapshot();
    device.run(400);
    const digest = simulation.digest();
    device.arena.restore(snapshot);
    device.run(400);
    expect(simulation.digest()).toBe(digest);
  });
});
