import type { Decimal } from 'decimal.js';
import { has, type Bits } from './bits.js';
import { createJudge, type ExactJudge } from './exact.js';
import { brokenThresholds } from './feasible.js';
import type { Model } from './model.js';
import { bestOf, bestValues, bitsOf, createKnapsack, settleTies, type Knapsack, type Best, type Frame } from './optimum.js';
import { valueOf, type Outcome, type OutcomePart } from './outcome.js';
import { nextByKnapsack } from './knapsack/next.js';
import { buildPart, sortRules, type Part } from './part.js';
import type { Search, Work } from './query.js';
import { createSearch } from './search.js';
import { split } from './split.js';

/** The caller's wishes by claim index. */
export interface Wishes {
  readonly required: readonly boolean[] | undefined;
  readonly excluded: readonly boolean[] | undefined;
  readonly workLimit: number;
  readonly runnerUp: boolean;
}

/** The next best of one part, kept until it is clear that it is the next best of the whole. */
interface Alternative {
  readonly part: Part;
  readonly search: Search;
  readonly judge: ExactJudge | undefined;
  readonly frame: Frame;
  readonly best: Best;
  readonly tied: boolean;
  readonly fits: boolean;
  readonly main: readonly number[];
  readonly loss: readonly [number, number];
  readonly exactLoss: readonly Decimal[] | undefined;
}

/** A part with what is best in it. */
interface Solved {
  readonly part: Part;
  readonly search: Search;
  readonly judge: ExactJudge | undefined;
  readonly frame: Frame;
  readonly best: Best;
  readonly high: Best;
  readonly knapsack: Knapsack | undefined;
  /** Ties are settled as stated. */
  readonly ties: boolean;
}

/** Solves a problem part by part; the runner-up changes one part only, so it is looked for afterwards. */
export function solveParts(model: Model, wishes: Wishes): Outcome {
  const parts = split(model, wishes.required, wishes.excluded);
  const rules = sortRules(model, parts);
  const work: Work = { used: 0, limit: wishes.workLimit };
  const chosen: number[] = [];
  const bestHigh: number[] = [];
  const outcomeParts: OutcomePart[] = [];
  const solvedParts: Solved[] = [];
  let openBound: number | undefined;
  let tiesSettled = true;
  for (let g = 0; g < parts.groups.length; g++) {
    const group = parts.groups[g] as readonly number[];
    if (group.length === 1) {
      const only = group[0] as number;
      chosen.push(only);
      bestHigh.push(only);
      outcomeParts.push({ claims: group, evidence: 'search', bound: undefined, chosen: group, bestHigh: group });
      continue;
    }
    const solved = solvePart(model, buildPart(model, parts, rules, g), wishes, work);
    const { part, search, frame } = solved;
    if (!solved.ties) tiesSettled = false;
    const main = inProblem(part, solved.best);
    const high = solved.high === solved.best ? main : inProblem(part, solved.high);
    for (const claim of main) chosen.push(claim);
    for (const claim of high) bestHigh.push(claim);
    let bound: [number, number] | undefined;
    if (search.stopped()) {
      const last = part.levels - 1;
      bound = [search.bound(0, frame.fixed, frame.free), search.bound(last, frame.fixed, frame.free)];
      openBound = (openBound ?? 0) + Math.max(0, bound[1] - (solved.high.values[last] as number));
    }
    outcomeParts.push({ claims: group, evidence: bound === undefined ? 'search' : 'none', bound, chosen: main, bestHigh: high });
    solvedParts.push(solved);
  }
  chosen.sort(ascending);
  bestHigh.sort(ascending);
  let runnerUp: number[] | undefined;
  if (wishes.runnerUp && openBound === undefined) runnerUp = findRunnerUp(model, chosen, solvedParts, work);
  const stopped = work.used > work.limit;
  return {
    chosen,
    bestHigh,
    openBound,
    tiesSettled,
    runnerUp: stopped ? undefined : runnerUp,
    work: Math.min(work.used, work.limit),
    parts: outcomeParts,
  };
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** The required claims of a part, and what may be chosen beside them. */
function frameOf(part: Part, required: readonly boolean[] | undefined): Frame {
  const fixed: number[] = [];
  if (required !== undefined) part.claims.forEach((claim, v) => required[claim] && fixed.push(v));
  return { fixed, free: bitsOf(part.size, part.words, undefined), guard: undefined };
}

function solvePart(model: Model, part: Part, wishes: Wishes, work: Work): Solved {
  const judge = model.exact === undefined ? undefined : createJudge(model, part);
  const search = createSearch(part, work, judge);
  const frame = frameOf(part, wishes.required);
  search.greedy(frame.fixed, frame.free);
  const greedy = search.found.claims;
  let start: Best | undefined;
  if (judge === undefined) start = { claims: greedy, values: search.found.values.slice() };
  else if (judge.accept(greedy, 0)) start = { claims: greedy, values: judge.floors };
  const knapsack = judge === undefined ? createKnapsack(part, work) : undefined;
  const { best, tied, settled: inOrder } = bestValues(part, search, frame, start, 0, judge, knapsack);
  if (best === undefined) {
    const nothing: Best = { claims: frame.fixed, values: [0, 0] };
    return { part, search, judge, frame, best: nothing, high: nothing, knapsack, ties: true };
  }
  let settled = best;
  let ties = inOrder;
  if (tied && !search.stopped()) {
    const fits = knapsack !== undefined && !knapsack.unfit;
    const attempt = settleTies(part, search, frame, best, fits);
    ties &&= attempt.settled;
    settled = attempt.settled ? attempt.best : leanest(model, part, attempt.best, frame.fixed);
  }
  let high = settled;
  if (part.levels === 2 && !search.stopped()) {
    if (judge !== undefined) judge.held = 0;
    const answer = knapsack?.ask(frame, [{ level: 1, weight: 1 }], settled.values[1] as number);
    if (answer?.claims !== undefined) high = bestOf(part, answer.claims);
    const need = [0, (high.values[1] as number) + (judge === undefined ? 1 : 0)];
    if (!answer?.proven && search.run({ ...frame, need, limit: Infinity, goal: 1 })) {
      high = { claims: search.found.claims, values: search.found.values.slice() };
    }
  }
  return { part, search, judge, frame, best: settled, high, knapsack, ties };
}

/** Without the claims that add nothing, looked for from the end of the problem's order. */
function leanest(model: Model, part: Part, best: Best, fixed: readonly number[]): Best {
  const worth = (claims: readonly number[]): Decimal[] => {
    const set = claims.map((v) => part.claims[v] as number);
    return [valueOf(model, set, 0), valueOf(model, set, 1)];
  };
  const full = worth(best.claims);
  let claims = best.claims.slice().sort((a, b) => (part.claims[b] as number) - (part.claims[a] as number));
  for (const v of claims.slice()) {
    const without = claims.filter((u) => u !== v);
    if (!fixed.includes(v) && worth(without).every((value, l) => value.eq(full[l] as Decimal))) claims = without;
  }
  return { claims, values: best.values };
}

function findRunnerUp(model: Model, chosen: readonly number[], parts: readonly Solved[], work: Work): number[] | undefined {
  let alternatives: Alternative[] = [];
  for (const solved of parts) {
    const leader = alternatives[0];
    const found = nextBest(model, solved, leader, work);
    if (found === undefined) continue;
    const order = leader === undefined ? -1 : compareLoss(found, leader);
    if (order < 0) alternatives = [found];
    else if (order === 0) alternatives.push(found);
  }
  return settleRunnerUp(model, chosen, alternatives);
}

/** The best set of a part that contains a displaced claim, unless it loses more than the best one known so far. */
function nextBest(model: Model, solved: Solved, leader: Alternative | undefined, work: Work): Alternative | undefined {
  const { part, search, judge, frame, best, knapsack } = solved;
  const displaced = displacedIn(model, part, best);
  if (displaced === undefined) return undefined;
  const inner: Frame = { ...frame, guard: displaced };
  if (judge !== undefined) {
    judge.best = undefined;
    judge.guard = displaced;
  }
  const atLeast = leader === undefined || judge !== undefined ? 0 : (best.values[0] as number) - leader.loss[0];
  const fits = knapsack !== undefined && !knapsack.unfit;
  let next = bestValues(part, search, inner, undefined, atLeast, judge, undefined, fits ? guardNodes(part) : Infinity);
  if (search.stopped()) return undefined;
  if (fits && !next.settled) {
    const found = nextByKnapsack(part, frame.fixed, frame.free, displaced, best.claims, next.best?.claims, work);
    if (found === undefined || found === 'none') return undefined;
    next = { best: bestOf(part, found), tied: true, settled: true };
  }
  if (next.best === undefined) return undefined;
  const last = part.levels - 1;
  const loss: [number, number] = [
    (best.values[0] as number) - (next.best.values[0] as number),
    (best.values[last] as number) - (next.best.values[last] as number),
  ];
  const main = inProblem(part, best);
  const other = inProblem(part, next.best);
  const exactLoss = judge === undefined ? undefined : [0, 1].map((l) => valueOf(model, main, l).minus(valueOf(model, other, l)));
  return { part, search, judge, frame: inner, best: next.best, tied: next.tied, fits, main, loss, exactLoss };
}

/** Nodes for the plain search for the runner-up of a part that the knapsack method can take over. */
function guardNodes(part: Part): number {
  return Math.max(20, Math.min(4_000, Math.floor(1_000_000 / (part.size * part.words))));
}

function displacedIn(model: Model, part: Part, best: Best): Bits | undefined {
  const chosen = bitsOf(part.size, part.words, best.claims);
  const displaced: number[] = [];
  const set: Record<number, true> = {};
  for (const v of best.claims) set[part.claims[v] as number] = true;
  for (let v = 0; v < part.size; v++) {
    if (has(chosen, v)) continue;
    let clash = false;
    for (let w = 0; w < part.words && !clash; w++) clash = ((part.conflicts[v * part.words + w] as number) & (chosen[w] as number)) !== 0;
    const claim = part.claims[v] as number;
    if (clash || (model.thresholds.length > 0 && brokenThresholds(model, (i) => i === claim || set[i] === true).length > 0)) displaced.push(v);
  }
  return displaced.length === 0 ? undefined : bitsOf(part.size, part.words, displaced);
}

function compareLoss(a: Alternative, b: Alternative): number {
  for (let l = 0; l < 2; l++) {
    const x = a.exactLoss?.[l];
    const y = b.exactLoss?.[l];
    const order = x !== undefined && y !== undefined ? x.cmp(y) : (a.loss[l] as number) - (b.loss[l] as number);
    if (order !== 0) return order;
  }
  return 0;
}

/** Of the parts whose next best loses least: fewest claims, then earliest in order, for the whole set. */
function settleRunnerUp(model: Model, chosen: readonly number[], alternatives: readonly Alternative[]): number[] | undefined {
  let runnerUp: number[] | undefined;
  for (const { part, search, judge, frame, best, tied, fits, main } of alternatives) {
    if (judge !== undefined) {
      judge.best = undefined;
      judge.accept(best.claims, 0);
    }
    let settled = best;
    if (tied) {
      const attempt = settleTies(part, search, frame, best, fits);
      settled = attempt.settled ? attempt.best : leanest(model, part, attempt.best, frame.fixed);
    }
    const out: Record<number, true> = {};
    for (const claim of main) out[claim] = true;
    const set = chosen.filter((claim) => !out[claim]).concat(inProblem(part, settled)).sort((a, b) => a - b);
    if (runnerUp === undefined || earlier(set, runnerUp)) runnerUp = set;
  }
  return runnerUp;
}

function earlier(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return a.length < b.length;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return (a[k] as number) < (b[k] as number);
  return false;
}

function inProblem(part: Part, best: Best): number[] {
  return best.claims.map((v) => part.claims[v] as number).sort((a, b) => a - b);
}
