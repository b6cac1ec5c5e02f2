import { backendReport } from '@nanobias/sdk';
import { measureSampler } from '@nanobias/sdk/measure';
import type { SamplerFigures } from '@nanobias/sdk/measure';
import { EXIT } from '../exit.ts';

export interface BenchOptions {
  readonly json?: true;
  readonly quick?: true;
}

/** What a figure says, in which unit, and what the sampler is built to reach. */
interface Row {
  readonly text: string;
  readonly unit: string;
  readonly aim?: string;
}

/** In the order in which they are shown. */
const rows: Readonly<Record<keyof SamplerFigures, Row>> = {
  fused_vs_twin_x: { text: 'unpack, statistics and trip in one pass, against the twin', unit: 'x', aim: '>= 10' },
  int_stats_vs_twin_x: { text: 'statistics alone, against the twin', unit: 'x', aim: '>= 20' },
  fused_vs_memcpy: { text: 'the pass, as a share of a copy of its bytes', unit: '', aim: '>= 0.35' },
  pipeline_i32_vs_twin_x: { text: 'bytes to blocks of 32-bit codes, against the twin', unit: 'x', aim: '>= 4' },
  pipeline_i24_vs_twin_x: { text: 'bytes to blocks of 24-bit codes, against the twin', unit: 'x', aim: '>= 10' },
  pipe_MSps: { text: 'through a pipe, every sample added up', unit: 'MS/s' },
  pipe_vs_memory: { text: 'the same, as a share of the rate from memory', unit: '', aim: '>= 0.5' },
  pty_MSps: { text: 'through a pseudo-terminal, every sample added up', unit: 'MS/s' },
  pty_vs_bare_pty: { text: 'the same, as a share of reading and nothing else', unit: '', aim: '>= 0.7' },
  ring_vs_tsfn_copy_x: { text: 'blocks of 64 by the ring, against a call and a copy each', unit: 'x', aim: '>= 3' },
  trip_native_us_p50: { text: 'from a current beyond its limit to the stop, by the thread', unit: 'us', aim: '<= 4 wakes' },
  trip_js_us_p50: { text: 'the same, by JavaScript that has nothing else to do', unit: 'us' },
  eventfd_wake_us_p50: { text: 'waking a thread of this machine', unit: 'us' },
  unaccounted_samples: { text: 'samples neither delivered nor counted as dropped', unit: '', aim: '0' },
  frame_samples: { text: 'samples a frame', unit: '' },
};

/** `nanobias bench sampler`: what the sampler is worth on this machine. Measures and does not judge. */
export async function benchCommand({ json, quick }: BenchOptions): Promise<number> {
  const { backend, reason, cpu_path = '' } = backendReport();
  if (backend === 'js') {
    process.stderr.write(`there is no addon to measure: ${reason}\n`);
    return EXIT.failed;
  }
  const figures = await measureSampler(quick === true ? 'quick' : 'whole');
  process.stdout.write(json === true ? `${JSON.stringify({ native: figures }, null, 2)}\n` : `sampler: ${cpu_path}\n${samplerTable(figures)}`);
  return EXIT.ok;
}

/** A line a figure: what it says, the number, its unit and the aim. */
export function samplerTable(figures: SamplerFigures): string {
  const lines = Object.entries(rows) as [keyof SamplerFigures, Row][];
  const text_width = Math.max(...lines.map(([, { text }]) => text.length));
  const texts = lines.map(([name, { text, unit, aim }]) => {
    const figure = `${text.padEnd(text_width)}  ${written(figures[name]).padStart(8)} ${unit.padEnd(4)}`;
    return aim === undefined ? figure.trimEnd() : `${figure}  aim ${aim}`;
  });
  return `${texts.join('\n')}\n`;
}

/** Three figures are more than such a measurement is good for. */
function written(value: number): string {
  return String(Number(value.toPrecision(3)));
}
