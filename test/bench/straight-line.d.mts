import type { CaseFile } from '../../src/index.js';

export interface TextRange {
  min: string;
  max: string;
}
export interface StraightLineResult {
  status: 'eligible' | 'ineligible' | 'undetermined';
  amount: TextRange;
  reasons: { id: string; outcome: 'met' | 'unmet' | 'unknown'; required: string; actual: string }[];
}
export interface StraightLineAssessment {
  determinations: Map<string, StraightLineResult>;
  /** null where there are too many combinations to enumerate */
  total: TextRange | null;
  /** two exactly equal combinations round to different totals */
  tied: boolean;
  /** only where one combination is the best at both ends of the open amounts */
  advances: Record<string, { cumulativeLimit: TextRange; byYear?: { year: number; limit: TextRange }[] }>;
}

type Measure = (facts: Readonly<Record<string, unknown>>) => StraightLineResult;
export const investmentReward: Measure;
export const investmentSubsidy: Measure;
export const loanInterestSubsidy: Measure;
export const financeLeaseSubsidy: Measure;
export const serviceProviderAward: Measure;
export const equipmentSupplySubsidy: Measure;
export const softwareSupplySubsidy: Measure;
export const demonstrationAnnualAward: Measure;
export const demonstrationCompletionAward: Measure;
export const chainLeaderAward: Measure;
export const consortiumInvestmentSubsidy: Measure;
export const parkAward: Measure;
export function straightLineAssess(file: CaseFile): StraightLineAssessment;
