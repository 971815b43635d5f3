import type { Decimal } from 'decimal.js';
import { Dec, ZERO } from '../../kernel/decimal.js';
import type { AmountBounds, AmountLike, Claim, SelectionProblem, ValueRange } from './types.js';

/** The problem claim by claim, with amounts as decimals and exclusions as lists. */
export interface Facts {
  readonly claims: readonly Claim[];
  readonly index: Readonly<Record<string, number>>;
  readonly parts: readonly (readonly { pool: string | undefined; amounts: readonly [Decimal, Decimal] }[])[];
  readonly excludes: readonly Readonly<Record<number, true>>[];
  readonly caps: Readonly<Record<string, Decimal>>;
  /** Whether any amount is open. */
  readonly ranged: boolean;
  readonly thresholds: readonly { claim: number; slack: Decimal; withdraws: { claim: number; amount: Decimal }[] }[];
}

export const dictionary = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

export function gather(problem: SelectionProblem): Facts {
  const { claims } = problem;
  const index = dictionary<number>();
  claims.forEach((claim, i) => (index[claim.id] = i));
  const at = (id: string): number => index[id] ?? -1;
  const parts = claims.map((claim) =>
    (claim.parts ?? [{ pool: claim.pool, amount: claim.amount ?? 0 }]).map(({ pool, amount }) => ({ pool, amounts: bounds(amount) })),
  );
  const excludes: Record<number, true>[] = claims.map(() => ({}));
  const users = dictionary<number[]>();
  claims.forEach((claim, i) => {
    for (const input of claim.inputs ?? []) (users[input] ??= []).push(i);
  });
  const relate = (a: number, b: number, exclude: boolean): void => {
    if (a === b) return;
    for (const [x, y] of [[a, b], [b, a]] as const) {
      const row = excludes[x];
      if (row === undefined) continue;
      if (exclude) row[y] = true;
      else delete row[y];
    }
  };
  for (const input in users) {
    const list = users[input] ?? [];
    for (const a of list) for (const b of list) if (a < b) relate(a, b, true);
  }
  for (const [a, b] of problem.exclusive ?? []) relate(at(a), at(b), true);
  for (const [a, b] of problem.stackable ?? []) relate(at(a), at(b), false);
  const caps = dictionary<Decimal>();
  for (const { id, cap } of problem.pools ?? []) caps[id] = new Dec(cap);
  const thresholds = (problem.thresholds ?? []).map((t) => ({
    claim: at(t.claim),
    slack: new Dec(t.slack),
    withdraws: t.withdraws.map((w) => ({ claim: at(w.claim), amount: new Dec(w.amount) })),
  }));
  const ranged = parts.some((list) => list.some(({ amounts }) => !amounts[0].eq(amounts[1])));
  return { claims, index, parts, excludes, caps, ranged, thresholds };
}

function bounds(amount: AmountLike | AmountBounds): [Decimal, Decimal] {
  if (typeof amount === 'object' && 'min' in amount) return [new Dec(amount.min), new Dec(amount.max)];
  const exact = new Dec(amount);
  return [exact, exact];
}

export function isLawful(facts: Facts, set: readonly number[], what: string, findings: string[]): boolean {
  const before = findings.length;
  const inSet: Record<number, true> = {};
  for (const i of set) inSet[i] = true;
  for (const i of set) {
    const row = facts.excludes[i] ?? {};
    for (const key in row) {
      const j = Number(key);
      if (i < j && inSet[j]) findings.push(`${what}: ${name(facts, i)} and ${name(facts, j)} exclude each other`);
    }
  }
  for (const t of facts.thresholds) {
    if (!inSet[t.claim]) continue;
    const sum = t.withdraws.reduce((total, w) => (inSet[w.claim] ? total.plus(w.amount) : total), ZERO);
    if (sum.gt(t.slack)) findings.push(`${what}: the threshold of ${name(facts, t.claim)} is broken by ${sum.minus(t.slack).toFixed()}`);
  }
  return findings.length === before;
}

export function name(facts: Facts, i: number): string {
  return JSON.stringify(facts.claims[i]?.id);
}

export function worth(facts: Facts, set: readonly number[], level: 0 | 1): Decimal {
  const pooled = dictionary<Decimal>();
  let sum = ZERO;
  for (const i of set) {
    for (const { pool, amounts } of facts.parts[i] ?? []) {
      if (pool === undefined) sum = sum.plus(amounts[level]);
      else pooled[pool] = (pooled[pool] ?? ZERO).plus(amounts[level]);
    }
  }
  for (const pool in pooled) sum = sum.plus(Dec.min(pooled[pool] ?? ZERO, facts.caps[pool] ?? ZERO));
  return sum;
}

export function rangeOf(facts: Facts, set: readonly number[]): ValueRange {
  return { min: worth(facts, set, 0), max: worth(facts, set, 1) };
}

/** Whether a claim brings anything on its own. */
export function bringsSomething(facts: Facts, i: number): boolean {
  return (facts.parts[i] ?? []).some(({ pool, amounts }) => amounts[1].gt(0) && (pool === undefined || (facts.caps[pool] ?? ZERO).gt(0)));
}

/** Why two claims are not independent of each other. */
export interface Link {
  readonly a: number;
  readonly b: number;
  readonly why: string;
}

/** The exclusions, thresholds and pools that tie claims together: of each list the first claim with every other. */
export function linksBetween(facts: Facts, active: readonly boolean[]): Link[] {
  const links: Link[] = [];
  const tie = (list: readonly number[], why: string): void => {
    for (let k = 1; k < list.length; k++) links.push({ a: list[0] as number, b: list[k] as number, why });
  };
  facts.excludes.forEach((row, a) => {
    if (!active[a]) return;
    for (const key in row) {
      const b = Number(key);
      if (a < b && active[b]) links.push({ a, b, why: 'exclude each other' });
    }
  });
  for (const t of facts.thresholds) {
    if (active[t.claim]) tie([t.claim, ...t.withdraws.map((w) => w.claim).filter((i) => active[i])], `meet in the threshold of ${name(facts, t.claim)}`);
  }
  const members = dictionary<{ list: number[]; sum: Decimal }>();
  facts.parts.forEach((parts, i) => {
    if (!active[i]) return;
    for (const { pool, amounts } of parts) {
      if (pool === undefined || amounts[1].isZero() || (facts.caps[pool] ?? ZERO).isZero()) continue;
      const entry = (members[pool] ??= { list: [], sum: ZERO });
      if (entry.list[entry.list.length - 1] !== i) entry.list.push(i);
      entry.sum = entry.sum.plus(amounts[1]);
    }
  });
  for (const pool in members) {
    const entry = members[pool];
    if (entry !== undefined && entry.sum.gt(facts.caps[pool] ?? ZERO)) tie(entry.list, `can exceed the cap of the pool ${JSON.stringify(pool)} together`);
  }
  return links;
}

/** The active claims in groups that nothing ties together, each ascending. */
export function groupsOf(active: readonly boolean[], links: readonly Link[]): number[][] {
  const near: number[][] = active.map(() => []);
  for (const { a, b } of links) {
    near[a]?.push(b);
    near[b]?.push(a);
  }
  const seen: boolean[] = [];
  const groups: number[][] = [];
  active.forEach((isActive, i) => {
    if (!isActive || seen[i]) return;
    const group = [i];
    seen[i] = true;
    for (let k = 0; k < group.length; k++) {
      for (const j of near[group[k] as number] ?? []) {
        if (seen[j]) continue;
        seen[j] = true;
        group.push(j);
      }
    }
    groups.push(group.sort((a, b) => a - b));
  });
  return groups;
}
