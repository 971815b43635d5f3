import { completionNet } from '../articles/article-5-demonstrations.js';
import type { Determined } from '../assessment/determine.js';
import type { ReadCase } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import { type Dec, ZERO, notBelowZero } from '../kernel/decimal.js';
import type { Evaluated } from '../kernel/measure.js';
import { NOTHING, type Span, between, isCertain, plus } from '../kernel/span.js';
import type { Joint } from './choice.js';
import { settleLone } from './lone.js';
import { excludeEachOther } from './overlap.js';
import { type Contenders, type Contract, contenders, counts } from './parties.js';
import { demonstrationSum } from './realise.js';
import type { Swing } from './robust.js';
import { type Settlement, heldTogether, settleBySolver, settleSimple } from './settle.js';

/**
 * F.3 applied to a case: the best lawful combination. Awards that compete with nothing are payable
 * as they are; the rest falls into groups of projects that share no cap with each other, and each
 * group is settled apart: a reward against a subsidy by comparing the two, an ordinary project by
 * listing its combinations, anything larger by the exact solver.
 */

/** One award that was not chosen, or not in full. */
export interface ForgoneAward {
  readonly key: string;
  readonly insteadOf: readonly string[];
  readonly loses: Span;
  /** Only a part is forgone; the rest of the determination is chosen. */
  readonly partly: boolean;
  /** What the total loses if the award is claimed all the same, in the best combination that does. */
  readonly insisting: Span | undefined;
}

export interface Alternative {
  readonly chosen: readonly string[];
  readonly total: Span;
  readonly gap: Span;
}

/** The combination with what each determination pays in it. */
export interface Chosen {
  /** Rounded payable amount of every chosen determination, in article order. */
  readonly payable: ReadonlyMap<string, Span>;
  readonly forgone: readonly ForgoneAward[];
  readonly total: Span;
  readonly optimal: boolean;
  /** Proven bound on the highest total, where the choice is not proven. */
  readonly upperBound: Dec | undefined;
  readonly runnerUp: Alternative | undefined;
  /** Leases claimed under A2.3 whose equipment left the base, by project. */
  readonly withdrawn: ReadonlyMap<number, readonly Contract[]>;
  /** Projects on the consortium's track, by consortium; undefined where none was contended. */
  readonly members: ReadonlyMap<number, ReadonlySet<number>>;
  /** Awards that divide equipment between them. */
  readonly joint: readonly Joint[];
  /** What determinations may come to where open amounts can turn the choice. */
  readonly swing: ReadonlyMap<string, Swing>;
  /** Leases that may yet take their equipment out of a project's base. */
  readonly mayLeave: ReadonlyMap<number, readonly Contract[]>;
}

export interface SelectOptions {
  readonly workLimit?: number | undefined;
  readonly runnerUp?: boolean | undefined;
  /** Whether to find out what open amounts can turn (`swing`); true when left out. */
  readonly robustness?: boolean | undefined;
  /** Keys of the determinations that the applicant claims; all where it is left out (可就高 is a right, I-13). */
  readonly elected?: ReadonlySet<string> | undefined;
  /** Whether every contract of the elected determinations is claimed, though another choice among them brings more. */
  readonly insist?: boolean | undefined;
}

/** All determinations in article order. */
export function allEvaluated(d: Determined): Evaluated[] {
  return [
    ...d.projects.map((p) => p.reward),
    ...d.projects.map((p) => p.subsidy),
    ...d.loans.map((g) => g.evaluated),
    ...d.leases.map((g) => g.evaluated),
    ...d.providers,
    ...d.supplies,
    ...d.projects.flatMap((p) => p.annual),
    ...d.projects.flatMap((p) => p.completion ?? []),
    ...d.consortia.map((c) => c.leader),
    ...d.consortia.map((c) => c.subsidy),
    ...d.parks,
  ];
}

export function select(
  read: ReadCase,
  determined: Determined,
  evaluated: readonly Evaluated[],
  context: Context,
  options: SelectOptions,
): Chosen {
  const net = (gross: Dec, annual: Dec): Dec => completionNet(gross, annual, context);
  const demonstrationValue = (p: number): Span => demonstrationSum(determined.projects[p] as Determined['projects'][number], net);
  const settle = (group: readonly Contenders[]): Settlement => {
    const [c] = group;
    if (group.length === 1 && c !== undefined && options.elected === undefined) {
      if (contention(c, context) === 'simple') return settleSimple(c);
      const listed = settleLone(c, determined, context, demonstrationValue, options.runnerUp !== false);
      if (listed !== undefined) return listed;
    }
    return settleBySolver(group, determined, context, demonstrationValue, options);
  };
  const settlements = groupsOf(contenders(read, determined, options.elected), context).map(settle);

  // Everything starts as payable in full; contention takes away.
  const payable = new Map<string, Span>();
  const { elected } = options;
  for (const e of evaluated) {
    if (counts(e) && (elected === undefined || elected.has(e.determination.key))) payable.set(e.determination.key, e.amount);
  }
  const withdrawn = new Map<number, readonly Contract[]>();
  const members = new Map<number, ReadonlySet<number>>();
  const swing = new Map<string, Swing>();
  const mayLeave = new Map<number, readonly Contract[]>();
  let most: Dec = ZERO;
  let optimal = true;
  let slack: Dec = ZERO;
  for (const s of settlements) {
    for (const key of s.keys) payable.delete(key);
    s.payable.forEach((span, key) => payable.set(key, span));
    s.withdrawn.forEach((of, p) => withdrawn.set(p, of));
    s.members.forEach((of, k) => members.set(k, of));
    s.swing?.forEach((span, key) => swing.set(key, span));
    s.mayLeave.forEach((of, p) => mayLeave.set(p, of));
    most = most.plus(s.most.minus(s.total.hi));
    if (!s.optimal) optimal = false;
    if (s.bound !== undefined) slack = slack.plus(notBelowZero(s.bound.minus(s.most)));
  }

  const ordered = new Map<string, Span>();
  for (const { determination } of evaluated) {
    const span = payable.get(determination.key);
    if (span !== undefined && !span.hi.isZero()) ordered.set(determination.key, span);
  }
  const joint = settlements.flatMap((s) => s.joint);
  const sum = totalOf(ordered, determined, demonstrationValue, joint);
  const total = between(sum.lo, sum.hi.plus(most));
  return {
    payable: ordered,
    forgone: settlements.length === 0 ? [] : forgoneOf(settlements, evaluated, options.runnerUp !== false),
    total,
    optimal,
    upperBound: optimal ? undefined : total.hi.plus(slack),
    runnerUp: options.runnerUp === false ? undefined : runnerUpOf(ordered, evaluated, sum, settlements),
    withdrawn,
    members,
    joint,
    swing,
    mayLeave,
  };
}

/** Whether a project's awards compete, and whether that is just the reward against the subsidy. */
function contention(c: Contenders, context: Context): 'none' | 'simple' | 'hard' {
  const { readings } = context;
  const some = (x: { readonly length: number }): boolean => x.length > 0;
  const tracks = (c.reward === undefined ? 0 : 1) + (c.subsidy === undefined ? 0 : 1) + (some(c.memberships) ? 1 : 0);
  if (readings.sameInput === 'project') {
    const others = [c.leases, c.loans, c.demonstration, c.leaderOf].filter(some).length;
    return tracks + others > 1 || c.memberships.length > 1 ? 'hard' : 'none';
  }
  if (some(c.memberships) && (tracks > 1 || some(c.leases) || c.memberships.length > 1)) return 'hard';
  if (some(c.leases) && tracks > 0) return 'hard';
  if (tracks < 2) return 'none';
  return excludeEachOther('1a', '1b', readings) ? 'simple' : 'none';
}

/**
 * The contended projects in groups: a cap that projects share couples their choices, so a contended
 * project draws in every other that shares one with it.
 */
function groupsOf(conts: readonly Contenders[], context: Context): Contenders[][] {
  const contended = conts.filter((c) => contention(c, context) !== 'none');
  if (contended.length === 0) return [];
  const byPool = new Map<string, Contenders[]>();
  for (const c of conts) {
    for (const pool of poolsOf(c)) {
      const own = byPool.get(pool);
      if (own === undefined) byPool.set(pool, [c]);
      else own.push(c);
    }
  }
  const grouped = new Set<Contenders>();
  const groups: Contenders[][] = [];
  for (const first of contended) {
    if (grouped.has(first)) continue;
    const group: Contenders[] = [];
    const queue = [first];
    grouped.add(first);
    for (let c = queue.pop(); c !== undefined; c = queue.pop()) {
      group.push(c);
      for (const pool of poolsOf(c)) {
        for (const other of byPool.get(pool) ?? []) {
          if (grouped.has(other)) continue;
          grouped.add(other);
          queue.push(other);
        }
        byPool.delete(pool);
      }
    }
    groups.push(group.sort((a, b) => a.project - b.project));
  }
  return groups;
}

const poolsOf = (c: Contenders): string[] => [
  ...c.memberships.map((m) => `6/${m.consortium}`),
  ...c.leaderOf.map((k) => `6/${k}`),
  ...c.leases.flatMap((l) => l.flows.map((f) => `2b/${f.group}`)),
  ...c.loans.flatMap((l) => l.flows.map((f) => `2a/${f.group}`)),
];

/** Sum of what is payable; tied awards enter as one: Article 5 of a project, and subsidies that divide its equipment. */
export function totalOf(
  payable: ReadonlyMap<string, Span>,
  determined: Determined,
  demonstrationValue: (project: number) => Span,
  joint: readonly Joint[],
): Span {
  let total = NOTHING;
  payable.forEach((span) => {
    total = plus(total, span);
  });
  determined.projects.forEach(({ annual, completion }, p) => {
    if (completion === undefined) return;
    const own = [...annual, completion].filter(counts);
    if (own.every((e) => isCertain(e.amount)) || !own.every((e) => payable.has(e.determination.key))) return;
    const apart = own.reduce<Span>((s, e) => plus(s, e.amount), NOTHING);
    const sum = demonstrationValue(p);
    total = { lo: total.lo.plus(sum.lo).minus(apart.lo), hi: total.hi.plus(sum.hi).minus(apart.hi) };
  });
  return joint.reduce((sum, j) => heldTogether(sum, j, payable), total);
}

/** The awards that lost in full or in part, with what they lost to, in article order. */
function forgoneOf(settlements: readonly Settlement[], evaluated: readonly Evaluated[], priced: boolean): ForgoneAward[] {
  const lost = new Map<string, ForgoneAward>();
  const amounts = new Map(evaluated.map((e) => [e.determination.key, e.amount]));
  for (const { insteadOf: displaced, payable, total, insistingOn } of settlements) {
    displaced.forEach((by, key) => {
      const insteadOf = [...by].filter((k) => payable.has(k));
      if (insteadOf.length === 0) return;
      const amount = amounts.get(key) as Span;
      const paid = payable.get(key);
      if (paid === undefined) {
        const alternative = priced ? insistingOn(key) : undefined;
        const insisting = alternative === undefined ? undefined : inOrderFromZero(differ(total, alternative));
        lost.set(key, { key, insteadOf, loses: amount, partly: false, insisting });
      }
      else if (paid.hi.cmp(amount.hi) < 0 || paid.lo.cmp(amount.lo) < 0) {
        lost.set(key, { key, insteadOf, loses: inOrderFromZero(differ(amount, paid)), partly: true, insisting: undefined });
      }
    });
  }
  return evaluated.flatMap((e) => lost.get(e.determination.key) ?? []);
}

/** The next best combination: the group whose own next best loses least takes it. */
function runnerUpOf(
  payable: ReadonlyMap<string, Span>,
  evaluated: readonly Evaluated[],
  own: Span,
  settlements: readonly Settlement[],
): Alternative | undefined {
  let closest: { settlement: Settlement; gap: Span } | undefined;
  for (const settlement of settlements) {
    // The same awards with the same amounts, of other contracts, are no other combination.
    if (settlement.next === undefined || sameAmounts(settlement.next.payable, settlement.payable)) continue;
    const gap = differ(settlement.total, settlement.next.total);
    if (closest === undefined || gap.lo.cmp(closest.gap.lo) < 0) closest = { settlement, gap };
  }
  if (closest === undefined) return undefined;
  const { settlement, gap } = closest;
  const keys = new Set(settlement.keys);
  const chosen = evaluated
    .map((e) => e.determination.key)
    .filter((key) => (keys.has(key) ? settlement.next?.payable.has(key) === true : payable.has(key)));
  // What it brings at each end; the chosen combination may fall behind it at the higher one.
  const total = { lo: own.lo.minus(gap.lo), hi: own.hi.minus(gap.hi) };
  return { chosen, total: total.lo.cmp(total.hi) <= 0 ? total : { lo: total.hi, hi: total.lo }, gap: inOrderFromZero(gap) };
}

const sameAmounts = (a: ReadonlyMap<string, Span>, b: ReadonlyMap<string, Span>): boolean =>
  a.size === b.size && [...a].every(([key, { lo, hi }]) => b.get(key)?.lo.eq(lo) === true && b.get(key)?.hi.eq(hi) === true);

/** End by end: what the first brings more at the least amounts, and at the highest. */
const differ = (a: Span, b: Span): Span => ({ lo: a.lo.minus(b.lo), hi: a.hi.minus(b.hi) });

/** A gap as a range of money: what the chosen combination brings more, where it does. */
function inOrderFromZero({ lo, hi }: Span): Span {
  const [a, b] = [notBelowZero(lo), notBelowZero(hi)];
  return a.cmp(b) <= 0 ? between(a, b) : between(b, a);
}
