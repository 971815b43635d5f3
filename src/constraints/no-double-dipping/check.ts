import type { Decimal } from 'decimal.js';
import { Dec, ZERO } from '../../kernel/decimal.js';
import { bestByEnumeration, type Item } from './recheck.js';
import type { AmountBounds, AmountLike, Claim, Selection, SelectionCheck, SelectionProblem, ValueRange } from './types.js';

/**
 * Checks a selection without the solver: reads the rules off the problem claim by claim, adds up with `Decimal`, and
 * finds the optimum of every independent part again by a plain search of its own (`recheck.ts`). What that search
 * cannot finish within its fixed limit is reported as not verified, never as right.
 *
 * Checked: the rules; `value`; `total`; that no set brings more (at minima, then at maxima); `upperBound`; the
 * runner-up's rules, value and gap. Not checked: that ties are broken as stated, and that the runner-up is the best.
 */
export function checkSelection(problem: SelectionProblem, selection: Selection): SelectionCheck {
  const findings: string[] = [];
  const facts = gather(problem);
  const chosen = indexes(facts, selection.chosen, 'chosen', findings);
  const feasible = findings.length === 0 && isLawful(facts, chosen, 'chosen', findings);
  if (!feasible) return { feasible: false, optimal: false, findings };

  const value = { min: worth(facts, chosen, 0), max: worth(facts, chosen, 1) };
  expectRange('value', selection.value, value, findings);
  if (selection.runnerUp !== undefined) checkRunnerUp(facts, selection, chosen, value, findings);
  if (!selection.optimal) {
    findings.push('the selection is not claimed to be proven: its work limit was reached');
    return { feasible, optimal: false, findings };
  }
  checkTotals(facts, selection, chosen, findings);
  return { feasible, optimal: findings.length === 0, findings };
}

/** The problem claim by claim, with amounts as decimals and exclusions as lists. */
interface Facts {
  readonly claims: readonly Claim[];
  readonly index: Readonly<Record<string, number>>;
  readonly parts: readonly (readonly { pool: string | undefined; amounts: readonly [Decimal, Decimal] }[])[];
  readonly excludes: readonly Readonly<Record<number, true>>[];
  readonly caps: Readonly<Record<string, Decimal>>;
  readonly thresholds: readonly { claim: number; slack: Decimal; withdraws: { claim: number; amount: Decimal }[] }[];
}

const dictionary = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

function gather(problem: SelectionProblem): Facts {
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
  return { claims, index, parts, excludes, caps, thresholds };
}

function bounds(amount: AmountLike | AmountBounds): [Decimal, Decimal] {
  if (typeof amount === 'object' && 'min' in amount) return [new Dec(amount.min), new Dec(amount.max)];
  const exact = new Dec(amount);
  return [exact, exact];
}

function indexes(facts: Facts, ids: readonly string[], what: string, findings: string[]): number[] {
  const list: number[] = [];
  for (const id of ids) {
    const i = facts.index[id];
    if (i === undefined) findings.push(`${what}: ${JSON.stringify(id)} is not a claim of the problem`);
    else if (list.length > 0 && i <= (list[list.length - 1] as number)) {
      findings.push(`${what}: ${JSON.stringify(id)} is repeated or out of order`);
    } else list.push(i);
  }
  return list;
}

function isLawful(facts: Facts, set: readonly number[], what: string, findings: string[]): boolean {
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

function name(facts: Facts, i: number): string {
  return JSON.stringify(facts.claims[i]?.id);
}

function worth(facts: Facts, set: readonly number[], level: 0 | 1): Decimal {
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

function expectRange(what: string, stated: ValueRange, right: ValueRange, findings: string[]): void {
  for (const level of ['min', 'max'] as const) {
    if (!right[level].eq(stated[level])) findings.push(`${what}.${level}: stated ${stated[level].toFixed()}, is ${right[level].toFixed()}`);
  }
}

function checkRunnerUp(facts: Facts, selection: Selection, chosen: readonly number[], value: ValueRange, findings: string[]): void {
  const stated = selection.runnerUp;
  if (stated === undefined) return;
  const set = indexes(facts, stated.chosen, 'runnerUp.chosen', findings);
  if (!isLawful(facts, set, 'runnerUp.chosen', findings)) return;
  if (set.every((i) => chosen.includes(i))) findings.push('runnerUp.chosen: contains nothing that was forgone');
  const own = { min: worth(facts, set, 0), max: worth(facts, set, 1) };
  expectRange('runnerUp.value', stated.value, own, findings);
  expectRange('runnerUp.gap', stated.gap, { min: value.min.minus(own.min), max: value.max.minus(own.max) }, findings);
  const more = own.min.cmp(value.min) || own.max.cmp(value.max);
  if (more > 0) findings.push('runnerUp: brings more than the chosen set');
}

/** The optimum of every part again, by another route. */
function checkTotals(facts: Facts, selection: Selection, chosen: readonly number[], findings: string[]): void {
  const inSet: Record<number, true> = {};
  for (const i of chosen) inSet[i] = true;
  let low = ZERO;
  let high = ZERO;
  for (const group of independentGroups(facts)) {
    const items: Item[] = group.map((i) => ({ id: i, parts: facts.parts[i] ?? [], excludes: facts.excludes[i] ?? {} }));
    const mine = group.filter((i) => inSet[i]);
    const own: [Decimal, Decimal] = [worth(facts, mine, 0), worth(facts, mine, 1)];
    const best = bestByEnumeration(items, facts.caps, facts.thresholds, own);
    if (best === undefined) {
      findings.push(`not verified within the checker's limit: the part of ${name(facts, group[0] ?? -1)} with ${group.length} claims`);
      return;
    }
    if (!best.low.eq(own[0])) findings.push(`at minima ${best.low.minus(own[0]).toFixed()} more is possible in the part of ${name(facts, group[0] ?? -1)}`);
    else if (!best.highAtLow.eq(own[1])) {
      findings.push(`with the same minimum ${best.highAtLow.minus(own[1]).toFixed()} more is possible at maxima in the part of ${name(facts, group[0] ?? -1)}`);
    }
    low = low.plus(best.low);
    high = high.plus(best.high);
  }
  expectRange('total', selection.total, { min: low, max: high }, findings);
  if (!selection.upperBound.eq(high)) findings.push(`upperBound: stated ${selection.upperBound.toFixed()}, the best at maxima is ${high.toFixed()}`);
}

/** Claims linked by an exclusion, a threshold, or a pool whose members exceed its cap together. */
function independentGroups(facts: Facts): number[][] {
  const links: number[][] = facts.claims.map((_, i) => Object.keys(facts.excludes[i] ?? {}).map(Number));
  const link = (list: readonly number[]): void => {
    for (let k = 1; k < list.length; k++) {
      links[list[0] as number]?.push(list[k] as number);
      links[list[k] as number]?.push(list[0] as number);
    }
  };
  for (const t of facts.thresholds) link([t.claim, ...t.withdraws.map((w) => w.claim)]);
  const members = dictionary<{ list: number[]; sum: Decimal }>();
  facts.parts.forEach((parts, i) => {
    for (const { pool, amounts } of parts) {
      if (pool === undefined || amounts[1].isZero()) continue;
      const entry = (members[pool] ??= { list: [], sum: ZERO });
      entry.list.push(i);
      entry.sum = entry.sum.plus(amounts[1]);
    }
  });
  for (const pool in members) {
    const entry = members[pool];
    if (entry !== undefined && entry.sum.gt(facts.caps[pool] ?? ZERO)) link(entry.list);
  }
  const seen: boolean[] = [];
  const groups: number[][] = [];
  for (let i = 0; i < links.length; i++) {
    if (seen[i]) continue;
    const group = [i];
    seen[i] = true;
    for (let k = 0; k < group.length; k++) {
      for (const j of links[group[k] as number] ?? []) {
        if (seen[j]) continue;
        seen[j] = true;
        group.push(j);
      }
    }
    groups.push(group.sort((a, b) => a - b));
  }
  return groups;
}
