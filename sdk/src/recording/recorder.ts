import type { CodeBlock, PyramidGroup } from '@nanobias/native';
import { sampleBlockOf } from './blocks.ts';
import type { RecordedCommand, RecordedState, RecordedTruth } from './messages.ts';
import { columnsOf, groupsOf } from './statistics.ts';
import { TOPIC } from './topics.ts';
import { EventWindow } from './windows.ts';
import type { RecordedFile, RecordingWriter } from './writer.ts';

/** Full rate from half a second before an event to a second after it, statistics of 64 samples ten times as far. */
const full_window = { before_us: 500_000, after_us: 1_000_000 };
const fine_window = { before_us: 5_000_000, after_us: 10_000_000 };
/** Groups of 4096 samples in one message: 13 s at 10 kS/s. */
const coarse_groups_count = 32;
/** A state that has not changed is recorded this often. */
const state_period_us = 10_000_000;

/** An event of the device, as far as the recorder looks into it. */
interface TimedEvent {
  readonly device_time_us: number;
  readonly event_seq: number;
}

/**
 * Decides what of a run is kept: slow codes whole; the interlock path as statistics of 4096 samples throughout, and around
 * events as statistics of 64 and at full rate; states, events, commands, markers, losses.
 */
export class Recorder {
  readonly #writer: RecordingWriter;
  readonly #full: EventWindow;
  readonly #fine: EventWindow;
  #coarse: PyramidGroup[] = [];
  #newest: CodeBlock | undefined;
  #state: RecordedState | undefined;
  #device_time_us = 0;

  constructor(writer: RecordingWriter) {
    this.#writer = writer;
    this.#full = new EventWindow(full_window, (block) => writer.add(TOPIC.interlockFull, 'nanobias.v1.SampleBlock', sampleBlockOf(block)));
    this.#fine = new EventWindow(fine_window, (block) => {
      writer.add(TOPIC.interlockFine, 'nanobias.recording.v1.Pyramid', columnsOf(groupsOf(block, 64), 64, block, block.device_time_us));
    });
  }

  /** Latest device time that came by. */
  get device_time_us(): number {
    return this.#device_time_us;
  }

  /** Keeps a file beside the samples. */
  attach(file: RecordedFile): void {
    this.#writer.attach(file);
  }

  /** Takes a block of the slow path, in order. */
  slow(quantity: 'current' | 'voltage', block: CodeBlock): void {
    this.#advance(block.device_time_us);
    this.#writer.add(quantity === 'current' ? TOPIC.slowCurrent : TOPIC.slowVoltage, 'nanobias.v1.SampleBlock', sampleBlockOf(block));
    this.#countLoss(block);
  }

  /** Takes a block of the interlock path, in order. */
  interlock(block: CodeBlock): void {
    this.#advance(block.device_time_us);
    if (this.#newest !== undefined && this.#newest.range_index !== block.range_index) this.#writeCoarse();
    this.#newest = block;
    this.#full.add(block);
    this.#fine.add(block);
    this.#countLoss(block);
  }

  /** Groups of 4096 samples of the interlock path, in order. */
  coarse(groups: readonly PyramidGroup[]): void {
    for (const group of groups) {
      if (this.#coarse.length > 0 && this.#coarse[0]!.range_index !== group.range_index) this.#writeCoarse();
      this.#coarse.push(group);
      if (this.#coarse.length >= coarse_groups_count) this.#writeCoarse();
    }
  }

  /** Takes an event of the controller. */
  event(event: TimedEvent): void {
    this.#advance(event.device_time_us);
    this.#writer.add(TOPIC.events, 'nanobias.v1.Event', event);
    this.#full.open(event.device_time_us);
    this.#fine.open(event.device_time_us);
  }

  /** Takes that so many events are missing. */
  lostEvents(lost_count: number): void {
    this.#writer.add(TOPIC.gaps, 'nanobias.recording.v1.Gap', { device_time_us: this.#device_time_us, channel: 0, lost_count });
  }

  /** Records a state when anything but its readings has changed, and every ten seconds. */
  state(state: RecordedState): void {
    this.#advance(state.device_time_us);
    const last = this.#state;
    const isNew = last === undefined || last.mode !== state.mode || last.output_epoch !== state.output_epoch
      || last.is_switch_closed !== state.is_switch_closed || last.step_index !== state.step_index || last.latched.length !== state.latched.length;
    if (!isNew && state.device_time_us < last.device_time_us + state_period_us) return;
    this.#state = state;
    this.#writer.add(TOPIC.state, 'nanobias.recording.v1.State', state);
  }

  /** Takes a command and what became of it. */
  command(command: Omit<RecordedCommand, 'device_time_us'>): void {
    this.#writer.add(TOPIC.commands, 'nanobias.recording.v1.Command', { device_time_us: this.#device_time_us, ...command });
  }

  /** Puts a label at the time of the last sample. */
  marker(label: string): void {
    this.#writer.add(TOPIC.markers, 'nanobias.recording.v1.Marker', { device_time_us: this.#device_time_us, label });
  }

  /** Takes what is really so, which a simulation alone can tell. */
  truth(truth: RecordedTruth): void {
    this.#writer.add(TOPIC.truth, 'nanobias.recording.v1.Truth', truth);
  }

  /** Ends the recording, whole and indexed. @throws RecordingError when it had failed */
  async close(): Promise<void> {
    this.#writeCoarse();
    await this.#writer.close();
  }

  #writeCoarse(): void {
    const [first] = this.#coarse;
    const scale = this.#newest;
    if (first === undefined || scale === undefined) return;
    // One oscillator drives sampling and device time, so that a group's time follows from its place.
    const device_time_us = Math.round(scale.device_time_us + ((first.first_sample - scale.first_sample) * 1e6) / scale.rate_Hz);
    this.#writer.add(TOPIC.interlockCoarse, 'nanobias.recording.v1.Pyramid', columnsOf(this.#coarse, 4096, { ...scale, range_index: first.range_index }, Math.max(0, device_time_us)));
    this.#coarse = [];
  }

  #countLoss(block: CodeBlock): void {
    if (block.lost_before === 0) return;
    this.#writer.add(TOPIC.gaps, 'nanobias.recording.v1.Gap', { device_time_us: block.device_time_us, channel: block.channel, lost_count: block.lost_before });
  }

  #advance(device_time_us: number): void {
    this.#device_time_us = Math.max(this.#device_time_us, device_time_us);
  }
}
