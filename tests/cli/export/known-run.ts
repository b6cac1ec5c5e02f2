import type { CodeBlock } from '@nanobias/sdk';
import { Recorder, RecordingWriter } from '@nanobias/sdk/recording';
import type { RecordingSink } from '@nanobias/sdk/recording';

/** One code of the current is 1 fA, one of the voltage 1 uV. */
const full_scale = 8_388_608;
const experiment = `
nanobias: 1
title: Known, values
specimen:
  lnmo_thickness_m: 2.0e-6
  area_m2: 1.0e-11
  lipon_thickness_m: 0.5e-6
  counter_electrode: { kind: lithium }
lnmo_on: probe
safety:
  bias_V_max: 4.20
  lease_s: 2
steps:
  - { kind: hold, bias_V: 3.5, slew_V_per_s: 0.005, duration_s: 10 }
on_end: open
`;

/**
 * Sample k, from 1 on, is stamped at k tenths of a second: 3 V and k mV, and 10 k fA. Block 4 (samples 41 to 50) is lost,
 * block 6 (61 to 70) is saturated. Steps 0, 1 and 0 again start at 1.05, 3.05 and 5.55 s.
 */
export async function knownRecording(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const sink: RecordingSink = {
    write: (bytes) => {
      parts.push(bytes.slice());
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  const recorder = new Recorder(new RecordingWriter(sink));
  recorder.attach({ name: 'known.yaml', mediaType: 'application/yaml', text: experiment });
  recorder.attach({ name: 'run.json', mediaType: 'application/json', text: JSON.stringify({ experiment: 'known.yaml', is_simulation: true, capabilities: { strayCapacitance_F: 2e-10 } }) });
  event(1, 4, 0, 10_000);
  for (let seq = 0; seq < 10; seq += 1) {
    if (seq === 1) event(2, 6, 0, 1_050_000);
    if (seq === 3) event(3, 6, 1, 3_050_000);
    if (seq === 5) event(4, 6, 0, 5_550_000);
    if (seq === 4) continue;
    recorder.slow('voltage', block(seq, 'voltage'));
    recorder.slow('current', block(seq, 'current'));
  }
  recorder.interlock({ ...block(9, 'current'), stream_id: 3, channel: 3, rate_Hz: 10_000, full_scale_fA: 32_768, bits: 16, first_sample: 0, device_time_us: 9_900_000 });
  recorder.coarse([{ level: 4096, first_sample: 0, sample_count: 4096, range_index: 0, code_min: -7, code_max: 9, code_sum: 8192, code_square_sum: 1e6 }]);
  await recorder.close();
  return new Uint8Array(Buffer.concat(parts));

  function event(event_seq: number, kind: number, step_index: number, device_time_us: number): void {
    recorder.event({
      event_seq, device_time_us, kind, mode: 6, output_epoch: 1, cause: 0, step_index, is_switch_closed: true, bias_uV: 3_000_000, refusal: 0, label: '', activity: 5,
    } as Parameters<Recorder['event']>[0]);
  }
}

function block(seq: number, quantity: 'current' | 'voltage'): CodeBlock {
  const isCurrent = quantity === 'current';
  return {
    stream_id: isCurrent ? 2 : 1, channel: isCurrent ? 1 : 2, block_seq: seq, first_sample: seq * 10 + 1, device_time_us: (seq * 10 + 1) * 100_000, rate_Hz: 10,
    decimation: 1, range_index: 0, full_scale_fA: isCurrent ? full_scale : 0, full_scale_uV: isCurrent ? 0 : full_scale, bits: 24,
    flags: seq === 6 && isCurrent ? 1 : 0, lost_before: seq === 5 ? 10 : 0, payload_bytes: 30,
    codes: Int32Array.from({ length: 10 }, (_, index) => {
      const k = seq * 10 + 1 + index;
      return isCurrent ? 10 * k : 3_000_000 + 1000 * k;
    }),
  };
}
