import { FrameKind, StatusCode, crc32c } from '@nanobias/proto';
import type { Frame, Reply, RequestBody, SampleBlock } from '@nanobias/proto';
import { MODE } from '../../interlock/mode-table.ts';
import { WORD } from '../../interlock/state.ts';
import type { Device } from '../device.ts';
import type { Asked } from './host-memory.ts';
import { FIELD } from './views.ts';
import type { Views } from './views.ts';

/** What the firmware stood at when a request went out. */
interface Standing {
  readonly mode: number;
  readonly latched: number;
  readonly isProgramRunning: boolean;
  readonly fingerprint: readonly number[];
  readonly token: number;
  /** Where the set-point rests; undefined while it moves, or is led. */
  readonly resting_code: number | undefined;
}

/** A request under way, and what is to be expected of it. */
interface Expected {
  readonly request_id: number;
  readonly session: number;
  readonly standing: Standing;
  /** Void before it was sent: too late, or fenced by an epoch that is over. */
  readonly isVoid: boolean;
  /** How many requests had been sent by all hosts, and how often something had happened that no request explains. */
  readonly order: number;
  readonly tick: number;
  /** Nothing else is under way that could act in between. */
  readonly isAlone: boolean;
}

interface Answered {
  readonly key: string;
  readonly checksum: number;
}

/** What the wire told of one port. */
interface PortRecord {
  expected: Expected[];
  answers: Answered[];
  /** Next number of a frame of each kind; unknown from a hello on. */
  seqs: Record<number, number>;
  credits_bytes: Record<number, number>;
}

export interface PromisesMemory {
  readonly ports: PortRecord[];
  order: number;
  /** When the processor was started last. */
  start_tick: number;
}

type Report = (property: string, detail: string) => void;

const EXPECTED_KEPT = 32;
/** Half of the replies that the protocol asks a device to keep. */
const ANSWERS_KEPT = 8;
/** The longest that a wire of these runs holds anything back. */
const LATE_US_MAX = 12_000_000;
const REPEATABLE: readonly RequestBody['kind'][] = ['get_state', 'get_capabilities', 'renew_lease', 'get_capture', 'read_capture', 'read_events', 'read_freeze_frame', 'get_interlocks'];

/** Holds a device to what its protocol promises: what is refused changes nothing, what comes twice acts once, nothing acts late, and it says the truth of time. */
export class Promises {
  memory: PromisesMemory;
  readonly #device: Device;
  readonly #views: Views;
  readonly #report: Report;

  constructor(device: Device, views: Views, report: Report) {
    this.#device = device;
    this.#views = views;
    this.#report = report;
    this.memory = { order: 0, start_tick: 0, ports: device.board.ports.map(() => ({ expected: [], answers: [], seqs: {}, credits_bytes: {} })) };
  }

  /** Time as the device counts it, since its last start. */
  get clock_us(): number {
    return (this.#device.tick - this.memory.start_tick) * this.#device.tick_us;
  }

  /** A request goes out, whose id and session are told; mangled ones are nobody's. */
  sent(port: number, body: RequestBody, { request_id, session }: Pick<Asked, 'request_id' | 'session'>): void {
    this.memory.order += 1;
    const record = this.memory.ports[port]!;
    const { tick } = this.#device;
    const since_tick = tick - LATE_US_MAX / this.#device.tick_us;
    const isAlone = this.memory.ports.every(({ expected }) => expected.every((earlier) => earlier.tick < since_tick));
    record.expected.push({ request_id, session, standing: this.#standing(), isVoid: this.#isVoid(body), order: this.memory.order, tick, isAlone });
    if (record.expected.length > EXPECTED_KEPT) record.expected.shift();
  }

  /** Something acts that no request explains: a fault, a reset, bytes that are no frame of a host. */
  disturb(): void {
    this.memory.order += 1;
    for (const record of this.memory.ports) record.answers = [];
  }

  /** The processor was started: it counts from here. */
  started(): void {
    this.disturb();
    this.memory.start_tick = this.#device.tick;
  }

  /** A port is greeted or left: numbers, replies and streams begin anew. */
  forget(port: number): void {
    this.memory.order += 1;
    this.memory.ports[port] = { expected: [], answers: [], seqs: {}, credits_bytes: {} };
  }

  answered(port: number, asked: Asked | undefined, reply: Reply, payload: Uint8Array): void {
    if (asked === undefined) return;
    const record = this.memory.ports[port]!;
    this.#judgeOnce(record, asked, payload);
    const index = record.expected.findIndex(({ request_id, session }) => request_id === asked.request_id && session === asked.session);
    if (index < 0) return;
    const [expected] = record.expected.splice(index, 1);
    this.#judgeTime(asked, reply);
    const isTaken = reply.status.code === StatusCode.OK;
    if (isTaken && expected!.isVoid) this.#report('T6', `${asked.body.kind} was taken, too late or under an epoch that was over`);
    if (!isTaken) this.#judgeRefused(expected!, asked);
    this.#keepCredit(record, asked, reply);
  }

  framed(port: number, { kind, seq }: Frame): void {
    const { seqs } = this.memory.ports[port]!;
    // A hello that came twice began another session.
    if (kind === FrameKind.LINK && seq === 0) for (const known in seqs) delete seqs[known];
    const expected = seqs[kind];
    seqs[kind] = (seq + 1) >>> 0;
    // What is lost or comes twice on the wire shows as a gap or an old number; one that is taken anew for other bytes is the device's.
    if (expected !== undefined && seq === expected - 1 && this.#isWireSound(port)) this.#report('P1', `frame number ${seq} of kind ${kind} was given twice`);
    if (expected !== undefined && seq > expected && this.#isWireSound(port)) this.#report('P1', `frames ${expected} to ${seq - 1} of kind ${kind} never came`);
  }

  sampled(port: number, { stream_id }: SampleBlock, payload_bytes: number): void {
    const { credits_bytes } = this.memory.ports[port]!;
    const left_bytes = credits_bytes[stream_id];
    if (left_bytes === undefined) return;
    credits_bytes[stream_id] = left_bytes - payload_bytes;
    if (!(credits_bytes[stream_id] >= 0) && this.#isWireSound(port)) this.#report('P3', `stream ${stream_id} sent ${-credits_bytes[stream_id]} bytes beyond its credit`);
  }

  /** T5: what was refused left limits, token, set-point, program and lease as they were. Told only where nothing else happened. */
  #judgeRefused({ standing, order, isAlone: wasAlone }: Expected, { body }: Asked): void {
    const now = this.#standing();
    const isAlone = wasAlone && order === this.memory.order && now.mode === standing.mode && now.latched === standing.latched && !standing.isProgramRunning && !now.isProgramRunning;
    if (!isAlone || body.kind === 'enable' || body.kind === 'arm') return;
    const isSame = now.fingerprint.every((word, index) => Object.is(word, standing.fingerprint[index]));
    // A token expires by itself.
    const isSameToken = now.token === standing.token || now.token === 0;
    const isSameTarget = standing.resting_code === undefined || now.resting_code === standing.resting_code;
    if (!isSame || !isSameToken || !isSameTarget) this.#report('T5', `a refused ${body.kind} changed word ${now.fingerprint.findIndex((word, index) => !Object.is(word, standing.fingerprint[index]))} of what stands`);
  }

  /** T6: a request that comes twice is answered once: the second answer is the first one's bytes. */
  #judgeOnce(record: PortRecord, { request_id, session, body }: Asked, payload: Uint8Array): void {
    if (REPEATABLE.includes(body.kind)) return;
    const key = `${session}:${request_id}`;
    const checksum = crc32c(payload);
    const known = record.answers.find((answer) => answer.key === key);
    if (known !== undefined) {
      if (known.checksum !== checksum) this.#report('T6', `${body.kind} came twice and was answered in two ways`);
      return;
    }
    record.answers.push({ key, checksum });
    if (record.answers.length > ANSWERS_KEPT) record.answers.shift();
  }

  /** P2: a reply tells a time between the asking and the answer, as the device counts since its last start. One that was on its way over a start counts from the one before. */
  #judgeTime(asked: Asked, { device_time_us }: Reply): void {
    if (asked.tick < this.memory.start_tick) return;
    const { tick_us } = this.#device;
    const now_us = (this.#device.tick - this.memory.start_tick + 1) * tick_us;
    const asked_us = (asked.tick - this.memory.start_tick - 1) * tick_us;
    const isTrue = asked_us <= device_time_us && device_time_us <= now_us;
    if (!isTrue) this.#report('P2', `a reply of ${device_time_us} us, asked for at ${asked_us} us and there at ${now_us} us`);
  }

  #keepCredit({ credits_bytes }: PortRecord, { body }: Asked, { status, body: granted }: Reply): void {
    if (status.code !== StatusCode.OK) return;
    if (body.kind === 'start_stream' && granted?.kind === 'stream_grant') credits_bytes[granted.stream_id] = body.credit_bytes;
    if (body.kind === 'credit' && credits_bytes[body.stream_id] !== undefined) credits_bytes[body.stream_id] = Math.min(credits_bytes[body.stream_id]! + body.credit_bytes, 0xffff_ffff);
    if (body.kind === 'stop_stream') delete credits_bytes[body.stream_id];
  }

  #isVoid(body: RequestBody): boolean {
    if (!('expected_epoch' in body)) return false;
    const epoch = this.#views.output[FIELD.OUTPUT_EPOCH]! >>> 0;
    return body.not_after_device_us < this.clock_us || body.expected_epoch < epoch;
  }

  #isWireSound(port: number): boolean {
    const { toHost } = this.#device.wires[port]!;
    const { pieces: _pieces, bytes: _bytes, ...mishaps } = toHost.counts;
    return Object.values(mishaps).every((count) => count === 0);
  }

  #standing(): Standing {
    const { state, lease, setpoint, program } = this.#views;
    // Behind the open switch the DAC follows the cell.
    const isResting = state[WORD.MODE] === MODE.ON && setpoint[FIELD.SETPOINT_IS_STEERED] === 0 && setpoint[FIELD.SETPOINT_CODE] === setpoint[FIELD.SETPOINT_TARGET];
    return {
      mode: state[WORD.MODE]!,
      latched: state[WORD.LATCH_COUNT]!,
      isProgramRunning: program[FIELD.PROGRAM_IS_RUNNING] === 1,
      resting_code: isResting ? setpoint[FIELD.SETPOINT_TARGET]! : undefined,
      token: state[WORD.MODE] === MODE.ARMED ? state[WORD.TOKEN]! : 0,
      fingerprint: [
        ...state.subarray(WORD.VOLTAGE_MIN_CODE, WORD.IS_GATE_VALID + 1), lease[FIELD.LEASE_EPOCH]!,
        ...program.subarray(0, FIELD.PROGRAM_WORDS),
      ],
    };
  }
}
