import { Activity, Cause, EventKind, Mode } from '@nanobias/proto';
import type { Clock, Event, Snapshot } from '@nanobias/proto';
import type { AdoptionTicket, Output, ProgramOutcome, UploadedProgram } from './contract.ts';
import { NanobiasError } from './errors.ts';
import { ask } from './session/ask.ts';
import type { Driver } from './session/driver.ts';
import { V_from_uV, fA, nV_per_s, s_from_us, uV } from './units.ts';

/** An energising command that is still under way after this time is refused as late by the controller. */
export const validity_us = 2_000_000;
// A program is watched by its events; the state is read as well, for the case that the event of its end was lost.
const watch_us = 10_000_000;
// A snapshot and the event of the end may pass each other once.
const endedReads_max = 2;
// The controller's tick, which an arrival may be rounded up to.
const tick_us_max = 1000;

/** What the commands of an open output need. */
export interface OutputParts {
  readonly driver: Driver;
  readonly clock: Clock;
  readonly lease_epoch: number;
  readonly output_epoch: number;
  readonly open_circuit_uV: number;
  /** Of the lease's grant. */
  readonly adoption_token: number | undefined;
  readonly program: UploadedProgram | undefined;
  /** Of a session that broke: its program may be under way. */
  readonly isAdopted: boolean;
  /** Aborted when the scope is over, with the failure as its reason. */
  readonly signal: AbortSignal;
  readonly readSnapshot: () => Promise<Snapshot>;
  readonly onEvent: (listen: (event: Event) => void) => () => void;
}

/** The commands of an output that is on. */
export class OpenOutput implements Output {
  readonly openCircuit_V: number;
  readonly ticket: AdoptionTicket | undefined;
  readonly #parts: OutputParts;

  constructor(parts: OutputParts) {
    this.#parts = parts;
    this.openCircuit_V = V_from_uV(parts.open_circuit_uV);
    const { adoption_token: token, lease_epoch: leaseEpoch, output_epoch: outputEpoch, program } = parts;
    this.ticket = token === undefined ? undefined : { token, leaseEpoch, outputEpoch, ...(program === undefined ? {} : { program }) };
  }

  async setBias(target: { readonly bias_V: number; readonly slew_V_per_s: number }): Promise<{ readonly arrival_s: number }> {
    const { arrival_device_us } = await this.#setBias(target);
    return { arrival_s: s_from_us(arrival_device_us) };
  }

  async ramp(target: { readonly bias_V: number; readonly slew_V_per_s: number }): Promise<void> {
    const { arrival_device_us } = await this.#setBias(target);
    const { driver, readSnapshot } = this.#parts;
    let left_us = arrival_device_us - driver.deviceNow_us();
    // The controller's clock decides; a host whose clock runs fast asks again.
    for (;;) {
      await this.#wait(Math.max(0, left_us) + tick_us_max);
      const { device_time_us } = await readSnapshot();
      left_us = arrival_device_us - device_time_us;
      if (left_us <= 0) return;
    }
  }

  async setCurrent({ current_A, slew_V_per_s, compliance_V_min, compliance_V_max }: Parameters<Output['setCurrent']>[0]): Promise<{ readonly start_s: number }> {
    const { driver, signal } = this.#parts;
    const request = {
      kind: 'set_current',
      target_fA: fA('current_A', current_A),
      ...(slew_V_per_s === undefined ? {} : { slew_nV_per_s: nV_per_s('slew_V_per_s', slew_V_per_s) }),
      ...(compliance_V_min === undefined ? {} : { compliance_uV_min: uV('compliance_V_min', compliance_V_min) }),
      ...(compliance_V_max === undefined ? {} : { compliance_uV_max: uV('compliance_V_max', compliance_V_max) }),
      ...this.#fence(),
    } as const;
    const { body } = await ask(driver, request, 'set_current_result', { signal });
    return { start_s: s_from_us(body.start_device_us) };
  }

  async runProgram(): Promise<ProgramOutcome> {
    const { driver, program, onEvent } = this.#parts;
    if (program === undefined) throw driver.failure('PROGRAM_INCOMPLETE', 'this output was opened without a program');
    const watch = new ProgramWatch(program);
    const stopListening = onEvent((event) => {
      watch.event(event);
    });
    try {
      await this.#startProgram(program, watch);
      return await this.#programEnd(watch);
    } finally {
      stopListening();
    }
  }

  /** Starts the program unless it is under way. An adopted output may regulate a current by a step or by a command: the refusal tells. */
  async #startProgram({ programId: program_id, programDigest: program_digest }: UploadedProgram, watch: ProgramWatch): Promise<void> {
    const { driver, signal, isAdopted, readSnapshot } = this.#parts;
    let activity: Activity = Activity.UNSPECIFIED;
    if (isAdopted) {
      const snapshot = await readSnapshot();
      watch.follow(snapshot);
      ({ activity } = snapshot);
    }
    if (activity === Activity.PROGRAM || activity === Activity.CHECK) return;
    try {
      await driver.request({ kind: 'start_program', program_id, program_digest, ...this.#fence() }, { signal });
    } catch (error) {
      if (activity !== Activity.CURRENT || !(error instanceof NanobiasError) || error.code !== 'WRONG_MODE') throw error;
    }
  }

  async #programEnd(watch: ProgramWatch): Promise<ProgramOutcome> {
    for (;;) {
      try {
        await this.#wait(watch_us, watch.ended);
      } catch (failure) {
        // A trip ends the program and then the scope: how far the program came is worth more than the second failure.
        if (watch.outcome === undefined) throw failure;
      }
      if (watch.outcome !== undefined) return watch.outcome;
      watch.snapshot(await this.#parts.readSnapshot());
      if (watch.outcome !== undefined) return watch.outcome;
    }
  }

  async #setBias({ bias_V, slew_V_per_s }: { readonly bias_V: number; readonly slew_V_per_s: number }): Promise<{ readonly arrival_device_us: number }> {
    const { driver, signal } = this.#parts;
    const target_uV = uV('bias_V', bias_V);
    const slew_nV_per_s = nV_per_s('slew_V_per_s', slew_V_per_s);
    const { body } = await ask(driver, { kind: 'set_bias', target_uV, slew_nV_per_s, ...this.#fence() }, 'set_bias_result', { signal });
    return body;
  }

  /** What keeps a command that is late, repeated or from before an opening from moving anything. */
  #fence(): { readonly expected_epoch: number; readonly not_after_device_us: number; readonly lease_epoch: number } {
    const { driver, output_epoch, lease_epoch } = this.#parts;
    return { expected_epoch: output_epoch, not_after_device_us: driver.deviceNow_us() + validity_us, lease_epoch };
  }

  /** Waits for a time, or for what comes first; rejects with the failure when the scope is over. */
  #wait(delay_us: number, sooner?: Promise<void>): Promise<void> {
    const { clock, signal } = this.#parts;
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason as NanobiasError);
        return;
      }
      const over = (): void => {
        cancel();
        reject(signal.reason as NanobiasError);
      };
      const done = (): void => {
        cancel();
        signal.removeEventListener('abort', over);
        resolve();
      };
      const cancel = clock.after(delay_us, done);
      signal.addEventListener('abort', over, { once: true });
      void sooner?.then(done);
    });
  }
}

/** Follows one program to its end. */
class ProgramWatch {
  readonly ended: Promise<void>;
  outcome: ProgramOutcome | undefined;
  readonly #program: UploadedProgram;
  #tellEnded: () => void = () => undefined;
  #stepsCompleted = 0;
  #endedReads = 0;

  constructor(program: UploadedProgram) {
    this.#program = program;
    this.ended = new Promise((resolve) => {
      this.#tellEnded = resolve;
    });
  }

  event({ kind, cause, step_index }: Event): void {
    if (kind === EventKind.STEP_ENDED) this.#stepsCompleted = Math.max(this.#stepsCompleted, step_index + 1);
    if (kind === EventKind.PROGRAM_ENDED) this.#end(cause);
  }

  /** Joins a program that may be under way. */
  follow({ program_step_index }: Snapshot): void {
    this.#stepsCompleted = program_step_index;
  }

  snapshot({ activity, mode, program_step_index, latched }: Snapshot): void {
    this.#stepsCompleted = Math.max(this.#stepsCompleted, program_step_index);
    const isRunning = mode === Mode.ON || activity !== Activity.UNSPECIFIED;
    this.#endedReads = isRunning ? 0 : this.#endedReads + 1;
    if (this.#endedReads < endedReads_max) return;
    const isComplete = this.#stepsCompleted + 1 >= this.#program.stepCount && latched.length === 0;
    this.#end(isComplete ? Cause.PROGRAM_END : latched[0] ?? Cause.UNSPECIFIED);
  }

  #end(cause: Cause): void {
    const isComplete = cause === Cause.PROGRAM_END;
    this.outcome = { end: isComplete ? 'completed' : cause, stepsCompleted: isComplete ? this.#program.stepCount : this.#stepsCompleted };
    this.#tellEnded();
  }
}
