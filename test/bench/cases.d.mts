import type { CaseFile } from '../../src/index.js';

export type { CaseFile };
export function makeCases(n: number, seed: number): CaseFile[];
export function makeOrdinaryCases(n: number, seed: number): CaseFile[];
export function makeLargeCase(entities: number, seed: number, shape?: 'many' | 'one'): CaseFile;
export function countEntities(file: CaseFile): number;
