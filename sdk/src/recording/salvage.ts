import { magic, pieces, RECORD, recordsOf } from './pieces.ts';
import type { Piece } from './pieces.ts';

/** What is missing of a recording. */
export interface RecordedLoss {
  readonly from_bytes: number;
  readonly length_bytes: number;
  /** Newest device time before the damage. */
  readonly after_us: number;
  /** Newest device time of the next chunk that goes beyond it; statistics are stamped with their beginning, 13 s before. Absent where nothing does. */
  readonly until_us?: number;
}

/** A message as it stands in the file. */
export interface RawMessage {
  readonly kind: 'message';
  readonly topic: string;
  readonly name: string;
  readonly device_time_us: number;
  readonly data: Uint8Array;
}

interface RawFile {
  readonly kind: 'file';
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

/** Everything whole in a recording, in the order of the file. */
export interface Salvage {
  readonly library: string;
  /** True when footer and closing mark are there and nothing is lost. */
  readonly isComplete: boolean;
  readonly items: readonly (RawMessage | RawFile)[];
  readonly losses: readonly RecordedLoss[];
}

/**
 * Takes everything whole out of the bytes of a recording, whatever has become of the rest.
 * @throws Error when the bytes do not begin as MCAP
 */
export function salvage(bytes: Uint8Array): Salvage {
  if (!magic.every((byte, index) => bytes[index] === byte)) throw new Error('the bytes do not begin as MCAP');
  return new Salvager(bytes).result();
}

class Salvager {
  readonly #names = new Map<number, string>();
  readonly #channels = new Map<number, { readonly topic: string; readonly schema: number }>();
  readonly #items: (RawMessage | RawFile)[] = [];
  readonly #losses: (RecordedLoss & { until_us?: number })[] = [];
  #library = '';
  #isEnded = false;
  #after_us = 0;
  #open_count = 0;

  constructor(bytes: Uint8Array) {
    const all = [...pieces(bytes)];
    // The summary at the end tells of every channel once more: a chunk is readable although the one that introduced its channels is not.
    for (const piece of all) if (piece.kind === 'record') this.#introduce(piece);
    for (const piece of all) {
      if (piece.kind === 'lost') this.#losses.push({ from_bytes: piece.from_bytes, length_bytes: piece.length_bytes, after_us: this.#after_us });
      else this.#take(piece);
    }
    // Cut between two records nothing is torn, and yet the end is not there.
    const isEndTold = this.#open_count < this.#losses.length;
    if (!this.#isEnded && !isEndTold) this.#losses.push({ from_bytes: bytes.length, length_bytes: 0, after_us: this.#after_us });
  }

  result(): Salvage {
    return { library: this.#library, isComplete: this.#isEnded && this.#losses.length === 0, items: this.#items, losses: this.#losses };
  }

  #introduce({ opcode, content }: Piece): void {
    const fields = new Fields(content);
    if (opcode === RECORD.schema) this.#names.set(fields.u16(), fields.text());
    if (opcode === RECORD.channel) this.#channels.set(fields.u16(), { schema: fields.u16(), topic: fields.text() });
  }

  #take({ opcode, content }: Piece): void {
    const fields = new Fields(content);
    switch (opcode) {
      case RECORD.header:
        fields.text();
        this.#library = fields.text();
        return;
      case RECORD.footer:
        this.#isEnded = true;
        return;
      case RECORD.attachment: {
        fields.skip(16);
        const name = fields.text();
        const mediaType = fields.text();
        this.#items.push({ kind: 'file', name, mediaType, text: new TextDecoder().decode(fields.bytes()) });
        return;
      }
      case RECORD.chunk:
        this.#takeChunk(content, fields);
        return;
      default:
        return;
    }
  }

  #takeChunk(content: Uint8Array, fields: Fields): void {
    fields.skip(8);
    const end_us = fields.time_us();
    for (; this.#open_count < this.#losses.length; this.#open_count += 1) {
      const loss = this.#losses[this.#open_count]!;
      // Statistics that were written late tell nothing of how far the missing messages reach.
      if (!(loss.after_us < end_us)) break;
      loss.until_us = end_us;
    }
    this.#after_us = Math.max(this.#after_us, end_us);
    for (const record of recordsOf(content)) {
      if (record.opcode === RECORD.message) this.#takeMessage(new Fields(record.content));
      else this.#introduce(record);
    }
  }

  #takeMessage(fields: Fields): void {
    const channel = this.#channels.get(fields.u16());
    const name = channel === undefined ? undefined : this.#names.get(channel.schema);
    if (channel === undefined || name === undefined) return;
    fields.skip(4);
    const device_time_us = fields.time_us();
    fields.skip(8);
    this.#items.push({ kind: 'message', topic: channel.topic, name, device_time_us, data: fields.rest() });
  }
}

/** Reads MCAP's little-endian fields; beyond the end they are empty. */
class Fields {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  skip(count: number): void {
    this.#offset += count;
  }

  u16(): number {
    this.#offset += 2;
    return this.#offset <= this.#bytes.length ? this.#view.getUint16(this.#offset - 2, true) : 0;
  }

  text(): string {
    this.#offset += 4;
    const length = this.#offset <= this.#bytes.length ? this.#view.getUint32(this.#offset - 4, true) : 0;
    return new TextDecoder().decode(this.#slice(length));
  }

  bytes(): Uint8Array {
    return this.#slice(Number(this.#u64()));
  }

  time_us(): number {
    return Number(this.#u64() / 1000n);
  }

  rest(): Uint8Array {
    return this.#slice(this.#bytes.length - this.#offset);
  }

  #u64(): bigint {
    this.#offset += 8;
    return this.#offset <= this.#bytes.length ? this.#view.getBigUint64(this.#offset - 8, true) : 0n;
  }

  #slice(length: number): Uint8Array {
    const part = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return part;
  }
}
