import { applicationDate, serviceProviderFacts } from '../case/facts.js';
import { type Condition, isTrue, met, unknown, unmet } from '../kernel/condition.js';
import { assessedWithin } from '../kernel/formula.js';
import type { MeasureOf } from '../kernel/measure.js';
import { text } from '../kernel/text.js';
import { appliedInForce, evaluatedInForce } from './final-provisions.js';

/** 三、培育优质新型技术改造服务商 */

const facts = { ...serviceProviderFacts, applicationDate } as const;

const amongTheFirst: Condition<{ readonly rank?: number | undefined }> = {
  id: 'rank',
  clause: 'A3.3',
  label: text('年度评价排名在前50', 'among the first fifty of the year'),
  facts: ['rank'],
  test: ({ rank }, { parameters }, locate) => {
    const last = parameters['A3.3.rank'].value;
    const required = `<= ${last}`;
    if (rank === undefined) return unknown('rank', 'A3.3', required, [locate('rank')]);
    if (rank <= Number(last)) return met('rank', 'A3.3', required, String(rank));
    return { ...unmet('rank', 'A3.3', required, String(rank)), shortfall: String(rank - Number(last)) };
  },
};

/**
 * A3.3 「……对符合条件的服务商服务情况开展年度评价，每年对排名前50的优秀服务商分档给予最高50万元奖励。」
 * The tiers are not in the text: without the authority's figure only the ceiling is known. No filed
 * project stands behind the award, so F.2 is not tested (I-02).
 */
export const serviceProviderAward: MeasureOf<typeof facts> = {
  id: 'service-provider-award',
  code: '3',
  article: 3,
  clause: 'A3.3',
  subject: 'service-provider',
  title: text('优秀服务商奖励', 'service provider award'),
  facts,
  parameters: ['A3.3.rank', 'A3.3.cap'],
  conditions: [
    appliedInForce,
    evaluatedInForce,
    isTrue('listed', 'A3.2', 'listed', text('在服务商名单内', 'on the published list')),
    isTrue('qualified', 'A3.3', 'qualified', text('符合条件', 'meets the conditions')),
    amongTheFirst,
  ],
  formula: assessedWithin({ fact: 'tierAmount', cap: 'A3.3.cap' }),
};
