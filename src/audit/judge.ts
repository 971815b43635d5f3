import { allowsAdvance } from '../articles/article-7-parks.js';
import type { Determined } from '../assessment/determine.js';
import type { ReadCase } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import { type Dec, ZERO, downToFen, formatMoney, maxOf, minOf, notBelowZero } from '../kernel/decimal.js';
import { NOTHING, type Range, type Span, between, plus, toRange } from '../kernel/span.js';
import { type Bilingual, text } from '../kernel/text.js';
import {
  type Account, type JointSum, accountsOf, advanceFractions, balance, claimedTotals, jointSums, lawfulAlone, spanOf, withLedgerAdvances,
} from './account.js';
import { type Unexplained, byOtherReadings, explainAdvance, explainTotal, rowsLeftOut } from './causes.js';
import type { AwardRef, Cause, Finding, FindingCode, Severity } from './finding.js';
import { type FigureSources, figuresOf } from './figures.js';
import { advanceShare, ceilingOf } from './measures.js';
import { isDisplaced, standingOf, usesOthersInput } from './overlap.js';
import { type Standing, competition } from './standing.js';
import { type Tally, linesOf, sumOfTally } from './tally.js';
import { awardName, clauseName, letter, noAction, pleaseCheck, pleasePay, pleaseReturn, showRange } from './words.js';

/** Findings that need the whole ledger: each determination's account, once everything paid on it is known. */

/** Findings and what they come to, award by award. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly allowed: Span;
  readonly toReturn: Span;
  readonly stillPayable: Span;
}

/** A finding whose cause is still looked for. */
interface Draft {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly clause: string;
  readonly awards: readonly AwardRef[];
  readonly key: string;
  readonly expected: Range;
  readonly actual: Dec;
  readonly difference: Dec;
  readonly effect: Finding['effect'];
  readonly causes: readonly Cause[];
  readonly against?: Finding['against'];
  readonly statement: Bilingual;
  /** The figure for which other readings may be tried. */
  readonly unexplained?: Unexplained;
}

/** Lines of another award that a finding names: enough to find it, whatever the length of the ledger. */
const MOST_NAMED = 10;

export function judge(tallies: ReadonlyMap<string, Tally>, read: ReadCase, determined: Determined, context: Context): Judgement {
  const open = [...tallies.values()].filter((t) => t.place.evaluated.determination.status !== 'ineligible' && !sumOfTally(t).isZero());
  const paid = withLedgerAdvances(read, tallies);
  const settled = new Set(open.filter((t) => t.finalLines.length > 0).map((t) => t.key));
  const sales = lazily(() => new Map(read.facts.supplies?.map((l) => [l.id, l.amount])));
  const competes = lazily(() => competition(read, determined, context));
  const sourcesFor = (s: Standing): FigureSources => ({ read, determined, standing: s, context, sales, competition: competes });
  const claimed = claimedTotals(open, paid, determined, context);
  const stands = standingOf({ open, claimed, settled, read, paid, determined }, sourcesFor, context);
  const account = accountsOf(open, stands, paid, determined, context);
  const sources = sourcesFor(stands);
  const fractions = lazily(() => advanceFractions(open, paid, determined, context));
  // What is returned whole stands in nobody's way.
  const paidOn = new Map(open.map((t) => [t.key, t]));
  const judging: Judging = { context, sources, tallies: paidOn, stands, fractions };

  const drafts: Draft[] = [];
  let allowed: Span = NOTHING;
  let toReturn: Span = NOTHING;
  let still: Span = NOTHING;
  const joint = jointSums(stands, paidOn, account);
  for (const t of open) {
    const a = account(t);
    const group = joint.get(t.key);
    if (group === undefined) drafts.push(...judgeAccount(a, judging));
    else drafts.push(...judgeDivided(a, group, judging));
    const result = balance(a, group, context);
    allowed = plus(allowed, result.allowed);
    toReturn = plus(toReturn, result.toReturn);
    still = plus(still, result.stillPayable);
  }
  const pending = drafts.flatMap((d) => (d.unexplained !== undefined && d.causes.length === 0 ? [d.unexplained] : []));
  const readings = pending.length === 0 ? undefined : byOtherReadings(pending, read, sources);
  const findings = drafts.map((d) => finished(d, d.unexplained === undefined ? undefined : readings?.get(d.unexplained)));
  return { findings, allowed, toReturn, stillPayable: still };
}

interface Judging {
  readonly context: Context;
  readonly sources: FigureSources;
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly stands: Standing;
  /** What of each total may be advanced by now. */
  readonly fractions: () => ReadonlyMap<string, Dec>;
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function judgeAccount(a: Account, j: Judging): Draft[] {
  const onAccount = advances(a, j);
  const out = [...(onAccount.length > 0 ? onAccount : beyondItsYear(a, j)), ...afterSettlement(a, j)];
  if (a.settled) out.push(...total(a, j));
  else if (isDisplaced(a)) out.push(doubleDip(a, a.received, j));
  return out;
}

/** Above what the facts give, above what F.3 leaves of it, or below what is due. */
function total(a: Account, j: Judging): Draft[] {
  const { received, own, kept } = a;
  const out: Draft[] = [];
  const reduced = kept.hi.cmp(own.hi) < 0 && !isDisplaced(a);
  // Beside another award it is held against what that leaves, unless it is the other's input that it was paid on.
  if (reduced && received.cmp(kept.hi) > 0 && usesOthersInput(a, j.sources, undefined) === false) return [excess(a, kept, j)];
  if (received.cmp(own.hi) > 0) out.push(excess(a, own, j));
  const lawful = minOf(received, own.hi);
  if (lawful.cmp(kept.hi) > 0) out.push(doubleDip(a, lawful, j));
  // What is to be returned whole may be paid again; that is no underpayment by itself.
  else if (received.plus(a.tally.rejected).cmp(kept.lo) < 0 && a.before !== undefined) out.push(underpayment(a, j));
  return out;
}

function excess(a: Account, allowed: Span, j: Judging): Draft {
  const { tally: t, received } = a;
  const { context } = j;
  const ceiling = ceilingOf(t.measure, context);
  const figures = figuresOf(t.place, true, j.sources);
  const causes = explainTotal(received, figures, { advances: t.advances.plus(a.before ?? ZERO), lines: t.finalLines.length, lapsed: isLapsed(t, j) }, context);
  const difference = received.minus(allowed.hi);
  const gross = t.place.kind === 'completion' ? t.place.evaluated.valuation?.base?.hi : undefined;
  const undeducted = gross !== undefined && received.cmp(gross) <= 0;
  const over = ceiling?.scope !== undefined && received.cmp(ceiling.decimal) > 0;
  const code: FindingCode = undeducted ? 'missing-deduction' : !over ? 'amount-mismatch' : ceiling.scope.endsWith('-year') ? 'enterprise-year-excess' : 'cap-excess';
  const name = nameOfTally(t);
  const most = showRange(toRange(allowed));
  const clause = over && !undeducted ? ceiling.clause : t.measure.clause;
  const limit = over && !undeducted ? text(`，超过限额“${ceiling.words}”`, `, above the limit 「${ceiling.words}」`) : text('', '');
  const deduct = undeducted ? text('，未足额扣减前期年度奖励', ', without full deduction of the earlier yearly awards') : text('', '');
  // Without the yearly awards in the ledger the sum of both is not exceeded yet.
  const unpaidYears = undeducted && !exceedsJointly(a, j);
  return {
    code,
    severity: unpaidYears ? 'warning' : 'error',
    clause,
    awards: linesOf(t),
    key: t.key,
    expected: toRange(allowed),
    actual: received,
    difference,
    effect: 'return',
    causes,
    statement: text(
      `${name.zh}共拨付${formatMoney(received)}元${limit.zh}${deduct.zh}；依据${clauseName(clause).zh}应为${most.zh}，多付${formatMoney(difference)}元。`,
      `${name.en} comes to ${formatMoney(received)} yuan${limit.en}${deduct.en}; under ${clauseName(clause).en} it is ${most.en}, so ${formatMoney(difference)} yuan too much was paid.`,
    ),
    unexplained: { key: t.key, target: received, advance: false },
  };
}

/** Whether the verified investment misses the threshold of 1b, which is tested again (I-15). */
function isLapsed(t: Tally, { sources: { read }, context }: Judging): boolean {
  const verified = t.place.kind === 'subsidy' ? read.projects[t.place.at]?.acceptance?.totalInvestment : undefined;
  return verified !== undefined && context.readings.thresholdAtSettlement !== 'as-approved' && verified.cmp(context.parameters['A1.3.threshold'].decimal) < 0;
}

/** Whether Article 5 as a whole was paid more than it gives. */
function exceedsJointly(a: Account, j: Judging): boolean {
  const annual = j.sources.determined.projects[a.tally.place.at]?.annual ?? [];
  let paid = a.received;
  let due = a.own.hi;
  for (const e of annual) {
    const t = j.tallies.get(e.determination.key);
    if (t !== undefined) paid = paid.plus(sumOfTally(t));
    due = due.plus(e.amount.hi);
  }
  return paid.cmp(due) > 0;
}

function doubleDip(a: Account, lawful: Dec, j: Judging): Draft {
  const { tally: t, kept } = a;
  const keys = (j.stands.displacedBy.get(t.key) ?? []).filter((key) => j.tallies.has(key));
  const against = keys.map((key) => {
    const other = j.tallies.get(key) as Tally;
    return { key, amount: formatMoney(sumOfTally(other)), awards: linesOf(other).slice(0, MOST_NAMED) };
  });
  const name = nameOfTally(t);
  const others = keys.map((key) => nameOfTally(j.tallies.get(key) as Tally));
  const difference = lawful.minus(kept.hi);
  const named = others.length === 0
    ? text('其他已拨付事项', 'another award that was paid')
    : text(others.map((o) => o.zh).join('、'), others.map((o) => o.en).join(' and '));
  const left = kept.hi.isZero() ? text('', '') : text(`（扣除后可保留${formatMoney(kept.hi)}元）`, ` (${formatMoney(kept.hi)} yuan may stand)`);
  return {
    code: 'double-dip',
    severity: 'error',
    clause: 'F.3',
    awards: linesOf(t),
    key: t.key,
    expected: toRange(kept),
    actual: a.received,
    difference,
    effect: 'return',
    causes: [],
    against,
    statement: text(
      `${name.zh}与${named.zh}系同一投入重复享受（${clauseName('F.3').zh}“同一投入不得重复享受政策补助，可就高享受最高补助政策”），保留已拨较高的一项${left.zh}。申请人如愿改选另一项，应整体调换。`,
      `${name.en} was granted on the same input as ${named.en} (${clauseName('F.3').en}); the higher of what was paid stands${left.en}. The applicant may elect the other instead.`,
    ),
  };
}

function underpayment(a: Account, j: Judging): Draft {
  const { tally: t, received, kept } = a;
  const figures = figuresOf(t.place, true, j.sources);
  const left = rowsLeftOut(received, t.place, j.sources, j.context);
  const causes = left?.causes ?? explainTotal(received, figures, { advances: ZERO, lines: t.finalLines.length, lapsed: false }, j.context);
  const difference = kept.lo.minus(received);
  const name = nameOfTally(t);
  const elected = left?.elected === true;
  const due = showRange(toRange(kept));
  return {
    code: elected ? 'lower-choice' : 'underpayment',
    severity: elected ? 'note' : 'warning',
    clause: elected ? 'F.3' : t.measure.clause,
    awards: linesOf(t),
    key: t.key,
    expected: toRange(kept),
    actual: received,
    difference,
    effect: elected ? 'none' : 'pay',
    causes,
    statement: text(
      `${name.zh}共拨付${formatMoney(received)}元，按所给事实为${due.zh}，相差${formatMoney(difference)}元。`,
      `${name.en} comes to ${formatMoney(received)} yuan; the facts give ${due.en}, a difference of ${formatMoney(difference)} yuan.`,
    ),
    ...(elected ? undefined : { unexplained: { key: t.key, target: received, advance: false } }),
  };
}

/** Payments on account: their share of the total, progress, and the final total once it is known. */
function advances(a: Account, j: Judging): Draft[] {
  const { tally: t } = a;
  const share = advanceShare(t.measure, j.context);
  // Once it is settled the whole is held against F.3, and the advances only against the award itself.
  const alone = a.settled || isDisplaced(a);
  const payment = alone ? a.ownPayment : a.keptPayment;
  if (share === undefined || t.advances.isZero() || payment?.advance === undefined) return [];
  const basis = alone ? t.place.evaluated.amount : (j.stands.payable.get(t.key) ?? NOTHING);
  const limit = spanOf(payment.advance.cumulativeLimit);
  const half = downToFen(share.decimal.times(basis.hi));
  const name = nameOfTally(t);
  const draft = (code: FindingCode, severity: Severity, clause: string, expected: Span, statement: Bilingual): Draft => ({
    code,
    severity,
    clause,
    awards: t.advanceLines,
    key: t.key,
    expected: toRange(expected),
    actual: t.advances,
    difference: t.advances.minus(expected.hi),
    effect: severity === 'error' ? 'return' : 'none',
    causes:
      code === 'advance-recoverable'
        ? []
        : explainAdvance(t.advances, figuresOf(t.place, false, j.sources), { share: share.decimal, progress: progressOf(t, j), limit: limit.hi, lines: t.advanceLines.length }, j.context),
    statement,
    ...(code === 'advance-recoverable' ? undefined : { unexplained: { key: t.key, target: t.advances, advance: true } }),
  });
  const ownLimit = a.ownPayment?.advance === undefined ? limit : spanOf(a.ownPayment.advance.cumulativeLimit);
  const inConflict = !a.settled && t.advances.cmp(limit.hi) > 0 && t.advances.cmp(ownLimit.hi) <= 0;
  if (inConflict && usesOthersInput(a, j.sources, j.fractions().get(t.key)) !== false) {
    // Lawful by itself: only another award on the same input takes part of the total away.
    return [doubleDip({ ...a, kept: limit }, t.advances, j)];
  }
  // An advance that the settlement has caught up with was early, but nothing is left to return.
  const severity: Severity = a.settled && a.received.cmp(a.kept.hi) <= 0 ? 'warning' : 'error';
  const paid = formatMoney(t.advances);
  const where = clauseName(share.clause);
  if (t.advances.cmp(half) > 0) {
    return [
      draft('advance-over-share', severity, share.clause, limit, text(
        `${name.zh}累计预拨${paid}元，超过“${share.words}”（总额${formatMoney(basis.hi)}元，${where.zh}），现累计至多可预拨${formatMoney(limit.hi)}元。`,
        `${name.en} was advanced ${paid} yuan in all, above 「${share.words}」 of ${formatMoney(basis.hi)} yuan (${where.en}); ${formatMoney(limit.hi)} yuan may have been advanced by now.`,
      )),
    ];
  }
  if (t.advances.cmp(limit.hi) > 0) {
    return [
      draft('advance-ahead-of-progress', severity, share.clause, limit, text(
        `${name.zh}累计预拨${paid}元，快于进度：按现有进度累计至多可预拨${formatMoney(limit.hi)}元（${where.zh}）。`,
        `${name.en} was advanced ${paid} yuan in all, ahead of progress: ${formatMoney(limit.hi)} yuan may have been advanced by now (${where.en}).`,
      )),
    ];
  }
  const final = payment.settlement === undefined ? undefined : spanOf(payment.settlement.final);
  if (a.settled || isDisplaced(a) || final === undefined || t.advances.cmp(final.hi) <= 0) return [];
  return [
    draft('advance-recoverable', 'error', share.clause, final, text(
      `${name.zh}累计预拨${paid}元，超过结算核定的${formatMoney(final.hi)}元，应在统一结算时退回。`,
      `${name.en} was advanced ${paid} yuan, more than the final total of ${formatMoney(final.hi)} yuan; the rest is to be returned in the settlement.`,
    )),
  ];
}

/** A7.4: what the passes up to a year allow, although later ones may have caught up with it. */
function beyondItsYear(a: Account, j: Judging): Draft[] {
  const { tally: t } = a;
  const share = advanceShare(t.measure, j.context);
  if (share === undefined || t.advancesByYear.size === 0) return [];
  let allowed = ZERO;
  let paid = ZERO;
  for (const { year, limit } of a.keptPayment?.byYear ?? []) {
    allowed = allowed.plus(spanOf(limit).hi);
    paid = paid.plus(t.advancesByYear.get(year) ?? ZERO);
    if (paid.cmp(allowed) <= 0) continue;
    const name = nameOfTally(t);
    const where = clauseName(share.clause);
    return [
      {
        code: 'advance-ahead-of-progress',
        severity: 'warning',
        clause: share.clause,
        awards: t.advanceLines,
        key: t.key,
        expected: toRange(between(ZERO, allowed)),
        actual: paid,
        difference: paid.minus(allowed),
        effect: 'none',
        causes: [],
        statement: text(
          `${name.zh}截至${year}年度共预拨${formatMoney(paid)}元，截至该年度的评价和进度累计至多可预拨${formatMoney(allowed)}元（${where.zh}）。`,
          `${name.en} was advanced ${formatMoney(paid)} yuan for the years up to ${year}; the evaluations up to then allow ${formatMoney(allowed)} yuan (${where.en}).`,
        ),
      },
    ];
  }
  return [];
}

/** Nothing is paid on account once the account is closed; the sum is judged with the rest. */
function afterSettlement({ tally: t }: Account, j: Judging): Draft[] {
  const share = advanceShare(t.measure, j.context);
  const day = t.settledOn;
  if (share === undefined || day === undefined) return [];
  const late = t.advancePayments.flatMap(({ date }, i) => (date > day ? [i] : []));
  if (late.length === 0) return [];
  const sum = late.reduce((total, i) => total.plus(t.advancePayments[i]?.amount ?? ZERO), ZERO);
  const name = nameOfTally(t);
  const where = clauseName(share.clause);
  return [
    {
      code: 'advance-after-settlement',
      severity: 'warning',
      clause: share.clause,
      awards: late.map((i) => t.advanceLines[i] as AwardRef),
      key: t.key,
      expected: toRange(between(ZERO, sum)),
      actual: sum,
      difference: ZERO,
      effect: 'none',
      causes: [],
      statement: text(
        `${name.zh}于${day}结算后，又预拨${formatMoney(sum)}元（${where.zh}）。`,
        `${name.en} was settled on ${day} and advanced another ${formatMoney(sum)} yuan after that (${where.en}).`,
      ),
    },
  ];
}

/** Progress as one figure, where the case states one. */
function progressOf(t: Tally, j: Judging): Dec | undefined {
  const { read, context } = j.sources;
  if (t.place.kind === 'subsidy') return read.projects[t.place.at]?.construction?.investmentProgress;
  if (t.place.kind === 'park') {
    return read.facts.parks?.[t.place.at]?.evaluations?.reduce<Dec | undefined>(
      (most, e) => (e.passed !== true || e.taskProgress === undefined || !allowsAdvance(e.year, context) ? most : maxOf(most ?? ZERO, e.taskProgress)),
      undefined,
    );
  }
  const c = read.facts.consortia?.[t.place.at];
  if (c?.investmentProgress === undefined || c.taskProgress === undefined || context.readings.dualProgress !== 'min') return undefined;
  return minOf(c.investmentProgress, c.taskProgress);
}

function judgeDivided(a: Account, group: JointSum, j: Judging): Draft[] {
  const out = a.settled && a.received.cmp(a.own.hi) > 0 ? [excess(a, a.own, j)] : [];
  if (group.last !== a.tally.key || group.granted.cmp(group.most) <= 0) return out;
  const lawful = lawfulAlone(a);
  const kept = between(ZERO, notBelowZero(lawful.minus(group.granted.minus(group.most))));
  return [...out, doubleDip({ ...a, kept }, lawful, j)];
}

function nameOfTally(t: Tally): Bilingual {
  const { subject, year } = t.place.evaluated.determination;
  return awardName(subject.kind, subject.id, t.measure.title, year);
}

function finished(d: Draft, reading: Cause | undefined): Finding {
  const causes = reading === undefined ? d.causes : [reading];
  const difference = formatMoney(d.difference);
  const consequence =
    d.effect === 'return' ? pleaseReturn(difference) : d.effect === 'pay' ? pleasePay(difference) : d.severity === 'note' ? noAction : pleaseCheck;
  return {
    code: d.code,
    severity: d.severity,
    clause: d.clause,
    awards: d.awards,
    key: d.key,
    expected: d.expected,
    actual: formatMoney(d.actual),
    difference,
    effect: d.effect,
    ...(causes.length === 0 ? undefined : { causes }),
    ...(d.against === undefined || d.against.length === 0 ? undefined : { against: d.against }),
    message: letter(d.statement, causes, consequence),
  };
}
