import { Channel, EventKind, Feature } from '@nanobias/proto';
import type { Cause, ChannelCapability, Mark, Mode, ReplyBody } from '@nanobias/proto';
import { REGISTER } from '../../board/registers.ts';
import { latchedCauses } from '../../interlock/latch.ts';
import { WORD, isAutonomous } from '../../interlock/state.ts';
import { activityNow } from '../activity.ts';
import { deviceTime_us } from '../clock.ts';
import { complianceEnd, regulatedCurrent_fA } from '../current-loop.ts';
import { newestEventSeq, pushEvent } from '../events.ts';
import type { Firmware } from '../firmware.ts';
import { LEASE_US_MAX, LEASE_US_MIN, isHolder, leaseEpoch, leaseRemaining_us } from '../lease.ts';
import { committedLimits } from '../limits-store.ts';
import { OUTPUT, isSwitchClosed, outputEpoch } from '../output.ts';
import { PROGRAM, PROGRAM_STEPS_MAX } from '../program-store.ts';
import { dacStep_nV, dac_uV, slowCurrent_fA, voltage_uV } from '../scale.ts';
import { setpointCode } from '../setpoint.ts';
import { channelRate_Hz } from '../streams.ts';
import { answer } from './reply.ts';
import type { Answer } from './reply.ts';
import type { RequestKey } from './reply-cache.ts';

const SLEW_NV_PER_S_MAX = 1_000_000_000;

/** What this firmware offers beyond the mandatory part; everything else is answered UNIMPLEMENTED. */
const FEATURES = [
  Feature.PROGRAMS, Feature.CLOCK_SYNC, Feature.MARKS, Feature.EVENT_LOG, Feature.FREEZE_FRAME, Feature.INTERLOCKS, Feature.FOR128, Feature.SUMMARY,
  Feature.AUTONOMOUS_PROGRAMS, Feature.GALVANOSTATIC, Feature.STEP_CONDITIONS, Feature.CAPTURE, Feature.ADOPTION,
] as const;

const utf8 = new TextEncoder();

type SnapshotBody = Extract<ReplyBody, { readonly kind: 'snapshot' }>;

export function readState(firmware: Firmware, _request: object, { session }: RequestKey): Answer {
  return answer(snapshot(firmware, session));
}

export function readCapabilities(firmware: Firmware): Answer {
  const { board, scale, port } = firmware;
  return answer({
    kind: 'capabilities',
    bias_uV_min: dac_uV(scale, scale.dac_code_min),
    bias_uV_max: dac_uV(scale, scale.dac_code_max),
    bias_lsb_nV: dacStep_nV(scale),
    strap_uV_min: board.strap_low_uV,
    strap_uV_max: board.strap_high_uV,
    slew_nV_per_s_max: SLEW_NV_PER_S_MAX,
    channels: channels(firmware),
    lease_us_min: LEASE_US_MIN,
    lease_us_max: LEASE_US_MAX,
    program_steps_max: PROGRAM_STEPS_MAX,
    link_bytes_per_s: port.link_bytes_per_s ?? 0,
    features: firmware.injectFault === undefined ? FEATURES : [...FEATURES, Feature.FAULT_INJECTION],
    series_resistance_kOhm: board.series_resistance_kOhm,
    stray_capacitance_fF: board.stray_capacitance_fF,
  });
}

export function mark(firmware: Firmware, { label }: Mark): Answer {
  pushEvent(firmware, { kind: EventKind.MARK, label: utf8.encode(label) });
  return answer({ kind: 'mark_result', device_time_us: deviceTime_us(firmware) });
}

function snapshot(firmware: Firmware, session: number): SnapshotBody {
  const { interlock, registers, scale, output, program } = firmware;
  const committed = committedLimits(firmware);
  const isCurrentKnown = registers[REGISTER.SLOW_SEQUENCE] !== 0 && registers[REGISTER.SLOW_FLAGS] === 0;
  const current_fA = isCurrentKnown ? slowCurrent_fA(scale, registers[REGISTER.SLOW_CURRENT_CODE]!, registers[REGISTER.SLOW_RANGE_READBACK]!) : undefined;
  const current_setpoint_fA = regulatedCurrent_fA(firmware);
  const body: { -readonly [K in keyof SnapshotBody]: SnapshotBody[K] } = {
    kind: 'snapshot',
    mode: interlock.state[WORD.MODE]! as Mode,
    activity: activityNow(firmware),
    device_time_us: deviceTime_us(firmware),
    output_epoch: outputEpoch(firmware),
    is_switch_closed: isSwitchClosed(firmware),
    bias_uV: voltage_uV(scale, registers[REGISTER.INTERLOCK_VOLTAGE_CODE]!),
    bias_setpoint_uV: dac_uV(scale, setpointCode(firmware)),
    open_circuit_uV: output[OUTPUT.OPEN_CIRCUIT_uV]!,
    lease_epoch: leaseEpoch(firmware),
    lease_remaining_us: leaseRemaining_us(firmware),
    is_lease_mine: isHolder(firmware, session),
    latched: latchedCauses(interlock) as readonly Cause[],
    fault_nonce: interlock.state[WORD.FAULT_NONCE]! >>> 0,
    event_seq_newest: newestEventSeq(firmware),
    program_step_index: program.fields[PROGRAM.STEP_INDEX]!,
    program_step_count: program.fields[PROGRAM.STEP_COUNT]!,
    is_in_compliance: complianceEnd(firmware) !== 0,
    is_autonomous: isAutonomous(interlock),
  };
  if (current_fA !== undefined) body.current_fA = current_fA;
  if (committed !== undefined) body.limits_digest = committed.digest;
  if (current_setpoint_fA !== undefined) body.current_setpoint_fA = current_setpoint_fA;
  return body;
}

function channels(firmware: Firmware): readonly ChannelCapability[] {
  const { board } = firmware;
  const slow = { rate_Hz_max: channelRate_Hz(firmware, Channel.SLOW_CURRENT) ?? 0, bits: board.slow_bits };
  const interlock = { rate_Hz_max: channelRate_Hz(firmware, Channel.INTERLOCK_CURRENT) ?? 0, bits: board.interlock_bits };
  const none = { full_scales_fA: [], noise_fA_rms: 0, noise_uV_rms: 0 };
  return [
    { ...none, channel: Channel.SLOW_CURRENT, ...slow, full_scales_fA: board.slow_full_scales_fA, noise_fA_rms: board.slow_noise_fA_rms },
    { ...none, channel: Channel.SLOW_VOLTAGE, ...slow, full_scale_uV: board.slow_full_scale_uV, noise_uV_rms: board.slow_noise_uV_rms },
    { ...none, channel: Channel.INTERLOCK_CURRENT, ...interlock, full_scales_fA: [board.interlock_full_scale_fA], noise_fA_rms: board.interlock_noise_fA_rms },
    { ...none, channel: Channel.INTERLOCK_VOLTAGE, ...interlock, full_scale_uV: board.interlock_full_scale_uV, noise_uV_rms: board.interlock_noise_uV_rms },
  ];
}
