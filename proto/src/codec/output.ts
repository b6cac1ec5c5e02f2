import { Cause, StepKind } from './enums.ts';
import { BIAS_RANGE, SLEW_RANGE } from './limits.ts';
import { bool, enumeration, enumerationOrNone, integer, message, optional, repeated, table, text } from './schema.ts';

/** Whoever held a lease proves it, and says which state of the output it takes over. */
export interface Adoption {
  readonly token: number;
  readonly lease_epoch: number;
  readonly output_epoch: number;
}

/** Asks for control of the output. */
export interface AcquireLease {
  readonly lease_us: number;
  readonly adoption?: Adoption;
}

/** Names the lease by its fencing epoch. */
export interface LeaseEpoch {
  readonly lease_epoch: number;
}

/** Control of the output, for as long as it is renewed. */
export interface LeaseGrant {
  readonly lease_epoch: number;
  readonly lease_us: number;
  readonly expires_device_us: number;
  readonly adoption_token?: number;
}

/** Asks for the token that one Enable takes, within 10 s. */
export interface Arm {
  readonly limits_digest: number;
  readonly lease_epoch: number;
}

/** The token, and until when it holds. */
export interface ArmGrant {
  readonly token: number;
  readonly expires_device_us: number;
  readonly open_circuit_uV: number;
}

/** Closes the circuit, with a token, before a deadline in device time. */
export interface Enable {
  readonly token: number;
  readonly limits_digest: number;
  readonly expected_epoch: number;
  readonly not_after_device_us: number;
  readonly lease_epoch: number;
  /** Admission of a program that goes on without the host. Both or neither. */
  readonly autonomous_us_max?: number;
  readonly autonomous_fC_max?: number;
}

/** That the circuit is closed, at which set-point, and since when in device time. */
export interface EnableResult {
  readonly open_circuit_uV: number;
  readonly bias_setpoint_uV: number;
  readonly is_switch_closed: boolean;
  readonly device_time_us: number;
}

/** Sets the target of the bias and the slew to it. */
export interface SetBias {
  readonly target_uV: number;
  readonly slew_nV_per_s: number;
  readonly expected_epoch: number;
  readonly not_after_device_us: number;
  readonly lease_epoch: number;
}

/** When the ramp began and will arrive, in device time. */
export interface SetBiasResult {
  readonly start_uV: number;
  readonly target_uV: number;
  readonly start_device_us: number;
  readonly arrival_device_us: number;
}

/** A current to be regulated, within caps and compliance. */
export interface SetCurrent {
  readonly target_fA: number;
  /** Absent for the limit. */
  readonly slew_nV_per_s?: number;
  /** Absent for the caps. */
  readonly compliance_uV_min?: number;
  readonly compliance_uV_max?: number;
  readonly expected_epoch: number;
  readonly not_after_device_us: number;
  readonly lease_epoch: number;
}

/** When the regulation began, and what it keeps to. */
export interface SetCurrentResult {
  readonly target_fA: number;
  readonly compliance_uV_min: number;
  readonly compliance_uV_max: number;
  readonly start_device_us: number;
}

/** Which fields a step has, its kind says; the conditions are met by what is measured, and the first one ends the step. */
export interface ProgramStep {
  readonly kind: StepKind;
  readonly bias_uV?: number;
  readonly slew_nV_per_s?: number;
  /** 0 in a ramp, a loop and a mark. */
  readonly duration_us: number;
  /** In place of the bias: from the set-point at which the step begins. */
  readonly bias_change_uV?: number;
  readonly current_fA?: number;
  readonly loop_to_index?: number;
  readonly loop_count?: number;
  readonly mark?: number;
  readonly until_bias_uV_above?: number;
  readonly until_bias_uV_below?: number;
  /** Magnitudes. */
  readonly until_current_fA_above?: number;
  readonly until_current_fA_below?: number;
  readonly until_charge_fC?: number;
}

/** One step of a program, at its place. */
export interface UploadStep {
  readonly program_id: number;
  readonly step_index: number;
  readonly step_count: number;
  readonly step: ProgramStep;
  readonly lease_epoch: number;
}

/** Steps that have been taken so far, and the digest of the program once all are. */
export interface UploadResult {
  readonly step_count_stored: number;
  readonly program_digest?: number;
}

/** Starts an uploaded program, named by its digest, before a deadline in device time. */
export interface StartProgram {
  readonly program_id: number;
  readonly program_digest: number;
  readonly expected_epoch: number;
  readonly not_after_device_us: number;
  readonly lease_epoch: number;
}

/** Opens the circuit; needs no lease and no order. */
export interface Disable {
  readonly is_soft: boolean;
}

/** What was measured after the switch was told to open. */
export interface OffResult {
  readonly is_switch_closed: boolean;
  /** Magnitude; absent when the path is saturated. */
  readonly current_fA?: number;
  readonly device_time_us: number;
  readonly output_epoch: number;
  readonly cause: Cause;
}

/** Takes a latched cause back, once it is gone. */
export interface Acknowledge {
  readonly causes: readonly Cause[];
  readonly fault_nonce: number;
  readonly lease_epoch: number;
}

/** Puts a fault of the catalogue into a simulated controller. */
export interface FaultInject {
  /** At most 48 bytes. */
  readonly fault_id: string;
  readonly parameters: readonly number[];
  readonly start_device_us: number;
  readonly duration_us: number;
}

/** 1 uA either way: a hundred times what the series resistor passes at 10 V. */
const CURRENT_RANGE = { min: -1_000_000_000, max: 1_000_000_000 } as const;

// Strict is whatever energises, bounds or prepares the output.
const strict = { isStrict: true };

export const adoptionTable = table<Adoption>('adoption', {
  token: integer(1, 'fixed32'),
  lease_epoch: integer(2, 'uint32'),
  output_epoch: integer(3, 'uint32'),
});

export const acquireLeaseTable = table<AcquireLease>('acquire_lease', {
  lease_us: integer(1, 'uint32', { min: 100_000, max: 5_000_000 }),
  adoption: optional(message(2, adoptionTable)),
});

export const leaseEpochTable = table<LeaseEpoch>('lease_epoch', { lease_epoch: integer(1, 'uint32') });

export const leaseGrantTable = table<LeaseGrant>('lease_grant', {
  lease_epoch: integer(1, 'uint32'),
  lease_us: integer(2, 'uint32'),
  expires_device_us: integer(3, 'uint64'),
  adoption_token: optional(integer(4, 'fixed32')),
});

export const armTable = table<Arm>('arm', { limits_digest: integer(1, 'fixed32'), lease_epoch: integer(2, 'uint32') }, strict);

export const armGrantTable = table<ArmGrant>('arm_grant', {
  token: integer(1, 'fixed32'),
  expires_device_us: integer(2, 'uint64'),
  open_circuit_uV: integer(3, 'sint32'),
});

export const enableTable = table<Enable>('enable', {
  token: integer(1, 'fixed32'),
  limits_digest: integer(2, 'fixed32'),
  expected_epoch: integer(3, 'uint32'),
  not_after_device_us: integer(4, 'uint64'),
  lease_epoch: integer(5, 'uint32'),
  autonomous_us_max: optional(integer(6, 'uint64', { min: 1, max: 1_000_000_000_000 })),
  autonomous_fC_max: optional(integer(7, 'sint64', { min: 1 })),
}, strict);

export const enableResultTable = table<EnableResult>('enable_result', {
  open_circuit_uV: integer(1, 'sint32'),
  bias_setpoint_uV: integer(2, 'sint32'),
  is_switch_closed: bool(3),
  device_time_us: integer(4, 'uint64'),
});

export const setBiasTable = table<SetBias>('set_bias', {
  target_uV: integer(1, 'sint32', BIAS_RANGE),
  slew_nV_per_s: integer(2, 'uint32', SLEW_RANGE),
  expected_epoch: integer(3, 'uint32'),
  not_after_device_us: integer(4, 'uint64'),
  lease_epoch: integer(5, 'uint32'),
}, strict);

export const setBiasResultTable = table<SetBiasResult>('set_bias_result', {
  start_uV: integer(1, 'sint32'),
  target_uV: integer(2, 'sint32'),
  start_device_us: integer(3, 'uint64'),
  arrival_device_us: integer(4, 'uint64'),
});

export const setCurrentTable = table<SetCurrent>('set_current', {
  target_fA: integer(1, 'sint64', CURRENT_RANGE),
  slew_nV_per_s: optional(integer(2, 'uint32', SLEW_RANGE)),
  compliance_uV_min: optional(integer(3, 'sint32', BIAS_RANGE)),
  compliance_uV_max: optional(integer(4, 'sint32', BIAS_RANGE)),
  expected_epoch: integer(5, 'uint32'),
  not_after_device_us: integer(6, 'uint64'),
  lease_epoch: integer(7, 'uint32'),
}, strict);

export const setCurrentResultTable = table<SetCurrentResult>('set_current_result', {
  target_fA: integer(1, 'sint64'),
  compliance_uV_min: integer(2, 'sint32'),
  compliance_uV_max: integer(3, 'sint32'),
  start_device_us: integer(4, 'uint64'),
});

const STEPS_MAX = 64;

const programStepTable = table<ProgramStep>('step', {
  kind: enumeration(1, StepKind),
  bias_uV: optional(integer(2, 'sint32', BIAS_RANGE)),
  slew_nV_per_s: optional(integer(3, 'uint32', SLEW_RANGE)),
  // Up to 11.6 days.
  duration_us: integer(4, 'uint64', { max: 1_000_000_000_000 }),
  bias_change_uV: optional(integer(5, 'sint32', BIAS_RANGE)),
  current_fA: optional(integer(6, 'sint64', CURRENT_RANGE)),
  loop_to_index: optional(integer(7, 'uint32', { max: STEPS_MAX - 1 })),
  loop_count: optional(integer(8, 'uint32', { min: 1, max: 1_000_000 })),
  mark: optional(integer(9, 'uint32')),
  until_bias_uV_above: optional(integer(10, 'sint32', BIAS_RANGE)),
  until_bias_uV_below: optional(integer(11, 'sint32', BIAS_RANGE)),
  until_current_fA_above: optional(integer(12, 'sint64', { min: 1, max: CURRENT_RANGE.max })),
  until_current_fA_below: optional(integer(13, 'sint64', { min: 1, max: CURRENT_RANGE.max })),
  // Up to a coulomb.
  until_charge_fC: optional(integer(14, 'sint64', { min: 1, max: 1_000_000_000_000_000 })),
}, strict);

export const uploadStepTable = table<UploadStep>('upload_step', {
  program_id: integer(1, 'uint32'),
  step_index: integer(2, 'uint32', { max: STEPS_MAX - 1 }),
  step_count: integer(3, 'uint32', { min: 1, max: STEPS_MAX }),
  step: message(4, programStepTable),
  lease_epoch: integer(5, 'uint32'),
}, strict);

export const uploadResultTable = table<UploadResult>('upload_result', {
  step_count_stored: integer(1, 'uint32', { max: STEPS_MAX }),
  program_digest: optional(integer(2, 'fixed32')),
});

export const startProgramTable = table<StartProgram>('start_program', {
  program_id: integer(1, 'uint32'),
  program_digest: integer(2, 'fixed32'),
  expected_epoch: integer(3, 'uint32'),
  not_after_device_us: integer(4, 'uint64'),
  lease_epoch: integer(5, 'uint32'),
}, strict);

export const disableTable = table<Disable>('disable', { is_soft: bool(1) });

export const offResultTable = table<OffResult>('off_result', {
  is_switch_closed: bool(1),
  current_fA: optional(integer(2, 'sint64', { min: 0 })),
  device_time_us: integer(3, 'uint64'),
  output_epoch: integer(4, 'uint32'),
  cause: enumerationOrNone(5, Cause),
});

export const acknowledgeTable = table<Acknowledge>('acknowledge', {
  causes: repeated(enumeration(1, Cause), 8),
  fault_nonce: integer(2, 'fixed32'),
  lease_epoch: integer(3, 'uint32'),
});

export const faultInjectTable = table<FaultInject>('fault_inject', {
  fault_id: text(1, 48),
  parameters: repeated(integer(2, 'sint64'), 8),
  start_device_us: integer(3, 'uint64'),
  duration_us: integer(4, 'uint64'),
});
