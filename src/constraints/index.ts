/**
 * The shared constraints, each a pure function of its own that other policies can use: caps, filing
 * cutoff, validity window, no double-dipping, disbursement.
 */
export type { AmountLike } from './argument.js';
export type { Capped } from './cap.js';
export type { CutoffException, CutoffResult } from './filing-cutoff.js';
export * from './no-double-dipping/index.js';
export type { Advance, GroupedAmountLike, Settlement } from './public.js';
export { advance, cap, capPerGroup, disbursement, filingCutoff, oneOff, perEnterpriseYear, perProject, settlement, validityWindow } from './public.js';
export type { Window } from './validity-window.js';
