export type { Answerer } from './asking.js';
export { type AnswerOutcome, type Question, nextQuestions, withAnswer } from './next-questions.js';
export { type Match, type MatchedSubject, type Matching, match } from './match.js';
export type { Profile } from './profile.js';
