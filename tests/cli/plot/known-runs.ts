import type { CodeBlock, Event } from '@nanobias/sdk';
import { readRecording, Recorder, RecordingWriter } from '@nanobias/sdk/recording';
import { parseExperiment } from '@nanobias/sdk/experiment';
import type { RecordedRun } from '../../../cli/src/recorded-run.ts';
import { MemorySink } from '../../sdk/recording/sample-run.ts';

/** One code of the current is 1 fA, one of the voltage 1 uV. */
const full_scale = 8_388_608;
export const stray_F = 2e-10;
/** What the cell of these runs takes a volt, beside the stray capacitance. */
export const cell_F = 5e-9;

const head = `nanobias: 1
title: A capacitor
specimen: { lnmo_thickness_m: 1.0e-7, area_m2: 1.0e-11, lipon_thickness_m: 0.5e-6, counter_electrode: { kind: lithium } }
lnmo_on: probe
safety: { bias_V_max: 4.20, slew_V_per_s_max: 1 }
steps:
`;

interface Course {
  readonly steps: string;
  /** Beginnings of the controller's steps, in s; the last one ends with the record. */
  readonly starts_s: readonly (readonly [number, number])[];
  readonly end_s: number;
  readonly bias_V: (time_s: number) => number;
  readonly extra?: (recorder: Recorder) => void;
}

/** A cell that is nothing but a capacitance, taken along a course of bias: every charge and every slope is known. */
async function capacitorRun({ steps, starts_s, end_s, bias_V, extra }: Course): Promise<RecordedRun> {
  const sink = new MemorySink();
  const recorder = new Recorder(new RecordingWriter(sink));
  const text = `${head}${steps}on_end: open\n`;
  recorder.event(event(1, 4, { device_time_us: 0 }));
  starts_s.forEach(([index, start_s], place) => {
    recorder.event(event(2 + 2 * place, 6, { step_index: index, device_time_us: start_s * 1e6 }));
    recorder.event(event(3 + 2 * place, 7, { step_index: index, device_time_us: (starts_s[place + 1]?.[1] ?? end_s) * 1e6 }));
  });
  for (let second = 0; second < end_s; second += 1) {
    const times_s = Array.from({ length: 10 }, (_, index) => second + (index + 1) / 10);
    recorder.slow('voltage', block(second, 'voltage', times_s.map((time_s) => bias_V(time_s) * 1e6)));
    // The mean of the period before: what a conversion over that period finds.
    recorder.slow('current', block(second, 'current', times_s.map((time_s) => ((cell_F + stray_F) * (bias_V(time_s) - bias_V(time_s - 0.1)) * 1e15) / 0.1)));
  }
  extra?.(recorder);
  await recorder.close();
  const recording = readRecording(sink.bytes);
  return { recording, experiment: parseExperiment(text, 'capacitor.yaml').experiment, isSimulation: true, strayCapacitance_F: stray_F };
}

/** Two cycles between 3.40 and 3.60 V at 10 mV/s. */
export function cyclicRun(): Promise<RecordedRun> {
  return capacitorRun({
    steps: '  - { kind: cyclic, bias_V_low: 3.40, bias_V_high: 3.60, slew_V_per_s: 0.01, first: low, cycles: 2 }\n',
    starts_s: [[0, 0], [1, 20], [0, 40], [1, 60]],
    end_s: 80,
    bias_V: (time_s) => 3.6 - 0.01 * Math.abs((Math.max(time_s, 0) % 40) - 20),
  });
}

/** Three levels: 3.40, 3.50 and 3.55 V. */
export function steppedRun(): Promise<RecordedRun> {
  return capacitorRun({
    steps: [3.4, 3.5, 3.55].map((bias_V) => `  - { kind: hold, bias_V: ${bias_V}, slew_V_per_s: 1, duration_s: 10 }\n`).join(''),
    starts_s: [[0, 0], [1, 10], [2, 20]],
    end_s: 30,
    bias_V: (time_s) => (time_s <= 10 ? 3.4 : time_s <= 20 ? 3.5 : 3.55),
  });
}

/** Nothing moves; an over-current of 152 pA against 150 trips at 8 s. */
export function trippedRun(frame: string | undefined): Promise<RecordedRun> {
  return capacitorRun({
    steps: '  - { kind: hold, bias_V: 3.40, slew_V_per_s: 1, duration_s: 10 }\n',
    starts_s: [[0, 0]],
    end_s: 10,
    bias_V: () => 3.4,
    extra: (recorder) => {
      recorder.event(event(90, 2, { device_time_us: 8e6, mode: 8, cause: 6, value: 152_000, limit: 150_000 }));
      if (frame !== undefined) recorder.attach({ name: 'freeze-frame.json', mediaType: 'application/json', text: frame });
    },
  });
}

function event(event_seq: number, kind: number, of: Partial<Event>): Event {
  return {
    event_seq, device_time_us: 0, mode: 6, output_epoch: 1, cause: 0, step_index: 0, is_switch_closed: true, bias_uV: 3_400_000, refusal: 0, label: '', activity: 5, step_end: 0, ...of, kind,
  } as Event;
}

function block(second: number, quantity: 'current' | 'voltage', codes: readonly number[]): CodeBlock {
  const isCurrent = quantity === 'current';
  return {
    stream_id: isCurrent ? 2 : 1, channel: isCurrent ? 1 : 2, block_seq: second, first_sample: second * 10, device_time_us: second * 1e6 + 100_000, rate_Hz: 10,
    decimation: 1, range_index: 0, full_scale_fA: isCurrent ? full_scale : 0, full_scale_uV: isCurrent ? 0 : full_scale, bits: 24, flags: 0, lost_before: 0, payload_bytes: 30,
    codes: Int32Array.from(codes, Math.round),
  };
}
