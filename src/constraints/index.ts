/**
 * The shared constraints, each a pure function of its own that other policies can use: caps, filing
 * cutoff, validity window, no double-dipping, disbursement.
 */
export { type Capped, type GroupedAmount, cap, capPerGroup, oneOff, perEnterpriseYear, perProject } from './cap.js';
export { type Advance, type Settlement, advance, settlement } from './disbursement.js';
export { type CutoffException, type CutoffResult, type Filing, filingCutoff } from './filing-cutoff.js';
export * from './no-double-dipping/index.js';
export { type Window, validityWindow } from './validity-window.js';
