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
  // A set is a mask, a bit for each claim in order; what each brings is added up pool by pool.
  const { pools = [] } = problem;
  const poolOf = new Map(pools.map((p, k) => [p.id, k]));
  const shares = claims.map((c) => (c.parts ?? [{ pool: c.pool, amount: c.amount ?? 0 }]).map((p) => ({
    pool: p.pool === undefined ? pools.length : poolOf.get(p.pool)!, min: amountOf(p.amount, 'min'), max: amountOf(p.amount, 'max'),
  })));
  const caps = [...pools.map((p) => Number(p.cap)), Infinity];
  const worthOf = (mask: number): Valued => {
    const [min, max] = [caps.map(() => 0), caps.map(() => 0)];
    shares.forEach((own, i) => {
      if (mask & (1 << i)) for (const p of own) [min[p.pool], max[p.pool]] = [min[p.pool]! + p.min, max[p.pool]! + p.max];
    });
    const capped = (sums: number[]): number => sums.reduce((all, sum, k) => all + Math.min(sum, caps[k]!), 0);
    return { mask, min: capped(min), max: capped(max) };
  };
  const bitsOf = (ids: string[]): number => claims.reduce((bits, c, i) => (ids.includes(c.id) ? bits | (1 << i) : bits), 0);
  const [must, out] = [bitsOf(required), bitsOf(excluded)];
  const clashes = claims.map((a) => claims.reduce((bits, b, j) => (a !== b && excludesPairwise(problem, a, b) ? bits | (1 << j) : bits), 0));
  const isLawful = (mask: number): boolean => clashes.every((bits, i) => !(mask & (1 << i) && mask & bits));
  const sets: Valued[] = [];
  for (let mask = 0; mask < 2 ** claims.length; mask++) if ((mask & must) === must && !(mask & out) && isLawful(mask)) sets.push(worthOf(mask));
  if (sets.length === 0) return undefined;
  // The most at minima, then at maxima, then the fewest claims, then the first claim on which two sets differ.
  const isBefore = (a: Valued, b: Valued): boolean => {
    if (a.min !== b.min) return a.min > b.min;
    if (a.max !== b.max) return a.max > b.max;
    if (count(a.mask) !== count(b.mask)) return count(a.mask) < count(b.mask);
    const differ = a.mask ^ b.mask;
    return (a.mask & differ & -differ) !== 0;
  };
  const best = (list: Valued[]): Valued | undefined => list.reduce<Valued | undefined>((top, set) => (top === undefined || isBefore(set, top) ? set : top), undefined);
  const top = best(sets)!;
  const brings = (mask: number, i: number): boolean => {
    const [all, without] = [worthOf(mask), worthOf(mask & ~(1 << i))];
    return all.min > without.min || all.max > without.max;
  };
  const displaced = claims.flatMap((_, i) => (!((top.mask | out) & (1 << i)) && brings(1 << i, i) && clashes[i]! & top.mask ? [i] : []));
  const next = best(sets.filter(({ mask }) => displaced.some((i) => mask & (1 << i) && brings(mask, i))));
  const named = (mask: number): string[] => claims.flatMap((c, i) => (mask & (1 << i) ? [c.id] : []));
  const most = (list: Valued[]): { min: number; max: number } => ({ min: Math.max(...list.map((s) => s.min)), max: Math.max(...list.map((s) => s.max)) });
  return {
    chosen: named(top.mask),
    total: most(sets),
    value: { min: top.min, max: top.max },
    runnerUp: next && { chosen: named(next.mask), value: { min: next.min, max: next.max } },
    bestWith: (id) => most(sets.filter(({ mask }) => mask & bitsOf([id]))),
  };
}

interface Valued {
  readonly mask: number;
  readonly min: number;
  readonly max: number;
}

const count = (mask: number): number => {
  let bits = 0;
  for (let m = mask; m !== 0; m &= m - 1) bits++;
  return bits;
};

/** The same problem in one group that is too large to be listed: thirteen claims that bring nothing go with none of the others. */
export function unlisted(problem: SelectionProblem): SelectionProblem {
  const idle = Array.from({ length: 13 }, (_, i) => `idle${i}`);
  return {
    ...problem,
    claims: [...problem.claims, ...idle.map((id): Claim => ({ id, amount: 0 }))],
    exclusive: [...(problem.exclusive ?? []), ...idle.flatMap((id) => problem.claims.map((c): [string, string] => [id, c.id]))],
  };
}
