import { NanobiasError } from '@nanobias/sdk';
import type { ErrorCode } from '@nanobias/sdk';
import { ScpiError } from './scpi-error.ts';
import type { ErrorNumber } from './scpi-error.ts';

/** Where the band of a code does not say it well enough. */
const NUMBERS: Readonly<Partial<Record<ErrorCode, ErrorNumber>>> = { SELF_TEST_FAILED: -330, UNIMPLEMENTED: -221, PROTOCOL: -360 };
const BANDS: Readonly<Record<NanobiasError['band'], ErrorNumber>> = { link: -360, request: -222, state: -221, trip: 101, internal: -310 };

/** An error of the queue for whatever a command met with: its class, and in the text the code, the value and the limit. */
export function scpiErrorOf(error: unknown): ScpiError {
  if (error instanceof ScpiError) return error;
  if (error instanceof NanobiasError) return new ScpiError(NUMBERS[error.code] ?? BANDS[error.band], `${error.code}: ${error.message}`);
  return new ScpiError(-310, error instanceof Error ? error.message : String(error));
}
