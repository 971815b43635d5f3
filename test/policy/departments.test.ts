/** Who is responsible for each article, as its last sentence says. */
import { describe, expect, it } from 'vitest';
import { responsibilities, sentence } from '../../src/policy.js';

const of = (clause: string) => responsibilities.find((r) => r.clause === clause);
const ECONOMY = '市经信局市新经济委';

describe('A1.5, A2.4, A3.4, A4.5, A5.6, A6.7, A7.6 and A8.5 the departments: leads before the comma, 、 between units', () => {
  it.each(responsibilities)('of article $article are those of $clause', ({ clause, lead, cooperating }) => {
    const words = sentence(clause).replace(/^[（〔]责任单位：|[）〕]$/g, '').split('；')[0] as string;
    const [leads, others] = words.split('，');
    expect(lead).toEqual((leads as string).split('、'));
    expect(cooperating).toEqual(others === undefined ? [] : others.split('、'));
  });

  it('A1.5 one unit with two names leads, 市发展改革委 cooperates', () => {
    expect(of('A1.5')).toMatchObject({ article: 1, lead: [ECONOMY], cooperating: ['市发展改革委'] });
  });

  it('A5.6 without a comma nobody cooperates', () => {
    expect(of('A5.6')).toMatchObject({ article: 5, lead: [ECONOMY], cooperating: [] });
  });

  it('A8.5 two leads, and nine that cooperate, the last of them all districts', () => {
    expect(of('A8.5')?.lead).toEqual([ECONOMY, '市财政局']);
    expect(of('A8.5')?.cooperating).toHaveLength(9);
    expect(of('A8.5')?.cooperating.at(-1)).toBe('各区（市）县');
  });
});
