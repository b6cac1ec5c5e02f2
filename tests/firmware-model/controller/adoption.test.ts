import { Mode, StatusCode } from '@nanobias/proto';
import type { Adoption, LeaseGrant } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';

const LEASE_US = 1_000_000;

/** An output that is on, and the session that held it replaced: the host has started anew. */
function broken(): { readonly bench: Bench; readonly grant: LeaseGrant; readonly adoption: Adoption } {
  const bench = new Bench();
  bench.turnOn();
  const grant = bench.get({ kind: 'acquire_lease', lease_us: LEASE_US }, 'lease_grant');
  const { output_epoch } = bench.state;
  bench.hello(30);
  return { bench, grant, adoption: { token: grant.adoption_token ?? 0, lease_epoch: grant.lease_epoch, output_epoch } };
}

function adopt(bench: Bench, adoption: Adoption): ReturnType<Bench['ask']> {
  return bench.ask({ kind: 'acquire_lease', lease_us: LEASE_US, adoption });
}

describe('the adoption of a live output', () => {
  it('moves the lease to the new session under a new epoch, and leaves the output on', () => {
    const { bench, grant, adoption } = broken();
    const before = bench.state;
    const reply = adopt(bench, adoption);
    expect(reply.body).toMatchObject({ kind: 'lease_grant', lease_epoch: grant.lease_epoch + 1 });
    const after = bench.state;
    expect(after).toMatchObject({ mode: Mode.ON, is_switch_closed: true, is_lease_mine: true, output_epoch: before.output_epoch, bias_setpoint_uV: before.bias_setpoint_uV });
    bench.lease_epoch = grant.lease_epoch + 1;
    for (let times = 0; times < 5; times += 1) {
      bench.renew();
      bench.run(9000);
    }
    expect(bench.setBias(3_460_000).status.code).toBe(StatusCode.OK);
    expect(bench.isClosed).toBe(true);
  });

  it('is never implied: a hello and a plain acquire take nothing over', () => {
    const { bench } = broken();
    expect(bench.state.is_lease_mine).toBe(false);
    expect(bench.ask({ kind: 'acquire_lease', lease_us: LEASE_US }).status.code).toBe(StatusCode.LEASE_HELD);
  });

  it('renews nothing when it is refused: another token, another lease, another output', () => {
    const { bench, adoption } = broken();
    bench.run(5000);
    expect(adopt(bench, { ...adoption, token: (adoption.token ^ 1) >>> 0 }).status).toMatchObject({ code: StatusCode.LEASE_HELD, field: 'token' });
    expect(adopt(bench, { ...adoption, lease_epoch: adoption.lease_epoch + 1 }).status).toMatchObject({ code: StatusCode.STALE_EPOCH, field: 'lease_epoch' });
    expect(adopt(bench, { ...adoption, output_epoch: adoption.output_epoch + 1 }).status).toMatchObject({ code: StatusCode.STALE_EPOCH, field: 'output_epoch' });
    expect(bench.state.lease_remaining_us).toBeLessThan(LEASE_US / 2);
    bench.run(5000);
    expect(bench.isClosed).toBe(false);
  });

  it('comes too late once the lease has lapsed: the circuit is open then', () => {
    const { bench, adoption } = broken();
    bench.run(LEASE_US / 100 + 10);
    expect(adopt(bench, adoption).status.code).toBe(StatusCode.LEASE_REQUIRED);
    expect(bench.state).toMatchObject({ mode: Mode.TRIPPED, is_switch_closed: false });
  });

  it('is refused after another host had the lease in between, with whatever token', () => {
    const { bench, adoption } = broken();
    expect(adopt(bench, adoption).status.code).toBe(StatusCode.OK);
    bench.hello(31);
    expect(adopt(bench, adoption).status).toMatchObject({ code: StatusCode.STALE_EPOCH, field: 'lease_epoch' });
    expect(adopt(bench, { ...adoption, lease_epoch: adoption.lease_epoch + 1 }).status).toMatchObject({ code: StatusCode.LEASE_HELD, field: 'token' });
  });

  it('is refused after a stop: it would be another output', () => {
    const { bench, adoption } = broken();
    bench.stop();
    bench.run(300);
    expect(adopt(bench, adoption).status).toMatchObject({ code: StatusCode.STALE_EPOCH, field: 'output_epoch' });
  });
});
