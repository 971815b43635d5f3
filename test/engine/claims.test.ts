/** What competes for the inputs of a case: which stakes its awards make, and that the order of the rows decides nothing. */
import { describe, expect, it } from 'vitest';
import { stakesOf } from '../../src/assess/claims.js';
import { determine } from '../../src/assess/determine.js';
import { readCase } from '../../src/case/case.js';
import { contextOf } from '../../src/core/context.js';
import { type CaseFile, chengdu2025 } from '../../src/index.js';
import { caseOf, consortium, lease, loan, pilotProject, taskBook, wan } from '../support/policy-facts.js';
import type { Readings } from '../support/policy-outcome.js';

/** The kind of each stake, its awards, the projects it is on, and its contracts, with a mark where their part is not known. */
function stakes(file: CaseFile, readings: Readings = {}): string[] {
  const context = contextOf(chengdu2025, { readings } as never);
  const awards = determine(readCase(file, context.policy as never), context as never);
  return stakesOf(awards, context as never).map((s) => [
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
    const turned = [...rows].reverse().map((row) => (row === rows[2] ? track.over('Q', 'P') : row));
    const years = (list: string[]) => list.map((s) => s.replace('acme:2026+finance-lease-subsidy:acme:2025', 'acme:2025+finance-lease-subsidy:acme:2026'));
    expect(years(stakes(caseOf(...turned)))).toEqual(expected);
  });

  it('come year by year of one subject', () => {
    const loans = [2027, 2025, 2026].map((year) => loan().named(`L${year}`).inYear(year));
    const found = stakes(caseOf(P, ...loans), { sameInput: 'project' }).filter((s) => s.includes('loan'));
    expect(found).toHaveLength(1);
    const book = taskBook().with({ evaluations: [{ year: 2026, passed: true }, { year: 2025, passed: true }] });
    expect(stakes(caseOf(P, book), { sameInput: 'project' }).filter((s) => s.includes('annual'))).toEqual(['whole demonstration-annual-award:P:2025+demonstration-annual-award:P:2026 P']);
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

  it('are one for each lease, whose part is known or not, and one for all loans of a project, which take no part of their own', () => {
    const facts = caseOf(P, Q, lease().named('B'), rent('A'), loan().named('M'), loan().named('L'), loan().named('N').forProject('Q'));
    expect(stakes(facts).filter((s) => s.startsWith('contract'))).toEqual([
      'contract loan-interest-subsidy:acme:2025 P L M', 'contract loan-interest-subsidy:acme:2025 Q N',
      'contract finance-lease-subsidy:acme:2025 P A', 'contract finance-lease-subsidy:acme:2025 P B?',
    ]);
  });
});
