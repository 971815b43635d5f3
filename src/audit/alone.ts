import type { Award as Due } from '../assess/determine.js';
import { dayWords } from '../core/day.js';
import { type Dec, ZERO, downToFen, formatMoney, maxOf, notBelowZero } from '../core/decimal.js';
import { byKey } from '../core/groups.js';
import { dayOfYear } from '../core/law.js';
import { type Payment, stagedPay } from '../core/payment.js';
import { ratio, share } from '../core/ratio.js';
import { NOTHING, type Span, between, exactly, spanOf } from '../core/span.js';
import { text } from '../core/text.js';
import {
  type Entry, type Standing, dueOn, evaluatedYears, eventDay, finalOf, inOrder, isAdvance, linesOf, mayFail, paidBefore, payClause, paymentWith, readyToSettle, refsOf,
  settlementClause, statedAdvances, sumOf,
} from './account.js';
import { comesTo, explainAdvance, explainTotal } from './causes.js';
import { partsWith } from './contested.js';
import { type Cause, type Figures, type FindingCode, conditionName, listed } from './finding.js';
import type { Findings } from './judge.js';

/** What an account shows by itself: payments that cannot stand or are to be checked, and what is too much whatever else was paid. */

const told = (entries: readonly Entry[]): Pick<Figures, 'awards' | 'actual'> => ({ awards: refsOf(entries), actual: sumOf(entries) });
export const CHECK = { severity: 'warning', effect: 'none' } as const;

/** Payments that cannot stand, and more that came back than was paid. */
export function tellRejected(f: Findings, s: Standing): void {
  for (const { code, entries, open } of s.rejected) {
    if (open.isZero()) continue;
    // A repetition is told with the line that it repeats.
    const refs = [...entries.flatMap((e) => e.repeats ?? []), ...refsOf(entries)];
    const awards = [...new Map(refs.map((r) => [r.index, r])).values()];
    // Without a determination nothing says that it must come back.
    const back = s.due === undefined ? { effect: 'none' as const } : { difference: open, expected: NOTHING };
    f.say(s, code, { awards, actual: sumOf(entries), ...back, ...becauseOf(f, code, s, entries) });
  }
  const back = told(s.returns);
  const byThen = back.actual.minus(sumOf(s.entries)).eq(s.surplus) ? undefined : text('截至退回当日', ' by that day');
  if (!s.surplus.isZero()) f.say(s, 'returned-too-much', { ...back, difference: s.surplus, expected: exactly(back.actual.minus(s.surplus)), detail: byThen });
}

function becauseOf(f: Findings, code: FindingCode, { due, measure, candidates }: Standing, entries: readonly Entry[]): Partial<Figures> {
  const { policy, at } = f.sources.context;
  const { period } = policy;
  if (code === 'subject-ambiguous') return { detail: listed(candidates.map((a) => a.subject.id)) };
  if (code === 'settled-too-early') return { clause: settlementClause(measure), severity: 'error', effect: 'return' };
  if (code === 'advance-in-failed-year') return { clause: payClause(measure) };
  if (code === 'before-commencement' || code === 'after-expiry') {
    const { clause, words } = at(entries[0]?.date).parameter(code === 'after-expiry' ? period.to : period.from);
    return { clause, words };
  }
  if (code !== 'ineligible' || due === undefined) return {};
  const unmet = due.determination.conditions.filter((c) => c.outcome === 'unmet');
  const detail = listed(unmet.map(conditionName(policy)), '；', '; ');
  return { unmet, detail, causes: comesTo(sumOf(entries), due, f.sources), clause: unmet[0]?.clause ?? measure.clause };
}

/** Payments whose day or kind is to be checked. */
export function tellDoubts(f: Findings, s: Standing, due: Due): void {
  const { measure, advances, finals } = s;
  const check = (code: FindingCode, entries: readonly Entry[], extra: Partial<Figures> = {}): void => {
    if (entries.length > 0) f.say(s, code, { ...told(entries), ...extra });
  };
  const early = linesOf(s).filter((e) => e.year !== undefined && e.date < dayOfYear(e.year));
  check('paid-before-year', early);
  const before = early.length > 0 ? undefined : paidBefore(s, due, f.sources.context, f.sources.budget);
  if (before !== undefined) check('paid-before-facts', before.entries, { detail: listed([before.name, dayWords(before.day)], '为', ': ') });
  if (stagedPay(measure) === undefined) return check('advance-not-provided', finals.filter((e) => e.payment === 'advance'));
  const clause = payClause(measure);
  const day = eventDay(due);
  const open = readyToSettle(due) === undefined;
  check('settled-too-early', finals.filter((e) => open || (day !== undefined && e.date < day)), { clause: settlementClause(measure) });
  const settledOn = finals.map((e) => e.date).sort()[0];
  check('advance-after-settlement', advances.filter((e) => settledOn !== undefined && e.date > settledOn), { clause: settlementClause(measure) });
  const years = evaluatedYears(due);
  const unlisted = advances.filter((e) => years !== undefined && e.year !== undefined && !years.some((y) => y.listed && y.year === e.year));
  check('advance-without-evaluation', unlisted, { clause, detail: listed([...new Set(unlisted.map((e) => `${e.year}`))].sort()) });
}

/** Tells what is too much by itself and on what it is unknown; gives what of the account is to be returned, at least and at most. */
export function tellExcess(f: Findings, s: Standing, due: Due): Span {
  const { advanced, settled, received } = s;
  const own = finalOf(due, due.amount, received);
  const payment = stagedPay(due.measure) && paymentWith(due, due.amount, advanced);
  const limit = payment?.advance && spanOf(payment.advance.cumulativeLimit);
  // Until the account is drawn up what was advanced is held against its limit alone.
  const isOpen = limit !== undefined && settled.isZero() && payment?.settlement === undefined;
  const over = isOpen ? ZERO : notBelowZero(received.minus(grossOf(due) ?? own.hi));
  const [expected, actual] = isOpen ? [limit, advanced] : [own, received];
  const unknown = [...new Set([...(due.determination.missing ?? []), ...((isOpen && payment?.missing) || [])])];
  const missing = unknown.length > 0 && actual.cmp(expected.lo) > 0 ? unknown : undefined;
  const isFast = over.isZero() && limit !== undefined && advanced.cmp(limit.lo) > 0;
  const excess = isFast ? tellTooFast(f, s, due, limit, isOpen, missing) : between(over, mayFail(due) ? maxOf(over, settled) : over);
  if (!over.isZero()) tellTooMuch(f, s, due, own, over, missing);
  else if (limit === undefined || advanced.cmp(limit.hi) <= 0) tellAheadOfYears(f, s, payment);
  const undetermined = due.determination.status === 'undetermined';
  if (missing !== undefined && (undetermined || actual.cmp(expected.hi) <= 0)) {
    f.sayUnknown(s, missing, { severity: undetermined ? 'warning' : 'note', actual, expected });
  }
  return excess;
}

/** Above what the award gives by itself. */
function tellTooMuch(f: Findings, s: Standing, due: Due, expected: Span, difference: Dec, missing: readonly string[] | undefined): void {
  const { measure, law } = due;
  const figures = { expected, difference, ...(missing && { missing }) };
  if (s.settled.isZero() && !s.advanced.isZero()) return f.say(s, 'advance-recoverable', { ...figures, clause: settlementClause(measure) });
  // What holds the award from above: its cap, or its stated sum.
  const { cap, fixed = cap } = measure.formula;
  const ceiling = fixed === undefined ? undefined : law.parameter(cap ?? fixed);
  const over = ceiling?.scope !== undefined && s.received.cmp(ceiling.decimal) > 0 ? ceiling : undefined;
  const limit = over && { clause: over.clause, words: over.words };
  const entries = linesOf(s);
  const alike = lookAlikes(entries, difference);
  if (alike !== undefined) return f.say(s, 'duplicate', { ...figures, ...limit, awards: refsOf(alike) });
  const code = over === undefined ? 'amount-mismatch' : over.scope?.endsWith('-year') === true ? 'enterprise-year-excess' : 'cap-excess';
  f.say(s, code, { ...figures, ...limit, causes: causesOf(f, s, due, s.onAccount, entries.length) });
}

/** Why the account may have come to what it does. */
export function causesOf(f: Findings, { received, finals }: Standing, due: Due, advances: Dec = ZERO, lines: number = finals.length): readonly Cause[] {
  // Only an award that is paid net of the earlier ones may have been paid without their deduction.
  const parts = grossOf(due) === undefined ? [] : partsWith(due, f.sources).filter((a) => a !== due).map((a) => a.amount.hi);
  return explainTotal(received, due, advances, lines, parts.filter((a) => !a.isZero()), f.sources);
}

/** Advanced beyond what may be by now, certainly or while facts are open; gives what of it is to be returned. */
function tellTooFast(f: Findings, s: Standing, now: Due, limitNow: Span, isOpen: boolean, missing: readonly string[] | undefined): Span {
  const { advanced, advances } = s;
  // What was right on its day stays so, whatever is verified afterwards.
  const then = dueOn((inOrder(advances).at(-1) as Entry).date, now, f.sources.context);
  const advance = paymentWith(then, then.amount, advanced)?.advance;
  const limitThen = advance === undefined ? NOTHING : spanOf(advance.cumulativeLimit);
  const [due, expected] = limitThen.hi.cmp(limitNow.hi) > 0 ? [then, limitThen] : [now, limitNow];
  const causes = (): readonly Cause[] => explainAdvance(advanced, due, expected.hi, advances.length, f.sources);
  // What the settlement has caught up with was early, but nothing is left to return.
  const difference = tellAboveLimit(f, s, due, due.amount.hi, expected, () => ({ causes: causes(), ...(missing && { missing }), ...(isOpen ? undefined : CHECK) }));
  return isOpen ? between(difference, notBelowZero(advanced.minus(expected.lo))) : NOTHING;
}

/** Tells advances above their limit: above the highest share of a total, or only ahead of progress; gives by how much. */
export function tellAboveLimit(f: Findings, s: Standing, { law, measure }: Due, total: Dec, expected: Span, more: () => Partial<Figures>): Dec {
  const { advanced: actual, advances } = s;
  const difference = notBelowZero(actual.minus(expected.hi));
  if (difference.isZero()) return difference;
  const { clause, words, decimal } = law.parameter((stagedPay(measure) as { readonly share: string }).share);
  const code = actual.cmp(downToFen(share(total, ratio(decimal)))) > 0 ? 'advance-over-share' : 'advance-ahead-of-progress';
  f.say(s, code, { awards: refsOf(advances), actual, difference, expected, clause, words, ...more() });
  return difference;
}

/** More advanced by a year than its pass and the earlier ones allowed. */
function tellAheadOfYears(f: Findings, s: Standing, payment: Payment | undefined): void {
  let allowed: Dec = ZERO;
  for (const { year, limit } of payment?.byYear ?? []) {
    allowed = allowed.plus(limit.max);
    const own = told(s.advances.filter((e) => e.year !== undefined && e.year <= year));
    const difference = own.actual.minus(allowed);
    if (difference.cmp(ZERO) <= 0) continue;
    return f.say(s, 'advance-ahead-of-progress', { ...own, ...CHECK, difference, expected: exactly(allowed), clause: payClause(s.measure) });
  }
}

/** The case states other advances than the ledger, which is followed. */
export function tellOtherAdvances(f: Findings, s: Standing): void {
  const stated = s.due && statedAdvances(s.due);
  const advances = s.entries.filter((e) => isAdvance(s.measure, e));
  if (stated === undefined || advances.length === 0) return;
  const own = told(advances.filter((e) => e.repeats === undefined));
  const actual = notBelowZero(own.actual.minus(s.byThen));
  if (stated.eq(actual)) return;
  f.say(s, 'advances-differ', { ...own, actual, difference: stated.minus(actual).abs(), expected: exactly(stated) });
}

/** What an award gave before the earlier parts of one payable were deducted; undefined where nothing is. */
export function grossOf({ measure, valuation, amount }: Due): Dec | undefined {
  const capped = measure.uses?.bundle === undefined ? undefined : valuation?.stages.find((x) => x.id === 'cap');
  const gross = capped?.span.hi as Dec | undefined;
  return gross !== undefined && gross.cmp(amount.hi) > 0 ? gross : undefined;
}

/** Lines that look alike of which one or more make up the excess. */
const lookAlikes = (entries: readonly Entry[], excess: Dec): readonly Entry[] | undefined =>
  [...byKey(entries, (e) => `${formatMoney(e.amount)} ${e.date} ${e.payment} ${e.year}`).values()]
    .find((own) => own.slice(1).some((e, i) => e.amount.times(i + 1).eq(excess)));
