import type { Clock, Device, Output, OutputLimits } from '@nanobias/sdk';
import { HeldOutput } from './held-output.ts';
import { CONVERSION_NPLC, Readings } from './readings.ts';
import type { Quantity } from './readings.ts';
import { ScpiError } from './scpi-error.ts';
import { MEASUREMENT_BUFFER_FULL, QUESTIONABLE_TRIPPED, Status } from './status.ts';
import { scpiErrorOf } from './refused.ts';
import { Trace } from './trace.ts';

/** Defaults of the controller's limits, for what the file of limits leaves out. */
const CURRENT_A_MAX_DEFAULT = 10e-9;
const BIAS_V_MIN_DEFAULT = -0.2;
const SLEW_V_PER_S_DEFAULT = 0.01;

interface Average {
  isOn: boolean;
  count: number;
  kind: 'REP' | 'MOV';
}

/** What a client has set, as after *RST. */
export interface Settings {
  source: Quantity;
  /** Absent until it was set: then the output stays where the cell rests. */
  level_V: number | undefined;
  level_A: number | undefined;
  /** Hard over-current limit of the next output. */
  current_A_max: number;
  /** Compliance of a regulated current. */
  compliance_V: number;
  sense: Quantity;
  readonly nplc: Record<Quantity, number>;
  readonly average: Record<Quantity, Average>;
  readonly isAutoRange: Record<'SOUR' | 'SENS', Record<Quantity, boolean>>;
}

/** Bounds of what a client may set. */
export interface Bounds {
  readonly bias_V_min: number;
  readonly bias_V_max: number;
  readonly current_A_max: number;
}

export interface SourceMeterParts {
  readonly device: Device;
  readonly clock: Clock;
  /** What every output is limited to; without them none is switched on. */
  readonly limits: OutputLimits | undefined;
}

/** A source-measure unit over one session of the SDK: no command reaches the controller by another way. */
export class SourceMeter {
  readonly status = new Status();
  readonly readings: Readings;
  readonly trace: Trace;
  readonly device: Device;
  readonly bounds: Bounds;
  settings: Settings;
  readonly #clock: Clock;
  readonly #limits: OutputLimits | undefined;
  readonly #held: HeldOutput;
  #arrival_s = -Infinity;
  #waiting = new AbortController();

  constructor({ device, clock, limits }: SourceMeterParts) {
    this.device = device;
    this.#clock = clock;
    this.#limits = limits;
    this.#held = new HeldOutput(device, (error) => {
      this.#wake('the output has been opened');
      this.fail(error);
    });
    this.bounds = {
      bias_V_min: limits?.bias_V_min ?? BIAS_V_MIN_DEFAULT, bias_V_max: limits?.bias_V_max ?? 0, current_A_max: limits?.current_A_max ?? CURRENT_A_MAX_DEFAULT,
    };
    this.settings = this.#initialSettings();
    this.readings = new Readings(device, clock);
    this.trace = new Trace((isFull) => this.status.measurement.show(MEASUREMENT_BUFFER_FULL, isFull));
    device.faults$.subscribe({ next: (faults) => this.status.questionable.show(QUESTIONABLE_TRIPPED, faults.length > 0), error: () => undefined });
  }

  /** Ends what waits for conversions or arrivals when the output is opened. */
  get waiting(): AbortSignal {
    return this.#waiting.signal;
  }

  get isOn(): boolean {
    return this.#held.output !== undefined;
  }

  /** Whatever went wrong, as an error of the queue. */
  fail(error: unknown): void {
    this.status.fail(scpiErrorOf(error));
  }

  /** *RST: the output off, every setting at its default. */
  async reset(): Promise<void> {
    await this.openOwn('*RST');
    this.trace.clear();
    this.trace.points = 100;
    this.trace.isFed = true;
    this.settings = this.#initialSettings();
  }

  /** Closes the circuit where the cell rests, and goes from there to the level that was set, if one was. */
  async switchOn(): Promise<void> {
    if (this.isOn) return;
    if (this.#limits === undefined) throw new ScpiError(-221, 'no limits: serve was started without --limits FILE');
    await this.#held.on({ ...this.#limits, current_A_max: this.settings.current_A_max });
    try {
      await this.#drive();
    } catch (error) {
      // A command that fails has had no effect.
      await this.#held.off();
      throw error;
    }
  }

  /** Opens the output, also while it is being closed, and sends the stop where this client holds none. */
  async switchOff(): Promise<void> {
    this.#wake('the output is switched off');
    await this.#held.off();
  }

  /** The client has left. */
  async leave(): Promise<void> {
    this.trace.abort();
    await this.openOwn('the client has left');
  }

  /** Opens what this client holds, and nothing that another one does; whatever waits for it ends. */
  async openOwn(why: string): Promise<void> {
    this.#wake(why);
    if (this.#held.isHeld) await this.#held.off();
  }

  #wake(why: string): void {
    this.#arrival_s = -Infinity;
    this.#waiting.abort(new ScpiError(-221, why));
    this.#waiting = new AbortController();
  }

  /** Changes settings of the source, and has the output follow; on a refusal they stay as they were. */
  async set(change: Partial<Settings>): Promise<void> {
    const before = this.settings;
    this.settings = { ...before, ...change };
    try {
      await this.#drive();
    } catch (error) {
      this.settings = before;
      throw error;
    }
  }

  /** @throws ScpiError -221 while the output is on */
  requireOff(what: string): void {
    if (this.isOn) throw new ScpiError(-221, `${what} while the output is on`);
  }

  /** Conversions that a reading is the mean of. */
  conversions(quantity: Quantity): number {
    const { nplc, average } = this.settings;
    return Math.ceil(nplc[quantity] / CONVERSION_NPLC) * (average[quantity].isOn ? average[quantity].count : 1);
  }

  /** Resolves when nothing goes on any more: no ramp, no filling of the buffer. */
  async settled(): Promise<void> {
    while (this.isOn) {
      const { deviceTime_s } = await this.device.readState();
      const left_s = this.#arrival_s - deviceTime_s;
      if (!(left_s > 0)) break;
      await this.#pause(Math.ceil(left_s * 1e6));
    }
    await this.trace.filling;
  }

  #pause(delay_us: number): Promise<void> {
    const { signal } = this.#waiting;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        cancel();
        reject(signal.reason as Error);
      };
      const cancel = this.#clock.after(delay_us, () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  async #drive(): Promise<void> {
    const { output } = this.#held;
    if (output === undefined) return;
    this.#arrival_s = await this.#driveTo(output);
  }

  async #driveTo(output: Output): Promise<number> {
    const { source, level_V, level_A, compliance_V } = this.settings;
    const slew_V_per_s = this.#limits?.slew_V_per_s_max ?? SLEW_V_PER_S_DEFAULT;
    if (source === 'VOLT') return level_V === undefined ? -Infinity : (await output.setBias({ bias_V: level_V, slew_V_per_s })).arrival_s;
    if (level_A === undefined) return -Infinity;
    return (await output.setCurrent({ current_A: level_A, slew_V_per_s, compliance_V_max: compliance_V })).start_s;
  }

  #initialSettings(): Settings {
    const { bias_V_max, current_A_max } = this.bounds;
    const average = (): Average => ({ isOn: false, count: 10, kind: 'REP' });
    return {
      source: 'VOLT', level_V: undefined, level_A: undefined, current_A_max, compliance_V: bias_V_max, sense: 'CURR',
      nplc: { VOLT: CONVERSION_NPLC, CURR: CONVERSION_NPLC }, average: { VOLT: average(), CURR: average() },
      isAutoRange: { SOUR: { VOLT: true, CURR: true }, SENS: { VOLT: true, CURR: true } },
    };
  }
}
