/** One exchange: sent and received by the host's clock, arrived and answered by the controller's; microseconds. */
export interface Exchange {
  readonly host_send_us: number;
  readonly device_receive_us: number;
  readonly device_send_us: number;
  readonly host_receive_us: number;
}

/** How the controller's clock stands to the host's. */
export interface ClockReading {
  /** Device time less host time, from the exchange that took least. */
  readonly offset_us: number;
  /** The offset is true to within this: half of what that exchange spent on the way. */
  readonly uncertainty_us: number;
  /** How much faster the controller's clock runs, in millionths; undefined until exchanges lie far enough apart. */
  readonly drift_ppm: number | undefined;
}

/** An instant of the controller by the host's clock. */
export interface HostInstant {
  readonly host_us: number;
  readonly uncertainty_us: number;
}

/** Exchanges that are kept: enough for a straight line, and old ones say little about a clock's present rate. */
const exchanges_max = 32;
/** Below this the slope is mostly the jitter of two round trips. */
const span_us_min = 1_000_000;

/** Assumed of two crystals that were never compared for long enough: 50 ppm each, from data sheets of cheap ones. */
const drift_ratio_assumed = 1e-4;

/** Adds an exchange and forgets the oldest beyond the bound. */
export function noteExchange(exchanges: Exchange[], exchange: Exchange): void {
  exchanges.push(exchange);
  if (exchanges.length > exchanges_max) exchanges.shift();
}

/** What the exchanges say; undefined of none. */
export function clockReading(exchanges: readonly Exchange[]): ClockReading | undefined {
  const best = leastOf(exchanges);
  if (best === undefined) return undefined;
  return { offset_us: offset_us(best), uncertainty_us: Math.max(0, way_us(best)) / 2, drift_ppm: drift_ppm(exchanges) };
}

/**
 * When a device time was, by the host's clock: reckoned from the exchange that took least. What the rate of the two clocks is
 * not known to adds to the uncertainty with the time that lies between. Undefined before the first exchange.
 */
export function hostInstant(exchanges: readonly Exchange[], device_us: number): HostInstant | undefined {
  const best = leastOf(exchanges);
  if (best === undefined) return undefined;
  const drift = drift_ppm(exchanges);
  const rate = 1 + (drift ?? 0) / 1e6;
  const rate_ratio = drift === undefined ? drift_ratio_assumed : rateUncertainty_ratio(exchanges);
  const since_us = (device_us - (best.device_receive_us + best.device_send_us) / 2) / rate;
  return {
    host_us: (best.host_send_us + best.host_receive_us) / 2 + since_us,
    uncertainty_us: Math.max(0, way_us(best)) / 2 + Math.abs(since_us) * rate_ratio,
  };
}

/** What the line through the exchanges may be off by, if each end of it is off by half of the longest way. */
function rateUncertainty_ratio(exchanges: readonly Exchange[]): number {
  const span_us = exchanges.at(-1)!.host_send_us - exchanges[0]!.host_send_us;
  return Math.max(0, ...exchanges.map(way_us)) / span_us;
}

function leastOf([first, ...others]: readonly Exchange[]): Exchange | undefined {
  if (first === undefined) return undefined;
  return others.reduce((least, exchange) => (way_us(exchange) < way_us(least) ? exchange : least), first);
}

const way_us = ({ host_send_us, host_receive_us, device_receive_us, device_send_us }: Exchange): number =>
  host_receive_us - host_send_us - (device_send_us - device_receive_us);

const offset_us = ({ host_send_us, host_receive_us, device_receive_us, device_send_us }: Exchange): number =>
  (device_receive_us - host_send_us + (device_send_us - host_receive_us)) / 2;

/** Slope of the offset over host time, by least squares. */
function drift_ppm(exchanges: readonly Exchange[]): number | undefined {
  const points = exchanges.map((exchange) => ({ at_us: exchange.host_send_us, offset_us: offset_us(exchange) }));
  const span_us = points.at(-1)!.at_us - points[0]!.at_us;
  if (!(span_us_min <= span_us)) return undefined;
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const at_us = mean(points.map((point) => point.at_us));
  const middle_us = mean(points.map((point) => point.offset_us));
  const cross = points.reduce((sum, point) => sum + (point.at_us - at_us) * (point.offset_us - middle_us), 0);
  const square = points.reduce((sum, point) => sum + (point.at_us - at_us) ** 2, 0);
  return (cross / square) * 1e6;
}
