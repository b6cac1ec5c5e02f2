import { currentText, quantityText } from '@nanobias/sdk';
import type { Event } from '@nanobias/sdk';
import { eventText } from './event-text.ts';
import type { Margin, WatchedReading } from './watched.ts';

/** Shows what is watched. */
export interface WatchDisplay {
  reading(reading: WatchedReading): void;
  event(event: Event): void;
  /** Events that cannot be had any more. */
  gap(lost_count: number): void;
}

const bar_width = 20;

/** A panel that is redrawn on a terminal; lines that a log can keep elsewhere; a JSON object a line for scripts. */
export function watchDisplay(out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>, json: boolean): WatchDisplay {
  if (json) return jsonLines(out);
  return out.isTTY ? panel(out) : plainLines(out);
}

function jsonLines(out: Pick<NodeJS.WriteStream, 'write'>): WatchDisplay {
  const line = (value: object): void => {
    out.write(`${JSON.stringify(value)}\n`);
  };
  return {
    reading: (reading) => line({ kind: 'reading', ...reading }),
    event: (event) => line({ kind: 'event', text: eventText(event), event }),
    gap: (lost_count) => line({ kind: 'gap', lost_events: lost_count }),
  };
}

function plainLines(out: Pick<NodeJS.WriteStream, 'write'>): WatchDisplay {
  return {
    reading: (reading) => {
      const { device_time_s, margins: [nearest] } = reading;
      const margin = nearest === undefined ? '' : `  nearest ${marginText(nearest)}`;
      out.write(`${device_time_s.toFixed(1)} s  ${stateText(reading)}  ${measuredText(reading)}${margin}${lossText(reading)}\n`);
    },
    event: (event) => {
      out.write(`* ${eventText(event)}\n`);
    },
    gap: (lost_count) => {
      out.write(`* ${lost_count} events are lost\n`);
    },
  };
}

/** Events scroll past above; below them the latest reading stands in its place. */
function panel(out: Pick<NodeJS.WriteStream, 'write'>): WatchDisplay {
  let drawn: readonly string[] = [];
  const draw = (above: readonly string[], lines: readonly string[]): void => {
    const up = drawn.length === 0 ? '' : `\u001b[${drawn.length}A\u001b[J`;
    out.write(`${up}${[...above, ...lines].map((line) => `${line}\n`).join('')}`);
    drawn = lines;
  };
  return {
    reading: (reading) => draw([], panelLines(reading)),
    event: (event) => draw([`* ${eventText(event)}`], drawn),
    gap: (lost_count) => draw([`* ${lost_count} events are lost`], drawn),
  };
}

function panelLines(reading: WatchedReading): readonly string[] {
  const { device_time_s, latched, lease_epoch, margins } = reading;
  return [
    '',
    `  ${device_time_s.toFixed(1)} s   ${stateText(reading)}${lease_epoch === null ? ', no lease' : ''}`,
    `  ${measuredText(reading)}${lossText(reading)}`,
    `  latched: ${latched.length === 0 ? 'nothing' : latched.join(', ')}`,
    ...margins.map((margin) => `  ${bar(margin.used_ratio)} ${marginText(margin)}`),
  ];
}

function bar(ratio: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, ratio)) * bar_width);
  return `${'#'.repeat(filled)}${'.'.repeat(bar_width - filled)}`;
}

function stateText({ mode, is_switch_closed, step, latched, lease_epoch }: WatchedReading): string {
  const output = is_switch_closed === null ? 'output unknown' : is_switch_closed ? 'output ON' : 'output off';
  return `${mode ?? 'mode unknown'}, ${output}${step === null ? '' : `, step ${step.index + 1} of ${step.count}`}${latched.length === 0 ? '' : ` [${latched.join(', ')}]`}${lease_epoch === null ? '' : `, lease ${lease_epoch}`}`;
}

function measuredText({ bias_V, current_A, current_A_min, current_A_max, charge_C }: WatchedReading): string {
  const range = current_A_min === null || current_A_max === null ? '' : ` (${currentText(current_A_min)} to ${currentText(current_A_max)})`;
  return `${bias_V === null ? 'bias unknown' : `${bias_V.toFixed(4)} V`}  ${current_A === null ? 'current saturated or blanked' : currentText(current_A)}${range}  ${charge_C === null ? 'charge not counted' : `${(charge_C * 1e12).toFixed(2)} pC`}`;
}

function marginText({ cause, value, limit, unit, used_ratio }: Margin): string {
  return `${cause} ${quantityText(value, unit)} of ${quantityText(limit, unit)} (${(used_ratio * 100).toFixed(0)} %)`;
}

function lossText({ lost_samples }: WatchedReading): string {
  return lost_samples === 0 ? '' : `  ${lost_samples} samples lost`;
}
