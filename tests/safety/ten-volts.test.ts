import type { InterlockRow } from '@nanobias/firmware-model';
import { ROWS } from '@nanobias/firmware-model/interlock';
import { Cause, EventKind, Mode, StatusCode, StepKind } from '@nanobias/proto';
import type { Limits, Reply, RequestBody } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { PLAIN, RawHost } from '@nanobias/firmware-model/swarm';

/** 100 nm of LiPON with ion-beam damage, under the 0.5 MV/cm override: the 4.8 V window governs. */
const LIMITS: Limits = {
  ...PLAIN, bias_uV_max: 4_800_000, lipon_thickness_nm: 100, field_V_per_cm_max: 500_000, is_field_override: true, declared_damage_ppt: 1500,
};
const CAP_V = 4.8;
/** Gain and offset of DAC and interlock path together. */
const ERROR_V = 0.007;
const TEN_VOLTS_UV = 10_000_000;
const PROGRAM_ID = 3;

/** What the host was told at each of its attempts, by the way that it tried. */
type Answers = Map<string, StatusCode>;

/** Asks for 10 V in every way that the protocol offers, and goes on whatever it is told. */
function demandTenVolts(host: RawHost): { readonly answers: Answers; readonly on_V: number; readonly closings: number; readonly latched: readonly Cause[] } {
  const answers: Answers = new Map();
  const note = (way: string, reply: Pick<Reply, 'status'>): void => void answers.set(way, reply.status.code);

  // Programs are taken only while the output is off, and before limits are committed there is nothing to hold them against.
  host.acquire();
  const early = host.ask(uploadOf(host, TEN_VOLTS_UV));
  note('program uploaded before limits', early);
  const program_digest = early.body?.kind === 'upload_result' ? (early.body.program_digest ?? 0) : 0;
  const { digest } = host.commit(LIMITS);
  host.enable(digest);
  host.setBias(4_799_000);
  host.hold(60_000);
  const on_V = host.truth.isConducting ? host.truth.voltage_V : NaN;

  raiseCaps(host, note);
  note('program started', host.startProgram(PROGRAM_ID, program_digest));
  host.hold(20_000);
  note('step uploaded while on', host.ask(uploadOf(host, TEN_VOLTS_UV)));
  note('ramp', host.setBias(TEN_VOLTS_UV, 100_000_000));
  host.hold(20_000);
  for (let target_uV = 4_805_000; target_uV <= 4_900_000; target_uV += 19_000) note(`step to ${target_uV}`, host.setBias(target_uV));
  note('set-point', host.setBias(TEN_VOLTS_UV));
  host.hold(60_000);

  const latched = reconnect(host);
  note('set-point after re-connect', host.setBias(TEN_VOLTS_UV));
  host.hold(60_000);
  return { answers, on_V, closings: host.eventsOf(EventKind.OUTPUT_CLOSED).length, latched };
}

function uploadOf(host: RawHost, bias_uV: number): RequestBody {
  const step = { kind: StepKind.HOLD, bias_uV, slew_nV_per_s: 1_000_000_000, duration_us: 1_000_000 } as const;
  return { kind: 'upload_step', program_id: PROGRAM_ID, step_index: 0, step_count: 1, step, lease_epoch: host.lease_epoch };
}

/** Loosened limits in every field that could raise the cap. */
function raiseCaps(host: RawHost, note: (way: string, reply: Pick<Reply, 'status'>) => void): void {
  const raised: Readonly<Record<string, Partial<Limits>>> = {
    'cap of 10 V': { bias_uV_max: TEN_VOLTS_UV },
    'cap of 4.9 V': { bias_uV_max: 4_900_000 },
    'thicker film': { lipon_thickness_nm: 100_000 },
    'higher field': { field_V_per_cm_max: 10_000_000 },
    'lithium-free anode': { bias_uV_max: 4_900_000, anode_uV_vs_li: -1_000_000 },
    'wider margin': { over_voltage_margin_uV: 100_000 },
  };
  for (const [way, changes] of Object.entries(raised)) {
    const staged = host.ask({ kind: 'stage_limits', limits: { ...LIMITS, ...changes } });
    note(`staged: ${way}`, staged);
    if (staged.body?.kind === 'limits_echo') note(`committed: ${way}`, host.ask({ kind: 'commit_limits', digest: staged.body.digest }));
  }
}

/** Hangs up, comes back, acknowledges what that latched, and turns on again; refused where the lease does not end with the link. */
function reconnect(host: RawHost): readonly Cause[] {
  host.hangUp();
  host.attach();
  const { latched, fault_nonce } = host.state;
  if (host.ask({ kind: 'acquire_lease', lease_us: 5_000_000 }).status.code !== StatusCode.OK) return latched;
  host.lease_epoch = host.state.lease_epoch;
  host.hold(11_000);
  if (latched.length > 0) host.ask({ kind: 'acknowledge', causes: [...latched], fault_nonce, lease_epoch: host.lease_epoch });
  host.enable(host.commit(LIMITS).digest);
  host.hold(5000);
  return latched;
}

describe('a host that asks for 10 V across 100 nm of damaged LiPON', () => {
  // Each seed is another board, with its own gains and offsets, and another film.
  it.each([7, 8])('gets no more than 4.8 V and the error of the bias path, in no tick, and LiPON survives: seed %i', (seed) => {
    const host = new RawHost({ preset: 'lipon-100nm', seed });
    const { answers, on_V, closings, latched } = demandTenVolts(host);

    // The output really was on, and high enough for the question to mean something.
    expect(on_V).toBeGreaterThanOrEqual(4.5);
    expect(closings).toBe(2);
    expect(host.truth.specimen.cell.damage_ratio).toBe(1.5);

    expect(host.peak_V).toBeLessThanOrEqual(CAP_V + ERROR_V);
    expect(host.truth.specimen.filament).toBe('none');
    expect(host.state).toMatchObject({ mode: Mode.ON, is_switch_closed: true });
    expect(latched).toEqual([Cause.LINK_LOST]);
    expect(host.eventsOf(EventKind.TRIPPED)).toEqual([]);

    expect(Object.fromEntries(answers)).toMatchObject({
      'program uploaded before limits': StatusCode.OK,
      'program started': StatusCode.FIELD_TOO_HIGH,
      'step uploaded while on': StatusCode.OUTPUT_ON,
      'ramp': StatusCode.FIELD_TOO_HIGH,
      'step to 4805000': StatusCode.BEYOND_LIMIT,
      'set-point': StatusCode.FIELD_TOO_HIGH,
      'set-point after re-connect': StatusCode.FIELD_TOO_HIGH,
      'staged: cap of 10 V': StatusCode.BEYOND_STRAP,
      'staged: cap of 4.9 V': StatusCode.BEYOND_LIMIT,
      'committed: thicker film': StatusCode.LOOSENING,
      'staged: higher field': StatusCode.OUT_OF_RANGE,
      'staged: lithium-free anode': StatusCode.OUT_OF_RANGE,
      'staged: wider margin': StatusCode.BEYOND_STRAP,
    });
    expect([...answers.entries()].filter(([way, code]) => code === StatusCode.OK && !way.startsWith('staged')).map(([way]) => way)).toEqual(['program uploaded before limits']);
  });

  it('breaks it with layer 0, interlocks and slew limit left out by the simulator\'s constructor', () => {
    const host = new RawHost({ preset: 'lipon-100nm', protections: { isLayer0Fitted: false, rowsLeftOut: new Set(ROWS.map(({ row }): InterlockRow => row)) } });
    const { answers, on_V } = demandTenVolts(host);
    expect(on_V).toBeGreaterThanOrEqual(4.5);
    expect(answers.get('program started')).toBe(StatusCode.OK);
    expect(host.peak_V).toBeGreaterThan(9);
    expect(host.truth.specimen.filament).not.toBe('none');
  });
});
