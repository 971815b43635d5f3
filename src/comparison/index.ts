export type { Change, Figure } from './change.js';
export {
  type CompareOptions,
  type JointExtreme,
  type ReadingEffect,
  type ReadingValue,
  type ReadingsComparison,
  compareReadings,
} from './compare-readings.js';
