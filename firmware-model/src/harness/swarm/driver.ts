import type { RequestBody } from '@nanobias/proto';
import type { Dice } from '../dice.ts';
import type { Action, Fill, Mangle, Scheduled } from './action.ts';
import type { SwarmConfiguration } from './configuration.ts';
import { recalled } from './host-memory.ts';
import type { HostMemory } from './host-memory.ts';
import type { SwarmRun } from './run.ts';

interface Asking {
  readonly port?: number;
  readonly fill?: Fill;
  readonly within_us?: number;
  readonly mangle?: Mangle | undefined;
}

interface DriverOptions {
  readonly configuration: SwarmConfiguration;
  readonly dice: Dice;
  readonly end_tick: number;
  /** Share of the requests that a host sends twice, as one does whose answer does not come; none unless told. */
  readonly retry_ratio?: number;
}

/** Every request but those that only read names these where it has them. */
const FENCE: Fill = { lease_epoch: 0, expected_epoch: 0 };
const WITHIN_US = 1_000_000;

/** Draws what is done to a run, does it, and keeps the schedule that does it again. It may look at the device to choose; the device never sees that. */
export class Driver {
  readonly run: SwarmRun;
  readonly configuration: SwarmConfiguration;
  readonly dice: Dice;
  readonly schedule: Scheduled[] = [];
  /** No action later than this. */
  end_tick: number;
  readonly #retry_ratio: number;
  #renewed_us = -Infinity;

  constructor(run: SwarmRun, { configuration, dice, end_tick, retry_ratio = 0 }: DriverOptions) {
    this.run = run;
    this.configuration = configuration;
    this.dice = dice;
    this.end_tick = end_tick;
    this.#retry_ratio = retry_ratio;
  }

  get isOver(): boolean {
    return this.run.violation !== undefined || this.run.device.tick >= this.end_tick;
  }

  /** Has so much time from here on, whatever it had. */
  goOn_us(time_us: number): void {
    this.end_tick = this.run.device.tick + Math.ceil(time_us / this.run.device.tick_us);
  }

  get memory(): HostMemory {
    return this.run.hosts[0]!.memory;
  }

  do(action: Action): void {
    if (this.isOver) return;
    this.schedule.push({ tick: this.run.device.tick, action });
    this.run.perform(action);
  }

  wait_us(time_us: number): void {
    const { run } = this;
    run.advance(Math.min(this.end_tick, run.device.tick + Math.max(1, Math.ceil(time_us / run.device.tick_us))));
  }

  /** Waits until something is so, looking every few milliseconds; false when it did not come to it. */
  until(isSo: () => boolean, time_us_max: number, step_us = 5000): boolean {
    for (let waited_us = 0; waited_us < time_us_max && !this.isOver; waited_us += step_us) {
      if (isSo()) return true;
      this.wait_us(step_us);
    }
    return isSo();
  }

  /** Sends a request with whatever it names taken from memory, unless told. */
  ask(body: { readonly kind: RequestBody['kind'] } & Readonly<Record<string, unknown>>, { port = 0, fill = {}, within_us, mangle = this.#retry() }: Asking = {}): void {
    this.do({ kind: 'request', port, body, fill, ...(within_us === undefined ? {} : { within_us }), ...(mangle === undefined ? {} : { mangle }) });
  }

  #retry(): Mangle | undefined {
    return this.#retry_ratio > 0 && this.dice.isHit(this.#retry_ratio) ? { kind: 'twice' } : undefined;
  }

  /** A request that moves or closes the output, fenced as a good host would. */
  command(body: { readonly kind: RequestBody['kind'] } & Readonly<Record<string, unknown>>, asking: Asking = {}): void {
    this.ask(body, { within_us: WITHIN_US, ...asking, fill: { ...FENCE, ...asking.fill } });
  }

  /** Asks and waits until its answer has come, or for so long. */
  settle(time_us_max: number): boolean {
    const { asked } = this.memory;
    const last = asked.at(-1);
    if (last === undefined) return false;
    return this.until(() => this.run.isAnswered(last.request_id), time_us_max, 1000);
  }

  /** Keeps the lease alive where that is due. */
  renew(): void {
    const now_us = this.run.device.time_us;
    if (now_us < this.#renewed_us + this.configuration.lease_us / 3) return;
    this.#renewed_us = now_us;
    this.ask({ kind: 'renew_lease' }, { fill: { lease_epoch: 0 } });
  }

  /** Waits for long with a lease that is kept alive. */
  hold_us(time_us: number): void {
    const end_us = this.run.device.time_us + time_us;
    while (this.run.device.time_us < end_us && !this.isOver) {
      this.renew();
      this.wait_us(Math.min(this.configuration.lease_us * 0.4, end_us - this.run.device.time_us));
    }
  }

  get hasLease(): boolean {
    const { lease } = this.run.judge.views;
    // Words of the lease: holder and whether it is held.
    return lease[3] === 1 && lease[1] === recalled(this.memory.known.session, 0) && this.memory.session !== 0;
  }
}
