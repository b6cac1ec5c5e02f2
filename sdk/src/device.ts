import type { Clock, HelloAck, Snapshot } from '@nanobias/proto';
import type { CodeBlock } from '@nanobias/native';
import type { Observable } from 'rxjs';
import type {
  AdoptionRequest, Capabilities, ClockComparison, Device, DeviceState, EffectiveLimits, EventsRequest, HostTime, OffMeasurement, Output, OutputLimits, OutputRequest,
} from './contract.ts';
import type { Capture, CaptureRequest, SampleRequest, SampleStream, SamplesRequest, SummaryBlock, SummaryRequest } from './sampling.ts';
import { readInterlocks, runSelfTest } from './interlocks.ts';
import type { InterlockState, SelfTestVerdicts } from './interlocks.ts';
import { acknowledge } from './acknowledge.ts';
import { capture } from './capture.ts';
import { commitLimits } from './limits.ts';
import { readFreezeFrame } from './freeze-frame.ts';
import type { FrozenFrame } from './freeze-frame.ts';
import { readEvents } from './log.ts';
import type { LoggedEvents } from './log.ts';
import { OutputScope, offMeasurement } from './output-scope.ts';
import { ask } from './session/ask.ts';
import type { Driver } from './session/driver.ts';
import { isStateNews } from './streams/feeds.ts';
import type { Feeds } from './streams/feeds.ts';
import type { Streams } from './streams/streams.ts';
import type { DeviceEvent } from './streams/event-feed.ts';
import { millionths, s_from_us, us } from './units.ts';
import type { Seconds } from './units.ts';

// Lease for an acknowledge, which waits up to 1.2 s for its causes, and for a self-test, which takes a third of a second.
const acknowledgeLease_us = 2_000_000;
const selfTestLease_us = 2_000_000;

/** What a session that is open consists of. */
export interface DeviceParts {
  readonly label: string;
  readonly hello: HelloAck;
  readonly capabilities: Capabilities;
  readonly clock: Clock;
  readonly samplerBackend: 'native' | 'js';
  readonly driver: Driver;
  readonly feeds: Feeds;
  readonly streams: Streams;
}

/** A connected controller: commands are promises, observation is streams. */
export class ConnectedDevice implements Device {
  readonly label: string;
  readonly isSimulation: boolean;
  readonly firmwareVersion: string;
  readonly bootId: number;
  readonly samplerBackend: 'native' | 'js';
  readonly capabilities: Capabilities;
  readonly state$: Device['state$'];
  readonly link$: Device['link$'];
  readonly lease$: Device['lease$'];
  readonly faults$: Device['faults$'];
  readonly #parts: DeviceParts;
  #scope: OutputScope | undefined;
  #scopeOver: Promise<unknown> = Promise.resolve();
  #program_id = 0;
  #refresh: 'idle' | 'reading' | 'again' = 'idle';
  #closing: Promise<void> | undefined;

  constructor(parts: DeviceParts) {
    const { label, hello, capabilities, samplerBackend, feeds } = parts;
    this.#parts = parts;
    this.label = label;
    this.isSimulation = hello.is_simulation;
    this.firmwareVersion = hello.firmware_version;
    this.bootId = hello.boot_id;
    this.samplerBackend = samplerBackend;
    this.capabilities = capabilities;
    this.state$ = feeds.states.state$;
    feeds.events.fillFrom((from_seq) => readEvents(parts.driver, from_seq));
    this.link$ = feeds.link$;
    this.lease$ = feeds.lease$;
    this.faults$ = feeds.faults.faults$;
    feeds.follow({
      onEvent: (event) => {
        if (isStateNews(event)) this.#refreshState();
      },
      onGap: () => {
        this.#refreshState();
        // A failure to read ends the scope by other ways: the lease, or the end of the session.
        this.#scope?.gap().catch(() => undefined);
      },
      onLeaseLost: (lease_epoch, reason) => this.#scope?.leaseLost(lease_epoch, reason),
      onEnded: (error) => this.#scope?.fail(error),
    });
  }

  async readState(): Promise<DeviceState> {
    return this.#parts.feeds.states.snapshot(await this.#askSnapshot());
  }

  async setLimits(limits: OutputLimits): Promise<EffectiveLimits> {
    return commitLimits(this.#parts.driver, limits);
  }

  openStream(request: SampleRequest): Promise<SampleStream> {
    return this.#parts.streams.start(request);
  }

  samples$(request: SamplesRequest): Observable<CodeBlock> {
    return this.#parts.streams.samples$(request);
  }

  samples(request: SamplesRequest): AsyncIterable<CodeBlock> {
    return this.#parts.streams.samples(request);
  }

  summaries$(request: SummaryRequest): Observable<SummaryBlock> {
    return this.#parts.streams.summaries.summaries$(request);
  }

  events$({ from }: EventsRequest = {}): Observable<DeviceEvent> {
    const { events } = this.#parts.feeds;
    return from === undefined ? events.events$ : events.from(from);
  }

  withOutput<T>(request: OutputRequest, body: (output: Output, signal: AbortSignal) => Promise<T>): Promise<{ readonly result: T; readonly off: OffMeasurement }> {
    return this.#hold(request, body);
  }

  adopt<T>(request: AdoptionRequest, body: (output: Output, signal: AbortSignal) => Promise<T>): Promise<{ readonly result: T; readonly off: OffMeasurement }> {
    return this.#hold(request, body);
  }

  capture(request: CaptureRequest): Promise<Capture> {
    const { driver, clock, feeds } = this.#parts;
    return capture({ driver, clock, onEvent: (onEvent) => feeds.follow({ onEvent }) }, request);
  }

  async #hold<T>(
    request: OutputRequest | AdoptionRequest, body: (output: Output, signal: AbortSignal) => Promise<T>,
  ): Promise<{ readonly result: T; readonly off: OffMeasurement }> {
    const { driver, clock, feeds } = this.#parts;
    if (this.#scope !== undefined) throw driver.failure('OUTPUT_IN_USE', 'this host already holds the output');
    this.#program_id = (this.#program_id + 1) >>> 0;
    const scope = new OutputScope({
      driver,
      clock,
      program_id: this.#program_id,
      readSnapshot: async () => {
        const snapshot = await this.#askSnapshot();
        feeds.states.snapshot(snapshot);
        return snapshot;
      },
      onEvent: (onEvent) => feeds.follow({ onEvent }),
    });
    this.#scope = scope;
    const over = scope.run(request, body).finally(() => {
      this.#scope = undefined;
    });
    // Only `close` waits here; the failure is told to the caller.
    this.#scopeOver = over.catch(() => undefined);
    return over;
  }

  async stop(): Promise<OffMeasurement> {
    return offMeasurement(await this.#parts.driver.stop());
  }

  async acknowledge(): Promise<DeviceState> {
    const { driver, clock } = this.#parts;
    if (this.#scope !== undefined) throw driver.failure('OUTPUT_IN_USE', 'a fault is acknowledged after the output scope that it ended');
    const { latched, fault_nonce } = await this.#askSnapshot();
    if (latched.length === 0) return this.readState();
    await this.#underLease(acknowledgeLease_us, (lease_epoch) => acknowledge(driver, clock, { kind: 'acknowledge', causes: latched, fault_nonce, lease_epoch }));
    return this.readState();
  }

  interlocks(): Promise<readonly InterlockState[]> {
    return readInterlocks(this.#parts.driver);
  }

  async selfTest(): Promise<SelfTestVerdicts> {
    const { driver } = this.#parts;
    if (this.#scope !== undefined) throw driver.failure('OUTPUT_IN_USE', 'the self-test needs the output off');
    return this.#underLease(selfTestLease_us, (lease_epoch) => runSelfTest(driver, lease_epoch));
  }

  async mark(label: string): Promise<{ readonly deviceTime_s: number }> {
    const { body } = await ask(this.#parts.driver, { kind: 'mark', label }, 'mark_result');
    return { deviceTime_s: s_from_us(body.device_time_us) };
  }

  async injectFault(fault_id: string, numbers: readonly number[] = []): Promise<void> {
    await this.#parts.driver.request({ kind: 'fault_inject', fault_id, parameters: numbers.map((number) => millionths(fault_id, number)), start_device_us: 0, duration_us: 0 });
  }

  readEvents(from_seq: number): Promise<LoggedEvents> {
    return readEvents(this.#parts.driver, from_seq);
  }

  readFreezeFrame(): Promise<FrozenFrame> {
    return readFreezeFrame(this.#parts.driver);
  }

  async compareClocks(): Promise<ClockComparison> {
    const { offset_us, uncertainty_us, drift_ppm } = await this.#parts.driver.compareClocks();
    return { offset_s: s_from_us(Math.round(offset_us)), uncertainty_s: s_from_us(Math.ceil(uncertainty_us)), drift_ppm };
  }

  hostTime(deviceTime_s: Seconds): HostTime | undefined {
    const instant = this.#parts.driver.hostInstant(us('deviceTime_s', deviceTime_s));
    if (instant === undefined) return undefined;
    return { hostTime_s: s_from_us(Math.round(instant.host_us)), uncertainty_s: s_from_us(Math.ceil(instant.uncertainty_us)) };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { driver } = this.#parts;
    this.#scope?.fail(driver.failure('CLOSED', 'the device was closed while its output was held'));
    await this.#scopeOver;
    await driver.leave('closed');
  }

  async #underLease<T>(lease_us: number, work: (lease_epoch: number) => Promise<T>): Promise<T> {
    const { driver } = this.#parts;
    const { body: { lease_epoch } } = await ask(driver, { kind: 'acquire_lease', lease_us }, 'lease_grant');
    try {
      return await work(lease_epoch);
    } finally {
      // A lease that cannot be given back lapses by itself.
      await driver.request({ kind: 'release_lease', lease_epoch }).catch(() => undefined);
    }
  }

  async #askSnapshot(): Promise<Snapshot> {
    const { body } = await ask(this.#parts.driver, { kind: 'get_state' }, 'snapshot');
    return body;
  }

  /** Reads the state after an event that says less than the state; news that comes while it is being read makes it read once more. */
  #refreshState(): void {
    if (this.#refresh !== 'idle') {
      this.#refresh = 'again';
      return;
    }
    this.#refresh = 'reading';
    this.readState()
      // What cannot be read now comes with the next event; the end of the link is told by link$.
      .catch(() => undefined)
      .finally(() => {
        const isAgain = this.#refresh === 'again' && this.#parts.driver.ended === undefined;
        this.#refresh = 'idle';
        if (isAgain) this.#refreshState();
      });
  }
}
