import { impliesOf, type Award as Due } from '../assess/determine.js';
import { tableOf } from '../case/case.js';
import type { Context } from '../core/context.js';
import { Dec as Decimal, type Dec, ZERO, notBelowZero } from '../core/decimal.js';
import type { FactList, FactTable } from '../core/fact.js';
import { type FactsOf, type Measure, evaluate } from '../core/measure.js';
import { type Payment, type Pays, paymentOf } from '../core/payment.js';
import { type Range, type Span, between } from '../core/span.js';
import type { Bilingual } from '../core/text.js';
import type { AwardRef, FindingCode } from './finding.js';
import type { KnownAward, PaymentKind } from './ledger.js';

/** What the ledger says of one determination: its payments, what came back, and what of it stands. */

/** One payment. */
export interface Entry {
  readonly ref: AwardRef;
  readonly amount: Dec;
  readonly date: string;
  readonly year: number | undefined;
  readonly payment: PaymentKind;
  /** Recorded before with the same id: the same payment a second time. */
  readonly repeats?: AwardRef | undefined;
}

export interface Account {
  readonly key: string;
  readonly measure: Measure;
  readonly subject: string;
  readonly year: number | undefined;
  /** Undefined where the case has no such determination. */
  readonly due: Due | undefined;
  /** Several determinations of the payee that it was booked to: which one was paid is not clear. */
  readonly candidates: readonly Due[];
  readonly entries: Entry[];
  readonly returns: Entry[];
}

export const entryOf = (award: KnownAward, ref: AwardRef, repeats?: AwardRef): Entry => ({
  ref, amount: award.amount, date: award.date, year: award.year, payment: award.payment, repeats,
});

export const sumOf = (entries: readonly { readonly amount: Dec }[]): Dec => entries.reduce<Dec>((s, e) => s.plus(e.amount), ZERO);
export const refsOf = (entries: readonly Entry[]): AwardRef[] => entries.map((e) => e.ref).sort((a, b) => a.index - b.index);
export const dec = (written: string): Dec => new Decimal(written);
export const spanOf = ({ min, max }: Range): Span => between(dec(min), dec(max));

type Staged = Exclude<Pays<never>, { as: 'once' }>;

/** How a measure is paid that is settled at the end. */
export const stagedPay = ({ pays }: Measure): Staged | undefined => (pays === undefined || pays.as === 'once' ? undefined : pays);

/** Whether a line counts as paid on account: before the settlement of a measure that has one. */
export const isAdvance = (measure: Measure, { payment }: Entry): boolean =>
  stagedPay(measure) !== undefined && (payment === 'advance' || payment === 'annual');

/** Whether the account can be drawn up: known, known not to be, or open. */
export function readyToSettle({ measure, facts, law }: Due): boolean | undefined {
  const pays = stagedPay(measure);
  if (pays === undefined) return true;
  const ready = (f: FactsOf): boolean => (pays.as === 'stages' ? pays.settled(f as never) : pays.completed(f as never));
  const outcome = pays.as === 'stages' ? 'passed' : pays.outcome(facts as never, law);
  if (outcome === 'failed') return false;
  if (ready(facts)) return outcome === 'passed' ? true : undefined;
  // What is unknown may have happened.
  const filled: Record<string, unknown> = { ...facts };
  for (const [name, entry] of Object.entries<FactTable[string]>({ ...measure.facts, ...pays.facts })) {
    if (filled[name] !== undefined) continue;
    if (entry.kind === 'group' && entry.isEvent) filled[name] = {};
    if (entry.kind === 'fact' && entry.type === 'boolean') filled[name] = true;
  }
  return ready(filled) ? undefined : false;
}

/** The last day of the events that the award stands on, such as its acceptance. */
export function eventDay({ measure, facts }: Due): string | undefined {
  const days = Object.entries(measure.facts).flatMap(([name, entry]) => {
    const event = entry.kind === 'group' && entry.isEvent ? (facts[name] as FactsOf | undefined) : undefined;
    if (event === undefined || entry.kind !== 'group') return [];
    return Object.keys(entry.of).filter((f) => isDayFact(entry.of, f)).flatMap((f) => (event[f] as string | undefined) ?? []);
  });
  return days.sort().at(-1);
}

/** What the choice pays on the award in payments, with the ledger's advances in place of those that the case states. */
export function paymentWith({ measure, determination: { key }, law, facts, subject }: Due, total: Span, advances: Dec): Payment | undefined {
  const { pays } = measure;
  if (pays === undefined) return undefined;
  const own = pays.as === 'once' ? facts : { ...facts, [pays.paid]: advances };
  return paymentOf(pays, { key, total, law, facts: own, locate: subject.locate });
}

/** What an award finally comes to, given what the choice pays on it. */
export function finalOf(due: Due, total: Span, advances: Dec): Span {
  const settlement = total.hi.isZero() ? undefined : paymentWith(due, total, advances)?.settlement;
  return settlement === undefined ? total : spanOf(settlement.final);
}

/** What the case says was advanced. */
export function statedAdvances({ measure, facts }: Due): Dec | undefined {
  const pays = stagedPay(measure);
  return pays && (facts[pays.paid] as Dec | undefined);
}

// ---- what stands --------------------------------------------------------------------------------

/** Payments that cannot stand whatever the award comes to, by the reason. */
export interface Rejected {
  readonly code: FindingCode;
  readonly entries: readonly Entry[];
  /** What of it has not come back. */
  readonly open: Dec;
}

/** An account with its sums; money that came back settles what cannot stand first. */
export interface Standing {
  readonly account: Account;
  readonly rejected: readonly Rejected[];
  /** Entries that stand by themselves. */
  readonly advances: readonly Entry[];
  readonly finals: readonly Entry[];
  /** Their sums less what came back. */
  readonly advanced: Dec;
  readonly settled: Dec;
  /** Advances that only the case states, before the lines of the ledger. */
  readonly before: Dec | undefined;
  /** More came back than was paid. */
  readonly surplus: Dec;
}

/** Why a payment cannot stand, in the order in which returned money settles it. */
const REASONS = ['duplicate', 'subject-ambiguous', 'not-in-case', 'ineligible', 'before-commencement', 'after-expiry', 'advance-in-failed-year', 'settled-too-early'] as const;

export function standingOf(account: Account, context: Context): Standing {
  const { measure, due, entries } = account;
  let back = sumOf(account.returns);
  const reasons = new Map<FindingCode, Entry[]>();
  const kept: Entry[] = [];
  for (const entry of entries) {
    const code = reasonAgainst(entry, account, context);
    if (code === undefined) kept.push(entry);
    else reasons.set(code, [...(reasons.get(code) ?? []), entry]);
  }
  const take = (sum: Dec): Dec => {
    const left = notBelowZero(sum.minus(back));
    back = notBelowZero(back.minus(sum));
    return left;
  };
  const rejected = REASONS.flatMap((code): Rejected[] => {
    const own = reasons.get(code);
    return own === undefined ? [] : [{ code, entries: own, open: take(sumOf(own)) }];
  });
  const advances = kept.filter((e) => isAdvance(measure, e));
  const finals = kept.filter((e) => !isAdvance(measure, e));
  const settled = take(sumOf(finals));
  const advanced = take(sumOf(advances));
  const before = due !== undefined && finals.length > 0 && !entries.some((e) => isAdvance(measure, e)) ? statedAdvances(due) : undefined;
  return { account, rejected, advances, finals, settled, advanced, before, surplus: back };
}

function reasonAgainst(entry: Entry, { due, measure, candidates }: Account, { policy, at, readings }: Context): (typeof REASONS)[number] | undefined {
  const { period } = policy;
  if (entry.repeats !== undefined) return 'duplicate';
  if (due === undefined) return candidates.length > 1 ? 'subject-ambiguous' : 'not-in-case';
  if (due.determination.status === 'ineligible') return 'ineligible';
  const law = at(entry.date);
  if (entry.date < law.parameter(period.from).value) return 'before-commencement';
  if (entry.date > law.parameter(period.to).value && period.bindsPayments?.(readings) === true) return 'after-expiry';
  const pays = stagedPay(measure);
  if (pays === undefined) return undefined;
  if (!isAdvance(measure, entry)) return readyToSettle(due) === false ? 'settled-too-early' : undefined;
  if (pays.as !== 'years' || entry.year === undefined) return undefined;
  const years = pays.years(due.facts as never, due.law, due.subject.locate);
  return years?.some((y) => y.year === entry.year && y.passed === false) === true ? 'advance-in-failed-year' : undefined;
}

/** Everything that stands, what the case says was advanced before included. */
export const received = ({ advanced, settled, before }: Standing): Dec => advanced.plus(settled).plus(before ?? ZERO);
export const linesOf = ({ advances, finals }: Standing): AwardRef[] => refsOf([...advances, ...finals]);

// ---- what it stood on when it was paid ------------------------------------------------------------

export interface Later {
  readonly entries: readonly Entry[];
  /** What had not happened yet: its name and day, and the row where it is one of several. */
  readonly name: Bilingual;
  readonly day: string;
  readonly row: string | undefined;
}

const isDayFact = (table: FactTable, name: string): boolean => {
  const entry = table[name];
  return entry?.kind === 'fact' && entry.type === 'day';
};

/** Names of the days in a table that belong to its rows: a day of the case alone, such as that of the account, is none. */
function dayNames(table: FactTable, { source }: Measure, { policy }: Context): string[] {
  const rows = tableOf(policy.facts, 'each' in source ? source.each : source.group);
  return Object.keys(table).filter((name) => isDayFact(table, name) && (policy.facts[name] === undefined || rows[name] !== undefined));
}

/** Payments made before what they stand on: the application, the filing, or rows that give what was paid by then. */
export function paidBefore({ account: { measure, due }, advances, finals }: Standing, context: Context, spend: (work: number) => boolean): Later | undefined {
  if (due === undefined) return undefined;
  const entries = [...advances, ...finals].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.ref.index - b.ref.index));
  const { facts } = due;
  const latest = dayNames(measure.facts, measure, context)
    .flatMap((name) => (facts[name] === undefined ? [] : [{ name, day: facts[name] as string }]))
    .reduce<{ name: string; day: string } | undefined>((a, b) => (a === undefined || b.day > a.day ? b : a), undefined);
  const early = latest === undefined ? [] : entries.filter((e) => e.date < latest.day);
  if (latest !== undefined && early.length > 0) {
    return { entries: early, name: (measure.facts[latest.name] as { readonly name: Bilingual }).name, day: latest.day, row: undefined };
  }
  return beforeRows(entries, due, context, spend);
}

function beforeRows(entries: readonly Entry[], due: Due, context: Context, spend: (work: number) => boolean): Later | undefined {
  const { measure, facts, law, subject } = due;
  const spec = measure.rows;
  const rows = spec && (facts[spec.fact] as readonly FactsOf[] | undefined);
  if (spec === undefined || rows === undefined || rows.length !== due.rows.length) return undefined;
  const listed = measure.facts[spec.fact] as FactList;
  const names = dayNames(listed.of, measure, context);
  const known = rows.map((row, i) => {
    const days = names.flatMap((name) => (row[name] === undefined ? [] : [{ name, day: row[name] as string }]));
    const last = days.reduce((a, b) => (b.day > a.day ? b : a), { name: '', day: '' });
    return { row, i, ...last };
  });
  const counting = known.filter(({ i }) => due.rows[i]?.status !== 'ineligible');
  const dueBy = new Map<number, Dec>();
  let paid: Dec = ZERO;
  const early: Entry[] = [];
  let first: (typeof known)[number] | undefined;
  for (const entry of entries) {
    paid = paid.plus(entry.amount);
    const later = counting.filter((r) => r.day > entry.date);
    if (later.length === 0) break;
    const kept = known.filter((r) => r.day <= entry.date);
    let most = dueBy.get(kept.length);
    if (most === undefined) {
      if (!spend(rows.length)) return undefined;
      const locateRow: typeof subject.locateRow = (r) => subject.locateRow(kept[r]?.i as number);
      const e = evaluate(measure, { ...facts, [spec.fact]: kept.map((r) => r.row) }, { ...subject, locateRow }, law, impliesOf(context));
      dueBy.set(kept.length, (most = e.amount.hi));
    }
    if (paid.cmp(most) <= 0 || most.cmp(due.amount.hi) >= 0) continue;
    early.push(entry);
    first ??= later.reduce((a, b) => (b.day < a.day ? b : a));
  }
  if (first === undefined) return undefined;
  return { entries: early, name: (listed.of[first.name] as { readonly name: Bilingual }).name, day: first.day, row: `${first.row['id'] as string}` };
}
