import { parseExperiment, preflight, timelineText } from '@nanobias/sdk/experiment';
import type { Plan } from '@nanobias/sdk/experiment';
import { readText } from '../cell-file.ts';
import { EXIT } from '../exit.ts';

export interface ValidateOptions {
  readonly json?: boolean;
}

/** `nanobias validate FILE` and `nanobias run --dry-run FILE`: the compiled timeline with its worst case against the caps; nothing is opened. */
export async function validateCommand(file: string, { json = false }: ValidateOptions): Promise<number> {
  const parsed = parseExperiment(await readText(file), file);
  const plan = preflight(parsed);
  process.stdout.write(json ? `${JSON.stringify(report(parsed.experiment.title, plan), null, 2)}\n` : `${parsed.experiment.title}\n${timelineText(plan)}\n`);
  return EXIT.ok;
}

function report(title: string, plan: Plan): object {
  const { steps, cap, bias_V_min = null, bias_V_max = null, field_V_per_m_max, field_V_per_m_cap, duration_s, warnings } = plan;
  const charges_C = steps.flatMap(({ charge_C }) => charge_C ?? []);
  return {
    title, steps, bias_V_min, bias_V_max, bias_V_cap: cap.value_V, bias_V_cap_origin: cap.origin, field_V_per_m_max, field_V_per_m_cap,
    // Only a regulated current says beforehand what charge it will move.
    charge_C_max: charges_C.length === 0 ? null : charges_C.reduce((sum, charge_C) => sum + charge_C, 0), duration_s, warnings,
  };
}
