/** What competes for the inputs of a case: which stakes its awards make, and that the order of the rows decides nothing. */
import { describe, expect, it } from 'vitest';
import { type Contract, baseWithout, capOf, claimedBy, divisorsOf, piecesOf, scaled, stakesOf, worth } from '../../src/assess/claims.js';
import { type Award, determine } from '../../src/assess/determine.js';
import { readCase } from '../../src/case/case.js';
import { contextOf } from '../../src/core/context.js';
import { Dec as Decimal, MAX_MONEY } from '../../src/core/decimal.js';
import { type CaseFile, chengdu2025 } from '../../src/index.js';
import { caseOf, consortium, lease, loan, pilotProject, taskBook, wan } from '../support/policy-facts.js';
import type { Readings } from '../support/policy-outcome.js';

/** The kind of each stake, its awards, the projects it is on, and its contracts, with a mark where their part is not known. */
function stakes(file: CaseFile, readings: Readings = {}, order = (awards: Award[]) => awards): string[] {
  const context = contextOf(chengdu2025, { readings } as never);
  const awards = determine(readCase(file, context.policy as never), context as never);
  return stakesOf(claimedBy(order(awards), context.policy as never), context as never).map((s) => [
    s.as, s.awards.map((a) => a.determination.key).join('+'), s.inputs.map((i) => file.projects?.[i]?.id).join(),
    ...(s.as === 'contract' ? s.contracts.map(({ id, open }) => (open ? `${id}?` : id)) : []),
  ].join(' '));
}

const [P, Q] = [pilotProject().rewardedWith(wan(5)), pilotProject().named('Q').rewardedWith(wan(5))];
const track = consortium().missingTargets();
const rent = (id: string) => lease().named(id).ofEquipmentWorth(wan(100));

describe('the stakes of a case', () => {
  const expected = [
    'whole investment-reward:P P', 'whole investment-reward:Q Q', 'base investment-subsidy:P P', 'base investment-subsidy:Q Q',
    'base consortium-investment-subsidy:C P', 'base consortium-investment-subsidy:C Q', 'base consortium-investment-subsidy:D P',
    'contract finance-lease-subsidy:acme:2025 P A', 'contract finance-lease-subsidy:acme:2025 Q B', 'contract finance-lease-subsidy:acme:2025+finance-lease-subsidy:acme:2026 P K',
  ];
  const rows = [P, Q, track.over('P', 'Q'), track.named('D').over('P'), rent('A'), rent('B').forProject('Q'), rent('K'), rent('K').inYear(2026)];

  it('stand in the order of the measures and of the ids, contracts last, in whatever order the rows stand', () => {
    expect(stakes(caseOf(...rows))).toEqual(expected);
    expect(stakes(caseOf(Q, P))).toEqual(expected.slice(0, 4));
    const turned = [...rows].reverse().map((row) => (row === rows[2] ? track.over('Q', 'P') : row));
    const years = (list: string[]) => list.map((s) => s.replace('acme:2026+finance-lease-subsidy:acme:2025', 'acme:2025+finance-lease-subsidy:acme:2026'));
    expect(years(stakes(caseOf(...turned)))).toEqual(expected);
    expect(years(stakes(caseOf(...rows), {}, (awards) => awards.reverse()))).toEqual(expected);
  });

  it('come year by year of one subject', () => {
    const loans = [2027, 2025, 2026].map((year) => loan().named(`L${year}`).inYear(year));
    const found = stakes(caseOf(P, ...loans), { sameInput: 'project' }).filter((s) => s.includes('loan'));
    expect(found).toHaveLength(1);
    const book = taskBook().with({ evaluations: [{ year: 2026, passed: true }, { year: 2025, passed: true }] });
    for (const order of [(awards: Award[]) => awards, (awards: Award[]) => awards.reverse()]) {
      expect(stakes(caseOf(P, book), { sameInput: 'project' }, order).filter((s) => s.includes('annual'))).toEqual(['whole demonstration-annual-award:P:2025+demonstration-annual-award:P:2026 P']);
    }
  });

  it('are none of a row that does not count, and none on its project', () => {
    expect(stakes(caseOf(pilotProject(), rent('A'), rent('B').asSaleAndLeaseback())).filter((s) => s.startsWith('contract'))).toEqual(
      ['contract finance-lease-subsidy:acme:2025 P A'],
    );
    const leader = consortium().withoutNationalTask().over('P', 'Q');
    const of = (...facts: Parameters<typeof caseOf>) => stakes(caseOf(...facts)).filter((s) => s.includes('chain-leader'));
    expect(of(P, Q, leader)).toEqual(['whole chain-leader-award:C P,Q']);
    expect(of(P, Q.notNewType(), leader)).toEqual(['whole chain-leader-award:C P']);
    expect(stakes(caseOf(P, Q.notNewType(), track.over('P', 'Q'))).filter((s) => s.includes('consortium'))).toEqual(['base consortium-investment-subsidy:C P']);
  });

  it('are of a known part where one row of the contract states it', () => {
    const found = stakes(caseOf(P, lease().named('A'), rent('A').inYear(2026))).filter((s) => s.startsWith('contract'));
    expect(found).toEqual(['contract finance-lease-subsidy:acme:2025+finance-lease-subsidy:acme:2026 P A']);
  });

  it('are one for each lease, whose part is known or not, and one for all loans of a project, which take no part of their own', () => {
    const facts = caseOf(P, Q, lease().named('B'), rent('A'), loan().named('M'), loan().named('L'), loan().named('N').forProject('Q'));
    expect(stakes(facts).filter((s) => s.startsWith('contract'))).toEqual([
      'contract loan-interest-subsidy:acme:2025 P L M', 'contract loan-interest-subsidy:acme:2025 Q N',
      'contract finance-lease-subsidy:acme:2025 P A', 'contract finance-lease-subsidy:acme:2025 P B?',
    ]);
  });
});

describe('a base of 1000 in the pieces that contracts take', () => {
  const span = (lo: number, hi = lo) => {
    const most = new Decimal(hi);
    return { lo: lo === hi ? most : new Decimal(lo), hi: most };
  };
  const taking = (id: string, part?: number): Contract =>
    ({ id, input: 0, flows: [], takes: part === undefined ? { lo: new Decimal(0), hi: MAX_MONEY } : span(part), open: part === undefined });
  const [A, B, X] = [taking('A', 300), taking('B', 200), taking('X')];
  const shown = (s: { readonly lo: Decimal; readonly hi: Decimal } | undefined) => s && [s.lo.toNumber(), s.hi.toNumber()];
  /** Each piece by who can take it: a contract, any of unknown part, any at all, or nobody. */
  const pieces = (...contracts: Contract[]) => piecesOf(span(1000), contracts).map(([by, s]) => [typeof by === 'object' ? by.id : by, ...(shown(s) ?? [])]);

  it('300 and 200 of two contracts leave 500; with one of unknown part nothing is left for certain', () => {
    expect(pieces(A, B)).toEqual([[undefined, 500, 500], ['A', 300, 300], ['B', 200, 200]]);
    expect(pieces(A, X)).toEqual([[undefined, 0, 0], ['open', 700, 700], ['A', 300, 300]]);
  });

  it('700 and 300 are all of it; a unit more, and any of them takes it all', () => {
    expect(pieces(taking('C', 700), A)).toEqual([[undefined, 0, 0], ['C', 700, 700], ['A', 300, 300]]);
    expect(pieces(taking('C', 701), A)).toEqual([['all', 1000, 1000]]);
  });

  it('is what the claimed ones leave: of one of unknown part no more is left for certain than the others are stated to have', () => {
    const left = (...taken: Contract[]) => shown(baseWithout(span(1000), [A, B, X], taken));
    expect([left(), left(A), left(A, B), left(X), left(A, X), left(A, B, X)]).toEqual([[1000, 1000], [700, 700], [500, 500], [500, 1000], [200, 700], [0, 500]]);
    expect(shown(baseWithout(span(400), [A, B], [A, B]))).toEqual([0, 0]);
  });

  it('is worth base times rate, over the divisor, times the factor, in parts; from nothing while the right is open', () => {
    const ratio = (over: number, under: number) => ({ over: new Decimal(over), under: new Decimal(under) });
    const [half, third] = [ratio(1, 2), ratio(2, 3)];
    const award = (linear: object, status = 'eligible') => ({ determination: { status }, valuation: { linear: { rate: span(0.1), divisor: 1, cap: new Decimal(500), ...linear } } }) as never;
    const of = (linear: object, scale = 1, base = span(1000), status?: string) => shown(worth(award(linear, status), base, new Decimal(scale)));
    expect([of({}), of({}, 3), of({}, 1, span(600, 1000)), of({}, 1, span(1000), 'undetermined')]).toEqual([[100, 100], [300, 300], [60, 100], [0, 100]]);
    expect([of({ rate: span(0.08, 0.1) }), of({ divisor: 4 }), of({ divisor: 12 }, 12)]).toEqual([[80, 100], [25, 25], [100, 100]]);
    expect([of({ factor: { lo: half, hi: third } }, 3), of({ factor: { lo: half, hi: half } })]).toEqual([[150, 200], [50, 50]]);
    expect([capOf(award({}), new Decimal(3)), capOf(award({ factor: { lo: half, hi: third } }), new Decimal(3))].map(Number)).toEqual([1500, 1000]);
    // What divides into no end is shortened to 20 decimals, and what does not is left as it is.
    expect(worth(award({ divisor: 3 }), span(1000), new Decimal(1)).hi.toFixed()).toBe(`33.${'3'.repeat(20)}`);
    expect(scaled(span(0.125), new Decimal(3)).lo.toFixed()).toBe('0.375');
  });

  it('is counted in parts that leave no remainder: the divisor of the amount, and what its factor is a fraction of', () => {
    const [third, half, whole] = [3, 2, 1].map((under) => ({ over: new Decimal(1), under: new Decimal(under) }));
    const of = (linear: object | undefined) => divisorsOf({ valuation: linear && { linear } } as never).map(Number);
    expect([of(undefined), of({ divisor: 1 }), of({ divisor: 12 })]).toEqual([[], [], [12]]);
    expect(of({ divisor: 1, factor: { lo: third, hi: half } })).toEqual([3, 2]);
    expect(of({ divisor: 12, factor: { lo: whole, hi: half } })).toEqual([12, 2]);
  });
});
