/** Castagnoli's polynomial, bits reversed. */
const POLYNOMIAL = 0x82f63b78;
/** Bytes that one step of the loop takes: as many independent look-ups hide the latency of one. */
const STRIDE_BYTES = 16;

const tables = slicingTables();

/**
 * CRC-32C of the first `size_bytes` bytes; of "123456789" it is e3069283.
 *
 * @param before - CRC of what came before these bytes, so that a message in pieces has one CRC.
 * @returns an integer from 0 to 2^32 - 1.
 */
export function crc32c(bytes: Uint8Array, size_bytes: number = bytes.length, before = 0): number {
  if (!(Number.isInteger(size_bytes) && 0 <= size_bytes && size_bytes <= bytes.length)) {
    throw new RangeError(`size_bytes is ${size_bytes}, the array holds ${bytes.length}`);
  }
  const t = tables;
  let crc = ~before;
  let index = 0;
  // Row k of the tables is a byte followed by k zero bytes, hence the descending rows.
  for (const end = size_bytes - (size_bytes % STRIDE_BYTES); index < end; index += STRIDE_BYTES) {
    crc =
      t[0xf00 | ((bytes[index]! ^ crc) & 0xff)]! ^
      t[0xe00 | ((bytes[index + 1]! ^ (crc >>> 8)) & 0xff)]! ^
      t[0xd00 | ((bytes[index + 2]! ^ (crc >>> 16)) & 0xff)]! ^
      t[0xc00 | (bytes[index + 3]! ^ (crc >>> 24))]! ^
      t[0xb00 | bytes[index + 4]!]! ^
      t[0xa00 | bytes[index + 5]!]! ^
      t[0x900 | bytes[index + 6]!]! ^
      t[0x800 | bytes[index + 7]!]! ^
      t[0x700 | bytes[index + 8]!]! ^
      t[0x600 | bytes[index + 9]!]! ^
      t[0x500 | bytes[index + 10]!]! ^
      t[0x400 | bytes[index + 11]!]! ^
      t[0x300 | bytes[index + 12]!]! ^
      t[0x200 | bytes[index + 13]!]! ^
      t[0x100 | bytes[index + 14]!]! ^
      t[bytes[index + 15]!]!;
  }
  for (; index < size_bytes; index += 1) crc = (crc >>> 8) ^ t[(crc ^ bytes[index]!) & 0xff]!;
  return ~crc >>> 0;
}

function slicingTables(): Int32Array {
  const rows = new Int32Array(STRIDE_BYTES * 256);
  rows.forEach((_, index) => {
    rows[index] = index < 256 ? crcOfByte(index) : withZeroByte(rows[index - 256]!, rows);
  });
  return rows;
}

function crcOfByte(byte: number): number {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (-(crc & 1) & POLYNOMIAL);
  return crc;
}

function withZeroByte(crc: number, rows: Int32Array): number {
  return (crc >>> 8) ^ rows[crc & 0xff]!;
}
