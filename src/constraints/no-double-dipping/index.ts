export { explainForgone, noDoubleDipping } from './no-double-dipping.js';
export { checkSelection } from './check.js';
export type { AmountLike } from '../argument.js';
export type {
  AmountBounds,
  Claim,
  ClaimPart,
  Forgone,
  Pool,
  RunnerUp,
  Selection,
  SelectionCheck,
  SelectionOptions,
  SelectionProblem,
  ValueRange,
} from './types.js';
