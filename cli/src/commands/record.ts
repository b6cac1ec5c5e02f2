import { rm } from 'node:fs/promises';
import { observe } from '@nanobias/sdk/experiment';
import type { Device } from '@nanobias/sdk';
import { Recorder, RecordingWriter } from '@nanobias/sdk/recording';
import { EXIT, failureText } from '../exit.ts';
import { fileSink } from '../file-sink.ts';
import { interruption } from '../signals.ts';
import { portTarget } from '../target.ts';
import { packageVersion } from '../version.ts';

export interface RecordOptions {
  readonly out: string;
  readonly duration?: number;
  readonly json?: boolean;
}

/** `nanobias record TARGET`: takes down what a controller does, beside whoever drives it, until a signal or the duration ends it. */
export async function recordCommand(target: string, { out, duration, json = false }: RecordOptions): Promise<number> {
  const port = portTarget(target, 'auto');
  const { clock } = port;
  // The file comes first: a folder that cannot be written is told before anything is opened.
  const sink = await fileSink(out, clock);
  const device = await port.connect().catch(async (error: unknown) => {
    await sink.close();
    await rm(out, { force: true });
    throw error;
  });
  const stop = interruption();
  let recordingFailure: unknown;
  const writer = new RecordingWriter(sink, (error) => {
    recordingFailure = error;
    stop.abort(error);
  });
  const recorder = new Recorder(writer);
  try {
    recorder.attach(runFile(device));
    if (!json) process.stdout.write(`recording ${device.label} into ${out}; Ctrl-C ends it\n`);
    const { lost_count, trips_count, failure } = await observe({ device, clock, recorder, signal: stop.signal, ...(duration === undefined ? {} : { duration_s: duration }) });
    await closed(recorder);
    const report = { file: out, bytes: writer.written_bytes, trips: trips_count, lost_samples: lost_count, is_link_lost: failure !== undefined };
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `written: ${out}, ${report.bytes} bytes, ${trips_count} trips, ${lost_count} samples lost\n`);
    for (const error of [failure, recordingFailure]) if (error !== undefined) process.stderr.write(`${failureText(error)}\n`);
    return failure !== undefined ? EXIT.linkLost : recordingFailure !== undefined ? EXIT.failed : EXIT.ok;
  } finally {
    stop.release();
    // Idempotent: what was recorded before a failure stays whole.
    await closed(recorder);
    await device.close();
  }
}

/** That a recording had failed is told where it failed. */
async function closed(recorder: Recorder): Promise<void> {
  await recorder.close().catch(() => undefined);
}

function runFile(device: Device): Parameters<Recorder['attach']>[0] {
  return {
    name: 'run.json',
    mediaType: 'application/json',
    text: `${JSON.stringify({
      experiment: null, seed: null, cell: null, is_simulation: device.isSimulation,
      versions: { nanobias: packageVersion(), firmware: device.firmwareVersion }, capabilities: device.capabilities,
    }, null, 2)}\n`,
  };
}
