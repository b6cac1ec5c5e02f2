import { FAULTS } from '@nanobias/firmware-model';
import { ROWS } from '@nanobias/firmware-model/interlock';
import { causeName } from '@nanobias/proto';
import type { EvidenceReport, Found } from './evidence.ts';
import type { CountName } from '../counts.ts';
import { ROW_TESTS } from './row-tests.ts';
import type { TripTime } from '../trip-times/trip-times.ts';

/** What no run shows, so that nobody takes this page for more than it is. */
const NOT_VERIFIED: readonly string[] = [
  'No hardware exists. Layer 0 is a model of a circuit that has not been built: its thresholds, delays and noise are assumed, and no SIL or other level of integrity is claimed for anything here.',
  'The specimen is a model. Its breakdown field, Weibull shape, damage factor, diffusivity and leakage are assumed; no citable breakdown field of LiPON was found.',
  'A double fault may go unnoticed: both switches welded, a dead comparator together with a blind interlock path. Pairs of faults are tried by the swarm of the simulator, not by this report.',
  'A fault of the current path that only lowers its gain is invisible at the currents of a sound film. The comparator of layer 0 does not use that path.',
  'A bit of the interlock path above those that its noise moves (from 4.9 mV and 39 pA on) that is stuck where it stands: the netlist has no way for a test tone to the electrometer, since both switches lie between the DAC and tap B. From 50 mV on row 22 sees it once it is wrong; below, the margin of the cap and layer 0 bear it.',
  'Row 13 in a hold is confirmed by 0.7 s without current. No move of the bias confirms it: decision 11 says why. A loss while the bias moves, or with less than ten sigma of current, is not told there; a current below 0.1 pA that relaxes through zero within a second of a step may pass for one.',
  'Loss of contact at rest, where the current was below the noise before.',
  'A contact that chatters or has become dry, 100 MOhm to 1 TOhm: the current goes on through it, and row 13 tells neither.',
  'The time from a trip to the discharge of the film through its own filament: no switch stops that.',
  'Row 10 is timed from a count that was put to its limit: a film takes an hour to get there by itself.',
  'The microcontroller\'s instruction set, its compiler and its interrupts: the firmware is TypeScript in a simulated tick.',
];

type Whole = EvidenceReport & Found;

/** The page of hazards, from one report. */
export function hazardsPage(report: Whole): string {
  return [
    '# Hazards',
    '',
    'What can go wrong, what stands against it, and what shows that it does. Made by `npm run -s evidence -- --write`; a test holds its rows',
    'against the code. Everything here is simulated: the hardware layer is a model, and no SIL is claimed.',
    '',
    'The safe state is the open circuit, never 0 V. Layer 0 (L0) opens by itself; layer 1 (L1) is the firmware\'s interlock, which sees every',
    'code; layer 2 (L2) is the host\'s own check and is never relied on. Limits and their sources: [limits](limits.md).',
    '',
    ...(report.isComplete ? [] : [shortSentence(report), '']),
    ...headlineOf(report),
    ...rowsOf(report),
    ...methodsOf(report),
    ...timesOf(report),
    ...faultsOf(report),
    ...saboteursOf(report),
    '## What is not verified',
    '',
    ...NOT_VERIFIED.map((sentence) => `- ${sentence}`),
    '',
  ].join('\n');
}

/** A part of the evidence must not look like the whole. */
export function shortSentence({ short, counts }: Pick<EvidenceReport, 'short' | 'counts'>): string {
  const names = short.map((name) => {
    const of = (counts as Readonly<Record<string, { readonly run: number; readonly wanted: number }>>)[name];
    return of === undefined ? name : `${name} ${count(of.run)} of ${count(of.wanted)}`;
  });
  return `**This page is of a part of the evidence; less was run than the safety case wants: ${names.join(', ')}.**`;
}

function headlineOf({ headline: { seeds, protected: kept, unprotected } }: Whole): readonly string[] {
  return [
    '## What they are for',
    '',
    `100 nm of LiPON with a damage factor of 1.5, under the explicit override of 0.5 MV/cm, cap 4.80 V: ${count(seeds)} films, a hostile host each. With the`,
    `interlocks ${kept.broken === 0 ? 'none broke' : `${kept.broken} broke`}; ${count(kept.reached_on)} were switched on and ${count(kept.applied_4_5_V)} saw 4.5 V or more. With the protections left out, and the 10 V that the host asks for,`,
    `${count(unprotected.broken)} broke, half of them within ${unprotected.median_life_s.toFixed(2)} s.`,
    '',
    '![Survival with the interlocks and without](figures/safety-survival.png)',
    '',
  ];
}

function rowsOf({ trip_times, fault_matrix }: Whole): readonly string[] {
  const lines = ROWS.map((entry) => {
    const { row, hazard, causes, detection, layers, path, bound_us, latch } = entry;
    const names: readonly string[] = causes.map((cause) => causeName(cause));
    const ways = ROWS.filter((other) => other.causes.some((cause) => names.includes(causeName(cause))));
    // What is found in one of several ways belongs to the way whose bound it has.
    const isOwn = (time_: { readonly bound_us: number }): boolean => (ways.find((way) => way.bound_us === time_.bound_us) ?? ways[0]) === entry;
    const times = trip_times.rows.filter((time_) => names.includes(time_.cause) && isOwn(time_));
    const worst = worstOf(times, bound_us);
    const faults = FAULTS.filter(({ id, row: of, whileOn }) =>
      of === row && whileOn.kind === 'trips' && isOwn(whileOn) && whileOn.causes.some((cause) => names.includes(causeName(cause))) && fault_matrix.worst.some(({ fault }) => fault === id)).length;
    const figure = [worst, faults === 0 ? '' : `${faults} ${faults === 1 ? 'fault' : 'faults'} found`].filter((part) => part !== '').join('; ');
    const bound = bound_us === 0 ? 'refused, warned or bounded' : time(bound_us);
    const tests = (ROW_TESTS[row] ?? []).map((path_) => `\`${path_.replace('firmware-model/', '')}\``).join(', ');
    return `| ${row} | ${hazard} | ${detection} (${layers.join(', ')}; ${path})${names.length === 0 ? '' : `: ${names.map((name) => `\`${name}\``).join(', ')}`} | ${bound} | ${LATCHES[latch]} | ${tests} | ${figure} |`;
  });
  return [
    '## Every row', '',
    'A bound of the slow path holds from ten conversions a second on, the default; below that rate it is the same number of conversions.', '',
    '| # | hazard | interlock | bound (L1: and a tick of 100 µs) | latch | tests | figure |', '|---|---|---|---|---|---|---|', ...lines, '',
  ];
}

/** The worst under each bound: a row may have one of its own for a path, or a strength, that it cannot find as fast. */
function worstOf(times: readonly TripTime[], bound_us: number): string {
  const bounds_us = [...new Set(times.map((time_) => time_.bound_us))].sort((a, b) => a - b);
  return bounds_us.map((one_us) => {
    const under = times.filter((time_) => time_.bound_us === one_us);
    const worst_us = Math.max(...under.map((time_) => time_.worst_us));
    return `worst ${time(worst_us)} of ${count(under.reduce((sum, { trials }) => sum + trials, 0))}${one_us === bound_us ? '' : ` where ${time(one_us)} are the bound`}`;
  }).join('; ');
}

const LATCHES = { none: '-', acknowledge: 'until acknowledged', local_reset: 'until the local reset' } as const;

function methodsOf(report: Whole): readonly string[] {
  const { explore, sequences, adversary, fault_matrix, trip_times, saboteurs, false_trips } = report;
  const on = (share: number): string => `${((100 * share) / sequences.runs).toFixed(0)} %`;
  const lines = [
    ['explorer of the step function, to a fixed point', `${count(explore.states)} states, ${count(explore.transitions)} transitions, diameter ${explore.diameter}; ${count(explore.concrete.transitions)} ticks of the full model${wanted(report, 'concrete_ticks')} looked up, ${count(explore.concrete.reached_on)} times on`, `${explore.violations.length} violations, ${explore.concrete.missing.length} unknown steps, frontier ${explore.frontier}, every property witnessed: ${explore.vacuous.length === 0 ? 'yes' : 'no'}`, 'explore'],
    ['hostile command sequences over the wire', `${count(sequences.runs)} runs of 100 commands${wanted(report, 'sequence_runs')}, ${count(sequences.with_fault)} with a fault of the instrument; ${on(sequences.reached_on)} reached ON, ${on(sequences.applied_4_5_V)} applied 4.5 V; ${deedsOf(sequences)}`, `${sequences.violations.length} violations`, 'sequences'],
    ['hostile firmware against layer 0', `${count(adversary.ticks)} ticks${wanted(report, 'adversary_ticks')}, ${count(adversary.trips)} trips`, `${adversary.violations.length} violations; worst ${adversary.worst_true_V.toFixed(3)} V of ${adversary.bound_V.toFixed(3)} V`, 'adversary'],
    ['every single fault in every scene', `${count(fault_matrix.runs)} runs of ${count(fault_matrix.cases)} cases`, `${fault_matrix.missed.length} missed; ${count(fault_matrix.detected)} detected, ${count(fault_matrix.refused)} refused, ${count(fault_matrix.accepted)} borne`, 'fault-matrix'],
    ['trip times at random phase', `${count(trip_times.trials)} trips${wanted(report, 'trip_trials')}`, `${trip_times.violations.length} beyond their bound`, 'trip-times'],
    ['planted faulty interlocks', `${saboteurs.planted}`, `${saboteurs.caught} found`, 'saboteurs'],
    ['legal techniques on every preset', `${false_trips.device_hours.toFixed(0)} device hours${wanted(report, 'device_hours')}, ${Object.keys(false_trips.techniques).length} techniques, ${false_trips.presets.length} presets`, `${false_trips.trips.length} trips`, 'false-trips'],
  ];
  return [
    '## What was run', '', '| method | count | result | command |', '|---|---|---|---|',
    ...lines.map(([method, amount, result, command]) => `| ${method} | ${amount} | ${result} | \`npm run -s ${command} -- --json\` |`), '',
    'The explorer\'s replay, MC/DC (`tests/safety/mcdc.json`), coverage of `interlock/` and `board/protection/`, and mutation',
    '(`npm run mutation`, `tests/safety/mutation.json`) run with the suite or by their own commands.', '',
  ];
}

/** What came about by a run's own commands, and where the runs began. */
function deedsOf({ own, begun }: Whole['sequences']): string {
  const share = (part: number, of: number): string => `${count(part)} of ${count(of)}`;
  return [
    `where they began: ${Object.entries(begun).map(([moment, runs]) => `${moment} ${count(runs)}`).join(', ')}`,
    `by their own commands ${share(own.came_on, own.begun_open)} that began open came on, ${share(own.rose_to_4_5_V, own.begun_below_4_5_V)} that began below 4.5 V rose to it`,
    `${share(own.stayed_on, own.begun_closed)} that began closed were so behind 25 commands or more, ${count(own.came_back)} lost it and came back`,
  ].join('; ');
}

/** What the safety case asks for, where that was not run. */
function wanted({ counts }: Whole, name: CountName): string {
  const { run, wanted: asked } = counts[name];
  return run < asked ? ` (${count(run)}, where ${count(asked)} are wanted)` : '';
}

function timesOf({ trip_times: { rows } }: Whole): readonly string[] {
  return [
    '## Trip times', '',
    'From the cause to the request that opens, in ticks of 100 µs, or to layer 0\'s open circuit in nanoseconds; the tick in which a cause',
    'comes about counts, so that a bound of the firmware is met up to a tick. Rows that would be faster are left out for the trial.', '',
    '| row | cause | trials | worst | mean | bound |', '|---|---|---|---|---|---|',
    ...rows.map(({ row, cause, trials, worst_us, mean_us, bound_us, clock }) =>
      `| ${row} | \`${cause}\` | ${count(trials)} | ${time(worst_us)} | ${time(mean_us)} | ${time(bound_us)}${clock === 'request' ? ' and a tick' : ''} |`), '',
  ];
}

/** What is borne for one reason stands in one line. */
function faultsOf({ fault_matrix: { accepted_reasons } }: Whole): readonly string[] {
  const faults = new Map<string, string[]>();
  for (const [fault, reason] of Object.entries(accepted_reasons)) faults.set(reason, [...(faults.get(reason) ?? []), fault]);
  const named = (ids: readonly string[]): string => {
    const off = ids.filter((id) => id.endsWith(', off')).map((id) => `\`${id.replace(', off', '')}\``);
    const on = ids.filter((id) => id.endsWith(', on')).map((id) => `\`${id.replace(', on', '')}\``);
    return [on.length === 0 ? '' : `on: ${on.join(', ')}`, off.length === 0 ? '' : `off: ${off.join(', ')}`].filter((part) => part !== '').join('; ');
  };
  return [
    '## Faults that are borne', '',
    'By themselves they open nothing, with the output on or off, and this is why.', '',
    '| reason | faults, by the output |', '|---|---|', ...[...faults].map(([reason, ids]) => `| ${reason} | ${named(ids)} |`), '',
  ];
}

function saboteursOf({ saboteurs: { table } }: Whole): readonly string[] {
  return [
    '## Planted faults, and what finds them', '',
    'A run is what the method does at a time: a sequence of a hundred commands, a trial of a trip, an attack of 20,000 ticks, a cut of the',
    'supply, or an exploration up to its shortest counterexample.', '',
    '| planted | origin or property | found by | after so many runs |', '|---|---|---|---|',
    ...table.map(({ name, origin, by, isCaught, runs }) => `| ${name} | ${origin} | ${isCaught ? by : 'nothing'} | ${runs} |`), '',
  ];
}

function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

function time(us: number): string {
  return us < 1000 ? `${Number(us.toFixed(1))} µs` : `${Number((us / 1000).toFixed(2))} ms`;
}
