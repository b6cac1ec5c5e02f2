import type { CodeBlock, PyramidGroup } from '@nanobias/sdk';
import { Recorder, RecordingWriter } from '@nanobias/sdk/recording';
import type { RecordedTruth, RecordingSink } from '@nanobias/sdk/recording';

/** A sink that keeps what it is given; `refuseAfter` bytes it fails, as a full disk does. */
export class MemorySink implements RecordingSink {
  readonly #parts: Uint8Array[] = [];
  readonly #refuseAfter: number;
  isClosed = false;
  #taken_bytes = 0;

  constructor(refuseAfter = Number.POSITIVE_INFINITY) {
    this.#refuseAfter = refuseAfter;
  }

  get bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }

  write(bytes: Uint8Array): Promise<void> {
    this.#taken_bytes += bytes.length;
    if (this.#taken_bytes > this.#refuseAfter) return Promise.reject(new Error('no space left'));
    this.#parts.push(bytes.slice());
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

const channels = { slowCurrent: 1, slowVoltage: 2, interlock: 3 } as const;

export function slowBlock(second: number, channel: 'slowCurrent' | 'slowVoltage'): CodeBlock {
  return {
    stream_id: channels[channel], channel: channels[channel], block_seq: second, first_sample: second * 10, device_time_us: second * 1_000_000, rate_Hz: 10,
    decimation: 1, range_index: 0, full_scale_fA: channel === 'slowCurrent' ? 100_000 : 0, full_scale_uV: channel === 'slowVoltage' ? 10_000_000 : 0,
    bits: 24, flags: 0, lost_before: 0, payload_bytes: 80, codes: Int32Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 1 : -1) * (second * 100 + index)),
  };
}

/** A tenth of a second of the interlock path: 1000 samples at 10 kS/s. */
export function interlockBlock(index: number): CodeBlock {
  return {
    stream_id: 3, channel: 3, block_seq: index, first_sample: index * 1000, device_time_us: index * 100_000, rate_Hz: 10_000, decimation: 1, range_index: 0,
    full_scale_fA: 20_000_000, full_scale_uV: 0, bits: 16, flags: 0, lost_before: 0, payload_bytes: 3050,
    codes: Int32Array.from({ length: 1000 }, (_, sample) => ((index * 1000 + sample) * 7919) % 65_536 - 32_768),
  };
}

export function event(event_seq: number, device_time_us: number): Parameters<Recorder['event']>[0] {
  return {
    event_seq, device_time_us, kind: 6, mode: 6, output_epoch: 3, cause: 0, step_index: event_seq, is_switch_closed: true, bias_uV: 3_450_000, refusal: 0,
    label: '', activity: 5, step_end: 0,
  } as Parameters<Recorder['event']>[0];
}

export function truthAt(device_time_us: number): RecordedTruth {
  return {
    device_time_us, voltage_V: 3.45, charge_C: 1e-12, capacity_C: 97e-9, mean_x: 1.19, shunt_A: 3.45e-13, centre_m: [1e-9, 2e-9], lithium: [1.19, 1.18],
    void_fraction: [0, 0.001], pore_fraction: [0.03, 0], phase_fraction: [1, 0],
  };
}

function coarseGroup(index: number): PyramidGroup {
  return { level: 4096, first_sample: index * 4096, sample_count: 4096, range_index: 0, code_min: -5, code_max: 7, code_sum: 4096 * index, code_square_sum: 1e9 + index };
}

/** Records `seconds` of everything: an event at 10 s, a truth every minute, a state each second, a command, a marker, a gap. */
export async function recordRun(sink: RecordingSink, seconds: number): Promise<void> {
  const recorder = new Recorder(new RecordingWriter(sink));
  recorder.attach({ name: 'a.yaml', mediaType: 'application/yaml', text: 'title: \u00b5m\n' });
  recorder.command({ name: 'set_limits', arguments: '{"bias_V_max":4.65}', is_accepted: true, reason: '' });
  for (let second = 0; second < seconds; second += 1) {
    if (second === 10) recorder.event(event(1, 10_050_000));
    if (second % 60 === 0) recorder.truth(truthAt(second * 1_000_000));
    for (let tenth = 0; tenth < 10; tenth += 1) recorder.interlock(interlockBlock(second * 10 + tenth));
    recorder.coarse([coarseGroup(second * 2), coarseGroup(second * 2 + 1)]);
    recorder.slow('voltage', slowBlock(second, 'slowVoltage'));
    recorder.slow('current', slowBlock(second, 'slowCurrent'));
    recorder.state({
      device_time_us: second * 1_000_000, mode: 6, output_epoch: 3, is_switch_closed: true, bias_V: 3.45, bias_setpoint_V: 3.45, open_circuit_V: 3.45, latched: [],
      step_index: Math.floor(second / 50), step_count: 3,
    });
  }
  recorder.lostEvents(2);
  recorder.marker('image 7');
  await recorder.close();
}
