import type { Outcome } from '../kernel/determination.js';
import { isDay } from '../kernel/day.js';
import type { Dec } from '../kernel/decimal.js';
import { type Capped, cap as capOf, capPerGroup as capsOf } from './cap.js';
import { type Advance, type Settlement, advance as advanceOf, settlement as settlementOf } from './disbursement.js';
import { type CutoffException, type CutoffResult, filingCutoff as cutoffOf } from './filing-cutoff.js';
import { exactAmount, fail } from './no-double-dipping/amount.js';
import type { AmountLike } from './no-double-dipping/types.js';
import { type Window, validityWindow as windowOf } from './validity-window.js';

/**
 * The constraints as other policies call them: plain values in, checked before anything is computed.
 * The library itself calls the functions behind them on facts that were read before. Every function
 * here throws an Error that names the argument, the value and what was expected.
 */

/** A ratio from 0 to 1. */
function ratio(value: AmountLike, path: string): Dec {
  const known = exactAmount(value, path);
  return known.gt(1) ? fail(path, 'a ratio from 0 to 1', known.toFixed()) : known;
}

/** A calendar day; undefined and null are unknown. */
function day(value: string | null | undefined, path: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  return knownDay(value, path);
}

const knownDay = (value: unknown, path: string): string =>
  typeof value === 'string' && isDay(value) ? value : fail(path, 'a calendar day YYYY-MM-DD', value);

/**
 * Holds an amount to a cap (最高: the cap itself may be paid, nothing above it). Whether the cap is
 * one per project, per enterprise and year or one-off is decided by what is added up before: see
 * {@link capPerGroup}.
 *
 * @param amount yuan, 0 or more, unrounded: a decimal text, a number or a Decimal
 * @param limit the cap in yuan
 * @throws Error naming the argument that is no amount
 * @example cap('30000000', '20000000').amount.toFixed(2) // '20000000.00', binding
 */
export const cap = (amount: AmountLike, limit: AmountLike): Capped => capOf(exactAmount(amount, 'amount'), exactAmount(limit, 'limit'));

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
 * @throws Error naming the argument that is no amount
 */
export const capPerGroup = (amounts: readonly GroupedAmountLike[], limit: AmountLike): ReadonlyMap<string, Capped> =>
  capsOf(
    amounts.map(({ group, amount }, i) => ({ group, amount: exactAmount(amount, `amounts[${i}].amount`) })),
    exactAmount(limit, 'limit'),
  );

/**
 * Whether a project was filed on or after the cutoff, that day included
 * (F.2: 2024年6月1日（含）后备案（审批）项目), given what the exception in the brackets means.
 *
 * An unknown fact (undefined or null) leaves the outcome open only if it can still decide it.
 *
 * @throws Error naming the argument that is no calendar day, or no exception
 * @example
 * filingCutoff({ day: '2024-05-31', excepted: true }, '2024-06-01', 'exempt').outcome // 'met'
 */
export function filingCutoff(
  filing: { readonly day: string | null | undefined; readonly excepted: boolean | null | undefined },
  cutoff: string,
  exception: CutoffException,
): CutoffResult {
  if (exception !== 'exempt' && exception !== 'excluded' && exception !== 'none') {
    return fail('exception', 'exempt | excluded | none', exception);
  }
  return cutoffOf({ day: day(filing.day, 'filing.day'), excepted: filing.excepted ?? undefined }, knownDay(cutoff, 'cutoff'), exception);
}

/**
 * Whether a day lies in a period, first and last day included (F.1: 自2025年2月2日起施行，有效期至2026年12月31日).
 *
 * @param value `YYYY-MM-DD`; undefined or null while it is unknown
 * @throws Error naming the argument that is no calendar day
 * @example validityWindow('2026-12-31', { from: '2025-02-02', to: '2026-12-31' }) // 'met'
 */
export const validityWindow = (value: string | null | undefined, window: Window): Outcome =>
  windowOf(day(value, 'day'), { from: knownDay(window.from, 'window.from'), to: knownDay(window.to, 'window.to') });

/**
 * The limit on advances: the lower of progress and the share, of the capped total, rounded down so
 * that half of an odd fen is not exceeded.
 *
 * @param total the rounded, capped total in yuan
 * @param progress 0 to 1, by whatever the clause measures progress
 * @param share highest share of the total that may be advanced, 0 to 1
 * @param advancesPaid yuan advanced before
 * @throws Error naming the argument that is no amount or ratio
 */
export const advance = (total: AmountLike, progress: AmountLike, share: AmountLike, advancesPaid: AmountLike): Advance =>
  advanceOf(exactAmount(total, 'total'), ratio(progress, 'progress'), ratio(share, 'share'), exactAmount(advancesPaid, 'advancesPaid'));

/**
 * The account at the end: `advancesPaid + payable − recoverable = final`.
 *
 * @param final the total on verified figures in yuan
 * @param advancesPaid yuan advanced before
 * @throws Error naming the argument that is no amount
 */
export const settlement = (final: AmountLike, advancesPaid: AmountLike): Settlement =>
  settlementOf(exactAmount(final, 'final'), exactAmount(advancesPaid, 'advancesPaid'));

/**
 * Payment in two stages (A1.4, A6.5–A6.6, A7.4–A7.5): what may be advanced by now and, once the final
 * total is known, the account at the end. See {@link advance} and {@link settlement}.
 *
 * @throws Error naming the argument that is no amount or ratio
 * @example
 * disbursement({ total: '4000000', progress: '0.3', share: '0.5', advancesPaid: '0' }).advance.payableNow.toFixed(2)
 * // '1200000.00'
 */
export function disbursement(p: {
  readonly total: AmountLike;
  readonly progress: AmountLike;
  readonly share: AmountLike;
  readonly advancesPaid: AmountLike;
  /** The total on verified figures; absent before acceptance. */
  readonly final?: AmountLike | undefined;
}): { readonly advance: Advance; readonly settlement?: Settlement } {
  const advances = advance(p.total, p.progress, p.share, p.advancesPaid);
  return p.final === undefined ? { advance: advances } : { advance: advances, settlement: settlement(p.final, p.advancesPaid) };
}
