import { PROTOCOL_MAJOR, SCHEMA_HASH } from '@nanobias/proto';
import type { Entropy, Hello, HelloAck } from '@nanobias/proto';
import type { ErrorCode } from '../errors.ts';

/** The hello that was sent last. */
export interface Greeting {
  attempts_count: number;
  /** Of the last hello; answers to earlier ones open sessions that the last one has already replaced. */
  nonce: number;
  due_us: number;
}

/** Advances to the next hello, or returns undefined when all have been sent. */
export function nextHello(greeting: Greeting, waits_us: readonly number[], entropy: Entropy, now_us: number): Greeting | undefined {
  const wait_us = waits_us[greeting.attempts_count];
  if (wait_us === undefined) return undefined;
  greeting.attempts_count += 1;
  greeting.nonce = entropy.uint32();
  greeting.due_us = now_us + wait_us;
  return greeting;
}

export function helloMessage(nonce: number, client: string): Hello {
  return { version_min: PROTOCOL_MAJOR, version_max: PROTOCOL_MAJOR, nonce, client };
}

/** Why a session cannot be had with this controller; undefined when it can. */
export function helloRefusal(ack: HelloAck): { readonly code: ErrorCode; readonly reason: string } | undefined {
  if (ack.version !== PROTOCOL_MAJOR) {
    return { code: 'UNSUPPORTED_VERSION', reason: `this host speaks version ${PROTOCOL_MAJOR}, the controller ${ack.version_min} to ${ack.version_max}` };
  }
  if (ack.session === 0) return { code: 'PROTOCOL', reason: 'the controller opened session 0' };
  if (ack.schema_hash !== SCHEMA_HASH) {
    return { code: 'SCHEMA_MISMATCH', reason: `this host has schema ${hex(SCHEMA_HASH)}, the controller ${hex(ack.schema_hash)}` };
  }
  return undefined;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
