import type { Device as ModelDevice, Film } from '@nanobias/firmware-model';
import { EventKind } from '@nanobias/sdk';
import type { Device, Event } from '@nanobias/sdk';
import { fieldCap_V_per_m } from '@nanobias/sdk/experiment';
import type { Experiment, RunRecorder, TruthSource } from '@nanobias/sdk/experiment';
import { explanationLines, explanationOf, rowReport } from '../interlock-report.ts';
import { packageVersion } from '../version.ts';
import { faultsOf, noFaults } from './faults.ts';
import { Observed } from './observed.ts';
import { filmMessage, repeated, stopped } from './reader.ts';
import { servePage } from './server.ts';
import type { ServedPage } from './server.ts';
import type { PageAddress } from './serve-page.ts';

const ROWS_MS = 500;
const FILM_MS = 1000;

/** A run that is about to begin. */
export interface ShownRun {
  readonly address: PageAddress;
  readonly device: Device;
  readonly experiment: Experiment;
  readonly recorder: RunRecorder;
  /** With the model in this process. */
  readonly simulation?: { readonly film: Film; readonly truth: TruthSource; readonly model: ModelDevice };
}

/** The page of a run: it sees what the run's own recorder is told, so that no second link is needed and the run is what it would be without. */
export interface RunPage {
  readonly page: ServedPage;
  /** To be given to the run in place of its recorder. */
  readonly recorder: RunRecorder;
  /** The device is about to be closed; the page goes on showing what was. */
  end(): void;
}

export async function pageOfRun({ address, device, experiment, recorder, simulation }: ShownRun): Promise<RunPage> {
  const observed = new Observed('this run');
  const explanations = new Map<number, Promise<readonly string[]>>();
  const explain = (event: Event): Promise<readonly string[]> => {
    const told = explanations.get(event.event_seq) ?? explanationOf(device, event).then(explanationLines);
    explanations.set(event.event_seq, told);
    return told;
  };
  const { inject, ...offered } = simulation === undefined ? { ...noFaults, inject: undefined } : faultsOf(simulation.model);
  const page = await servePage({
    ...address,
    observed,
    hello: {
      kind: 'hello', label: device.label, is_simulation: device.isSimulation, firmware: device.firmwareVersion, version: packageVersion(), ...offered,
      film_reason: simulation === undefined ? 'the void front is the simulator\'s truth; no controller can measure it' : null,
    },
    controls: { explain, stop: () => stopped(device), ...(inject === undefined ? {} : { inject }) },
  });
  const lost = { error: () => observed.link('lost') };
  const watching = [
    device.state$.subscribe({ next: (state) => observed.state(state), ...lost }),
    device.lease$.subscribe({ next: (lease) => observed.lease(lease.kind === 'held' ? lease.leaseEpoch : undefined), ...lost }),
    device.link$.subscribe({ next: (link) => observed.link(link === 'connected' ? 'connected' : 'silent'), ...lost }),
  ];
  const { lipon_thickness_m } = experiment.specimen;
  const timers = [
    repeated(ROWS_MS, async () => {
      observed.field({
        V_per_m: Math.abs(observed.traces.bias_V ?? 0) / lipon_thickness_m, limit_V_per_m: fieldCap_V_per_m(experiment), source: 'measured bias over the declared thickness of LiPON',
      });
      observed.rows((await device.interlocks()).map(rowReport));
    }),
    ...(simulation === undefined ? [] : [repeated(FILM_MS, async () => observed.film(filmMessage(simulation)))]),
  ];
  return {
    page,
    recorder: teeOf(recorder, observed, (event) => {
      // By the time that somebody asks, the device may be closed.
      if (event.kind === EventKind.TRIPPED) explain(event).catch(() => undefined);
    }),
    end: () => {
      for (const stop of timers) stop();
      for (const subscription of watching) subscription.unsubscribe();
      observed.lease(undefined);
      observed.link('ended');
    },
  };
}

/** Tells the recorder everything, and the page what it shows. */
function teeOf(recorder: RunRecorder, observed: Observed, onEvent: (event: Event) => void): RunRecorder {
  return {
    attach: (file) => recorder.attach(file),
    slow: (quantity, block) => {
      recorder.slow(quantity, block);
      observed.block(block);
    },
    interlock: (block) => {
      recorder.interlock(block);
      observed.block(block);
    },
    coarse: (groups) => recorder.coarse(groups),
    event: (event) => {
      recorder.event(event);
      observed.event(event);
      onEvent(event);
    },
    lostEvents: (lost_count) => recorder.lostEvents(lost_count),
    state: (state) => recorder.state(state),
    command: (command) => recorder.command(command),
    truth: (truth) => recorder.truth(truth),
  };
}
