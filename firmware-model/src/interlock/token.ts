import { WORD } from './state.ts';
import type { Interlock } from './state.ts';

/**
 * The arm token: names the limits that the user saw, lives for a while and closes the switch once.
 * 0 is no token, so that an erased word opens nothing.
 */
export interface ArmToken {
  readonly token: number;
  readonly limits_digest: number;
  readonly life_ticks: number;
}

/** Grants a token, in place of any other. */
export function grantToken({ state }: Interlock, { token, limits_digest, life_ticks }: ArmToken): void {
  state[WORD.TOKEN] = token | 0;
  state[WORD.TOKEN_DIGEST] = limits_digest | 0;
  state[WORD.TOKEN_TICKS] = life_ticks;
}

/** Takes the token away. */
export function voidToken({ state }: Interlock): void {
  state.fill(0, WORD.TOKEN, WORD.TOKEN_DIGEST + 1);
}

/** Whether these are the token and the digest that were granted, in time. Spends nothing: `voidToken` does. */
export function isTokenGood({ state }: Interlock, token: number, limits_digest: number): boolean {
  const isAlive = state[WORD.TOKEN] !== 0 && 0 < state[WORD.TOKEN_TICKS]!;
  return isAlive && state[WORD.TOKEN] === (token | 0) && state[WORD.TOKEN_DIGEST] === (limits_digest | 0);
}

/** Lets a tick pass; false once the token has expired. */
export function ageToken({ state }: Interlock): boolean {
  const left_ticks = state[WORD.TOKEN_TICKS]!;
  if (0 < left_ticks) state[WORD.TOKEN_TICKS] = left_ticks - 1;
  return 0 < left_ticks;
}
