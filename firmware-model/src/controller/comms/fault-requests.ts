import { StatusCode } from '@nanobias/proto';
import type { FaultInject } from '@nanobias/proto';
import { deviceTime_us } from '../clock.ts';
import type { Firmware } from '../firmware.ts';
import { status } from '../status.ts';
import { DONE, refuse } from './reply.ts';
import type { Answer } from './reply.ts';

/** Numbers of a fault are told in millionths, so that ratios are integers on the wire. */
const MILLIONTH = 1_000_000;

/** At once and until it is taken back; only where there is something to inject it into. */
export function injectFault(firmware: Firmware, { fault_id, parameters, start_device_us, duration_us }: FaultInject): Answer {
  if (firmware.injectFault === undefined) return refuse(status(StatusCode.UNIMPLEMENTED));
  const now_us = deviceTime_us(firmware);
  if (!(start_device_us <= now_us)) return refuse(status(StatusCode.OUT_OF_RANGE, { field: 'start_device_us', value: start_device_us, limit_min: 0, limit_max: now_us, origin: 'BOARD' }));
  if (duration_us !== 0) return refuse(status(StatusCode.OUT_OF_RANGE, { field: 'duration_us', value: duration_us, limit_min: 0, limit_max: 0, origin: 'BOARD' }));
  const outcome = firmware.injectFault(fault_id, parameters.map((parameter) => parameter / MILLIONTH));
  return outcome === 'done' ? DONE : refuse(status(StatusCode.OUT_OF_RANGE, { field: outcome }));
}
