/** Channels of a recording. */
export const TOPIC = {
  /** Slow path, every code: nanobias.v1.SampleBlock. */
  slowCurrent: '/slow/current',
  slowVoltage: '/slow/voltage',
  /** Interlock path at full rate around events: nanobias.v1.SampleBlock. */
  interlockFull: '/interlock/current',
  /** Statistics of 64 samples around events. */
  interlockFine: '/interlock/current/x64',
  /** Statistics of 4096 samples throughout. */
  interlockCoarse: '/interlock/current/x4096',
  state: '/state',
  events: '/events',
  commands: '/commands',
  markers: '/markers',
  gaps: '/gaps',
  /** The specimen's real state; simulation only. */
  truth: '/truth',
} as const;
/** Name of a channel of a recording. */
export type Topic = (typeof TOPIC)[keyof typeof TOPIC];
