/** The matrix of the reading, section 3: every two measures on one project, by funding item (default) and by project. */
import { describe, expect, it } from 'vitest';
import {
  caseOf, consortium, equipmentSale, lease, loan, ordinaryProject, park, provider, smallProject, softwareSale, taskBook, wan,
} from '../support/policy-facts.js';
import { assessed, exactly } from '../support/policy-outcome.js';

type Code = '1a' | '1b' | '2a' | '2b' | '3' | '4a' | '4b' | '5a' | '5b' | '6a' | '6b' | '7';
type FactList = Parameters<typeof caseOf>;

const CODES: Code[] = ['1a', '1b', '2a', '2b', '3', '4a', '4b', '5a', '5b', '6a', '6b', '7'];

/** What each gives alone in the world below, in 万; all different where two are ever alternatives. */
const GIVES: Record<Code, number> = {
  '1a': 10, // fixed by the authority
  '1b': 50, // 10 % of 500万
  '2a': 20, // assessed
  '2b': 15, // 2.5 % of 600万
  '3': 40, // tier
  '4a': 90, // 1 % of 9000万
  '4b': 30, // 0.5 % of 6000万
  '5a': 30, // one passed year
  '5b': 80, // assessed gross; 50 beside one 5a
  '6a': 200,
  '6b': 75, // 15 % of 500万
  '7': 1000, // fixed by the authority
};

const KEYS: Record<Code, string> = {
  '1a': 'investment-reward:P',
  '1b': 'investment-subsidy:P',
  '2a': 'loan-interest-subsidy:acme:2025',
  '2b': 'finance-lease-subsidy:acme:2025',
  '3': 'service-provider-award:acme:2025',
  '4a': 'equipment-supply-subsidy:maker',
  '4b': 'software-supply-subsidy:maker',
  '5a': 'demonstration-annual-award:P:2025',
  '5b': 'demonstration-completion-award:P',
  '6a': 'chain-leader-award:C',
  '6b': 'consortium-investment-subsidy:C',
  '7': 'park-award:park',
};

/**
 * One new-type pilot-industry project of `acme` with 500万 of equipment, in which exactly the given
 * measures are payable. It is below 2000万 in total unless 1b is asked for, outside the statistics
 * unless 1a is; its lease covers all of its equipment. The provider of
 * Article 3 is the same firm as the owner, or as the supplier where there is one.
 */
function worldOf(...codes: Code[]): FactList {
  const has = (code: Code) => codes.includes(code);
  const facts: FactList = [];

  const project = smallProject().equipping(wan(500)).investing(has('1b') ? wan(2000) : wan(800));
  facts.push(has('1a') ? project.rewardedWith(wan(10)) : project);

  if (has('2a')) facts.push(loan().assessedAt(wan(20)));
  if (has('2b')) facts.push(lease().ofEquipmentWorth(wan(500)).amounting(wan(600)));
  if (has('3')) facts.push(provider().of(has('4a') || has('4b') ? 'maker' : 'acme').inTier(wan(40)));
  if (has('4a')) facts.push(equipmentSale());
  if (has('4b')) facts.push(softwareSale());
  if (has('5a') || has('5b')) {
    const book = has('5a') ? taskBook().evaluated(true) : taskBook();
    facts.push(has('5b') ? book.completed(wan(80)) : book);
  }
  if (has('6a') || has('6b')) {
    const leaders = has('6a') ? consortium() : consortium().missingTargets();
    facts.push(has('6b') ? leaders : leaders.withoutNationalTask());
  }
  if (has('7')) facts.push(park().awarded(wan(1000)));
  return facts;
}

// ---- the matrix ---------------------------------------------------------------------------

const SAME_INPUT = ['1a+1b', '1a+6b', '1b+2b', '1b+6b', '2b+6b'];
const STACKABLE = ['1b+5a', '1b+5b', '1b+6a']; // A5.5, A6.3
const SEQUENTIAL = ['5a+5b']; // A5.4: the later one is paid net
const OTHER_INPUT_ON_THE_PROJECT = [
  '1a+2a', '1a+2b', '1a+5a', '1a+5b', '1a+6a', '1b+2a', '2a+2b', '2a+5a', '2a+5b', '2a+6a', '2a+6b', '2b+5a', '2b+5b', '2b+6a',
  '5a+6a', '5a+6b', '5b+6a', '5b+6b', '6a+6b',
];
const OTHER_MATTER = ['2a+3', '2a+4a', '2a+4b', '2b+3', '3+4a', '3+4b', '4a+4b'];
const OTHER_BENEFICIARY = [
  '1a+3', '1a+4a', '1a+4b', '1a+7', '1b+3', '1b+4a', '1b+4b', '1b+7', '2a+7', '2b+4a', '2b+4b', '2b+7', '3+5a', '3+5b', '3+6a', '3+6b',
  '3+7', '4a+5a', '4a+5b', '4a+6a', '4a+6b', '4a+7', '4b+5a', '4b+5b', '4b+6a', '4b+6b', '4b+7', '5a+7', '5b+7', '6a+7', '6b+7',
];

const split = (pair: string): [Code, Code] => {
  const [first, second] = pair.split('+') as Code[];
  if (!first || !second) throw new Error(`not a pair: ${pair}`);
  return [first, second];
};
const rows = (...groups: string[][]) => groups.flat().map((pair) => [pair, ...split(pair)] as const);
/** Beside a supplier the provider of Article 3 is the supplier. */
const keyOf = (code: Code, beside: Code[]) =>
  code === '3' && (beside.includes('4a') || beside.includes('4b')) ? 'service-provider-award:maker:2025' : KEYS[code];
const keysOf = (...codes: Code[]) => codes.map((code) => keyOf(code, codes)).sort();
const higherOf = (first: Code, second: Code): Code => (GIVES[first] > GIVES[second] ? first : second);
const payable = (codes: Code[], readings = {}) => {
  const outcome = assessed(caseOf(...worldOf(...codes)), readings);
  return { chosen: outcome.chosen, total: outcome.total };
};

describe('the matrix', () => {
  it('has each of the 66 pairs once: 5 of the same input, 3 stackable, 1 sequential, 26 of other inputs, 31 of other beneficiaries', () => {
    const listed = [SAME_INPUT, STACKABLE, SEQUENTIAL, OTHER_INPUT_ON_THE_PROJECT, OTHER_MATTER, OTHER_BENEFICIARY].flat();
    const all = CODES.flatMap((first, index) => CODES.slice(index + 1).map((second) => `${first}+${second}`));
    expect([...listed].sort()).toEqual([...all].sort());
    expect(listed).toHaveLength(66);
  });

  it.each(CODES)('in the world of the matrix %s alone is payable', (code) => {
    expect(payable([code])).toEqual({ chosen: [KEYS[code]], total: exactly(wan(GIVES[code])) });
  });
});

describe('F.3 by funding item (default)', () => {
  it.each(rows(SAME_INPUT))('%s: same input, just the higher one', (_, first, second) => {
    const higher = higherOf(first, second);
    expect(payable([first, second])).toEqual({ chosen: [KEYS[higher]], total: exactly(wan(GIVES[higher])) });
  });

  it.each(rows(STACKABLE))('%s: expressly stackable, both', (_, first, second) => {
    expect(payable([first, second])).toEqual({ chosen: keysOf(first, second), total: exactly(wan(GIVES[first] + GIVES[second])) });
  });

  it.each(rows(SEQUENTIAL))('%s: both, the later one net: 30 + (80 − 30) = 80万', (_, first, second) => {
    expect(payable([first, second])).toEqual({ chosen: keysOf(first, second), total: exactly(wan(80)) });
  });

  it.each(rows(OTHER_INPUT_ON_THE_PROJECT, OTHER_MATTER))('%s: different input, both', (_, first, second) => {
    expect(payable([first, second])).toEqual({ chosen: keysOf(first, second), total: exactly(wan(GIVES[first] + GIVES[second])) });
  });

  it.each(rows(OTHER_BENEFICIARY))('%s: different beneficiary, both', (_, first, second) => {
    expect(payable([first, second])).toEqual({ chosen: keysOf(first, second), total: exactly(wan(GIVES[first] + GIVES[second])) });
  });
});

describe('F.3 by project (sameInput = project)', () => {
  const strict = { sameInput: 'project' } as const;

  it.each(rows(SAME_INPUT, OTHER_INPUT_ON_THE_PROJECT))('%s: one project, just the higher one', (_, first, second) => {
    const higher = higherOf(first, second);
    expect(payable([first, second], strict)).toEqual({ chosen: [KEYS[higher]], total: exactly(wan(GIVES[higher])) });
  });

  it.each(rows(STACKABLE))('%s: still expressly stackable, both', (_, first, second) => {
    expect(payable([first, second], strict)).toEqual({ chosen: keysOf(first, second), total: exactly(wan(GIVES[first] + GIVES[second])) });
  });

  it.each(rows(SEQUENTIAL))('%s: still one after the other, 80万 in all', (_, first, second) => {
    expect(payable([first, second], strict)).toEqual({ chosen: keysOf(first, second), total: exactly(wan(80)) });
  });

  it.each(rows(OTHER_MATTER, OTHER_BENEFICIARY))('%s: still both', (_, first, second) => {
    expect(payable([first, second], strict)).toEqual({ chosen: keysOf(first, second), total: exactly(wan(GIVES[first] + GIVES[second])) });
  });
});

describe('F.3 on different projects everything combines', () => {
  it.each(['funding-item', 'project'] as const)('1a on one project and 1b on another, sameInput = %s: 10 + 50 = 60万', (sameInput) => {
    const facts = [...worldOf('1b'), ordinaryProject().named('Q').rewardedWith(wan(10))];
    expect(assessed(caseOf(...facts), { sameInput }).total).toEqual(exactly(wan(60)));
  });
});
