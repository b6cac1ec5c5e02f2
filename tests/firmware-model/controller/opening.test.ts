import { Cause, FrameKind, Mode, encodeLinkMessage } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

/** Ways in which the circuit is opened, and ticks within which the request is withdrawn: a frame takes one to arrive. */
const PATHS: readonly (readonly [name: string, open: (bench: Bench) => void, ticks_max: number])[] = [
  ['a stop', (bench) => bench.stop(), 2],
  ['a disable', (bench) => void bench.send({ kind: 'disable', is_soft: false }), 2],
  ['a disable under a session that is over', (bench) => void bench.send({ kind: 'disable', is_soft: false }, { session: 12_345 }), 2],
  ['a bye of the holder', (bench) => bench.sendFrame(FrameKind.LINK, encodeLinkMessage({ kind: 'bye', reason: '' })), 2],
  ['a hang-up', (bench) => void (bench.registers[AT.HOST_PRESENT] = 0), 1],
  ['a lease that lapses', (bench) => void (bench.lapseSoon(3)), 5],
  ['over-current', (bench) => void (bench.currentError_code = 20_000), 3],
  ['over-voltage', (bench) => void (bench.voltageError_code = 6000), 2],
  ['layer 0, hard', (bench) => void (bench.registers[AT.LATCH_STATE] = 1), 1],
  ['layer 0, the line', (bench) => void (bench.registers[AT.LATCH_STATE] = 8), 1],
  ['layer 0, the supply', (bench) => void (bench.registers[AT.LATCH_STATE] = 32), 1],
  ['an unsound specimen', (bench) => void (bench.registers[AT.SOUND] = 0), 1],
  ['a reset', (bench) => bench.reset(3), 1],
];

/** Modes and phases from which the output is opened, each as far as a good host would have brought it. */
const STATES: readonly (readonly [name: string, bring: (bench: Bench) => void])[] = [
  ['SAFE', (bench) => begin(bench)],
  ['LIMITS_SET', (bench) => void limited(bench)],
  ['LIMITS_SET in its self-test', (bench) => testing(bench, 1500)],
  ['ARMED', (bench) => void armed(bench)],
  ['ARMED on its way to the switch', (bench) => connecting(bench, 1005)],
  ['ON while it closes', (bench) => connecting(bench, 1040)],
  ['ON in a hold', (bench) => bench.turnOn()],
  ['ON in a ramp', (bench) => {
    bench.turnOn();
    bench.setBias(3_900_000, 1_000_000);
  }],
  ['RAMP_DOWN', (bench) => {
    bench.turnOn();
    bench.setBias(3_600_000, 100_000_000);
    bench.hold(4000);
    bench.send({ kind: 'disable', is_soft: true });
    bench.run(5);
  }],
  ['TRIPPED', (bench) => {
    bench.turnOn();
    bench.currentError_code = 20_000;
    bench.run(10);
    bench.currentError_code = 0;
  }],
];

function begin(bench: Bench): void {
  bench.run(100);
  bench.hello();
  bench.acquire();
}

function limited(bench: Bench): number {
  begin(bench);
  return bench.commit();
}

function testing(bench: Bench, ticks: number): void {
  bench.send({ kind: 'arm', limits_digest: limited(bench), lease_epoch: bench.lease_epoch });
  bench.run(ticks);
}

function armed(bench: Bench): { readonly token: number; readonly digest: number } {
  const digest = limited(bench);
  return { token: bench.get({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch }, 'arm_grant').token, digest };
}

function connecting(bench: Bench, ticks: number): void {
  const { token, digest } = armed(bench);
  const fence = { expected_epoch: bench.state.output_epoch, not_after_device_us: bench.now_us + 1_000_000, lease_epoch: bench.lease_epoch };
  bench.send({ kind: 'enable', token, limits_digest: digest, ...fence });
  bench.run(ticks);
}

describe('every way of opening, from every state,', () => {
  it.each(STATES.flatMap(([state, bring]) => PATHS.map(([path, open, ticks_max]) => [state, path, { bring, open, ticks_max }] as const)))(
    '%s by %s ends in an open circuit that stays open', (_state, _path, { bring, open, ticks_max }) => {
      const bench = new Bench();
      bring(bench);
      open(bench);
      bench.run(ticks_max);
      expect(bench.registers[AT.SWITCH_REQUEST]! & 3).not.toBe(3);
      for (let tick = 0; tick < 4000; tick += 1) {
        bench.run(1);
        expect(bench.registers[AT.SWITCH_REQUEST]! === 3 || bench.isClosed && tick > 20, `tick ${tick}`).toBe(false);
      }
      const mode = bench.words('interlock.state')[0]!;
      expect([Mode.ON, Mode.RAMP_DOWN]).not.toContain(mode);
      expect([bench.registers[AT.STIMULUS], bench.registers[AT.SWITCH_REQUEST]]).toEqual([0, 0]);
    },
  );

  it('reaches all the modes that it names', () => {
    const modes = STATES.map(([, bring]) => {
      const bench = new Bench();
      bring(bench);
      return bench.words('interlock.state')[0]!;
    });
    expect(modes).toEqual([
      Mode.SAFE, Mode.LIMITS_SET, Mode.LIMITS_SET, Mode.ARMED, Mode.ARMED, Mode.ON, Mode.ON, Mode.ON, Mode.RAMP_DOWN, Mode.TRIPPED,
    ]);
  });

  it('by a trip keeps the evidence of the first fault, whatever follows it', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.currentError_code = 20_000;
    bench.run(10);
    const first = bench.get({ kind: 'read_freeze_frame', offset_bytes: 0 }, 'freeze_frame');
    bench.registers[AT.LATCH_STATE] = 1;
    bench.run(100);
    expect(bench.get({ kind: 'read_freeze_frame', offset_bytes: 0 }, 'freeze_frame')).toEqual(first);
    expect(first.cause).toBe(Cause.OVER_CURRENT);
    expect(bench.state.latched.slice(0, 1)).toEqual([Cause.OVER_CURRENT]);
  });
});
