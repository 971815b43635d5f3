import { moneyOf, ratioOf } from '../case/values.js';
import { type Dec, ONE, downToFen, formatMoney, maxOf, minOf, readBack } from '../core/decimal.js';
import type { Determination } from '../core/determination.js';
import { type Payment, stagedPay } from '../core/payment.js';
import { type Ratio, ratio, share, writeRatio } from '../core/ratio.js';
import { NOTHING, type Range, between, exactly, minusToZero, spanOf, sum, toRange } from '../core/span.js';
import { percent } from '../words/money.js';
import { measureNameUnder } from '../words/names.js';
import { PAYMENT, UNSETTLED } from '../words/terms.js';
import type { Block, FigureRow } from './model.js';
import { nothing } from './parts.js';
import type { Stage } from './pictures.js';
import type { Teller } from './teller.js';

/** How an award is paid, as documents tell it: what is advanced, the account at the end, what returns. */

/** What was advanced so far: as the case states it, or as the account at the end leaves no other answer. */
function paidSoFar(t: Teller, d: Determination): Dec | undefined {
  const pays = stagedPay(t.measure(d));
  if (pays === undefined) return undefined;
  const stated = t.stated(d, pays.paid);
  if (stated !== undefined) return moneyOf(stated);
  const { final, payable, recoverable } = t.payments.get(d.key)?.settlement ?? {};
  if (final === undefined || payable === undefined || recoverable === undefined) return undefined;
  // Where the account is ruled out, nothing is payable, whatever was advanced.
  if (isUnsettled(t, d) && nothing(recoverable) && !nothing(final)) return undefined;
  const isOne = [final, payable, recoverable].every((r) => r.min === r.max);
  const paid = readBack(final.max).minus(payable.max).plus(recoverable.max);
  return isOne && paid.s >= 0 ? paid : undefined;
}

/** How a limit on advances follows from the award: by a stated ratio, or by the share; undefined where neither gives it. */
function limitHow(t: Teller, d: Determination, { min, max }: Range): string | undefined {
  const pays = stagedPay(t.measure(d));
  const [total, most] = [t.payable.get(d.key), t.shareOf(d)];
  if (pays === undefined || total === undefined || total.min !== total.max || min !== max || most === undefined) return undefined;
  const gives = (r: Ratio): boolean => formatMoney(downToFen(share(readBack(total.max), r))) === max;
  const downwards = t.say('，不足一分舍去', ', rounded down to the fen');
  const said = (r: string, name: string): string => `${t.digits(total.max)} × ${r}${t.say(`（${name}）`, ` (${name})`)}${downwards}`;
  for (const [name, entry] of Object.entries(pays.facts)) {
    const stated = entry.kind === 'fact' && entry.type === 'ratio' ? ratioOf(t.stated(d, name)) : undefined;
    if (stated !== undefined && share(ONE, stated).cmp(most) <= 0 && gives(stated)) return said(percent(writeRatio(stated)), entry.name[t.lang]);
  }
  return gives(ratio(most)) ? said(percent(most.toFixed()), t.say('上限比例', 'the highest share')) : undefined;
}

/** What of an award is payable now, and what returns: of an account that is drawn up, its balance; else what may be advanced. */
export const payableNow = ({ advance, settlement }: Payment): Range | undefined => settlement?.payable ?? advance?.payableNow;

/**
 * Whether an account of stages is drawn up: from then on nothing is advanced, and a limit taken of the verified total says
 * nothing of what was advanced on the planned one. What the years of a park allowed bears on its final amount.
 */
const advancesAreOver = ({ settlement, byYear }: Payment): boolean => settlement !== undefined && byYear === undefined;

/** Whether the sentence on the account rules it out: the award comes to what its years allowed, and of the rest nothing is said. */
export function isUnsettled(t: Teller, d: Determination): boolean {
  const [pays, { advance, settlement } = {}] = [stagedPay(t.measure(d)), t.payments.get(d.key)];
  const [limit, final] = [advance?.cumulativeLimit, settlement?.final];
  // Where one sentence says what is given and how it is paid, no step tells that an account is ruled out.
  return pays?.as === 'years' && pays.settledBy !== d.clause && d.steps.at(-1)?.clause === pays.settledBy && final !== undefined && final.min === limit?.min && final.max === limit.max;
}

/** A sum of a payment. */
interface Sum extends Pick<FigureRow, 'label' | 'how' | 'strong' | 'note'> {
  readonly amount: Range;
  /** What a picture calls it, where that is shorter. */
  readonly short?: string;
}

/** The sums of an award that is advanced: what may be by each year and in all, what was, what is payable now; then those of the account. */
function sumsOf(t: Teller, d: Determination, payment: Payment): { readonly advances: readonly Sum[]; readonly account: readonly Sum[] } {
  const { advance, settlement, byYear = [] } = payment;
  // Of an award that is not in the combination something may be payable, should open facts turn the choice.
  const onlyIf = (amount: Range): string | undefined =>
    t.payable.has(d.key) || nothing(amount) ? undefined : t.say('仅在改选本项时', 'only if this award is chosen after all');
  if (advance === undefined) {
    return { advances: [], account: settlement === undefined ? [] : [{ label: PAYMENT.once[t.lang], amount: settlement.payable, strong: true, note: onlyIf(settlement.payable) }] };
  }
  const paid = paidSoFar(t, d);
  const isOne = (...ranges: readonly Range[]): boolean => ranges.every((r) => r.min === r.max);
  const rest = (whole: Range, left: Range): string | undefined =>
    paid !== undefined && isOne(whole, left) && readBack(whole.max).minus(paid).eq(left.max) ? `${t.digits(whole.max)} − ${t.digits(paid)}` : undefined;
  const [isOver, unsettled] = [advancesAreOver(payment), isUnsettled(t, d)];
  const { cumulativeLimit, payableNow: now } = advance;
  const advances: Sum[] = [
    ...byYear.map(({ year, limit }) =>
      ({ label: t.say(`${year}${PAYMENT.byYear.zh}`, `${year}, ${PAYMENT.byYear.en}`), short: t.say(`${year}年度达标`, `${year}, if passed`), amount: limit })),
    ...(isOver ? [] : [{ label: PAYMENT.cumulativeLimit[t.lang], amount: cumulativeLimit, how: limitHow(t, d, cumulativeLimit) }]),
    ...(paid === undefined ? [] : [{ label: t.say('已预拨', 'advanced so far'), amount: toRange(exactly(paid)) }]),
    ...(isOver || unsettled ? [] : [{ label: PAYMENT.payableNow[t.lang], amount: now, how: rest(cumulativeLimit, now), strong: settlement === undefined, note: onlyIf(now) }]),
  ];
  if (settlement === undefined) return { advances, account: [] };
  const { final, payable, recoverable } = settlement;
  const left = t.say('其余待主管部门决定', 'the rest is for the authority to decide');
  const account: Sum[] = unsettled
    ? [{ label: UNSETTLED.final[t.lang], amount: final, strong: true, note: nothing(final) ? undefined : left }]
    : [{ label: PAYMENT.final[t.lang], amount: final }, { label: PAYMENT.payable[t.lang], amount: payable, how: rest(final, payable), strong: true, note: onlyIf(payable) }];
  // Left out while it is not known what was advanced.
  if (recoverable !== undefined && !(unsettled && nothing(recoverable))) {
    const how = paid !== undefined && isOne(final, recoverable) && paid.minus(final.max).eq(recoverable.max) ? `${t.digits(paid)} − ${t.digits(final.max)}` : undefined;
    account.push({ label: (unsettled ? UNSETTLED : PAYMENT).recoverable[t.lang], amount: recoverable, how, strong: !nothing(recoverable) });
  }
  return { advances, account };
}

/** The payment of an award as figures. */
export function paymentRows(t: Teller, d: Determination): FigureRow[] {
  const payment = t.payments.get(d.key);
  if (payment === undefined) return [];
  const { advances, account } = sumsOf(t, d, payment);
  return [...advances, ...account].map(({ label, how, amount, strong, note }) => ({ label, how, figure: t.figure(amount), strong, note }));
}

/** The stages of a payment as a picture shows them. */
export function stagesOf(t: Teller, d: Determination): Stage[] {
  const payment = t.payments.get(d.key);
  if (payment?.advance === undefined) return [];
  const { advances, account } = sumsOf(t, d, payment);
  const bars = (sums: readonly Sum[]): Stage['sums'] => sums.map(({ label, short = label, amount }) => ({ label: short, amount }));
  const total = t.payable.get(d.key);
  const settlement = t.say('统一结算', 'Settlement');
  return [
    { label: t.say('预拨', 'Advances'), sums: bars(advances) },
    payment.settlement === undefined
      ? { label: settlement, when: t.say('待验收、评价后', 'after acceptance'), sums: total === undefined ? [] : [{ label: t.say('总额', 'total'), amount: total }] }
      : { label: isUnsettled(t, d) ? t.say('不统一结算', 'No settlement') : settlement, sums: bars(account) },
  ].filter((stage) => stage.sums.length > 0);
}

/** The sentences that say when an award is paid, while an account of it is still to come. */
export function stagesBy(t: Teller, d: Determination): readonly string[] {
  const pays = stagedPay(t.measure(d));
  const payment = t.payments.get(d.key);
  return pays === undefined || payment === undefined || payment.settlement !== undefined ? [] : [...new Set([pays.clause, pays.settledBy])];
}

/** The awards of which money has to be returned, or may have to be. */
export const returnsOf = (t: Teller, awards: readonly Determination[]): Block[] => {
  const rows = awards.flatMap((d): FigureRow[] => {
    const [back, pays] = [t.payments.get(d.key)?.settlement?.recoverable, stagedPay(t.measure(d))];
    return back === undefined || pays === undefined || nothing(back) ? [] : [{ label: t.name(d), figure: t.figure(back), note: t.clause(pays.settledBy) }];
  });
  return rows.length === 0 ? [] : [{ is: 'figures', rows }];
};

/** What is payable now of some awards, and of which of them the text does not say when they are paid; nothing where it says so of none. */
export function nowRow(t: Teller, keys: readonly string[], totals: readonly Range[]): FigureRow[] {
  const [paid, others] = [keys.filter((key) => t.payments.has(key)), keys.filter((key) => !t.payments.has(key))];
  if (paid.length === 0) return [];
  const names = t.list([...new Set(others.map((key) => measureNameUnder(t.policy, t.determination(key).measure, t.lang)))]);
  return [{
    label: t.say('其中按拨付进度现可支付', 'Of which payable now by the rules of payment'), figure: t.figure(nowOf(t, keys, totals)),
    ...(others.length > 0 && { note: t.say(`不含${names}：文件未规定何时拨付`, `Without ${names}: the text gives no time of payment`) }),
  }];
}

/**
 * What is payable now over some awards that come to the totals together: the sum of what each of their payments says, within
 * the totals less what of them is not payable yet. Where awards depend on each other, the ends of the sum do not come together.
 */
export function nowOf(t: Teller, keys: readonly string[], totals: readonly Range[]): Range {
  const parts = keys.map((key) => {
    const [payment, whole] = [t.payments.get(key), spanOf(t.payable.get(key) as Range)];
    const range = payment && payableNow(payment);
    const now = range === undefined ? NOTHING : spanOf(range);
    // What is paid once is paid in full.
    return { now, later: payment !== undefined && payment.advance === undefined ? NOTHING : minusToZero(whole, now) };
  });
  const [all, left] = [sum(parts.map((p) => p.now)), minusToZero(sum(totals.map(spanOf)), sum(parts.map((p) => p.later)))];
  // Another choice may bring the total without these awards.
  const least = t.assessment.selection.robust ? maxOf(all.lo, left.lo) : all.lo;
  return toRange(between(least, minOf(all.hi, left.hi)));
}
