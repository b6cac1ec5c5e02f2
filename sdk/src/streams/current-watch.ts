import type { TripReport } from '@nanobias/native';
import { NanobiasError } from '../errors.ts';
import type { Tripwire } from '../sampled-pipe.ts';
import { fA_atLeast, fA_atMost } from '../units.ts';

/** What the current of a watched stream may be; both ends are permitted. */
export interface WatchedCurrent {
  readonly current_A_min: number;
  readonly current_A_max: number;
}

/** The watch of one stream. */
export interface StreamWatch {
  /** The stream has its number. */
  begin(stream_id: number): void;
  /** The stream is over, or was never granted: another may be watched. */
  end(): void;
  /** What tripped, once something has; also after the end. */
  trip(): TripReport | undefined;
}

/** The one current that the source watches for this host, without waiting for the thread that asks for it. */
export class CurrentWatch {
  readonly #tripwire: Tripwire | undefined;
  #isTaken = false;

  constructor(tripwire: Tripwire | undefined) {
    this.#tripwire = tripwire;
  }

  /** @throws INVALID_ARGUMENT where the pipe cannot watch, already watches, or the range is none */
  take({ current_A_min, current_A_max }: WatchedCurrent): StreamWatch {
    const tripwire = this.#tripwire;
    if (tripwire === undefined) throw refused('this pipe is read by the event loop: open it with openSampled');
    if (this.#isTaken) throw refused('one stream at a time is watched, and another one is');
    const limit = { current_fA_min: fA_atLeast('current_A_min', current_A_min), current_fA_max: fA_atMost('current_A_max', current_A_max) };
    if (!(limit.current_fA_min <= limit.current_fA_max)) throw refused(`no current lies between ${current_A_min} A and ${current_A_max} A`);
    this.#isTaken = true;
    let state: 'taken' | 'watching' | 'over' = 'taken';
    let kept: TripReport | undefined;
    return {
      begin: (stream_id) => {
        state = 'watching';
        tripwire.setTrip({ stream_id, ...limit });
      },
      end: () => {
        if (state === 'over') return;
        if (state === 'watching') {
          kept = tripwire.trip;
          tripwire.clearTrip();
        }
        state = 'over';
        this.#isTaken = false;
      },
      trip: () => (state === 'watching' ? tripwire.trip : kept),
    };
  }
}

function refused(message: string): NanobiasError {
  return new NanobiasError('INVALID_ARGUMENT', `a current cannot be watched: ${message}`, { outputMayBeOn: 'unknown', field: 'watch', origin: 'host' });
}
