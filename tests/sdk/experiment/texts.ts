/** A small experiment whose lines the tests of this room know by number. */
export const experimentText = `nanobias: 1
title: A test
specimen:
  lnmo_thickness_m: 2.0e-6
  area_m2: 1.0e-11
  lipon_thickness_m: 0.5e-6
  counter_electrode: { kind: lithium }
lnmo_on: probe
safety:
  bias_V_max: 4.65
  slew_V_per_s_max: 0.01
steps:
  - { kind: leak_check, bias_V: 3.45, slew_V_per_s: 0.005, duration_s: 60 }
  - { kind: hold, bias_V: 4.60, slew_V_per_s: 0.005, duration_s: 100 }
  - { kind: open, duration_s: 30 }
on_end: open
`;

/** The experiment with one line replaced; line numbers from 1. */
export function withLine(line: number, text: string): string {
  return experimentText.split('\n').map((old, index) => (index === line - 1 ? text : old)).join('\n');
}

/** The experiment with one line left out. */
export function withoutLine(line: number): string {
  return experimentText.split('\n').filter((_, index) => index !== line - 1).join('\n');
}
