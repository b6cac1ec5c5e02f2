import type { Host } from './host.ts';

/** One way to hold a controller against a requirement. */
export interface Check {
  /** Number of the requirement in `docs/protocol.md`. */
  readonly requirement: string;
  readonly title: string;
  /** @throws Finding when the controller breaks the requirement, Skipped when this target cannot show it */
  readonly run: (host: Host) => Promise<void>;
}

/** What a controller did and what it should have done. */
export class Finding extends Error {
  override readonly name = 'Finding';
  readonly expected: string;
  readonly came: string;

  constructor(expected: string, came: string) {
    super(`expected ${expected}, came ${came}`);
    this.expected = expected;
    this.came = came;
  }
}

/** A check that this target cannot carry out. */
export class Skipped extends Error {
  override readonly name = 'Skipped';
}

/** @throws Finding unless `isSo` */
export function expect(isSo: boolean, expected: string, came: unknown): asserts isSo {
  if (!isSo) throw new Finding(expected, text(came));
}

/** A value for people; bytes as hex, long ones cut. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  const json = JSON.stringify(value, (_key, part: unknown) => (part instanceof Uint8Array ? hex(part) : part)) ?? 'nothing';
  return json.length <= 400 ? json : `${json.slice(0, 400)} (cut)`;
}

/** Bytes as hex digits, the first 64 of them. */
export function hex(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, 64), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return bytes.length <= 64 ? shown : `${shown} (${bytes.length} bytes)`;
}

export function bytesOf(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
