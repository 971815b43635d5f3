/** The policy as data: text, parameters, departments and readings. */
export { type ClauseId, TEXT_SHA256, officialText, sentence, textSegments } from './chengdu/text.js';
export { type ParameterId, PARAMETERS as parameters } from './chengdu/parameters.js';
export { type Code, type Confidence, type PairRule, pairRules } from './chengdu/overlap.js';
export { type Claimant, coverage } from './chengdu/coverage.js';
export { responsibilities } from './chengdu/departments.js';
export { type ReadingId, type Readings, defaultReadings, readingIds } from './chengdu/choices.js';
export { READINGS as readings } from './chengdu/readings.js';
export type { BoundWord } from './core/bound.js';
export type { ClaimedWords, CoveredSentence } from './core/coverage.js';
export type { ParameterRecord, ReadingRecord, TextSegment } from './core/law.js';
export type { Relation } from './core/overlap.js';
export type { Responsibility } from './core/policy.js';
