import type { SelectionProblem } from '../../src/constraints/no-double-dipping/index.js';

/** What HiGHS found within the seconds given; `chosen` where it proved an optimum. */
export interface MilpAnswer {
  readonly ms: number;
  readonly solved: boolean;
  readonly chosen: readonly string[] | undefined;
}
export function createMilp(): Promise<(problem: SelectionProblem, seconds: number) => MilpAnswer>;
/** Amounts of at most two decimals. */
export function worthInFen(problem: SelectionProblem, chosen: readonly string[] | undefined): number;
