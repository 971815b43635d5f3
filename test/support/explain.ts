/** The calls of src/explain under the policy of Chengdu, with its types. */
import { chengdu2025 } from '../../src/index.js';
import type { CaseFile, Readings } from '../../src/index.js';
import { type CompareOptions, type Matching, type Question, type QuestionOptions, type ReadingsComparison, compareReadingsUnder, matchUnder, nextQuestionsUnder, withAnswerTo } from '../../src/explain/index.js';

type Loose<T> = T extends readonly (infer R)[]
  ? R extends object ? readonly Loose<R>[] : T
  : T extends object ? { readonly [K in keyof T]?: Loose<T[K]> | null | undefined } : T | null | undefined;

/** Any part of a case file: every fact, every id and every reference may be left out. */
export type Profile = { readonly [K in keyof CaseFile]?: Loose<CaseFile[K]> | undefined };
type Own<O> = Omit<O, 'readings'> & { readonly readings?: Partial<Readings> | undefined };

export const nextQuestions = (file: CaseFile, options?: Own<QuestionOptions>): Question[] => nextQuestionsUnder(chengdu2025, file, options);
export const withAnswer = (file: CaseFile, path: string, value: unknown): CaseFile => withAnswerTo(file, path, value) as CaseFile;
export const match = (profile: Profile, options?: Own<QuestionOptions>): Matching => matchUnder(chengdu2025, profile, options);
export const compareReadings = (file: CaseFile, options?: Own<CompareOptions>): ReadingsComparison => compareReadingsUnder(chengdu2025, file, options);
export type { Question } from '../../src/explain/index.js';
