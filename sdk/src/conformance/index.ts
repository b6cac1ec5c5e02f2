/** Holds any controller against the numbered requirements of `docs/protocol.md`. */
export { REQUIREMENTS } from './requirements.ts';
export type { Requirement } from './requirements.ts';
export { CHECKS, conform } from './suite.ts';
export type { ConformanceOptions } from './suite.ts';
export type { Check } from './check.ts';
export { html, junit } from './report.ts';
export type { CheckReport, ConformanceReport, RequirementReport, Verdict } from './report.ts';
