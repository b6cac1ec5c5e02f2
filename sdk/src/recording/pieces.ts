import { crc32 } from './crc32.ts';

/** Numbers of MCAP's records. */
export const RECORD = { header: 1, footer: 2, schema: 3, channel: 4, message: 5, chunk: 6, attachment: 9 } as const;
const opcode_max = 15;
export const magic = Uint8Array.of(0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a);
/** Opcode and length before each record. */
const head_bytes = 9;
/** Before the records of a chunk: two times, size, CRC, no name of a compression, length. */
const chunk_head_bytes = 40;
const footer_bytes = 20;
/** Two times, two names, the data's length, CRC; all empty. */
const attachment_bytes_min = 36;
/** No record is this long. */
const plausible_bytes = 1n << 40n;

/** A record that is whole, as far as that can be told. */
export interface Piece {
  readonly kind: 'record';
  readonly opcode: number;
  readonly content: Uint8Array;
}

/** Bytes that no record could be read from. */
export interface LostPiece {
  readonly kind: 'lost';
  readonly from_bytes: number;
  readonly length_bytes: number;
}

/** Records of a recording one after the other; after damage it goes on at the next chunk or attachment that is whole. */
export function* pieces(bytes: Uint8Array): Generator<Piece | LostPiece> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = magic.length;
  while (offset < bytes.length) {
    const piece = pieceAt(view, offset);
    if (piece === undefined) {
      if (isEnd(bytes, offset)) return;
      const from_bytes = offset;
      offset = nextSound(view, offset + 1);
      yield { kind: 'lost', from_bytes, length_bytes: offset - from_bytes };
      continue;
    }
    yield piece;
    offset += head_bytes + piece.content.length;
  }
}

/** Records within a chunk whose CRC has been checked. */
export function* recordsOf(chunk: Uint8Array): Generator<Piece> {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  for (let offset = chunk_head_bytes; offset < chunk.length;) {
    const record = recordAt(view, offset);
    if (record === undefined) return;
    yield record;
    offset += head_bytes + record.content.length;
  }
}

/** The record at an offset, if nothing speaks against it: its checksum where it has one, else what comes after it. */
function pieceAt(view: DataView, offset: number): Piece | undefined {
  const record = recordAt(view, offset);
  if (record === undefined) return undefined;
  const { opcode, content } = record;
  // What a checksum vouches for is what it is, although its number may have been hit.
  if (isSoundChunk(content)) return { ...record, opcode: RECORD.chunk };
  if (isSoundAttachment(content)) return { ...record, opcode: RECORD.attachment };
  if (opcode === RECORD.chunk || opcode === RECORD.attachment || !isFollowed(view, offset + head_bytes + content.length)) return undefined;
  return opcode === RECORD.footer && content.length !== footer_bytes ? undefined : record;
}

/** A length that has been hit ends where no record begins: in a record's place stand a small number and a length with many zeros. */
function isFollowed(view: DataView, offset: number): boolean {
  if (view.byteLength - offset < head_bytes) return true;
  const opcode = view.getUint8(offset);
  return 1 <= opcode && opcode <= opcode_max && view.getBigUint64(offset + 1, true) < plausible_bytes;
}

function recordAt(view: DataView, offset: number): Piece | undefined {
  if (!(offset + head_bytes <= view.byteLength)) return undefined;
  const opcode = view.getUint8(offset);
  const length = Number(view.getBigUint64(offset + 1, true));
  if (!(1 <= opcode && opcode <= opcode_max && length <= view.byteLength - offset - head_bytes)) return undefined;
  return { kind: 'record', opcode, content: new Uint8Array(view.buffer, view.byteOffset + offset + head_bytes, length) };
}

function isSoundChunk(content: Uint8Array): boolean {
  if (!(chunk_head_bytes <= content.length)) return false;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const records_bytes = BigInt(content.length - chunk_head_bytes);
  // Structure first: it refuses nearly everything that is no chunk, at the cost of a few comparisons.
  return view.getUint32(28, true) === 0 && view.getBigUint64(32, true) === records_bytes && view.getBigUint64(16, true) === records_bytes
    && view.getUint32(24, true) === crc32(content.subarray(chunk_head_bytes));
}

function isSoundAttachment(content: Uint8Array): boolean {
  if (!(attachment_bytes_min <= content.length)) return false;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const name_bytes = view.getUint32(16, true);
  return name_bytes <= content.length && view.getUint32(content.length - 4, true) === crc32(content.subarray(0, -4));
}

/** Where the next chunk or attachment that is whole begins; the end where there is none. */
function nextSound(view: DataView, from: number): number {
  for (let offset = from; offset < view.byteLength; offset += 1) {
    const opcode = view.getUint8(offset);
    if (opcode !== RECORD.chunk && opcode !== RECORD.attachment) continue;
    const record = recordAt(view, offset);
    if (record !== undefined && (opcode === RECORD.chunk ? isSoundChunk : isSoundAttachment)(record.content)) return offset;
  }
  return view.byteLength;
}

function isEnd(bytes: Uint8Array, offset: number): boolean {
  return offset + magic.length === bytes.length && magic.every((byte, index) => bytes[offset + index] === byte);
}
