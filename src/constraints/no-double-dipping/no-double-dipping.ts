import { ZERO } from '../../kernel/decimal.js';
import { fromUnits } from './amount.js';
import type { Model } from './model.js';
import { readOptions } from './options.js';
import { valueOf, type Outcome, type OutcomePart } from './outcome.js';
import { readProblem } from './read.js';
import { solveParts } from './solve.js';
import { solveTiny, TINY } from './tiny.js';
import type { PartCertificate, RunnerUp, Selection, SelectionOptions, SelectionProblem, ValueRange } from './types.js';

/**
 * The best lawful combination of claims, proven (F.3: 同一投入不得重复享受政策补助，可就高享受最高补助政策).
 *
 * **What is lawful.** No two chosen claims share an input or are listed as exclusive, unless they are listed as
 * stackable; and every threshold of a chosen claim holds. Stackable is a relation between two claims: a with b and
 * b with c do not make a stackable with c.
 *
 * **What a combination brings.** For each pool the smaller of its cap and the sum of the chosen amounts in it, plus
 * all chosen amounts in no pool. Nothing is rounded.
 *
 * **What is chosen.** With open amounts: the most at all minima; among those, the most at all maxima; then the fewest
 * claims; then the set that comes first in the order of the claims (the one that contains the first claim on which
 * two sets differ). A claim that adds nothing is therefore not chosen. The value is always proven; where a part has so
 * many equally good sets that telling them apart exceeds a fixed count of nodes, `tiesSettled` says so.
 *
 * **How long it takes.** Independent parts are solved apart: by branch and bound with clique cover bounds, and where
 * full pools tie many small groups together (leases, the projects of a consortium) as the knapsack problems that they
 * are (`knapsack/`). The problem is hard in general; the answer is always proven unless `workLimit` says otherwise, and then `optimal` is false.
 *
 *     project P: 1a reward 900,000; 1b subsidy 2,400,000 in a pool capped at 2,000,000; 5b award 500,000, no input
 *
 *     noDoubleDipping({
 *       claims: [
 *         { id: '1a:P', amount: '900000', inputs: ['investment:P'] },
 *         { id: '1b:P', amount: '2400000', inputs: ['investment:P'], pool: 'P' },
 *         { id: '5b:P', amount: '500000' },
 *       ],
 *       pools: [{ id: 'P', cap: '2000000' }],
 *     });
 *     // chosen ['1b:P', '5b:P'], total 2,500,000; runner-up ['1a:P', '5b:P'], gap 1,100,000
 *
 * @throws Error naming the path and the value for anything that is not a valid problem or option.
 */
export function noDoubleDipping(problem: SelectionProblem, options?: SelectionOptions): Selection {
  return selector(problem)(options);
}

/** The same for several questions to one problem, which is read once. */
export function selector(problem: SelectionProblem): (options?: SelectionOptions) => Selection {
  const model = readProblem(problem);
  const isTiny = model.ids.length <= TINY && model.exact === undefined;
  return (options) => {
    const { required, excluded, workLimit, runnerUp } = readOptions(model, options);
    const outcome =
      isTiny && workLimit === Infinity
        ? solveTiny(model, maskOf(required), maskOf(excluded), runnerUp)
        : solveParts(model, { required, excluded, workLimit, runnerUp });
    return assemble(model, outcome);
  };
}

function assemble(model: Model, outcome: Outcome): Selection {
  const value = rangeOf(model, outcome.chosen);
  const top = outcome.bestHigh === outcome.chosen || !model.ranged ? value.max : valueOf(model, outcome.bestHigh, 1);
  const total = model.ranged ? { min: value.min, max: top } : value;
  const optimal = outcome.openBound === undefined;
  const parts = outcome.parts.map((part): PartCertificate => ({
    claims: part.claims.map((i) => model.ids[i] as string),
    evidence: part.evidence,
    bound: outcome.parts.length === 1 && optimal ? total : boundOf(model, part),
  }));
  const selection: { -readonly [K in keyof Selection]: Selection[K] } = {
    chosen: outcome.chosen.map((i) => model.ids[i] as string),
    total,
    value,
    optimal,
    tiesSettled: outcome.tiesSettled,
    upperBound: optimal ? total.max : parts.reduce((sum, part) => sum.plus(part.bound.max), ZERO),
    work: outcome.work,
    certificate: { parts },
  };
  if (outcome.runnerUp !== undefined) selection.runnerUp = describeRunnerUp(model, outcome.runnerUp, value);
  return selection;
}

function boundOf(model: Model, { bound, chosen, bestHigh }: OutcomePart): ValueRange {
  if (bound !== undefined) return { min: fromUnits(bound[0], model.decimals), max: fromUnits(bound[1], model.decimals) };
  const min = valueOf(model, chosen, 0);
  return { min, max: model.ranged ? valueOf(model, bestHigh, 1) : min };
}

function describeRunnerUp(model: Model, set: readonly number[], best: ValueRange): RunnerUp {
  const min = valueOf(model, set, 0);
  const gapMin = best.min.minus(min);
  const max = model.ranged ? valueOf(model, set, 1) : min;
  return {
    chosen: set.map((i) => model.ids[i] as string),
    value: { min, max },
    gap: { min: gapMin, max: model.ranged ? best.max.minus(max) : gapMin },
  };
}

function maskOf(set: readonly boolean[] | undefined): number {
  let mask = 0;
  if (set !== undefined) for (let i = 0; i < set.length; i++) if (set[i]) mask |= 1 << i;
  return mask;
}

function rangeOf(model: Model, set: readonly number[]): ValueRange {
  const min = valueOf(model, set, 0);
  return { min, max: model.ranged ? valueOf(model, set, 1) : min };
}
