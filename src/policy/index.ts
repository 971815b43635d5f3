/** The policy as data: text, parameters, departments and readings. */
export { type ClauseId, type TextSegment, TEXT_SHA256, officialText, sentence, textSegments } from './text.js';
export type { Bound, CapScope, Parameter, ParameterId, ParameterRecord, ParameterRegister } from './parameters.js';
export { type Responsibility, responsibilities } from './departments.js';
export {
  type ReadingId,
  type ReadingRecord,
  READINGS as readings,
  type Readings,
  defaultReadings,
  readingIds,
} from './readings.js';
export { type Amendment, type Policy, amendPolicy, chengdu2025 } from './policy.js';
