/**
 * FOR128, frame of reference: groups of up to 128 samples, each a reference of 32 bits, little-endian (the least code of the
 * group), a width of one byte, 0 to 32, and the differences from the reference in that many bits each, least significant bit
 * first, padded with zeros to a whole byte.
 */
const GROUP_SAMPLES = 128;
const GROUP_HEADER_BYTES = 5;
const WIDTH_MAX = 32;
const CODE_MAX = 0x7fff_ffff;

/** Bytes that `sample_count` codes take at most. */
export function for128Bytes_max(sample_count: number): number {
  return Math.ceil(sample_count / GROUP_SAMPLES) * GROUP_HEADER_BYTES + sample_count * 4;
}

/**
 * Writes codes as FOR128 and returns the bytes written.
 *
 * @param into - at least `for128Bytes_max(sample_count)` long.
 * @throws RangeError when codes or room are fewer than that.
 */
export function packFor128(codes: Int32Array, into: Uint8Array, sample_count: number = codes.length): number {
  if (!(Number.isInteger(sample_count) && 0 <= sample_count && sample_count <= codes.length && for128Bytes_max(sample_count) <= into.length)) {
    throw new RangeError(`${sample_count} samples do not fit ${codes.length} codes and ${into.length} bytes`);
  }
  let at_index = 0;
  for (let index = 0; index < sample_count; index += GROUP_SAMPLES) at_index = packGroup(codes.subarray(index, Math.min(sample_count, index + GROUP_SAMPLES)), into, at_index);
  return at_index;
}

function packGroup(codes: Int32Array, into: Uint8Array, at_index: number): number {
  let reference = codes[0]!;
  let code_max = reference;
  for (let index = 1; index < codes.length; index += 1) {
    const code = codes[index]!;
    if (code < reference) reference = code;
    if (code > code_max) code_max = code;
  }
  const width = WIDTH_MAX - Math.clz32(code_max - reference);
  for (let byte = 0; byte < 4; byte += 1) into[at_index + byte] = reference >> (8 * byte);
  into[at_index + 4] = width;
  const from_index = at_index + GROUP_HEADER_BYTES;
  const to_index = from_index + Math.ceil((codes.length * width) / 8);
  into.fill(0, from_index, to_index);
  if (width === 0) return to_index;
  for (let index = 0, bit_index = 0; index < codes.length; index += 1, bit_index += width) {
    const difference = (codes[index]! - reference) >>> 0;
    const shift = bit_index & 7;
    const first_index = from_index + (bit_index >>> 3);
    const low = difference << shift;
    // What has been shifted beyond 32 bits; a shift by 32 would be none.
    const high = shift === 0 ? 0 : difference >>> (32 - shift);
    for (let byte = 0; byte < 4; byte += 1) into[first_index + byte]! |= low >>> (8 * byte);
    into[first_index + 4]! |= high;
  }
  return to_index;
}

/** Reads `sample_count` codes; false where the data are no such groups to the last byte. What `into` then holds is of no meaning. */
export function unpackFor128(data: Uint8Array, into: Int32Array, sample_count: number): boolean {
  let at_index = 0;
  for (let index = 0; index < sample_count; index += GROUP_SAMPLES) {
    if (!(at_index + GROUP_HEADER_BYTES <= data.length)) return false;
    const reference = data[at_index]! | (data[at_index + 1]! << 8) | (data[at_index + 2]! << 16) | (data[at_index + 3]! << 24);
    const width = data[at_index + 4]!;
    const count = Math.min(GROUP_SAMPLES, sample_count - index);
    const from_index = at_index + GROUP_HEADER_BYTES;
    const bits_count = count * width;
    const to_index = from_index + Math.ceil(bits_count / 8);
    if (!(width <= WIDTH_MAX && to_index <= data.length)) return false;
    if (bits_count % 8 !== 0 && data[to_index - 1]! >>> (bits_count % 8) !== 0) return false;
    const group = data.subarray(from_index, to_index);
    if (!(unpackGroup(group, into.subarray(index, index + count), { reference, width }) <= CODE_MAX - reference)) return false;
    at_index = to_index;
  }
  return at_index === data.length;
}

/** Returns the greatest difference, which may lead beyond 32 bits. */
function unpackGroup(data: Uint8Array, into: Int32Array, { reference, width }: { readonly reference: number; readonly width: number }): number {
  const mask = width === WIDTH_MAX ? -1 : (1 << width) - 1;
  let difference_max = 0;
  for (let index = 0, bit_index = 0; index < into.length; index += 1, bit_index += width) {
    const first_index = bit_index >>> 3;
    const shift = bit_index & 7;
    // Bytes behind the end read as nothing, and lie behind the mask.
    const low = (data[first_index] ?? 0) | ((data[first_index + 1] ?? 0) << 8) | ((data[first_index + 2] ?? 0) << 16) | ((data[first_index + 3] ?? 0) << 24);
    const word = shift === 0 ? low : (low >>> shift) | ((data[first_index + 4] ?? 0) << (32 - shift));
    const difference = (word & mask) >>> 0;
    if (difference > difference_max) difference_max = difference;
    into[index] = reference + difference;
  }
  return difference_max;
}
