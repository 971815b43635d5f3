import { type Budget, spend } from '../assess/choose.js';
import type { Award as Due } from '../assess/determine.js';
import { tableOf } from '../case/case.js';
import type { Context } from '../core/context.js';
import { type Dec, ZERO, added, maxOf, minOf, notBelowZero } from '../core/decimal.js';
import type { FactList, FactTable } from '../core/fact.js';
import { byText } from '../core/groups.js';
import type { Row } from '../core/facts.js';
import { evaluate } from '../core/evaluate.js';
import { type Measure, listOf } from '../core/measure.js';
import { type Payment, type YearOfProgress, paymentOf, stagedPay } from '../core/payment.js';
import { type Span, between, spanOf } from '../core/span.js';
import type { Bilingual } from '../core/text.js';
import type { AwardRef, FindingCode } from './finding.js';
import type { KnownAward } from './ledger.js';

/** What the ledger says of one determination: its payments, what came back, and what of it stands. */

/** One line of the ledger. */
export interface Entry extends KnownAward {
  readonly ref: AwardRef;
  /** Recorded before with the same id: the same payment a second time. */
  readonly repeats?: AwardRef | undefined;
}

export interface Account {
  readonly key: string;
  readonly measure: Measure;
  readonly subject: Pick<Due['subject'], 'id' | 'year'>;
  /** Undefined where the case has no such determination. */
  readonly due: Due | undefined;
  /** Several determinations of the payee that it was booked to: which one was paid is not clear. */
  readonly candidates: readonly Due[];
  readonly entries: Entry[];
  readonly returns: Entry[];
}

export const sumOf = (entries: readonly KnownAward[]): Dec => added(entries.map((e) => e.amount));
export const refsOf = (entries: readonly Entry[]): AwardRef[] => entries.map((e) => e.ref).sort((a, b) => a.index - b.index);

/** The sentences that say how a measure is paid: in advance, and at the end. */
export const payClause = ({ pays, clause }: Measure): string => pays?.clause ?? clause;
export const settlementClause = (measure: Measure): string => stagedPay(measure)?.settledBy ?? payClause(measure);

/** Whether a line counts as paid on account: before the settlement of a measure that has one. */
export const isAdvance = (measure: Measure, { payment }: Entry): boolean =>
  stagedPay(measure) !== undefined && (payment === 'advance' || payment === 'annual');

/** The evaluated years of an award that is advanced by years. */
export const evaluatedYears = ({ measure: { pays }, facts, law, subject }: Due): readonly YearOfProgress[] | undefined =>
  pays?.as === 'years' ? pays.years(facts as never, law, subject.locate) : undefined;

/** Whether a year of an award that is paid by years was failed, or may have been; any other award has none. */
const outcomeOf = ({ measure: { pays }, facts, law }: Due): 'passed' | 'failed' | 'open' => (pays?.as === 'years' ? pays.outcome(facts as never, law) : 'passed');

/** Whether a year may have failed, and with it any settlement. */
export const mayFail = (due: Due): boolean => outcomeOf(due) === 'open';

/** What an award may come to in payments, of which some were made: after a failed year no more than they. */
export function payableOf(due: Due, most: Span, paid: Dec): Span {
  const outcome = outcomeOf(due);
  if (outcome === 'passed') return most;
  return between(minOf(most.lo, paid), outcome === 'failed' ? minOf(most.hi, paid) : most.hi);
}

/** Whether the account can be drawn up: known, known not to be, or open. */
export function readyToSettle(due: Due): boolean | undefined {
  const { measure, facts } = due;
  const pays = stagedPay(measure);
  if (pays === undefined) return true;
  const ready = (f: Row): boolean => (pays.as === 'stages' ? pays.settled(f as never) : pays.completed(f as never));
  const outcome = outcomeOf(due);
  if (outcome === 'failed') return false;
  if (ready(facts)) return outcome === 'passed' ? true : undefined;
  // What is unknown may have happened.
  const table = { ...measure.facts, ...pays.facts };
  const assumed = Object.keys(table).map((name) => [name, facts[name] ?? true]);
  return ready({ ...facts, ...Object.fromEntries(assumed) }) ? undefined : false;
}

/** What the choice pays on the award in payments, with the ledger's advances in place of those that the case states. */
export function paymentWith({ measure: { pays }, determination, law, facts, subject }: Due, total: Span, advances: Dec): Payment | undefined {
  const own = pays === undefined || pays.as === 'once' ? facts : { ...facts, [pays.paid]: advances };
  return pays && paymentOf(pays, { key: determination.key, total, law, facts: own, locate: subject.locate });
}

/** What an award finally comes to, given what the choice pays on it; where nothing more may be paid, what was paid in time stays. */
export function finalOf(due: Due, total: Span, received: Dec): Span {
  const settlement = total.hi.isZero() ? undefined : paymentWith(due, total, received)?.settlement;
  return settlement === undefined ? total : spanOf(settlement.final);
}

/** What the case says was advanced. */
export const statedAdvances = ({ measure, facts }: Due): Dec | undefined => facts[stagedPay(measure)?.paid ?? ''] as Dec | undefined;

/** Why a payment cannot stand, in the order in which returned money settles it. */
const REASONS = ['duplicate', 'subject-ambiguous', 'not-in-case', 'ineligible', 'before-commencement', 'after-expiry',
  'advance-in-failed-year', 'settled-too-early'] as const;

/** An account with its sums; money that came back settles what cannot stand first. */
export type Standing = ReturnType<typeof standingOf>;

export function standingOf(account: Account, context: Context) {
  const { measure, due, entries, returns } = account;
  let back = sumOf(returns);
  const take = (own: readonly Entry[], less: Dec = ZERO): Dec => {
    const sum = sumOf(own).minus(less);
    const left = notBelowZero(sum.minus(back));
    back = notBelowZero(back.minus(sum));
    return left;
  };
  const reasons = entries.map((e) => reasonAgainst(e, account, context));
  const by = (code: FindingCode | undefined): readonly Entry[] => entries.filter((_e, i) => reasons[i] === code);
  // Payments that cannot stand whatever the award comes to, by the reason, and what of them has not come back.
  const rejected = REASONS.map((code) => ({ code, entries: by(code) })).map((r) => ({ ...r, open: take(r.entries) }));
  // Those that stand by themselves, and their sums less what came back.
  const advances = by(undefined).filter((e) => isAdvance(measure, e));
  const finals = by(undefined).filter((e) => !isAdvance(measure, e));
  // What came back before the first settlement was money advanced.
  const settledOn = finals.map((e) => e.date).sort()[0];
  const byThen = sumOf(returns.filter((e) => settledOn === undefined || e.date < settledOn));
  const undone = minOf(minOf(byThen, back), sumOf(advances));
  back = back.minus(undone);
  const settled = take(finals);
  const advanced = take(advances, undone);
  // Advances that only the case states, before the lines of the ledger.
  const stated = due !== undefined && !entries.some((e) => isAdvance(measure, e)) ? statedAdvances(due) : undefined;
  const before = finals.length > 0 ? stated && notBelowZero(stated.minus(back)) : undefined;
  // All advances, and everything that stands.
  const onAccount = advanced.plus(before ?? ZERO);
  const received = onAccount.plus(settled);
  return { ...account, rejected, advances, finals, settled, advanced, before, byThen, onAccount, received, surplus: aheadOf(entries, returns, stated) };
}

/** By the day, and on one day by the line. */
export const inOrder = (own: readonly Entry[]): Entry[] => [...own].sort((a, b) => byText(a.date, b.date) || a.ref.index - b.ref.index);

/** The most that had come back on any day beyond what was paid by then, stated advances included: nothing undoes a later payment. */
function aheadOf(entries: readonly Entry[], returns: readonly Entry[], stated: Dec = ZERO): Dec {
  const paid = inOrder(entries);
  let at = 0;
  let ahead: Dec = stated.neg();
  let most: Dec = ZERO;
  for (const back of inOrder(returns)) {
    for (; at < paid.length && (paid[at] as Entry).date <= back.date; at += 1) ahead = ahead.minus((paid[at] as Entry).amount);
    ahead = ahead.plus(back.amount);
    most = maxOf(most, ahead);
  }
  return most;
}

function reasonAgainst(entry: Entry, { due, measure, candidates }: Account, context: Context): (typeof REASONS)[number] | undefined {
  const { policy: { period }, at, readings } = context;
  if (entry.repeats !== undefined) return 'duplicate';
  if (due === undefined) return candidates.length > 1 ? 'subject-ambiguous' : 'not-in-case';
  if (due.determination.status === 'ineligible') return 'ineligible';
  const law = at(entry.date);
  if (entry.date < law.parameter(period.from).value) return 'before-commencement';
  if (entry.date > law.parameter(period.to).value && period.bindsPayments?.(readings) === true) return 'after-expiry';
  if (!isAdvance(measure, entry)) return readyToSettle(due) === false ? 'settled-too-early' : undefined;
  const failed = evaluatedYears(due)?.some((y) => y.counts && y.year === entry.year && y.passed === false) === true;
  return failed ? 'advance-in-failed-year' : undefined;
}

/** What stands of the lines. */
export const linesOf = ({ advances, finals }: Standing): Entry[] => [...advances, ...finals];

type NamedDay = { readonly name: Bilingual; readonly day: string };

/** The last of the days that facts state, of those that `counts` names. */
function lastDay(table: FactTable, facts: Row, counts: (name: string) => boolean = () => true): NamedDay | undefined {
  const days = Object.entries(table).flatMap(([name, entry]) => {
    const day = facts[name] as string | undefined;
    return entry.kind === 'fact' && entry.type === 'day' && day !== undefined && counts(name) ? [{ name: entry.name, day }] : [];
  });
  return days.sort((a, b) => byText(b.day, a.day))[0];
}

/** The events that facts state, such as an acceptance, each with its last day. */
const eventsIn = (table: FactTable, facts: Row): { readonly name: string; readonly day: string }[] =>
  Object.entries(table).flatMap(([name, entry]) => {
    const last = entry.kind === 'group' && entry.isEvent && facts[name] !== undefined ? lastDay(entry.of, facts[name] as Row) : undefined;
    return last === undefined ? [] : [{ name, day: last.day }];
  });

/** The last day of the events that the award stands on. */
export const eventDay = ({ measure, facts }: Due): string | undefined => eventsIn(measure.facts, facts).map((e) => e.day).sort().at(-1);

/** The facts of a table without the events that had not come by a day, those of its rows included. */
function knownBy(day: string, table: FactTable, facts: Row): Record<string, unknown> {
  const known: Record<string, unknown> = { ...facts };
  for (const event of eventsIn(table, facts)) if (event.day > day) known[event.name] = undefined;
  for (const [name, entry] of Object.entries(table)) {
    if (entry.kind === 'list') known[name] = (facts[name] as readonly Row[] | undefined)?.map((row) => knownBy(day, entry.of, row));
  }
  return known;
}

/** An award as it stood on a day: without the events that had not come by then, and the statement that the account is drawn up. */
export function dueOn(day: string, due: Due, { policy }: Context): Due {
  const { measure, facts, subject, law } = due;
  const pays = stagedPay(measure);
  const known = knownBy(day, measure.facts, facts);
  if (pays?.as === 'stages' && pays.settled(facts as never)) {
    for (const [name, { kind }] of Object.entries(measure.facts)) if (kind === 'fact' && !pays.settled({ ...facts, [name]: undefined } as never)) known[name] = undefined;
  }
  return { ...due, ...evaluate(measure, known, subject, law, policy.relations.implied) };
}

type Early = NamedDay & { readonly entries: readonly Entry[] };

/** Payments before the application or the filing, or above what the rows gave that were there by then, and the day that had not come. */
export function paidBefore(s: Standing, due: Due, context: Context, budget: Budget): Early | undefined {
  const { measure, facts, law, subject } = due;
  const { facts: table } = context.policy;
  const rowTable = tableOf(table, listOf(measure));
  // A day of the case alone, such as that of the account, belongs to no row.
  const counts = (name: string): boolean => table[name] === undefined || rowTable[name] !== undefined;
  const entries = inOrder(linesOf(s));
  const latest = lastDay(measure.facts, facts, counts);
  const before = entries.filter((e) => latest !== undefined && e.date < latest.day);
  if (latest !== undefined && before.length > 0) return { entries: before, ...latest };
  const { fact = '' } = measure.rows ?? {};
  const rows = facts[fact] as readonly Row[] | undefined;
  if (rows === undefined) return undefined;
  const { of } = measure.facts[fact] as FactList;
  const dated = rows.map((row, i) => ({ row, i, counts: due.rows[i]?.status !== 'ineligible', ...lastDay(of, row, counts) }));
  const amountBy = (own: typeof dated): Dec => {
    const locateRow: typeof subject.locateRow = (r) => subject.locateRow(own[r]?.i as number);
    return evaluate(measure, { ...facts, [fact]: own.map((r) => r.row) }, { ...subject, locateRow }, law, context.policy.relations.implied).amount.hi;
  };
  const early: Entry[] = [];
  let first: (typeof dated)[number] | undefined;
  let paid: Dec = ZERO;
  for (const entry of entries) {
    paid = paid.plus(entry.amount);
    const later = dated.filter((r) => r.counts && r.day !== undefined && r.day > entry.date);
    if (later.length === 0) break;
    if (!spend(budget, rows.length)) return undefined;
    const most = amountBy(dated.filter((r) => r.day === undefined || r.day <= entry.date));
    if (paid.cmp(most) <= 0 || most.cmp(due.amount.hi) >= 0) continue;
    early.push(entry);
    first ??= later.sort((a, b) => byText(a.day as string, b.day as string))[0];
  }
  return first && { entries: early, name: first.name as Bilingual, day: first.day as string };
}

/** Whether the ledger holds everything that was paid on the award, so that what lacks is lacking. */
export const isClosed = ({ measure, finals, settled, advances, before }: Standing): boolean =>
  stagedPay(measure) === undefined ||
  (!settled.isZero() && (advances.length > 0 || before !== undefined || finals.some((e) => e.payment === 'full')));
