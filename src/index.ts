/**
 * 成都市关于开展制造业新型技术改造城市试点工作的若干政策措施, as an exact, typed rules engine.
 *
 * `assess` takes a case file and gives an assessment. One calculator for each measure is in
 * `chengdu-tech-upgrade/measures`, the shared constraints in `/constraints`, the policy as data in
 * `/policy`.
 */
import { type AssessOptions as AnyOptions, type SafeAssessment as AnySafe, assessUnder, safely } from './assess/assess.js';
import type { Assessment as AnyAssessment } from './assess/assessment.js';
import type { MeasureId, SubjectKind } from './chengdu/catalogue.js';
import type { CaseFile } from './chengdu/facts.js';
import { type AuditOptions, type AuditReport, type Auditor, type Award, auditUnder, auditorUnder } from './audit/index.js';
import { chengdu2025, rules } from './chengdu/policy.js';
import type { Readings } from './chengdu/choices.js';
import type { DistrictMatching } from './chengdu/articles/article-8-district-matching.js';
import type { Determination as AnyDetermination } from './core/determination.js';
import {
  type CompareOptions, type Matching, type Question, type QuestionOptions, type ReadingsComparison,
  compareReadingsUnder, matchUnder, nextQuestionsUnder, withAnswerTo,
} from './explain/index.js';

/** What one measure gives to one subject, and why. */
export type Determination = AnyDetermination<MeasureId, SubjectKind>;

/** The assessment of a case: an estimate, never a decision. */
export interface Assessment extends AnyAssessment<Determination & { readonly payee: string }, Readings> {
  /** A8.4: district money beside the city's, never inside its caps. */
  readonly districtMatching?: readonly DistrictMatching[];
}

/** Options of an assessment. */
export interface AssessOptions extends Omit<AnyOptions, 'readings'> {
  /** Choices among the readings; each one left out stays at its default. */
  readonly readings?: Partial<Readings> | undefined;
}

/** What {@link safeAssess} gives. */
export type SafeAssessment = AnySafe<Assessment>;

/**
 * Assesses a case: what each measure gives and why, which combination is payable, when it is paid.
 *
 * The result is an estimate, not a decision. It is plain JSON data, the same bytes for the same
 * case, whatever the time zone, locale or clock; the case is not changed.
 *
 * @param caseFile the case; a fact that is left out or null is unknown
 * @param options readings of the open questions and version of the policy
 * @throws InvalidCaseError when the case or an option is broken; it names path, value and what was
 * expected, and nothing was computed
 * @example
 * assess({
 *   applicationDate: '2025-06-01',
 *   projects: [{ id: 'P', owner: 'E', filingDate: '2024-07-01', newType: true, pilotIndustry: true,
 *     nationalDemonstration: false, totalInvestment: '30000000', equipmentInvestment: '20000000' }],
 * }).selection.total.min // '2000000.00': 10 % of the equipment investment
 */
export const assess = (caseFile: CaseFile, options?: AssessOptions): Assessment => assessUnder(rules, caseFile, options) as Assessment;

/** Like {@link assess} for any value whatsoever; never throws. */
export const safeAssess = (input: unknown, options?: AssessOptions): SafeAssessment => safely(() => assess(input as CaseFile, options));

/** A profile: any part of a case file; every fact, id and reference may be left out. */
export type Profile = { readonly [K in keyof CaseFile]?: Loose<CaseFile[K]> | undefined };
type Loose<T> = T extends readonly (infer R)[]
  ? R extends object
    ? readonly Loose<R>[]
    : T
  : T extends object
    ? { readonly [K in keyof T]?: Loose<T[K]> | null | undefined }
    : T | null | undefined;

type OwnOptions<O> = Omit<O, 'readings' | 'policy'> & Pick<AssessOptions, 'readings' | 'policy'>;

/**
 * What can I get? All twelve measures for a thin profile: a project, an enterprise's loans or sales, a provider, a park, a
 * consortium, or any part of a case file. Nothing is assumed in anybody's favour; what is supplied to make a case of the
 * profile is never taken for known.
 *
 * @throws InvalidCaseError naming path and value, as {@link assess} does; the profile is not changed
 * @example match({ projects: [{ newType: true, totalInvestment: '30000000' }] }).measures[0]
 */
export const match = (profile: Profile, options?: OwnOptions<QuestionOptions>): Matching => matchUnder(chengdu2025, profile, options);

/**
 * What to find out next: the missing facts that can still change a status, an amount, a payment or a total, the one that
 * can narrow the payable total most first. An empty list means that no fact of the stated rows can change anything any more.
 *
 * @throws InvalidCaseError as {@link assess} does; the case is not changed
 */
export const nextQuestions = (caseFile: CaseFile, options?: OwnOptions<QuestionOptions>): Question[] => nextQuestionsUnder(chengdu2025, caseFile, options);

/**
 * The case file with one more answer, as a copy; groups on the way are made.
 *
 * @param path `path` of a question
 * @throws InvalidCaseError when there is no such place: no such row, or a name that the format does not have; the value itself
 * is checked when the case is read
 */
export const withAnswer = (caseFile: CaseFile, path: string, value: unknown): CaseFile =>
  withAnswerTo(chengdu2025.facts, caseFile, path, value) as CaseFile;

/**
 * What each open question of the text is worth in a case: the assessment under each other choice of each reading, exactly.
 *
 * @throws InvalidCaseError as {@link assess} does; the case is not changed
 */
export const compareReadings = (caseFile: CaseFile, options?: OwnOptions<CompareOptions>): ReadingsComparison =>
  compareReadingsUnder(chengdu2025, caseFile, options);

/**
 * Audits a ledger of awards granted or paid against what the policy allows for a case. It is an examination of figures and
 * never a decision.
 *
 * @param awards the ledger; the order of its lines decides nothing
 * @throws InvalidCaseError when the case, a line or an option is broken; nothing was audited
 */
export const audit = (caseFile: CaseFile, awards: readonly Award[], options?: OwnOptions<AuditOptions>): AuditReport =>
  auditUnder(chengdu2025, caseFile, awards, options);

/**
 * The same audit for a ledger that comes line by line: the case is assessed once.
 *
 * @throws InvalidCaseError when the case or an option is broken
 */
export const createAuditor = (caseFile: CaseFile, options?: OwnOptions<AuditOptions>): Auditor => auditorUnder(chengdu2025, caseFile, options);

export { chengdu2025 };
export type { AuditOptions, AuditReport, AuditSummary, Auditor, Award, AwardRef, BesideMoney, Cause, CauseCode, Finding, FindingCode, PaymentKind, Payer, Severity } from './audit/index.js';
export type {
  AnswerOutcome, Change, CompareOptions, JointExtreme, Match, MatchedSubject, Matching, Question, ReadingEffect, ReadingValue, ReadingsComparison,
} from './explain/index.js';
export type { ElectionReport, SelectionReport } from './assess/assessment.js';
export type { CaseFile, Consortium, Demonstration, LeaseYear, LoanYear, Park, Project, ServiceProviderYear, SupplyLine } from './chengdu/facts.js';
export type { MeasureId, SubjectKind } from './chengdu/catalogue.js';
export type { ReadingId, Readings } from './chengdu/choices.js';
export type { Money } from './core/decimal.js';
export type { ConditionResult, ItemResult, Nature, Outcome, Status, Step } from './core/determination.js';
export { type CaseIssue, InvalidCaseError, isInvalidCaseError } from './core/error.js';
export type { AmountInput, DayInput, RatioInput } from './core/fact.js';
export type { Payment } from './core/payment.js';
export { type Amendment, type Policy, amendPolicy } from './core/policy.js';
export type { Range } from './core/span.js';
export type { Bilingual } from './core/text.js';
export type { Warning } from './core/view.js';
