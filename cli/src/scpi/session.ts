import { COMMANDS, isOpening, isSwitching } from './commands.ts';
import type { MessageUnit } from './message.ts';
import { unitsOf } from './message.ts';
import { ScpiError } from './scpi-error.ts';
import type { SourceMeter } from './source-meter.ts';

/** Carries out the lines of one client, one after the other; a line that opens the output overtakes those before it. */
export class ScpiSession {
  readonly #meter: SourceMeter;
  #last: Promise<unknown> = Promise.resolve();
  /** Lines that were taken before the latest opening are not begun any more. */
  #era = 0;
  #waiting_count = 0;

  constructor(meter: SourceMeter) {
    this.#meter = meter;
  }

  /** What a line answers: its queries' answers, or nothing. Whatever goes wrong goes to the error queue, and ends the line. */
  execute(line: string): Promise<string | undefined> {
    if (opensAlone(line)) this.#overtake();
    const era = this.#era;
    this.#waiting_count += 1;
    const answered = this.#last.then(() => {
      this.#waiting_count -= 1;
      return this.#carryOut(line, era);
    });
    this.#last = answered;
    return answered;
  }

  /** The client has gone: nothing more is begun, and what is under way is taken back when it ends. */
  async end(): Promise<void> {
    this.#era += 1;
    await this.#meter.leave();
    await this.#last;
    await this.#meter.leave();
  }

  /** The output is opened at once, whatever waits; what was asked for before that is not carried out after it. */
  #overtake(): void {
    this.#era += 1;
    if (this.#waiting_count > 0) this.#meter.fail(new ScpiError(-221, `${this.#waiting_count} lines in front of the opening were dropped`));
    this.#meter.openOwn('the output is switched off').catch((error: unknown) => this.#meter.fail(error));
  }

  async #carryOut(line: string, era: number): Promise<string | undefined> {
    const answers: string[] = [];
    try {
      for (const unit of unitsOf(line)) {
        if (era !== this.#era) break;
        const answer = await this.#perform(unit);
        if (answer !== undefined) answers.push(answer);
      }
    } catch (error) {
      this.#meter.fail(error);
    }
    return answers.length === 0 ? undefined : answers.join(';');
  }

  async #perform({ keywords, isQuery, parameters }: MessageUnit): Promise<string | undefined> {
    const known = COMMANDS.find(({ header, query, set }) => header.matches(keywords) && (isQuery ? query : set) !== undefined);
    if (known === undefined) throw new ScpiError(-113, `${keywords.join(':')}${isQuery ? '?' : ''}`);
    if (isQuery) return known.query!(this.#meter, parameters);
    await known.set!(this.#meter, parameters);
    return undefined;
  }
}

/** Whether a line opens the output and does not also close it: a line that does both is a sequence of its own. */
function opensAlone(line: string): boolean {
  try {
    const units = [...unitsOf(line)];
    return units.some(isOpening) && !units.some((unit) => isSwitching(unit) && !isOpening(unit));
  } catch {
    // What cannot be read is told when its turn comes.
    return false;
  }
}
