import { Cause, EventKind } from '@nanobias/proto';
import type { Event } from '@nanobias/proto';
import type { Span } from './slow-log.ts';

/** One step as the controller carried it out, in device time. */
export interface StepSpan extends Span {
  readonly index: number;
}

/** What the controller's events tell about the course of a run. */
export class RunHistory {
  /** Device time at which the switch closed. */
  closed_us: number | undefined;
  /** Device time at which the circuit was last opened. */
  opened_us: number | undefined;
  trips_count = 0;
  /** Causes of the trips, first first. */
  readonly causes: Cause[] = [];
  lostEvents_count = 0;
  readonly #steps: { readonly index: number; readonly from_us: number; until_us: number | undefined }[] = [];
  #newest_us = 0;

  /** Takes an event of the run, in order. */
  event(event: Event): void {
    this.#newest_us = Math.max(this.#newest_us, event.device_time_us);
    switch (event.kind) {
      case EventKind.OUTPUT_CLOSED:
        this.closed_us ??= event.device_time_us;
        return;
      case EventKind.OUTPUT_OPENED:
        this.opened_us = event.device_time_us;
        return;
      case EventKind.TRIPPED:
        this.trips_count += 1;
        this.causes.push(event.cause);
        return;
      case EventKind.STEP_STARTED:
        this.#steps.push({ index: event.step_index, from_us: event.device_time_us, until_us: undefined });
        return;
      case EventKind.STEP_ENDED: {
        const step = this.#steps.findLast(({ index }) => index === event.step_index);
        if (step !== undefined) step.until_us = event.device_time_us;
        return;
      }
      default:
        return;
    }
  }

  /** Steps in the order in which they ran, a loop's as often as it did; one that was cut short ends where the circuit was opened, or where the record ends. */
  steps(end_us: number = this.opened_us ?? this.#newest_us): readonly StepSpan[] {
    return this.#steps.map(({ index, from_us, until_us }) => ({ index, from_us, until_us: until_us ?? Math.max(from_us, end_us) }));
  }
}
