import { afterAll, afterEach, beforeAll, beforeEach, describe, test } from 'vitest';
import { causeName } from '@nanobias/proto';
import { leaveOff } from './left-off.ts';
import { unmet } from './needs.ts';
import type { Needs } from './needs.ts';
import type { DeviceTarget, OpenTarget } from './target.ts';

export { inProcess, onPort, served } from './target.ts';
export type { DeviceTarget, OpenTarget } from './target.ts';
export type { Needs } from './needs.ts';

/** A test of a device; what it needs decides whether it is skipped, with the reason. */
export interface DeviceTest {
  (title: string, body: (target: OpenTarget) => Promise<void>): void;
  (title: string, needs: Needs, body: (target: OpenTarget) => Promise<void>): void;
}

/**
 * Runs one suite over each of several devices. Each is connected once, before its first test. After each test the output is
 * stopped, and a switch that was not measured open fails it; a test that leaves a fault latched fails those that follow on the same device, which nobody acknowledges for it.
 */
export function describeDevice(targets: DeviceTarget | readonly DeviceTarget[], suite: (it: DeviceTest) => void): void {
  for (const target of 'open' in targets ? [targets] : targets) describe(target.name, () => suite(testsOf(target)));
}

function testsOf(target: DeviceTarget): DeviceTest {
  const { absent } = target;
  if (absent !== undefined) return (title: string) => void test(title, (context) => context.skip(absent));
  let open: OpenTarget | undefined;
  const opened = (): OpenTarget => {
    if (open === undefined) throw new Error(`${target.name} is not open`);
    return open;
  };
  beforeAll(async () => {
    open = await target.open();
  });
  afterAll(async () => {
    await open?.close();
  });
  beforeEach(async () => {
    const { device, run } = opened();
    const { latched } = await run(() => device.readState());
    if (latched.length > 0) throw new Error(`a test before left ${latched.map(causeName).join(', ')} latched`);
  });
  afterEach(() => leaveOff(opened()));
  return (title: string, ...rest: readonly [Body] | readonly [Needs, Body]) => {
    const [needs, body] = rest.length === 1 ? [{}, rest[0]] : rest;
    test(title, async (context) => {
      const { device, run } = opened();
      const reason = unmet(needs, device);
      if (reason !== undefined) context.skip(reason);
      await run(() => body(opened()));
    });
  };
}

type Body = (target: OpenTarget) => Promise<void>;
