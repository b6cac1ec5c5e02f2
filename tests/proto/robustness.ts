import { Deframer, FrameKind, blockBytes_max, deframerMemory, encodeFrame, frameBytes_max } from '@nanobias/proto';

const PAYLOAD_BYTES_MAX = 256;
const NOISE_BYTES = 65_536;
const PIECE_BYTES = 7;

/** A stream as chunks, and how many of its three frames the fault itself has damaged. */
interface Case {
  readonly chunks: readonly Uint8Array[];
  readonly damaged_count: number;
}

interface Fault {
  readonly name: string;
  readonly cases: () => readonly Case[];
}

export interface Row {
  readonly name: string;
  readonly cases: number;
  readonly wrong: number;
  readonly lostBeyond: number;
  readonly memory_bytes: number;
}

function frame(seq: number, payload: Uint8Array): Uint8Array {
  const into = new Uint8Array(frameBytes_max(payload.length));
  return into.slice(0, encodeFrame(into, { kind: FrameKind.CONTROL, session: 0x1020_3040, seq }, payload));
}

const payloads = [Uint8Array.of(8, 7, 82, 0), Uint8Array.from({ length: 48 }, (_, index) => (index * 37) & 0xff), Uint8Array.of(0, 0xb1, 0, 0, 255)];
const frames = payloads.map((payload, index) => frame(index + 1, payload));
const [before, middle, after] = frames as [Uint8Array, Uint8Array, Uint8Array];
const zero = Uint8Array.of(0);

const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const whole = (bytes: Uint8Array, damaged_count: number): Case => ({ chunks: [bytes], damaged_count });
const around = (spoilt: Uint8Array, damaged_count = 1): Case => whole(join(before, spoilt, after), damaged_count);
const places = (bytes: Uint8Array): readonly number[] => Array.from(bytes.keys());

function noise(): Uint8Array {
  const bytes = new Uint8Array(NOISE_BYTES);
  let word = 1;
  for (const index of bytes.keys()) {
    word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = word >>> 24;
  }
  return bytes;
}

/** Where the length stands in the stuffed block: the low byte behind one code byte, the high one a code, since it is zero. */
const LENGTH_PLACES = [3, 4] as const;

const FAULTS: readonly Fault[] = [
  { name: 'one to 300 stray delimiters before frames', cases: () => [1, 2, 3, 300].map((count) => whole(join(new Uint8Array(count), before, new Uint8Array(count), middle, after), 0)) },
  { name: 'any one stray byte before a frame, the magic among them', cases: () => places(new Uint8Array(255)).map((byte) => around(join(Uint8Array.of(byte + 1), middle))) },
  { name: 'a payload full of delimiters', cases: () => [1, 16, 253, 254, 255, 256].map((size) => whole(join(before, frame(2, new Uint8Array(size)), after), 0)) },
  { name: 'every single-bit flip', cases: () => places(middle).flatMap((at) => [1, 2, 4, 8, 16, 32, 64, 128].map((bit) => around(flipped(middle, at, bit), at === middle.length - 1 ? 2 : 1))) },
  { name: 'every truncation', cases: () => places(middle).map((at) => around(join(middle.subarray(0, at), zero))) },
  { name: 'the loss of any byte', cases: () => places(middle).map((at) => around(join(middle.subarray(0, at), middle.subarray(at + 1)), at === middle.length - 1 ? 2 : 1)) },
  { name: 'any byte inserted at any place', cases: () => places(middle).flatMap((at) => [0, 1, 0xb1, 255].map((byte) => around(join(middle.subarray(0, at), Uint8Array.of(byte), middle.subarray(at))))) },
  { name: 'every split of the stream in two', cases: () => places(join(...frames)).map((at) => ({ chunks: [join(...frames).subarray(0, at), join(...frames).subarray(at)], damaged_count: 0 })) },
  { name: 'the stream byte by byte', cases: () => [{ chunks: Array.from(join(...frames), (byte) => Uint8Array.of(byte)), damaged_count: 0 }] },
  { name: 'every bit of the length field flipped', cases: () => LENGTH_PLACES.flatMap((at) => [1, 2, 4, 8, 16, 32, 64, 128].map((bit) => around(flipped(middle, at, bit)))) },
  { name: '64 KiB of noise', cases: () => [whole(join(before, middle, noise(), zero, after), 0)] },
  { name: '64 KiB of noise without a delimiter', cases: () => [whole(join(before, middle, noise().map((byte) => byte || 1), zero, after), 0)] },
  { name: 'two frames merged', cases: () => [whole(join(before.subarray(0, -1), middle, after), 2)] },
  { name: 'a frame cut by a silence at every place, then whole frames', cases: () => places(middle).map((at) => ({ chunks: [join(before, middle.subarray(0, at)), zero, after], damaged_count: 1 })) },
];

function flipped(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = copy[at]! ^ bit;
  return copy;
}

/** Puts every case of every fault to a new deframer. */
export function robustness(): readonly Row[] {
  return FAULTS.map(({ name, cases }) => {
    const found = cases().map(outcome);
    return {
      name,
      cases: found.length,
      wrong: sum(found.map(({ wrong }) => wrong)),
      lostBeyond: sum(found.map(({ lostBeyond }) => lostBeyond)),
      memory_bytes: Math.max(...found.map(({ memory_bytes }) => memory_bytes)),
    };
  });
}

function outcome({ chunks, damaged_count }: Case): { readonly wrong: number; readonly lostBeyond: number; readonly memory_bytes: number } {
  const deframer = new Deframer(deframerMemory(PAYLOAD_BYTES_MAX));
  const heard: string[] = [];
  let memory_bytes = 0;
  // In small pieces, so that what is held can be seen while a block is under way.
  for (const piece of chunks.flatMap(pieces)) {
    deframer.push(piece, ({ seq, payload }) => heard.push(`${seq}:${Array.from(payload).join()}`));
    memory_bytes = Math.max(memory_bytes, deframer.collected_bytes);
  }
  const sent = new Set([...payloads, ...[1, 16, 253, 254, 255, 256].map((size) => new Uint8Array(size))].flatMap((payload) => [1, 2, 3].map((seq) => `${seq}:${Array.from(payload).join()}`)));
  const right = new Set(heard.filter((text) => sent.has(text)));
  return { wrong: heard.filter((text) => !sent.has(text)).length, lostBeyond: Math.max(0, 3 - damaged_count - right.size), memory_bytes };
}

function pieces(chunk: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(chunk.length / PIECE_BYTES) }, (_, index) => chunk.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The document, from what was counted. */
/** Measured once, while the project was planned, on a shared machine; not measured anew by these tests. */
const PEERS = [
  '## The framers of peers',
  '',
  'As they were measured, or reported by their users, when this framing was designed; the versions of that time, not measured anew here.',
  '',
  '| peer | what its framer does |',
  '|---|---|',
  '| meshtastic/web | no CRC; after one stray 0x94 byte nothing is delivered again (measured; web#808) |',
  '| google/pigweed, decoder in TypeScript | compares one of four CRC bytes: 163 of 40 002 corrupted frames accepted (measured) |',
  '| nordic ppk2 | samples missing without a word: 52 % of the points (reported, ppk#318) |',
  '| ppk2-api-python | lost framing shown as data: 933 333 333 mA (reported, ppk2-api-python#45) |',
] as const;

export function robustnessDocument(rows: readonly Row[]): string {
  const lines = rows.map(({ name, cases, wrong, lostBeyond, memory_bytes }) => `| ${name} | ${cases} | ${wrong} | ${lostBeyond} | ${memory_bytes} |`);
  return [
    '# What the framing survives',
    '',
    'Generated by `tests/proto/robustness.test.ts`, which fails when a figure changes (`WRITE_DOCS=1` writes it anew). Three frames are sent;',
    'the fault is done to the middle one or between them. A frame counts as wrong when it was delivered and never sent, and as lost beyond',
    `the damage when it was whole and did not arrive. Memory is what the deframer holds of a block; its bound is ${blockBytes_max(PAYLOAD_BYTES_MAX)} bytes.`,
    '',
    '| fault | cases | wrong frames delivered | frames lost beyond the damaged | bytes held at most |',
    '|---|---|---|---|---|',
    ...lines,
    '',
    'The native deframer delivers the same frames and counts as this one over 100 000 random and mutated frames',
    '(`tests/conformance/decoders.test.ts`).',
    '',
    ...PEERS,
    '',
  ].join('\n');
}
