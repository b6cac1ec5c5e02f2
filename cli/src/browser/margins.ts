import type { Level } from './chart.ts';
import { byId, element, tell } from './document.ts';
import type { MarginRow, RowsMessage } from './messages.ts';
import { ofController, volts, written } from './quantity.ts';

/** From here on a margin is called near. */
const near_ratio = 0.8;
/** Of a window: this part of it. */
const near_window_ratio = 0.05;

/** What each cause is called beside its bar; those that hold no number against another one have none. */
const NAMES = {
  OVER_CURRENT: 'Current, hard', EXCESS_CHARGE: 'Charge, 100 ms', SUSTAINED_CURRENT: 'Current, sustained', SHORT_CIRCUIT: 'Short', SOFT_BREAKDOWN: 'Precursor',
  OVER_DELITHIATION: 'Delithiation', LEAKAGE: 'Leak', SLEW: 'Slew, 100 ms', DAC_FAULT: 'DAC error', SENSE_OPEN: 'Sense lead', SWITCH_WELDED: 'Current, open',
  SAMPLES_LOST: 'Samples missed', TEMPERATURE: 'Temperature', DOSE: 'Dose rate',
} as const;
const CAPS = 'Bias within caps';
const STRAP = 'Bias within strap';
const FIELD = 'Field in LiPON';
/** From top to bottom, whenever a number is first heard of. */
const ORDER: readonly string[] = [CAPS, STRAP, FIELD, ...Object.values(NAMES)];

interface Line {
  readonly root: HTMLElement;
  readonly bar: HTMLElement;
  readonly value: HTMLElement;
}

/** How far everything that can trip is from doing so: a bar, and the numbers beside it. */
export class Margins {
  readonly #host = byId('margins', HTMLElement);
  readonly #lines = new Map<string, Line>();

  show({ rows, field }: RowsMessage): void {
    const row = (cause: string): MarginRow | undefined => rows.find((candidate) => candidate.cause === cause);
    this.#bias(CAPS, row('OVER_VOLTAGE'), row('UNDER_VOLTAGE'));
    this.#bias(STRAP, row('HARDWARE_OVER_VOLTAGE'), row('HARDWARE_UNDER_VOLTAGE'));
    if (field !== null) {
      const { V_per_m, limit_V_per_m } = field;
      const text = (value: number): string => (value / 1e8).toFixed(3);
      this.#tell(FIELD, {
        ratio: limit_V_per_m === null ? 0 : V_per_m / limit_V_per_m,
        text: `${text(V_per_m)}${limit_V_per_m === null ? '' : ` of ${text(limit_V_per_m)}`} MV/cm`, title: field.source,
      });
    }
    for (const [cause, name] of Object.entries(NAMES)) {
      const found = row(cause);
      if (found === undefined || found.value === null || found.limit === null || found.limit === 0) continue;
      const [seen, limit] = [ofController(found.value, found.unit), ofController(found.limit, found.unit)];
      const isOneUnit = seen.unit === limit.unit || seen.number === '0';
      this.#tell(name, {
        ratio: Math.abs(found.value / found.limit), text: `${seen.number}${isOneUnit ? '' : ` ${seen.unit}`} of ${limit.number} ${limit.unit}`.trimEnd(), rows: [found],
        title: `row ${found.row}: ${found.hazard ?? ''}${found.origin === null ? '' : `; limit of ${found.origin}`}`,
      });
    }
  }

  /** A window has two ends; the bar fills from its lower one. */
  #bias(name: string, over: MarginRow | undefined, under: MarginRow | undefined): void {
    if (over === undefined || under === undefined) return;
    const { value: value_uV, limit: high_uV } = over;
    const { limit: low_uV } = under;
    if (value_uV === null || high_uV === null || low_uV === null) return;
    const [value_V, high_V, low_V] = [value_uV / 1e6, high_uV / 1e6, low_uV / 1e6];
    const least_V = Math.min(high_V - value_V, value_V - low_V);
    const least = written(least_V, 'V', 3);
    this.#tell(name, {
      ratio: (value_V - low_V) / (high_V - low_V), isNear: least_V < near_window_ratio * (high_V - low_V), rows: [over, under],
      text: `${least.number} ${least.unit} from ${value_V > (high_V + low_V) / 2 ? high_V.toFixed(3) : low_V.toFixed(3)} V`,
      title: `${volts(value_V).number} V, from ${low_V.toFixed(3)} to ${high_V.toFixed(3)} V (${over.origin ?? 'device'})`,
    });
  }

  #tell(name: string, { ratio, text, title, rows = [], isNear = near_ratio <= ratio && ratio <= 1 }: {
    readonly ratio: number; readonly text: string; readonly title: string; readonly rows?: readonly MarginRow[]; readonly isNear?: boolean;
  }): void {
    const line = this.#lines.get(name) ?? this.#made(name);
    const isPresent = rows.some(({ is_present }) => is_present);
    const isLatched = rows.some(({ is_latched }) => is_latched);
    // A number beyond its limit that is no cause is not looked at now, as most are not while the output is off.
    const isIdle = ratio > 1 && !isPresent;
    line.root.className = `margin${isNear ? ' near' : ''}${isIdle ? ' idle' : ''}${isPresent ? ' present' : ''}${isLatched ? ' latched' : ''}`;
    line.bar.style.width = `${(100 * Math.min(1, Math.max(0, ratio))).toFixed(1)}%`;
    tell(line.value, text);
    line.value.title = title;
  }

  #made(name: string): Line {
    const root = element('div', 'margin');
    const [trough, bar, value] = [element('div', 'bar'), element('i', ''), element('span', 'value')];
    trough.append(bar);
    root.append(element('span', 'name', name), trough, value);
    const after = ORDER.slice(ORDER.indexOf(name) + 1).find((later) => this.#lines.has(later));
    this.#host.insertBefore(root, after === undefined ? null : this.#lines.get(after)!.root);
    const line = { root, bar, value };
    this.#lines.set(name, line);
    return line;
  }
}

/** The caps as lines across the chart of the bias. */
export function capLevels({ rows }: RowsMessage): readonly Level[] {
  return rows.flatMap(({ cause, limit }) => {
    if (limit === null) return [];
    if (cause === 'OVER_VOLTAGE') return [{ value: limit / 1e6, label: `trips above ${(limit / 1e6).toFixed(3)} V` }];
    return cause === 'UNDER_VOLTAGE' ? [{ value: limit / 1e6, label: `trips below ${(limit / 1e6).toFixed(3)} V` }] : [];
  });
}
