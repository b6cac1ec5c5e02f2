import type { CodeBlock } from '@nanobias/native';
import type { Event } from '@nanobias/proto';
import { codeBlockOf } from './blocks.ts';
import { decodeMessage, isMessageName } from './messages.ts';
import type { PyramidColumns, RecordedCommand, RecordedGap, RecordedMarker, RecordedState, RecordedTruth } from './messages.ts';
import { salvage } from './salvage.ts';
import type { RecordedLoss } from './salvage.ts';
import { TOPIC } from './topics.ts';

/** An event as recorded, its enums as their numbers; `step_end` is 0 in recordings older than the field. */
export type RecordedEvent = Event;

/** Everything that a recording holds, each list in the order of writing. */
export interface Recording {
  /** False when the end is missing or something before it is damaged. */
  readonly isComplete: boolean;
  readonly losses: readonly RecordedLoss[];
  readonly library: string;
  /** Texts by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly slowCurrent: readonly CodeBlock[];
  readonly slowVoltage: readonly CodeBlock[];
  readonly interlockFull: readonly CodeBlock[];
  readonly interlockFine: readonly PyramidColumns[];
  readonly interlockCoarse: readonly PyramidColumns[];
  readonly states: readonly RecordedState[];
  readonly events: readonly RecordedEvent[];
  readonly commands: readonly RecordedCommand[];
  readonly markers: readonly RecordedMarker[];
  readonly gaps: readonly RecordedGap[];
  readonly truth: readonly RecordedTruth[];
}

/**
 * Reads a recording, also a damaged one: everything whole comes out, and `losses` says what does not.
 * @throws Error when the bytes do not begin as MCAP
 */
export function readRecording(bytes: Uint8Array): Recording {
  const { library, isComplete, items, losses } = salvage(bytes);
  const files = new Map<string, string>();
  const messages = new Map<string, unknown[]>();
  for (const item of items) {
    if (item.kind === 'file') {
      files.set(item.name, item.text);
      continue;
    }
    if (!isMessageName(item.name)) continue;
    const known = messages.get(item.topic) ?? [];
    messages.set(item.topic, known);
    const fields = decodeMessage(item.name, item.data);
    known.push(item.name === 'nanobias.v1.SampleBlock' ? codeBlockOf(fields) : fields);
  }
  const list = <T>(topic: string): readonly T[] => (messages.get(topic) ?? []) as T[];
  return {
    isComplete,
    losses,
    library,
    files,
    slowCurrent: list(TOPIC.slowCurrent),
    slowVoltage: list(TOPIC.slowVoltage),
    interlockFull: list(TOPIC.interlockFull),
    interlockFine: list(TOPIC.interlockFine),
    interlockCoarse: list(TOPIC.interlockCoarse),
    states: list(TOPIC.state),
    events: list(TOPIC.events),
    commands: list(TOPIC.commands),
    markers: list(TOPIC.markers),
    gaps: list(TOPIC.gaps),
    truth: list(TOPIC.truth),
  };
}
