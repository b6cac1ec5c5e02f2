import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file of `proto/vectors/`. */
export function vectors<Vector>(name: string): readonly Vector[] {
  const path = fileURLToPath(new URL(`../../proto/vectors/${name}.json`, import.meta.url));
  const list = JSON.parse(readFileSync(path, 'utf8')) as readonly Vector[];
  if (!(list.length > 0)) throw new Error(`${name}.json is empty`);
  return list;
}

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
