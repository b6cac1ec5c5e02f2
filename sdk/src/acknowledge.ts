import { Cause } from '@nanobias/proto';
import type { Clock, RequestBody } from '@nanobias/proto';
import { NanobiasError } from './errors.ts';
import type { Driver } from './session/driver.ts';

const wait_us = 200_000;
const attempts_max = 7;

/** Acknowledges what is latched. A lapse is gone only once there is a lease again, and for a second: where there was one, that second is waited for. */
export async function acknowledge(driver: Driver, clock: Clock, request: Extract<RequestBody, { readonly kind: 'acknowledge' }>): Promise<void> {
  const isWorthWaiting = request.causes.includes(Cause.LEASE_LAPSED);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await driver.request(request);
      return;
    } catch (error) {
      if (!(error instanceof NanobiasError && error.code === 'CAUSE_PRESENT') || !isWorthWaiting || attempt === attempts_max) throw error;
    }
    await new Promise<void>((resolve) => {
      clock.after(wait_us, resolve);
    });
  }
}
