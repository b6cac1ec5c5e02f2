import { CELL_PRESETS } from '@nanobias/firmware-model';
import type { CellPreset } from '@nanobias/firmware-model';
import { MODE, WORD } from '@nanobias/firmware-model/interlock';
import { Dice, Oracle, RawHost, stateWords } from '@nanobias/firmware-model/swarm';
import type { HostMark, Violation } from '@nanobias/firmware-model/swarm';
import { giveOtherNoise } from '../other-noise.ts';
import { HostileHost } from './hostile-host.ts';
import type { Knowledge } from './hostile-host.ts';

/** Where in a device's life a run begins. */
export type Moment = 'power-up' | 'limits committed' | 'armed' | 'on' | 'below 4.5 V' | 'at the cap' | 'tripped';

interface Begun {
  readonly mark: HostMark;
  readonly known: Knowledge;
}

/** What a host knew at the moment where a run begins. */
export interface Beginning {
  readonly moment: Moment;
  readonly known: Knowledge;
}

export const BIAS_UV_MAX = 4_790_000;
/** The coarsest film that the model takes: what it does to the voltage is the same to some millivolts. */
export const COARSE = { grid_count: 12 } as const;
/** From here the film is charged as far as its source text goes. */
export const APPLIED_V = 4.5;
/** So far below that a host that takes a tenth of a second's care is at 4.5 V; of a longer climb a hostile one rarely sees the end. */
const BELOW_UV = 4_450_000;
/** Most devices run at the slowest control rate, where a second is a thousand ticks; one in fifty at the instrument's own. */
export const OWN_RATE_RATIO = 0.02;
const STEPS_MAX = 60;
/** A latched cause has been gone for as long as an acknowledge asks. */
const CLEAR_US = 1_050_000;
/** Short, so that a silence that outlasts it is short too. */
const LEASES_US = [100_000, 150_000, 200_000] as const;

/**
 * One device, led from power-up to its cap and into a trip by its host under the oracle's eyes, with every moment on the way kept:
 * a run that begins at one of them spares boot, self-test and climb, which are the same in every run.
 */
export class Life {
  readonly raw: RawHost;
  readonly lease_us: number;
  readonly #moments = new Map<Moment, Begun>();
  /** What the oracle found on the way. */
  readonly violations: readonly Violation[];

  constructor(seed: number) {
    const dice = new Dice(seed);
    const tick_us = dice.isHit(OWN_RATE_RATIO) ? 100 : 1000;
    const preset = dice.pick(Object.keys(CELL_PRESETS) as CellPreset[]);
    this.lease_us = dice.pick(LEASES_US);
    this.raw = new RawHost({ seed, tick_us, preset, isPeakWatched: false, cell: { lithium_initial_ratio: dice.between(0.75, 1.19), ...COARSE } });
    const oracle = new Oracle(this.raw.device, this.raw.truth, { lease_us_max: this.lease_us });
    this.#live(new HostileHost(this.raw, { oracle, dice, bias_uV_max: BIAS_UV_MAX, leases_us: [this.lease_us] }));
    oracle.leave();
    this.violations = oracle.violations;
  }

  /** Back to a moment, with other noise from there on; what a host knew then. Power-up where the life never got there. */
  begin(wanted: Moment, dice: Dice): Beginning {
    const moment = this.#moments.has(wanted) ? wanted : 'power-up';
    const { mark, known } = this.#moments.get(moment)!;
    this.raw.comeBack(mark);
    giveOtherNoise(this.raw.device, dice);
    return { moment, known };
  }

  #live(host: HostileHost): void {
    const { raw } = this;
    const state = stateWords(raw.device);
    const stepTo = (isThere: () => boolean): boolean => {
      for (let step = 0; step < STEPS_MAX && !isThere(); step += 1) host.stepForward();
      return isThere();
    };
    this.#keep('power-up', host);
    if (!stepTo(() => state[WORD.MODE] === MODE.LIMITS_SET)) return;
    this.#keep('limits committed', host);
    if (!stepTo(() => state[WORD.MODE] === MODE.ARMED)) return;
    this.#keep('armed', host);
    if (!stepTo(() => raw.truth.isConducting)) return;
    this.#keep('on', host);
    host.rampTo(BELOW_UV);
    host.renew();
    if (raw.truth.isConducting && raw.truth.voltage_V < APPLIED_V) this.#keep('below 4.5 V', host);
    if (!stepTo(() => APPLIED_V < host.oracle.highestClosed_V)) return;
    host.renew();
    this.#keep('at the cap', host);
    raw.hangUp();
    host.attach();
    host.wait_us(CLEAR_US);
    if (state[WORD.MODE] === MODE.TRIPPED) this.#keep('tripped', host);
  }

  #keep(moment: Moment, { tokens, digests, nonces }: HostileHost): void {
    this.#moments.set(moment, { mark: this.raw.mark(), known: { tokens: [...tokens], digests: [...digests], nonces: [...nonces] } });
  }
}
