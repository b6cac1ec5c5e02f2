import { Deframer, FrameKind, STOP_SEQUENCE, StatusCode, LnmoOn, decodeEvent, decodeLinkMessage, decodeReply, decodeSampleBlock, deframerMemory, encodeFrame, encodeLinkMessage, encodeRequest, frameBytes_max } from '@nanobias/proto';
import type { Event, HelloAck, Limits, LinkMessage, Reply, ReplyBody, RequestBody, SampleBlock } from '@nanobias/proto';
import { createController } from '../../../firmware-model/src/controller/create.ts';
import type { Controller, InterlockRow } from '../../../firmware-model/src/controller/contract.ts';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { Chance } from '../../../firmware-model/src/kernel/prng.ts';
import { CutFlash } from './cut-flash.ts';
import type { BoardDescription, Port } from '../../../firmware-model/src/board/registers.ts';

/** Registers by number, restated: the firmware's own table is what is under test. */
export const AT = {
  DAC: 0, SWITCH_REQUEST: 1, SLOW_RANGE: 2, WATCHDOG: 3, LATCH_RESET: 4, STIMULUS: 5, FRONT_END: 6, VOLTAGE: 8, CURRENT: 9, SLOW_VOLTAGE: 10, SLOW_CURRENT: 11, SLOW_SEQUENCE: 12,
  SLOW_FLAGS: 13, SLOW_RANGE_READBACK: 14, DAC_READBACK: 15, SWITCH_READBACK: 16, LATCH_STATE: 17, HOST_PRESENT: 20, SOUND: 21,
  SEQUENCE: 23, LINE: 24, SUPPLY_GOOD: 25, RESET_CAUSE: 26, STIMULUS_SEEN: 27, TIME_BASE: 28, TEMPERATURE: 29, DOSE_RATE: 30, PROBE_MOVING: 31,
  CALIBRATION_VALID: 32,
} as const;

export const BOARD: BoardDescription = {
  tick_us: 100, dac_bits: 20, dac_full_scale_uV: 10_000_000, readback_noise_uV_rms: 0, interlock_bits: 16, interlock_full_scale_uV: 10_000_000,
  interlock_full_scale_fA: 20_000_000, interlock_noise_uV_rms: 1000, interlock_noise_fA_rms: 5000, slow_bits: 24, slow_rate_Hz: 10,
  slow_full_scale_uV: 10_000_000, slow_full_scales_fA: [1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12], slow_noise_fA_rms: 4, slow_noise_uV_rms: 20,
  fast_bits: 16, fast_rate_Hz: 100_000, fast_full_scale_fA: 200_000_000, series_resistance_kOhm: 100_000, stray_capacitance_fF: 203_000,
  strap_high_uV: 5_000_000, strap_low_uV: -300_000, bias_error_uV: 7000,
  lnmo_on: 'probe',
};

/** Word of the packed state that counts the lease down, restated. */
const LEASE_TICKS = 44;
/** Word of the lease that says at which tick it ends, restated. */
const LEASE_END_TICK = 6;
const TICK_S = 1e-4;
const SERIES_OHM = 100e6;
const NODE_F = 203e-12;
const CELL_OHM = 2.25e9;
const SLOW_TICKS = 1000;
/** Ticks from one gust of noise to the next, and the bits that it moves: all that a real path's noise does, or they would count as stuck. */
const GUST_TICKS = 397;
const GUST_BITS = { voltage: 0xf, current: 0x3f } as const;

/** Bytes in both directions, without a bound but the room that a test gives. */
class TestPort implements Port {
  readonly incoming: number[] = [];
  readonly outgoing: number[] = [];
  room = 16_384;
  link_bytes_per_s?: number;
  samplesPayload_bytes_max?: number;

  get received_bytes(): number {
    return this.incoming.length;
  }

  get room_bytes(): number {
    return this.room;
  }

  read(into: Uint8Array): number {
    const taken = this.incoming.splice(0, into.length);
    into.set(taken);
    return taken.length;
  }

  write(bytes: Uint8Array, length_bytes: number): boolean {
    if (length_bytes > this.room) return false;
    this.outgoing.push(...bytes.subarray(0, length_bytes));
    return true;
  }

  discard(): void {
    this.outgoing.length = 0;
  }
}

export interface BenchOptions {
  readonly rowsLeftOut?: readonly InterlockRow[];
  readonly cell_V?: number;
  readonly seed?: number;
}

/** A board of registers, a capacitor and a cell behind a resistor, with a code of noise; and a host that speaks raw frames. */
export class Bench {
  readonly port = new TestPort();
  readonly registers: Int32Array;
  readonly arena = new Arena();
  readonly flash = new CutFlash(256);
  /** What a reset leaves as it is; a test that cuts the supply empties it. */
  readonly retained = new Float64Array(16);
  readonly events: Event[] = [];
  readonly replies: Reply[] = [];
  readonly links: LinkMessage[] = [];
  readonly blocks: SampleBlock[] = [];
  tick = 0;
  cell_V: number;
  node_V: number;
  current_A = 0;
  /** Set to make the DAC put out something else than it was told, or the converters see something else than there is. */
  dacError_code = 0;
  voltageError_code = 0;
  currentError_code = 0;
  isFrozen = false;
  /** Set to let each channel of the slow path convert to one code. */
  isSlowVoltageFrozen = false;
  isSlowCurrentFrozen = false;
  /** Set to let the slow path finish no conversion. */
  isSlowSilent = false;
  /** Bits of the switches that conduct whatever is asked: 3 keeps the contact closed. */
  weld = 0;
  /** Bits of the comparators that answer no stimulus, and of those that answer without one. */
  deafComparators = 0;
  stuckComparators = 0;
  /** Set to keep it open. */
  isStuckOpen = false;
  /** Code of the DAC in every tick since the start. */
  readonly dacTrace: number[] = [];
  session = 0;
  lease_epoch = 0;
  ack: HelloAck | undefined;
  /** Highest voltage that stood on the node since the start. */
  peak_V: number;
  readonly #controller: Controller;
  readonly #deframer = new Deframer(deframerMemory(4096));
  readonly #seqs = new Map<number, number>();
  readonly #words = new Map<string, Uint32Array>();
  readonly #image: Int32Array;
  #isClosed = false;
  #closing_ticks = 0;
  #asked = 0;
  #nextId = 1;

  constructor({ rowsLeftOut = [], cell_V = 3.45, seed = 1 }: BenchOptions = {}) {
    this.cell_V = cell_V;
    this.node_V = cell_V;
    this.peak_V = cell_V;
    this.registers = this.arena.i32('test.registers', 40);
    for (const at of [AT.HOST_PRESENT, AT.SOUND, AT.SUPPLY_GOOD, AT.CALIBRATION_VALID]) this.registers[at] = 1;
    this.registers[AT.LINE] = 3;
    this.registers[AT.RESET_CAUSE] = 1;
    this.registers[AT.TEMPERATURE] = 25_000;
    this.#controller = createController({
      arena: this.arena, registers: this.registers, board: BOARD, port: this.port, flash: this.flash, retained: this.retained, chance: new Chance(this.arena, seed, 'controller'),
      protections: { isLayer0Fitted: false, rowsLeftOut: new Set(rowsLeftOut) },
    });
    this.arena.seal();
    this.#image = this.arena.snapshot();
    this.#controller.boot?.();
  }

  /** Starts the processor anew, with its memory as it was claimed; board, flash and chance stay. */
  reset(reset_cause: number): void {
    for (const { name, kind, offset_bytes, length } of this.arena.fields) {
      if (!/^(?:controller|interlock)\./.test(name)) continue;
      const words = Math.ceil((length * { f64: 8, i32: 4, u32: 4, u8: 1 }[kind]) / 4);
      this.arena.words.set(this.#image.subarray(offset_bytes / 4, offset_bytes / 4 + words), offset_bytes / 4);
    }
    this.registers[AT.RESET_CAUSE] = reset_cause;
    this.flash.powerUp();
    this.session = 0;
    this.#seqs.clear();
    this.#controller.boot?.();
  }

  run(ticks: number): void {
    for (let index = 0; index < ticks; index += 1) this.#tick();
    this.#collect();
  }

  /** Runs until something is so; fails after `ticks_max`. */
  until(isSo: () => boolean, ticks_max = 20_000): number {
    for (let index = 0; index < ticks_max; index += 1) {
      if (isSo()) return index;
      this.#tick();
      this.#collect();
    }
    throw new Error(`not so after ${ticks_max} ticks`);
  }

  sendFrame(kind: number, payload: Uint8Array, session = this.session): void {
    const into = new Uint8Array(frameBytes_max(payload.length));
    const seq = this.#seqs.get(kind) ?? 0;
    this.#seqs.set(kind, seq + 1);
    this.sendBytes(into.subarray(0, encodeFrame(into, { kind: kind as 1, session, seq }, payload)));
  }

  sendBytes(bytes: Uint8Array): void {
    this.port.incoming.push(...bytes);
  }

  send(body: RequestBody, options: { readonly request_id?: number; readonly session?: number } = {}): number {
    const request_id = options.request_id ?? this.#nextId++;
    this.sendFrame(FrameKind.CONTROL, encodeRequest({ request_id, body }), options.session ?? this.session);
    return request_id;
  }

  /** Sends and waits for the reply. */
  ask(body: RequestBody): Reply {
    const request_id = this.send(body);
    let reply: Reply | undefined;
    this.until(() => {
      reply = this.replies.find((candidate) => candidate.request_id === request_id);
      return reply !== undefined;
    });
    return reply!;
  }

  /** Sends, waits, and gives the body of an OK. */
  get<K extends ReplyBody['kind']>(body: RequestBody, kind: K): Extract<ReplyBody, { kind: K }> {
    const reply = this.ask(body);
    if (reply.status.code !== StatusCode.OK || reply.body?.kind !== kind) throw new Error(`${body.kind}: ${JSON.stringify(reply)}`);
    return reply.body as Extract<ReplyBody, { kind: K }>;
  }

  hello(nonce = 7): HelloAck {
    const before = this.links.length;
    this.sendFrame(FrameKind.LINK, encodeLinkMessage({ kind: 'hello', version_min: 1, version_max: 1, nonce, client: 'bench' }), 0);
    this.until(() => this.links.length > before);
    const ack = this.links.at(-1);
    if (ack?.kind !== 'hello_ack') throw new Error('no acknowledge');
    this.session = ack.session;
    this.ack = ack;
    return ack;
  }

  acquire(lease_us = 5_000_000): number {
    this.lease_epoch = this.get({ kind: 'acquire_lease', lease_us }, 'lease_grant').lease_epoch;
    return this.lease_epoch;
  }

  commit(limits: Partial<Limits> = {}): number {
    const { digest } = this.get({ kind: 'stage_limits', limits: { ...LIMITS, ...limits } }, 'limits_echo');
    return this.get({ kind: 'commit_limits', digest }, 'limits_echo').digest;
  }

  get state(): Extract<ReplyBody, { kind: 'snapshot' }> {
    return this.get({ kind: 'get_state' }, 'snapshot');
  }

  get now_us(): number {
    return this.tick * 100;
  }

  /** From a fresh board to an output that is on. */
  turnOn(limits: Partial<Limits> = {}, lease_us = 5_000_000): void {
    this.run(20);
    this.hello();
    this.acquire(lease_us);
    this.enable(this.commit(limits));
  }

  enable(digest: number): Reply {
    const { token } = this.get({ kind: 'arm', limits_digest: digest, lease_epoch: this.lease_epoch }, 'arm_grant');
    return this.ask({
      kind: 'enable', token, limits_digest: digest, expected_epoch: this.state.output_epoch, not_after_device_us: this.now_us + 1_000_000,
      lease_epoch: this.lease_epoch,
    });
  }

  setBias(target_uV: number, slew_nV_per_s = 10_000_000): Reply {
    return this.ask({
      kind: 'set_bias', target_uV, slew_nV_per_s, expected_epoch: this.state.output_epoch, not_after_device_us: this.now_us + 1_000_000,
      lease_epoch: this.lease_epoch,
    });
  }

  stop(): void {
    this.sendBytes(STOP_SEQUENCE);
  }

  renew(): void {
    this.send({ kind: 'renew_lease', lease_epoch: this.lease_epoch });
  }

  /** Leaves the lease so many ticks, as if the host had been silent for the rest. */
  lapseSoon(ticks: number): void {
    const state = this.words('interlock.state');
    const lease = this.words('controller.lease');
    lease[LEASE_END_TICK] = lease[LEASE_END_TICK]! - state[LEASE_TICKS]! + ticks;
    state[LEASE_TICKS] = ticks;
  }

  /** Runs for long, renewing the lease every second. */
  hold(ticks: number): void {
    for (let left = ticks; left > 0; left -= 10_000) {
      this.renew();
      this.run(Math.min(left, 10_000));
    }
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Words of an arena field, by name. */
  words(name: string): Uint32Array {
    const known = this.#words.get(name);
    if (known !== undefined) return known;
    const field = this.arena.fields.find((candidate) => candidate.name === name);
    if (field === undefined) throw new Error(`no field ${name}`);
    const words = new Uint32Array(this.arena.words.buffer, field.offset_bytes, field.length);
    this.#words.set(name, words);
    return words;
  }

  eventsOf(kind: number): readonly Event[] {
    return this.events.filter((event) => event.kind === kind);
  }

  #tick(): void {
    this.tick += 1;
    this.#plant();
    const { registers } = this;
    // Noise moves a code; without it the converters would count as frozen.
    const dither_code = 1 - 2 * (this.tick & 1);
    const noisy = (code: number, bits: number): number => clamped(this.isFrozen ? code : gustCode(this.tick, code, bits) ?? code + dither_code, 32_767);
    registers[AT.VOLTAGE] = noisy(Math.round(this.node_V * 3276.8) + this.voltageError_code, GUST_BITS.voltage);
    registers[AT.CURRENT] = noisy(Math.round((this.current_A / 20e-9) * 32_768) + this.currentError_code, GUST_BITS.current);
    if (this.tick % SLOW_TICKS === 0 && !this.isSlowSilent) {
      registers[AT.SLOW_SEQUENCE] = registers[AT.SLOW_SEQUENCE]! + 1;
      // A code of noise here too: the rows look at thousands.
      const slowDither_code = registers[AT.SLOW_SEQUENCE]! & 1;
      if (!this.isSlowVoltageFrozen) registers[AT.SLOW_VOLTAGE] = clamped(Math.round((this.node_V / 10) * 8_388_608) + slowDither_code, 8_388_607);
      const range = registers[AT.SLOW_RANGE]!;
      const code = Math.round((this.current_A / (100e-12 * 10 ** range)) * 8_388_608);
      if (!this.isSlowCurrentFrozen) registers[AT.SLOW_CURRENT] = clamped(code + slowDither_code, 8_388_607);
      registers[AT.SLOW_FLAGS] = Math.abs(code) >= 8_388_607 || range !== registers[AT.SLOW_RANGE_READBACK] ? 1 : 0;
      registers[AT.SLOW_RANGE_READBACK] = range;
    }
    this.#controller.isr();
    this.#controller.runTasks();
    this.dacTrace.push(registers[AT.DAC]!);
  }

  #plant(): void {
    const { registers } = this;
    const { weld } = this;
    const request = registers[AT.STIMULUS] === 0 ? registers[AT.SWITCH_REQUEST]! & 3 : 0;
    this.#closing_ticks = request !== 0 && request === this.#asked ? this.#closing_ticks + 1 : 0;
    this.#asked = request;
    const driven = !this.isStuckOpen && this.#closing_ticks > 5 ? request : 0;
    this.#isClosed = (driven | weld) === 3;
    // A welded contact shows in no register, unless both are: then what the bench calls a closed relay reads closed.
    registers[AT.SWITCH_READBACK] = weld === 3 ? 3 : driven;
    registers[AT.STIMULUS_SEEN] = (registers[AT.STIMULUS]! & ~this.deafComparators) | this.stuckComparators;
    registers[AT.SEQUENCE] = (registers[AT.SEQUENCE]! + 1) & 0x7fffffff;
    registers[AT.TIME_BASE] = (registers[AT.TIME_BASE]! + 100) & 0x7fffffff;
    this.flash.tick();
    const dac_code = registers[AT.DAC]! + this.dacError_code;
    registers[AT.DAC_READBACK] = dac_code;
    const source_V = (dac_code / 524_288) * 10;
    this.current_A = this.#isClosed ? (source_V - this.node_V) / SERIES_OHM : 0;
    this.node_V += ((this.current_A - (this.node_V - this.cell_V) / CELL_OHM) * TICK_S) / NODE_F;
    this.peak_V = Math.max(this.peak_V, this.node_V);
  }

  #collect(): void {
    if (this.port.outgoing.length === 0) return;
    const bytes = Uint8Array.from(this.port.outgoing.splice(0));
    this.#deframer.push(bytes, ({ kind, payload }) => {
      if (kind === FrameKind.CONTROL) this.replies.push(value(decodeReply(payload)));
      if (kind === FrameKind.EVENT) this.events.push(value(decodeEvent(payload)));
      if (kind === FrameKind.LINK) this.links.push(value(decodeLinkMessage(payload)));
      if (kind === FrameKind.SAMPLES) {
        const block = value(decodeSampleBlock(payload));
        this.blocks.push({ ...block, data: Uint8Array.from(block.data) });
      }
    });
  }
}

/** Limits of the 500 nm cell against lithium: cap 4.6 V. */
export const LIMITS: Limits = {
  bias_uV_max: 4_600_000, lipon_thickness_nm: 500, anode_uV_vs_li: 0, is_field_override: false, is_formed: false, lnmo_on: LnmoOn.PROBE,
  slew_nV_per_s_max: 1_000_000_000, lnmo_thickness_nm: 500, area_nm2: 10_000_000,
};

function value<T>(decoded: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T {
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  return decoded.value;
}

/** In two ticks of many the noise moves every low bit of a code, by as much up as down. */
function gustCode(tick: number, code: number, bits: number): number | undefined {
  const place = tick % GUST_TICKS;
  const first_tick = tick - place;
  const up_code = (code + 1 - 2 * (first_tick & 1)) ^ bits;
  if (place === 0) return up_code;
  return place === 1 ? 2 * code - up_code : undefined;
}

function clamped(code: number, code_max: number): number {
  return Math.max(-code_max - 1, Math.min(code_max, code));
}
