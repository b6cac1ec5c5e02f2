import { McapWriter } from '@mcap/core';
import { descriptorSet, encodeMessage } from './messages.ts';
import type { MessageName } from './messages.ts';
import { RecordingError } from './sink.ts';
import type { RecordingSink } from './sink.ts';

/** Small enough that a killed host loses seconds to minutes, large enough that indices stay a few per cent of the file. */
const chunk_bytes = 32_768;
/** Bytes that may wait for the sink: a minute of the interlock path at full rate, many times over. */
const pending_bytes_max = 64_000_000;
const ns_per_us = 1000n;

/** A named file inside the recording. */
export interface RecordedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

/**
 * Writes MCAP with protobuf messages, in order and as it goes. Times are the device's; nothing of the host gets in, so that
 * equal inputs give equal bytes.
 */
export class RecordingWriter {
  readonly #sink: RecordingSink;
  readonly #mcap: McapWriter;
  readonly #schemaIds = new Map<MessageName, Promise<number>>();
  readonly #channels = new Map<string, { readonly id: Promise<number>; sequence: number }>();
  readonly #onFailure: (error: RecordingError) => void;
  #tail: Promise<void>;
  #pending_bytes = 0;
  #written_bytes = 0;
  #failure: RecordingError | undefined;
  #isClosed = false;

  /** @param onFailure - called once, when the recording cannot go on */
  constructor(sink: RecordingSink, onFailure: (error: RecordingError) => void = () => undefined) {
    this.#sink = sink;
    this.#onFailure = onFailure;
    this.#mcap = new McapWriter({
      chunkSize: chunk_bytes,
      writable: {
        write: async (bytes) => {
          await sink.write(bytes);
          this.#written_bytes += bytes.length;
        },
        position: () => BigInt(this.#written_bytes),
      },
    });
    this.#tail = this.#mcap.start({ profile: '', library: 'nanobias' }).catch((error: unknown) => this.#fail(error));
  }

  /** Bytes that the sink has taken. */
  get written_bytes(): number {
    return this.#written_bytes;
  }

  /** Attaches a text, such as the experiment's file. */
  attach(file: RecordedFile): void {
    const data = new TextEncoder().encode(file.text);
    this.#enqueue(data.length, () => this.#mcap.addAttachment({ name: file.name, mediaType: file.mediaType, logTime: 0n, createTime: 0n, data }));
  }

  /** Queues one message; it is encoded before the call returns. */
  add<M extends { readonly device_time_us: number }>(topic: string, name: MessageName, message: M): void {
    this.addEncoded(topic, name, { device_time_us: message.device_time_us, data: encodeMessage(name, message) });
  }

  /** Queues one message as another recording held it. */
  addEncoded(topic: string, name: MessageName, { device_time_us, data }: { readonly device_time_us: number; readonly data: Uint8Array }): void {
    const channel = this.#channelOf(topic, name);
    const time_ns = BigInt(device_time_us) * ns_per_us;
    const sequence = channel.sequence;
    channel.sequence += 1;
    this.#enqueue(data.length, async () => {
      await this.#mcap.addMessage({ channelId: await channel.id, sequence, logTime: time_ns, publishTime: time_ns, data });
    });
  }

  /** Resolves once everything queued has been handed to the sink or stands in the open chunk. */
  flushed(): Promise<void> {
    return this.#tail;
  }

  /** Writes indices and summary and closes the sink. Idempotent. @throws RecordingError when the recording had failed */
  async close(): Promise<void> {
    if (!this.#isClosed) {
      this.#enqueue(0, () => this.#mcap.end());
      this.#isClosed = true;
      this.#tail = this.#tail.then(() => this.#sink.close()).catch((error: unknown) => this.#fail(error));
    }
    await this.#tail;
    if (this.#failure !== undefined) throw this.#failure;
  }

  #channelOf(topic: string, name: MessageName): { readonly id: Promise<number>; sequence: number } {
    const known = this.#channels.get(topic);
    if (known !== undefined) return known;
    const schemaId = this.#schemaIds.get(name) ?? this.#mcap.registerSchema({ name, encoding: 'protobuf', data: descriptorSet });
    this.#schemaIds.set(name, schemaId);
    const id = schemaId.then((value) => this.#mcap.registerChannel({ schemaId: value, topic, messageEncoding: 'protobuf', metadata: new Map() }));
    const channel = { id, sequence: 0 };
    this.#channels.set(topic, channel);
    return channel;
  }

  #enqueue(bytes: number, write: () => Promise<void>): void {
    if (this.#isClosed) throw new RecordingError('CLOSED', 'the recording is closed');
    if (this.#failure !== undefined) return;
    if (!(this.#pending_bytes + bytes <= pending_bytes_max)) {
      this.#fail(new RecordingError('OVERRUN', `${this.#pending_bytes} bytes wait for the recording's sink`));
      return;
    }
    this.#pending_bytes += bytes;
    // The library asks for one call at a time: each waits for the one before it.
    this.#tail = this.#tail.then(async () => {
      if (this.#failure === undefined) await write();
      this.#pending_bytes -= bytes;
    }).catch((error: unknown) => this.#fail(error));
  }

  #fail(error: unknown): void {
    if (this.#failure !== undefined) return;
    const message = error instanceof Error ? error.message : String(error);
    this.#failure = error instanceof RecordingError ? error : new RecordingError('SINK_FAILED', `the recording cannot be written: ${message}`, error);
    this.#onFailure(this.#failure);
  }
}
