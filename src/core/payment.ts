import { limitOn } from '../constraints/disbursement.js';
import type { Locate } from './condition.js';
import { type Dec, ZERO, downToFen, maxOf, minOf, notBelowZero, upToFen } from './decimal.js';
import type { FactTable } from './fact.js';
import type { Law } from './law.js';
import { NONE, type Ratio, higher, lessRatio, lower, ratio, share } from './ratio.js';
import { NOTHING, type Range, type RatioSpan, type Span, between, exactly, isCertain, minusToZero, orNothing, toRange } from './span.js';

/** When and how a chosen amount is paid. */
export interface Payment {
  readonly key: string;
  /** Never more than the share that may be advanced, rounded down. */
  readonly advance?: { readonly cumulativeLimit: Range; readonly payableNow: Range };
  /** The account at the end, once it can be drawn up. `recoverable` is left out while it is not known what was paid. */
  readonly settlement?: { readonly final: Range; readonly payable: Range; readonly recoverable?: Range };
  /** What each year's pass allows on top of the earlier years. */
  readonly byYear?: readonly { readonly year: number; readonly limit: Range }[];
  /** Paths of unknown facts that leave it open. */
  readonly missing?: readonly string[];
}

/** How the amount of a measure is paid. `facts` are picked from the same rows as those of the measure. */
export type Pays<F> = Once | InStages<F> | ByYear<F>;

/** Given once, in full, when its condition is fulfilled. */
export interface Once {
  readonly as: 'once';
  readonly clause: string;
}

interface Advances<F> {
  /** The sentence on what is paid in advance, and the one on the account at the end. */
  readonly clause: string;
  readonly settledBy: string;
  /** The parameter of the highest share that may be advanced. */
  readonly share: string;
  readonly facts: FactTable;
  /** The fact that says what was advanced. */
  readonly paid: keyof F & string;
  /** Whether anything may still be paid; undefined while that is open. */
  readonly inForce: (facts: F, law: Law) => boolean | undefined;
  /** The fact on which `inForce` depends. */
  readonly inForceBy?: keyof F & string;
}

/** Advances by progress, then one settlement. */
export interface InStages<F> extends Advances<F> {
  readonly as: 'stages';
  readonly progress: (facts: F, law: Law, locate: Locate) => { readonly span: RatioSpan; readonly missing: readonly string[] };
  /** Whether the account is drawn up: from then on nothing is advanced. */
  readonly settled: (facts: F) => boolean;
}

/** Advances in the years that passed, by cumulative progress, and a settlement if every year passed. */
export interface ByYear<F> extends Advances<F> {
  readonly as: 'years';
  /** The total of which the share is taken. */
  readonly total: (facts: F, law: Law) => Span;
  /** In the order of the years; undefined while it is not known which there were. */
  readonly years: (facts: F, law: Law, locate: Locate) => readonly YearOfProgress[] | undefined;
  /** The fact to report as missing where the years are not known. */
  readonly evaluations: keyof F & string;
  /** Whether a year that failed is known, may have been, or none did. */
  readonly outcome: (facts: F, law: Law) => 'failed' | 'open' | 'passed';
  /** Whether what the passed years allow stands after a failed one. */
  readonly keeps: (law: Law) => boolean;
  readonly completed: (facts: F) => boolean;
}

/** How a measure is paid that is settled at the end. */
export const stagedPay = ({ pays }: { readonly pays?: Pays<never> | undefined }): Exclude<Pays<never>, { as: 'once' }> | undefined =>
  pays === undefined || pays.as === 'once' ? undefined : pays;

/** One evaluated year: whether it passed, and how far the work had come in all. */
export interface YearOfProgress {
  readonly year: number;
  /** Not listed: a year between others that nobody stated. */
  readonly listed: boolean;
  readonly counts: boolean;
  readonly passed: boolean | undefined;
  readonly progress: RatioSpan;
  readonly missing: readonly string[];
}

/** Everything that the payment of one award depends on. */
export interface Account {
  readonly key: string;
  /** What the choice pays; from nothing where it may be lost. */
  readonly total: Span;
  /** Paths of the unknown facts that leave the total open. */
  readonly openBy?: readonly string[];
  /** Never given: a year that failed draws up no account of it. */
  readonly isRefused?: boolean;
  readonly law: Law;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly locate: Locate;
}

/** The payment of an award; undefined where there is nothing to pay and nothing to return. */
export function paymentOf(pays: Pays<never>, account: Account): Payment | undefined {
  const { key, total, facts, locate } = account;
  const nothing = total.hi.isZero();
  if (pays.as === 'once') return nothing ? undefined : naming({ key, settlement: settle(total, ZERO, true) }, account, []);
  const paid = facts[pays.paid] as Dec | undefined;
  const unpaid = paid === undefined ? [locate(pays.paid)] : [];
  if (nothing) {
    // Money advanced on an award that came to nothing does not vanish; an account that is drawn up says so.
    if (paid === undefined ? !isFailed(pays, account) : paid.isZero() && !isSettled(pays, account)) return undefined;
    const payment = { key, advance: { cumulativeLimit: toRange(NOTHING), payableNow: toRange(NOTHING) }, settlement: settle(NOTHING, paid, true) };
    return naming(payment, account, unpaid);
  }
  const { payment, missing } = pays.as === 'stages' ? inStages(pays, account, paid) : byYear(pays, account, paid);
  const { advance, settlement } = payment;
  const moves = [advance?.payableNow, settlement?.final].some(isOpen);
  // Where nothing more can be advanced, what was advanced matters to the settlement alone, and the day of the settlement to nothing.
  const own = [...missing, ...(moves || settlement !== undefined ? unpaid : [])];
  const undecided = moves && pays.inForceBy !== undefined && pays.inForce(facts as never, account.law) === undefined ? [locate(pays.inForceBy)] : [];
  return naming(payment, account, [...own, ...undecided]);
}

/** Whether a figure is open. */
const isOpen = (range: Range | undefined): boolean => range !== undefined && range.min !== range.max;

/** The payment with the missing facts: its own, and where a figure depends on the award's total, those that leave this open. */
function naming(payment: Payment, { total, openBy = [] }: Account, own: readonly string[]): Payment {
  const { advance, settlement } = payment;
  const depends = !isCertain(total) && [advance?.cumulativeLimit, advance?.payableNow, settlement?.final].some(isOpen);
  const names = depends ? [...openBy, ...own] : own;
  return names.length === 0 ? payment : { ...payment, missing: [...new Set(names)] };
}

const isFailed = (pays: InStages<never> | ByYear<never>, { facts, law, isRefused = false }: Account): boolean =>
  pays.as === 'years' && !isRefused && pays.outcome(facts as never, law) === 'failed';

/** Whether the account is drawn up. */
const isSettled = (pays: InStages<never> | ByYear<never>, account: Account): boolean =>
  pays.as === 'stages' ? pays.settled(account.facts as never) : pays.completed(account.facts as never) || isFailed(pays, account);

interface Paying {
  readonly payment: Payment;
  readonly missing: readonly string[];
}

function inStages(pays: InStages<never>, { key, total, law, facts, locate }: Account, paid: Dec | undefined): Paying {
  const inForce = pays.inForce(facts as never, law);
  const most = ratio(law.parameter(pays.share).decimal);
  const { span, missing } = pays.progress(facts as never, law, locate);
  const limit = between(limitOn(total.lo, span.lo, most), limitOn(total.hi, span.hi, most));
  const settled = pays.settled(facts as never);
  const now = settled ? NOTHING : stillPayable(unadvanced(limit, paid), inForce);
  const advance = { cumulativeLimit: toRange(limit), payableNow: toRange(now) };
  const open = isCertain(limit) ? [] : missing;
  if (!settled) return { payment: { key, advance }, missing: open };
  return { payment: { key, advance, settlement: settle(finalInForce(total, paid, inForce), paid, true) }, missing: open };
}

/** What of a limit, or of a final total, is not paid yet. */
const unadvanced = (most: Span, paid: Dec | undefined): Span => (paid === undefined ? orNothing(most) : minusToZero(most, exactly(paid)));

/** The account at the end: `paid + payable − recoverable = final`, unless it may be, or is, ruled out that more is paid; `full` is what it comes to where it is not. */
function settle(final: Span, paid: Dec | undefined, isPaid: boolean | undefined, full = final): NonNullable<Payment['settlement']> {
  const payable = toRange(stillPayable(unadvanced(full, paid), isPaid));
  if (paid === undefined) return { final: toRange(final), payable };
  return { final: toRange(final), payable, recoverable: toRange(minusToZero(exactly(paid), final)) };
}

/** What may still be paid: nothing once payment is ruled out, from nothing while that is open. */
const stillPayable = (left: Span, isPaid: boolean | undefined): Span =>
  isPaid === true ? left : isPaid === false ? NOTHING : orNothing(left);

/** The final total when further payment is certain, open, or ruled out: then what was advanced within it stands, the rest lapses. */
function finalInForce(final: Span, paid: Dec | undefined, inForce: boolean | undefined): Span {
  if (inForce === true) return final;
  const lapsed = paid === undefined ? orNothing(final) : between(minOf(final.lo, paid), minOf(final.hi, paid));
  return inForce === false ? lapsed : between(lapsed.lo, final.hi);
}

/** Shares of the total that the passed years allow together, at least and at most. */
export function allowedByYears(years: readonly YearOfProgress[], most: Ratio): RatioSpan {
  let lo = NONE;
  let hi = NONE;
  for (const { counts, passed, progress } of years) {
    if (!counts || passed === false) continue;
    // An unknown evaluation may fail, and then adds nothing.
    if (passed === true) lo = higher(lo, lower(progress.lo, most));
    hi = higher(hi, lower(progress.hi, most));
  }
  return { lo, hi };
}

function byYear(pays: ByYear<never>, { key, total: award, law, facts, locate }: Account, paid: Dec | undefined): Paying {
  const most = ratio(law.parameter(pays.share).decimal);
  const whole = pays.total(facts as never, law);
  // While eligibility is open the whole may come to nothing, and so may what a year allows of it.
  const orNone = award.lo.isZero() && !isCertain(award) ? orNothing : (span: Span): Span => span;
  const known = pays.years(facts as never, law, locate);
  const years = known ?? [];
  const limits = years.flatMap((own, i) => (own.listed ? [{ year: own.year, limit: toRange(orNone(yearLimit(whole, own, years.slice(0, i), most))) }] : []));
  const allowed = known === undefined ? { lo: NONE, hi: most } : allowedByYears(years, most);
  const limit = orNone(between(downToFen(share(whole.lo, allowed.lo)), downToFen(share(whole.hi, allowed.hi))));
  const inForce = pays.inForce(facts as never, law);
  const outcome = pays.outcome(facts as never, law);
  // A failed year rules out that more is paid, in advance or at the end.
  const passed = outcome === 'open' ? undefined : outcome === 'passed';
  const completed = pays.completed(facts as never);
  const now = completed ? NOTHING : stillPayable(stillPayable(unadvanced(limit, paid), inForce), passed);
  const advance = { cumulativeLimit: toRange(limit), payableNow: toRange(now) };
  const isOpen = passed === undefined || [limits.map((y) => y.limit), toRange(limit)].flat().some((r) => r.min !== r.max);
  // Without an evaluation that counts, what is missing is the first.
  const open = years.some((y) => y.counts) ? years.flatMap((y) => y.missing) : [locate(pays.evaluations)];
  const missing = isOpen ? open : [];
  if (!completed && passed !== false) return { payment: { key, advance, byYear: limits }, missing };
  const settled = finalInForce(years.some((y) => y.counts) ? award : orNothing(award), paid, inForce);
  // A year that may have failed may leave what the passed ones allow, even where nothing more can be paid.
  const kept = minOf(limit.hi, award.hi);
  const mayStay = passed === undefined && kept.cmp(settled.hi) > 0 && pays.keeps(law);
  const final = passed === false ? award : mayStay ? between(settled.lo, kept) : settled;
  return { payment: { key, advance, settlement: settle(final, paid, passed, settled), byYear: limits }, missing };
}

/**
 * What one year adds to the earlier ones: the difference of two limits rounded down. While the total is open, the
 * difference of the shares bounds it, rounded outwards.
 */
function yearLimit(total: Span, year: YearOfProgress, earlier: readonly YearOfProgress[], most: Ratio): Span {
  const before = allowedByYears(earlier, most);
  const own = allowedByYears([year], most);
  const limit = (r: Ratio): Dec => downToFen(share(total.hi, r));
  if (isCertain(total)) {
    const beyond = (a: Ratio, b: Ratio): Dec => notBelowZero(limit(a).minus(limit(b)));
    return between(beyond(own.lo, before.hi), beyond(own.hi, before.lo));
  }
  const lo = downToFen(share(total.lo, lessRatio(own.lo, before.hi)));
  const hi = minOf(upToFen(share(total.hi, lessRatio(own.hi, before.lo))), limit(own.hi));
  return between(lo, maxOf(lo, hi));
}
