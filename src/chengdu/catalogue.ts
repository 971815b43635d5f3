import type { Bilingual } from '../core/text.js';
import { rules } from './policy.js';

/** The measures of this policy by name, and what they are given for. */
export type MeasureId =
  | 'investment-reward'
  | 'investment-subsidy'
  | 'loan-interest-subsidy'
  | 'finance-lease-subsidy'
  | 'service-provider-award'
  | 'equipment-supply-subsidy'
  | 'software-supply-subsidy'
  | 'demonstration-annual-award'
  | 'demonstration-completion-award'
  | 'chain-leader-award'
  | 'consortium-investment-subsidy'
  | 'park-award';

export type SubjectKind = 'project' | 'enterprise' | 'service-provider' | 'supplier' | 'consortium' | 'park';

/** What a measure is, read off its declaration. */
export interface MeasureEntry {
  readonly id: MeasureId;
  /** Short code: 1a … 7. */
  readonly code: string;
  readonly article: number;
  readonly clause: string;
  readonly subject: SubjectKind;
  readonly title: Bilingual;
  /** Every condition, those of its rows included. */
  readonly conditions: readonly { readonly id: string; readonly clause: string; readonly label: Bilingual }[];
  /** The numbers of the policy that it uses. */
  readonly parameters: readonly string[];
}

/** The twelve measures in article order. */
export const measureCatalogue: readonly MeasureEntry[] = /* @__PURE__ */ rules.measures.map((m) => ({
  id: m.id as MeasureId,
  code: m.code,
  article: m.article,
  clause: m.clause,
  subject: m.kind as SubjectKind,
  title: m.title,
  conditions: [...m.conditions, ...(m.rows?.conditions ?? []), ...(m.sumCondition === undefined ? [] : [m.sumCondition])].map(
    ({ id, clause, label }) => ({ id, clause, label }),
  ),
  parameters: m.parameters,
}));
