import { Activity, Cause, Feature, Mode } from '@nanobias/proto';
import type { ReplyBody, Request, RequestBody, Snapshot } from '@nanobias/proto';
import { connect } from '../../sdk/src/connect.ts';
import type { Device } from '../../sdk/src/contract.ts';
import { ScriptedController } from './scripted-controller.ts';
import { replyFrame } from './session/controller-frames.ts';
import { TestClock } from './test-clock.ts';

type Kind = RequestBody['kind'];
/** What is answered instead of the honest reply; `silent` for nothing at all. */
export type Lie = (request: Request, controller: ScriptedController) => Parameters<typeof replyFrame>[1] | 'silent';
export type Lies = Partial<Readonly<Record<Kind, Lie>>>;

export const snapshot: Snapshot = {
  mode: Mode.SAFE, activity: Activity.UNSPECIFIED, device_time_us: 2000, output_epoch: 3, is_switch_closed: false, bias_uV: 0, bias_setpoint_uV: 0, open_circuit_uV: 0,
  lease_epoch: 0, lease_remaining_us: 0, is_lease_mine: false, latched: [], fault_nonce: 0, event_seq_newest: 0, program_step_index: 0, program_step_count: 0,
  is_in_compliance: false, is_autonomous: false,
};

export const off = { kind: 'off_result', is_switch_closed: false, current_fA: 100, device_time_us: 9000, output_epoch: 4, cause: Cause.DISABLED } as const;

export const limits_digest = 0x11223344;

// The replies of a controller that does what it is told, without a body where there is nothing to say.
function honest(body: RequestBody): ReplyBody | undefined {
  switch (body.kind) {
    case 'get_state':
      return { kind: 'snapshot', ...snapshot };
    case 'get_capabilities':
      return {
        kind: 'capabilities', bias_uV_min: -10_000_000, bias_uV_max: 10_000_000, bias_lsb_nV: 1000, strap_uV_min: -300_000, strap_uV_max: 5_000_000, slew_nV_per_s_max: 1e9,
        channels: [], lease_us_min: 100_000, lease_us_max: 5_000_000, program_steps_max: 64, link_bytes_per_s: 0, features: [Feature.PROGRAMS], series_resistance_kOhm: 1,
        stray_capacitance_fF: 1,
      };
    case 'stage_limits':
      return { kind: 'limits_echo', limits: body.limits, digest: limits_digest, effective_bias_uV_min: -200_000, effective_bias_uV_max: 4_600_000 };
    case 'commit_limits':
      return { kind: 'limits_echo', limits: { is_field_override: false, is_formed: false, lnmo_on: 1 }, digest: limits_digest, effective_bias_uV_min: -200_000, effective_bias_uV_max: 4_600_000 };
    case 'acquire_lease':
      return { kind: 'lease_grant', lease_epoch: 7, lease_us: body.lease_us, expires_device_us: 1_000_000 };
    case 'arm':
      return { kind: 'arm_grant', token: 9, expires_device_us: 10_000_000, open_circuit_uV: 3_450_000 };
    case 'enable':
      return { kind: 'enable_result', open_circuit_uV: 3_450_000, bias_setpoint_uV: 3_450_000, is_switch_closed: true, device_time_us: 3000 };
    case 'upload_step':
      return { kind: 'upload_result', step_count_stored: body.step_index + 1, ...(body.step_index + 1 === body.step_count ? { program_digest: 5 } : {}) };
    case 'set_bias':
      return { kind: 'set_bias_result', start_uV: 3_450_000, target_uV: body.target_uV, start_device_us: 3000, arrival_device_us: 1_003_000 };
    case 'disable':
      return off;
    default:
      return undefined;
  }
}

/** A device handle on a controller that lies where it is told to. */
export async function connectedTo(lies: Lies, onStop: (controller: ScriptedController) => void = () => undefined): Promise<{ readonly device: Device; readonly clock: TestClock; readonly controller: ScriptedController; readonly asked: () => Kind[] }> {
  const clock = new TestClock();
  const controller = new ScriptedController(clock, {
    onStop,
    onRequest: (request, self) => {
      const { request_id, body } = request;
      const reply = honest(body);
      const answer = lies[body.kind]?.(request, self) ?? (reply === undefined ? {} : { body: reply });
      if (answer !== 'silent') self.send(replyFrame(request_id, answer));
    },
  });
  let word = 0;
  const connecting = connect(controller.pipe, { clock, entropy: { uint32: () => (word += 1) }, sampler: 'js' });
  await clock.run(100_000);
  return { device: await connecting, clock, controller, asked: () => controller.requests.map(({ body }) => body.kind).filter((kind) => kind !== 'renew_lease') };
}
