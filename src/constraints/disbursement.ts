import { type Dec, downToFen, notBelowZero } from '../core/decimal.js';
import { type Ratio, lower, share } from '../core/ratio.js';

/**
 * Payment in two stages (A1.4, A6.5–A6.6, A7.4–A7.5): advances while the work goes on, never more
 * than a share of the total, and one settlement (统一结算) at the end.
 *
 * Worked example: total 20,000,000.00, share 50 %, progress 30 %, 4,000,000.00 paid so far. The
 * limit is min(30 %, 50 %) of the total, 6,000,000.00; 2,000,000.00 may be advanced now. When the
 * verified total is 18,000,000.00, the settlement pays 14,000,000.00. If only 3,000,000.00 had
 * proved due, 1,000,000.00 would be recoverable: shown, not hidden in a zero.
 */

export interface Advance {
  /** What may have been advanced in all by now, rounded down to the fen. */
  readonly cumulativeLimit: Dec;
  /** What of it is still open. */
  readonly payableNow: Dec;
}

/**
 * The limit on advances: the lower of progress and the share, of the capped total, rounded down so
 * that half of an odd fen is not exceeded.
 */
export const limitOn = (total: Dec, progress: Ratio, most: Ratio): Dec => downToFen(share(total, lower(progress, most)));

/** The limit and what of it is still open. */
export function advance(total: Dec, progress: Ratio, most: Ratio, advancesPaid: Dec): Advance {
  const cumulativeLimit = limitOn(total, progress, most);
  return { cumulativeLimit, payableNow: notBelowZero(cumulativeLimit.minus(advancesPaid)) };
}

export interface Settlement {
  /** The total on verified figures. */
  readonly final: Dec;
  /** What remains to be paid. */
  readonly payable: Dec;
  /** What was advanced beyond the final total and can be asked back (I-19). */
  readonly recoverable: Dec;
}

/** The account at the end: `advancesPaid + payable − recoverable = final`. */
export function settlement(final: Dec, advancesPaid: Dec): Settlement {
  const balance = final.minus(advancesPaid);
  return { final, payable: notBelowZero(balance), recoverable: notBelowZero(balance.neg()) };
}
