import type { Adoption, Cause, ReplyBody, RequestBody } from '@nanobias/proto';
import type { Remembered } from './action.ts';

/** A request that was sent and not answered yet. */
export interface Asked {
  readonly request_id: number;
  readonly session: number;
  readonly body: RequestBody;
  readonly tick: number;
}

/** All that a host knows: plain data, so that a copy of it can be come back to. */
export interface HostMemory {
  session: number;
  nonce: number;
  nextId: number;
  /** Number of the next frame of each kind. */
  readonly seqs: number[];
  /** Newest last, by what they fill in. */
  readonly known: Record<Exclude<Remembered, 'causes' | 'adoption'>, number[]>;
  latched: readonly Cause[];
  adoption: Adoption | undefined;
  /** Number of the newest event that it was told of. */
  event_seq: number;
  /** Whole frames as they went out, oldest first. */
  readonly sent: Uint8Array[];
  readonly asked: Asked[];
  /** Ids of the requests that were answered last. */
  readonly answered: number[];
  /** Streams that were granted and not ended. */
  streams: number[];
}

export const FRAMES_KEPT = 24;
const KNOWN_KEPT = 6;
const ASKED_KEPT = 32;
const FRAME_KINDS = 6;

export function freshHostMemory(): HostMemory {
  return {
    session: 0, nonce: 0, nextId: 1, seqs: new Array<number>(FRAME_KINDS).fill(0),
    known: { token: [], limits_digest: [], digest: [], lease_epoch: [], expected_epoch: [], fault_nonce: [], program_digest: [], session: [] },
    latched: [], adoption: undefined, event_seq: 0, sent: [], asked: [], answered: [], streams: [],
  };
}

/** The newest but so many; the oldest where there are fewer, 0 where there is none. */
export function recalled(values: readonly number[], back_count: number): number {
  return values[Math.max(0, values.length - 1 - back_count)] ?? 0;
}

export function remember(values: number[], value: number): void {
  if (values.at(-1) === value) return;
  values.push(value);
  if (values.length > KNOWN_KEPT) values.shift();
}

export function keepAsked(memory: HostMemory, asked: Asked): void {
  memory.asked.push(asked);
  if (memory.asked.length > ASKED_KEPT) memory.asked.shift();
}

export function keepAnswered(memory: HostMemory, request_id: number): void {
  memory.answered.push(request_id);
  if (memory.answered.length > ASKED_KEPT) memory.answered.shift();
}

/** Takes up what a reply tells. */
export function learn(memory: HostMemory, body: ReplyBody): void {
  const { known } = memory;
  switch (body.kind) {
    case 'snapshot':
      remember(known.expected_epoch, body.output_epoch);
      remember(known.fault_nonce, body.fault_nonce);
      memory.latched = body.latched;
      memory.event_seq = body.event_seq_newest;
      break;
    case 'lease_grant':
      remember(known.lease_epoch, body.lease_epoch);
      if (body.adoption_token !== undefined) memory.adoption = { token: body.adoption_token, lease_epoch: body.lease_epoch, output_epoch: recalled(known.expected_epoch, 0) };
      break;
    case 'limits_echo':
      remember(known.limits_digest, body.digest);
      remember(known.digest, body.digest);
      break;
    case 'arm_grant':
      remember(known.token, body.token);
      break;
    case 'upload_result':
      if (body.program_digest !== undefined) remember(known.program_digest, body.program_digest);
      break;
    case 'off_result':
      remember(known.expected_epoch, body.output_epoch);
      break;
    case 'stream_grant':
      memory.streams = [...memory.streams, body.stream_id];
      break;
    default:
      break;
  }
}
