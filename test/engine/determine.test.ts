/** How the awards of a case are determined: again with one fact changed, over rows that are reckoned apart, and from which rows. */
import { describe, expect, it } from 'vitest';
import { type Award, Memo, determine, together } from '../../src/assess/determine.js';
import { readCase } from '../../src/case/case.js';
import { readCaseTable } from '../../src/case/read.js';
import { contextOf } from '../../src/core/context.js';
import { Dec } from '../../src/core/decimal.js';
import { type CaseFile, chengdu2025 } from '../../src/index.js';
import { type Path, statedOf, withFact } from '../../src/explain/stated.js';
import { caseOf, consortium, equipmentSale, lease, park, pilotProject, smallProject, taskBook, wan } from '../support/policy-facts.js';
import { type Readings, assessed, exactly } from '../support/policy-outcome.js';

const policy = chengdu2025 as never;
const contextFor = (readings: Readings = {}) => contextOf(chengdu2025, { readings } as never) as never;
const awardsOf = (file: CaseFile, readings?: Readings) => determine(readCase(file, policy), contextFor(readings));
const keyOf = (a: Award) => a.determination.key;

describe('a case determined again with one fact changed', () => {
  const [P, Q] = [pilotProject().rewardedWith(wan(5)), pilotProject().named('Q').rewardedWith(wan(5))];
  const file = caseOf(
    P, Q, lease().ofEquipmentWorth(wan(100)), lease().named('B').forProject('Q').by('beta'), equipmentSale(), consortium().over('P', 'Q'),
    park().evaluated(['passed', '0.2'], ['passed', '0.4']), park().named('other').notKnowing('evaluations'),
    pilotProject().named('U').notKnowing('totalInvestment', 'equipmentInvestment'), lease().named('V').forProject('U').by('gamma'),
  );
  const before = statedOf(readCaseTable(chengdu2025.facts, file) as never, policy);

  /** The awards that are found anew once each of these facts in turn is changed; all are as they are without a memory. */
  function anew(...changes: readonly (readonly [Path, unknown])[]): string[][] {
    const memo = new Memo();
    const first = determine(before.read, contextFor(), undefined, memo);
    memo.close();
    return changes.map(([path, value]) => {
      const { read } = withFact(before, path, value, policy);
      const again = determine(read, contextFor(), undefined, memo);
      expect(again.map((a) => [a.determination, a.exact, a.rows, a.index])).toEqual(determine(read, contextFor()).map((a) => [a.determination, a.exact, a.rows, a.index]));
      return again.filter((a, i) => a.determination !== first[i]?.determination).map(keyOf);
    });
  }
  const consortia = ['chain-leader-award:C', 'consortium-investment-subsidy:C'];

  it('finds anew what looks at it, on a row of its own, joined, or a member', () => {
    expect(anew([['projects', 0, 'assessedReward'], new Dec(40_000)], [['leases', 1, 'mode'], 'sale-and-leaseback'], [['supplies', 0, 'amount'], undefined])).toEqual([
      ['investment-reward:P', ...consortia], ['finance-lease-subsidy:beta:2025'], ['equipment-supply-subsidy:maker'],
    ]);
    expect(anew([['projects', 0, 'newType'], false])).toEqual([['investment-reward:P', 'investment-subsidy:P', 'finance-lease-subsidy:acme:2025', 'equipment-supply-subsidy:maker', ...consortia]]);
  });

  it('finds anew what it bears on though no measure looks at it: what a contract takes, and what is bounded by that', () => {
    expect(anew([['leases', 0, 'equipmentValue'], undefined])).toEqual([['finance-lease-subsidy:acme:2025']]);
    // Leased equipment of 2000万 is part of an investment of which nothing else is known: at least the threshold of 1b.
    expect(anew([['leases', 2, 'equipmentValue'], new Dec(20_000_000)])).toEqual([['investment-reward:U', 'investment-subsidy:U', 'finance-lease-subsidy:gamma:2025']]);
  });

  it('finds nothing anew where it stays as it was, and remembers nothing of a change: what comes next is held against the first', () => {
    const same = [['projects', 0, 'owner'], 'acme'] as const;
    expect(anew([['projects', 0, 'assessedReward'], new Dec(40_000)], same, [['projects', 0, 'assessedReward'], new Dec(40_000)])).toEqual([
      ['investment-reward:P', ...consortia], consortia, ['investment-reward:P', ...consortia],
    ]);
  });

  it('finds a park anew by its evaluations: one more, one less, one left open, none known, or known', () => {
    const rows = (before.raw['parks'] as { evaluations: object[] }[])[0]?.evaluations as object[];
    const by = (k: number, evaluations: unknown) => anew([['parks', k, 'evaluations'], evaluations]);
    for (const changed of [[...rows, { year: 2027, passed: true }], rows.slice(0, 1), [rows[0], { year: 2026 }], [{ ...rows[0], passed: false }, rows[1]], undefined]) expect(by(0, changed)).toEqual([['park-award:park']]);
    expect(by(1, rows)).toEqual([['park-award:other']]);
  });
});

describe('rows that are reckoned apart', () => {
  const [P, Q, R] = [smallProject(), smallProject().named('Q'), smallProject().named('R')];
  const sold = (id: string, to: string, amount: number) => equipmentSale().named(id).toProject(to).for(wan(amount));
  const perProject = { supplyAggregation: 'per-project' } as const;
  const own = (file: CaseFile, readings: Readings) => awardsOf(file, readings).filter((a) => a.measure.code === '4a');

  it('come to their sum, with the steps, the rows and the facts of all: 1 % of 8000万 to P, 1000万 of 20亿 to Q, nothing of 7999万 to R', () => {
    const lines = [sold('S1', 'R', 7999), sold('S2', 'Q', 200_000), sold('S3', 'P', 3000), sold('S4', 'P', 5000)];
    const file = caseOf(P, Q, R, ...lines);
    const [award, ...others] = own(file, perProject);
    expect(others).toEqual([]);
    expect(award?.determination).toMatchObject({ key: 'equipment-supply-subsidy:maker', status: 'eligible', amount: exactly(wan(1080)), capBinding: true });
    expect(award?.determination.missing).toBeUndefined();
    // Each project's own base and cap; what comes to nothing has no steps.
    expect(award?.determination.steps.filter((s) => s.id === 'base').map((s) => s.value)).toEqual([wan(200_000), wan(8000)]);
    expect(award?.determination.items?.map((item) => item.id)).toEqual(['S1', 'S2', 'S3', 'S4']);
    expect(award?.rows.map((r) => r.id)).toEqual(['S1', 'S2', 'S3', 'S4']);
    expect(award?.places.map(({ list, at, row }) => [list, at, row['id']])).toEqual(['S1', 'S2', 'S3', 'S4'].map((id, at) => ['supplies', at, id]));
    expect(own(caseOf(P, Q, sold('S3', 'P', 8000), sold('S4', 'Q', 9000)), perProject)[0]?.determination).toMatchObject({ amount: exactly(wan(170)), capBinding: false });
  });

  it('name what is missing once, and nothing of what comes to nothing', () => {
    const [award] = own(caseOf(P.notKnowing('newType'), Q.notNewType(), sold('S1', 'P', 8000), sold('S2', 'P', 1000), sold('S3', 'Q', 8000).notKnowing('amount')), perProject);
    expect(award?.determination.missing).toEqual(['$.projects[0].newType']);
  });

  it('are put together with what each part used, and stay as they are where there is but one part', () => {
    const part = (index: number) => {
      const [award] = own(caseOf(P, sold(`S${index}`, 'P', 8000)), {});
      return { ...award, openBy: [`open ${index}`, 'open'], inputs: [index], places: [{ list: 'supplies', at: index, row: { id: `S${index}` } }] } as Award;
    };
    const [first, second] = [part(1), part(2)];
    expect(together([first])).toBe(first);
    const { openBy, inputs, places, rows, valuation } = together([first, second]);
    expect({ openBy, inputs, places, rows: rows.map((r) => r.id), valuation }).toEqual({
      openBy: ['open 1', 'open', 'open 2'], inputs: [1, 2], places: [...first.places, ...second.places], rows: ['S1', 'S2'], valuation: undefined,
    });
    const { places: _p, inputs: _i, ...bare } = first;
    expect(together([bare, bare])).toMatchObject({ places: [], inputs: [] });
  });

  it('are those of their year, the years ascending; without a date they are of every year', () => {
    const lines = [sold('S1', 'P', 9000).on('2026-05-01'), sold('S2', 'P', 8000).on('2025-05-01'), sold('S3', 'P', 8000).on('2026-06-01')];
    const of = (...sales: typeof lines) => own(caseOf(P, ...sales), { supplyAggregation: 'per-year' }).map((a) => [a.subject.year, a.rows.map((r) => r.id).join()]);
    expect(of(...lines)).toEqual([[2025, 'S2'], [2026, 'S1,S3']]);
    expect(of(...lines, sold('S4', 'P', 1).notKnowing('date'))).toEqual([[2024, 'S4'], [2025, 'S2,S4'], [2026, 'S1,S3,S4']]);
  });
});

describe('the rows behind an award', () => {
  it('of yearly evaluations come in the order of their years, each located where it stands', () => {
    const awards = awardsOf(caseOf(smallProject(), taskBook().with({ evaluations: [{ year: 2026 }, { year: 2025 }] }))).filter((a) => a.measure.code === '5a');
    expect(awards.map((a) => [a.subject.year, a.determination.missing])).toEqual([
      [2025, ['$.demonstrations[0].evaluations[1].passed']], [2026, ['$.demonstrations[0].evaluations[0].passed']],
    ]);
  });

  it('of the project that they join are named where that stands', () => {
    const awards = awardsOf(caseOf(smallProject(), smallProject().named('Q').notKnowing('filingDate'), taskBook().of('Q').evaluated(true)));
    expect(awards.find((a) => a.measure.code === '5a')?.determination.missing).toEqual(['$.projects[1].filingDate']);
  });

  it('use the input of the project that they join, not of one that stands where they do; what uses none has none', () => {
    const file = caseOf(smallProject(), smallProject().named('Q'), taskBook().of('Q').evaluated(true), lease().forProject('Q'), equipmentSale().toProject('Q'), park());
    expect(awardsOf(file).filter((a) => a.determination.article > 1).map((a) => [keyOf(a), a.inputs])).toEqual([
      ['finance-lease-subsidy:acme:2025', [1]], ['equipment-supply-subsidy:maker', []], ['demonstration-annual-award:Q:2025', [1]],
      ['demonstration-completion-award:Q', [1]], ['park-award:park', []],
    ]);
  });

  it('that are no project’s leave the payment of no project open', () => {
    const file = caseOf(pilotProject().notKnowing('equipmentInvestment').underConstruction('0.5'), equipmentSale().notKnowing('amount'), park().notKnowing('assessedTotal'));
    expect(assessed(file).payment('investment-subsidy:P').missing).toEqual(['$.projects[0].equipmentInvestment']);
    // Nor do contracts that do not count, whatever they would take; nor is what is stated open.
    const open = pilotProject().notKnowing('equipmentInvestment').underConstruction('0.5');
    const of = (rent: ReturnType<typeof lease>) => assessed(caseOf(open, rent)).payment('investment-subsidy:P').missing;
    const [equipment, part] = ['$.projects[0].equipmentInvestment', '$.leases[0].equipmentValue'];
    expect([of(lease()), of(lease().asSaleAndLeaseback()), of(lease().ofEquipmentWorth(wan(100)))]).toEqual([[equipment, part], [equipment], [equipment]]);
  });
});
