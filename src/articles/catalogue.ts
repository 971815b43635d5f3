import type { Determination, MeasureId, SubjectKind } from '../kernel/determination.js';
import type { FactTable } from '../facts/fact.js';
import type { Bilingual } from '../kernel/text.js';
import type { ParameterId } from '../policy/parameters.js';
import * as article1 from './article-1-investment.js';
import * as article2 from './article-2-financing.js';
import * as article3 from './article-3-service-providers.js';
import * as article4 from './article-4-supply.js';
import * as article5 from './article-5-demonstrations.js';
import * as article6 from './article-6-consortia.js';
import * as article7 from './article-7-parks.js';

/** What a measure is, read off its declaration. */
export interface MeasureEntry {
  readonly id: MeasureId;
  /** Short code: 1a … 7. */
  readonly code: string;
  readonly article: Determination['article'];
  readonly clause: string;
  readonly subject: SubjectKind;
  readonly title: Bilingual;
  /** Every condition, those of its rows included. */
  readonly conditions: readonly { readonly id: string; readonly clause: string; readonly label: Bilingual }[];
  /** The numbers of the policy that it uses. */
  readonly parameters: readonly ParameterId[];
}

/** A declaration as every derivation sees it. */
export interface Declared {
  readonly id: MeasureId;
  readonly code: string;
  readonly article: Determination['article'];
  readonly clause: string;
  readonly subject: SubjectKind;
  readonly title: Bilingual;
  readonly facts: FactTable;
  readonly conditions: readonly Labelled[];
  readonly rows?: { readonly conditions: readonly Labelled[] };
  readonly sumCondition?: Labelled;
  readonly parameters: readonly ParameterId[];
}

interface Labelled {
  readonly id: string;
  readonly clause: string;
  readonly label: Bilingual;
}

/** The declarations in article order. */
export const DECLARED: readonly Declared[] = [
  article1.investmentReward,
  article1.investmentSubsidy,
  article2.loanInterestSubsidy,
  article2.financeLeaseSubsidy,
  article3.serviceProviderAward,
  article4.equipmentSupplySubsidy,
  article4.softwareSupplySubsidy,
  article5.demonstrationAnnualAward,
  article5.demonstrationCompletionAward,
  article6.chainLeaderAward,
  article6.consortiumInvestmentSubsidy,
  article7.parkAward,
];

/** The twelve measures in article order. */
export const measureCatalogue: readonly MeasureEntry[] = DECLARED.map((m) => ({
  id: m.id,
  code: m.code,
  article: m.article,
  clause: m.clause,
  subject: m.subject,
  title: m.title,
  conditions: [...m.conditions, ...(m.rows?.conditions ?? []), ...(m.sumCondition === undefined ? [] : [m.sumCondition])].map(
    ({ id, clause, label }) => ({ id, clause, label }),
  ),
  parameters: m.parameters,
}));
