/** What is wrong with a message; the firmware answers with the status of the same name. */
export type Defect = 'malformed' | 'out_of_range' | 'unknown_field' | 'missing' | 'unimplemented';

/** Why bytes were refused. */
export interface DecodeError {
  readonly kind: Defect;
  /** The field as the schema names it, unit included; a number where the schema has no name; empty for the message as a whole. */
  readonly field: string;
  /** The refused value in the field's own unit; absent when there is none or it is no safe integer. */
  readonly value?: number;
  readonly min?: number;
  readonly max?: number;
}

/** A decoded message, or why there is none. */
export type Decoded<Message> = { readonly ok: true; readonly value: Message } | { readonly ok: false; readonly error: DecodeError };

/** Thrown when a message that was to be sent breaks its schema: nothing has been encoded. */
export class CodecError extends Error {
  readonly code: Defect;
  readonly field: string;
  /** What was given, of whatever type. */
  readonly value: unknown;
  readonly min: number | undefined;
  readonly max: number | undefined;

  constructor(code: Defect, fault: { readonly field: string; readonly value?: unknown; readonly min?: number; readonly max?: number }) {
    const range = fault.min === undefined ? '' : `, permitted ${fault.min} to ${fault.max}`;
    super(`${fault.field}: ${code.replaceAll('_', ' ')}, got ${String(fault.value)}${range}`);
    this.name = 'CodecError';
    this.code = code;
    this.field = fault.field;
    this.value = fault.value;
    this.min = fault.min;
    this.max = fault.max;
  }
}
