import { MODE } from '../../interlock/mode-table.ts';
import type { Driver } from './driver.ts';
import { reach } from './way.ts';

/** Longer than an answer takes on a sound wire. */
const ANSWER_US_MAX = 5000;

/** A program as one comes to it in full: put in with the output off, and started once it is on; false where it does not come to that. */
export function runProgram(driver: Driver, steps: readonly Readonly<Record<string, number>>[]): boolean {
  if (!reach(driver, MODE.LIMITS_SET)) return false;
  upload(driver, steps);
  if (!reach(driver, MODE.ON)) return false;
  start(driver);
  return true;
}

/** Puts a program into the device, step by step: it is taken while the output is off. */
export function upload(driver: Driver, steps: readonly Readonly<Record<string, number>>[]): void {
  steps.forEach((step, step_index) => {
    driver.ask({ kind: 'upload_step', program_id: 1, step_index, step_count: steps.length, step }, { fill: { lease_epoch: 0 } });
    driver.settle(ANSWER_US_MAX);
  });
}

/** Starts the program that was uploaded last, or has it go on. */
export function start(driver: Driver): void {
  driver.command({ kind: 'start_program', program_id: 1 }, { fill: { program_digest: 0 } });
  driver.settle(ANSWER_US_MAX);
}
