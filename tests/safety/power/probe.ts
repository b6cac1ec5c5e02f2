import { clearFaults } from '@nanobias/firmware-model';
import { MODE, WORD } from '@nanobias/firmware-model/interlock';
import { RawHost, stateWords } from '@nanobias/firmware-model/swarm';
import { Cause, Mode, causeName } from '@nanobias/proto';
import { acknowledge, newHost, switchOn } from './reference.ts';

/** Until a supply that went is back, and the processor runs. */
const BACK_TICKS_MAX = 30_000;
/** Erase, record and self-test. */
const BOOT_TICKS = 800;
const CLEAR_TICKS = 10_100;
/** What an interruption may latch by itself. */
const OF_THE_INTERRUPTION: readonly Cause[] = [Cause.SUPPLY, Cause.RESET, Cause.WATCHDOG];

/** What was so just before, and what may be found afterwards. */
export interface Expectation {
  /** Causes that may be told of: those of the record in force, and of the one before it where that is being written. */
  readonly causes: readonly Cause[];
  /** The processor loses its memory, and with it the limits. */
  readonly isReset: boolean;
  /** The flash itself is not what was written: that may be told instead. */
  readonly isFlashDamaged: boolean;
}

/** A device that is put into a state, interrupted, and asked what became of it. */
export class Probe {
  readonly host: RawHost;
  readonly #state: Int32Array;

  constructor(seed: number) {
    this.host = newHost(seed);
    this.#state = stateWords(this.host.device);
  }

  /** Interrupts it in a state; what was wrong afterwards, undefined when nothing was. The way back to an output that is on is gone where `isWayBackGone`. */
  suffer(words: Int32Array, act: () => void, expected: Expectation, isWayBackGone: boolean): string | undefined {
    const { host } = this;
    host.device.restore(words);
    host.comeBack({ arena: words, session: 0, lease_epoch: 0, seqs: new Map(), nonce: 1000, next_id: 1 });
    const wasLatched = this.#state[WORD.LATCH_COUNT]! > 0;
    const wasConducting = host.truth.isConducting;
    const hadLimits = this.#state[WORD.IS_GATE_VALID] === 1;
    act();
    // An enable that is under way outlasts a dip within the hold-up: the circuit then closes once, for the first time.
    const mayClose = !expected.isReset && !wasConducting;
    const closed = this.#interrupted(mayClose);
    if (closed !== undefined) return closed;
    if (mayClose && this.#state[WORD.MODE] === MODE.ON) return undefined;
    const found = this.#found({ ...expected, mustLatch: wasConducting || wasLatched, hadLimits });
    return found ?? (isWayBackGone ? this.#wayBack() : undefined);
  }

  /** From the first tick without supply or processor on, nothing may conduct; where it may close, not before both are back. */
  #interrupted(mayClose: boolean): string | undefined {
    const { host } = this;
    const { truth, device } = host;
    let isHit = false;
    let wrong: string | undefined;
    const leave = truth.everyTick(() => {
      const isAway = !truth.isSupplyGood || !truth.isProcessorRunning;
      isHit ||= isAway;
      if ((mayClose ? isAway : isHit) && truth.isConducting) wrong ??= `conducting at tick ${device.tick}`;
    });
    const isBack = (): boolean => isHit && truth.isSupplyGood && truth.isProcessorRunning;
    let left_ticks = BACK_TICKS_MAX;
    for (; left_ticks > 0 && !isBack(); left_ticks -= 1) host.run(1);
    host.run(BOOT_TICKS);
    leave();
    return left_ticks === 0 ? 'it never comes back' : wrong;
  }

  #found(expected: Expectation & { readonly mustLatch: boolean; readonly hadLimits: boolean }): string | undefined {
    const { host } = this;
    const { isReset, mustLatch, hadLimits } = expected;
    if (isReset) host.attach();
    const mode = this.#state[WORD.MODE]!;
    if (mode === MODE.BOOT || mode === MODE.SELF_TEST) return `mode ${mode} ${BOOT_TICKS} ticks later`;
    if (mode === MODE.ON || mode === MODE.RAMP_DOWN || (mode === MODE.ARMED && isReset)) return `mode ${mode} by itself`;
    if (isReset) return this.#kept(expected);
    return hadLimits && mustLatch && this.#state[WORD.LATCH_COUNT] === 0 ? 'nothing latched' : undefined;
  }

  /** What outlived a reset: the record, old or new, and nothing else. */
  #kept({ causes, isFlashDamaged, mustLatch }: Expectation & { readonly mustLatch: boolean }): string | undefined {
    const { latched, limits_digest } = this.host.state;
    if (limits_digest !== undefined) return 'limits that nobody has committed';
    if (mustLatch && latched.length === 0) return 'nothing latched';
    const known = [...causes, ...OF_THE_INTERRUPTION, ...(isFlashDamaged ? [Cause.STATE_CORRUPTED] : [])];
    const strange = latched.filter((cause) => !known.includes(cause));
    return strange.length > 0 ? `latched of itself: ${strange.map(causeName).join(', ')}` : undefined;
  }

  /** Acknowledge, limits, arm and enable lead to an output that is on. */
  #wayBack(): string | undefined {
    const { host } = this;
    try {
      clearFaults(host.device);
      host.attach();
      host.run(CLEAR_TICKS);
      if (host.truth.isConducting) return 'conducting before an enable';
      if (this.#state[WORD.MODE] === MODE.HARD_FAULT) {
        host.device.pressLocalReset();
        host.run(BOOT_TICKS + CLEAR_TICKS);
        host.attach();
      }
      host.acquire();
      acknowledge(host);
      host.run(10);
      if (host.state.mode !== Mode.SAFE && host.state.mode !== Mode.LIMITS_SET) return `mode ${host.state.mode} after the acknowledge`;
      switchOn(host);
      return host.truth.isConducting ? undefined : 'not conducting after an enable';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
