import { EventKind } from '@nanobias/proto';
import type { Event, Snapshot } from '@nanobias/proto';
import { ReplaySubject } from 'rxjs';
import type { Observable } from 'rxjs';
import type { DeviceState } from '../contract.ts';
import type { NanobiasError } from '../errors.ts';
import { A_from_fA, V_from_uV, s_from_us } from '../units.ts';
import { consumerFailed } from './consumers.ts';
import { GuardedObservable } from './guarded.ts';

/** The last known state, kept from snapshots and brought forward by events. */
export class StateFeed {
  readonly state$: Observable<DeviceState>;
  readonly #states = new ReplaySubject<DeviceState>(1);
  readonly #onState: (state: DeviceState) => void;
  #state: DeviceState | undefined;

  /** `onState` is told before those that have subscribed. */
  constructor(onState: (state: DeviceState) => void = () => undefined) {
    this.#onState = onState;
    this.state$ = new GuardedObservable(consumerFailed, (subscriber) => this.#states.subscribe(subscriber));
  }

  snapshot(snapshot: Snapshot): DeviceState {
    const state = stateOf(snapshot);
    this.#publish(state);
    return state;
  }

  event(event: Event): void {
    // An event that waited behind a reply may be older than the state.
    if (this.#state === undefined || s_from_us(event.device_time_us) < this.#state.deviceTime_s) return;
    this.#publish(stateAfter(this.#state, event));
  }

  end(error: NanobiasError | undefined): void {
    if (error === undefined) this.#states.complete();
    else this.#states.error(error);
  }

  #publish(state: DeviceState): void {
    this.#state = state;
    this.#onState(state);
    this.#states.next(state);
  }
}

function stateOf(snapshot: Snapshot): DeviceState {
  return {
    mode: snapshot.mode,
    deviceTime_s: s_from_us(snapshot.device_time_us),
    outputEpoch: snapshot.output_epoch,
    isSwitchClosed: snapshot.is_switch_closed,
    bias_V: V_from_uV(snapshot.bias_uV),
    biasSetpoint_V: V_from_uV(snapshot.bias_setpoint_uV),
    ...(snapshot.current_setpoint_fA === undefined ? {} : { currentSetpoint_A: A_from_fA(snapshot.current_setpoint_fA) }),
    isInCompliance: snapshot.is_in_compliance,
    isAutonomous: snapshot.is_autonomous,
    ...(snapshot.current_fA === undefined ? {} : { current_A: A_from_fA(snapshot.current_fA) }),
    openCircuit_V: V_from_uV(snapshot.open_circuit_uV),
    latched: snapshot.latched,
    faultNonce: snapshot.fault_nonce,
    stepIndex: snapshot.program_step_index,
    stepCount: snapshot.program_step_count,
    ...(snapshot.lease_remaining_us === 0
      ? {}
      : { lease: { leaseEpoch: snapshot.lease_epoch, remaining_s: s_from_us(snapshot.lease_remaining_us), isMine: snapshot.is_lease_mine } }),
  };
}

function stateAfter(state: DeviceState, event: Event): DeviceState {
  const isNewFault = event.kind === EventKind.TRIPPED && !state.latched.includes(event.cause);
  const isOfStep = event.kind === EventKind.STEP_STARTED || event.kind === EventKind.STEP_ENDED;
  return {
    ...state,
    mode: event.mode,
    deviceTime_s: s_from_us(event.device_time_us),
    outputEpoch: event.output_epoch,
    isSwitchClosed: event.is_switch_closed,
    bias_V: V_from_uV(event.bias_uV),
    ...(event.current_fA === undefined ? {} : { current_A: A_from_fA(event.current_fA) }),
    latched: isNewFault ? [...state.latched, event.cause] : state.latched,
    stepIndex: isOfStep ? event.step_index : state.stepIndex,
  };
}
