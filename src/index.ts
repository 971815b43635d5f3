/**
 * 成都市关于开展制造业新型技术改造城市试点工作的若干政策措施, as an exact, typed rules engine.
 *
 * `assess` takes a case file and gives an assessment; `measures` holds one typed calculator per
 * measure; the shared constraints and the policy as data stand on their own.
 */
export * from './audit/index.js';
export type { Assessment, ElectionReport, Looseness, ReadingAtStake, SelectionReport, Warning } from './assessment/assessment.js';
export { type AssessOptions, type SafeAssessment, assess, safeAssess } from './assessment/assess.js';
export type {
  CaseFile,
  Consortium,
  Demonstration,
  LeaseYear,
  LoanYear,
  Park,
  Project,
  ServiceProviderYear,
  SupplyLine,
} from './case/read.js';
export * from './comparison/index.js';
export * from './constraints/index.js';
export * from './inquiry/index.js';
export type { Payment } from './kernel/payment.js';
export type { Bilingual } from './kernel/text.js';
export * from './measures.js';
export * from './policy/index.js';
export { type Code, type Confidence, type PairRule, type Relation, pairRules } from './selection/overlap.js';
