import type { OpenTarget } from './target.ts';

/**
 * Stops the output after a test, whatever the state was believed to be: a state that cannot be read may be of an output that
 * is on. A switch that was not measured open fails the test.
 */
export async function leaveOff({ device, run }: { readonly device: Pick<OpenTarget['device'], 'stop'>; readonly run: OpenTarget['run'] }): Promise<void> {
  const { isSwitchClosed, current_A } = await run(() => device.stop());
  if (isSwitchClosed === false) return;
  throw new Error(`the switch was not measured open after the stop (${current_A === undefined ? 'the current saturated its path' : `${current_A} A still flow`})`);
}
