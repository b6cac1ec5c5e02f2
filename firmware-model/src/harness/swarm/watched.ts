import type { Stretch } from '../../board/registers.ts';
import type { Controller } from '../../controller/contract.ts';

/** A firmware, and who hears of every piece of ticks that it has served. */
export function watched(controller: Controller, onServed: (ticks: number) => void): Controller {
  const serving = controller.serveTicks === undefined ? {} : {
    serveTicks: (stretch: Stretch, from: number, to: number): number => {
      const ticks = controller.serveTicks?.(stretch, from, to) ?? 0;
      if (ticks > 0) onServed(ticks);
      return ticks;
    },
  };
  return {
    ...serving,
    boot: () => controller.boot?.(),
    isr: () => {
      controller.isr();
      onServed(1);
    },
    runTasks: () => controller.runTasks(),
    interlocks: () => controller.interlocks?.() ?? [],
    get beforeDue_ticks() {
      return controller.beforeDue_ticks ?? 0;
    },
  };
}
