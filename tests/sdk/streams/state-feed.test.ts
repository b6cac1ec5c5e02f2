import { Activity, Cause, EventKind, Mode, StatusCode } from '@nanobias/proto';
import type { Event, Snapshot } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import type { DeviceState } from '../../../sdk/src/contract.ts';
import { StateFeed } from '../../../sdk/src/streams/state-feed.ts';

const snapshot: Snapshot = {
  mode: Mode.ON, activity: Activity.HOLD, device_time_us: 5_000_000, output_epoch: 3, is_switch_closed: true, bias_uV: 3_500_000, bias_setpoint_uV: 3_500_000, current_fA: -250,
  open_circuit_uV: 3_450_000, lease_epoch: 1, lease_remaining_us: 0, is_lease_mine: true, latched: [], fault_nonce: 0, event_seq_newest: 0, program_step_index: 0, program_step_count: 0,
  is_in_compliance: false, is_autonomous: false,
};
const event: Event = {
  event_seq: 1, device_time_us: 6_000_000, kind: EventKind.TRIPPED, mode: Mode.TRIPPED, output_epoch: 4, cause: Cause.OVER_CURRENT, step_index: 0, is_switch_closed: false,
  bias_uV: 3_490_000, refusal: StatusCode.UNSPECIFIED, label: '', activity: Activity.UNSPECIFIED, step_end: 0,
};

function feed(): { readonly states: StateFeed; readonly seen: DeviceState[] } {
  const states = new StateFeed();
  const seen: DeviceState[] = [];
  states.state$.subscribe({ next: (state) => seen.push(state), error: () => undefined });
  return { states, seen };
}

describe('the state', () => {
  it('is what the controller said, in SI units', () => {
    const { states, seen } = feed();
    states.snapshot(snapshot);
    expect(seen).toEqual([{
      mode: Mode.ON, deviceTime_s: 5, outputEpoch: 3, isSwitchClosed: true, bias_V: 3.5, biasSetpoint_V: 3.5, current_A: -2.5e-13, openCircuit_V: 3.45, latched: [],
      faultNonce: 0, stepIndex: 0, stepCount: 0, isInCompliance: false, isAutonomous: false,
    }]);
  });

  it('tells a regulated current, and whether compliance or the loss of the host would bear on it', () => {
    const regulated = feed().states.snapshot({ ...snapshot, current_setpoint_fA: -27_000, is_in_compliance: true, is_autonomous: true });
    expect(regulated).toMatchObject({ currentSetpoint_A: -2.7e-11, isInCompliance: true, isAutonomous: true });
  });

  it('tells who commands, and nobody where the lease has nothing left', () => {
    const held = { ...snapshot, lease_epoch: 7, is_lease_mine: false };
    expect(feed().states.snapshot({ ...held, lease_remaining_us: 400_000 })).toMatchObject({ lease: { leaseEpoch: 7, remaining_s: 0.4, isMine: false } });
    expect(feed().states.snapshot({ ...held, lease_remaining_us: 0 })).not.toHaveProperty('lease');
  });

  it('has no current where none was measured', () => {
    const { current_fA: _, ...blanked } = snapshot;
    expect(feed().states.snapshot(blanked)).not.toHaveProperty('current_A');
  });

  it('goes on with what an event says, a new cause among it', () => {
    const { states, seen } = feed();
    states.snapshot(snapshot);
    states.event(event);
    expect(seen.at(-1)).toMatchObject({ mode: Mode.TRIPPED, deviceTime_s: 6, outputEpoch: 4, isSwitchClosed: false, bias_V: 3.49, biasSetpoint_V: 3.5, latched: [Cause.OVER_CURRENT] });
    states.event({ ...event, device_time_us: 6_000_100 });
    expect(seen.at(-1)?.latched).toEqual([Cause.OVER_CURRENT]);
  });

  it('does not go back with an event that waited behind a reply', () => {
    const { states, seen } = feed();
    states.snapshot(snapshot);
    states.event({ ...event, device_time_us: 4_999_900 });
    expect(seen).toHaveLength(1);
  });

  it('begins with a snapshot: an event alone says too little', () => {
    const { states, seen } = feed();
    states.event(event);
    expect(seen).toEqual([]);
  });
});
