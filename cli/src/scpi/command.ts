import { Header } from './header.ts';
import type { SourceMeter } from './source-meter.ts';

/** What a header does, and what it answers as a query; one of the two may be missing. */
export interface Command {
  readonly header: Header;
  readonly set?: (meter: SourceMeter, parameters: readonly string[]) => void | Promise<void>;
  readonly query?: (meter: SourceMeter, parameters: readonly string[]) => string | Promise<string>;
}

/** A command by its header as a manual writes it. */
export const command = (pattern: string, parts: Omit<Command, 'header'>): Command => ({ header: new Header(pattern), ...parts });
