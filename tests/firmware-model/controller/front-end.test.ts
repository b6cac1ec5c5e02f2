import { injectFault } from '@nanobias/firmware-model';
import { PLAIN, RawHost, SLOW_TICKS, stateWords } from '@nanobias/firmware-model/swarm';
import { StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';

const TICK_US = 1000;
const CLEAR_TICKS = 1100;
const MODE = 0;
const TRIPPED = 8;
const BOARD_RESET = 40;
const LIMITS = { ...PLAIN, ...SLOW_TICKS };

describe('a front end that lost its set-up behind the processor\'s back', () => {
  it('trips, is set up anew, and leaves an output that is on within reach of an acknowledge', () => {
    const host = new RawHost({ tick_us: TICK_US, isPeakWatched: false });
    expect(host.turnOn(LIMITS).status.code).toBe(StatusCode.OK);
    injectFault(host.device, 'front-end.reset');
    host.run(50);
    expect(stateWords(host.device)[MODE]).toBe(TRIPPED);
    host.hold(CLEAR_TICKS);
    const { latched, fault_nonce } = host.state;
    expect(latched).toContain(BOARD_RESET);
    expect(host.ask({ kind: 'acknowledge', causes: latched, fault_nonce, lease_epoch: host.lease_epoch }).status.code).toBe(StatusCode.OK);
    expect(host.turnOn(LIMITS).status.code).toBe(StatusCode.OK);
  });

  it('refuses one arm while the output is off, and not the next', () => {
    const host = new RawHost({ tick_us: TICK_US, isPeakWatched: false });
    host.acquire();
    const { digest } = host.commit(LIMITS);
    injectFault(host.device, 'front-end.reset');
    expect(host.enable(digest).status.code).toBe(StatusCode.SELF_TEST_FAILED);
    expect(host.enable(digest).status.code).toBe(StatusCode.OK);
  });
});
