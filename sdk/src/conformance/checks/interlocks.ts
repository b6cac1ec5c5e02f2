import { Feature, StatusCode, TestVerdict } from '@nanobias/proto';
import type { InterlockRow } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { expect, text } from '../check.ts';
import { SLOW_REPLY_US } from '../host.ts';
import type { Host } from '../host.ts';
import { arm, commit, expectOff, isEnergised, switchOn, takeLease } from '../operation.ts';
import { requireFeature } from './session.ts';

const PAGES_MAX = 64;
const ARM_US_MAX = 1_000_000;

async function readRows(host: Host): Promise<readonly InterlockRow[]> {
  const rows: InterlockRow[] = [];
  let row_from = 1;
  for (let page = 0; page < PAGES_MAX && row_from !== 0; page += 1) {
    const told = await host.ask({ kind: 'get_interlocks', row_from }, 'interlock_page');
    expect(told.rows.every(({ row }) => row_from <= row && (told.row_next === 0 || row < told.row_next)), `rows from ${row_from} on, whole`, text(told));
    rows.push(...told.rows);
    expect(told.row_next === 0 || row_from < told.row_next, 'a next page further on', text(told.row_next));
    row_from = told.row_next;
  }
  return rows;
}

export const interlockChecks: readonly Check[] = [
  {
    requirement: 'P-098',
    title: 'the rows agree with the latch',
    run: async (host) => {
      await host.greet();
      await requireFeature(host, Feature.INTERLOCKS, 'INTERLOCKS');
      const rows = await readRows(host);
      const { latched } = await host.snapshot();
      expect(rows.length > 0 && rows.every(({ row }, index) => index === 0 || rows[index - 1]!.row <= row), 'rows in order', text(rows));
      const held = rows.filter(({ is_latched }) => is_latched).map(({ cause }) => cause);
      expect(latched.every((cause) => held.includes(cause)) && held.length === latched.length, `${latched.length} latched`, text(held));
    },
  },
  {
    requirement: 'P-099',
    title: 'the self-test leaves the output off',
    run: async (host) => {
      await host.greet();
      await requireFeature(host, Feature.INTERLOCKS, 'INTERLOCKS');
      const lease_epoch = await takeLease(host);
      await commit(host);
      const { kind: _, ...verdicts } = await host.ask({ kind: 'run_self_test', lease_epoch }, 'self_test_result', SLOW_REPLY_US);
      expect(Object.values(verdicts).every((verdict) => verdict === TestVerdict.PASSED), 'every part to pass', text(verdicts));
      await expectOff(host);
      const on = await switchOn(host);
      await host.refused({ kind: 'run_self_test', lease_epoch: on.lease_epoch }, StatusCode.OUTPUT_ON);
    },
  },
  {
    requirement: 'P-100',
    title: 'an arm that passes leaves the circuit open, and takes no longer than a second',
    run: async (host) => {
      await host.greet();
      const before = await host.snapshot();
      await arm(host);
      const after = await host.snapshot();
      expect(!isEnergised(after), 'an open circuit', text(after));
      expect(after.device_time_us - before.device_time_us <= ARM_US_MAX, 'a second at most', text(after.device_time_us - before.device_time_us));
    },
  },
];
