import type { Device as ModelDevice, Film } from '@nanobias/firmware-model';
import { EventKind, NanobiasError, interlockState, realClock } from '@nanobias/sdk';
import type { Device, Event, InterlockState } from '@nanobias/sdk';
import { fieldCap_V_per_m } from '@nanobias/sdk/experiment';
import type { Experiment, RunRecorder, TruthSource } from '@nanobias/sdk/experiment';
import { explanationFrom, explanationLines, explanationOf } from '../explanation.ts';
import { rowReport } from '../interlock-report.ts';
import { packageVersion } from '../version.ts';
import { remembered } from './explanations.ts';
import { faultsOf, noFaults } from './faults.ts';
import { Observed } from './observed.ts';
import { filmMessage, stopped } from './reader.ts';
import { repeated } from './repeated.ts';
import { servePage } from './server.ts';
import type { ServedPage } from './server.ts';
import type { PageAddress } from './serve-page.ts';

const ROWS_US = 500_000;
const FILM_US = 1_000_000;

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
  // What a page asks for comes by the wall clock: on the link of a simulation it would make another run of this one.
  const rows = async (): Promise<readonly InterlockState[]> => (simulation === undefined ? device.interlocks() : modelRows(simulation.model));
  const explain = remembered(async (event) => explanationLines(simulation === undefined ? await explanationOf(device, event) : explanationFrom(event, modelRows(simulation.model))));
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
  const unwatch = watched(device, observed);
  const { lipon_thickness_m } = experiment.specimen;
  const clock = realClock();
  // That the link is lost is told by the link.
  const failed = (error: unknown): void => (error instanceof NanobiasError ? undefined : observed.fail(error));
  const timers = [
    repeated(clock, ROWS_US, async () => {
      observed.field({
        V_per_m: Math.abs(observed.traces.bias_V ?? 0) / lipon_thickness_m, limit_V_per_m: fieldCap_V_per_m(experiment), source: 'measured bias over the declared thickness of LiPON',
      });
      observed.rows((await rows()).map(rowReport));
    }, failed),
    ...(simulation === undefined ? [] : [repeated(clock, FILM_US, async () => observed.film(filmMessage(simulation)), failed)]),
  ];
  return {
    page,
    recorder: teeOf(recorder, observed, (event) => {
      // By the time that somebody asks, the device may be closed.
      if (event.kind === EventKind.TRIPPED) explain(event).catch(() => undefined);
    }),
    end: () => {
      for (const stop of timers) stop();
      unwatch();
      observed.end();
    },
  };
}

/** Follows what is told without being asked for. */
function watched(device: Device, observed: Observed): () => void {
  const lost = { error: () => observed.link('lost') };
  const watching = [
    device.state$.subscribe({ next: (state) => observed.state(state), ...lost }),
    device.lease$.subscribe({ next: (lease) => observed.lease(lease.kind === 'held' ? lease.leaseEpoch : undefined), ...lost }),
    device.link$.subscribe({ next: (link) => observed.link(link === 'connected' ? 'connected' : 'silent'), ...lost }),
  ];
  return () => {
    for (const subscription of watching) subscription.unsubscribe();
  };
}

function modelRows(model: ModelDevice): readonly InterlockState[] {
  return (model.processor.controller.interlocks?.() ?? []).map(interlockState);
}

/** Tells the recorder everything, and the page what it shows; what the page makes of it is no matter of the recorder. */
export function teeOf(recorder: RunRecorder, observed: Observed, onEvent: (event: Event) => void): RunRecorder {
  return {
    attach: (file) => recorder.attach(file),
    slow: (quantity, block) => {
      recorder.slow(quantity, block);
      observed.attempt(() => observed.block(block));
    },
    interlock: (block) => {
      recorder.interlock(block);
      observed.attempt(() => observed.block(block));
    },
    coarse: (groups) => recorder.coarse(groups),
    event: (event) => {
      recorder.event(event);
      observed.attempt(() => {
        observed.event(event);
        onEvent(event);
      });
    },
    lostEvents: (lost_count) => {
      recorder.lostEvents(lost_count);
      observed.attempt(() => observed.warn(`${lost_count} events are lost`));
    },
    state: (state) => recorder.state(state),
    command: (command) => recorder.command(command),
    truth: (truth) => recorder.truth(truth),
  };
}
