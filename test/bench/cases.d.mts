import type { CaseFile } from '../../src/index.js';

export type { CaseFile };
export class Random {
  constructor(seed: number);
  next(): number;
}
export function makeCases(n: number, seed: number): CaseFile[];
export function makeOrdinaryCases(n: number, seed: number): CaseFile[];
export function makeLargeCase(entities: number, seed: number, shape?: 'many' | 'one' | 'consortia'): CaseFile;
export function countEntities(file: CaseFile): number;
export function withUnknownFacts(file: CaseFile, seed: number): CaseFile;
