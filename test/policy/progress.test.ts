/** Progress as a quotient: a third is a third and costs no fen (contract section 1, A1.4, A6.5, A7.4). */
import type { RatioInput } from '../../src/index.js';
import { describe, expect, it } from 'vitest';
import { safeAssess } from '../../src/index.js';
import { caseOf, consortium, park, pilotProject, smallProject, wan } from '../support/policy-facts.js';
import { assessed, exactly } from '../support/policy-outcome.js';

const ONE_B = 'investment-subsidy:P';
const SIX_B = 'consortium-investment-subsidy:C';
/** 10 % of 3000万 is 300万. */
const three = pilotProject().investing(wan(4500)).equipping(wan(3000));
const limit = (progress: RatioInput) => assessed(caseOf(three.underConstruction(progress))).advanceLimit(ONE_B);

describe('A1.4 progress of a quotient', () => {
  it.each([
    ['1/3', '1000000.00'],
    ['15/45', '1000000.00'],
    ['2/7', '857142.85'], // 857,142.857…, rounded down
    ['0/7', '0.00'],
    ['1/2', '1500000.00'],
    ['2/3', '1500000.00'], // half is the most
    ['7/7', '1500000.00'],
  ] as const)('A1.4 %s of 3,000,000 allows %s', (progress, amount) => {
    expect(limit(progress)).toEqual(exactly(amount));
  });

  it('A1.4 ten decimals of a third are less than a third: 999,999.99', () => {
    expect(limit('0.3333333333')).toEqual(exactly('999999.99'));
  });

  it('A1.4 the same as text and as a quotient where the decimals end: 0.25 and 1/4', () => {
    expect(limit('1/4')).toEqual(limit('0.25'));
  });
});

describe('A6.5 and A7.4 progress of a quotient', () => {
  const advance = (investment: RatioInput, task: RatioInput, readings = {}) =>
    assessed(caseOf(smallProject(), consortium().progressing(investment, task)), readings).advanceLimit(SIX_B);

  it.each([
    ['the lesser of 1/3 and 2/5 of 45万: 15万', 'min', '1/3', '2/5', wan(15)],
    ['the mean of 1/3 and 1/6 is 1/4: 112,500', 'mean', '1/3', '1/6', '112500.00'],
    ['the product of 1/3 and 2/3 is 2/9: 10万', 'product', '1/3', '2/3', wan(10)],
  ] as const)('A6.5 %s', (_, dualProgress, investment, task, amount) => {
    expect(advance(investment, task, { dualProgress })).toEqual(exactly(amount));
  });

  it('A7.4 1/3 and then 1/2 of 2000万 allow 6,666,666.66 and then the rest to 1000万', () => {
    const outcome = assessed(caseOf(park().evaluated(['passed', '1/3'], ['passed', '1/2']).paidInAdvance('0').unfinished()));
    expect(outcome.limitOf('park-award:park', 2025)).toEqual(exactly('6666666.66'));
    expect(outcome.limitOf('park-award:park', 2026)).toEqual(exactly('3333333.34'));
    expect(outcome.advanceLimit('park-award:park')).toEqual(exactly(wan(1000)));
  });
});

describe('contract section 1 what is no ratio is refused, and the error says what would do', () => {
  const refusal = (progress: unknown) => {
    const file = caseOf(three.with({ construction: { started: true, investmentProgress: progress as RatioInput, advancesPaid: '0' } }));
    const result = safeAssess(file);
    return result.success ? 'accepted' : result.error.message;
  };

  it.each([
    ['0.57 − 0.28 of a spreadsheet', 0.2899999999999999],
    ['a third as a binary number', 1 / 3],
    ['a third with eleven digits', '0.33333333333'],
    ['0.1 + 0.2', 0.1 + 0.2],
  ] as const)('%s: the quotient form is named', (_, progress) => {
    expect(refusal(progress)).toContain('$.projects[0].construction.investmentProgress');
    expect(refusal(progress)).toMatch(/\d ?\/ ?\d|quotient|分数/);
  });

  it.each(['4/3', '1/0', '0/0', '-1/3', '1/-3', '1.5/3', '1/3/5', '/3', '1/', '1.01', 'a/b'] as const)('%s is no share of a whole', (progress) => {
    expect(refusal(progress)).toContain('$.projects[0].construction.investmentProgress');
  });

  it.each(['0.2899999999', 0.29, '1/3', '1', 0] as const)('%s is one', (progress) => {
    expect(refusal(progress)).toBe('accepted');
  });
});
