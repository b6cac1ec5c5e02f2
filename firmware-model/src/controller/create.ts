import type { Frame } from '@nanobias/proto';
import { boot } from './boot.ts';
import { beforeDueTicks, interruptCalm } from './calm-ticks.ts';
import { interlockRows } from './comms/interlock-requests.ts';
import { handleFrame } from './comms/receive.ts';
import type { Controller, ControllerParts } from './contract.ts';
import { claimFirmware } from './firmware.ts';
import { interrupt } from './isr.ts';
import { runTasks } from './tasks.ts';
import { isEverybodyIn } from './watchdog.ts';

/** The firmware, everything that changes claimed in the arena. Silent and open once it has been booted; before, it does nothing. */
export function createController(parts: ControllerParts): Controller {
  const firmware = claimFirmware(parts);
  const listeners = firmware.links.map((link) => (frame: Frame): void => handleFrame(link, frame));
  return {
    boot: () => boot(firmware),
    isr: () => interrupt(firmware),
    runTasks: () => runTasks(firmware, listeners),
    interlocks: () => interlockRows(firmware),
    get beforeDue_ticks() {
      return beforeDueTicks(firmware);
    },
    serveTicks: (stretch, from, to) => {
      const ticks_count = interruptCalm(firmware, stretch, from, to);
      if (ticks_count > 0 && !isEverybodyIn(firmware)) runTasks(firmware, listeners);
      return ticks_count;
    },
  };
}
