import type { Arena } from '../kernel/arena.ts';
import type { Digest } from '../kernel/digest.ts';
import type { GaussianNoise } from '../kernel/noise.ts';
import type { Chance } from '../kernel/prng.ts';
import { ticksPerSecond } from '../kernel/time.ts';
import type { Terminals } from '../specimen/terminals.ts';
import type { BoardConfiguration } from './configuration.ts';
import { BiasDac } from './dac.ts';
import { FlashMemory } from './flash.ts';
import { BoardInputs, type Surroundings } from './inputs.ts';
import { InstrumentFaults } from './instrument-faults.ts';
import { MARK, ODDITY, Overlay } from './overlay.ts';
import { PathFaults } from './path-faults.ts';
import { BoardPort, claimPresence, type LinkBounds } from './port.ts';
import { Protection } from './protection/protection.ts';
import type { Pulse } from './pulse.ts';
import { REGISTER, REGISTER_COUNT, RESET_CAUSE, type BoardDescription } from './registers.ts';
import { ResetLine } from './reset-line.ts';
import { claimRetained } from './retained.ts';
import { SlowPath } from './slow-path.ts';
import { BoardStretch } from './stretch.ts';
import { Supply } from './supply.ts';
import { boardLines, describeBoard, Leads, SIGNAL } from './terminals.ts';
import { TickConverters } from './tick-converters.ts';

// Constants of this module: a look-up in another one would cost as much as the store.
const { SWITCH_READBACK, LATCH_STATE, STRAP_HIGH_uV, STRAP_LOW_uV, HOST_PRESENT, SPECIMEN_SOUND } = REGISTER;
const ODDITIES = MARK.ODDITIES;

/** For so long the supply is away that a planned cut within the flash takes. */
const LOST_SUPPLY_US = 1_000_000;

export interface BoardParts {
  readonly arena: Arena;
  readonly terminals: Terminals;
  readonly surroundings: Surroundings;
  readonly configuration: BoardConfiguration;
  /** Draws what the board hides: gains, offsets, thresholds. */
  readonly chance: Chance;
  readonly noise: GaussianNoise;
  /** Draws of faults and of a flash that is cut short: apart, so that they reshuffle nothing else. */
  readonly faultChance: Chance;
  readonly flashChance: Chance;
  readonly bytesIn: Digest;
  readonly bytesOut: Digest;
  /** Leaves layer 0 out: for tests that show what it prevents. */
  readonly isLayer0Fitted: boolean;
  /** What each of the ports allows. */
  readonly link?: LinkBounds;
  /** One unless told. */
  readonly ports_count?: number;
}

/** What is soldered: DAC, layer 0, the three measuring paths, supply, reset line, flash and the port. */
export class Board {
  readonly registers: Int32Array;
  /** Each with a host of its own. */
  readonly ports: readonly BoardPort[];
  /** The first of them. */
  readonly port: BoardPort;
  readonly protection: Protection;
  readonly flash: FlashMemory;
  readonly supply: Supply;
  /** What is wrong with the instrument, and how to make it so. */
  readonly faults: InstrumentFaults;
  readonly overlay: Overlay;
  /** What outlasts a reset of the processor. */
  readonly retained: Float64Array;
  readonly reset: ResetLine;
  /** The ticks to come, while nothing but time acts on the board. */
  readonly stretch: BoardStretch;
  readonly #terminals: Terminals;
  readonly #leads: Leads;
  readonly #dac: BiasDac;
  readonly #converters: TickConverters;
  readonly #slow: SlowPath;
  readonly #inputs: BoardInputs;
  readonly #marks: Int32Array;
  readonly #presence: Int32Array;
  readonly #pathFaults: PathFaults;
  readonly #description: BoardDescription;

  constructor(parts: BoardParts) {
    const { arena, terminals, configuration, chance, noise } = parts;
    const lines = boardLines(configuration, chance);
    const registers = arena.i32('board.registers', REGISTER_COUNT);
    const overlay = new Overlay(arena);
    this.registers = registers;
    const presence = claimPresence(arena);
    this.#presence = presence;
    this.port = new BoardPort(arena, parts, parts.link, { index: 0, presence });
    this.ports = [this.port, ...Array.from({ length: (parts.ports_count ?? 1) - 1 }, (_, more) => new BoardPort(arena, parts, parts.link, { index: more + 1, presence }))];
    this.#terminals = terminals;
    this.overlay = overlay;
    this.#marks = overlay.marks;
    this.#leads = new Leads(arena, terminals, configuration);
    this.#dac = new BiasDac(arena, registers, { line: lines.dac, leads: this.#leads, overlay });
    const { signals } = this.#leads;
    this.supply = new Supply(arena, configuration, overlay);
    this.flash = new FlashMemory({ arena, chance: parts.flashChance, tick_us: configuration.tick_us, overlay });
    this.retained = claimRetained(arena);
    this.reset = new ResetLine(arena, { registers, overlay, tick_us: configuration.tick_us });
    this.protection = new Protection({
      arena,
      registers,
      terminals,
      source: signals.subarray(SIGNAL.source_V, SIGNAL.source_V + 1),
      configuration,
      chance,
      overlay,
      supply: this.supply,
      isFitted: parts.isLayer0Fitted,
    });
    this.#converters = new TickConverters({ registers, signals, lines, noise });
    const ticks = ticksPerSecond(configuration.tick_us) / configuration.slow_Hz;
    this.#slow = new SlowPath(arena, { registers, signals, lines, noise, ticks });
    this.#inputs = new BoardInputs(registers, parts.surroundings, overlay);
    this.#pathFaults = new PathFaults({ registers, signals, overlay, chance: parts.faultChance });
    this.faults = new InstrumentFaults({ overlay, supply: this.supply, flash: this.flash, registers });
    this.#description = describeBoard(configuration);
    this.stretch = new BoardStretch({
      registers,
      overlay,
      pathFaults: this.#pathFaults,
      dac: this.#dac,
      leads: this.#leads,
      protection: this.protection,
      converters: this.#converters,
      slow: this.#slow,
      reportStates: () => this.#reportStates(),
    });
    this.#attend();
    this.#reportStates();
  }

  describe(): BoardDescription {
    return this.#description;
  }

  /** One tick: supply, reset and flash, the DAC's new code, specimen and layer 0, then every converter. */
  tick(): void {
    const oddities = this.#marks[ODDITIES]!;
    if (oddities !== 0) this.#suffer(oddities);
    if ((oddities & ODDITY.DAC) === 0) this.#dac.tick();
    const hasChanged = this.protection.advance();
    this.#leads.sense();
    if ((oddities & ODDITY.PATHS) !== 0) this.#pathFaults.prepare();
    this.#converters.tick();
    const isConverted = this.#slow.tick();
    if ((oddities & ODDITY.PATHS) !== 0) this.#pathFaults.distort();
    if (hasChanged || isConverted) this.#attend();
    this.#reportStates();
  }

  /** Tells what the tick has left behind. */
  pulse(into: Pulse): void {
    const { signals } = this.#leads;
    into.putSignals(signals[SIGNAL.voltage_code]!, signals[SIGNAL.current_code]!);
    into.putRegisters(this.registers);
  }

  /** The button on the instrument: resets what layer 0 holds and is gone, and the processor. */
  pressLocalReset(): void {
    this.protection.resetLocally();
    this.#resetProcessor(RESET_CAUSE.LOCAL);
  }

  /** The processor stops where it is, and with it what its flash was doing. */
  #resetProcessor(cause: number): void {
    this.reset.hold(cause);
    this.flash.cut();
    this.protection.monitors.awaitProcessor();
    for (const port of this.ports) port.forget();
  }

  /** What is not as it should be, before the tick. */
  #suffer(oddities: number): void {
    if (this.flash.isBusy && this.flash.tick()) this.supply.cut(LOST_SUPPLY_US);
    if (!this.supply.isGood) this.#sufferDip();
    // Without a supply nothing counts the hold down: where it is one tick long, the processor would start in the midst of the dip.
    if (this.reset.isHeld && this.supply.isProcessorAlive) this.reset.tick();
    if ((oddities & ODDITY.DAC) !== 0) this.#dac.suffer();
  }

  #sufferDip(): void {
    this.supply.tick();
    if (this.supply.isProcessorAlive) return;
    if (!this.supply.isLogicAlive) this.retained.fill(0);
    this.#resetProcessor(this.supply.isLogicAlive ? RESET_CAUSE.BROWN_OUT : RESET_CAUSE.POWER_UP);
  }

  /** What changes seldom: a reset that layer 0 asks for, its inputs, and the instrument's. */
  #attend(): void {
    const { registers, protection } = this;
    const { monitors } = protection;
    if (protection.isBitten) this.#resetProcessor(RESET_CAUSE.WATCHDOG);
    registers[REGISTER.INTERLOCK_LINE] = monitors.lineChannels;
    registers[REGISTER.SUPPLY_GOOD] = this.supply.isGood ? 1 : 0;
    registers[REGISTER.STIMULUS_SEEN] = monitors.stimulusSeen;
    this.#inputs.report();
  }

  /** Writes what the firmware can only read; a write of its own lasts no longer than a tick. */
  #reportStates(): void {
    const registers = this.registers;
    registers[SWITCH_READBACK] = this.protection.driven;
    registers[LATCH_STATE] = this.protection.latchedCauses;
    registers[STRAP_HIGH_uV] = this.#description.strap_high_uV;
    registers[STRAP_LOW_uV] = this.#description.strap_low_uV;
    registers[HOST_PRESENT] = this.#presence[0]!;
    registers[SPECIMEN_SOUND] = this.#terminals.isSound ? 1 : 0;
  }
}
