import { Cause, EventKind, Mode, StatusCode, StepKind } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

/** Places in the packed state and in the words of the slow rows, restated. */
const LEASE_TICKS = 44;
const AUTONOMY_TICKS = 66;
const CAP_MAX_CODE = 8;
const LATCH_COUNT = 49;
const LATCH_FIRST = 50;
const SLOW_LIMITS = [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26];
const CHARGE = [50, 51, 52, 54, 57];

function onBench(): Bench {
  const bench = new Bench();
  bench.turnOn();
  bench.run(2500);
  expect(bench.isClosed).toBe(true);
  return bench;
}

function slow(bench: Bench): Float64Array {
  return floats(bench, 'interlock.slow');
}

function floats(bench: Bench, name: string): Float64Array {
  const field = bench.arena.fields.find((candidate) => candidate.name === name)!;
  return new Float64Array(bench.arena.words.buffer, field.offset_bytes, field.length);
}

/** Flips the highest bit of a number's fraction: it changes by less than a half, and stays a number. */
function flip(words: Float64Array, place: number): void {
  const bytes = new DataView(words.buffer, words.byteOffset + 8 * place, 8);
  bytes.setUint8(6, bytes.getUint8(6) ^ 0x08);
}

describe('a flipped bit in the time that a host has left', () => {
  it.each([1, 5, 12, 20, 30])('opens within two ticks, whether it lengthens or shortens the lease: bit %i', (bit) => {
    const bench = onBench();
    const state = bench.words('interlock.state');
    state[LEASE_TICKS] = state[LEASE_TICKS]! ^ (1 << bit);
    expect(bench.until(() => !bench.isClosed, 100)).toBeLessThanOrEqual(2);
    expect(bench.eventsOf(EventKind.TRIPPED)).toMatchObject([{ cause: Cause.STATE_CORRUPTED }]);
    expect(bench.state.lease_remaining_us ?? 0).toBe(0);
  });

  it.each([1, 9, 20, 31])('opens within two ticks where it would let nobody\'s program go on alone: bit %i', (bit) => {
    const bench = onBench();
    const state = bench.words('interlock.state');
    state[AUTONOMY_TICKS] = state[AUTONOMY_TICKS]! ^ (1 << bit);
    expect(bench.until(() => !bench.isClosed, 100)).toBeLessThanOrEqual(2);
    expect(bench.eventsOf(EventKind.TRIPPED)).toMatchObject([{ cause: Cause.STATE_CORRUPTED }]);
  });
});

describe('a flipped bit in the charge that an autonomous program has left', () => {
  it.each([0, 2, 4, 6, 7])('opens within two ticks, in the sum and in its guard: byte %i', (byte) => {
    for (const place of [1, 3]) {
      const bench = onBench();
      const left = floats(bench, 'controller.autonomy');
      const end_tick = bench.tick + 10_000;
      left.set([end_tick, 4e9, 0, -4e9]);
      const state = bench.words('interlock.state');
      state[AUTONOMY_TICKS] = end_tick - bench.tick;
      bench.run(3);
      expect(bench.isClosed).toBe(true);
      const bytes = new DataView(left.buffer, left.byteOffset + 8 * place, 8);
      bytes.setUint8(byte, bytes.getUint8(byte) ^ 1);
      expect(bench.until(() => !bench.isClosed, 100)).toBeLessThanOrEqual(2);
      expect(bench.eventsOf(EventKind.TRIPPED)).toMatchObject([{ cause: Cause.STATE_CORRUPTED }]);
    }
  });
});

describe('a flipped bit in the cap while a program ramps', () => {
  it('is named as what it is, at whatever tick between two codes: the gate that refuses the next one is not taken at its word', () => {
    const step = { kind: StepKind.HOLD, bias_uV: 3_550_000, slew_nV_per_s: 10_000_000, duration_us: 1_000_000 };
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.acquire();
    const digest = bench.commit();
    const { program_digest } = bench.get({ kind: 'upload_step', program_id: 3, step_index: 0, step_count: 1, step, lease_epoch: bench.lease_epoch }, 'upload_result');
    bench.enable(digest);
    bench.run(2500);
    bench.ask({
      kind: 'start_program', program_id: 3, program_digest: program_digest!, expected_epoch: bench.state.output_epoch, not_after_device_us: bench.now_us + 1_000_000,
      lease_epoch: bench.lease_epoch,
    });
    const state = bench.words('interlock.state');
    for (let ticks = 0; ticks < 20; ticks += 1) {
      const before = bench.arena.snapshot();
      bench.run(ticks);
      state[CAP_MAX_CODE] = state[CAP_MAX_CODE]! ^ (1 << 31);
      bench.run(3);
      expect([bench.registers[AT.SWITCH_REQUEST], state[LATCH_COUNT], state[LATCH_FIRST]], `after ${ticks} ticks`).toEqual([0, 1, Cause.STATE_CORRUPTED]);
      bench.arena.restore(before);
    }
  });
});

describe('a flipped bit in the tick at which the supervisor looks again', () => {
  const ramping = (): Bench => {
    const bench = onBench();
    bench.setBias(3_550_000, 100_000_000);
    bench.run(500);
    return bench;
  };

  it('delays nothing: the ramp goes on as if it had not been, whichever bit', () => {
    const sound = ramping();
    sound.run(60);
    for (const place of [1, 5]) {
      for (let byte = 0; byte < 8; byte += 1) {
        const bench = ramping();
        const clock = floats(bench, 'controller.clock');
        const bytes = new DataView(clock.buffer, clock.byteOffset + 8 * place, 8);
        bytes.setUint8(byte, bytes.getUint8(byte) ^ 0x40);
        bench.run(60);
        expect(bench.registers[AT.DAC], `word ${place}, byte ${byte}`).toBe(sound.registers[AT.DAC]);
      }
    }
  });
});

describe('a flipped bit in the time of a soft disconnect', () => {
  it.each([14, 20, 30, 31])('opens within two ticks where it would be longer than a second, or over: bit %i', (bit) => {
    const bench = onBench();
    bench.cell_V = 3.4;
    bench.send({ kind: 'disable', is_soft: true });
    bench.until(() => bench.words('controller.ramp_down')[0]! > 0, 20);
    bench.run(5);
    expect(bench.isClosed).toBe(true);
    const words = bench.words('controller.ramp_down');
    words[0] = words[0]! ^ (1 << bit);
    expect(bench.until(() => !bench.isClosed, 100)).toBeLessThanOrEqual(2);
  });
});

describe('a flipped bit in what the slow rows decide by', () => {
  it('opens before the next conversion is judged, in every limit', () => {
    for (const place of SLOW_LIMITS) {
      const bench = onBench();
      flip(slow(bench), place);
      bench.until(() => !bench.isClosed, 1100);
      expect(bench.eventsOf(EventKind.TRIPPED)[0], `word ${place}`).toMatchObject({ cause: Cause.STATE_CORRUPTED });
    }
  });

  it('opens where the charge of the film is no longer what was counted', () => {
    for (const place of CHARGE) {
      const bench = onBench();
      flip(slow(bench), place);
      bench.until(() => !bench.isClosed, 1100);
      expect(bench.eventsOf(EventKind.TRIPPED)[0], `word ${place}`).toMatchObject({ cause: Cause.STATE_CORRUPTED });
    }
  });

  it('opens where the record of the limits no longer is what was committed, and asks for limits before the next arm', () => {
    const bench = onBench();
    flip(floats(bench, 'controller.limits_committed'), 2);
    bench.until(() => !bench.isClosed, 1100);
    expect(bench.eventsOf(EventKind.TRIPPED)[0]).toMatchObject({ cause: Cause.STATE_CORRUPTED });
    bench.hold(12_000);
    const { fault_nonce, latched } = bench.state;
    bench.ask({ kind: 'acknowledge', causes: latched, fault_nonce, lease_epoch: bench.lease_epoch });
    expect(bench.state.mode).toBe(Mode.SAFE);
    expect(bench.enable(bench.commit()).status.code).toBe(StatusCode.OK);
  });
});
