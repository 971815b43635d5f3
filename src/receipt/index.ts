/** What an assessment was made from, so that it can be made again under any policy. */
export { type Receipt, type RecordedEntry, type RecordedOptions, receiptUnder } from './receipt.js';
export { type CauseKind, type Replay, type ReplayCause, replayUnder } from './replay.js';
export type { Json } from './canonical.js';
