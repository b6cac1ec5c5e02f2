import { Cause, EventKind, Mode, causeName } from '@nanobias/proto';
import type { Clock, Event, OffResult, Snapshot } from '@nanobias/proto';
import type { AdoptionRequest, OffMeasurement, Output, OutputRequest, UploadedProgram } from './contract.ts';
import { NanobiasError } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import { commitLimits } from './limits.ts';
import { OpenOutput, validity_us } from './output.ts';
import { uploadProgram } from './program.ts';
import { causeUnit, quantityText } from './quantity-text.ts';
import { ask } from './session/ask.ts';
import type { Driver } from './session/driver.ts';
import { watchConsumers } from './streams/consumers.ts';
import { A_from_fA, fC, s_from_us, us } from './units.ts';

const lease_s_default = 0.5;
/** Repeated while the reply says that the switch is still closed. */
const off_attempts_max = 3;
const off_retry_us = 20_000;
/** Arming measures the cell, and layer 0 closes at most once a second: their replies take longer than others. */
const connect_attempts_max = 12;
/** A soft disconnect takes up to a second before the switch opens. */
const soft_attempts_max = 6;
/** How long a body may take to come to its end once the scope is over; the output is off by then. */
const grace_us = 1_000_000;

/** What a scope needs of its device. */
export interface ScopeParts {
  readonly driver: Driver;
  readonly clock: Clock;
  /** Number of the next program. */
  readonly program_id: number;
  readonly readSnapshot: () => Promise<Snapshot>;
  readonly onEvent: (listen: (event: Event) => void) => () => void;
}

/** One time of holding the output: from the lease to the measured off. */
export class OutputScope {
  readonly #parts: ScopeParts;
  readonly #controller = new AbortController();
  #failure: NanobiasError | undefined;
  #lease_epoch: number | undefined;
  #output_epoch = 0;
  #hasProgram = false;
  #wasEnabled = false;
  #isClosing = false;

  constructor(parts: ScopeParts) {
    this.#parts = parts;
  }

  /** Takes the lease, commits limits, arms, enables, runs `body`, and awaits a measured off whatever happens. */
  async run<T>(request: OutputRequest | AdoptionRequest, body: (output: Output, signal: AbortSignal) => Promise<T>): Promise<{ readonly result: T; readonly off: OffMeasurement }> {
    const release = this.#watch(request.signal);
    let bodyEnd: BodyEnd<T>;
    try {
      const output = 'adopt' in request ? await this.#adopt(request) : await this.#open(request);
      bodyEnd = await this.#runBody(body, output);
    } catch (error) {
      bodyEnd = { kind: 'failed', error };
    }
    try {
      return await this.#close(bodyEnd);
    } finally {
      release();
      // Commands that a body has let escape end here.
      this.#controller.abort(this.#parts.driver.failure('OUTPUT_OPENED', 'the output scope is over'));
    }
  }

  /** Ends the scope: the output is turned off, and the scope rejects with the first failure. */
  fail(error: NanobiasError): void {
    if (this.#failure !== undefined || this.#isClosing) return;
    this.#failure = error;
    this.#controller.abort(error);
  }

  leaseLost(lease_epoch: number, reason: string): void {
    if (lease_epoch === this.#lease_epoch) this.fail(this.#parts.driver.failure('LEASE_LOST', `the lease was lost: ${reason}`));
  }

  async #open(request: OutputRequest): Promise<Output> {
    const { driver, clock, readSnapshot, onEvent, program_id } = this.#parts;
    const { signal } = this.#controller;
    const lease_us = us('lease_s', request.lease_s ?? lease_s_default);
    const { body: lease, sent_us } = await ask(driver, { kind: 'acquire_lease', lease_us }, 'lease_grant', { signal });
    const { lease_epoch } = lease;
    this.#lease_epoch = lease_epoch;
    driver.holdLease({ lease_epoch, lease_us: lease.lease_us, since_us: sent_us });
    const limits = await commitLimits(driver, request.limits, signal);
    let program: UploadedProgram | undefined;
    if (request.program !== undefined) program = await uploadProgram(driver, request.program, { program_id, lease_epoch, signal });
    this.#hasProgram = program !== undefined;
    const { output_epoch } = await readSnapshot();
    this.#output_epoch = output_epoch;
    const { body: armed } = await ask(driver, { kind: 'arm', limits_digest: limits.digest, lease_epoch }, 'arm_grant', { signal, attempts_max: connect_attempts_max });
    signal.throwIfAborted();
    this.#wasEnabled = true;
    const not_after_device_us = Math.min(armed.expires_device_us, driver.deviceNow_us() + validity_us);
    const { body: enabled } = await ask(
      driver,
      { kind: 'enable', token: armed.token, limits_digest: limits.digest, expected_epoch: output_epoch, not_after_device_us, lease_epoch, ...autonomy(request) },
      'enable_result',
      { signal, attempts_max: connect_attempts_max },
    );
    if (!enabled.is_switch_closed) throw driver.failure('OUTPUT_OPENED', 'the controller accepted the enable, and the switch is open');
    return new OpenOutput({ driver, clock, lease_epoch, output_epoch, open_circuit_uV: enabled.open_circuit_uV, adoption_token: lease.adoption_token, program, isAdopted: false, signal, readSnapshot, onEvent });
  }

  /** The state first, then the lease of the session that broke. Until it is granted nothing is touched: the output lapses by itself. */
  async #adopt({ adopt, lease_s }: AdoptionRequest): Promise<Output> {
    const { driver, clock, readSnapshot, onEvent } = this.#parts;
    const { signal } = this.#controller;
    const lease_us = us('lease_s', lease_s ?? lease_s_default);
    const { output_epoch, is_switch_closed, open_circuit_uV } = await readSnapshot();
    if (output_epoch !== adopt.outputEpoch || !is_switch_closed) throw driver.failure('OUTPUT_OPENED', 'the output that was to be adopted has been opened');
    const adoption = { token: adopt.token, lease_epoch: adopt.leaseEpoch, output_epoch };
    const { body: lease, sent_us } = await ask(driver, { kind: 'acquire_lease', lease_us, adoption }, 'lease_grant', { signal });
    const { lease_epoch, adoption_token } = lease;
    this.#lease_epoch = lease_epoch;
    this.#output_epoch = output_epoch;
    this.#hasProgram = adopt.program !== undefined;
    this.#wasEnabled = true;
    driver.holdLease({ lease_epoch, lease_us: lease.lease_us, since_us: sent_us });
    return new OpenOutput({ driver, clock, lease_epoch, output_epoch, open_circuit_uV, adoption_token, program: adopt.program, isAdopted: true, signal, readSnapshot, onEvent });
  }

  /** Runs the body until it ends or the scope fails; then the output is told to open before the body has come to its end. */
  async #runBody<T>(body: (output: Output, signal: AbortSignal) => Promise<T>, output: Output): Promise<BodyEnd<T>> {
    const { signal } = this.#controller;
    // The body may throw before it returns a promise.
    const ended = (async () => body(output, signal))().then(
      (result): BodyEnd<T> => ({ kind: 'done', result }),
      (error: unknown): BodyEnd<T> => ({ kind: 'failed', error }),
    );
    const failed = new Promise<BodyEnd<T>>((resolve) => {
      const fail = (): void => {
        resolve({ kind: 'overtaken', ended });
      };
      if (signal.aborted) fail();
      else signal.addEventListener('abort', fail, { once: true });
    });
    return Promise.race([ended, failed]);
  }

  async #close<T>(bodyEnd: BodyEnd<T>): Promise<{ readonly result: T; readonly off: OffMeasurement }> {
    this.#isClosing = true;
    const off = await this.#turnOff(bodyEnd.kind === 'done' && this.#failure === undefined);
    await this.#releaseLease();
    const end = bodyEnd.kind === 'overtaken' ? await this.#inGrace(bodyEnd.ended) : bodyEnd;
    const failure = this.#failure ?? (end.kind === 'failed' ? end.error : undefined);
    if (off instanceof NanobiasError) throw notOff(failure, off);
    if (failure === undefined && end.kind === 'done' && off !== undefined) return { result: end.result, off };
    throw failure instanceof NanobiasError && off !== undefined ? failure.knowing(false, off) : failure;
  }

  /** Tells the output to open until a measurement shows that it did; undefined when it was never told to close. */
  async #turnOff(isOrderly: boolean): Promise<OffMeasurement | NanobiasError | undefined> {
    if (!this.#wasEnabled) return undefined;
    const { driver, clock } = this.#parts;
    let failure: NanobiasError | undefined;
    for (let attempt = 0; attempt < off_attempts_max && driver.ended === undefined; attempt += 1) {
      if (attempt > 0) await pause(clock, off_retry_us);
      const off = await this.#disable(isOrderly && attempt === 0);
      if (off instanceof NanobiasError) failure = off;
      else if (off.is_switch_closed) failure = driver.failure('OFF_NOT_MEASURED', 'the switch reads closed after it was told to open');
      else return offMeasurement(off);
    }
    return failure ?? driver.failure('OFF_NOT_MEASURED', 'the session ended before the output was measured', driver.ended);
  }

  /** The command first, whose reply belongs to it; the stop frame when that is not answered. At an orderly end the current is driven to zero before. */
  async #disable(is_soft: boolean): Promise<OffResult | NanobiasError> {
    const { driver } = this.#parts;
    try {
      const { body } = await ask(driver, { kind: 'disable', is_soft }, 'off_result', { isUrgent: true, ...(is_soft ? { attempts_max: soft_attempts_max } : {}) });
      return body;
    } catch (error) {
      if (!(error instanceof NanobiasError)) throw error;
      if (is_soft || driver.ended !== undefined) return error;
    }
    try {
      return await driver.stop();
    } catch (error) {
      if (error instanceof NanobiasError) return error;
      throw error;
    }
  }

  async #releaseLease(): Promise<void> {
    const { driver } = this.#parts;
    if (this.#lease_epoch === undefined) return;
    driver.dropLease();
    // A lease that cannot be given back lapses by itself.
    await driver.request({ kind: 'release_lease', lease_epoch: this.#lease_epoch }).catch(() => undefined);
  }

  async #inGrace<T>(ended: Promise<BodyEnd<T>>): Promise<BodyEnd<T>> {
    const late: BodyEnd<T> = { kind: 'failed', error: this.#failure };
    return Promise.race([ended, pause(this.#parts.clock, grace_us).then(() => late)]);
  }

  /** Watches everything that ends a scope early, until the returned function is called. */
  #watch(callerSignal: AbortSignal | undefined): () => void {
    const { driver, onEvent } = this.#parts;
    const aborted = (): void => {
      this.fail(driver.failure('ABORTED', 'the caller gave up', callerSignal?.reason));
    };
    if (callerSignal?.aborted === true) aborted();
    callerSignal?.addEventListener('abort', aborted, { once: true });
    const stopListening = onEvent((event) => {
      this.#event(event);
    });
    const stopWatching = watchConsumers((error) => this.#consumerFailed(error));
    return () => {
      callerSignal?.removeEventListener('abort', aborted);
      stopListening();
      stopWatching();
    };
  }

  #consumerFailed(error: unknown): boolean {
    // What a stream without a handler for errors throws when the link goes is no failure of its consumer.
    if (error !== this.#parts.driver.ended) this.fail(this.#parts.driver.failure('CONSUMER_FAILED', `a consumer of a stream threw: ${String(error)}`, error));
    return true;
  }

  #event(event: Event): void {
    if (!this.#wasEnabled || !isLater(event.output_epoch, this.#output_epoch)) return;
    if (event.kind === EventKind.TRIPPED) this.fail(this.#opened(event, 'TRIPPED'));
    else if (event.kind === EventKind.OUTPUT_OPENED && event.cause !== Cause.PROGRAM_END) this.fail(this.#opened(event, 'OUTPUT_OPENED'));
  }

  /** Events were lost: what they said is read from the state. */
  async gap(): Promise<void> {
    if (!this.#wasEnabled || this.#isClosing) return;
    const { output_epoch, latched, mode } = await this.#parts.readSnapshot();
    if (!isLater(output_epoch, this.#output_epoch)) return;
    const cause = latched[0];
    const isTripped = mode === Mode.TRIPPED || mode === Mode.HARD_FAULT;
    // The end of a program opens the output too, and is told by the program's own watch.
    if (cause !== undefined || isTripped || !this.#hasProgram) this.fail(this.#opened({ cause: cause ?? Cause.UNSPECIFIED }, isTripped ? 'TRIPPED' : 'OUTPUT_OPENED'));
  }

  #opened({ cause, value, limit }: Pick<Event, 'cause' | 'value' | 'limit'>, code: ErrorCode): NanobiasError {
    const { driver } = this.#parts;
    const unit = causeUnit(cause);
    const seen = value === undefined ? '' : `, ${quantityText(value, unit)}${limit === undefined ? '' : ` against a limit of ${quantityText(limit, unit)}`}`;
    return new NanobiasError(cause === Cause.LEASE_LAPSED ? 'LEASE_LOST' : code, `the output was opened by the controller: ${causeName(cause)}${seen}`, {
      outputMayBeOn: driver.outputMayBeOn(), deviceTime_s: s_from_us(driver.deviceNow_us()), value, limit_max: limit, tripCause: causeName(cause),
    });
  }
}

/** The admission of a program that goes on without this host. */
function autonomy({ autonomous }: OutputRequest): { readonly autonomous_us_max?: number; readonly autonomous_fC_max?: number } {
  if (autonomous === undefined) return {};
  return { autonomous_us_max: us('autonomous.duration_s_max', autonomous.duration_s_max), autonomous_fC_max: fC('autonomous.charge_C_max', autonomous.charge_C_max) };
}

/** How a body came to its end; `overtaken` when the scope was over before it. */
type BodyEnd<T> =
  | { readonly kind: 'done'; readonly result: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'overtaken'; readonly ended: Promise<BodyEnd<T>> };

/** What was measured after the switch had been told to open. */
export function offMeasurement({ is_switch_closed, current_fA, device_time_us, cause }: OffResult): OffMeasurement {
  return {
    isSwitchClosed: is_switch_closed,
    ...(current_fA === undefined ? {} : { current_A: A_from_fA(current_fA) }),
    deviceTime_s: s_from_us(device_time_us),
    cause,
  };
}

function notOff(failure: unknown, off: NanobiasError): NanobiasError {
  if (failure instanceof NanobiasError) return failure.knowing(off.outputMayBeOn);
  return new NanobiasError('OFF_NOT_MEASURED', `the output was told to open, and no measurement shows that it did: ${off.message}`, {
    outputMayBeOn: off.outputMayBeOn, deviceTime_s: off.deviceTime_s, cause: failure ?? off,
  });
}

/** Whether an epoch that wraps at 2^32 comes after another. */
function isLater(epoch: number, than: number): boolean {
  return ((epoch - than) | 0) > 0;
}

function pause(clock: Clock, delay_us: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delay_us, resolve);
  });
}
