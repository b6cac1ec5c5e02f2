import { Cause, EventKind, Mode, StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';

/** Places in the packed state and in the words of the slow rows, restated. */
const LEASE_TICKS = 44;
const AUTONOMY_TICKS = 66;
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
