import { readFileSync } from 'node:fs';
import { SwarmRun, readRepro, replay, reproOf, runSeed, shrink } from '@nanobias/firmware-model/swarm';
import type { Repro, Scheduled } from '@nanobias/firmware-model/swarm';
import { describe, expect, it } from 'vitest';
import { PLANTS, wrappingClock } from './plants.ts';
import type { Plant } from './plants.ts';
import { FIRST_SEED, SEEDS_MAX } from './saboteurs.ts';
import { PAGE_PATH, rowsOf, withTable } from './seeds-table.ts';

/** Found within a seed or two, so that the suite can afford them; the whole list has a command of its own. */
const QUICK = ['every eighth frame has the number of the one before', 'a ramp counts the time before it began'];
const SEEDS_TRIED = 12;
/** Soon enough that each of some eighty runs is a matter of seconds of device time. */
const WRAP_TICKS = 4096;
const EVERY_TICKS = 14;
const END_TICK = 4600;

const plantOf = (name: string): Plant => PLANTS.find((plant) => plant.name === name)!;

/** The first run that breaks something. */
function firstRepro({ firmware }: Plant): Repro | undefined {
  for (let seed = FIRST_SEED + 1; seed <= FIRST_SEED + SEEDS_TRIED; seed += 1) {
    const repro = reproOf(runSeed(seed, { firmware, areCalm: false }));
    if (repro !== undefined) return repro;
  }
  return undefined;
}

describe('a bug planted in firmware, link or storage', () => {
  it('is among at least twelve, in all three places', () => {
    expect(new Set(PLANTS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(PLANTS.map(({ place }) => place))).toEqual(new Set(['firmware', 'link', 'storage']));
  });

  it('has a row in docs/swarm.md, with seeds that are no more than is promised', () => {
    const page = readFileSync(PAGE_PATH, 'utf8');
    const rows = rowsOf(page);
    expect(rows.map(({ name }) => name)).toEqual(PLANTS.map(({ name }) => name));
    expect(rows.filter(({ seeds }) => !(1 <= seeds && seeds <= SEEDS_MAX))).toEqual([]);
    const missed = withTable(page, [{ name: 'one', place: 'link', breaks: 'T6', seeds: null, property: '', actions: 0 }]);
    expect(rowsOf(missed)).toEqual([{ name: 'one', seeds: NaN }]);
    expect(() => withTable('no page', [])).toThrow('no table of planted bugs');
  });

  it.each(QUICK)('is found by the swarm: %s', (name) => {
    const plant = plantOf(name);
    expect(plant.breaks).toContain(firstRepro(plant)?.violation.property);
  });

  it('is shrunk from a schedule of hundreds of actions to at most ten, which do the same again', () => {
    const firmware = wrappingClock(WRAP_TICKS);
    const { configuration } = runSeed(FIRST_SEED + 1, { areCalm: false, moves_count: 1 });
    const schedule = chatter(300);
    const slow = { ...configuration, board: { tick_us: 1000 }, ports_count: 1, isTickByTick: false };
    const run = new SwarmRun(slow, { firmware });
    run.follow(schedule, END_TICK);
    const violation = run.violation!;
    const repro = readRepro({ kind: 'nanobias swarm repro', version: 1, configuration: slow, schedule, heal_tick: END_TICK, violation, digest: run.device.digest() });
    const shrunk = shrink(repro, { firmware, probes_max: 80 });
    expect([violation.property, shrunk.from_count]).toEqual(['P2', 302]);
    expect(shrunk.to_count).toBeLessThanOrEqual(10);
    expect(shrunk.spared_ticks).toBeGreaterThan(0);
    expect(replay(shrunk.repro, firmware).isSame).toBe(true);
  });
});

/** A host that greets, and then asks again and again. */
function chatter(requests_count: number): readonly Scheduled[] {
  const requests = Array.from({ length: requests_count }, (_, index): Scheduled => ({
    tick: 200 + index * EVERY_TICKS, action: { kind: 'request', port: 0, body: { kind: 'get_state' }, fill: {} },
  }));
  return [{ tick: 100, action: { kind: 'attach', port: 0 } }, { tick: 110, action: { kind: 'hello', port: 0 } }, ...requests];
}
