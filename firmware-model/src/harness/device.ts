import { crc32c } from '@nanobias/proto';
import type { BoardConfiguration } from '../board/configuration.ts';
import { Board } from '../board/board.ts';
import type { BoardPort, LinkBounds } from '../board/port.ts';
import type { InstrumentFaults } from '../board/instrument-faults.ts';
import { MARK } from '../board/overlay.ts';
import { LOGIC_HOLD_UP_US } from '../board/supply.ts';
import type { Controller, ControllerParts, Protections } from '../controller/contract.ts';
import { Arena } from '../kernel/arena.ts';
import { Digest, hex16 } from '../kernel/digest.ts';
import { GaussianNoise } from '../kernel/noise.ts';
import { chanceStreams, type Chance } from '../kernel/prng.ts';
import { ticksPerMillisecond } from '../kernel/time.ts';
import { createSpecimen, type Specimen } from '../specimen/specimen.ts';
import type { Cell } from '../specimen/cell.ts';
import { age } from './aged.ts';
import type { DeviceInput } from './history/input.ts';
import { Processor } from './processor.ts';
import { StateDigest } from './state-digest.ts';
import { layWires, type Wire } from './wire/wire.ts';

export interface DeviceOptions {
  readonly seed: number;
  readonly cell: Cell;
  readonly board: BoardConfiguration;
  readonly protections: Protections;
  readonly firmware: (parts: ControllerParts) => Controller;
  readonly link: LinkBounds;
  /** One unless told. */
  readonly ports_count?: number | undefined;
  /** What carries out the faults that a host asks for; without it none can be asked for. */
  readonly injectFault?: ControllerParts['injectFault'];
  /** Whether quiet ticks are taken many at once, which changes nothing but the time it takes; true unless told. */
  readonly areTicksJoined?: boolean | undefined;
  /** Ticks that the instrument has been on for; none unless told. */
  readonly start_tick?: number | undefined;
}

/** Looks at the truth after a tick; must not change it. */
interface Look {
  readonly period_ticks: number;
  readonly observe: () => void;
  next_tick: number;
}

// A constant of this module: a look-up in another one would cost as much as the comparison.
const ODDITIES = MARK.ODDITIES;
/** Fewer ticks cost less one by one. */
const JOINED_TICKS_MIN = 3;
const TWO_TO_32 = 4_294_967_296;
const OFF_US_DEFAULT = 1_000_000;
const SECOND_US = 1_000_000;

/** Specimen, board and firmware in one arena, run in whole ticks. */
export class Device {
  readonly arena = new Arena();
  readonly tick_us: number;
  readonly specimen: Specimen;
  readonly board: Board;
  readonly processor: Processor;
  /** A wire for each port. */
  readonly wires: readonly Wire[];
  readonly #controller: Controller;
  readonly #hostChance: Chance;
  readonly #time: Float64Array;
  readonly #millisecond_ticks: number;
  readonly #state: StateDigest;
  readonly #bytesIn: Digest;
  readonly #bytesOut: Digest;
  readonly #words: Int32Array;
  readonly #looks: Look[] = [];
  #nextLook_tick = Infinity;
  #schema: string | undefined;
  #isActing = false;
  #hear: ((input: DeviceInput) => void) | undefined;
  #passed: ((ticks_count: number) => void) | undefined;
  #asked: ((carryOut: () => void) => void) | undefined;
  readonly #areTicksJoined: boolean;

  constructor({ seed, cell, board, protections, firmware, link, ports_count = 1, injectFault, areTicksJoined = true, start_tick = 0 }: DeviceOptions) {
    const { arena } = this;
    const chance = chanceStreams(arena, seed);
    this.tick_us = board.tick_us;
    this.#areTicksJoined = areTicksJoined;
    this.#time = arena.f64('time.tick', 1);
    this.#millisecond_ticks = ticksPerMillisecond(board.tick_us);
    this.#state = new StateDigest(arena, board.tick_us);
    this.#bytesIn = new Digest(arena, 'bytes_in');
    this.#bytesOut = new Digest(arena, 'bytes_out');
    this.#hostChance = chance('host');
    const specimenChance = chance('specimen');
    // The half keeps the quantile off 0, where no specimen lies.
    const breakdownQuantile = (specimenChance.next() + 0.5) / TWO_TO_32;
    this.specimen = createSpecimen({ arena, tick_s: board.tick_us / SECOND_US, cell, breakdownQuantile, chance: specimenChance });
    this.board = new Board({
      arena,
      terminals: this.specimen,
      surroundings: this.specimen.truth,
      configuration: board,
      chance: chance('board'),
      noise: new GaussianNoise(arena, chance('noise')),
      faultChance: chance('faults'),
      flashChance: chance('flash'),
      bytesIn: this.#bytesIn,
      bytesOut: this.#bytesOut,
      isLayer0Fitted: protections.isLayer0Fitted,
      link,
      ports_count,
    });
    const controllerChance = chance('controller');
    this.processor = new Processor(arena, this.board, () =>
      firmware({
        arena,
        registers: this.board.registers,
        board: this.board.describe(),
        port: this.board.port,
        morePorts: this.board.ports.slice(1),
        flash: this.board.flash,
        retained: this.board.retained,
        chance: controllerChance,
        injectFault,
        protections,
      }),
    );
    this.#controller = this.processor.controller;
    this.wires = layWires({ seed, wires_count: ports_count, now_us: () => this.time_us });
    arena.seal();
    if (start_tick !== 0) age(arena, { start_tick, tick_us: board.tick_us });
    this.#controller.boot?.();
    this.#words = arena.words;
  }

  /** What is wrong with the instrument and with its processor, and how to make it so. */
  get faults(): { readonly instrument: InstrumentFaults; readonly processor: Processor } {
    return { instrument: this.board.faults, processor: this.processor };
  }

  /** Ticks completed. */
  get tick(): number {
    return this.#time[0]!;
  }

  get time_us(): number {
    return this.tick * this.tick_us;
  }

  /** Runs at most so many ticks; returns early after the tick in which output was queued. */
  run(ticks_count: number): void {
    let left_ticks = ticks_count;
    while (left_ticks > 0) {
      const joined_ticks = this.#areTicksJoined ? this.#runJoined(left_ticks) : 0;
      if (joined_ticks === 0) this.#runOne();
      left_ticks -= Math.max(1, joined_ticks);
      if (this.#hasOutput()) return;
    }
  }

  /** Presses the button on the instrument: it resets what layer 0 holds and is gone, and the processor. */
  pressLocalReset(): void {
    this.act({ kind: 'local reset' }, () => this.board.pressLocalReset());
  }

  /** Switches the instrument off, and on again after so long that nothing but the flash has kept anything. */
  powerCycle(off_us = OFF_US_DEFAULT): void {
    if (!(LOGIC_HOLD_UP_US < off_us)) throw new RangeError(`${off_us} us are no power cycle: layer 0 holds its latch for ${LOGIC_HOLD_UP_US} us`);
    this.act({ kind: 'power cycle', off_us }, () => this.board.faults.dipSupply(off_us));
  }

  /** Sixteen hex digits over the stream of state digests, the state now, and every byte in both directions. */
  digest(): string {
    return hex16([this.#state.with(this.#words), this.#bytesIn, this.#bytesOut]);
  }

  /** A uniform 32-bit word for the host, from this device's seed. */
  hostWord(): number {
    this.#note({ kind: 'host word' });
    return this.#hostChance.next();
  }

  /** Tells one listener of everything that comes from outside, just before it does. @throws Error while there is one */
  hear(listener: (input: DeviceInput) => void): () => void {
    if (this.#hear !== undefined) throw new Error('the inputs of this device are recorded already');
    this.#hear = listener;
    this.board.ports.forEach((port, port_index) => {
      port.hear = (input) => this.#note({ ...input, port_index });
    });
    return () => {
      this.#hear = undefined;
      for (const port of this.board.ports) port.hear = undefined;
    };
  }

  /** Does what comes from outside, and says so before; what that in its turn does to the device is part of it. */
  act(input: DeviceInput, carryOut: () => void): void {
    this.#note(input);
    const wasActing = this.#isActing;
    this.#isActing = true;
    try {
      carryOut();
    } finally {
      this.#isActing = wasActing;
    }
  }

  /** Eight hex digits over the layout of the state: devices with the same digits take each other's snapshots. */
  get schema(): string {
    this.#schema ??= crc32c(new TextEncoder().encode(this.arena.schema)).toString(16).padStart(8, '0');
    return this.#schema;
  }

  /** Puts all state to what it was; whoever looks periodically begins anew. */
  restore(words: Int32Array): void {
    this.arena.restore(words);
    for (const look of this.#looks) look.next_tick = this.tick + look.period_ticks;
    this.#planLook();
  }

  /** Has the truth looked at after every so many ticks, from the next one on. */
  observe(period_ticks: number, observe: () => void): () => void {
    if (!Number.isSafeInteger(period_ticks) || period_ticks < 1) throw new RangeError(`a period of ${period_ticks} ticks`);
    const look: Look = { period_ticks, observe, next_tick: this.tick + period_ticks };
    this.#looks.push(look);
    this.#planLook();
    return () => {
      const index = this.#looks.indexOf(look);
      if (index >= 0) this.#looks.splice(index, 1);
      this.#planLook();
    };
  }

  /** Has the truth looked at whenever time has moved, by one tick or by those that were taken together; one at a time looks so. */
  attend(passed: (ticks_count: number) => void): void {
    this.#passed = passed;
  }

  /** Takes up what is to be done between two ticks, once the host that asks for it has been answered. Nothing comes of it where nobody attends. */
  ask(carryOut: () => void): void {
    this.#asked?.(carryOut);
  }

  /** Whoever moves the device's bytes takes what is asked for, and does it between two ticks. */
  attendAsked(take: (carryOut: () => void) => void): void {
    this.#asked = take;
  }

  #note(input: DeviceInput): void {
    if (!this.#isActing) this.#hear?.(input);
  }

  #runOne(): void {
    const { board } = this;
    board.tick();
    if (board.overlay.marks[ODDITIES] === 0) {
      this.#controller.isr();
      this.#controller.runTasks();
    } else {
      this.processor.tick();
    }
    this.#advance(1);
    this.#state.passTick(board, this.#words);
    this.#lookAround();
  }

  /**
   * Ticks in which nothing but time acts on the board: it runs ahead of the firmware, which then sees every one of them,
   * and stands where the firmware first did something. Returns how many; 0 for none.
   */
  #runJoined(ticks_max: number): number {
    const { stretch } = this.board;
    const wanted_ticks = Math.min(ticks_max, this.#nextLook_tick - this.#time[0]!);
    if (wanted_ticks < JOINED_TICKS_MIN || this.#hasInput()) return 0;
    // What the board has computed beyond the firmware's next act would be in vain.
    const ahead_ticks = stretch.look(Math.min(wanted_ticks, this.#state.secondLeft_ticks, Math.max(this.#millisecond_ticks, this.#controller.beforeDue_ticks ?? 0)));
    if (ahead_ticks === 0) return 0;
    const served_ticks = this.#serveStretch(ahead_ticks);
    stretch.keepUp();
    this.#advance(served_ticks);
    this.#state.passStretch(stretch, served_ticks, this.#words);
    this.#lookAround();
    return served_ticks;
  }

  /** Has the firmware see ticks of the stretch, until it does something; returns how many it has seen. */
  #serveStretch(to: number): number {
    const { stretch } = this.board;
    const controller = this.#controller;
    let at = 0;
    do {
      const served_ticks = controller.serveTicks?.(stretch, at, to) ?? 0;
      if (served_ticks === 0) {
        stretch.show(at);
        controller.isr();
        controller.runTasks();
      }
      at += Math.max(1, served_ticks);
    } while (at < to && stretch.isQuiet(at) && !this.#hasOutput());
    return at;
  }

  #advance(ticks_count: number): void {
    this.#time[0] = this.#time[0]! + ticks_count;
    this.#passed?.(ticks_count);
  }

  /** Last of all: who looks may keep what he sees, and go on from it. */
  #lookAround(): void {
    const tick = this.#time[0]!;
    if (tick >= this.#nextLook_tick) this.#look(tick);
  }

  #hasOutput(): boolean {
    const { port, ports } = this.board;
    return port.output_bytes > 0 || (ports.length > 1 && ports.some(hasOutput));
  }

  /** Bytes that have arrived are served in the next tick, and mostly answered in it: whatever was computed beyond would be in vain. */
  #hasInput(): boolean {
    const { port, ports } = this.board;
    return port.received_bytes > 0 || (ports.length > 1 && ports.some(hasInput));
  }

  #look(tick: number): void {
    for (const look of this.#looks) {
      if (tick < look.next_tick) continue;
      look.next_tick = tick + look.period_ticks;
      look.observe();
    }
    this.#planLook();
  }

  #planLook(): void {
    let next_tick = Infinity;
    for (const look of this.#looks) next_tick = Math.min(next_tick, look.next_tick);
    this.#nextLook_tick = next_tick;
  }
}

function hasInput({ received_bytes }: BoardPort): boolean {
  return received_bytes > 0;
}

function hasOutput({ output_bytes }: BoardPort): boolean {
  return output_bytes > 0;
}
