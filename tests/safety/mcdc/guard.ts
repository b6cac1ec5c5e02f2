/** A decision of the interlocks, with what it depends on laid bare: each condition can be made true or false by itself. */
export interface Guard {
  readonly name: string;
  readonly conditions: readonly string[];
  /** Drives the real code with these conditions and gives its outcome; undefined where they contradict each other. */
  readonly outcome: (truths: readonly boolean[]) => string | undefined;
  /** Why some vectors contradict themselves; absent where all of them are possible. */
  readonly contradiction?: string;
}

export interface ConditionPair {
  readonly condition: string;
  /** Two vectors, T or F a condition, that differ in this condition alone and in the outcome. */
  readonly vectors: readonly [string, string];
  readonly outcomes: readonly [string, string];
}

export interface GuardTable {
  readonly guard: string;
  readonly vectors: number;
  readonly infeasible: number;
  readonly contradiction?: string;
  readonly outcomes: readonly string[];
  readonly pairs: readonly ConditionPair[];
  /** Conditions that no pair shows to matter. */
  readonly unshown: readonly string[];
}

/** Drives a guard with every vector of its conditions and looks for a pair for each of them in what came out. */
export function tableOf({ name, conditions, outcome, contradiction }: Guard): GuardTable {
  const count = 1 << conditions.length;
  const truthsOf = (vector: number): boolean[] => conditions.map((_, place) => (vector & (1 << place)) !== 0);
  const outcomes = Array.from({ length: count }, (_, vector) => outcome(truthsOf(vector)));
  const pairs: ConditionPair[] = [];
  for (const [place, condition] of conditions.entries()) {
    const pair = pairFor(outcomes, place);
    if (pair === undefined) continue;
    const [first, second] = pair;
    pairs.push({ condition, vectors: [textOf(truthsOf(first)), textOf(truthsOf(second))], outcomes: [outcomes[first]!, outcomes[second]!] });
  }
  const shown = new Set(pairs.map(({ condition }) => condition));
  return {
    guard: name,
    vectors: count,
    infeasible: outcomes.filter((found) => found === undefined).length,
    ...(contradiction === undefined ? {} : { contradiction }),
    outcomes: [...new Set(outcomes.flatMap((found) => found ?? []))].sort(),
    pairs,
    unshown: conditions.filter((condition) => !shown.has(condition)),
  };
}

function pairFor(outcomes: readonly (string | undefined)[], place: number): readonly [number, number] | undefined {
  const bit = 1 << place;
  for (let vector = 0; vector < outcomes.length; vector += 1) {
    const other = vector | bit;
    if (other === vector || outcomes[vector] === undefined || outcomes[other] === undefined) continue;
    if (outcomes[vector] !== outcomes[other]) return [vector, other];
  }
  return undefined;
}

function textOf(truths: readonly boolean[]): string {
  return truths.map((isTrue) => (isTrue ? 'T' : 'F')).join('');
}
