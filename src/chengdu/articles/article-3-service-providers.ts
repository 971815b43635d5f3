import { keeps, requirement } from '../../core/bound.js';
import { type Condition, isTrue, met, unknown, unmet } from '../../core/condition.js';
import type { KnownFacts } from '../../core/fact.js';
import { assessedWithin } from '../../core/formula.js';
import type { Measure } from '../../core/measure.js';
import { text } from '../../core/text.js';
import { serviceProviderFacts as providerFacts } from '../facts/suppliers.js';
import { appliedInForce, evaluatedInForce } from '../final-provisions.js';
import { parameter } from '../law.js';
import type { ParameterId } from '../parameters.js';

/** 三、培育优质新型技术改造服务商 */

const amongTheFirst: Condition<{ readonly rank?: number | undefined }> = {
  id: 'rank',
  clause: 'A3.3',
  label: text('年度评价名次符合奖励范围', 'rank in the yearly evaluation within those awarded'),
  facts: ['rank'],
  test: ({ rank }, law, locate) => {
    const last = parameter(law, 'A3.3.rank');
    const required = requirement(last);
    if (rank === undefined) return unknown(required, [locate('rank')]);
    return keeps(last, rank) ? met(required, String(rank)) : unmet(required, String(rank), String(rank - Number(last.value)));
  },
};

export { providerFacts };

/**
 * A3.3 「……对符合条件的服务商服务情况开展年度评价，每年对排名前50的优秀服务商分档给予最高50万元奖励。」
 * The tiers are not in the text: without the authority's figure only the ceiling is known. No filed
 * project stands behind the award, so F.2 is not tested (I-02).
 */
export const serviceProviderAward: Measure<KnownFacts<typeof providerFacts>> = {
  id: 'service-provider-award',
  code: '3',
  article: 3,
  clause: 'A3.3',
  kind: 'service-provider',
  title: text('优秀服务商奖励', 'service provider award'),
  source: { each: 'serviceProviders', id: 'provider', year: 'year' },
  subject: 'provider',
  payee: { kind: 'enterprise', fact: 'provider' },
  facts: providerFacts,
  datedBy: 'year',
  parameters: ['A3.3.rank', 'A3.3.cap'] satisfies ParameterId[],
  conditions: [
    appliedInForce,
    evaluatedInForce,
    isTrue('listed', 'A3.2', 'listed', text('在服务商名单内', 'on the published list')),
    isTrue('qualified', 'A3.3', 'qualified', text('符合条件', 'meets the conditions')),
    amongTheFirst,
  ],
  formula: assessedWithin({ fact: 'tierAmount', cap: 'A3.3.cap' }),
};
