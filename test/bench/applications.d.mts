import type * as calculators from '../../src/measures.js';
import type { CaseFile } from '../../src/index.js';
import type * as straightLine from './straight-line.mjs';

export type MeasureName = Exclude<keyof typeof straightLine & keyof typeof calculators, 'straightLineAssess'>;
export function applicationsOf(cases: readonly CaseFile[]): Record<MeasureName, Readonly<Record<string, unknown>>[]>;
