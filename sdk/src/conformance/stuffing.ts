import { PROTOCOL_MAJOR } from '@nanobias/proto';

/** A header of our own making, each field as it shall stand in the frame. */
export function headerOf(kind: number, session: number, length: number): { readonly first: number; readonly kind: number; readonly length: number; readonly session: number; readonly seq: number } {
  return { first: (0xb << 4) | PROTOCOL_MAJOR, kind, length, session, seq: 0 };
}

/** One COBS block with its 0x00, written apart from the codec so that anything can be stuffed. */
export function cobsBlock(plain: Uint8Array): Uint8Array {
  const out: number[] = [];
  let run: number[] = [];
  for (const byte of plain) {
    if (byte !== 0) run.push(byte);
    if (byte === 0 || run.length === 254) {
      out.push(run.length + 1, ...run);
      run = [];
    }
  }
  out.push(run.length + 1, ...run, 0);
  return Uint8Array.from(out);
}
