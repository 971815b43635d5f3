import { yearLength } from '../articles/article-2-financing.js';
import type { Determined } from '../assessment/determine.js';
import { noDoubleDipping, selector } from '../constraints/no-double-dipping/no-double-dipping.js';
import type { Selection } from '../constraints/no-double-dipping/types.js';
import type { Context } from '../kernel/context.js';
import { type Dec, Dec as Decimal, ZERO, maxOf, upToFen } from '../kernel/decimal.js';
import type { Evaluated } from '../kernel/measure.js';
import { NOTHING, type Span, between, isCertain, plus } from '../kernel/span.js';
import { type ChoiceAmounts, type Joint, amountsOf, leasesLeaveBase } from './choice.js';
import type { Contenders, Contract } from './parties.js';
import { type Problem, type Scenario, type Tag, buildProblem } from './problem.js';
import { type Swing, isRobust, swingOf } from './robust.js';

/**
 * How the contention of one group of projects is settled: what is chosen and paid, what the next
 * best would be, and which figures open amounts can still turn. Groups are independent of each
 * other.
 */
export interface Settlement {
  /** Keys of all determinations that compete in the group. */
  readonly keys: readonly string[];
  readonly payable: ReadonlyMap<string, Span>;
  readonly total: Span;
  /** The highest total that any choice reaches with all open amounts at their highest. */
  readonly most: Dec;
  readonly next: { readonly payable: ReadonlyMap<string, Span>; readonly total: Span } | undefined;
  /** For each award given up, in full or in part: the chosen awards that stood in its way. */
  readonly insteadOf: ReadonlyMap<string, Iterable<string>>;
  readonly withdrawn: ReadonlyMap<number, readonly Contract[]>;
  /** Projects on the consortium's track, by consortium. */
  readonly members: ReadonlyMap<number, ReadonlySet<number>>;
  /** Awards that divide equipment between them. */
  readonly joint: readonly Joint[];
  readonly optimal: boolean;
  /** Proven bound on the highest total where the choice itself is not proven. */
  readonly bound: Dec | undefined;
  /** What a determination may come to once the open amounts are known, where that can turn the choice. */
  readonly swing: ReadonlyMap<string, Swing> | undefined;
  /** The total of the best combination that claims the given award; undefined where that would take too long to tell. */
  readonly insistingOn: (key: string) => Span | undefined;
  /** Leases that may take their equipment out of a project's base, where open amounts can turn the choice. */
  readonly mayLeave: ReadonlyMap<number, readonly Contract[]>;
}

const HALF_A_FEN: Dec = new Decimal('0.005');

/** In larger groups forgone awards are not priced one by one. */
const MOST_PRICED = 16;

const NO_SHIFTS: ReadonlyMap<number, never> = new Map<number, never>();

/** A project with nothing but a reward and a subsidy: the higher at the least amounts, then at the highest. */
export function settleSimple(c: Contenders): Settlement {
  const [kept, lost] = betterOf(c.reward as Evaluated, c.subsidy as Evaluated);
  const keys = [kept.determination.key, lost.determination.key];
  const turns = lost.amount.hi.cmp(kept.amount.lo) > 0;
  return {
    keys,
    payable: new Map([[kept.determination.key, kept.amount]]),
    total: kept.amount,
    most: maxOf(kept.amount.hi, lost.amount.hi),
    next: { payable: new Map([[lost.determination.key, lost.amount]]), total: lost.amount },
    insteadOf: new Map([[lost.determination.key, [kept.determination.key]]]),
    withdrawn: NO_SHIFTS,
    insistingOn: (key) => (key === lost.determination.key ? lost.amount : kept.amount),
    mayLeave: NO_SHIFTS,
    members: NO_SHIFTS,
    joint: [],
    optimal: true,
    bound: undefined,
    // The project takes its better award whatever the amounts turn out to be.
    swing: turns
      ? new Map([
          [
            kept.determination.key,
            {
              own: between(ZERO, kept.amount.hi),
              subject: between(maxOf(kept.amount.lo, lost.amount.lo), maxOf(kept.amount.hi, lost.amount.hi)),
            },
          ],
          [lost.determination.key, { own: between(ZERO, lost.amount.hi), subject: NOTHING }],
        ])
      : undefined,
  };
}

/** A tie goes to the earlier sentence. */
function betterOf(a: Evaluated, b: Evaluated): readonly [Evaluated, Evaluated] {
  const least = a.exact.lo.cmp(b.exact.lo);
  const better = least !== 0 ? least : a.exact.hi.cmp(b.exact.hi);
  return better >= 0 ? [a, b] : [b, a];
}

/** A choice of the solver with what it comes to. */
interface Realised extends ChoiceAmounts {
  readonly total: Span;
}

/** A group of projects that share caps or have many alternatives: by the exact solver. */
export function settleBySolver(
  conts: readonly Contenders[],
  determined: Determined,
  context: Context,
  demonstrationValue: (project: number) => Span,
  options: {
    readonly workLimit?: number | undefined;
    readonly runnerUp?: boolean | undefined;
    readonly robustness?: boolean | undefined;
    /** Whether every claim is insisted on that excludes no other: an election. */
    readonly insist?: boolean | undefined;
  },
): Settlement {
  const built = buildProblem(conts, determined, 'least', context, demonstrationValue);
  const limits = options.workLimit === undefined ? {} : { workLimit: options.workLimit };
  const required = options.insist === true ? { required: insistedOn(built) } : {};
  const solve = selector(built.problem);
  const result = solve({ ...limits, ...required, runnerUp: options.runnerUp !== false });
  const realised = (ids: readonly string[]): Realised =>
    realise(conts, built.tags, new Set(ids), determined, context, demonstrationValue);
  const best = realised(result.chosen);
  let most = best.total.hi;
  let { optimal } = result;
  let bound: Dec | undefined = optimal ? undefined : result.upperBound.div(yearLength(context));
  let reached = result;
  if (built.open) {
    const upper = buildProblem(conts, determined, 'most', context, demonstrationValue);
    const high = noDoubleDipping(upper.problem, { ...limits, ...required, runnerUp: false });
    most = maxOf(most, realise(conts, upper.tags, new Set(high.chosen), determined, context, demonstrationValue).total.hi);
    if (!high.optimal) {
      optimal = false;
      bound = high.upperBound.div(yearLength(context));
    }
    reached = high;
  }
  if (built.unproven) {
    const above = (scenario: Scenario): Selection =>
      noDoubleDipping(buildProblem(conts, determined, scenario, context, demonstrationValue, { relaxed: true }).problem, { ...limits, runnerUp: false });
    const { upperBound } = above('most');
    // Some alternatives were left out: the choice is proven only where nothing above it is possible.
    const isTop = upperBound.cmp(reached.total.max) <= 0 && (!built.open || above('least').total.min.cmp(result.total.min) <= 0);
    if (!isTop) {
      optimal = false;
      bound = upperBound.div(yearLength(context));
    }
  }
  const keys = [...new Set(built.tags.flatMap((t) => t.keys))];
  const chosen = new Set(result.chosen);
  const insistingOn = (key: string): Span | undefined => {
    if (built.tags.length > MOST_PRICED || options.workLimit !== undefined) return undefined;
    let most: Selection | undefined;
    built.tags.forEach((tag, i) => {
      if (isPart(tag) || !tag.keys.includes(key)) return;
      const alternative = solve({ required: [`${i}`], runnerUp: false });
      if (most === undefined || alternative.total.min.cmp(most.total.min) > 0) most = alternative;
    });
    return most === undefined ? undefined : realised(most.chosen).total;
  };
  const turns = built.open && options.robustness !== false && !isRobust(built, chosen, result.total.min, limits);
  return {
    keys,
    payable: best.payable,
    total: best.total,
    most,
    next: result.runnerUp === undefined ? undefined : realised(result.runnerUp.chosen),
    insteadOf: displaced(built, chosen, best.givesUp),
    withdrawn: best.withdrawn,
    insistingOn,
    mayLeave: turns && leasesLeaveBase(context) ? new Map(conts.map((c) => [c.project, c.leases])) : NO_SHIFTS,
    members: best.members,
    joint: best.joint,
    optimal,
    // Each award is rounded by itself, up by half a fen at most.
    bound: bound === undefined ? undefined : upToFen(bound.plus(HALF_A_FEN.times(keys.length))),
    swing: turns ? swingOf(conts, built, best.payable, determined, context) : undefined,
  };
}

/**
 * The claims of an election that stand beside all others of it. A subsidy is insisted on by what is
 * not leased: the leased part may give way to the lease. A consortium's subsidy gives way project by
 * project (A6.4) where another award is elected for the project, as long as it keeps one.
 */
function insistedOn({ problem: { exclusive = [], thresholds = [] }, tags }: Problem): string[] {
  const insisted = new Set(tags.flatMap((t, i) => (isPart(t) ? [] : [`${i}`])));
  const members = tags.flatMap((t, i) => (t.kind === 'member' && !isPart(t) ? [{ id: `${i}`, consortium: t.consortium }] : []));
  const rivalled = new Set(
    exclusive.flatMap((pair) => {
      const member = pair.filter((id) => insisted.has(id) && tags[Number(id)]?.kind === 'member');
      return member.length === 1 && pair.every((id) => insisted.has(id)) ? member : [];
    }),
  );
  for (const { id, consortium } of members) {
    if (rivalled.has(id) && members.some((m) => m.consortium === consortium && !rivalled.has(m.id))) insisted.delete(id);
  }
  const barred = new Set(exclusive.filter((pair) => pair.every((id) => insisted.has(id))).flat());
  for (const { claim, slack, withdraws } of thresholds) {
    const taken = withdraws.reduce((sum, w) => (insisted.has(w.claim) ? sum.plus(w.amount as Dec) : sum), ZERO);
    if (insisted.has(claim) && taken.cmp(slack as Dec) > 0) barred.add(claim);
  }
  return [...insisted].filter((id) => !barred.has(id));
}

const isPart = (t: Tag): boolean =>
  t.yields === true || ((t.kind === 'subsidy' || t.kind === 'member' || t.kind === 'split') && t.contract !== undefined);

/** What a set of claims pays, with the total. */
function realise(
  conts: readonly Contenders[],
  tags: readonly Tag[],
  chosen: ReadonlySet<string>,
  determined: Determined,
  context: Context,
  demonstrationValue: (project: number) => Span,
): Realised {
  const amounts = amountsOf(conts, tags, chosen, determined, context);
  const { payable, joint } = amounts;
  let total = NOTHING;
  const demonstrations = new Set(tags.flatMap((t, i) => (t.kind === 'demonstration' && chosen.has(`${i}`) ? [t.project] : [])));
  for (const c of conts) {
    if (!demonstrations.has(c.project)) continue;
    // The awards of Article 5 are tied to each other: their sum is not the sum of their ends.
    const apart = c.demonstration.reduce<Span>((sum, e) => plus(sum, e.amount), NOTHING);
    const together = demonstrationValue(c.project);
    total = { lo: total.lo.plus(together.lo).minus(apart.lo), hi: total.hi.plus(together.hi).minus(apart.hi) };
  }
  payable.forEach((span) => {
    total = plus(total, span);
  });
  return { ...amounts, total: joint.reduce((sum, j) => heldTogether(sum, j, payable), total) };
}

/** A total with what tied awards come to together in the place of the sum of their ends. */
export function heldTogether(total: Span, { keys, total: together }: Joint, payable: ReadonlyMap<string, Span>): Span {
  const apart = keys.reduce<Span>((sum, key) => plus(sum, payable.get(key) ?? NOTHING), NOTHING);
  if (isCertain(apart)) return total;
  return between(total.lo.plus(together.lo).minus(apart.lo), total.hi.plus(together.hi).minus(apart.hi));
}

/** Which chosen awards stood in the way of each claim that was not chosen. */
function displaced(
  { problem, tags }: Problem,
  chosen: ReadonlySet<string>,
  givesUp: readonly (readonly [string, string])[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const displacers = new Map<string, Set<string>>();
  const inWay = (key: string, by: readonly string[]): void => {
    const of = displacers.get(key) ?? new Set<string>();
    for (const k of by) if (k !== key) of.add(k);
    displacers.set(key, of);
  };
  const note = (lost: string, kept: string): void => {
    if (chosen.has(lost) || !chosen.has(kept)) return;
    const [a, z] = [tags[Number(lost)] as Tag, tags[Number(kept)] as Tag];
    // Of two ways to divide one project, the other gives up its consortium's subsidy and nothing else.
    const ways = a.kind === 'split' && z.kind === 'split';
    if (ways && a.consortium === z.consortium) return;
    for (const key of ways ? a.keys.slice(-1) : a.keys) inWay(key, z.keys);
  };
  for (const [key, by] of givesUp) inWay(key, [by]);
  for (const [x, y] of problem.exclusive ?? []) {
    note(x, y);
    note(y, x);
  }
  for (const { claim, withdraws } of problem.thresholds ?? []) {
    for (const w of withdraws) {
      note(claim, w.claim);
      note(w.claim, claim);
    }
  }
  return displacers;
}
