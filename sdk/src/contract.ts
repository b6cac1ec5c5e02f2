import type { Observable } from 'rxjs';
import type { CodeBlock } from '@nanobias/native';
import type { Cause, Mode } from '@nanobias/proto';
import type { FrozenFrame } from './freeze-frame.ts';
import type { InterlockState, SelfTestVerdicts } from './interlocks.ts';
import type { LoggedEvents } from './log.ts';
import type { Capture, CaptureRequest, SampleRequest, SampleStream, SamplesRequest, SummaryBlock, SummaryRequest } from './sampling.ts';
import type { LinkState } from './session/effects.ts';
import type { LeaseState } from './session/lease.ts';
import type { DeviceEvent } from './streams/event-feed.ts';
import type { LatchedFault } from './streams/fault-feed.ts';
import type { Amperes, Coulombs, CoulombsPerKilogram, Kelvins, Metres, Seconds, SquareMetres, Volts, VoltsPerMetre, VoltsPerSecond } from './units.ts';

/** Bounds of the output, in SI units; whatever has no default must be given. Voltages are V(LNMO) - V(counter electrode). */
export interface OutputLimits {
  /** Upper cap of the bias: mandatory, there is no default. */
  readonly bias_V_max: Volts;
  /** Lower cap of the bias; -0.2 V unless told. */
  readonly bias_V_min?: Volts;
  /** 0.01 V/s unless told; at most 1 V/s. */
  readonly slew_V_per_s_max?: VoltsPerSecond;
  /** Hard over-current; 10 nA unless told. */
  readonly current_A_max?: Amperes;
  /** Charge above the hard over-current in any 100 ms; 10 pC unless told. */
  readonly excess_charge_C_max?: Coulombs;
  /** Thinnest place of the LiPON film. */
  readonly lipon_thickness_m: Metres;
  /** With the area: capacity, C-rate and resistance of the film, from which the limits of charge and current follow. */
  readonly lnmo_thickness_m: Metres;
  /** Footprint of the film. */
  readonly area_m2: SquareMetres;
  /** 3e7 V/m (0.30 MV/cm) unless told. */
  readonly field_V_per_m_max?: VoltsPerMetre;
  /** Permits up to 5e7 V/m at a declared damage of at most 1.5. */
  readonly isFieldOverride?: boolean;
  /** Declared field enhancement by ion-beam damage; 1 is pristine, and the default. */
  readonly declaredDamage?: number;
  /** Potential of the counter electrode against lithium; leave out for a lithium-free one. */
  readonly anode_V_vs_Li?: Volts;
  readonly isFormed?: boolean;
  readonly lnmoOn: 'probe' | 'sample';
  /** Floor of the envelope that a sustained current must keep to; 10C unless told. */
  readonly sustained_current_A_max?: Amperes;
  /** Current beyond displacement and what the film passes that is a short; 0.5 nA unless told. */
  readonly short_current_A_max?: Amperes;
  /** Jump of the current within 10 ms that announces a breakdown; 1 nA unless told. */
  readonly precursor_current_A_max?: Amperes;
  /** A precursor opens instead of warning. */
  readonly isPrecursorTrip?: boolean;
  /** Net charge, to either side, by the mass of LNMO; 330 mAh/g (1.188e6 C/kg) unless told. */
  readonly specific_charge_C_per_kg_max?: CoulombsPerKilogram;
  /** Lower cut-off; a bias 0.1 V below it for 10 ms trips. 2.0 V once formed, -0.15 V before, unless told. */
  readonly cutoff_V_min?: Volts;
  /** 288.15 K (15 degC) unless told. */
  readonly temperature_K_min?: Kelvins;
  /** 333.15 K (60 degC) unless told. */
  readonly temperature_K_max?: Kelvins;
  /** Coarse motion of the probe while connected opens, beyond being refused. */
  readonly isProbeMotionTrip?: boolean;
}

/** What the controller enforces after thickness, field, window and strap. */
export interface EffectiveLimits {
  readonly digest: number;
  readonly bias_V_min: number;
  readonly bias_V_max: number;
}

/** How a controller stands, as it says itself, in SI units. */
export interface DeviceState {
  readonly mode: Mode;
  readonly deviceTime_s: number;
  readonly outputEpoch: number;
  readonly isSwitchClosed: boolean;
  readonly bias_V: number;
  readonly biasSetpoint_V: number;
  /** While the output regulates current. */
  readonly currentSetpoint_A?: number;
  /** Whether the current is less than asked for, since the bias stands at compliance or cap. */
  readonly isInCompliance: boolean;
  /** Whether a program would go on now if this host were lost. */
  readonly isAutonomous: boolean;
  /** Absent while blanked or saturated. */
  readonly current_A?: number;
  readonly openCircuit_V: number;
  readonly latched: readonly Cause[];
  readonly faultNonce: number;
  readonly stepIndex: number;
  readonly stepCount: number;
  /** Who commands, as of the last reading of the state; absent while nobody does. */
  readonly lease?: { readonly leaseEpoch: number; readonly remaining_s: number; readonly isMine: boolean };
}

/** What was measured once the switch had been told to open. */
export interface OffMeasurement {
  readonly isSwitchClosed: boolean;
  /** Magnitude; absent when the path was saturated. */
  readonly current_A?: number;
  readonly deviceTime_s: number;
  readonly cause: Cause;
}

/** Conditional limits of a step, held against the slow path: the first that is met ends it. */
export interface StepConditions {
  readonly bias_V_above?: Volts;
  readonly bias_V_below?: Volts;
  /** Magnitudes. */
  readonly current_A_above?: Amperes;
  readonly current_A_below?: Amperes;
  /** Magnitude of what has passed since the conditions count. */
  readonly charge_C?: Coulombs;
}

/** Where a step goes: to a bias, or by a change from the set-point at which it begins. */
export type StepTarget =
  | { readonly bias_V: Volts; readonly biasChange_V?: undefined }
  | { readonly biasChange_V: Volts; readonly bias_V?: undefined };

interface Conditional {
  readonly until?: StepConditions;
}

/** One step of a program that the controller carries out. */
export type Step =
  /** Goes to a bias and stays there; a leak check keeps within 20 mV of the voltage at which the switch was closed. */
  | ({ readonly kind: 'leak_check' | 'hold'; readonly slew_V_per_s: VoltsPerSecond; readonly duration_s: Seconds } & StepTarget & Conditional)
  /** Goes to a bias, and on to the next step at once. */
  | ({ readonly kind: 'ramp'; readonly slew_V_per_s: VoltsPerSecond } & StepTarget & Conditional)
  /** Regulates a current; conditions of bias are its compliance. 0 A follows the cell without loading it. */
  | ({ readonly kind: 'current'; readonly current_A: Amperes; readonly slew_V_per_s: VoltsPerSecond; readonly duration_s: Seconds } & Conditional)
  /** Goes back to an earlier step, so many times. */
  | { readonly kind: 'loop'; readonly to_index: number; readonly count: number }
  /** An event MARK with this number. */
  | { readonly kind: 'mark'; readonly mark: number }
  | { readonly kind: 'open'; readonly duration_s: Seconds };

/** How a program ended. */
export interface ProgramOutcome {
  /** `completed`, or the cause that ended it. */
  readonly end: 'completed' | Cause;
  readonly stepsCompleted: number;
}

/** The output, while it is on. */
export interface Output {
  readonly openCircuit_V: number;
  /** With it the output can be adopted within the lease, should this session break; absent where the controller knows no adoption. */
  readonly ticket: AdoptionTicket | undefined;
  /** Starts a ramp and resolves with the device time of arrival once the controller has accepted it. */
  setBias(target: { readonly bias_V: Volts; readonly slew_V_per_s: VoltsPerSecond }): Promise<{ readonly arrival_s: number }>;
  /** Like `setBias`, but resolves when the ramp has arrived. */
  ramp(target: { readonly bias_V: Volts; readonly slew_V_per_s: VoltsPerSecond }): Promise<void>;
  /**
   * Regulates a current until the next command. The controller's loop moves the bias, at most at this slew and never beyond
   * compliance and caps; slew and compliance are those of the limits unless told.
   */
  setCurrent(target: {
    readonly current_A: Amperes; readonly slew_V_per_s?: VoltsPerSecond; readonly compliance_V_min?: Volts; readonly compliance_V_max?: Volts;
  }): Promise<{ readonly start_s: number }>;
  /**
   * Starts the program uploaded by `withOutput({ program })` and resolves at its end. On an adopted output the program of the
   * session that broke: if it is under way, it is followed to its end from where it is.
   */
  runProgram(): Promise<ProgramOutcome>;
}

/** What an output is switched on with. */
export interface OutputRequest {
  readonly limits: OutputLimits;
  /** Uploaded before arming: programs are taken only while the output is off. */
  readonly program?: readonly Step[];
  /** 0.5 s unless told; 0.1 to 5 s. */
  readonly lease_s?: Seconds;
  /** Admits that the program goes on when this host is lost, for this long and this much charge since the enable. */
  readonly autonomous?: { readonly duration_s_max: Seconds; readonly charge_C_max: Coulombs };
  readonly signal?: AbortSignal;
}

/** What lets a host that starts anew take over the output that it held: to be kept where the next one finds it. */
export interface AdoptionTicket {
  readonly token: number;
  readonly leaseEpoch: number;
  readonly outputEpoch: number;
  /** The program that was uploaded with the output, if one was. */
  readonly program?: UploadedProgram;
}

/** A program that the controller holds complete. */
export interface UploadedProgram {
  readonly programId: number;
  readonly programDigest: number;
  readonly stepCount: number;
}

/** Which live output is taken over, by the ticket of the scope that lost it. */
export interface AdoptionRequest {
  readonly adopt: AdoptionTicket;
  /** 0.5 s unless told; 0.1 to 5 s. */
  readonly lease_s?: Seconds;
  readonly signal?: AbortSignal;
}

/** What a controller can, in SI units. */
export interface Capabilities {
  readonly strap_V_min: number;
  readonly strap_V_max: number;
  readonly slew_V_per_s_max: number;
  readonly programSteps_max: number;
  readonly seriesResistance_Ohm: number;
  readonly strayCapacitance_F: number;
  readonly features: readonly number[];
}

/** How the controller's clock stands to this host's. */
export interface ClockComparison {
  /** Device time less host time, s. */
  readonly offset_s: number;
  /** The offset is true to within this, s. */
  readonly uncertainty_s: number;
  /** How much faster the controller's clock runs, in millionths. */
  readonly drift_ppm: number | undefined;
}

/** An instant by this host's clock, s, true to within the uncertainty. */
export interface HostTime {
  readonly hostTime_s: number;
  readonly uncertainty_s: number;
}

/** From where on events are told. */
export interface EventsRequest {
  /** Number of the first event: after a break the last one that was seen, plus one. */
  readonly from?: number;
}

/** A connected controller. */
export interface Device {
  readonly label: string;
  readonly isSimulation: boolean;
  readonly firmwareVersion: string;
  readonly bootId: number;
  readonly samplerBackend: 'native' | 'js';
  readonly capabilities: Capabilities;
  /** Hot, replays the last state. */
  readonly state$: Observable<DeviceState>;
  /** Hot, replays the last: silent once nothing was answered for three seconds; ends with an error only when the link is lost, after thirty. */
  readonly link$: Observable<LinkState>;
  /** Hot, replays the last: what this host holds. */
  readonly lease$: Observable<LeaseState>;
  /** Hot, replays the last: what is latched now, first first; empty when nothing is. A fault is a value and ends nothing. */
  readonly faults$: Observable<readonly LatchedFault[]>;
  /**
   * Every event in order: from now on, or from a number on, first out of the controller's log. What was lost on the way is read
   * from the log as well; what that no longer has shows as a typed gap.
   */
  events$(options?: EventsRequest): Observable<DeviceEvent>;
  /** Asks the controller how it stands. @throws LINK_LOST, SESSION_LOST, TIMEOUT, CLOSED */
  readState(): Promise<DeviceState>;
  /** Stages, checks the echo and commits. */
  setLimits(limits: OutputLimits): Promise<EffectiveLimits>;
  /** Starts a stream: the promise resolves before its first block is delivered. */
  openStream(request: SampleRequest): Promise<SampleStream>;
  /** Blocks of one or more channels, cold and unicast: subscribing opens the streams, unsubscribing stops them. */
  samples$(request: SamplesRequest): Observable<CodeBlock>;
  /**
   * The same for `for await`, with back-pressure: what is not yet asked for waits within `buffer_bytes`, and beyond that the
   * controller drops whole blocks and counts them.
   */
  samples(request: SamplesRequest): AsyncIterable<CodeBlock>;
  /**
   * What runs of samples come to, made by the controller: for links that are too slow for the samples. Cold and unicast. Errors with
   * UNIMPLEMENTED where the controller makes none.
   */
  summaries$(request: SummaryRequest): Observable<SummaryBlock>;
  /** Takes the lease, commits limits, arms, enables, runs `body`, and awaits a measured off whatever happens. */
  withOutput<T>(request: OutputRequest, body: (output: Output, signal: AbortSignal) => Promise<T>): Promise<{ readonly result: T; readonly off: OffMeasurement }>;
  /**
   * Takes over an output that is on, as it is, from a session that broke: within its lease, and never unasked. The state is read
   * first. From then on as `withOutput`.
   *
   * @throws OUTPUT_OPENED, STALE_EPOCH, LEASE_REQUIRED (too late), LEASE_HELD (by another)
   */
  adopt<T>(request: AdoptionRequest, body: (output: Output, signal: AbortSignal) => Promise<T>): Promise<{ readonly result: T; readonly off: OffMeasurement }>;
  /** Arms a capture and resolves once it is complete. */
  capture(request: CaptureRequest): Promise<Capture>;
  /** The stop frame; needs no lease. */
  stop(): Promise<OffMeasurement>;
  /** Acknowledges what is latched. */
  acknowledge(): Promise<DeviceState>;
  /** Every row of the matrix of hazards: what is present, latched, measured and held against it. @throws UNIMPLEMENTED */
  interlocks(): Promise<readonly InterlockState[]>;
  /**
   * Has the controller run the test that every arm begins with, which leaves the output off. A switch that turns out welded
   * is a hard fault. @throws OUTPUT_ON, TRIPPED, LEASE_HELD, UNIMPLEMENTED
   */
  selfTest(): Promise<SelfTestVerdicts>;
  /** Puts a label of at most 48 bytes into the controller's log. @throws OUT_OF_RANGE, LINK_LOST, TIMEOUT */
  mark(label: string): Promise<{ readonly deviceTime_s: number }>;
  /**
   * Has a simulated controller make a fault of its catalogue so, with the fault's numbers in their order; `none` takes back what
   * can be taken back.
   *
   * @throws UNIMPLEMENTED (no simulation), OUT_OF_RANGE (an unknown fault, or a number outside of its range)
   */
  injectFault(fault_id: string, numbers?: readonly number[]): Promise<void>;
  /** Events that the controller still keeps, from a number on: what was lost on the way, or happened before this session. */
  readEvents(from_seq: number): Promise<LoggedEvents>;
  /** What led to the first fault since the last acknowledge. */
  readFreezeFrame(): Promise<FrozenFrame>;
  /** Compares clocks once; the drift is known once comparisons span a second. */
  compareClocks(): Promise<ClockComparison>;
  /** What this host's clock showed at a device time, by the comparisons so far; undefined before the first. */
  hostTime(deviceTime_s: Seconds): HostTime | undefined;
  /** Opens the output if this host holds it, says goodbye and closes the pipe. Idempotent. */
  close(): Promise<void>;
  /** `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
