import { Channel, realClock } from '@nanobias/sdk';
import { Playback } from '@nanobias/sdk/recording';
import { EXIT, UsageError } from '../exit.ts';
import { readRun } from '../recorded-run.ts';
import { interruption } from '../signals.ts';
import { watchDisplay } from '../watch/display.ts';
import { show } from '../watch/show.ts';
import { Watched } from '../watch/watched.ts';
import { isReproFile, replayRepro } from './replay-repro.ts';

export interface ReplayOptions {
  readonly speed?: number;
  readonly json?: boolean;
  /** Of a repro: where to write a test that replays it. */
  readonly test?: string;
}

/** `nanobias replay FILE`: a recording is played, a repro of the swarm is run again. */
export async function replayCommand(file: string, options: ReplayOptions): Promise<number> {
  const isRepro = isReproFile(file);
  if (isRepro && options.speed !== undefined) throw new UsageError(`${file}: --speed is of a recording, and a repro runs as fast as it can`);
  if (!isRepro && options.test !== undefined) throw new UsageError(`${file}: --test is of a repro, whose name ends in .json`);
  return isRepro ? replayRepro(file, options) : playRecording(file, options);
}

/** Plays a recording through the streams that a controller has, and shows it as `watch` would have. */
async function playRecording(file: string, { speed, json = false }: ReplayOptions): Promise<number> {
  const { recording } = await readRun(file);
  const playback = new Playback(recording);
  const watched = new Watched();
  const stop = interruption();
  const watching = show({ source: playback, watched, display: watchDisplay(process.stdout, json), channels: [Channel.SLOW_VOLTAGE, Channel.SLOW_CURRENT] });
  watching.add(playback.samples$({ channels: [Channel.INTERLOCK_CURRENT], rate_Hz: 10_000 }).subscribe((block) => watched.block(block)));
  try {
    await playback.play({ clock: realClock(), signal: stop.signal, ...(speed === undefined ? {} : { speed }) });
    if (!recording.isComplete) process.stderr.write(`${file} is cut or damaged: what is whole was played, and \`nanobias recover\` tells what is lost\n`);
    return EXIT.ok;
  } finally {
    watching.unsubscribe();
    stop.release();
  }
}
