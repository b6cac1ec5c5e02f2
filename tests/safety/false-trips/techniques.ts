import { Mode, StatusCode } from '@nanobias/proto';
import type { Limits, Reply } from '@nanobias/proto';
import { RawHost, limitsOf } from '@nanobias/firmware-model/swarm';

/** A way to use the instrument as it is meant to be used. */
export interface Technique {
  readonly name: string;
  /** Fastest slew that its limits permit. */
  readonly slew_nV_per_s: number;
  /** Its part of the hours, against one that takes an hour or more for its range: who is through within minutes goes there more often all the same. */
  readonly share_ratio: number;
  /** Goes on until the slice is over or nothing is left to do. */
  readonly run: (bench: Slice) => void;
}

const CAP_UV = 4_650_000;
const TOP_UV = 4_600_000;
const BOTTOM_UV = 3_300_000;
const STEP_UV = 50_000;
const STEP_S = 60;
const PLAIN_SLEW_NV_PER_S = 10_000_000;
const GITT_PULSE_S = 60;
const GITT_REST_S = 120;
const TURN_S = 30;
/** Ways from one end to the other that are brief: 4 minutes of a sweep, 12 of a current. */
const BRIEF = { slew_nV_per_s: 5_000_000, rate: 5, share_ratio: 0.5 } as const;
const SECOND_US = 1_000_000;

/** A device whose output is on, and the time that is left to use it. */
export class Slice {
  readonly host: RawHost;
  readonly limits: Limits;
  readonly #end_us: number;
  #digest = 0;

  constructor(host: RawHost, { slew_nV_per_s, hours }: { readonly slew_nV_per_s: number; readonly hours: number }) {
    this.host = host;
    this.limits = limitsOf(host.cell, {
      bias_uV_max: CAP_UV, slew_nV_per_s_max: slew_nV_per_s,
      ...(host.cell.lipon_m < 160e-9 ? { field_V_per_cm_max: 500_000, is_field_override: true, declared_damage_ppt: 1500 } : {}),
    });
    this.#end_us = host.now_us + hours * 3600 * SECOND_US;
  }

  get isOver(): boolean {
    return this.#end_us <= this.host.now_us || this.host.state.mode === Mode.TRIPPED || this.host.state.mode === Mode.HARD_FAULT;
  }

  /** 1C of this film. */
  get rate_fA(): number {
    return (this.host.truth.specimen.capacity_C / 3600) * 1e15;
  }

  begin(): void {
    this.host.acquire();
    const { code, digest } = this.host.commit(this.limits);
    if (code !== StatusCode.OK) throw new Error(`the limits of a legal technique were refused: ${code}`);
    this.#digest = digest;
    this.on();
  }

  on(): void {
    must(this.host.enable(this.#digest));
  }

  off(): void {
    this.host.ask({ kind: 'disable', is_soft: true });
  }

  /** To a bias at a slew, and there. */
  ramp(target_uV: number, slew_nV_per_s = this.limits.slew_nV_per_s_max!): void {
    const reply = must(this.host.setBias(target_uV, slew_nV_per_s));
    if (reply.body?.kind !== 'set_bias_result') return;
    this.wait((reply.body.arrival_device_us - reply.body.start_device_us) / SECOND_US);
  }

  current(target_fA: number): void {
    must(this.host.setCurrent(Math.round(target_fA)));
  }

  wait(seconds: number): void {
    const left_us = Math.max(0, Math.min(seconds * SECOND_US, this.#end_us - this.host.now_us));
    this.host.hold(Math.ceil(left_us / this.host.device.tick_us));
    this.host.events.splice(0, Math.max(0, this.host.events.length - 16));
  }
}

/** A technique that a trip has ended is told so; every other refusal is a fault of the technique. */
function must(reply: Reply): Reply {
  const { code } = reply.status;
  if (code !== StatusCode.OK && code !== StatusCode.TRIPPED && code !== StatusCode.HARD_FAULT) throw new Error(`a legal technique was refused: ${JSON.stringify(reply)}`);
  return reply;
}

function staircase(slice: Slice): void {
  for (let way = 1; !slice.isOver; way = -way) {
    for (let bias_uV = way > 0 ? slice.host.state.bias_setpoint_uV : TOP_UV; bias_uV <= TOP_UV && bias_uV > BOTTOM_UV && !slice.isOver; bias_uV += way * STEP_UV) {
      slice.ramp(bias_uV);
      slice.wait(STEP_S);
    }
  }
}

/** There and back between the voltage at which it was connected and 4.6 V. */
function sweepAt(slew_nV_per_s: number): Technique {
  const run = (slice: Slice): void => {
    const bottom_uV = slice.host.state.bias_setpoint_uV;
    for (let turn = 0; !slice.isOver; turn += 1) slice.ramp(turn % 2 === 0 ? TOP_UV : bottom_uV, slew_nV_per_s);
  };
  return { name: `sweep at ${slew_nV_per_s / 1e6} mV/s`, slew_nV_per_s, share_ratio: slew_nV_per_s < BRIEF.slew_nV_per_s ? 1 : BRIEF.share_ratio, run };
}

/** Charge until 4.6 V or the end, then discharge, and so on. */
function currentAt(rate: number): Technique {
  const run = (slice: Slice): void => {
    for (let way = 1; !slice.isOver; way = -way) {
      slice.current(way * rate * slice.rate_fA);
      for (let isThere = false; !isThere && !slice.isOver;) {
        slice.wait(10);
        const { bias_uV } = slice.host.state;
        isThere = way > 0 ? bias_uV >= TOP_UV : bias_uV <= BOTTOM_UV;
      }
    }
  };
  return { name: `constant current at ${rate}C`, slew_nV_per_s: PLAIN_SLEW_NV_PER_S, share_ratio: rate < BRIEF.rate ? 1 : BRIEF.share_ratio, run };
}

/** A pulse, a rest, and so on to one end and back. */
function gitt(slice: Slice): void {
  for (let way = 1; !slice.isOver;) {
    slice.current(way * 0.5 * slice.rate_fA);
    slice.wait(GITT_PULSE_S);
    if (slice.isOver) return;
    slice.current(0);
    slice.wait(GITT_REST_S);
    const { bias_uV } = slice.host.state;
    if (way > 0 ? bias_uV >= TOP_UV : bias_uV <= BOTTOM_UV) way = -way;
  }
}

/** A current, a hold where it has led to, and so on to the far end and back. */
function currentAndHold(slice: Slice): void {
  for (let way = slice.host.state.bias_setpoint_uV < (BOTTOM_UV + TOP_UV) / 2 ? 1 : -1; !slice.isOver;) {
    slice.current(way * slice.rate_fA);
    slice.wait(TURN_S);
    if (slice.isOver) return;
    const { bias_uV } = slice.host.state;
    slice.ramp(Math.min(bias_uV, TOP_UV));
    slice.wait(TURN_S);
    if (way > 0 ? bias_uV >= TOP_UV : bias_uV <= BOTTOM_UV) way = -way;
  }
}

function softConnect(slice: Slice): void {
  for (let turn = 0; !slice.isOver; turn += 1) {
    slice.wait(5 + (turn % 7));
    slice.off();
    slice.wait(2 + (turn % 3));
    if (!slice.isOver) slice.on();
  }
}

function holdHigh(slice: Slice): void {
  slice.ramp(TOP_UV);
  while (!slice.isOver) slice.wait(60);
}

const plain = { slew_nV_per_s: PLAIN_SLEW_NV_PER_S, share_ratio: 1 } as const;

/** Every legal technique; each slice of each runs on a preset, at a state of charge and on a board of its own. */
export const TECHNIQUES: readonly Technique[] = [
  { name: 'staircase to 4.6 V', ...plain, run: staircase },
  ...[100_000, 500_000, 1_000_000, 5_000_000, 20_000_000].map(sweepAt),
  ...[0.1, 0.2, 0.5, 1, 2, 5].map(currentAt),
  { name: 'GITT', ...plain, run: gitt },
  { name: 'constant current and holds in turn', ...plain, run: currentAndHold },
  { name: 'soft connect and disconnect', ...plain, share_ratio: BRIEF.share_ratio, run: softConnect },
  { name: 'hold at 4.6 V', ...plain, run: holdHigh },
];
