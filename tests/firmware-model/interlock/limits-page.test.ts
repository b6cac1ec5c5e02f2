import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DERIVATION, derivedLimits } from '../../../firmware-model/src/interlock/geometry.ts';
import { LIMIT_ROWS } from '../../../firmware-model/src/interlock/limit-rows.ts';
import type { LimitContext, RequestedLimits } from '../../../firmware-model/src/interlock/limits.ts';
import { NOISE_FLOORS } from '../../../firmware-model/src/interlock/noise-floor.ts';
import { stagedLimits } from '../../../firmware-model/src/interlock/staging.ts';

const page = readFileSync(fileURLToPath(new URL('../../../docs/limits.md', import.meta.url)), 'utf8');

/** The cells of the table under a heading, without its head. */
function table(heading: string): readonly (readonly string[])[] {
  const section = page.split(/^## /m).find((candidate) => candidate.startsWith(heading)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| ')).slice(1);
  return lines.filter((line) => !line.startsWith('|--')).map((line) => line.slice(2, -2).split(' | '));
}

const grouped = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 20 });

/** What the default board measures with, and the default cell on it. */
const board: LimitContext = {
  strap_uV_min: -280_000, strap_uV_max: 4_980_000, voltage_noise_uV_rms: 1000, voltage_error_uV: 7000, current_noise_fA_rms: 5000,
  current_full_scale_fA: 20_000_000, charge_noise_fC_rms: 15.811_388, block_noise_fA_rms: 22_751, slow_noise_fA_rms: 4,
  slow_full_scales_fA: [1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12], lnmoOn: 'probe', rowsLeftOut: new Set(),
};
const asked: RequestedLimits = {
  bias_uV_max: 4_600_000, lipon_thickness_nm: 500, lnmo_thickness_nm: 500, area_nm2: 10_000_000, anode_uV_vs_li: 0, isFieldOverride: false, isFormed: false,
  lnmoOn: 'probe',
};

describe('the page on limits', () => {
  it('lists every limit with the row, default, range, direction and source that the code has', () => {
    expect(table('Every limit')).toEqual(LIMIT_ROWS.map(({ row, field, initial, min, max, tighter, source }) => [
      String(row), `\`${field}\``, typeof initial === 'number' ? grouped(initial) : initial, `${grouped(min)} to ${grouped(max)}`, tighter, source,
    ]));
  });

  it('lists every number by which geometry becomes a limit', () => {
    expect(table('What follows from geometry')).toEqual(Object.values(DERIVATION).map(({ name, value, unit, source }) => [name, `${grouped(value)} ${unit}`, source]));
  });

  it('states what follows for each preset', () => {
    const films = [[500, 10_000_000, 500], [2000, 10_000_000, 500], [500, 10_000_000, 100], [500, 500_000, 500]] as const;
    const rows = films.map(([lnmo_thickness_nm, area_nm2, lipon_thickness_nm]) => {
      const derived = derivedLimits({ lnmo_thickness_nm, area_nm2, lipon_thickness_nm });
      return [derived.capacity_fC, derived.rate_fA, derived.sustained_current_fA, derived.charge_fC_per_mAh_per_g * 330, derived.resistance_kOhm].map(grouped);
    });
    expect(table('Presets').map(([, ...numbers]) => numbers)).toEqual(rows);
  });

  it('states the noise of every limit that a measurement is held against, on the default board and cell', () => {
    const verdict = stagedLimits(asked, board);
    if (verdict.kind !== 'accepted') throw new Error('the default cell is refused');
    const { limits } = verdict;
    expect(table('Noise')).toEqual(NOISE_FLOORS.map(({ field, path, least }) => [`\`${field}\``, path, grouped(Math.ceil(least(limits, board))), grouped(limits[field])]));
    for (const { field, least } of NOISE_FLOORS) expect(least(limits, board), field).toBeLessThanOrEqual(limits[field]);
  });
});
