import type { Arena } from '../kernel/arena.ts';
import type { Digest } from '../kernel/digest.ts';
import type { GaussianNoise } from '../kernel/noise.ts';
import type { Chance } from '../kernel/prng.ts';
import { ticksPerSecond } from '../kernel/time.ts';
import type { Terminals } from '../specimen/terminals.ts';
import type { BoardConfiguration } from './configuration.ts';
import { BiasDac } from './dac.ts';
import { BoardPort, type LinkBounds } from './port.ts';
import { Protection } from './protection/protection.ts';
import { REGISTER, REGISTER_COUNT, SWITCH, type BoardDescription } from './registers.ts';
import { SlowPath } from './slow-path.ts';
import { boardLines, describeBoard, Leads, SIGNAL } from './terminals.ts';
import { TickConverters } from './tick-converters.ts';

// Constants of this module: a look-up in another one would cost as much as the store.
const { SWITCH_READBACK, LATCH_STATE, STRAP_HIGH_uV, STRAP_LOW_uV, HOST_PRESENT, SPECIMEN_SOUND } = REGISTER;

/** Temperature that the holder's sensor shows. */
const ROOM_mdegC = 25_000;

export interface BoardParts {
  readonly arena: Arena;
  readonly terminals: Terminals;
  readonly configuration: BoardConfiguration;
  /** Draws what the board hides: gains, offsets, thresholds. */
  readonly chance: Chance;
  readonly noise: GaussianNoise;
  readonly bytesIn: Digest;
  readonly bytesOut: Digest;
  /** Leaves layer 0 out: for tests that show what it prevents. */
  readonly isLayer0Fitted: boolean;
  readonly link?: LinkBounds;
}

/** What is soldered: DAC, layer 0, the three measuring paths and the port. */
export class Board {
  readonly registers: Int32Array;
  readonly port: BoardPort;
  readonly protection: Protection;
  readonly #terminals: Terminals;
  readonly #leads: Leads;
  readonly #dac: BiasDac;
  readonly #converters: TickConverters;
  readonly #slow: SlowPath;
  readonly #description: BoardDescription;

  constructor({ arena, terminals, configuration, chance, noise, bytesIn, bytesOut, isLayer0Fitted, link }: BoardParts) {
    const lines = boardLines(configuration, chance);
    this.registers = arena.i32('board.registers', REGISTER_COUNT, 'hot');
    this.port = new BoardPort(arena, { bytesIn, bytesOut }, link);
    this.#terminals = terminals;
    this.#leads = new Leads(arena, terminals, configuration);
    this.#dac = new BiasDac(arena, this.registers, { line: lines.dac, leads: this.#leads });
    const { signals } = this.#leads;
    this.protection = new Protection({
      arena,
      registers: this.registers,
      terminals,
      source: signals.subarray(SIGNAL.source_V, SIGNAL.source_V + 1),
      configuration,
      chance,
      isFitted: isLayer0Fitted,
    });
    this.#converters = new TickConverters({ registers: this.registers, signals, lines, noise });
    const ticks = ticksPerSecond(configuration.tick_us) / configuration.slow_Hz;
    this.#slow = new SlowPath(arena, { registers: this.registers, signals, lines, noise, ticks });
    this.#description = describeBoard(configuration);
    this.registers[REGISTER.TEMPERATURE_mdegC] = ROOM_mdegC;
    this.#reportStates();
  }

  describe(): BoardDescription {
    return this.#description;
  }

  /** One tick: the DAC's new code, specimen and layer 0, then every converter. */
  tick(): void {
    this.#dac.tick();
    this.protection.advance();
    this.#leads.sense();
    this.#converters.tick();
    this.#slow.tick();
    this.#reportStates();
  }

  /** Writes what the firmware can only read; a write of its own lasts no longer than a tick. */
  #reportStates(): void {
    const registers = this.registers;
    registers[SWITCH_READBACK] = this.protection.isConducting ? SWITCH.BOTH : 0;
    registers[LATCH_STATE] = this.protection.latchedCauses;
    registers[STRAP_HIGH_uV] = this.#description.strap_high_uV;
    registers[STRAP_LOW_uV] = this.#description.strap_low_uV;
    registers[HOST_PRESENT] = this.port.isHostPresent ? 1 : 0;
    registers[SPECIMEN_SOUND] = this.#terminals.isSound ? 1 : 0;
  }
}
