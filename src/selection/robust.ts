import type { Determined } from '../assessment/determine.js';
import { noDoubleDipping } from '../constraints/no-double-dipping/index.js';
import type { Context } from '../kernel/context.js';
import { type Dec, ZERO, maxOf } from '../kernel/decimal.js';
import type { Evaluated } from '../kernel/measure.js';
import { NOTHING, type Span, between } from '../kernel/span.js';
import { excludeEachOther } from './overlap.js';
import type { Contenders } from './parties.js';
import type { Problem } from './problem.js';
import { subsidyOf } from './realise.js';

/** What open amounts can still turn in a choice, and what the awards concerned may then come to. */

/** What an award may come to where open amounts can turn the choice. */
export interface Swing {
  /** The award itself: nothing where another may take its place. */
  readonly own: Span;
  /** What it adds to its subject's total; awards of which one is paid, never both, are counted as one. */
  readonly subject: Span;
}

/**
 * Whether the choice is best whatever the open amounts turn out to be: it still is with its own
 * amounts at their least and all others at their highest. That settles it where no open amount
 * shares a cap, because then each amount counts by itself.
 */
export function isRobust(
  { problem, tags, thresholdsOpen, openPairs }: Problem,
  chosen: ReadonlySet<string>,
  least: Dec,
  limits: { readonly workLimit?: number },
): boolean {
  const isOpen = (amount: unknown): amount is { readonly min: Dec; readonly max: Dec } =>
    typeof amount === 'object' && amount !== null && 'min' in amount;
  // How equipment is divided turns on the open amounts themselves.
  if (problem.claims.some((c, i) => tags[i]?.kind === 'split' && c.parts?.some((p) => isOpen(p.amount)))) return false;
  const reached = new Map<string, Dec>();
  for (const { pool, amount } of problem.claims.flatMap((c) => c.parts ?? [])) {
    if (pool !== undefined) reached.set(pool, (reached.get(pool) ?? ZERO).plus((isOpen(amount) ? amount.max : amount) as Dec));
  }
  // A cap that all its claims together cannot reach couples nothing.
  const binding = new Set(problem.pools?.filter((p) => reached.get(p.id)?.cmp(p.cap as Dec) === 1).map((p) => p.id));
  const apart = problem.claims.every((c) => c.parts?.every((p) => p.pool === undefined || !binding.has(p.pool) || !isOpen(p.amount)) === true);
  if (thresholdsOpen || !apart) return false;
  const claims = problem.claims.map((c) => ({
    id: c.id,
    parts: (c.parts ?? []).map((p) => (isOpen(p.amount) ? { ...p, amount: chosen.has(c.id) ? p.amount.min : p.amount.max } : p)),
  }));
  const barred = new Set(openPairs.map((pair) => pair.join()));
  const exclusive = problem.exclusive?.filter((pair) => !barred.has(pair.join()));
  const against = noDoubleDipping({ ...problem, claims, exclusive }, { ...limits, runnerUp: false });
  // A tie that goes to another subject turns the choice as well.
  return against.optimal && against.total.max.cmp(least) <= 0 && against.chosen.every((id) => chosen.has(id));
}

/**
 * While amounts are open, a contested award may win or lose: it comes to anything from nothing to
 * its whole, except that a subsidy which beats the reward even without its leased equipment stays.
 * Safe, not always tight: which of these come together depends on the open amounts.
 */
export function swingOf(
  conts: readonly Contenders[],
  built: Problem,
  payable: ReadonlyMap<string, Span>,
  determined: Determined,
  context: Context,
): ReadonlyMap<string, Swing> {
  const { exclusive = [], thresholds = [] } = built.problem;
  const contested = new Set<string>();
  const note = (claim: string): void => built.tags[Number(claim)]?.keys.forEach((key) => contested.add(key));
  for (const pair of exclusive) pair.forEach(note);
  for (const t of thresholds) [t.claim, ...t.withdraws.map((w) => w.claim)].forEach(note);
  built.tags.forEach((t, i) => (t.kind === 'split' ? note(`${i}`) : undefined));
  const swing = new Map<string, Swing>();
  const alike = (span: Span): Swing => ({ own: span, subject: span });
  const whole = (e: Evaluated | undefined): void => {
    if (e !== undefined && contested.has(e.determination.key)) swing.set(e.determination.key, alike(between(ZERO, e.amount.hi)));
  };
  for (const c of conts) {
    whole(c.reward);
    whole(c.subsidy);
    c.demonstration.forEach(whole);
    if (c.subsidy === undefined || !contested.has(c.subsidy.determination.key)) continue;
    const least = subsidyOf(c, c.leases, context).lo;
    const secure = context.readings.sameInput === 'funding-item' && c.memberships.length === 0 && least.cmp(c.reward?.amount.hi ?? ZERO) > 0;
    const apart = c.reward === undefined || excludeEachOther('1a', '1b', context.readings);
    if (!apart) continue;
    // One of the two is paid, never both: they swing as one.
    const most = maxOf(c.subsidy.amount.hi, c.reward?.amount.hi ?? ZERO);
    const lowest = secure ? least : ZERO;
    swing.set(c.subsidy.determination.key, { own: between(lowest, c.subsidy.amount.hi), subject: between(lowest, most) });
    if (c.reward !== undefined) swing.set(c.reward.determination.key, { own: between(ZERO, c.reward.amount.hi), subject: NOTHING });
  }
  const groups = (kind: 'leases' | 'loans'): void => {
    for (const g of new Set(conts.flatMap((c) => c[kind].flatMap((l) => l.flows.map((f) => f.group))))) whole(determined[kind][g]?.evaluated);
  };
  groups('leases');
  groups('loans');
  for (const k of new Set(conts.flatMap((c) => [...c.leaderOf, ...c.memberships.map((m) => m.consortium)]))) {
    whole(determined.consortia[k]?.leader);
    whole(determined.consortia[k]?.subsidy);
  }
  payable.forEach((span, key) => {
    if (!swing.has(key)) swing.set(key, alike(span));
  });
  return swing;
}
