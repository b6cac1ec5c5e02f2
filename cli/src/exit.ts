import { NanobiasError } from '@nanobias/sdk';
import { ExperimentError } from '@nanobias/sdk/experiment';

/** What the command's exit codes mean; scripts branch on them. */
export const EXIT = { ok: 0, failed: 1, usage: 2, refused: 3, tripped: 4, linkLost: 5 } as const;

/** Shells report a process that a signal ended as 128 and the signal's number. */
const signals = { SIGINT: 130, SIGTERM: 143 } as const;
export type StopSignal = keyof typeof signals;

export const signalExit = (signal: StopSignal): number => signals[signal];

/** The exit code of a run that a signal ended: the signal's only where the off was measured. Else the controller could not be asked. */
export function interruptedExit(signal: StopSignal, outputMayBeOn: NanobiasError['outputMayBeOn']): number {
  return outputMayBeOn === false ? signalExit(signal) : EXIT.linkLost;
}

/** A mistake in how the command was called, or in a file other than the experiment. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The exit code for a failure. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof ExperimentError) return error.kind === 'limit' ? EXIT.refused : EXIT.usage;
  if (!(error instanceof NanobiasError)) return EXIT.failed;
  switch (error.band) {
    case 'link':
      return EXIT.linkLost;
    case 'trip':
      return EXIT.tripped;
    case 'request':
      return EXIT.refused;
    case 'state':
      // The controller opened the circuit, whoever or whatever told it to: that is a trip for whoever waits for data.
      return error.code === 'LEASE_LOST' || error.code === 'OUTPUT_OPENED' ? EXIT.tripped : EXIT.refused;
    case 'internal':
      return EXIT.failed;
  }
}

/** A failure for people, with what is known of the output. */
export function failureText(error: unknown): string {
  if (error instanceof NanobiasError) return `${error.code}: ${error.message}\n${outputText(error)}`;
  return error instanceof Error ? error.message : String(error);
}

function outputText({ outputMayBeOn, off }: NanobiasError): string {
  switch (outputMayBeOn) {
    case true:
      return 'The output MAY BE ON.';
    case false:
      return off?.current_A === undefined ? 'The output is off.' : `The output is off: ${(off.current_A * 1e12).toFixed(2)} pA measured.`;
    case 'unknown':
      return 'Whether the output is on is not known.';
  }
}
