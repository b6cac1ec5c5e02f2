import { ScpiError } from './scpi-error.ts';

/** Errors that wait to be asked for; one more takes the place of the last as -350. */
const ERRORS_MAX = 32;

/** Bits of the standard event register. */
export const EVENT = { OPERATION_COMPLETE: 1, QUERY_ERROR: 4, DEVICE_ERROR: 8, EXECUTION_ERROR: 16, COMMAND_ERROR: 32, POWER_ON: 128 } as const;
/** Bits of the status byte. */
const BYTE = { MEASUREMENT: 1, ERROR: 4, QUESTIONABLE: 8, EVENT: 32, REQUEST: 64, OPERATION: 128 } as const;

/** Bit of the questionable register while a cause is latched; of the measurement register once the buffer is full. */
export const QUESTIONABLE_TRIPPED = 512;
export const MEASUREMENT_BUFFER_FULL = 512;

/** A group of the status model: what is so now, what has become so, and what of that is summarised. */
export class StatusGroup {
  enable = 0;
  #condition = 0;
  #event = 0;

  get condition(): number {
    return this.#condition;
  }

  /** Sets or clears a bit; that it was set stays until it is read. */
  show(bit: number, isSo: boolean): void {
    this.#event |= isSo ? bit & ~this.#condition : 0;
    this.#condition = isSo ? this.#condition | bit : this.#condition & ~bit;
  }

  takeEvent(): number {
    const event = this.#event;
    this.#event = 0;
    return event;
  }

  get isSummarised(): boolean {
    return (this.#event & this.enable) !== 0;
  }
}

/** The status model of SCPI-99 with its error queue, for one client. */
export class Status {
  readonly questionable = new StatusGroup();
  readonly operation = new StatusGroup();
  readonly measurement = new StatusGroup();
  eventEnable = 0;
  requestEnable = 0;
  readonly #errors: ScpiError[] = [];
  #event: number = EVENT.POWER_ON;

  note(bit: number): void {
    this.#event |= bit;
  }

  fail(error: ScpiError): void {
    this.note(eventOf(error.number));
    if (this.#errors.length < ERRORS_MAX) this.#errors.push(error);
    else this.#errors[ERRORS_MAX - 1] = new ScpiError(-350);
  }

  takeError(): string {
    const error = this.#errors.shift();
    return error === undefined ? '0,"No error"' : `${error.number},"${error.message}"`;
  }

  get errors_count(): number {
    return this.#errors.length;
  }

  takeEvent(): number {
    const event = this.#event;
    this.#event = 0;
    return event;
  }

  /** *CLS: what has happened is forgotten, what is enabled stays. */
  clear(): void {
    this.#errors.length = 0;
    this.takeEvent();
    for (const group of [this.questionable, this.operation, this.measurement]) group.takeEvent();
  }

  /** :STATus:PRESet. */
  preset(): void {
    for (const group of [this.questionable, this.operation, this.measurement]) group.enable = 0;
  }

  get byte(): number {
    const bits =
      (this.measurement.isSummarised ? BYTE.MEASUREMENT : 0) | (this.#errors.length > 0 ? BYTE.ERROR : 0) | (this.questionable.isSummarised ? BYTE.QUESTIONABLE : 0) |
      ((this.#event & this.eventEnable) !== 0 ? BYTE.EVENT : 0) | (this.operation.isSummarised ? BYTE.OPERATION : 0);
    return bits | ((bits & this.requestEnable) !== 0 ? BYTE.REQUEST : 0);
  }
}

/** Errors are numbered in classes of a hundred. */
function eventOf(number: number): number {
  if (-200 < number && number <= -100) return EVENT.COMMAND_ERROR;
  if (-300 < number && number <= -200) return EVENT.EXECUTION_ERROR;
  return EVENT.DEVICE_ERROR;
}
