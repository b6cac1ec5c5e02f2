import { Arena } from '../../kernel/arena.ts';
import { chanceStreams, type Chance } from '../../kernel/prng.ts';
import { checkWireAction, type WireAction } from './action.ts';
import { Lane, type LaneSnapshot } from './lane.ts';

interface WireParts {
  readonly arena: Arena;
  /** The stream of chance that is labelled `link`. */
  readonly chance: Chance;
  /** Which of a device's wires this is. */
  readonly index: number;
  readonly now_us: () => number;
}

/** All of a wire's state; that of the wires beside it in its arena as well. */
export interface WireSnapshot {
  readonly words: Int32Array;
  readonly toDevice: LaneSnapshot;
  readonly toHost: LaneSnapshot;
}

/**
 * Sound wires whose chance comes from a seed. Their state lies in an arena of their own: what is on a wire has not reached the
 * device, and is none of its state.
 */
export function layWires({ seed, wires_count = 1, now_us }: { readonly seed: number; readonly wires_count?: number; readonly now_us: () => number }): readonly Wire[] {
  const arena = new Arena();
  const chance = chanceStreams(arena, seed)('link');
  return Array.from({ length: wires_count }, (_, index) => new Wire({ arena, chance, index, now_us }));
}

/** The wire between a host and a port of the device: what is done to it, and what it does to the bytes. Equal seeds, equal fates. */
export class Wire {
  readonly toDevice: Lane;
  readonly toHost: Lane;
  readonly #arena: Arena;
  #laid_us = 0;
  #hangUp: ((reason: string) => void) | undefined;
  #onActed: (() => void) | undefined;

  constructor({ arena, chance, index, now_us }: WireParts) {
    this.#arena = arena;
    this.toDevice = new Lane({ arena, chance, now_us, name: `wire_${index}.to_device` });
    this.toHost = new Lane({ arena, chance, now_us, name: `wire_${index}.to_host` });
  }

  /** How long a sound wire of this kind takes, each way. @throws RangeError for what is no latency */
  lay(latency_us: number): void {
    this.act({ kind: 'latency', way: 'both', value: latency_us });
    this.#laid_us = latency_us;
  }

  /** Does something to the wire. @throws RangeError naming what a wire cannot do */
  act(action: WireAction): void {
    checkWireAction(action);
    if (action.way !== 'to host') this.toDevice.act(action);
    if (action.way !== 'to device') this.toHost.act(action);
    this.#onActed?.();
  }

  /** Everything that went wrong is over; what is lost stays lost. */
  heal(): void {
    this.toDevice.heal();
    this.toHost.heal();
    this.#onActed?.();
  }

  /** As `heal`, and the latency is what it was laid with. */
  restoreSound(): void {
    this.lay(this.#laid_us);
    this.heal();
  }

  /** The device's end goes: the host's pipe closes with this reason, and the device sees nobody. */
  hangUp(reason: string): void {
    this.#hangUp?.(reason);
  }

  /** Whoever moves the bytes says how it hangs up, and may ask to be told when arrivals have moved. */
  attend({ hangUp, onActed }: { readonly hangUp: (reason: string) => void; readonly onActed?: () => void }): void {
    this.#hangUp = hangUp;
    this.#onActed = onActed;
  }

  /** All that is on its way, and all that is done to it. */
  snapshot(): WireSnapshot {
    return { words: this.#arena.snapshot(), toDevice: this.toDevice.snapshot(), toHost: this.toHost.snapshot() };
  }

  /** Puts the wire back to a snapshot. */
  restore({ words, toDevice, toHost }: WireSnapshot): void {
    this.#arena.restore(words);
    this.toDevice.restore(toDevice);
    this.toHost.restore(toHost);
  }
}
