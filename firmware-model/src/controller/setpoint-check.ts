import { EventKind, StatusCode } from '@nanobias/proto';
import type { Status } from '@nanobias/proto';
import { FIELD_V_PER_CM_WARNING, capsFromGeometry } from '../interlock/limits.ts';
import { rangeRefusal } from '../interlock/staging.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';
import { committedLimits } from './limits-store.ts';
import { status, statusOfRefusal } from './status.ts';

export interface RequestedSetpoint {
  readonly target_uV: number;
  readonly slew_nV_per_s: number;
  /** Name of the field in the request. */
  readonly field: string;
}

/** Rows 3, 4 and 5 at the request: what lies beyond a cap is refused and never clamped. The gate asks again. */
export function setpointRefusal(firmware: Firmware, { target_uV, slew_nV_per_s, field }: RequestedSetpoint): Status | undefined {
  const { rowsLeftOut } = firmware;
  const limits = committedLimits(firmware)?.limits;
  if (limits === undefined) return status(StatusCode.LIMITS_NOT_COMMITTED);
  const { field_uV } = capsFromGeometry(limits);
  const caps = { code: 'BEYOND_LIMIT', field, limit_min: limits.bias_uV_min, limit_max: limits.bias_uV_max, origin: 'LIMITS' } as const;
  const inField = { code: 'FIELD_TOO_HIGH', field, limit_min: -field_uV, limit_max: field_uV, origin: 'FIELD' } as const;
  const slew = { code: 'BEYOND_LIMIT', field: 'slew_nV_per_s', limit_min: 1, limit_max: limits.slew_nV_per_s_max, origin: 'LIMITS' } as const;
  const refusal =
    (rowsLeftOut.has(4) ? undefined : rangeRefusal(target_uV, inField)) ??
    (rowsLeftOut.has(3) ? undefined : rangeRefusal(target_uV, caps)) ??
    (rowsLeftOut.has(5) ? undefined : rangeRefusal(slew_nV_per_s, slew));
  return refusal === undefined ? undefined : statusOfRefusal(refusal);
}

/** Row 4 warns from half of its cap on. */
export function warnOfField(firmware: Firmware, target_uV: number): void {
  const limits = committedLimits(firmware)?.limits;
  if (limits === undefined) return;
  const { anode_uV_vs_li, isFormed, lipon_thickness_nm } = limits;
  const warning_uV = capsFromGeometry({ anode_uV_vs_li, isFormed, lipon_thickness_nm, field_V_per_cm_max: FIELD_V_PER_CM_WARNING }).field_uV;
  if (warning_uV < Math.abs(target_uV)) pushEvent(firmware, { kind: EventKind.WARNING, value: target_uV, limit: warning_uV });
}
