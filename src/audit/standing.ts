import { completionNet } from '../articles/article-5-demonstrations.js';
import { yearLength } from '../articles/article-2-financing.js';
import { type Determined, type EnterpriseYear, determine } from '../assessment/determine.js';
import { payments } from '../assessment/pay.js';
import type { ReadCase } from '../case/read.js';
import { noDoubleDipping } from '../constraints/no-double-dipping/index.js';
import type { Claim, ClaimPart, SelectionProblem } from '../constraints/no-double-dipping/types.js';
import type { Context } from '../kernel/context.js';
import { type Dec, Dec as Decimal, ZERO, minOf, upToFen } from '../kernel/decimal.js';
import type { Evaluated } from '../kernel/measure.js';
import type { Payment } from '../kernel/payment.js';
import { NOTHING, type Span } from '../kernel/span.js';
import { amountsOf } from '../selection/choice.js';
import { type Contenders, type Contract, contenders, counts } from '../selection/parties.js';
import { type Problem, type Tag, buildProblem } from '../selection/problem.js';
import { demonstrationSum } from '../selection/realise.js';
import { type Chosen, allEvaluated } from '../selection/select.js';
import { mayDivide } from '../selection/split.js';

/**
 * F.3 for awards that were made: which of them may stand together?
 *
 * The choice is the same problem as the selection of the best combination, asked of the awarded
 * measures alone and with every amount held to what the awards claim: the solver then keeps the most
 * of them. An applicant may elect any lawful combination, so if everything can be kept there is no
 * double dip, however far it is from the best; if not, what cannot be kept is the least.
 *
 * Worked example: project P was paid 1a 100,000.00 and 1b 2,000,000.00. They exclude each other; the
 * most is kept by 1b, so 100,000.00 is to be returned. Had only 1a been paid, it would stand, though
 * 1b is higher.
 */
export interface Standing {
  /** What each kept award may come to in the combination that was taken, rounded. */
  readonly payable: ReadonlyMap<string, Span>;
  /** The kept awards that stand in the way of another, by the other's key. */
  readonly displacedBy: ReadonlyMap<string, readonly string[]>;
  /** Ids of loans and leases that were not taken, because another award uses their input. */
  readonly displacedRows: ReadonlySet<string>;
  /** Awards whose equipment is divided between them (`splitWithinProject`): only what they come to together is fixed. */
  readonly divided: readonly { readonly keys: readonly string[]; readonly total: Span }[];
  /** The combination in the form that the payments are computed from. */
  readonly chosen: Choice;
}

export const memberName = (consortium: number, project: number): string => `${consortium}/${project}`;

/** What the payments of a combination depend on. */
export type Choice = Pick<Chosen, 'payable' | 'withdrawn' | 'members'>;

/** The payments of a combination that is settled, so that no open amount can turn it any more. */
export function paymentsOf(read: ReadCase, determined: Determined, choice: Choice, context: Context): ReadonlyMap<string, Payment> {
  const chosen: Chosen = { ...choice, forgone: [], total: NOTHING, optimal: true, upperBound: undefined, runnerUp: undefined, joint: [], swing: new Map(), mayLeave: new Map() };
  return new Map(payments(read, determined, chosen, context).map((p) => [p.key, p]));
}

export function standing(
  read: ReadCase,
  determined: Determined,
  claimed: ReadonlyMap<string, Dec>,
  settled: ReadonlySet<string>,
  context: Context,
): Standing {
  const masked = awardedOnly(determined, claimed);
  const conts = contenders(read, masked);
  const onVerified = verifiedFigures(read, settled);
  const frame = onVerified === read ? masked : awardedOnly(determine(onVerified, context), claimed);
  const own = onVerified === read ? conts : contenders(onVerified, frame);
  const { problem, tags } = problemOf(own, frame, context);
  const amounts = withoutFactor(read, claimed, settled);
  const best = withIdle(problem, new Set(noDoubleDipping(problem, { runnerUp: false }).chosen));
  // The best combination of the awarded measures is the first guess; compared as rounded amounts,
  // so that no part of a fen decides between combinations.
  const onFrame = (on: ReadonlySet<string>): Standing => realise(own, tags, on, problem, frame, context);
  const asFiled = (on: ReadonlySet<string>): Standing => ({ ...realise(conts, tags, on, problem, masked, context), divided: onFrame(on).divided });
  const enough = onFrame(best).payable;
  if ([...amounts].every(([key, amount]) => amount.cmp(enough.get(key)?.hi ?? ZERO) <= 0)) {
    return asFiled(best);
  }
  const { problem: limited } = mayDivide(context) ? problemOf(own, frame, context, amounts) : { problem };
  const kept = noDoubleDipping(heldToClaimed(limited, tags, amounts, context), { runnerUp: false }).chosen;
  // What is kept stays; beside it the awarded measures may come to as much as the policy gives.
  const on = withIdle(problem, new Set(noDoubleDipping(problem, { runnerUp: false, required: kept }).chosen));
  return asFiled(on);
}

/**
 * The case on the verified equipment of the projects whose subsidy was settled: a settlement is held
 * against verified figures, so what it can have been computed from must be too.
 */
function verifiedFigures(read: ReadCase, settled: ReadonlySet<string>): ReadCase {
  const inSettled = new Set<string>();
  for (const c of read.facts.consortia ?? []) {
    if (c.accepted === true && settled.has(`consortium-investment-subsidy:${c.id}`)) for (const id of c.projects) inSettled.add(id);
  }
  let changed = false;
  const projects = read.projects.map((p) => {
    if (p.acceptance === undefined || !(inSettled.has(p.id) || settled.has(`investment-subsidy:${p.id}`))) return p;
    changed = true;
    return { ...p, equipmentInvestment: p.acceptance.equipmentInvestment };
  });
  return changed ? { ...read, projects } : read;
}

/** What is claimed before the authority's settlement factor (A6.6), which the claims do not know. */
function withoutFactor(read: ReadCase, granted: ReadonlyMap<string, Dec>, settled: ReadonlySet<string>): ReadonlyMap<string, Dec> {
  const amounts = new Map(granted);
  for (const { id, accepted, settlementFactor } of read.facts.consortia ?? []) {
    const key = `consortium-investment-subsidy:${id}`;
    const amount = settled.has(key) && accepted === true ? granted.get(key) : undefined;
    if (amount === undefined || settlementFactor === undefined || settlementFactor.isZero()) continue;
    amounts.set(key, upToFen(amount.div(settlementFactor)));
  }
  return amounts;
}

function problemOf(conts: readonly Contenders[], determined: Determined, context: Context, heldTo?: ReadonlyMap<string, Dec>): Problem {
  const value = (p: number): Span =>
    demonstrationSum(determined.projects[p] as Determined['projects'][number], (gross, annual) => completionNet(gross, annual, context));
  return buildProblem(conts, determined, 'most', context, value, heldTo === undefined ? {} : { heldTo });
}

/**
 * What competes in the case as a whole, awarded or not: an applicant may have kept an input for an
 * award that is not in the ledger yet.
 */
export interface Competition {
  /** Loans and leases (by id) and member projects ({@link memberName}) whose input another award could take. */
  readonly contested: ReadonlySet<string>;
  /** The leases of each project that can bring anything. */
  readonly leases: ReadonlyMap<number, readonly Contract[]>;
}

export function competition(read: ReadCase, determined: Determined, context: Context): Competition {
  const conts = contenders(read, determined);
  const { problem, tags } = problemOf(conts, determined, context);
  const contested = new Set<string>();
  const note = (id: string): void => {
    const tag = tags[Number(id)] as Tag;
    if (tag.kind === 'member') contested.add(memberName(tag.consortium as number, tag.project));
    else if ((tag.kind === 'lease' || tag.kind === 'loan') && tag.contract !== undefined) contested.add(tag.contract);
  };
  for (const pair of problem.exclusive ?? []) pair.forEach(note);
  for (const { withdraws } of problem.thresholds ?? []) for (const w of withdraws) note(w.claim);
  return { contested, leases: new Map(conts.map((c) => [c.project, c.leases])) };
}

/** The determinations with everything that was not awarded taken out. */
function awardedOnly(d: Determined, granted: ReadonlyMap<string, Dec>): Determined {
  const only = (e: Evaluated): Evaluated => (granted.has(e.determination.key) ? e : { ...e, exact: NOTHING, amount: NOTHING });
  const group = (g: EnterpriseYear): EnterpriseYear => ({ ...g, evaluated: only(g.evaluated) });
  return {
    ...d,
    projects: d.projects.map((p) => ({
      reward: only(p.reward),
      subsidy: only(p.subsidy),
      annual: p.annual.map(only),
      completion: p.completion === undefined ? undefined : only(p.completion),
    })),
    loans: d.loans.map(group),
    leases: d.leases.map(group),
    providers: d.providers.map(only),
    supplies: d.supplies.map(only),
    consortia: d.consortia.map((c) => ({ leader: only(c.leader), subsidy: only(c.subsidy) })),
    parks: d.parks.map(only),
  };
}

/** The same choice with every amount held to what is claimed: a cap on the pool, or on the claim that has none. */
function heldToClaimed(
  problem: SelectionProblem,
  tags: readonly Tag[],
  granted: ReadonlyMap<string, Dec>,
  context: Context,
): SelectionProblem {
  const scale = new Decimal(yearLength(context));
  const sumOf = (keys: readonly string[]): Dec => keys.reduce((sum, key) => sum.plus(granted.get(key) ?? ZERO), ZERO).times(scale);
  const ceiling = new Map<string, Dec>();
  const claims = problem.claims.map((claim, i): Claim => {
    const tag = tags[i] as Tag;
    // Built on what is claimed of each subsidy; how much of a project each takes is not fixed by it.
    if (tag.kind === 'split') return claim;
    const parts = (claim.parts ?? []).map((part, j): ClaimPart => {
      if (part.pool === undefined) return { amount: minOf(part.amount as Dec, sumOf(tag.keys)) };
      // A contract has one part for every enterprise-year, in the order of its keys.
      if (!ceiling.has(part.pool)) ceiling.set(part.pool, sumOf([tag.keys[j] ?? (tag.keys[0] as string)]));
      return part;
    });
    return { id: claim.id, parts };
  });
  const pools = (problem.pools ?? []).map((p) => ({ id: p.id, cap: minOf(p.cap as Dec, ceiling.get(p.id) ?? (p.cap as Dec)) }));
  return { ...problem, claims, pools };
}

/** Adds what brings nothing and harms nobody, such as a member project beyond the cap of its consortium. */
function withIdle(problem: SelectionProblem, chosen: ReadonlySet<string>): ReadonlySet<string> {
  const barred = new Set<string>();
  for (const [x, y] of problem.exclusive ?? []) {
    barred.add(x);
    barred.add(y);
  }
  for (const { claim, withdraws } of problem.thresholds ?? []) {
    barred.add(claim);
    for (const w of withdraws) barred.add(w.claim);
  }
  return new Set(problem.claims.map((c) => c.id).filter((id) => chosen.has(id) || !barred.has(id)));
}

function realise(
  conts: readonly Contenders[],
  tags: readonly Tag[],
  chosen: ReadonlySet<string>,
  problem: SelectionProblem,
  determined: Determined,
  context: Context,
): Standing {
  const { payable: claimed, withdrawn, members, joint } = amountsOf(conts, tags, chosen, determined, context);
  // Awards that share no input stand in full; the choice takes away.
  const contended = new Set(tags.flatMap((t) => t.keys));
  const free = allEvaluated(determined).filter((e) => counts(e) && !contended.has(e.determination.key));
  const payable = new Map([...free.map((e) => [e.determination.key, e.amount] as const), ...claimed]);
  return {
    payable,
    displacedBy: displacements(problem, tags, chosen),
    displacedRows: notTaken(tags, chosen),
    divided: joint,
    chosen: { payable, withdrawn, members },
  };
}

const notTaken = (tags: readonly Tag[], chosen: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(tags.flatMap((t, i) => ((t.kind === 'lease' || t.kind === 'loan') && t.contract !== undefined && !chosen.has(`${i}`) ? [t.contract] : [])));

/** Which kept award stands in the way of which other, or of a part of it. */
function displacements(problem: SelectionProblem, tags: readonly Tag[], chosen: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const sets = new Map<string, Set<string>>();
  const note = (lost: string, kept: string): void => {
    if (!chosen.has(lost) && chosen.has(kept)) add(lost, kept);
  };
  const add = (lost: string, kept: string): void => {
    for (const key of (tags[Number(lost)] as Tag).keys) {
      const of = sets.get(key) ?? new Set<string>();
      for (const by of (tags[Number(kept)] as Tag).keys) if (by !== key) of.add(by);
      sets.set(key, of);
    }
  };
  const pair = (x: string, y: string): void => {
    note(x, y);
    note(y, x);
  };
  /** Both are taken, and one keeps its input out of the base of the other. */
  const reduces = (base: string, lease: string): void => {
    if (chosen.has(base) && chosen.has(lease)) add(base, lease);
  };
  for (const [x, y] of problem.exclusive ?? []) pair(x, y);
  for (const { claim, withdraws } of problem.thresholds ?? []) for (const w of withdraws) {
    pair(claim, w.claim);
    reduces(claim, w.claim);
  }
  return new Map([...sets].map(([key, of]) => [key, [...of]]));
}
