/** How much of each method is run: by the report, and in a soak. */
export interface Amount {
  /** As much as the table of the safety case wants; all methods together take eight minutes on two cores. */
  readonly suite: number;
  readonly soak: number;
}

export const COUNTS = {
  /** Ticks of the full model that are looked up among the explored steps. */
  concrete_ticks: { suite: 10_000_000, soak: 100_000_000 },
  /** Hostile command sequences of 100 commands. */
  sequence_runs: { suite: 100_000, soak: 10_000_000 },
  /** Ticks of hostile firmware. */
  adversary_ticks: { suite: 10_000_000, soak: 1_000_000_000 },
  /** Phases at which each fault comes, in each scene. */
  fault_phases: { suite: 3, soak: 16 },
  /** Trials of rows whose bound is a millisecond or less; slower ones get a hundredth. */
  trip_trials: { suite: 100_000, soak: 1_000_000 },
  device_hours: { suite: 100, soak: 10_000 },
  headline_seeds: { suite: 1000, soak: 10_000 },
} as const satisfies Readonly<Record<string, Amount>>;

export type CountName = keyof typeof COUNTS;
