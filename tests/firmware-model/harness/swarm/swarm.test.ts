import { MODE_TABLE } from '@nanobias/firmware-model/interlock';
import { MARKS, NOT_AIMED_AT, SwarmRun, readRepro, replay, runSeed, runShard, swarmReport } from '@nanobias/firmware-model/swarm';
import type { Outcome } from '@nanobias/firmware-model/swarm';
import { Cause } from '@nanobias/proto';
import { beforeAll, describe, expect, it } from 'vitest';

const SEED = 9;
/** Rests with its output on. */
const RESTING_SEED = 19;
const SHORT = { areCalm: false, moves_count: 20 } as const;
const BRIEF = { areCalm: false, moves_count: 5 } as const;

let outcome: Outcome;

beforeAll(() => {
  outcome = runSeed(SEED, SHORT);
});

describe('a run of the swarm', () => {
  it('reaches an output that is on, breaks nothing, and is healed at its end', () => {
    expect(outcome.violation).toBeUndefined();
    expect(outcome.hasReachedOn).toBe(true);
    expect(outcome.schedule.length).toBeGreaterThan(20);
    expect(outcome.healing_us).toBeGreaterThan(0);
  });

  it('is the same for the same seed, and another for the next one', () => {
    const { digest, schedule, heal_tick } = runSeed(SEED, SHORT);
    expect({ digest, schedule, heal_tick }).toEqual({ digest: outcome.digest, schedule: outcome.schedule, heal_tick: outcome.heal_tick });
    expect(runSeed(SEED + 1, SHORT).digest).not.toBe(digest);
  });

  it('is done again by its schedule alone, also from a snapshot in its middle, and tick by tick', () => {
    const { configuration, schedule, heal_tick } = outcome;
    const run = new SwarmRun(configuration);
    const middle = Math.floor(schedule.length / 2);
    run.follow(schedule.slice(0, middle), schedule[middle]!.tick);
    const snapshot = run.snapshot();
    run.follow(schedule.slice(middle), heal_tick);
    const digest = run.device.digest();
    run.restore(snapshot);
    expect(run.device.digest()).not.toBe(digest);
    run.follow(schedule.slice(middle), heal_tick);
    expect(run.device.digest()).toBe(digest);
    const slow = new SwarmRun({ ...configuration, isTickByTick: true });
    slow.follow(schedule, heal_tick);
    expect([slow.device.digest(), slow.violation]).toEqual([digest, undefined]);
  });

  it('counts towards one report, however the seeds were spread over threads', () => {
    const together = swarmReport([runShard({ first_seed: 9, runs: 2 }, BRIEF)]);
    const apart = swarmReport([runShard({ first_seed: 9, runs: 1 }, BRIEF), runShard({ first_seed: 10, runs: 1 }, BRIEF)]);
    expect(apart).toEqual(together);
    expect(together).toMatchObject({ runs: 2, violations: [] });
    expect(together.marks.hit + together.marks.missed.length).toBe(MARKS.length);
  });
});

describe('the hours of a swarm', () => {
  it.each([[14, 'faulted'], [24, 'calm']] as const)('of seed %i are %s up to the recovery, and calm from there on', (seed, kind) => {
    const parts: string[] = [];
    const { heal_tick, device_s, faulted_s, configuration } = runSeed(seed, { ...BRIEF, onPart: (part) => parts.push(part) });
    expect(parts).toEqual([kind, 'calm']);
    expect(faulted_s).toBeCloseTo(kind === 'faulted' ? heal_tick * configuration.board.tick_us! * 1e-6 : 0, 9);
    expect(faulted_s).toBeLessThan(device_s);
  });

  it('are those of a long rest too, with something wrong in it to its end', () => {
    const { schedule, heal_tick, faulted_s } = runSeed(RESTING_SEED, { moves_count: 1 });
    const faults = schedule.filter(({ action }) => action.kind === 'fault' || action.kind === 'clear faults');
    expect(faults.at(-1)?.action.kind).toBe('fault');
    expect(heal_tick - faults.at(-1)!.tick).toBeGreaterThan(0.5 * heal_tick);
    expect(faulted_s).toBeGreaterThan(100);
  });

  it('add up to all that there were', () => {
    const { device_hours, faulted_device_hours, calm_device_hours } = swarmReport([runShard({ first_seed: 13, runs: 2 }, BRIEF)]);
    expect(faulted_device_hours).toBeGreaterThan(0);
    expect(faulted_device_hours + calm_device_hours).toBeCloseTo(device_hours, 12);
  });
});

describe('the marks', () => {
  it('name every cause, and every transition of the modes, but those with a reason', () => {
    const causes = Object.keys(Cause).filter((name) => name !== 'UNSPECIFIED').map((name) => `cause ${name}`);
    const transitions = Object.entries(MODE_TABLE).flatMap(([from, events]) => Object.values(events).filter((to) => to !== 'reject' && to !== from).map((to) => `mode ${from} to ${to}`));
    expect([...new Set([...causes, ...transitions])].filter((mark) => !MARKS.includes(mark)).sort()).toEqual(Object.keys(NOT_AIMED_AT).sort());
    expect(Object.keys(NOT_AIMED_AT).length).toBe(4);
    expect(new Set(MARKS).size).toBe(MARKS.length);
  });
});

describe('a repro', () => {
  const repro = (schedule: readonly unknown[] = [], changes: Readonly<Record<string, unknown>> = {}): unknown => ({
    kind: 'nanobias swarm repro', version: 1, configuration: outcome.configuration, schedule, heal_tick: 100, violation: { property: 'S1', tick: 50, detail: '' }, digest: '0', ...changes,
  });
  const configured = (changes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({ configuration: { ...outcome.configuration, ...changes } });
  const fault = (id: string, tick: number): unknown => ({ tick, action: { kind: 'fault', id, numbers: [] } });

  it.each([
    ['another version', () => repro([], { version: 2 }), 'a repro of version 2: this program reads version 1'],
    ['something else', () => ({}), 'this is no repro of the swarm'],
    ['a part that is missing', () => repro([], { configuration: undefined }), 'the repro lacks configuration'],
    ['an unknown action', () => repro([{ tick: 1, action: { kind: 'explode' } }]), 'explode is no action that this version knows'],
    ['an unknown fault', () => repro([fault('gremlin', 1)]), 'gremlin is no fault of the catalogue'],
    ['a combination that is forbidden', () => repro([fault('adc.voltage.frozen', 1), fault('adc.voltage.late', 2)]), 'adc.voltage.late may not come on top of adc.voltage.frozen'],
    ['ticks that run backwards', () => repro([fault('probe.moves', 2), { tick: 1, action: { kind: 'local reset' } }]), 'tick 1 of the schedule does not lie between 2 and the recovery in tick 100'],
    ['what a wire cannot do', () => repro([{ tick: 1, action: { kind: 'wire', port: 0, act: { kind: 'melt', way: 'both', value: 1 } } }]), 'melt is nothing that a wire can do'],
    ['an action behind the recovery', () => repro([{ tick: 101, action: { kind: 'local reset' } }]), 'tick 101 of the schedule does not lie between 0'],
    ['nothing where an action should be', () => repro([null]), 'place 0 of the schedule is no action'],
    ['an entry without an action', () => repro([{ tick: 1 }]), 'place 0 of the schedule: action = undefined'],
    ['a port that is not there', () => repro([{ tick: 1, action: { kind: 'hello', port: 7 } }]), 'there is no port 7'],
    ['an unknown request', () => repro([{ tick: 1, action: { kind: 'request', port: 0, body: { kind: 'dance' }, fill: {} } }]), 'dance is no request that this version knows'],
    ['a memory that no host has', () => repro([{ tick: 1, action: { kind: 'request', port: 0, body: { kind: 'arm' }, fill: { moon: 0 } } }]), 'the action request: fill = {"moon":0}'],
    ['an unknown way to spoil a frame', () => repro([{ tick: 1, action: { kind: 'request', port: 0, body: { kind: 'arm' }, fill: {}, mangle: { kind: 'rip' } } }]), 'mangle = {"kind":"rip"}'],
    ['bytes that are none', () => repro([{ tick: 1, action: { kind: 'bytes', port: 0, hex: 'zz' } }]), 'the action bytes: hex = "zz"'],
    ['a field that it does not know', () => repro([{ tick: 1, action: { kind: 'local reset', twice: true } }]), 'the action local reset: twice = true'],
    ['a number of a fault out of its range', () => repro([{ tick: 1, action: { kind: 'fault', id: 'processor.stall', numbers: [1e9] } }]), 'stall_ticks = 1000000000 is outside 3 to 100'],
    ['a violation without a name', () => repro([], { violation: { tick: 1, detail: '' } }), 'violation: property = undefined'],
    ['an unknown film', () => repro([], configured({ preset: 'cheese' })), 'configuration: preset = "cheese"'],
    ['a board that cannot be built', () => repro([], configured({ board: { tick_us: 7 } })), 'tick_us = 7'],
    ['a memory that no record of them has', () => repro([{ tick: 1, action: { kind: 'request', port: 0, body: { kind: 'arm' }, fill: { toString: 0 } } }]), 'the action request: fill = {"toString":0}'],
    ['an action whose kind is a list', () => repro([{ tick: 1, action: { kind: ['hello'], port: 0 } }]), 'the action hello: kind = ["hello"]'],
    ['a kind where nothing is told apart by it', () => repro([], configured({ kind: 3 })), 'configuration: kind = 3'],
    ['a film named by a list', () => repro([], configured({ preset: ['lamella'] })), 'configuration: preset = ["lamella"]'],
    ['no port', () => repro([], configured({ ports_count: 0 })), 'configuration: ports_count = 0'],
    ['a port more than the board has', () => repro([], configured({ ports_count: 5 })), 'configuration: ports_count = 5'],
    ['a lease that is too short', () => repro([], configured({ lease_us: 99_999 })), 'configuration: lease_us = 99999'],
    ['a lease that is too long', () => repro([], configured({ lease_us: 5_000_001 })), 'configuration: lease_us = 5000001'],
    ['a recovery before the beginning', () => repro([], { heal_tick: -1 }), 'heal_tick = -1 is no count up to 100000000'],
    ['a run without end', () => repro([], { heal_tick: 100_000_001 }), 'heal_tick = 100000001 is no count up to 100000000'],
    ['limits that no controller takes', () => repro([], configured({ limits: {} })), 'configuration: is_field_override'],
  ])('is refused by name for %s', (_what, made, message) => {
    expect(() => readRepro(made())).toThrow(message);
  });

  it('is taken at the ends of what may be asked for', () => {
    expect(() => readRepro(repro([], { ...configured({ ports_count: 4, lease_us: 5_000_000 }), heal_tick: 100_000_000 }))).not.toThrow();
    expect(() => readRepro(repro([], { ...configured({ ports_count: 1, lease_us: 100_000 }), heal_tick: 0 }))).not.toThrow();
  });

  it('that finds nothing any more says so', () => {
    const { violation, isSame } = replay(readRepro(repro([])));
    expect([violation, isSame]).toEqual([undefined, false]);
  });
});
