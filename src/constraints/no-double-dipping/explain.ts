import { record } from '../argument.js';
import { claimsOf, readProblem } from './read.js';
import { prepare, type Amounts } from './solve.js';
import type { Forgone, Selection, SelectionProblem } from './types.js';

/**
 * For each claim that was not chosen, in the problem's order: which chosen claims displaced it, and what insisting on
 * it would cost, that is the total less the best total of a combination that contains it (F.3; at all minima and at
 * all maxima, each on its own). The cost is measured against the problem itself, without `required` or `excluded`.
 */
export function explainForgone(problem: SelectionProblem, selection: Pick<Selection, 'chosen'>): Forgone[] {
  const read = readProblem(problem);
  const chosen = new Set(claimsOf(read, record(selection, 'selection')['chosen'], 'selection.chosen'));
  const ask = prepare(read);
  const best = (required: readonly number[]): Amounts | undefined => {
    const { optimal, bound } = ask({ required });
    return optimal ? bound : undefined;
  };
  const free = best([]);
  return read.ids.flatMap((claim, i): Forgone[] => {
    if (chosen.has(i)) return [];
    const displacedBy = (read.neighbours[i] as readonly number[]).filter((j) => j !== i && chosen.has(j)).sort((a, b) => a - b);
    const forced = best([i]);
    const cost = free === undefined || forced === undefined ? undefined : { min: free.lo.minus(forced.lo), max: free.hi.minus(forced.hi) };
    return [{ claim, displacedBy: displacedBy.map((j) => read.ids[j] as string), cost }];
  });
}
