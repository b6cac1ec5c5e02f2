import { StatusCode } from '@nanobias/proto';
import type { Limits } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { expect, text } from '../check.ts';
import { replyText } from '../host.ts';
import { LIMITS, arm, commit, expectOff, fence, setBias, stage, switchOn } from '../operation.ts';

const REQUEST_BAND = { min: 20, max: 39 } as const;
/** Everything that a host may say, with numbers that are nobody's default. */
const WHOLE: Limits = {
  ...LIMITS, bias_uV_min: -100_001, slew_nV_per_s_max: 7_000_003, current_fA_max: 9_000_001, excess_charge_fC_max: 9_001, field_V_per_cm_max: 250_001,
  declared_damage_ppt: 1_001, anode_uV_vs_li: 1_001, over_voltage_margin_uV: 30_001, hot_connect_uV_max: 9_001,
  lnmo_thickness_nm: 501, area_nm2: 9_999_999, sustained_current_fA_max: 66_001, short_current_fA_max: 490_001, precursor_current_fA_max: 900_001,
  is_precursor_trip: true, specific_charge_mAh_per_g_max: 319, cutoff_uV_min: -120_001, temperature_mdegC_min: 16_001, temperature_mdegC_max: 59_001,
  is_probe_motion_trip: true,
};

const REFUSED: readonly (readonly [what: string, limits: Limits])[] = [
  ['a cap beyond the strap', { ...LIMITS, bias_uV_max: 20_000_000 }],
  ['a cap beyond what the electrolyte bears', { ...LIMITS, lipon_thickness_nm: 1 }],
  ['a current limit below the noise', { ...LIMITS, current_fA_max: 1 }],
  ['a minimum above the maximum', { ...LIMITS, bias_uV_min: 3_900_000, bias_uV_max: 3_800_000 }],
  ['a field above the cap without an override', { ...LIMITS, field_V_per_cm_max: 400_000 }],
  ['a sustained current above the hard limit', { ...LIMITS, current_fA_max: 1_000_000, sustained_current_fA_max: 1_000_001 }],
  ['a film without a thickness', withoutThickness()],
];

/** A thickness that is not there is nobody's to guess. */
function withoutThickness(): Limits {
  const { lnmo_thickness_nm: _, ...others } = LIMITS;
  return others;
}

export const limitChecks: readonly Check[] = [
  {
    requirement: 'P-038',
    title: 'the echo is what was asked for, and nothing is in force yet',
    run: async (host) => {
      await host.greet();
      const before = await host.snapshot();
      const { limits } = await stage(host, WHOLE);
      for (const [name, value] of Object.entries(WHOLE)) expect(limits[name as keyof Limits] === value, `${name} of ${String(value)}`, limits[name as keyof Limits]);
      const { limits: filled } = await stage(host);
      expect(filled.bias_uV_min !== undefined && filled.current_fA_max !== undefined && filled.over_voltage_margin_uV !== undefined, 'defaults to be filled in', filled);
      const after = await host.snapshot();
      expect(after.limits_digest === before.limits_digest, `limits ${text(before.limits_digest)} in force`, text(after.limits_digest));
    },
  },
  {
    requirement: 'P-039',
    title: 'equal limits have equal digests',
    run: async (host) => {
      await host.greet();
      const digests = [];
      for (const limits of [LIMITS, { ...LIMITS, bias_uV_max: 3_999_999 }, LIMITS, { ...LIMITS, hot_connect_uV_max: 9_999 }]) digests.push((await stage(host, limits)).digest);
      expect(digests[0] === digests[2] && new Set(digests).size === 3, 'three digests, the first twice', text(digests));
    },
  },
  {
    requirement: 'P-040',
    title: 'a commit names what was staged',
    run: async (host) => {
      await host.greet();
      const { digest } = await stage(host);
      await host.refused({ kind: 'commit_limits', digest: (digest ^ 1) >>> 0 }, StatusCode.DIGEST_MISMATCH);
      const echo = await host.ask({ kind: 'commit_limits', digest }, 'limits_echo');
      const state = await host.snapshot();
      expect(echo.digest === digest && state.limits_digest === digest, `limits ${digest} in force`, text(state));
    },
  },
  {
    requirement: 'P-041',
    title: 'what cannot be held is refused',
    run: async (host) => {
      await host.greet();
      for (const [what, limits] of REFUSED) {
        const reply = await host.request({ kind: 'stage_limits', limits });
        const { code, field } = reply.status;
        expect(REQUEST_BAND.min <= code && code <= REQUEST_BAND.max && field !== '', `${what} to be refused by name`, replyText(reply));
      }
    },
  },
  {
    requirement: 'P-042',
    title: 'armed, nothing is loosened',
    run: async (host) => {
      await host.greet();
      await arm(host);
      const { digest } = await stage(host, { ...LIMITS, bias_uV_max: 4_000_001 });
      await host.refused({ kind: 'commit_limits', digest }, StatusCode.LOOSENING);
    },
  },
  {
    requirement: 'P-042',
    title: 'on, nothing is loosened',
    run: async (host) => {
      await host.greet();
      await switchOn(host);
      const { digest } = await stage(host, { ...LIMITS, slew_nV_per_s_max: 100_000_001 });
      await host.refused({ kind: 'commit_limits', digest }, StatusCode.LOOSENING);
    },
  },
  {
    requirement: 'P-043',
    title: 'tightening voids the token',
    run: async (host) => {
      await host.greet();
      const armed = await arm(host);
      const { digest: limits_digest } = await commit(host, { ...LIMITS, bias_uV_max: 3_900_000 });
      const reply = await host.request({ kind: 'enable', ...armed, ...(await fence(host)), limits_digest }, { timeout_us: 4_000_000 });
      expect(reply.status.code !== StatusCode.OK, 'the old token to be void', replyText(reply));
      await expectOff(host);
    },
  },
  {
    requirement: 'P-043',
    title: 'a tightened cap holds at once',
    run: async (host) => {
      await host.greet();
      const on = await switchOn(host);
      const cap_uV = on.enabled.bias_setpoint_uV + 50_000;
      const echo = await commit(host, { ...LIMITS, bias_uV_max: cap_uV });
      expect(echo.limits.bias_uV_max === cap_uV, `a cap of ${cap_uV} uV`, text(echo));
      const reply = await setBias(host, on, cap_uV + 20_000);
      expect(reply.status.code === StatusCode.BEYOND_LIMIT, 'a target above the new cap to be refused BEYOND_LIMIT', replyText(reply));
    },
  },
];
