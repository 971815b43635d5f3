import type { Outcome } from '../core/determination.js';
import { type Dec, ZERO, added, notBelowZero } from '../core/decimal.js';
import { AN_ARRAY } from '../core/error.js';
import type { DayInput, RatioInput } from '../core/fact.js';
import { byKey } from '../core/groups.js';
import { text } from '../core/text.js';
import { type AmountLike, dayOrUnknown, each, exactAmount, exactDay, exactRatio, exactYear, fail, record, recordOf, textOf } from './argument.js';
import { type Capped, cap as capOf } from './cap.js';
import { limitOn } from './disbursement.js';
import { type CutoffException, type CutoffResult, filingCutoff as cutoffOf } from './filing-cutoff.js';
import { type Window, validityWindow as windowOf } from './validity-window.js';

/**
 * The constraints as other policies call them: plain values in, checked before anything is computed.
 * The library itself calls the functions behind them on facts that were read before. Every function
 * here throws an `InvalidCaseError` that names the argument, the value and what was expected.
 */

/**
 * Holds an amount to a cap (最高: the cap itself may be paid, nothing above it). Whether the cap is
 * one per project, per enterprise and year or one-off is decided by what is added up before: see
 * {@link capPerGroup}.
 *
 * @param amount yuan, 0 or more, unrounded: a decimal text, a number or a Decimal
 * @param limit the cap in yuan
 * @throws InvalidCaseError naming the argument that is no amount
 * @example cap('30000000', '20000000').amount.toFixed(2) // '20000000.00', binding
 */
export const cap = (amount: AmountLike, limit: AmountLike): Capped => capOf(exactAmount(amount, 'amount'), exactAmount(limit, 'limit'));

/** Group of a cap per project (单个项目最高). @throws InvalidCaseError where it is no text */
export const perProject = (project: string): string => textOf(project, 'project');
/** Group of a cap per enterprise and year (单户企业每年最高). @throws InvalidCaseError where one is no text, or the other no whole number */
export const perEnterpriseYear = (enterprise: string, year: number): string =>
  `${exactYear(year, 'year')}:${textOf(enterprise, 'enterprise')}`;
/** Group of a cap on something given once for its object (一次性). @throws InvalidCaseError where it is no text */
export const oneOff = (object: string): string => textOf(object, 'object');

/** An amount that falls under a shared cap together with the others of its group. */
export interface GroupedAmountLike {
  readonly group: string;
  readonly amount: AmountLike;
}

/**
 * Holds the sum of each group to the cap, so that several loans of one enterprise in one year share
 * one cap. Groups come in the order of their first amount.
 *
 * @param amounts yuan by group: see `perProject`, `perEnterpriseYear`, `oneOff`
 * @param limit the cap in yuan
 * @throws InvalidCaseError naming the argument that is no amount
 */
export function capPerGroup(amounts: readonly GroupedAmountLike[], limit: AmountLike): ReadonlyMap<string, Capped> {
  const known = each(amounts, 'amounts', AN_ARRAY, (entry, at) => {
    const { group, amount } = record(entry, at);
    return { group: textOf(group, `${at}.group`), amount: exactAmount(amount, `${at}.amount`) };
  });
  const most = exactAmount(limit, 'limit');
  return new Map([...byKey(known, ({ group }) => group)].map(([group, own]) => [group, capOf(added(own.map(({ amount }) => amount)), most)]));
}

const EXCEPTIONS: readonly CutoffException[] = ['exempt', 'excluded', 'none'];

/**
 * Whether a project was filed on or after the cutoff, that day included
 * (F.2: 2024年6月1日（含）后备案（审批）项目), given what the exception in the brackets means.
 *
 * An unknown fact (undefined or null) leaves the outcome open only if it can still decide it.
 *
 * @throws InvalidCaseError naming the argument that is no calendar day, or no exception, or a property that nobody reads
 * @example
 * filingCutoff({ day: '2024-05-31', excepted: true }, '2024-06-01', 'exempt').outcome // 'met'
 */
export function filingCutoff(
  filing: { readonly day: DayInput | null | undefined; readonly excepted: boolean | null | undefined },
  cutoff: DayInput,
  exception: CutoffException,
): CutoffResult {
  const { day, excepted } = recordOf(filing, 'filing', ['day', 'excepted']);
  if (!EXCEPTIONS.includes(exception)) return fail('exception', text(EXCEPTIONS.join(' | '), EXCEPTIONS.join(' | ')), exception);
  if (excepted !== undefined && excepted !== null && typeof excepted !== 'boolean') {
    return fail('filing.excepted', text('true或false', 'true or false'), excepted);
  }
  return cutoffOf({ day: dayOrUnknown(day, 'filing.day'), excepted: excepted ?? undefined }, { value: exactDay(cutoff, 'cutoff'), bound: 'on-or-after' }, exception);
}

/**
 * Whether a day lies in a period, first and last day included (F.1: 自2025年2月2日起施行，有效期至2026年12月31日).
 *
 * @param value `YYYY-MM-DD`; undefined or null while it is unknown
 * @throws InvalidCaseError naming the argument that is no calendar day, or a period that ends before it begins
 * @example validityWindow('2026-12-31', { from: '2025-02-02', to: '2026-12-31' }) // 'met'
 */
export function validityWindow(value: DayInput | null | undefined, window: Window): Outcome {
  const given = record(window, 'window');
  const [from, to] = [exactDay(given['from'], 'window.from'), exactDay(given['to'], 'window.to')];
  if (to < from) return fail('window.to', text(`不早于${from}的日期`, `a day not before ${from}`), to);
  return windowOf(dayOrUnknown(value, 'day'), { from: { value: from, bound: 'on-or-after' }, to: { value: to, bound: 'on-or-before' } });
}

/** What may be paid in advance by now. */
export interface Advance {
  /** What may have been advanced in all by now, rounded down to the fen. */
  readonly cumulativeLimit: Dec;
  /** What of it is still open. */
  readonly payableNow: Dec;
}

/**
 * The limit on advances: the lower of progress and the share, of the capped total, rounded down so
 * that half of an odd fen is not exceeded.
 *
 * @param total the rounded, capped total in yuan
 * @param progress 0 to 1, by whatever the clause measures progress; exact quotients such as `"1/3"` are taken
 * @param share highest share of the total that may be advanced, 0 to 1
 * @param advancesPaid yuan advanced before
 * @throws InvalidCaseError naming the argument that is no amount or ratio
 */
export const advance = (total: AmountLike, progress: RatioInput, share: RatioInput, advancesPaid: AmountLike): Advance => {
  const cumulativeLimit = limitOn(exactAmount(total, 'total'), exactRatio(progress, 'progress'), exactRatio(share, 'share'));
  return { cumulativeLimit, payableNow: notBelowZero(cumulativeLimit.minus(exactAmount(advancesPaid, 'advancesPaid'))) };
};

export interface Settlement {
  /** The total on verified figures. */
  readonly final: Dec;
  /** What remains to be paid. */
  readonly payable: Dec;
  /** What was advanced beyond the final total and can be asked back (I-19). */
  readonly recoverable: Dec;
}

/**
 * The account at the end: `advancesPaid + payable − recoverable = final`.
 *
 * @param final the total on verified figures in yuan
 * @param advancesPaid yuan advanced before
 * @throws InvalidCaseError naming the argument that is no amount
 */
export const settlement = (final: AmountLike, advancesPaid: AmountLike): Settlement => {
  const total = exactAmount(final, 'final');
  const balance = total.minus(exactAmount(advancesPaid, 'advancesPaid'));
  return { final: total, payable: notBelowZero(balance), recoverable: notBelowZero(balance.neg()) };
};

/**
 * Payment in two stages (A1.4, A6.5–A6.6, A7.4–A7.5): what may be advanced by now and, once the final
 * total is known, the account at the end, beside which nothing is advanced. See {@link advance} and
 * {@link settlement}.
 *
 * Worked example: total 20,000,000.00, share 50 %, progress 30 %, 4,000,000.00 paid so far. The
 * limit is min(30 %, 50 %) of the total, 6,000,000.00; 2,000,000.00 may be advanced now. When the
 * verified total is 18,000,000.00, the settlement pays 14,000,000.00. If only 3,000,000.00 had
 * proved due, 1,000,000.00 would be recoverable: shown, not hidden in a zero.
 *
 * @throws InvalidCaseError naming the argument that is no amount or ratio, or a property that nobody reads
 * @example
 * disbursement({ total: '4000000', progress: '0.3', share: '0.5', advancesPaid: '0' }).advance.payableNow.toFixed(2)
 * // '1200000.00'
 */
export function disbursement(p: {
  readonly total: AmountLike;
  readonly progress: RatioInput;
  readonly share: RatioInput;
  readonly advancesPaid: AmountLike;
  /** The total on verified figures; absent, or null, before acceptance. */
  readonly final?: AmountLike | null | undefined;
}): { readonly advance: Advance; readonly settlement?: Settlement } {
  const { total, progress, share, advancesPaid, final } = recordOf(p, 'disbursement', ['total', 'progress', 'share', 'advancesPaid', 'final'], '') as unknown as typeof p;
  const advances = advance(total, progress, share, advancesPaid);
  if (final === undefined || final === null) return { advance: advances };
  const account = settlement(final, advancesPaid);
  return { advance: { ...advances, payableNow: ZERO }, settlement: account };
}
