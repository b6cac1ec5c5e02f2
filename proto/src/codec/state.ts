import { Activity, Cause, Channel, Feature, Mode } from './enums.ts';
import { bool, enumeration, enumerationOrNone, integer, message, optional, repeated, table } from './schema.ts';

/** Everything that a host needs to know when it comes late. */
export interface Snapshot {
  readonly mode: Mode;
  readonly activity: Activity;
  readonly device_time_us: number;
  readonly output_epoch: number;
  /** Read back from the relay, not from the command. */
  readonly is_switch_closed: boolean;
  readonly bias_uV: number;
  readonly bias_setpoint_uV: number;
  /** Absent while blanked or saturated. */
  readonly current_fA?: number;
  readonly open_circuit_uV: number;
  readonly lease_epoch: number;
  readonly lease_remaining_us: number;
  readonly is_lease_mine: boolean;
  /** Absent until limits are committed. */
  readonly limits_digest?: number;
  readonly latched: readonly Cause[];
  readonly fault_nonce: number;
  readonly event_seq_newest: number;
  readonly program_step_index: number;
  readonly program_step_count: number;
  /** While the output regulates current. */
  readonly current_setpoint_fA?: number;
  readonly is_in_compliance: boolean;
  /** Whether a program would go on now if the lease lapsed. */
  readonly is_autonomous: boolean;
}

/** What a channel can: its range, resolution and rates. */
export interface ChannelCapability {
  readonly channel: Channel;
  readonly rate_Hz_max: number;
  readonly bits: number;
  readonly full_scales_fA: readonly number[];
  readonly full_scale_uV?: number;
  readonly noise_fA_rms: number;
  readonly noise_uV_rms: number;
}

/** What a controller can: features, bounds of the board, channels, rates and links. */
export interface Capabilities {
  readonly bias_uV_min: number;
  readonly bias_uV_max: number;
  readonly bias_lsb_nV: number;
  readonly strap_uV_min: number;
  readonly strap_uV_max: number;
  readonly slew_nV_per_s_max: number;
  readonly channels: readonly ChannelCapability[];
  readonly lease_us_min: number;
  readonly lease_us_max: number;
  readonly program_steps_max: number;
  readonly link_bytes_per_s: number;
  readonly features: readonly Feature[];
  readonly series_resistance_kOhm: number;
  readonly stray_capacitance_fF: number;
}

export const snapshotTable = table<Snapshot>('snapshot', {
  mode: enumeration(1, Mode),
  activity: enumerationOrNone(2, Activity),
  device_time_us: integer(3, 'uint64'),
  output_epoch: integer(4, 'uint32'),
  is_switch_closed: bool(5),
  bias_uV: integer(6, 'sint32'),
  bias_setpoint_uV: integer(7, 'sint32'),
  current_fA: optional(integer(8, 'sint64')),
  open_circuit_uV: integer(9, 'sint32'),
  lease_epoch: integer(10, 'uint32'),
  lease_remaining_us: integer(11, 'uint64'),
  is_lease_mine: bool(12),
  limits_digest: optional(integer(13, 'fixed32')),
  latched: repeated(enumeration(14, Cause), 8),
  fault_nonce: integer(15, 'fixed32'),
  event_seq_newest: integer(16, 'uint32'),
  program_step_index: integer(17, 'uint32'),
  program_step_count: integer(18, 'uint32'),
  current_setpoint_fA: optional(integer(19, 'sint64')),
  is_in_compliance: bool(20),
  is_autonomous: bool(21),
});

const channelCapabilityTable = table<ChannelCapability>('channels', {
  channel: enumeration(1, Channel),
  rate_Hz_max: integer(2, 'uint32'),
  bits: integer(3, 'uint32', { min: 2, max: 32 }),
  full_scales_fA: repeated(integer(4, 'sint64', { min: 1 }), 8),
  full_scale_uV: optional(integer(5, 'sint64', { min: 1 })),
  noise_fA_rms: integer(6, 'uint64'),
  noise_uV_rms: integer(7, 'uint32'),
});

export const capabilitiesTable = table<Capabilities>('capabilities', {
  bias_uV_min: integer(1, 'sint32'),
  bias_uV_max: integer(2, 'sint32'),
  bias_lsb_nV: integer(3, 'uint32'),
  strap_uV_min: integer(4, 'sint32'),
  strap_uV_max: integer(5, 'sint32'),
  slew_nV_per_s_max: integer(6, 'uint32'),
  channels: repeated(message(7, channelCapabilityTable), 5),
  lease_us_min: integer(8, 'uint32'),
  lease_us_max: integer(9, 'uint32'),
  program_steps_max: integer(10, 'uint32'),
  link_bytes_per_s: integer(11, 'uint32'),
  features: repeated(enumeration(12, Feature), 16),
  series_resistance_kOhm: integer(13, 'uint32'),
  stray_capacitance_fF: integer(14, 'uint32'),
});
