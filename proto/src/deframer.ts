import { cobsDecodeInPlace } from './cobs.ts';
import { crc32c } from './crc32c.ts';
import {
  CONTROL_PAYLOAD_BYTES_MAX, CRC_BYTES, FrameKind, FRAME_MAGIC, HEADER_BYTES, PROTOCOL_MAJOR, frameBytes_max,
} from './frame.ts';
import type { Frame } from './frame.ts';

const WORD = { collected_bytes: 0, isOversize: 1, frames: 2, crcErrors: 3, malformed: 4, oversize: 5, foreignVersion: 6 } as const;

/** Words of state that a deframer keeps outside its buffer. */
export const DEFRAMER_STATE_WORDS = 7;

/** What became of the blocks received; each wraps at 2^32. */
export interface DeframerCounts {
  /** Frames delivered. */
  readonly frames: number;
  readonly crc_errors: number;
  /** Blocks that are no frame: codes past the end, wrong length, magic or kind, cut short. */
  readonly malformed: number;
  /** Blocks larger than the buffer or than their kind permits. */
  readonly oversize: number;
  /** Intact frames of another major version. */
  readonly foreign_version: number;
}

/** Where a deframer keeps what it remembers; a firmware hands out fields of its arena. */
export interface DeframerMemory {
  /** Holds one block. Its length bounds the frames that are taken: `blockBytes_max(payload)`. */
  readonly block: Uint8Array;
  /** `DEFRAMER_STATE_WORDS` words, zero at the start. */
  readonly state: Uint32Array;
}

/** Length of the `block` with which every frame up to this payload is taken. */
export function blockBytes_max(payload_bytes: number): number {
  return frameBytes_max(payload_bytes) - 1;
}

/** Memory of its own, for a receive path that keeps no arena. */
export function deframerMemory(payload_bytes_max: number): DeframerMemory {
  return { block: new Uint8Array(blockBytes_max(payload_bytes_max)), state: new Uint32Array(DEFRAMER_STATE_WORDS) };
}

/**
 * Finds the frames in a stream of bytes that may split, merge and lie.
 *
 * Whatever went wrong before, the next 0x00 begins a new block; a frame is delivered only if its length, kind and
 * CRC-32C are right. Memory is what was given to the constructor.
 */
export class Deframer {
  readonly #block: Uint8Array;
  readonly #state: Uint32Array;

  constructor(memory: DeframerMemory) {
    if (memory.state.length < DEFRAMER_STATE_WORDS) throw new RangeError(`a deframer needs ${DEFRAMER_STATE_WORDS} words of state, got ${memory.state.length}`);
    this.#block = memory.block;
    this.#state = memory.state;
  }

  /**
   * Takes bytes and calls back for every frame that they complete, in order. `bytes` is not changed.
   *
   * @param onFrame - the payload is a view that the next byte overwrites: copy what must last. Must not push.
   */
  push(bytes: Uint8Array, onFrame: (frame: Frame) => void): void {
    let from_index = 0;
    for (;;) {
      const delimiter_index = bytes.indexOf(0, from_index);
      if (delimiter_index === -1) break;
      this.#collect(bytes, from_index, delimiter_index);
      from_index = delimiter_index + 1;
      const frame = this.#endBlock();
      if (frame) onFrame(frame);
    }
    this.#collect(bytes, from_index, bytes.length);
  }

  /** Gives up a block that was begun, as after a silence in its middle. Returns whether there was one. */
  abandon(): boolean {
    const wasBegun = this.#state[WORD.collected_bytes]! > 0 || this.#state[WORD.isOversize]! !== 0;
    if (this.#state[WORD.collected_bytes]! > 0) this.#count(WORD.malformed);
    this.#state[WORD.collected_bytes] = 0;
    this.#state[WORD.isOversize] = 0;
    return wasBegun;
  }

  get counts(): DeframerCounts {
    const state = this.#state;
    return {
      frames: state[WORD.frames]!,
      crc_errors: state[WORD.crcErrors]!,
      malformed: state[WORD.malformed]!,
      oversize: state[WORD.oversize]!,
      foreign_version: state[WORD.foreignVersion]!,
    };
  }

  /** Bytes of the block under way; never more than the block buffer holds. */
  get collected_bytes(): number {
    return this.#state[WORD.collected_bytes]!;
  }

  #collect(bytes: Uint8Array, from_index: number, to_index: number): void {
    const state = this.#state;
    if (from_index === to_index || state[WORD.isOversize] !== 0) return;
    const collected_bytes = state[WORD.collected_bytes]!;
    const size_bytes = to_index - from_index;
    if (!(collected_bytes + size_bytes <= this.#block.length)) {
      this.#count(WORD.oversize);
      state[WORD.isOversize] = 1;
      state[WORD.collected_bytes] = 0;
      return;
    }
    this.#block.set(bytes.subarray(from_index, to_index), collected_bytes);
    state[WORD.collected_bytes] = collected_bytes + size_bytes;
  }

  #endBlock(): Frame | undefined {
    const state = this.#state;
    const collected_bytes = state[WORD.collected_bytes]!;
    state[WORD.collected_bytes] = 0;
    state[WORD.isOversize] = 0;
    // Nothing between two delimiters: the stray one before a stop, or what an oversize block left.
    if (collected_bytes === 0) return undefined;
    const size_bytes = cobsDecodeInPlace(this.#block, collected_bytes);
    if (!(HEADER_BYTES + CRC_BYTES <= size_bytes)) return this.#refuse(WORD.malformed);
    return this.#checked(size_bytes);
  }

  #checked(size_bytes: number): Frame | undefined {
    const block = this.#block;
    const payload_bytes = size_bytes - HEADER_BYTES - CRC_BYTES;
    if (block[0]! >> 4 !== FRAME_MAGIC || (block[2]! | (block[3]! << 8)) !== payload_bytes) return this.#refuse(WORD.malformed);
    if (crc32c(block, size_bytes - CRC_BYTES) !== readUint32(block, size_bytes - CRC_BYTES)) return this.#refuse(WORD.crcErrors);
    if ((block[0]! & 0xf) !== PROTOCOL_MAJOR) return this.#refuse(WORD.foreignVersion);
    const kind = block[1]!;
    if (!isFrameKind(kind)) return this.#refuse(WORD.malformed);
    if (kind !== FrameKind.SAMPLES && !(payload_bytes <= CONTROL_PAYLOAD_BYTES_MAX)) return this.#refuse(WORD.oversize);
    this.#count(WORD.frames);
    return { kind, session: readUint32(block, 4), seq: readUint32(block, 8), payload: block.subarray(HEADER_BYTES, HEADER_BYTES + payload_bytes) };
  }

  #refuse(word: number): undefined {
    this.#count(word);
    return undefined;
  }

  #count(word: number): void {
    this.#state[word] = this.#state[word]! + 1;
  }
}

function isFrameKind(kind: number): kind is FrameKind {
  return FrameKind.CONTROL <= kind && kind <= FrameKind.STOP;
}

function readUint32(bytes: Uint8Array, at_index: number): number {
  return (bytes[at_index]! | (bytes[at_index + 1]! << 8) | (bytes[at_index + 2]! << 16) | (bytes[at_index + 3]! << 24)) >>> 0;
}
