/** Awards that contend, determined again with each value of a fact that opens them: which fact is tried, and what comes of it. */
import { describe, expect, it } from 'vitest';
import { byValue } from '../../src/assess/by-value.js';
import { claimedBy, stakesOf } from '../../src/assess/claims.js';
import { type Contest, contestsOf } from '../../src/assess/contest.js';
import { type Award, determine } from '../../src/assess/determine.js';
import { readCase } from '../../src/case/case.js';
import { contextOf } from '../../src/core/context.js';
import { type CaseFile, chengdu2025 } from '../../src/index.js';
import { caseOf, consortium, lease, otherProject, pilotProject, smallProject, taskBook, wan } from '../support/policy-facts.js';
import type { Readings } from '../support/policy-outcome.js';

const policy = chengdu2025 as never;
const track = consortium().missingTargets();
const large = otherProject().investing(wan(30_000)).equipping(wan(30_000));

function contestOf(file: CaseFile, readings: Readings = {}): Contest {
  const context = contextOf(chengdu2025, { readings } as never) as never;
  const [contest, ...more] = contestsOf(stakesOf(claimedBy(determine(readCase(file, policy), context), policy), context), context);
  if (contest === undefined || more.length > 0) throw new Error(`${more.length} contests beside the first`);
  return contest;
}
const shown = ({ determination: { key, status }, rows }: Award) => [key, status, ...rows.map((r) => `${r.id} ${r.status}`)].join(' ');
/** Each award with each value of the fact that is tried. */
const tried = (file: CaseFile, most = 2, readings?: Readings) => byValue(contestOf(file, readings), policy, most).map((awards) => awards.map(shown).sort());

describe('awards with each value of a fact', () => {
  it('that is yes or no and opens two of them: given both, or neither', () => {
    expect(tried(caseOf(large.notKnowing('newType'), track))).toEqual([
      ['consortium-investment-subsidy:C eligible P eligible', 'investment-subsidy:P eligible'],
      ['consortium-investment-subsidy:C ineligible P ineligible', 'investment-subsidy:P ineligible'],
    ]);
  });

  it('that is one of few words: a sale and leaseback is none, and takes nothing from the base', () => {
    expect(tried(caseOf(pilotProject(), lease().notKnowing('mode')))).toEqual([
      ['finance-lease-subsidy:acme:2025 eligible lease eligible', 'investment-subsidy:P eligible'],
      ['finance-lease-subsidy:acme:2025 ineligible lease ineligible', 'investment-subsidy:P eligible'],
    ]);
  });

  it('what follows from it follows, where it is looked at: what is no technical upgrading is not new-type', () => {
    const known = byValue(contestOf(caseOf(large.notKnowing('technicalUpgrade', 'newType'), lease().amounting(wan(2000)).ofEquipmentWorth(wan(1)), track)), policy, 2);
    expect(known[1]?.map((a) => a.determination.status)).toEqual(['ineligible', 'ineligible', 'undetermined']);
  });

  it('that opens a row of an award which is given without it', () => {
    const file = caseOf(smallProject().notKnowing('newType'), smallProject().named('Q'), consortium().withoutNationalTask().over('P', 'Q'), taskBook().of('P').evaluated(true));
    expect(tried(file, 2, { sameInput: 'project' })[1]).toContain('chain-leader-award:C eligible P ineligible Q eligible');
  });

  it('an award that cannot be determined again from its facts stays open', () => {
    const award = { determination: { key: 'A' }, openBy: ['$.projects[0].newType'], rows: [] };
    const [yes, no] = byValue({ stakes: [{ awards: [award] }] } as never, policy, 1);
    expect([yes?.[0], no?.[0]]).toEqual([award, award]);
    expect(yes?.[0]).toBe(award);
  });
});

describe('the fact that is tried', () => {
  it('is the one that opens most, and of those that open as much the first by what it opens, however the rows stand', () => {
    // The national task opens 6b alone.
    const open = caseOf(large.notKnowing('newType'), track.notKnowing('nationalPilotTask'));
    expect(tried(open)[1]).toEqual(['consortium-investment-subsidy:C ineligible P ineligible', 'investment-subsidy:P ineligible']);
    const [p, q] = [large.named('P').notKnowing('newType'), large.named('Q').notKnowing('newType')];
    const withoutP = ['consortium-investment-subsidy:C undetermined P ineligible Q undetermined', 'investment-subsidy:P ineligible', 'investment-subsidy:Q undetermined'];
    expect(tried(caseOf(p, q, track.over('P', 'Q')))[1]).toEqual(withoutP);
    const turned = tried(caseOf(q, p, track.over('Q', 'P')))[1];
    expect(turned).toEqual(['consortium-investment-subsidy:C undetermined Q undetermined P ineligible', ...withoutP.slice(1)]);
  });

  it('of as many of the same awards, is that of the row whose id comes first, and one that opens an award as a whole before one of its rows', () => {
    const small = ['P', 'Q', 'R'].map((id) => smallProject().named(id));
    const open = small.map((p, i) => (i < 2 ? p.notKnowing('newType') : p));
    for (const ids of [['R', 'P', 'Q'], ['Q', 'P', 'R']]) {
      expect(tried(caseOf(...open, track.over(...ids), track.named('D').ledBy('E').over(...ids)))[1]?.map((shown) => [...shown.matchAll(/[PQR] \w+/g)].join().includes('P ineligible'))).toEqual([true, true]);
    }
    const one = caseOf(...small.map((p, i) => (i === 0 ? p.notKnowing('newType') : p)), track.over('P', 'Q').notKnowing('nationalPilotTask'), lease());
    expect(tried(one)[1]).toContain('consortium-investment-subsidy:C ineligible P undetermined Q eligible');
  });

  it('counts each row of an award: two contracts of one lessee on a project against the one award of its own', () => {
    const rents = ['A', 'B'].map((id) => lease().named(id).amounting(wan(2000)).ofEquipmentWorth(wan(100)));
    const file = caseOf(pilotProject().notKnowing('nationalDemonstration', 'technicalUpgrade', 'newType'), ...rents);
    expect(tried(file)[1]).toEqual(['finance-lease-subsidy:acme:2025 ineligible A ineligible B ineligible', 'investment-subsidy:P undetermined']);
  });

  it('is none where no more are to be tried, where amounts and days are open, or a verdict of one year', () => {
    expect(tried(caseOf(large.notKnowing('newType'), track), 0)).toEqual([]);
    expect(tried(caseOf(large.notKnowing('equipmentInvestment', 'filingDate').with({ filed: true }), track))).toEqual([]);
    const verdict = taskBook().evaluated(true).with({ evaluations: [{ year: 2025 }] });
    expect(tried(caseOf(smallProject(), verdict, consortium().withoutNationalTask()), 2, { sameInput: 'project' })).toEqual([]);
  });

  it('is the same in the eleventh row', () => {
    const rows = Array.from({ length: 10 }, (_, i) => smallProject().named(`S${i}`));
    expect(tried(caseOf(...rows, large.notKnowing('newType'), track))).toHaveLength(2);
  });
});

describe('among many claims', () => {
  /** P with so many contracts on it, each a claim beside 1b. */
  const among = (contracts: number, ...facts: ('newType' | 'technicalUpgrade')[]) =>
    caseOf(large.notKnowing('nationalDemonstration', ...facts), ...Array.from({ length: contracts }, (_, i) => lease().named(`L${i}`).ofEquipmentWorth(wan(1))));

  it('a fact is tried where there are no more facts than may be, or no more than 24 claims', () => {
    expect([tried(among(30)).length, tried(among(30), 1).length]).toEqual([2, 2]);
    expect([tried(among(23, 'newType'), 1).length, tried(among(24, 'newType'), 1).length, tried(among(24, 'newType'), 2).length]).toEqual([2, 0, 2]);
  });
});
