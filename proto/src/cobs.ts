/**
 * Consistent Overhead Byte Stuffing: a block without zero bytes, so that 0x00 can end it.
 *
 * A code byte states the distance to the next code; the zero that stood there is implied, unless the code is 0xff.
 * The writer takes its input in pieces. What it must remember between them is one number: the write index and
 * the distance from the open code byte, so that nothing is allocated.
 */

/** Longest distance that a code byte can state. */
const DISTANCE_MAX = 0xff;
/** Data bytes that one code byte covers at most. */
const RUN_BYTES_MAX = DISTANCE_MAX - 1;
const DISTANCE_BITS = 8;

/** Bytes of the encoded block at most, its 0x00 included. */
export function cobsBytes_max(size_bytes: number): number {
  return size_bytes + Math.max(1, Math.ceil(size_bytes / RUN_BYTES_MAX)) + 1;
}

/** State of a block that nothing has been written to: byte 0 is its open code. */
export const COBS_OPEN = (1 << DISTANCE_BITS) | 1;

/**
 * Appends the first `size_bytes` bytes of `source` and returns the new state. `into` must hold `cobsBytes_max`.
 *
 * Every byte writes the open code anew and moves it by a mask: where zeros fall is chance in sample data, and a branch
 * on them costs more in mispredictions than the extra stores.
 */
export function cobsAppend(into: Uint8Array, state: number, source: Uint8Array, size_bytes: number): number {
  let write_index = state >> DISTANCE_BITS;
  let code_index = write_index - (state & DISTANCE_MAX);
  for (let index = 0; index < size_bytes; index += 1) {
    if (write_index - code_index === DISTANCE_MAX) {
      into[code_index] = DISTANCE_MAX;
      code_index = write_index;
      write_index += 1;
    }
    const byte = source[index]!;
    const zeroMask = (byte - 1) >> 31;
    into[code_index] = write_index - code_index;
    into[write_index] = byte;
    code_index = (code_index & ~zeroMask) | (write_index & zeroMask);
    write_index += 1;
  }
  return (write_index << DISTANCE_BITS) | (write_index - code_index);
}

/** Ends the block with 0x00 and returns its length in bytes. */
export function cobsClose(into: Uint8Array, state: number): number {
  const write_index = state >> DISTANCE_BITS;
  const distance = state & DISTANCE_MAX;
  into[write_index - distance] = distance;
  into[write_index] = 0;
  return write_index + 1;
}

/**
 * Decodes a block of `size_bytes` bytes, its 0x00 not included, where it lies; returns the length of the data, which begins at
 * index 0, or -1 when the codes lead past the end.
 *
 * The data of a block are the block itself, one place on, with zeros for codes: only the chain of codes is walked, and
 * bytes move in bulk.
 */
export function cobsDecodeInPlace(block: Uint8Array, size_bytes: number): number {
  let code_index = 0;
  let run_index = 1;
  let write_index = 0;
  while (code_index < size_bytes) {
    const code = block[code_index]!;
    if (code === 0) return -1;
    block[code_index] = 0;
    code_index += code;
    if (code === DISTANCE_MAX && code_index < size_bytes) {
      block.copyWithin(write_index, run_index, code_index);
      write_index += code_index - run_index;
      run_index = code_index + 1;
    }
  }
  if (code_index !== size_bytes) return -1;
  // Of a block of no bytes this is -1 too.
  block.copyWithin(write_index, run_index, size_bytes);
  return write_index + size_bytes - run_index;
}
