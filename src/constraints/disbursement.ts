import { type Dec, downToFen } from '../core/decimal.js';
import { type Ratio, lower, share } from '../core/ratio.js';

/**
 * The limit on advances (A1.4, A6.5, A7.4): the lower of progress and the share, of the capped total, rounded down so
 * that half of an odd fen is not exceeded.
 */
export const limitOn = (total: Dec, progress: Ratio, most: Ratio): Dec => downToFen(share(total, lower(progress, most)));
