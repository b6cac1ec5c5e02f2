import { COMMANDS } from './commands.ts';
import type { MessageUnit } from './message.ts';
import { unitsOf } from './message.ts';
import { ScpiError } from './scpi-error.ts';
import type { SourceMeter } from './source-meter.ts';

/** Carries out the lines of one client, one after the other. */
export class ScpiSession {
  readonly #meter: SourceMeter;
  #last: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(meter: SourceMeter) {
    this.#meter = meter;
  }

  /** What a line answers: its queries' answers, or nothing. Whatever goes wrong goes to the error queue, and ends the line. */
  execute(line: string): Promise<string | undefined> {
    const answered = this.#last.then(() => this.#carryOut(line));
    this.#last = answered;
    return answered;
  }

  /** The client has gone: nothing more is begun, and what is under way is taken back when it ends. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#meter.leave();
    await this.#last;
    await this.#meter.leave();
  }

  async #carryOut(line: string): Promise<string | undefined> {
    const answers: string[] = [];
    try {
      for (const unit of unitsOf(line)) {
        if (this.#isOver) break;
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
