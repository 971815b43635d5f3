/** Questions, match and comparison work for a policy that the engine has never heard of. */
import { describe, expect, it } from 'vitest';
import { compareReadingsUnder, matchUnder, nextQuestionsUnder, withAnswerTo } from '../../src/explain/index.js';
import { toyCase, toyDistrict } from '../support/toy-district.js';

const [first, second] = toyCase.works as unknown as readonly [object, object];
const exactly = (amount: string) => ({ min: amount, max: amount });

describe('the toy district', () => {
  it('asks whether a renewal is completed: the bonus of 20万 or the grant of 15万, beside 50万 and 3万', () => {
    const file = { ...toyCase, works: [{ ...first, finished: undefined }, second] };
    const [question, ...others] = nextQuestionsUnder(toyDistrict, file);
    expect(others).toEqual([]);
    expect(question).toMatchObject({ path: '$.works[0].finished', clause: 'D3', bearsOn: 'amounts', narrows: exactly('50000.00'), source: { who: 'office' } });
    expect(question?.question.en).toBe('work “W1”: is the renewal completed?');
    expect(question?.outcomes.map((o) => [o.answer, o.total])).toEqual([[true, exactly('730000.00')], [false, exactly('680000.00')]]);
    expect(nextQuestionsUnder(toyDistrict, withAnswerTo(toyDistrict.facts, file, '$.works[0].finished', true))).toEqual([]);
  });

  it('tries both sides of the threshold of 100万 and the 1000万 at which 5 % reach the cap of 50万', () => {
    const file = { ...toyCase, works: [first, { ...second, equipment: undefined }] };
    const asked = nextQuestionsUnder(toyDistrict, file).find((q) => q.path === '$.works[1].equipment');
    const totals = new Map(asked?.outcomes.map((o) => [o.answer, o.total.max]));
    // 20万 and 3万 stand: 5 % of 100万 is 5万, a fen less gives nothing.
    expect([totals.get('1000000.00'), totals.get('999999.99'), totals.get('10000000.00')]).toEqual(['280000.00', '230000.00', '730000.00']);
  });

  it('asks what was advanced for the payments only', () => {
    const [question] = nextQuestionsUnder(toyDistrict, { ...toyCase, works: [first, { ...second, advanced: null }] });
    // 0.2 × 50万 is 10万, below the 30 % that may be advanced.
    expect(question).toMatchObject({ path: '$.works[1].advanced', bearsOn: 'payments', narrows: exactly('0.00') });
  });

  it('matches one work: grant or bonus, the higher; services of which nothing is known up to their cap', () => {
    const { measures, total, chosen } = matchUnder(toyDistrict, { appliedOn: '2026-06-01', works: [{ equipment: '3000000', finished: true }] });
    expect(measures.map((m) => [m.code, m.fit, m.stated, m.amount])).toEqual([
      ['B', 'eligible', true, exactly('200000.00')],
      ['G', 'eligible', true, exactly('150000.00')],
      // Whatever its year, a service is granted something up to the cap.
      ['S', 'eligible', false, { min: '0.00', max: '30000.00' }],
    ]);
    expect(measures[0]?.combines.map((c) => [c.code, c.both])).toEqual([['G', false], ['S', true]]);
    expect([total, chosen]).toEqual([exactly('200000.00'), ['renewal-bonus:更新项目1']]);
  });

  it('finds every measure possible for an empty profile, up to its cap', () => {
    const { measures } = matchUnder(toyDistrict, {});
    expect(measures.map((m) => [m.code, m.fit, m.stated, m.amount.max])).toEqual([
      ['G', 'possible', false, '500000.00'], ['B', 'possible', false, '200000.00'], ['S', 'possible', false, '30000.00'],
    ]);
  });

  it('compares its reading: with both, the grant of 15万 stands beside the bonus', () => {
    const { effects, mostGenerous, mostStrict, total, irrelevant, withoutEffect } = compareReadingsUnder(toyDistrict, toyCase);
    expect([total, irrelevant, withoutEffect]).toEqual([exactly('730000.00'), [], []]);
    expect(effects.map((e) => [e.reading, e.to.value, e.change.total.by])).toEqual([['bonusBesideGrant', 'both', exactly('150000.00')]]);
    expect(effects[0]?.change.payable).toEqual([{ key: 'renewal-grant:W1', from: exactly('0.00'), to: exactly('150000.00') }]);
    expect(mostGenerous).toEqual({ readings: { bonusBesideGrant: 'both' }, total: exactly('880000.00'), proven: true });
    expect(mostStrict).toEqual({ readings: {}, total: exactly('730000.00'), proven: true });
  });

  it('says what has no effect, and what it could not assess: a bonus that is not due stands beside nothing', () => {
    const file = { ...toyCase, works: [second], services: [] };
    const compared = compareReadingsUnder(toyDistrict, file, { proveUpTo: 1 });
    expect(compared).toMatchObject({ effects: [], withoutEffect: ['bonusBesideGrant'], irrelevant: [], assessments: 2 });
    expect(compared).not.toHaveProperty('notProven');
    expect(compared.mostStrict).toEqual({ readings: {}, total: exactly('500000.00'), proven: false });
    expect(compareReadingsUnder(toyDistrict, file, { proveUpTo: 2 }).mostStrict).toEqual({ readings: {}, total: exactly('500000.00'), proven: true });
    expect(compareReadingsUnder(toyDistrict, file, { workLimit: 0 })).toMatchObject({ effects: [], withoutEffect: [], notProven: ['bonusBesideGrant'], assessments: 1 });
  });

  it('takes of two readings with the same most that with the lower least for the stricter one, and leaves what is open of payments', () => {
    const file = { ...toyCase, works: [{ ...first, finished: undefined }], services: [] };
    // The bonus may not be due: 15万 are certain in both, and 20万 or 35万 the most.
    const compared = compareReadingsUnder(toyDistrict, file, { readings: { bonusBesideGrant: 'both' } });
    expect(compared.mostStrict).toEqual({ readings: { bonusBesideGrant: 'higher' }, total: { min: '150000.00', max: '200000.00' }, proven: true });
  });

  it('holds its reading irrelevant to a case without a work', () => {
    expect(compareReadingsUnder(toyDistrict, { appliedOn: '2026-06-01' }).irrelevant).toEqual(['bonusBesideGrant']);
  });
});
