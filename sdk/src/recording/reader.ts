import { McapStreamReader } from '@mcap/core';
import type { CodeBlock } from '@nanobias/native';
import { codeBlockOf } from './blocks.ts';
import { decodeMessage } from './messages.ts';
import type { MessageName, PyramidColumns, RecordedCommand, RecordedGap, RecordedMarker, RecordedState, RecordedTruth } from './messages.ts';
import { TOPIC } from './topics.ts';

/** Bytes handed to the parser at a time, which keeps its copies small. */
const slice_bytes = 1_048_576;

/** An event as recorded: the fields of nanobias.v1.Event, enums as numbers. */
export interface RecordedEvent {
  readonly event_seq: number;
  readonly device_time_us: number;
  readonly kind: number;
  readonly mode: number;
  readonly output_epoch: number;
  readonly cause: number;
  readonly value?: number;
  readonly limit?: number;
  readonly step_index: number;
  readonly is_switch_closed: boolean;
  readonly current_fA?: number;
  readonly bias_uV: number;
  readonly refusal: number;
  readonly label: string;
  readonly activity: number;
}

/** Everything that a recording holds, each list in the order of writing. */
export interface Recording {
  /** False when the end is missing; what stands before it is whole all the same. */
  readonly isComplete: boolean;
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
 * Reads a recording, also one whose end is missing: every whole chunk comes out.
 * @throws Error when the bytes do not begin as MCAP
 */
export function readRecording(bytes: Uint8Array): Recording {
  const reader = new McapStreamReader();
  const files = new Map<string, string>();
  const messages = new Map<string, unknown[]>();
  const names = new Map<number, MessageName>();
  const channels = new Map<number, { readonly topic: string; readonly name: MessageName | undefined }>();
  let library = '';
  let isReadable = true;
  for (let start = 0; start < bytes.length && isReadable && !reader.done(); start += slice_bytes) {
    reader.append(bytes.subarray(start, start + slice_bytes));
    isReadable = drain();
  }
  const list = <T>(topic: string): readonly T[] => (messages.get(topic) ?? []) as T[];
  return {
    isComplete: reader.done(),
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

  /** Takes what is complete; false when the rest cannot be read. */
  function drain(): boolean {
    try {
      for (let record = reader.nextRecord(); record !== undefined; record = reader.nextRecord()) take(record);
      return true;
    } catch (error) {
      // Bytes that never were a recording are the caller's mistake; damage further on ends the recording there.
      if (library === '') throw error;
      return false;
    }
  }

  function take(record: NonNullable<ReturnType<McapStreamReader['nextRecord']>>): void {
    switch (record.type) {
      case 'Header':
        library = record.library;
        return;
      case 'Attachment':
        files.set(record.name, new TextDecoder().decode(record.data));
        return;
      case 'Schema':
        names.set(record.id, record.name as MessageName);
        return;
      case 'Channel':
        channels.set(record.id, { topic: record.topic, name: names.get(record.schemaId) });
        return;
      case 'Message': {
        const channel = channels.get(record.channelId);
        if (channel?.name === undefined) return;
        const known = messages.get(channel.topic) ?? [];
        messages.set(channel.topic, known);
        const fields = decodeMessage(channel.name, record.data);
        known.push(channel.name === 'nanobias.v1.SampleBlock' ? codeBlockOf(fields) : fields);
        return;
      }
      default:
        return;
    }
  }
}
