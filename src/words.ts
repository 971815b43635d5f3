/**
 * The policy in words, for people: conditions, facts, sentences and money, in the register of official documents and in
 * plain English. What is told as data elsewhere is said here, and nowhere else.
 */
import { chengdu2025 } from './chengdu/policy.js';
import type { ConditionResult } from './core/determination.js';
import type { Lang } from './core/text.js';
import { type ConditionOptions, answererUnder, clauseNameUnder, conditionTextUnder, departmentsUnder, factNameUnder, measureNameUnder, readingNameUnder } from './words/index.js';

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

/** An open question of the text and the value in force in words; undefined where there is no such reading or value. */
export const readingName = (id: string, value: string, lang?: Lang): { readonly question: string; readonly value: string } | undefined =>
  readingNameUnder(chengdu2025, id, value, lang);

export { type ConditionOptions, type MoneyOptions, type Unit, formatMoney, terms } from './words/index.js';
export { type Lang } from './core/text.js';
export { InvalidCaseError, isInvalidCaseError } from './core/error.js';
