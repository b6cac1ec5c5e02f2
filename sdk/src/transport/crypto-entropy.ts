import type { Entropy } from '@nanobias/proto';

/** Chance from the platform's cryptographic generator: two hosts never choose the same nonce for want of a seed. */
export function cryptoEntropy(): Entropy {
  const word = new Uint32Array(1);
  return {
    uint32: () => crypto.getRandomValues(word)[0] ?? 0,
  };
}
