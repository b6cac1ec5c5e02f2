import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { Channel, connect } from '@nanobias/sdk';
import type { Device } from '@nanobias/sdk';
import { observe, parseExperiment, runExperiment } from '@nanobias/sdk/experiment';
import { Playback, readRecording, Recorder, RecordingWriter } from '@nanobias/sdk/recording';
import type { Recording } from '@nanobias/sdk/recording';
import { describe, expect, it } from 'vitest';
import { rowReport } from '../../cli/src/interlock-report.ts';
import { watchDisplay } from '../../cli/src/watch/display.ts';
import type { WatchDisplay } from '../../cli/src/watch/display.ts';
import { show } from '../../cli/src/watch/show.ts';
import { Watched } from '../../cli/src/watch/watched.ts';
import type { WatchedReading } from '../../cli/src/watch/watched.ts';
import { MemorySink } from '../sdk/recording/sample-run.ts';

const experiment = parseExperiment(`nanobias: 1
title: A short run, and a trip
specimen: { lnmo_thickness_m: 2.0e-6, area_m2: 1.0e-11, lipon_thickness_m: 0.5e-6, counter_electrode: { kind: lithium } }
lnmo_on: probe
safety: { bias_V_max: 4.60, slew_V_per_s_max: 1, current_A_max: 1.5e-10, lease_s: 2 }
steps:
  - { kind: ocv, duration_s: 3 }
  - { kind: leak_check, slew_V_per_s: 0.005, duration_s: 4 }
  - { kind: hold, bias_V: 3.47, slew_V_per_s: 0.01, duration_s: 3 }
  - { kind: hold, bias_V: 4.40, slew_V_per_s: 1, duration_s: 10 }
  - { kind: open, duration_s: 2 }
on_end: open
`, 'short.yaml');

/** Takes what is written; a terminal or not. */
function screen(isTTY: boolean): { readonly isTTY: boolean; text: string; write(text: string | Uint8Array): boolean } {
  return {
    isTTY,
    text: '',
    write(text) {
      this.text += String(text);
      return true;
    },
  };
}

const plain = screen(false);
const terminal = screen(true);
const json = screen(false);

/** One host drives; another, on a link of its own, records and watches. */
async function watchedRun(): Promise<{ readonly end: string; readonly recording: Recording; readonly trips_count: number; readonly bytes: Uint8Array }> {
  const simulation = simulate({ seed: 7, cell: CELL_PRESETS['film-2um'], ports_count: 3 });
  const { clock, entropy } = simulation;
  const sink = new MemorySink();
  return clock.run(async () => {
    const holder = await connect(simulation.openPipe(), { clock, entropy });
    const reader = await connect(simulation.openPipe(), { clock, entropy });
    const watcher = await connect(simulation.openPipe(), { clock, entropy });
    const stop = new AbortController();
    const recorder = new Recorder(new RecordingWriter(sink));
    const watching = watch(watcher);
    const observed = observe({ device: reader, clock, recorder, signal: stop.signal });
    const { end } = await runExperiment({ device: holder, parsed: experiment, clock });
    stop.abort();
    const { trips_count } = await observed;
    await recorder.close();
    watching.unsubscribe();
    await watcher.close();
    await reader.close();
    await holder.close();
    return { end, trips_count, recording: readRecording(sink.bytes), bytes: sink.bytes };
  }, 600e6);
}

/** The same on all three: what a reading says does not depend on how it is shown. */
function watch(device: Device): { unsubscribe(): void } {
  const displays = [watchDisplay(plain, false), watchDisplay(terminal, false), watchDisplay(json, true)];
  const display: WatchDisplay = {
    reading: (reading) => displays.forEach((one) => one.reading(reading)),
    event: (event) => displays.forEach((one) => one.event(event)),
    gap: (lost_count) => displays.forEach((one) => one.gap(lost_count)),
  };
  const watched = new Watched();
  device.interlocks().then((rows) => watched.rows(rows.map(rowReport)), () => undefined);
  return show({ source: device, watched, display, channels: [Channel.SLOW_VOLTAGE, Channel.SLOW_CURRENT] });
}

const run = await watchedRun();

function readings(text: string): readonly WatchedReading[] {
  return text.trim().split('\n').map((line) => JSON.parse(line) as { readonly kind: string } & WatchedReading).filter(({ kind }) => kind === 'reading');
}

describe('a controller that is recorded beside its holder', () => {
  it('goes on as if nobody looked, and the recording is whole', () => {
    expect(run.end).toBe('OVER_CURRENT');
    expect(run.recording).toMatchObject({ isComplete: true, losses: [] });
    expect(run.recording.slowCurrent.length).toBeGreaterThan(8);
    expect(run.recording.interlockCoarse.length).toBeGreaterThan(0);
    expect(run.recording.states.length).toBeGreaterThan(3);
  });

  it('has its trip in the recording, with the frame that was frozen', () => {
    expect(run.trips_count).toBe(1);
    expect(JSON.parse(run.recording.files.get('freeze-frame.json')!)).toMatchObject({ cause: 'OVER_CURRENT' });
    expect(run.recording.interlockFull.length).toBeGreaterThan(0);
  });

  it('gives the same bytes for the same seed', async () => {
    expect(Buffer.compare((await watchedRun()).bytes, run.bytes)).toBe(0);
  });
});

describe('what is watched', () => {
  it('is a line of JSON a second, and one an event', () => {
    const seen = readings(json.text);
    expect(seen.length).toBeGreaterThan(8);
    const on = seen.filter(({ is_switch_closed }) => is_switch_closed === true);
    expect(on.length).toBeGreaterThan(5);
    for (const { bias_V, current_A, current_A_min, current_A_max, charge_C, lease_epoch } of on) {
      expect(bias_V).toBeGreaterThan(3.4);
      expect(current_A_min!).toBeLessThanOrEqual(current_A!);
      expect(current_A_max!).toBeGreaterThanOrEqual(current_A!);
      expect(charge_C).not.toBeNull();
      expect(lease_epoch).toBe(1);
    }
    expect(seen.at(-1)).toMatchObject({ mode: 'TRIPPED', is_switch_closed: false, lease_epoch: null, latched: ['OVER_CURRENT'] });
    expect(seen[0]).toMatchObject({ is_switch_closed: false, charge_C: null, lease_epoch: null });
    expect(json.text).toMatch(/"kind":"event","text":"[\d.]+ s {2}TRIPPED OVER_CURRENT value 15\d\.\d pA limit 149\.5 pA"/);
  });

  it('is plain lines where there is no terminal', () => {
    expect(plain.text).not.toContain('\u001b');
    expect(plain.text).toMatch(/^[\d.]+ s {2}ON, output ON, step 2 of 4, lease 1 {2}3\.4\d+ V {2}/m);
    expect(plain.text).toMatch(/^\* [\d.]+ s {2}TRIPPED OVER_CURRENT/m);
  });

  it('is redrawn in its place on a terminal, below the events', () => {
    expect(terminal.text).toMatch(/\u001b\[\d+A\u001b\[J/);
    expect(terminal.text).toContain('latched: OVER_CURRENT');
    expect(terminal.text).toMatch(/#+\.* \w+ .* of .* %\)/);
  });
});

describe('a recording that is played', () => {
  it('tells the same as the controller told, through the same streams', async () => {
    const playback = new Playback(run.recording);
    const out = screen(false);
    const { clock } = simulate({ seed: 1, cell: CELL_PRESETS['film-2um'] });
    show({ source: playback, watched: new Watched(), display: watchDisplay(out, true), channels: [Channel.SLOW_VOLTAGE, Channel.SLOW_CURRENT] });
    const started_us = await clock.run(async () => {
      const before_us = clock.now_us();
      await playback.play({ clock, speed: 10 });
      return clock.now_us() - before_us;
    }, 600e6);
    expect(started_us / 1e6).toBeCloseTo(playback.duration_s / 10, 1);
    const played = readings(out.text);
    // 1 fA is far below what a block's mean tells; a block that was saturated or blanked has no mean.
    const means_A = run.recording.slowCurrent.map(({ codes, flags, full_scale_fA, bits }) => ((flags & 33) !== 0 ? null : (codes.reduce((sum, code) => sum + code, 0) / codes.length) * ((full_scale_fA * 1e-15) / 2 ** (bits - 1))));
    expect(played.map(({ current_A }) => current_A)).toEqual(means_A.map((value) => (value === null ? null : expect.closeTo(value, 16) as number)));
    const events = out.text.trim().split('\n').map((line) => JSON.parse(line) as { kind: string; event?: { event_seq: number } }).flatMap(({ event }) => event?.event_seq ?? []);
    expect(events).toEqual(run.recording.events.map(({ event_seq }) => event_seq));
    expect(out.text).toContain('TRIPPED OVER_CURRENT');
  });

  it('completes its streams at the end, and ends early when it is told to', async () => {
    const playback = new Playback(run.recording);
    const stop = new AbortController();
    let count = 0;
    let isComplete = false;
    playback.samples$({ channels: [Channel.SLOW_CURRENT], rate_Hz: 10 }).subscribe({
      next: () => {
        count += 1;
        if (count === 3) stop.abort();
      },
      complete: () => {
        isComplete = true;
      },
    });
    const { clock } = simulate({ seed: 1, cell: CELL_PRESETS['film-2um'] });
    await clock.run(() => playback.play({ clock, signal: stop.signal }), 600e6);
    expect({ count, isComplete }).toEqual({ count: 3, isComplete: true });
  });
});
