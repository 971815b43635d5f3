import type { Claim, SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';

/** Every feasible set, judged straight by the definition; amounts are whole numbers small enough for a double. */
export interface BruteForce {
  chosen: string[];
  total: { min: number; max: number };
  value: { min: number; max: number };
  runnerUp: { chosen: string[]; value: { min: number; max: number } } | undefined;
  /** Best at minima and at maxima with the claim required, each on its own. */
  bestWith(id: string): { min: number; max: number };
}

type Level = 'min' | 'max';

export function amountOf(amount: NonNullable<Claim['amount']>, level: Level): number {
  return typeof amount === 'object' && 'min' in amount ? Number(amount[level]) : Number(amount);
}

export function excludesPairwise(problem: SelectionProblem, a: Claim, b: Claim): boolean {
  const named = (pairs: SelectionProblem['stackable']): boolean =>
    (pairs ?? []).some(([x, y]) => (x === a.id && y === b.id) || (x === b.id && y === a.id));
  if (named(problem.stackable)) return false;
  return named(problem.exclusive) || (a.inputs ?? []).some((i) => (b.inputs ?? []).includes(i));
}

export function isFeasible(problem: SelectionProblem, set: readonly Claim[]): boolean {
  for (const a of set) for (const b of set) if (a !== b && excludesPairwise(problem, a, b)) return false;
  return true;
}

export function worth(problem: SelectionProblem, set: readonly Claim[], level: Level): number {
  const pooled: Record<string, number> = {};
  let sum = 0;
  for (const c of set) {
    for (const p of c.parts ?? [{ pool: c.pool, amount: c.amount ?? 0 }]) {
      const amount = amountOf(p.amount, level);
      if (p.pool === undefined) sum += amount;
      else pooled[p.pool] = (pooled[p.pool] ?? 0) + amount;
    }
  }
  for (const p of problem.pools ?? []) sum += Math.min(Number(p.cap), pooled[p.id] ?? 0);
  return sum;
}

export function bruteForce(problem: SelectionProblem, required: string[] = [], excluded: string[] = []): BruteForce | undefined {
  const { claims } = problem;
  const sets: { set: Claim[]; key: number[]; min: number; max: number }[] = [];
  const clashes = claims.map((a) => claims.reduce((bits, b, j) => (a !== b && excludesPairwise(problem, a, b) ? bits | (1 << j) : bits), 0));
  for (let mask = 0; mask < 2 ** claims.length; mask++) {
    if (clashes.some((bits, i) => mask & (1 << i) && mask & bits)) continue;
    const set = claims.filter((_, i) => mask & (1 << i));
    if (!required.every((id) => set.some((c) => c.id === id)) || excluded.some((id) => set.some((c) => c.id === id))) continue;
    sets.push({ set, key: set.map((c) => claims.indexOf(c)), min: worth(problem, set, 'min'), max: worth(problem, set, 'max') });
  }
  if (sets.length === 0) return undefined;
  const best = (list: typeof sets): (typeof sets)[number] | undefined => {
    const sorted = list.slice().sort((a, b) => {
      if (a.min !== b.min) return b.min - a.min;
      if (a.max !== b.max) return b.max - a.max;
      if (a.set.length !== b.set.length) return a.set.length - b.set.length;
      const k = a.key.findIndex((v, i) => v !== b.key[i]);
      return k < 0 ? 0 : (a.key[k] as number) - (b.key[k] as number);
    });
    return sorted[0];
  };
  const top = best(sets);
  if (top === undefined) return undefined;
  const displaced = claims.filter(
    (c) =>
      !top.set.includes(c) &&
      !excluded.includes(c.id) &&
      worth(problem, [c], 'max') > 0 &&
      !isFeasible(problem, [...top.set, c]),
  );
  const makesDifference = (set: Claim[], c: Claim): boolean => {
    const without = set.filter((other) => other !== c);
    return (['min', 'max'] as const).some((level) => worth(problem, set, level) > worth(problem, without, level));
  };
  const next = best(sets.filter(({ set }) => set.some((c) => displaced.includes(c) && makesDifference(set, c))));
  return {
    chosen: top.set.map((c) => c.id),
    total: { min: Math.max(...sets.map((s) => s.min)), max: Math.max(...sets.map((s) => s.max)) },
    value: { min: top.min, max: top.max },
    runnerUp: next && { chosen: next.set.map((c) => c.id), value: { min: next.min, max: next.max } },
    bestWith(id) {
      const withIt = sets.filter(({ set }) => set.some((c) => c.id === id));
      return { min: Math.max(...withIt.map((s) => s.min)), max: Math.max(...withIt.map((s) => s.max)) };
    },
  };
}
