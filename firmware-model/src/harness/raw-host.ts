import { Deframer, FrameKind, LnmoOn, STOP_SEQUENCE, StatusCode, decodeEvent, decodeLinkMessage, decodeReply, deframerMemory, encodeFrame, encodeLinkMessage, encodeRequest, frameBytes_max } from '@nanobias/proto';
import type { Event, Frame, Limits, Reply, ReplyBody, RequestBody } from '@nanobias/proto';
import type { BoardConfiguration } from '../board/configuration.ts';
import type { Protections } from '../controller/contract.ts';
import { cellFrom } from '../specimen/cell.ts';
import type { Cell, CellPreset } from '../specimen/cell.ts';
import type { Device } from './device.ts';
import { simulate } from './simulate.ts';
import type { SimulationOptions } from './simulate.ts';
import type { Truth } from './truth.ts';

/** Limits of a cell with lithium as its counter electrode. */
export const PLAIN: Limits = {
  bias_uV_max: 4_600_000, lipon_thickness_nm: 500, anode_uV_vs_li: 0, is_field_override: false, is_formed: false, lnmo_on: LnmoOn.PROBE,
  slew_nV_per_s_max: 1_000_000_000, lnmo_thickness_nm: 500, area_nm2: 10_000_000,
};

/** A board whose converters neither err nor rustle, so that one code is one code. */
export const EXACT: Partial<BoardConfiguration> = {
  dac_gain_error_ratio: 0, dac_V_error: 0, interlock_V_noise: 0, interlock_V_gain_error_ratio: 0, interlock_V_error: 0, interlock_A_noise: 0,
  interlock_A_gain_error_ratio: 0, interlock_A_error: 0,
};

/** Which device a raw host drives. */
export interface RawHostOptions {
  readonly preset?: CellPreset;
  readonly cell?: Readonly<Record<string, unknown>>;
  readonly board?: Partial<BoardConfiguration>;
  readonly protections?: Partial<Protections>;
  readonly seed?: number;
  readonly tick_us?: number;
  /** Without it every tick's truth is spared, and `peak_V` says nothing. */
  readonly isPeakWatched?: boolean;
  /** Another firmware in place of ours. */
  readonly firmware?: SimulationOptions['firmware'];
}

/** What a careful user declares of a cell, with everything else left to its default. */
export function limitsOf(cell: Cell, changes: Partial<Limits> = {}): Limits {
  return {
    bias_uV_max: 4_600_000, slew_nV_per_s_max: 1_000_000_000, anode_uV_vs_li: 0, is_field_override: false, is_formed: false, lnmo_on: LnmoOn.PROBE,
    lipon_thickness_nm: Math.round(cell.lipon_m * 1e9), lnmo_thickness_nm: Math.round(cell.lnmo_m * 1e9), area_nm2: Math.round(cell.length_m * cell.width_m * 1e18),
    ...changes,
  };
}

/** At a control rate of 1 kHz a millisecond is one sample: the default of row 8 would lie in the noise. */
export const SLOW_TICKS: Partial<Limits> = { short_current_fA_max: 3_000_000 };

/** Host and device at one moment, to come back to: nothing is under way between them. */
export interface HostMark {
  readonly arena: Int32Array;
  readonly session: number;
  readonly lease_epoch: number;
  readonly seqs: ReadonlyMap<number, number>;
  readonly nonce: number;
  readonly next_id: number;
}

/** The device listens once a page of its flash is erased and the record of its boot is written. */
const BOOT_US = 40_000;

const FRAME_BYTES_MAX = 4096;
/** Every device has noticed by then that its port is open. */
const SETTLING_TICKS = 50;

/** A host that speaks raw frames to a simulated device, tick by tick, and does what no good host would. */
export class RawHost {
  readonly device: Device;
  readonly truth: Truth;
  readonly cell: Cell;
  readonly registers: Int32Array;
  readonly events: Event[] = [];
  readonly replies: Reply[] = [];
  session = 0;
  lease_epoch = 0;
  /** The frame that was sent last, as it went over the wire. */
  last: Uint8Array = new Uint8Array(0);
  /** Highest true voltage within any tick so far. */
  peak_V = -Infinity;
  #seqs = new Map<number, number>();
  #nonce = 0;
  #nextId = 1;
  #sessionSeen = 0;
  readonly #heard = new Uint8Array(FRAME_BYTES_MAX);
  readonly #deframer = new Deframer(deframerMemory(FRAME_BYTES_MAX));
  readonly #hear = ({ kind, payload }: Frame): void => {
    if (kind === FrameKind.CONTROL) this.replies.push(must(decodeReply(payload)));
    if (kind === FrameKind.EVENT) this.events.push(must(decodeEvent(payload)));
    if (kind !== FrameKind.LINK) return;
    const message = must(decodeLinkMessage(payload));
    if (message.kind === 'hello_ack') this.#sessionSeen = message.session;
  };

  constructor({ preset = 'default', cell = {}, board = {}, protections = {}, seed = 7, tick_us, isPeakWatched = true, firmware }: RawHostOptions = {}) {
    const accepted = cellFrom(preset, cell);
    if (accepted.kind === 'refused') throw new Error(accepted.reason);
    this.cell = accepted.cell;
    const simulation = simulate({
      seed, cell: accepted.cell, board, protections, ...(tick_us === undefined ? {} : { tick_us }), ...(firmware === undefined ? {} : { firmware }),
    });
    this.device = simulation.device;
    this.truth = simulation.truth;
    this.registers = this.device.board.registers;
    if (isPeakWatched) {
      this.truth.everyTick((truth) => {
        this.peak_V = Math.max(this.peak_V, truth.voltage_V_max);
      });
    }
    this.run(Math.ceil(BOOT_US / this.device.tick_us));
    this.attach();
    this.run(50);
  }

  get now_us(): number {
    return this.device.time_us;
  }

  /** This moment, to come back to. */
  mark(): HostMark {
    return { arena: this.device.arena.snapshot(), session: this.session, lease_epoch: this.lease_epoch, seqs: new Map(this.#seqs), nonce: this.#nonce, next_id: this.#nextId };
  }

  /** Back to a mark of this host. Whoever looks at the truth in between has left: a look waits for a tick that is no longer the next. */
  comeBack({ arena, session, lease_epoch, seqs, nonce, next_id }: HostMark): void {
    this.device.arena.restore(arena);
    this.session = session;
    this.lease_epoch = lease_epoch;
    this.#seqs = new Map(seqs);
    this.#nonce = nonce;
    this.#nextId = next_id;
    this.#deframer.abandon();
    this.replies.length = 0;
    this.events.length = 0;
  }

  /** Opens the port and begins a session, so many ticks later. */
  attach(settling_ticks = SETTLING_TICKS): void {
    this.device.board.port.setHostPresent(true);
    this.run(settling_ticks);
    this.#nonce += 1;
    this.#send(FrameKind.LINK, encodeLinkMessage({ kind: 'hello', version_min: 1, version_max: 1, nonce: this.#nonce, client: 'raw' }), 0);
    this.run(5);
    this.session = this.#sessionSeen;
    // What came until now answers an earlier session, whose numbers begin like this one's.
    this.replies.length = 0;
  }

  /** Takes the host's end of the wire away. */
  hangUp(): void {
    this.device.board.port.setHostPresent(false);
    this.run(50);
  }

  /** Lets the device run so many ticks and takes what it says. */
  run(ticks: number): void {
    const { device } = this;
    for (const end_tick = device.tick + ticks; device.tick < end_tick; this.#collect()) device.run(end_tick - device.tick);
  }

  /** Lets the device run until it says something, so many ticks at most. */
  listen(ticks_max: number): void {
    this.device.run(ticks_max);
    this.#collect();
  }

  /** Runs until something is so; the ticks that it took. @throws Error when it does not come in time */
  until(isSo: () => boolean, ticks_max = 20_000): number {
    for (let index = 0; index < ticks_max; index += 1) {
      if (isSo()) return index;
      this.run(1);
    }
    throw new Error(`not so after ${ticks_max} ticks`);
  }

  /** Runs for long under a lease that is renewed every second. */
  hold(ticks: number): void {
    for (let left = ticks; left > 0; left -= 10_000) {
      this.send({ kind: 'renew_lease', lease_epoch: this.lease_epoch });
      this.run(Math.min(left, 10_000));
    }
  }

  /** The next number of a CONTROL frame, for one that is built elsewhere. */
  takeSeq(): number {
    const seq = this.#seqs.get(FrameKind.CONTROL) ?? 0;
    this.#seqs.set(FrameKind.CONTROL, seq + 1);
    return seq;
  }

  /** Sends a request and does not wait; its id. */
  send(body: RequestBody): number {
    const request_id = this.#nextId;
    this.#nextId += 1;
    this.#send(FrameKind.CONTROL, encodeRequest({ request_id, body }), this.session);
    return request_id;
  }

  /** Puts bytes on the wire as they are; what finds no room in the port is lost. */
  write(bytes: Uint8Array): void {
    this.device.board.port.receive(bytes);
  }

  /** Sends a request and runs until it is answered. */
  ask(body: RequestBody): Reply {
    const request_id = this.send(body);
    let reply: Reply | undefined;
    this.until(() => (reply = this.replies.find((candidate) => candidate.request_id === request_id)) !== undefined);
    this.replies.length = 0;
    return reply!;
  }

  /** Asks, and gives the body of an answer of this kind. @throws Error on any other answer */
  get<K extends ReplyBody['kind']>(body: RequestBody, kind: K): Extract<ReplyBody, { kind: K }> {
    const reply = this.ask(body);
    if (reply.body?.kind !== kind) throw new Error(`${body.kind}: ${JSON.stringify(reply)}`);
    return reply.body as Extract<ReplyBody, { kind: K }>;
  }

  get state(): Extract<ReplyBody, { kind: 'snapshot' }> {
    return this.get({ kind: 'get_state' }, 'snapshot');
  }

  /** Takes the lease. */
  acquire(lease_us = 5_000_000): void {
    this.lease_epoch = this.get({ kind: 'acquire_lease', lease_us }, 'lease_grant').lease_epoch;
  }

  /** Stages and commits; the status of whichever was refused, OK when neither was. */
  commit(limits: Limits): { readonly code: StatusCode; readonly digest: number } {
    const staged = this.ask({ kind: 'stage_limits', limits });
    if (staged.body?.kind !== 'limits_echo') return { code: staged.status.code, digest: 0 };
    const { digest } = staged.body;
    return { code: this.ask({ kind: 'commit_limits', digest }).status.code, digest };
  }

  /** Arms and enables under limits that were committed. */
  enable(limits_digest: number): Reply {
    const armed = this.ask({ kind: 'arm', limits_digest, lease_epoch: this.lease_epoch });
    if (armed.body?.kind !== 'arm_grant') return armed;
    return this.ask({ kind: 'enable', token: armed.body.token, limits_digest, ...this.#fence() });
  }

  /** Lease, limits, token and enable, in this order. */
  turnOn(limits: Limits = PLAIN): Reply {
    this.acquire();
    return this.enable(this.commit(limits).digest);
  }

  /** Asks for a bias. */
  setBias(target_uV: number, slew_nV_per_s = 1_000_000_000): Reply {
    return this.ask({ kind: 'set_bias', target_uV, slew_nV_per_s, ...this.#fence() });
  }

  /** Asks for a current. */
  setCurrent(target_fA: number): Reply {
    return this.ask({ kind: 'set_current', target_fA, ...this.#fence() });
  }

  /** Starts an uploaded program. */
  startProgram(program_id: number, program_digest: number): Reply {
    return this.ask({ kind: 'start_program', program_id, program_digest, ...this.#fence() });
  }

  /** Sends the stop, which needs neither session nor lease. */
  stop(): void {
    this.write(STOP_SEQUENCE);
  }

  /** Events of one kind so far. */
  eventsOf(kind: number): readonly Event[] {
    return this.events.filter((event) => event.kind === kind);
  }

  #fence(): { readonly expected_epoch: number; readonly not_after_device_us: number; readonly lease_epoch: number } {
    const { output_epoch } = this.state;
    return { expected_epoch: output_epoch, not_after_device_us: this.now_us + 1_000_000, lease_epoch: this.lease_epoch };
  }

  #send(kind: typeof FrameKind.CONTROL | typeof FrameKind.LINK, payload: Uint8Array, session: number): void {
    const into = new Uint8Array(frameBytes_max(payload.length));
    const seq = this.#seqs.get(kind) ?? 0;
    this.#seqs.set(kind, seq + 1);
    this.last = into.subarray(0, encodeFrame(into, { kind, session, seq }, payload));
    this.write(this.last);
  }

  #collect(): void {
    const { port } = this.device.board;
    while (port.output_bytes > 0) this.#deframer.push(this.#heard.subarray(0, port.drain(this.#heard)), this.#hear);
  }
}

function must<T>(decoded: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!decoded.ok) throw new Error('the device sent what its own codec refuses');
  return decoded.value;
}
