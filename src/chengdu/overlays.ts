import { Dec } from '../core/decimal.js';

/**
 * Figures from outside the text that only raise a warning, never change an amount.
 */

/**
 * 财建〔2024〕16号 as reported: support for one project from the central award money is at most 20 %
 * of the project's total investment, and projects with earlier national funds are not supported
 * again (I-14). It binds the central share only.
 */
const share = new Dec('0.20');
export const centralFundsShare = Object.freeze({ source: '财建〔2024〕16号', decimal: share, percent: `${share.times(100).toFixed()}%` });

/**
 * Filings of one owner this many days apart or less are pointed out to a reviewer (I-20). A
 * screening choice of this library, not a rule.
 */
export const closeFilingDays = 180;

/**
 * Below that a figure of investment looks like 万元 typed as yuan, where other facts speak against it. A
 * screening choice of this library: the statistics cover projects from 5,000,000 yuan (I-15).
 */
export const smallestPlausible = new Dec(100_000);
