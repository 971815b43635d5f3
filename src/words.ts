/**
 * The policy in words, for people: conditions, facts, sentences and money, in the register of official documents and in
 * plain English. What is told as data elsewhere is said here, and nowhere else.
 */
import { chengdu2025 } from './chengdu/policy.js';
import type { ConditionResult, Determination } from './core/determination.js';
import type { Policy } from './core/policy.js';
import type { Lang } from './core/text.js';
import type { AssessOptions, Assessment, CaseFile } from './index.js';
import { type Receipt, type Replay, receiptUnder, replayUnder } from './receipt/index.js';
import { type ExplainOptions, explainUnder } from './report/index.js';
import { type ConditionOptions, answererUnder, awardNameUnder, clauseNameUnder, conditionTextUnder, departmentsUnder, factNameUnder, measureNameUnder, readingNameUnder } from './words/index.js';

/**
 * A condition with its outcome, and what it requires against what was found, in words.
 *
 * @param condition one of a determination, as it is or from its JSON
 * @param lang Chinese where it is left out
 * @param options the unit of money (yuan where it is left out), and the case that names the rows of missing facts
 * @throws InvalidCaseError where it is no condition, or an option is none
 * @example conditionText(assessment.determinations[0].conditions[2]) // '属技改项目：满足'
 */
export const conditionText = (condition: ConditionResult, lang?: Lang, options?: ConditionOptions): string =>
  conditionTextUnder(chengdu2025, condition, lang, options);

/**
 * What a fact is called where a person reads it: the row by its id, or by its position where no case file is given.
 *
 * @param path a path as an assessment names missing facts
 * @returns the path itself where it names nothing of the policy
 * @throws InvalidCaseError where the path is no text
 * @example factName('$.projects[1].inIndustrialStatistics', 'zh') // '第2个项目的纳入工业投资统计'
 */
export const factName = (path: string, lang?: Lang, caseFile?: unknown): string => factNameUnder(chengdu2025, path, lang, caseFile);

/** Who can answer what a missing fact is; undefined where the path names no fact that is asked for. */
export const answererOf = (path: string, lang?: Lang): string | undefined => answererUnder(chengdu2025, path, lang);

/**
 * How a letter names a sentence, with its number where that is asked for.
 *
 * @example clauseName('F.3', 'zh', { code: true }) // '附则第三句（F.3）'
 */
export const clauseName = (id: string, lang?: Lang, options?: { readonly code?: boolean }): string => clauseNameUnder(chengdu2025, id, lang, options);

/** The departments responsible for an article: those that lead, and those that cooperate. */
export const departments = (article: number, lang?: Lang): { readonly lead: string; readonly cooperating: string } =>
  departmentsUnder(chengdu2025, article, lang);

/** The title of a measure; its id where the policy has no such measure. */
export const measureName = (id: string, lang?: Lang): string => measureNameUnder(chengdu2025, id, lang);

/** An award of an assessment by its measure, year and subject: `2a  新型技改专项贷贴息 2025年  岷锋精密`. */
export const awardName = (determination: Determination, lang?: Lang): string => awardNameUnder(chengdu2025, determination, lang);

/** An open question of the text and the value in force in words; undefined where there is no such reading or value. */
export const readingName = (id: string, value: string, lang?: Lang): { readonly question: string; readonly value: string } | undefined =>
  readingNameUnder(chengdu2025, id, value, lang);

/**
 * The receipt of an assessment: text, policy, parameters, readings and library version that it was made
 * under, the case in canonical form, and the digest of the result. Plain JSON, to be kept with the file.
 *
 * @param options those that the assessment was made with
 * @throws InvalidCaseError when the case is broken, or the assessment was made under another policy,
 * other readings or another election than the options say
 * @example
 * const kept = JSON.stringify(receipt(caseFile, assess(caseFile)));
 * replay(JSON.parse(kept)) // { same: true }, for as long as nothing that matters to the case changes
 */
export const receipt = (caseFile: CaseFile, assessment: Assessment, options?: AssessOptions): Receipt =>
  receiptUnder(chengdu2025, caseFile, assessment, options);

/**
 * Makes the assessment of a receipt again: the same, or different because of which fact, parameter, reading,
 * text, policy or library version, the most specific first.
 *
 * @param options the version of the policy to replay it under; the published one when left out
 * @throws InvalidCaseError naming the line of a broken receipt, or what the case can no longer be assessed for
 */
export const replay = (receipt: Receipt, options?: { readonly policy?: Policy | undefined }): Replay => replayUnder(chengdu2025, receipt, options);

/**
 * An assessment as a document for people: the explanation of every measure with its conditions, calculation, choice and
 * payment; the calculation sheet (测算表); or the result notice (测算结果告知书). An estimate, never a decision, and it says so.
 *
 * Plain text in columns, Markdown, or one self-contained HTML page without scripts that prints on A4. Every step that says
 * how it was found can be counted again from the printed figures.
 *
 * @param assessment as `assess` gives it, or from its JSON
 * @throws InvalidCaseError where it is no assessment, or one of another policy or version than the one it is explained under
 * @example explain(assess(caseFile), { caseFile, format: 'html' })
 */
export const explain = (assessment: Assessment, options?: ExplainOptions): string => explainUnder(chengdu2025, assessment, options);

export { type ConditionOptions, type MoneyOptions, type Unit, formatMoney, plain, terms } from './words/index.js';
export { type Bar, type Stage, timeline, waterfall } from './report/pictures.js';
export { type ExplainOptions, render } from './report/index.js';
export { figureOf } from './report/teller.js';
export type { Block, Cell, Document, Figure, FigureRow } from './report/model.js';
export type { CauseKind, Json, Receipt, RecordedEntry, RecordedOptions, Replay, ReplayCause } from './receipt/index.js';
export type { Lang } from './core/text.js';
export { InvalidCaseError, isInvalidCaseError } from './core/error.js';
