import type { Step, StepConditions, StepTarget } from './contract.ts';

type Of<Kind extends Step['kind']> = Omit<Extract<Step, { readonly kind: Kind }>, 'kind'>;

interface Conditional {
  readonly until?: StepConditions;
}

type Going = { readonly slew_V_per_s: number } & StepTarget & Conditional;

/** A program in the making. Every method gives a new one; `steps` goes to `withOutput({ program })`. */
export interface ProgramBuilder {
  readonly steps: readonly Step[];
  /** Stays within 20 mV of where the switch was closed. */
  leakCheck(step: Going & { readonly duration_s: number }): ProgramBuilder;
  /** Goes to a bias and stays there. */
  hold(step: Going & { readonly duration_s: number }): ProgramBuilder;
  /** Goes to a bias, and on to the next step at once. */
  ramp(step: Going): ProgramBuilder;
  /** Regulates a current. */
  current(step: Of<'current'>): ProgramBuilder;
  /** A current of 0 A: the cell is followed without loading it. */
  rest(step: Omit<Of<'current'>, 'current_A'>): ProgramBuilder;
  /** An event with this number. */
  mark(mark: number): ProgramBuilder;
  /** What `body` adds, carried out so many times. */
  repeat(count: number, body: (program: ProgramBuilder) => ProgramBuilder): ProgramBuilder;
  /** Opens the circuit and waits. */
  open(step: Of<'open'>): ProgramBuilder;
}

/** Begins a program for the controller, step by step; where a loop goes back to is counted here. */
export function program(steps: readonly Step[] = []): ProgramBuilder {
  const withStep = (step: Step): ProgramBuilder => program([...steps, step]);
  return {
    steps,
    leakCheck: (step) => withStep({ kind: 'leak_check', ...step }),
    hold: (step) => withStep({ kind: 'hold', ...step }),
    ramp: (step) => withStep({ kind: 'ramp', ...step }),
    current: (step) => withStep({ kind: 'current', ...step }),
    rest: (step) => withStep({ kind: 'current', current_A: 0, ...step }),
    mark: (mark) => withStep({ kind: 'mark', mark }),
    repeat: (count, body) => {
      const once = body(program(steps)).steps;
      return program(count > 1 ? [...once, { kind: 'loop', to_index: steps.length, count: count - 1 }] : once);
    },
    open: (step) => withStep({ kind: 'open', ...step }),
  };
}
