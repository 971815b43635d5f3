import type { Award as Due } from '../assess/determine.js';
import type { Context } from '../core/context.js';
import { type Dec, ZERO, downToFen, formatMoney, notBelowZero } from '../core/decimal.js';
import { dayOfYear } from '../core/law.js';
import { ratio, share } from '../core/ratio.js';
import { NOTHING, type Span, exactly, toRange } from '../core/span.js';
import { text } from '../core/text.js';
import { type Account, type Entry, type Standing, eventDay, finalOf, isAdvance, linesOf, paidBefore, paymentWith, readyToSettle, received, refsOf, spanOf, stagedPay, sumOf } from './account.js';
import { type Sources, eligibleUnder, explainAdvance, explainTotal } from './causes.js';
import { inBundle } from './contested.js';
import type { Finding, FindingCode } from './finding.js';
import { type Said, awardName, clauseName, conditionName, laterFact, letter, listed, showRange, statement } from './words.js';

/** What the account of one award shows by itself, whatever else was paid on its input. */

export interface OwnResult {
  readonly findings: readonly Finding[];
  /** What counts on the input: no more than the award by itself. */
  readonly counts: Dec;
  /** Certainly to be returned. */
  readonly excess: Dec;
}

type Extra = Partial<Pick<Finding, 'causes' | 'unmet' | 'missing' | 'against' | 'proven' | 'clause' | 'awards'>> & Partial<Pick<Said, 'words' | 'detail'>>;

/** Makes a finding of the figures and says it. */
export function findingOf(
  account: Account,
  { policy }: Context,
  of: Pick<Finding, 'code' | 'severity' | 'awards' | 'effect'> & { readonly actual: Dec; readonly difference: Dec; readonly expected: Span },
  { words, detail, clause = account.measure.clause, ...extra }: Extra = {},
): Finding {
  const { code, severity, awards, effect } = of;
  const [actual, difference, expected] = [formatMoney(of.actual), formatMoney(of.difference), toRange(of.expected)];
  const name = awardName(account, policy);
  const said = statement(code, { name, actual, difference, due: showRange(expected), clause: clauseName(clause), words, detail });
  const { causes, against, ...rest } = extra;
  const told = {
    ...(causes === undefined || causes.length === 0 ? undefined : { causes }),
    ...(against === undefined || against.length === 0 ? undefined : { against }),
    ...rest,
  };
  const message = letter(said, { awards, severity, effect, difference, ...told });
  return { code, severity, clause, awards, key: account.key, expected, actual, difference, effect, ...told, message };
}

/** Payments that cannot stand, and what the days of the others show. */
export const byLines = (s: Standing, sources: Sources): Finding[] => [...rejections(s, sources), ...doubts(s, sources)];

function rejections({ account, rejected, surplus }: Standing, sources: Sources): Finding[] {
  const { context } = sources;
  const law = context.at(undefined);
  const out = rejected.flatMap(({ code, entries, open }): Finding[] => {
    if (open.isZero()) return [];
    const extra = (): Extra => {
      const { due } = account;
      switch (code) {
        case 'ineligible': {
          const unmet = (due as Due).determination.conditions.filter((c) => c.outcome === 'unmet');
          const [first] = unmet;
          return { unmet, detail: listed(unmet.map(conditionName), '；', '; '), causes: eligibleUnder(sumOf(entries), due as Due, sources), ...(first && { clause: first.clause }) };
        }
        case 'before-commencement':
        case 'after-expiry': {
          const { clause, words } = law.parameter(context.policy.period[code === 'after-expiry' ? 'to' : 'from']);
          return { clause, words };
        }
        case 'settled-too-early':
        case 'advance-in-failed-year':
          return { clause: stagedPay(account.measure)?.clause ?? account.measure.clause };
        case 'subject-ambiguous':
          return { detail: listed(account.candidates.map((a) => text(`“${a.subject.id}”`, `"${a.subject.id}"`))) };
        default:
          return {};
      }
    };
    // Without a determination nothing says that it must come back.
    const known = account.due !== undefined;
    const awards = code === 'duplicate' ? [...new Map([...entries.flatMap((e) => e.repeats ?? []), ...refsOf(entries)].map((r) => [r.index, r])).values()] : refsOf(entries);
    const of = { code, severity: code === 'subject-ambiguous' ? 'warning' : 'error', awards, effect: known ? 'return' : 'none', actual: sumOf(entries), difference: known ? open : ZERO, expected: known ? NOTHING : { lo: ZERO, hi: sumOf(entries) } } as const;
    return [findingOf(account, context, of, extra())];
  });
  if (!surplus.isZero()) {
    const actual = sumOf(account.returns);
    out.push(findingOf(account, context, { code: 'returned-too-much', severity: 'warning', awards: refsOf(account.returns), effect: 'none', actual, difference: surplus, expected: exactly(actual.minus(surplus)) }));
  }
  return out;
}

/** Payments whose day or kind is to be checked. */
function doubts(s: Standing, { context, spend }: Sources): Finding[] {
  const { account, advances, finals } = s;
  const { due, measure, year } = account;
  const all = [...advances, ...finals];
  if (due === undefined || all.length === 0) return [];
  const pays = stagedPay(measure);
  const found: [FindingCode, readonly Entry[], Extra?][] = [];
  const early = all.filter((e) => year !== undefined && e.date < dayOfYear(year));
  found.push(['paid-before-year', early]);
  const before = early.length > 0 ? undefined : paidBefore(s, context, spend);
  if (before !== undefined) found.push(['paid-before-facts', before.entries, { detail: laterFact(before.name, before.day, before.row) }]);
  if (pays === undefined) found.push(['advance-not-provided', finals.filter((e) => e.payment === 'advance')]);
  else {
    const { clause } = pays;
    const day = eventDay(due);
    const open = readyToSettle(due) === undefined;
    found.push(['settled-too-early', finals.filter((e) => open || (day !== undefined && e.date < day)), { clause }]);
    const settledOn = finals.map((e) => e.date).sort()[0];
    found.push(['advance-after-settlement', advances.filter((e) => settledOn !== undefined && e.date > settledOn), { clause }]);
    const years = pays.as === 'years' ? pays.years(due.facts as never, due.law, due.subject.locate) : undefined;
    const unlisted = advances.filter((e) => years !== undefined && e.year !== undefined && !years.some((y) => y.listed && y.year === e.year));
    const named = [...new Set(unlisted.map((e) => `${e.year}`))].sort().join(', ');
    found.push(['advance-without-evaluation', unlisted, { clause, detail: text(named, named) }]);
  }
  return found.flatMap(([code, entries, extra]) => {
    const actual = sumOf(entries);
    const of = { code, severity: 'warning', awards: refsOf(entries), effect: 'none', actual, difference: ZERO, expected: { lo: ZERO, hi: actual } } as const;
    return entries.length === 0 ? [] : [findingOf(account, context, of, extra)];
  });
}

// ---- the account ----------------------------------------------------------------------------------

/** What an award gave before the earlier parts of one payable were deducted; undefined where nothing is. */
export function grossOf({ measure, valuation, amount }: Due, { policy, readings }: Context): Dec | undefined {
  const { bundle } = measure.uses ?? {};
  const sequential = bundle !== undefined && policy.measures.some((m) => m.uses?.bundle === bundle && policy.overlap.relation(measure.code, m.code, readings) === 'sequential');
  const stages = valuation?.stages ?? [];
  const at = stages.findIndex((x) => x.id === 'cap');
  if (!sequential || at < 0 || at === stages.length - 1) return undefined;
  const gross = (stages[at] as (typeof stages)[number]).span.hi as Dec;
  return gross.cmp(amount.hi) > 0 ? gross : undefined;
}

/** Amounts of the other parts of one payable. */
export const otherParts = (due: Due, awards: readonly Due[]): Dec[] =>
  awards.filter((a) => a !== due && inBundle(a, due) && !a.amount.hi.isZero()).map((a) => a.amount.hi).sort((a, b) => a.cmp(b));

export function ownAccount(s: Standing, due: Due, sources: Sources): OwnResult {
  const { advanced, settled, before, account } = s;
  const pays = stagedPay(account.measure);
  const total = received(s);
  const own = finalOf(due, due.amount, advanced.plus(before ?? ZERO));
  const payment = pays === undefined ? undefined : paymentWith(due, due.amount, advanced);
  const limit = payment?.advance === undefined ? undefined : spanOf(payment.advance.cumulativeLimit);
  // Until the account is drawn up what was advanced is held against its limit alone.
  const onAccount = limit !== undefined && settled.isZero() && payment?.settlement === undefined;
  const findings: Finding[] = [];
  let excess: Dec = ZERO;
  if (!onAccount) {
    excess = notBelowZero(total.minus(grossOf(due, sources.context) ?? own.hi));
    if (!excess.isZero()) findings.push(excessive(s, due, own, excess, sources));
  }
  if (limit !== undefined && advanced.cmp(limit.hi) > 0 && excess.isZero()) {
    findings.push(tooFast(s, due, limit, onAccount, sources));
    if (onAccount) excess = advanced.minus(limit.hi);
  } else if (payment?.byYear !== undefined && excess.isZero()) findings.push(...aheadOfYears(s, payment.byYear, sources.context));
  const missing = (onAccount ? [...(due.determination.missing ?? []), ...(payment?.missing ?? [])] : (due.determination.missing ?? []));
  const certain = onAccount ? (limit as Span) : own;
  const paid = onAccount ? advanced : total;
  const open = due.determination.status === 'undetermined';
  if (missing.length > 0 && paid.cmp(certain.lo) > 0 && (open || paid.cmp(certain.hi) <= 0)) {
    findings.push(onUnknown(s, [...new Set(missing)], paid, certain, open ? 'warning' : 'note', sources.context));
  }
  return { findings, counts: total.minus(excess), excess };
}

function onUnknown(s: Standing, missing: readonly string[], paid: Dec, expected: Span, severity: 'warning' | 'note', context: Context): Finding {
  const named = missing.join('、');
  const of = { code: 'facts-unknown', severity, awards: linesOf(s), effect: 'none', actual: paid, difference: ZERO, expected } as const;
  return findingOf(s.account, context, of, { missing, detail: text(named, missing.join(', ')) });
}

/** The parameter that holds an award from above, or its stated sum. */
function ceilingOf({ measure, law }: Due) {
  const own = measure.formula.cap;
  if (own !== undefined) return law.parameter(own);
  return measure.parameters.map((id) => law.parameter(id)).find((p) => p.unit === 'CNY' && p.bound === 'exactly');
}

/** Above what the award gives by itself. */
function excessive(s: Standing, due: Due, own: Span, excess: Dec, sources: Sources): Finding {
  const { account, advanced, before, settled } = s;
  const total = received(s);
  const entries = [...s.advances, ...s.finals];
  const alike = lookAlikes(entries, excess);
  const ceiling = ceilingOf(due);
  const over = ceiling?.scope !== undefined && total.cmp(ceiling.decimal) > 0;
  const code: FindingCode =
    settled.isZero() && !advanced.isZero() ? 'advance-recoverable'
    : alike !== undefined ? 'duplicate'
    : !over ? 'amount-mismatch'
    : ceiling.scope?.endsWith('-year') === true ? 'enterprise-year-excess'
    : 'cap-excess';
  const parts = otherParts(due, sources.awards);
  const terms = { advances: advanced.plus(before ?? ZERO), lines: entries.length, parts };
  const causes = code === 'duplicate' || code === 'advance-recoverable' ? [] : explainTotal(total, due, terms, sources);
  const of = { code, severity: 'error', awards: alike === undefined ? linesOf(s) : refsOf(alike), effect: 'return', actual: total, difference: excess, expected: own } as const;
  const clause = code === 'advance-recoverable' ? stagedPay(due.measure)?.clause : over ? ceiling.clause : undefined;
  return findingOf(account, sources.context, of, { causes, ...(clause && { clause }), ...(over && { words: ceiling.words }) });
}

/** Lines that look alike of which one or more make up the excess. */
function lookAlikes(entries: readonly Entry[], excess: Dec): readonly Entry[] | undefined {
  const groups = new Map<string, Entry[]>();
  for (const e of entries) {
    const key = `${formatMoney(e.amount)} ${e.date} ${e.payment} ${e.year}`;
    groups.set(key, [...(groups.get(key) ?? []), e]);
  }
  return [...groups.values()].find((own) => own.slice(1).some((e, i) => e.amount.times(i + 1).eq(excess)));
}

/** Advanced beyond what may be by now. */
function tooFast(s: Standing, due: Due, limit: Span, onAccount: boolean, sources: Sources): Finding {
  const { advanced, advances, account } = s;
  const pays = stagedPay(due.measure) as NonNullable<ReturnType<typeof stagedPay>>;
  const param = due.law.parameter(pays.share);
  const total = due.amount.hi;
  const most = downToFen(share(total, ratio(param.decimal)));
  const code: FindingCode = advanced.cmp(most) > 0 ? 'advance-over-share' : 'advance-ahead-of-progress';
  const causes = explainAdvance(advanced, due, { total, limit: limit.hi, lines: advances.length }, sources);
  // What the settlement has caught up with was early, but nothing is left to return.
  const effects = onAccount ? ({ severity: 'error', effect: 'return' } as const) : ({ severity: 'warning', effect: 'none' } as const);
  const of = { code, ...effects, awards: refsOf(advances), actual: advanced, difference: advanced.minus(limit.hi), expected: limit };
  return findingOf(account, sources.context, of, { causes, clause: param.clause, words: param.words });
}

/** More advanced by a year than its pass and the earlier ones allowed. */
function aheadOfYears({ account, advances }: Standing, byYear: readonly { readonly year: number; readonly limit: { readonly max: string } }[], context: Context): Finding[] {
  let allowed: Dec = ZERO;
  for (const { year, limit } of byYear) {
    allowed = allowed.plus(limit.max);
    const own = advances.filter((e) => e.year !== undefined && e.year <= year);
    const actual = sumOf(own);
    if (actual.cmp(allowed) <= 0) continue;
    const clause = stagedPay(account.measure)?.clause;
    const of = { code: 'advance-ahead-of-progress', severity: 'warning', effect: 'none', awards: refsOf(own), actual, difference: actual.minus(allowed), expected: exactly(allowed) } as const;
    return [findingOf(account, context, of, clause === undefined ? {} : { clause })];
  }
  return [];
}

export const holdsAdvances = ({ account }: Standing): boolean => account.entries.some((e) => isAdvance(account.measure, e));
