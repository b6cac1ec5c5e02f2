import type { Event, OffResult, Reply } from '@nanobias/proto';
import type { OutputMayBeOn } from '../errors.ts';

/**
 * What this side knows of the output: closed, open, or neither. It follows what the controller reports, latest device time
 * first, and is `unknown` from the moment an enable leaves until its reply is here.
 */
export interface OutputBelief {
  output: OutputMayBeOn;
  /** Device time of the report. Events wait behind replies in the controller, and may be older than what is known. */
  reported_us: number;
  /** While this host holds the lease nobody else can close the circuit. */
  isLeaseMine: boolean;
}

export function unknownOutput(): OutputBelief {
  return { output: 'unknown', reported_us: 0, isLeaseMine: false };
}

export function noteReply(belief: OutputBelief, { body, device_time_us }: Reply): void {
  if (body?.kind === 'snapshot' || body?.kind === 'enable_result' || body?.kind === 'off_result') note(belief, body.is_switch_closed, device_time_us);
}

export function noteEvent(belief: OutputBelief, { is_switch_closed, device_time_us }: Event): void {
  note(belief, is_switch_closed, device_time_us);
}

/** The answer to a stop frame. */
export function noteOff(belief: OutputBelief, { is_switch_closed, device_time_us }: OffResult): void {
  note(belief, is_switch_closed, device_time_us);
}

function note(belief: OutputBelief, isSwitchClosed: boolean, device_time_us: number): void {
  if (device_time_us < belief.reported_us) return;
  belief.reported_us = device_time_us;
  belief.output = isSwitchClosed;
}

/** What can be said once nothing is heard any more: off only if nobody else could have closed the circuit since. */
export function outputUnheard({ output, isLeaseMine }: OutputBelief): OutputMayBeOn {
  return output === false && !isLeaseMine ? 'unknown' : output;
}
