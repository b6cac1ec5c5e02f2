import { EventKind, FrameKind, crc32c, encodeEvent, encodeLinkMessage, encodeRequest } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { expect, text } from '../check.ts';
import { SILENCE_US } from '../host.ts';
import type { Host, Received } from '../host.ts';
import { cobsBlock, headerOf } from '../stuffing.ts';

const delimiter = Uint8Array.of(0);
const FLIPPED_BITS = [3, 17, 70, 101, 130, 150] as const;
const NOISE_BYTES = 65_536;
const NOISE_CHUNK_BYTES = 4096;

/** The next frame is answered: nothing but the damaged one was lost. */
async function answersStill(host: Host): Promise<void> {
  const nonce = host.nextNonce();
  host.sendLink({ kind: 'ping', nonce });
  const pong = await host.until(({ link }) => link?.kind === 'ping' && link.nonce === nonce, 1_500_000);
  expect(pong !== undefined, 'the next whole frame to be answered', 'nothing');
}

/** A ping frame before COBS, to be spoilt. */
function plainPing(host: Host, nonce: number, header: Partial<ReturnType<typeof headerOf>> = {}): Uint8Array {
  const payload = encodeLinkMessage({ kind: 'ping', nonce });
  return framed({ ...headerOf(FrameKind.LINK, host.session, payload.length), ...header }, payload);
}

function framed({ first, kind, length, session, seq }: ReturnType<typeof headerOf>, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(16 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, first);
  view.setUint8(1, kind);
  view.setUint16(2, length, true);
  view.setUint32(4, session, true);
  view.setUint32(8, seq, true);
  bytes.set(payload, 12);
  view.setUint32(12 + payload.length, crc32c(bytes, 12 + payload.length), true);
  return bytes;
}

const isPong = (nonce: number) => ({ link }: Received): boolean => link?.kind === 'ping' && link.nonce === nonce;

async function isDropped(host: Host, nonce: number, block: Uint8Array, what: string): Promise<void> {
  const from_index = host.received.length;
  host.sendBytes(block);
  await host.never(isPong(nonce), `${what} to be dropped`, from_index);
}

export const frameChecks: readonly Check[] = [
  {
    requirement: 'P-001',
    title: 'every block that comes is a frame of this protocol',
    run: async (host) => {
      await host.greet();
      for (let index = 0; index < 5; index += 1) await host.snapshot();
      const { crc_errors, malformed, oversize, foreign_version } = host.counts;
      expect(crc_errors + malformed + oversize + foreign_version === 0, 'well-formed frames alone', text(host.counts));
      const defect = host.received.find((received) => received.defect !== undefined);
      expect(defect === undefined, 'payloads of the schema alone', defect?.defect);
    },
  },
  {
    requirement: 'P-002',
    title: 'frames with one bit flipped are dropped',
    run: async (host) => {
      await host.greet();
      for (const bit of FLIPPED_BITS) {
        const nonce = host.nextNonce();
        const plain = plainPing(host, nonce);
        const at_index = (bit >> 3) % plain.length;
        plain[at_index] = plain[at_index]! ^ (1 << (bit & 7));
        const from_index = host.received.length;
        host.sendBytes(cobsBlock(plain));
        await host.never(({ link }) => link?.kind === 'ping', `a ping with bit ${bit} flipped to be dropped`, from_index);
      }
      await answersStill(host);
    },
  },
  {
    requirement: 'P-003',
    title: 'frames whose length field is one off are dropped',
    run: async (host) => {
      await host.greet();
      for (const off of [-1, 1]) {
        const nonce = host.nextNonce();
        await isDropped(host, nonce, cobsBlock(plainPing(host, nonce, { length: encodeLinkMessage({ kind: 'ping', nonce }).length + off })), 'a wrong length');
      }
      await answersStill(host);
    },
  },
  {
    requirement: 'P-004',
    title: 'frames of other magic or major version are dropped',
    run: async (host) => {
      await host.greet();
      for (const first of [0xa1, 0xb0, 0xb2, 0xbf, 0x01]) {
        const nonce = host.nextNonce();
        await isDropped(host, nonce, cobsBlock(plainPing(host, nonce, { first })), `a first byte of ${first}`);
      }
      await answersStill(host);
    },
  },
  {
    requirement: 'P-005',
    title: 'kinds that are unknown or the controller\'s own are dropped',
    run: async (host) => {
      await host.greet();
      for (const kind of [0, 2, 6, 255]) {
        const nonce = host.nextNonce();
        await isDropped(host, nonce, cobsBlock(plainPing(host, nonce, { kind })), `a kind of ${kind}`);
      }
      const event = encodeEvent({ event_seq: 1, device_time_us: 1, kind: EventKind.MARK, mode: 3, output_epoch: 0, cause: 0, step_index: 0, is_switch_closed: false, bias_uV: 0, refusal: 0, label: '', activity: 0, step_end: 0 });
      host.sendBytes(host.frame(FrameKind.EVENT, event));
      await answersStill(host);
    },
  },
  {
    requirement: 'P-006',
    title: 'stray delimiters and a cut frame cost nothing else',
    run: async (host) => {
      await host.greet();
      host.sendBytes(new Uint8Array(300));
      await answersStill(host);
      host.sendBytes(Uint8Array.of(0xb1, 0));
      await answersStill(host);
      const whole = cobsBlock(plainPing(host, 1));
      host.sendBytes(whole.subarray(0, 9));
      host.sendBytes(delimiter);
      await answersStill(host);
    },
  },
  {
    requirement: 'P-006',
    title: 'silence in the middle of a frame costs at most that frame',
    run: async (host) => {
      await host.greet();
      const whole = cobsBlock(plainPing(host, 2));
      host.sendBytes(whole.subarray(0, 7));
      await host.wait(SILENCE_US);
      host.sendBytes(whole.subarray(7));
      await answersStill(host);
    },
  },
  {
    requirement: 'P-006',
    title: '64 KiB of noise are survived',
    run: async (host) => {
      await host.greet();
      let word = 0x2545f491;
      for (let sent_bytes = 0; sent_bytes < NOISE_BYTES; sent_bytes += NOISE_CHUNK_BYTES) {
        const noise = new Uint8Array(NOISE_CHUNK_BYTES);
        for (let index = 0; index < noise.length; index += 1) {
          word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
          noise[index] = word >>> 24;
        }
        host.sendBytes(noise);
        await host.wait(5_000);
      }
      host.sendBytes(delimiter);
      await answersStill(host);
    },
  },
  {
    requirement: 'P-007',
    title: 'a frame arrives byte by byte, and ten in one piece',
    run: async (host) => {
      await host.greet();
      const nonce = host.nextNonce();
      for (const byte of host.frame(FrameKind.LINK, encodeLinkMessage({ kind: 'ping', nonce }))) host.sendBytes(Uint8Array.of(byte));
      const pong = await host.until(isPong(nonce), 1_500_000);
      expect(pong !== undefined, 'a frame sent byte by byte to be answered', 'nothing');
      // No more requests at once than this controller takes.
      const count = Math.min(10, host.hello?.requests_in_flight_max ?? 1);
      const ids = Array.from({ length: count }, () => host.nextRequest_id());
      const frames = ids.map((request_id) => host.frame(FrameKind.CONTROL, encodeRequest({ request_id, body: { kind: 'get_state' } })));
      host.sendBytes(Uint8Array.from(frames.flatMap((frame) => Array.from(frame))));
      for (const id of ids) await host.reply(id, { what: 'one of many frames in a piece' });
    },
  },
  {
    requirement: 'P-008',
    title: 'a payload of 257 bytes is dropped, and none comes',
    run: async (host) => {
      await host.greet();
      const payload = new Uint8Array(257);
      const request_id = host.nextRequest_id();
      payload.set(encodeRequest({ request_id, body: { kind: 'get_state' } }));
      // Padded with an unknown field that GetState tolerates: only the size is wrong.
      const used = encodeRequest({ request_id, body: { kind: 'get_state' } }).length;
      payload.set([0xa2, 0x06, (257 - used - 4) & 0x7f | 0x80, (257 - used - 4) >> 7], used);
      const from_index = host.received.length;
      host.sendBytes(cobsBlock(framed(headerOf(FrameKind.CONTROL, host.session, 257), payload)));
      await host.never(({ reply }) => reply?.request_id === request_id, 'a payload of 257 bytes to be dropped', from_index);
      await answersStill(host);
      const large = host.received.find(({ kind, payload: came }) => kind !== FrameKind.SAMPLES && came.length > 256);
      expect(large === undefined, 'payloads of at most 256 bytes', large?.payload.length);
    },
  },
  {
    requirement: 'P-009',
    title: 'numbers go up in steps of one for each kind',
    run: async (host) => {
      const from_index = host.received.length;
      await host.greet();
      for (let index = 0; index < 6; index += 1) {
        await answersStill(host);
        await host.snapshot();
        await host.request({ kind: 'set_bias', target_uV: 0, slew_nV_per_s: 1, expected_epoch: 0, not_after_device_us: 0, lease_epoch: 0 });
      }
      const last = new Map<number, number>();
      for (const { kind, seq, session } of host.received.slice(from_index)) {
        if (session !== host.session) continue;
        const before = last.get(kind);
        expect(before === undefined || seq === (before + 1) >>> 0, `kind ${kind} to go on from ${before}`, seq);
        last.set(kind, seq);
      }
      expect(last.size >= 2, 'frames of two kinds at least', last.size);
    },
  },
  {
    requirement: 'P-010',
    title: 'a number that comes twice floods nobody',
    run: async (host) => {
      await host.greet();
      for (let index = 0; index < 3; index += 1) host.sendBytes(host.frame(FrameKind.LINK, encodeLinkMessage({ kind: 'ping', nonce: index }), { seq: 0 }));
      await host.wait(SILENCE_US);
      const count = host.received.filter(({ event }) => event?.kind === EventKind.LINK_ERROR).length;
      expect(count <= 3, 'an event LINK_ERROR a frame at most', `${count}`);
    },
  },
  {
    requirement: 'P-010',
    title: 'damage is an event',
    run: async (host) => {
      await host.greet();
      const counts: number[] = [];
      for (let index = 0; index < 2; index += 1) {
        const plain = plainPing(host, 3);
        plain[14] = plain[14]! ^ 0x10;
        const from_index = host.received.length;
        host.sendBytes(cobsBlock(plain));
        const found = await host.until(({ event }) => event?.kind === EventKind.LINK_ERROR, 1_500_000, from_index);
        expect(found?.event !== undefined, 'an event LINK_ERROR', 'none');
        counts.push(found.event.value ?? -1);
      }
      expect(counts[1]! > counts[0]! && counts[0]! > 0, 'a count that goes up', text(counts));
    },
  },
];
