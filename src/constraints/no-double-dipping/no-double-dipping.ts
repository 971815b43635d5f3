import { maxOf } from '../../core/decimal.js';
import { record } from '../argument.js';
import { claimsOf, readOptions, readProblem } from './read.js';
import { costsOf, prepare } from './solve.js';
import type { Forgone, Selection, SelectionOptions, SelectionProblem, ValueRange } from './types.js';

/**
 * The best lawful combination of claims, proven (F.3: 同一投入不得重复享受政策补助，可就高享受最高补助政策).
 *
 * **What is lawful.** No two chosen claims share an input or are listed as exclusive, unless they are listed as
 * stackable. Stackable is a relation between two claims: a with b and b with c do not make a stackable with c.
 *
 * **What a combination brings.** For each pool the smaller of its cap and the sum of the chosen amounts in it, plus
 * all chosen amounts in no pool. Nothing is rounded.
 *
 * **What is chosen.** With open amounts: the most at all minima; among those, the most at all maxima; then the fewest
 * claims; then the set that comes first in the order of the claims (the one that contains the first claim on which
 * two sets differ). A claim that adds nothing is therefore not chosen. Where a part has so many equally good sets that
 * telling them apart exceeds a fixed count of work, `tiesSettled` says so.
 *
 * **How long it takes.** Independent parts are solved apart: prices bound what full pools can bring, and lists of
 * states decide what is left (`search.ts`). The problem is hard in general; `workLimit` bounds the whole call, and
 * where it does not suffice `optimal` is false, the combination lawful and `upperBound` valid.
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
 * @throws InvalidCaseError naming the path and the value of whatever is no problem or no option
 */
export function noDoubleDipping(problem: SelectionProblem, options?: SelectionOptions): Selection {
  const read = readProblem(problem);
  const found = prepare(read)(readOptions(read, options));
  const names = (set: readonly number[]): string[] => set.map((i) => read.ids[i] as string);
  const rangeOf = (set: readonly number[]): ValueRange => {
    const { lo: min, hi: max } = found.worthOf(set);
    return { min, max };
  };
  const value = rangeOf(found.chosen);
  const second = found.runnerUp === 'open' ? undefined : found.runnerUp;
  const next = second && rangeOf(second);
  return {
    chosen: names(found.chosen),
    // Amounts may have been rounded to choose; what a set brings is exact.
    total: { min: value.min, max: found.bestHigh === found.chosen ? value.max : maxOf(value.max, rangeOf(found.bestHigh).max) },
    value,
    optimal: found.optimal,
    tiesSettled: found.tiesSettled,
    upperBound: found.bound(),
    work: found.work,
    ...(next && { runnerUp: { chosen: names(second), value: next, gap: { min: value.min.minus(next.min), max: value.max.minus(next.max) } } }),
  };
}

/**
 * For each claim that was not chosen, in the problem's order: which chosen claims displaced it, and what insisting on
 * it would cost, that is the total less the best total of a combination that contains it (F.3; at all minima and at
 * all maxima, each on its own). The cost is measured against the problem itself, without `required` or `excluded`.
 *
 * @throws InvalidCaseError naming what is no problem, no list of its claims or no option
 */
export function explainForgone(problem: SelectionProblem, selection: Pick<Selection, 'chosen'>, options?: Pick<SelectionOptions, 'workLimit'>): Forgone[] {
  const read = readProblem(problem);
  const chosen = new Set(claimsOf(read, record(selection, 'selection')['chosen'], 'selection.chosen'));
  const costOf = costsOf(read, readOptions(read, options, ['workLimit']).workLimit);
  return read.ids.flatMap((claim, i): Forgone[] => {
    if (chosen.has(i)) return [];
    const displacedBy = (read.neighbours[i] as readonly number[]).filter((j) => chosen.has(j)).sort((a, b) => a - b);
    const cost = costOf(i);
    return [{ claim, displacedBy: displacedBy.map((j) => read.ids[j] as string), cost: cost && { min: cost.lo, max: cost.hi } }];
  });
}
