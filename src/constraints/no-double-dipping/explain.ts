import { fail, fromUnits } from './amount.js';
import { createJudge } from './exact.js';
import { brokenThresholds, createClashes } from './feasible.js';
import type { Model } from './model.js';
import { bitsOf, createKnapsack, type Frame } from './optimum.js';
import { valueOf } from './outcome.js';
import { buildPart, sortRules, type Part } from './part.js';
import { readProblem } from './read.js';
import { createSearch } from './search.js';
import { isObject } from './shape.js';
import { split } from './split.js';
import type { Forgone, Selection, SelectionProblem } from './types.js';

/**
 * For each claim that was not chosen, in the problem's order: which chosen claims displaced it, and what insisting on
 * it would cost, that is the total less the best total of a combination that contains it (F.3; at all minima and at
 * all maxima, each on its own). The cost is measured against the problem itself, without `required` or `excluded`.
 */
export function explainForgone(problem: SelectionProblem, selection: Pick<Selection, 'chosen'>): Forgone[] {
  const model = readProblem(problem);
  if (!isObject(selection)) fail('selection', 'an object', selection);
  if (!Array.isArray(selection.chosen)) fail('selection.chosen', 'an array of claim ids', selection.chosen);
  const chosen: Record<string, true> = Object.create(null) as Record<string, true>;
  for (const id of selection.chosen) {
    if (!model.ids.includes(id)) fail('selection.chosen', 'ids of the problem', id);
    chosen[id] = true;
  }
  const isChosen = (i: number): boolean => chosen[model.ids[i] as string] === true;
  const clashes = createClashes(model);
  // Claims that bring nothing may be insisted on too, so that all count here.
  const parts = split(model, model.ids.map(() => true), undefined);
  const rules = sortRules(model, parts);
  const forgone: { index: number; entry: Forgone }[] = [];
  parts.groups.forEach((group, g) => {
    if (group.every(isChosen)) return;
    const part = buildPart(model, parts, rules, g);
    const costOf = createCosts(model, part);
    for (const claim of group) {
      if (isChosen(claim)) continue;
      const displacers = clashes(claim, isChosen);
      if (displacers.length === 0) displacers.push(...throughThresholds(model, claim, isChosen));
      const displacedBy = displacers.map((i) => model.ids[i] as string);
      forgone.push({ index: claim, entry: { claim: model.ids[claim] as string, displacedBy, cost: costOf(claim) } });
    }
  });
  return forgone.sort((a, b) => a.index - b.index).map(({ entry }) => entry);
}

/** Chosen claims that break a threshold together with this one. */
function throughThresholds(model: Model, claim: number, isChosen: (i: number) => boolean): number[] {
  const found: number[] = [];
  for (const index of brokenThresholds(model, (i) => i === claim || isChosen(i))) {
    const t = model.thresholds[index];
    if (t === undefined) continue;
    for (const i of [t.claim, ...t.others]) if (i !== claim && isChosen(i) && !found.includes(i)) found.push(i);
  }
  return found.sort((a, b) => a - b);
}

/** Smaller parts are quicker by plain search. */
const LARGE = 32;

/** Best of the part without and with a claim, at minima and at maxima. */
function createCosts(model: Model, part: Part): (claim: number) => Forgone['cost'] {
  const judge = model.exact === undefined ? undefined : createJudge(model, part);
  const work = { used: 0, limit: Infinity };
  const search = createSearch(part, work, judge);
  const knapsack = judge === undefined && part.size > LARGE ? createKnapsack(part, work) : undefined;
  const best = (level: number, fixed: readonly number[]): { units: number; set: number[] } => {
    const frame: Frame = { fixed, free: bitsOf(part.size, part.words, undefined), guard: undefined };
    const need = [0, 0];
    const answer = knapsack?.ask(frame, [{ level, weight: 1 }], -1);
    if (answer?.claims !== undefined && answer.proven) return { units: answer.value, set: answer.claims.map((v) => part.claims[v] as number) };
    if (judge !== undefined) {
      judge.best = undefined;
      judge.held = 0;
    }
    search.run({ ...frame, need, limit: Infinity, goal: level });
    return { units: search.found.values[level] ?? 0, set: search.found.claims.map((v) => part.claims[v] as number) };
  };
  const levels = part.levels === 1 ? [0] : [0, 1];
  const free = levels.map((l) => best(l, []));
  return (claim) => {
    const v = part.claims.indexOf(claim);
    const costs = levels.map((l) => {
      const without = free[l] as { units: number; set: number[] };
      const forced = best(l, [v]);
      if (model.exact === undefined) return fromUnits(without.units - forced.units, model.decimals);
      return valueOf(model, without.set, l).minus(valueOf(model, forced.set, l));
    });
    const min = costs[0];
    const max = costs[costs.length - 1];
    return min === undefined || max === undefined ? undefined : { min, max };
  };
}

