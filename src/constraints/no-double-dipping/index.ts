export { noDoubleDipping } from './no-double-dipping.js';
export { checkSelection } from './check.js';
export { explainForgone } from './explain.js';
export type {
  AmountBounds,
  AmountLike,
  Claim,
  ClaimPart,
  Forgone,
  PartCertificate,
  Pool,
  RunnerUp,
  Selection,
  SelectionCertificate,
  SelectionCheck,
  SelectionOptions,
  SelectionProblem,
  Threshold,
  ValueRange,
} from './types.js';
