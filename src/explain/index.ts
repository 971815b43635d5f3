export type { Change } from './figures.js';
export { type CompareOptions, type JointExtreme, type ReadingEffect, type ReadingValue, type ReadingsComparison, compareReadingsUnder } from './compare.js';
export { type Match, type MatchedSubject, type Matching, matchUnder } from './match.js';
export { type AnswerOutcome, type Question, type QuestionOptions, nextQuestionsUnder } from './questions.js';
export { withAnswerTo } from './stated.js';
