/**
 * F.3 on the machine that settles it: what a contest says beside the choice itself, for the awards, the subjects and the
 * payees, while amounts are open, where the choices are too many to list, and where the work is limited.
 */
import { describe, expect, it } from 'vitest';
import { type CaseFile, type Money, assess, match } from '../../src/index.js';
import { caseOf, consortium, lease, nationalProject, otherProject, pilotProject, smallProject, taskBook, wan } from '../support/policy-facts.js';
import { type Options, between, exactly, upTo } from '../support/policy-outcome.js';

const select = (file: CaseFile, options?: Options) => assess(file, options).selection;
const forgone = (file: CaseFile, options?: Options) => select(file, options).forgone.map(({ key, insteadOf, loses, partly }) => [key, insteadOf, loses, partly]);
/** What each subject and each payee comes to. */
const shares = (file: CaseFile) => {
  const { bySubject, byPayee } = assess(file);
  return [bySubject, byPayee].map((list) => Object.fromEntries(list.map(({ id, total }) => [id, total])));
};
const final = (file: CaseFile, key: string) => assess(file).payments.find((p) => p.key === key)?.settlement?.final;

/** 1b is 10 % of 2000万, 200万; settled and paid out. */
const building = pilotProject().underConstruction('1').accepted(wan(2500), wan(2000));
/** 1b is 10 % of 90万, 9万; the reward of 1a, not assessed, may come to 10万. */
const small = pilotProject().equipping(wan(90)).underConstruction('1').accepted(wan(2500), wan(90)).inStatistics();
/** A lease that is worth 5万 more in the base of 1b than its subsidy, for each of some names. */
const leases = (count: number, rent: number, worth: number) =>
  Array.from({ length: count }, (_, i) => lease().named(`L${i}`).amounting(wan(rent)).ofEquipmentWorth(wan(worth)));
const track = consortium().missingTargets();
/** Equipment of which 15 % are no whole fen. */
const uneven = [smallProject().equipping('799999.89'), smallProject().named('Q').equipping('5000000.01').investing('5000000.01')];

describe('while an amount is open', () => {
  it('a reward of up to 10万 never takes the place of 200万: robust, and nothing is open', () => {
    const file = caseOf(building.inStatistics());
    expect(select(file)).toMatchObject({ robust: true, total: exactly(wan(200)) });
    expect(final(file, 'investment-subsidy:P')).toEqual(exactly(wan(200)));
    expect(shares(file)).toEqual([{ P: exactly(wan(200)) }, { acme: exactly(wan(200)) }]);
  });

  it('it may take the place of 9万: the project gets 9 to 10万, of either award perhaps nothing', () => {
    const file = caseOf(small);
    expect(select(file)).toMatchObject({ robust: false, total: between(wan(9), wan(10)) });
    expect(final(file, 'investment-subsidy:P')).toEqual(upTo(wan(9)));
    expect(shares(file)).toEqual([{ P: between(wan(9), wan(10)) }, { acme: between(wan(9), wan(10)) }]);
  });

  it('a reward that may come to as much turns no choice, and to a fen more it does: 1b of 10万, and of 9.999999万', () => {
    const of = (equipment: Money) => select(caseOf(pilotProject().equipping(equipment).inStatistics()));
    expect([of(wan(100)).chosen, of(wan(100)).robust]).toEqual([['investment-subsidy:P'], true]);
    expect(of('999999.90')).toMatchObject({ robust: false, total: between('99999.99', wan(10)) });
  });

  it('nor does a lease that takes nothing from a subsidy beyond its cap: 2000万 of 1.4亿 or of 1.05亿 at 20 %, and 75万 if the lessee is industrial', () => {
    const lessee = lease().amounting(wan(3000)).ofEquipmentWorth(wan(3500)).notKnowing('lesseeIsIndustrial');
    expect(select(caseOf(nationalProject().equipping(wan(14000)), lessee))).toMatchObject({ robust: true, total: between(wan(2000), wan(2075)) });
    // Of 1.3亿 the rest is 1900万: beside 75万 it is less than 2000万, whatever the lessee is, and beside 125万 more if it is.
    const of = (rent: Money) => select(caseOf(nationalProject().equipping(wan(13000)), lessee.amounting(rent)));
    expect([of(wan(3000)), of(wan(5000))]).toMatchObject([{ robust: true, total: exactly(wan(2000)) }, { robust: false, total: between(wan(2000), wan(2025)) }]);
  });

  it('whether a second contract is worth its part does not turn which awards are chosen: 2b of A, with or without B, beside the rest of 1b, or B alone', () => {
    const [a, b] = [lease().named('A').amounting(wan(2000)).ofEquipmentWorth(wan(100)), lease().named('B').notKnowing('annualAmount').ofEquipmentWorth(wan(100))];
    const file = caseOf(building, a, b);
    // 190万 and 50万; B takes 10万 of 1b as well, and may bring 500万, the cap, by itself.
    expect(select(file)).toMatchObject({ robust: true, total: between(wan(240), wan(690)) });
    expect(final(file, 'investment-subsidy:P')).toEqual(between(wan(180), wan(190)));
  });

  it('1b of 200 or 400万 and 6b of 300万 take each other’s place: one award each time, and not the same one', () => {
    const file = caseOf(pilotProject().notKnowing('nationalDemonstration'), track);
    expect(select(file)).toMatchObject({ robust: false, total: between(wan(300), wan(400)) });
    expect(shares(file)).toEqual([{ P: upTo(wan(400)), C: upTo(wan(300)) }, { acme: upTo(wan(400)), C: upTo(wan(300)) }]);
  });

  it('what stands in every choice is certain: the lessee’s 2.5万, beside 8万 of 1b without its 10万, or 1a', () => {
    const file = caseOf(small, lease().by('lessee').amounting(wan(100)).ofEquipmentWorth(wan(10)));
    expect(shares(file)).toEqual([
      { P: between(wan(8), wan(10)), lessee: exactly(wan(2.5)) }, { acme: between(wan(8), wan(10)), lessee: exactly(wan(2.5)) },
    ]);
  });

  it('what the open amounts of another subject come to takes nothing away: one lessee on P and on Q, of which 1b is 199 or 398万', () => {
    const q = pilotProject().named('Q').ownedBy('beta').notKnowing('nationalDemonstration');
    const rent = (project: string) => lease().by('lessee').named(`L${project}`).forProject(project).amounting(wan(100)).ofEquipmentWorth(wan(10));
    // P has 8万 of 1b or up to 10万 of 1a whatever Q has, the lessee 2.5万 for each of the two.
    expect(shares(caseOf(small, q, rent('P'), rent('Q')))).toEqual([
      { P: between(wan(8), wan(10)), Q: between(wan(199), wan(398)), lessee: exactly(wan(5)) },
      { acme: between(wan(8), wan(10)), beta: between(wan(199), wan(398)), lessee: exactly(wan(5)) },
    ]);
  });

  it('nor are choices the same that have an award in common, or of which one has all of the other', () => {
    expect(select(caseOf(small, lease().by('lessee').amounting(wan(100)).ofEquipmentWorth(wan(10)))).robust).toBe(false);
    // At 10 % 400万 of 1b and 150万 of rent are more than 500万, at 20 % 800万 and 150万 less than 1000万.
    const open = pilotProject().investing(wan(6000)).equipping(wan(5000)).notKnowing('nationalDemonstration');
    expect(select(caseOf(open, lease().amounting(wan(6000)).ofEquipmentWorth(wan(1000))))).toMatchObject({ robust: false, total: between(wan(550), wan(1000)) });
  });

  it('the best at both ends may still lose between them: 1b of 200 or 400万 against 6b of nothing or 300万', () => {
    const file = caseOf(pilotProject().notKnowing('nationalDemonstration'), track.notKnowing('nationalPilotTask'));
    expect(select(file)).toMatchObject({ robust: false, chosen: ['investment-subsidy:P'], total: between(wan(200), wan(400)) });
    expect(shares(file)[0]).toEqual({ P: upTo(wan(400)), C: upTo(wan(300)) });
  });

  it('a lease of unknown share is taken only where 1b keeps 150万: beside the 50万 of the rent they are the 200万 of 1b alone', () => {
    const file = caseOf(building, lease().amounting(wan(2000)));
    expect(final(file, 'investment-subsidy:P')).toEqual(between(wan(150), wan(200)));
    expect(shares(file)).toEqual([{ P: between(wan(150), wan(200)), acme: upTo(wan(50)) }, { acme: between(wan(200), wan(250)) }]);
  });

  it('choices that are worth the same exactly may differ by a fen: the total holds what a completion chooses of them', () => {
    // 15 % of 799,999.89 are 119,999.9835, of 5,000,000.01 750,000.0015: 119,999.98 and 750,000.00, or 869,999.99 together.
    const both = track.over('P', 'Q');
    const total = (...tracks: Parameters<typeof caseOf>) => select(caseOf(...uneven, ...tracks)).total;
    const other = track.named('D').over('P').ledBy('E');
    expect(total(both, other)).toEqual(exactly('869999.99'));
    expect(total(both.withoutNationalTask(), other)).toEqual(exactly('119999.98'));
    expect(total(both.notKnowing('nationalPilotTask'), other)).toEqual(between('119999.98', '869999.99'));
  });

  it('and of what is elected: D for P and the rest of C, a fen less than C alone', () => {
    // 750,000.0015 and up to 15 % of 100万 for R, of which the equipment is open: 900,000.00 and 119,999.98, or 1,019,999.99 together.
    const r = smallProject().named('R').investing(wan(100)).notKnowing('equipmentInvestment');
    const file = caseOf(...uneven, r, track.over('P', 'Q', 'R'), track.named('D').over('P').ledBy('E'));
    const election = ['consortium-investment-subsidy:C', 'consortium-investment-subsidy:D'];
    expect([select(file).total, select(file, { election }).total]).toEqual([between('869999.99', '1019999.99'), between('869999.98', '1019999.98')]);
  });

  it('contracts that exclude the whole base stand or fall together: 9万 of 1b against 5 and 6万', () => {
    const rents = [lease().named('A').amounting(wan(200)), lease().named('B').amounting(wan(240)).by('lessee')].map((l) => l.ofEquipmentWorth('0'));
    const file = caseOf(pilotProject().equipping(wan(90)), ...rents);
    expect(select(file, { readings: { sameInput: 'project' } }).total).toEqual(exactly(wan(11)));
  });

  it('a lease of unknown share that leaves 1b at its cap beside none or beside all turns another one down in between', () => {
    // 20 % of 2亿 are 2000万 at the cap, also of 1.34亿; of 6800万, without both, 1360万. A brings 500万, B 50万.
    const project = nationalProject().investing(wan(30_000)).equipping(wan(20_000)).underConstruction('1');
    const [a, b] = [lease().named('A').by('x').amounting(wan(20_000)), lease().named('B').by('y').amounting(wan(2000)).ofEquipmentWorth(wan(6600))];
    const paid = (worth?: number) => shares(caseOf(project, worth === undefined ? a : a.ofEquipmentWorth(wan(worth)), b))[1];
    expect([paid(0), paid(6600)]).toEqual([
      { acme: exactly(wan(2000)), x: exactly(wan(500)), y: exactly(wan(50)) },
      { acme: exactly(wan(2000)), x: exactly(wan(500)) },
    ]);
    expect(paid()?.['y']).toEqual(upTo(wan(50)));
  });

  it('amounts that are no whole fen leave room for their rounding: half a fen for each of three claims, at each of two ends', () => {
    // 10 % of 20,000,000.07 is 2,000,000.007: 200万 and a fen; less 50万 and 3 fen.
    const odd = building.equipping('20000000.07').accepted(wan(2500), '20000000.07');
    expect(final(caseOf(odd, lease().amounting(wan(2000))), 'investment-subsidy:P')).toEqual(between('1499999.98', '2000000.01'));
    // Two decimals of yuan are whole fen: 10 % of 20,000,000.10.
    const even = building.equipping('20000000.10').accepted(wan(2500), '20000000.10');
    expect(final(caseOf(even, lease().amounting(wan(2000))), 'investment-subsidy:P')).toEqual(between('1500000.01', '2000000.01'));
  });

  it('so does one end of an amount, one year of a contract, and a twelfth that is a fraction: beside a lease of unknown share', () => {
    const rent = lease().amounting(wan(2000));
    const to = (equipment: Money) => building.equipping(equipment).accepted(wan(2500), equipment);
    // 10 or 20 % of 20,000,000.05: 2,000,000.005 or 4,000,000.01; at least 200万.01 less 50万 and 3 fen.
    expect(final(caseOf(to('20000000.05').notKnowing('nationalDemonstration'), rent), 'investment-subsidy:P')).toEqual(between('1499999.98', '4000000.01'));
    // 8 or 10 % of 20,000,000.25: 1,600,000.02, which are whole fen, less 50万; or 2,000,000.025.
    expect(final(caseOf(to('20000000.25').notKnowing('pilotIndustry'), rent), 'investment-subsidy:P')).toEqual(between('1100000.02', '2000000.03'));
    // 50万, and 2.5 % of 20,000,000.20 in the other year: 500,000.005, which is a fen more.
    expect(final(caseOf(building, rent, rent.inYear(2026).amounting('20000000.20')), 'investment-subsidy:P')).toEqual(between('999999.96', '2000000.00'));
    // Seven twelfths of 2.5 % of 400万: 58,333.33.
    const dated = caseOf(building, lease().startingOn('2025-06-01', wan(400)));
    const { payments } = assess(dated, { readings: { leaseBasis: 'time-weighted-principal' } });
    expect(payments.find((p) => p.key === 'investment-subsidy:P')?.settlement?.final).toEqual(between('1941666.64', '2000000.00'));
  });

  it('one contest that is open leaves the others as they are, and the whole is not robust', () => {
    const rivals = [small.named('Q').ownedBy('b'), building.with({ assessedReward: wan(5), inIndustrialStatistics: true })];
    for (const file of [caseOf(...rivals), caseOf(...[...rivals].reverse())]) {
      expect(select(file)).toMatchObject({ robust: false, total: between(wan(209), wan(210)) });
      expect([final(file, 'investment-subsidy:P'), final(file, 'investment-subsidy:Q')]).toEqual([exactly(wan(200)), upTo(wan(9))]);
    }
  });

  it('nor is it tight where one of two contests is not: two leases of unknown share in one project', () => {
    const loose = [building, lease().named('A'), lease().named('B')];
    const other = building.named('Q').rewardedWith(wan(5));
    for (const file of [caseOf(...loose, other), caseOf(other, ...loose)]) expect(select(file).tight).toBe(false);
  });
});

describe('among more choices than are listed', () => {
  it('13 leases, each 5000 yuan worse than its part of 1b, and a reward that cannot reach 200万: the choice stands', () => {
    const file = caseOf(building.inStatistics(), ...leases(13, 20, 10));
    expect(select(file)).toMatchObject({ robust: true, total: exactly(wan(200)), chosen: ['investment-subsidy:P'] });
    expect(final(file, 'investment-subsidy:P')).toEqual(exactly(wan(200)));
    expect(shares(file)).toEqual([{ P: exactly(wan(200)) }, { acme: exactly(wan(200)) }]);
  });

  it('a reward that may beat 9万: the choice is not known, each award reaches from nothing to its full amount', () => {
    // 13 leases of 1万 bring 250 yuan each, 1000 in 1b. With 1a all of them stand: 10万 and 3250.
    const file = caseOf(small, ...leases(13, 1, 1));
    expect(select(file)).toMatchObject({ robust: false, total: between(wan(9), '103250.00') });
    expect(final(file, 'investment-subsidy:P')).toEqual(upTo(wan(9)));
    expect(shares(file)).toEqual([{ P: upTo(wan(19)), acme: upTo('3250.00') }, { acme: between(wan(9), '103250.00') }]);
  });

  it('103,250 yuan at the most turn 10.3万 of 1b out, and not 10.4万', () => {
    const robust = (equipment: number) =>
      select(caseOf(small.equipping(wan(equipment)).accepted(wan(2500), wan(equipment)), ...leases(13, 1, 1))).robust;
    expect([robust(103), robust(104)]).toEqual([false, true]);
  });

  it('a reward that may beat what 13 leases leave of 9万 opens the choice, though the leases stand in either', () => {
    // Each brings 2.5万 for the 1000 yuan that it takes from 1b: 7.7万 are left, against up to 10万.
    expect(select(caseOf(small, ...leases(13, 100, 1)))).toMatchObject({ robust: false, total: between(wan(40.2), wan(42.5)) });
  });

  it('a lease that may not count takes nothing from 3亿 at 10 %, cut to 2000万: the choice stands, and the payment with it', () => {
    const large = pilotProject().investing(wan(40_000)).equipping(wan(30_000)).accepted(wan(40_000), wan(30_000)).inStatistics();
    const file = caseOf(large, ...leases(13, 20, 10), lease().named('open').ofEquipmentWorth(wan(10)).notKnowing('mode'));
    expect(select(file)).toMatchObject({ robust: true, total: between(wan(2006.5), wan(2016.5)) });
    expect(final(file, 'investment-subsidy:P')).toEqual(exactly(wan(2000)));
  });

  it('a lease of unknown share among 13 leaves open what else is claimed', () => {
    const file = caseOf(building, ...leases(12, 20, 10), lease().named('open').amounting(wan(2000)));
    expect(select(file)).toMatchObject({ robust: false, total: between(wan(200), wan(250)) });
    expect(final(file, 'investment-subsidy:P')).toEqual(upTo(wan(200)));
  });
});

describe('what is forgone', () => {
  it('is told in the order of the case, not of the contests, with what took its place in that order', () => {
    const [q, p] = [nationalProject().named('Q').rewardedWith(wan(5)), nationalProject().rewardedWith(wan(5))];
    expect(forgone(caseOf(q, p))).toEqual([
      ['investment-reward:Q', ['investment-subsidy:Q'], exactly(wan(5)), undefined],
      ['investment-reward:P', ['investment-subsidy:P'], exactly(wan(5)), undefined],
    ]);
    // 20 % against 15 % of 2000万, of each project.
    expect(forgone(caseOf(nationalProject().named('Q'), nationalProject(), track.over('P', 'Q')))).toEqual([
      ['consortium-investment-subsidy:C', ['investment-subsidy:Q', 'investment-subsidy:P'], exactly(wan(600)), undefined],
    ]);
  });

  it('is forgone for what stands on the same input, not for what stands on another: 1a of P for 1b, though 6b stands on Q', () => {
    const file = caseOf(nationalProject().rewardedWith(wan(5)), otherProject().named('Q'), track.over('P', 'Q'));
    expect(forgone(file)).toEqual([
      ['investment-reward:P', ['investment-subsidy:P'], exactly(wan(5)), undefined],
      ['investment-subsidy:Q', ['consortium-investment-subsidy:C'], exactly(wan(160)), undefined],
      ['consortium-investment-subsidy:C', ['investment-subsidy:P'], exactly(wan(300)), true],
    ]);
  });

  it('is not what loses nothing: 3亿 at 10 % are cut to 2000万, and so are the 2.9亿 that a lease leaves', () => {
    const large = pilotProject().investing(wan(40_000)).equipping(wan(30_000));
    expect(forgone(caseOf(large, lease().ofEquipmentWorth(wan(1000))))).toEqual([]);
  });

  it('is what may be lost at one end alone: 1340 to 2000万 of 2000万, the class being open; 0 to 190万 of up to 200万, the filing being open', () => {
    const open = pilotProject().investing(wan(25_000)).equipping(wan(20_000)).notKnowing('nationalDemonstration');
    expect(forgone(caseOf(open, lease().amounting(wan(4000)).ofEquipmentWorth(wan(6600))), { election: ['investment-subsidy:P', 'finance-lease-subsidy:acme:2025'] })).toEqual([
      ['investment-subsidy:P', ['finance-lease-subsidy:acme:2025'], upTo(wan(660)), true],
    ]);
    const unfiled = pilotProject().notKnowing('filingDate');
    expect(forgone(caseOf(unfiled, lease().amounting(wan(2000)).ofEquipmentWorth(wan(100))))).toContainEqual(
      ['investment-subsidy:P', ['finance-lease-subsidy:acme:2025'], upTo(wan(10)), true],
    );
  });
});

describe('the runner-up of several contests', () => {
  const with1a = (id: string, reward: number) => otherProject().named(id).rewardedWith(wan(reward));

  it('is that of the contest which loses least by it, in whatever order they stand: 160万 against 9万 and not against 5万', () => {
    for (const [p, q] of [[5, 9], [9, 5]] as const) {
      const least = p > q ? 'P' : 'Q';
      const other = p > q ? 'Q' : 'P';
      const { runnerUp } = select(caseOf(with1a('P', p), with1a('Q', q)));
      expect(runnerUp).toMatchObject({ total: exactly(wan(169)), gap: exactly(wan(151)) });
      expect([...(runnerUp?.chosen ?? [])].sort()).toEqual([`investment-reward:${least}`, `investment-subsidy:${other}`].sort());
    }
  });

  it('may have an award with the same amount, and is the choice without one: 7 + 2.5万 against 8 + 2.5万; 2000万 without 10万', () => {
    const rewarded = pilotProject().equipping(wan(90)).rewardedWith(wan(7));
    expect(select(caseOf(rewarded, lease().amounting(wan(100)).ofEquipmentWorth(wan(10)))).runnerUp).toEqual(
      { chosen: ['investment-reward:P', 'finance-lease-subsidy:acme:2025'], total: exactly(wan(9.5)), gap: exactly(wan(1)) },
    );
    const large = pilotProject().investing(wan(40_000)).equipping(wan(30_000));
    expect(select(caseOf(large, lease().ofEquipmentWorth(wan(1000)))).runnerUp).toEqual({ chosen: ['investment-subsidy:P'], total: exactly(wan(2000)), gap: exactly(wan(10)) });
  });

  it('of two that lose the same it is the first', () => {
    expect(select(caseOf(with1a('P', 9), with1a('Q', 9))).runnerUp?.chosen).toEqual(['investment-reward:P', 'investment-subsidy:Q']);
  });

  it('is no other contract of the same award for the same amount', () => {
    // Either lease fills the cap of 500万 and leaves 1900万 in the base of 1b: 152 + 500万.
    const equal = lease().amounting(wan(20_000)).ofEquipmentWorth(wan(100));
    const { chosen, total, runnerUp } = select(caseOf(otherProject(), equal.named('A'), equal.named('B')));
    expect([total, chosen]).toEqual([exactly(wan(652)), ['investment-subsidy:P', 'finance-lease-subsidy:acme:2025']]);
    expect(runnerUp).toBeUndefined();
  });
});

describe('an election that is insisted on', () => {
  const members = [otherProject(), otherProject().named('Q')];

  it('6b gives P to 1b and keeps Q: 8 % and 15 % of 2000万; with 1b on both it keeps nothing, and cannot stand', () => {
    const file = caseOf(...members, track.over('P', 'Q'));
    const one = select(file, { election: ['investment-subsidy:P', 'consortium-investment-subsidy:C'] });
    expect(one).toMatchObject({ total: exactly(wan(460)), election: { lawful: true, costs: exactly(wan(140)) } });
    const both = select(file, { election: ['investment-subsidy:P', 'investment-subsidy:Q', 'consortium-investment-subsidy:C'] });
    expect(both).toMatchObject({ total: exactly(wan(600)), election: { lawful: false, costs: exactly('0.00') } });
    expect(both.election?.refused.map(({ key }) => key)).toEqual(['investment-subsidy:P', 'investment-subsidy:Q']);
  });

  it('what another consortium keeps is no reason to give way: C has R, D has neither P nor Q beside 1b on both', () => {
    const file = caseOf(...members, otherProject().named('R'), track.over('P', 'R'), track.named('D').over('P', 'Q'));
    const keys = ['investment-subsidy:P', 'investment-subsidy:Q', 'consortium-investment-subsidy:C', 'consortium-investment-subsidy:D'];
    expect(select(file, { election: keys }).election?.refused.map(({ key }) => key)).toEqual(keys.slice(0, 2));
  });

  it('of a base that a contract takes away altogether, the contract stands and the base does not: 10万 for 200万', () => {
    const { election } = select(caseOf(pilotProject(), lease().ofEquipmentWorth(wan(2001))), { election: ['investment-subsidy:P', 'finance-lease-subsidy:acme:2025'] });
    expect(election).toMatchObject({ lawful: false, costs: exactly(wan(190)), refused: [{ key: 'investment-subsidy:P', insteadOf: ['finance-lease-subsidy:acme:2025'] }] });
  });

  it('a consortium keeps its own other project, not that of another one: D has P alone and gives way to nobody', () => {
    const file = caseOf(...members, track.over('Q'), track.named('D').over('P'));
    const { election } = select(file, { election: ['investment-subsidy:P', 'consortium-investment-subsidy:C', 'consortium-investment-subsidy:D'] });
    expect(election).toMatchObject({ lawful: false });
  });
});

describe('the total under the stricter reading of what is one input', () => {
  const [done, book] = [consortium().withoutNationalTask(), taskBook().evaluated(true)];

  it('is told where the third award on a project contests with the second alone: 1b 200万 and 6a 200万 without the 30万 of 5a', () => {
    const { total, strict } = select(caseOf(pilotProject(), book, done));
    expect([total, strict]).toEqual([exactly(wan(430)), { chosen: ['investment-subsidy:P', 'chain-leader-award:C'], total: exactly(wan(400)) }]);
  });

  it('is told where an award contests on one of its projects alone: 6a of P and Q without the 30万 of 5a on Q', () => {
    const { total, strict } = select(caseOf(smallProject(), smallProject().named('Q'), book.of('Q'), done.over('P', 'Q')));
    expect([total, strict]).toEqual([exactly(wan(230)), { chosen: ['chain-leader-award:C'], total: exactly(wan(200)) }]);
  });

  it('is not told where nothing contests, nor where it comes to the same', () => {
    expect(select(caseOf(pilotProject(), book)).strict).toBeUndefined();
    expect(select(caseOf(pilotProject(), smallProject().named('Q'), book.of('Q'))).strict).toBeUndefined();
  });
});

describe('the limit of work', () => {
  /** Six projects at 20 %, each with a lease, in two consortia that share two of them: 34 claims. */
  const entangled = (x: string, isOpen = false) => [
    ...Array.from({ length: 6 }, (_, i) => nationalProject().named(`${x}P${i}`).ownedBy(x).investing(wan(20_000)).equipping(wan(9000 + 700 * i))),
    ...Array.from({ length: 6 }, (_, i) => {
      const own = lease().named(`${x}R${i}`).by(x).forProject(`${x}P${i}`).amounting(wan(2000 + 100 * i));
      return isOpen && i === 0 ? own : own.ofEquipmentWorth(wan(300 + i));
    }),
    ...['C', 'D'].map((name, k) => track.named(x + name).ledBy(x).over(...[0, 1, 2, 3].map((i) => `${x}P${2 * k + i}`))),
  ];
  const one = caseOf(...entangled('A'));
  const two = caseOf(...entangled('A'), ...entangled('B'));

  it('of nothing leaves a contest of many claims unproven, without a runner-up; of 1 it has a small effort of its own', () => {
    const best = select(one, { workLimit: Infinity });
    const none = select(one, { workLimit: 0 });
    expect([none.optimal, none.runnerUp]).toEqual([false, undefined]);
    expect(Number(none.upperBound)).toBeGreaterThanOrEqual(Number(best.total.max));
    expect(select(one, { workLimit: 1 })).toEqual(best);
  });

  it('is told by match, also where only the first supposition of a day was left any work', () => {
    const { applicationDate: _day, ...undated } = one;
    expect(match(one)).not.toHaveProperty('provisional');
    for (const [profile, workLimit] of [[one, 0], [undated, 400]] as const) expect(match(profile, { workLimit }).provisional, String(workLimit)).toBe(true);
  });

  it('is one for the whole call: what the first contest spends, the second has not', () => {
    const [best, spent] = [select(two, { workLimit: Infinity }), select(two, { workLimit: 1 })];
    expect(spent.optimal).toBe(false);
    expect(Number(spent.upperBound)).toBeGreaterThanOrEqual(Number(best.total.max));
    expect(select(two, { workLimit: 1000 })).toEqual(best);
  });

  it('proves nothing of the highest amounts where it is spent on the least: a lease of unknown share', () => {
    const open = caseOf(...entangled('A', true));
    const [best, spent] = [select(open, { workLimit: Infinity }), select(open, { workLimit: 1 })];
    expect([best.optimal, spent.optimal, spent.total.min]).toEqual([true, false, best.total.min]);
    expect(Number(spent.upperBound)).toBeGreaterThanOrEqual(Number(best.total.max));
  });

  it('proves nothing of what stands while an amount is open: a reward of up to 10万 beside 1800万', () => {
    const [first, ...others] = entangled('A');
    const open = caseOf((first as ReturnType<typeof nationalProject>).inStatistics(), ...others);
    expect([select(open).robust, select(open, { workLimit: 1 }).robust]).toEqual([true, false]);
  });

  // What the search proves at length, the list of all choices shows at once: with nothing to spend the two agree.
  const building5 = (id: string, equipment: number) => pilotProject().named(id).investing(wan(20_000)).equipping(wan(equipment));
  const rented = (id: string, to: string, rent: number) => lease().named(id).forProject(to).amounting(wan(rent));
  const listed = [
    [
      building5('P', 4385).onNationalList().inStatistics(), building5('Q', 3717).notKnowing('nationalDemonstration'),
      rented('K', 'Q', 4923), rented('L', 'P', 9107), rented('M', 'P', 9301).ofEquipmentWorth(wan(940)), track.over('P', 'Q'),
    ],
    [
      building5('P', 8115).with({ pilotIndustry: false }).inStatistics(), building5('Q', 9145).onNationalList(),
      rented('K', 'Q', 2319).ofEquipmentWorth(wan(333)), rented('L', 'Q', 2965).ofEquipmentWorth(wan(575)), rented('M', 'Q', 2246),
      track.over('Q'), track.named('D').over('Q'),
    ],
    [
      building5('P', 9941).onNationalList(), building5('Q', 4047).notKnowing('nationalDemonstration'),
      rented('K', 'Q', 7013).ofEquipmentWorth(wan(186)), rented('L', 'P', 6955).ofEquipmentWorth(wan(128)), rented('M', 'Q', 9023).ofEquipmentWorth(wan(799)),
      track.over('Q'), track.named('D').over('Q'),
    ],
  ].map((facts) => caseOf(...facts));

  it('of nothing finds the same in a list of all choices, while amounts are open', () => {
    for (const file of listed) {
      const { runnerUp: _next, ...best } = select(file, { workLimit: Infinity });
      const { runnerUp: _none, ...found } = select(file, { workLimit: 0 });
      expect(found).toEqual({ ...best, optimal: true });
    }
  });

  it('of nothing holds an election all the same to what is insisted on', () => {
    for (const file of listed) {
      const { chosen } = select(file);
      for (const { key } of assess(file).determinations) {
        const election = [...new Set([...chosen, key])];
        const proven = select(file, { election, workLimit: Infinity });
        if (proven.election?.lawful === true) expect(select(file, { election, workLimit: 0 }).election?.lawful).toBe(true);
      }
    }
  });

  it('of nothing is lawful for an election, and with all of it claims no more contracts than bring most: 414.5 + 884 + 967.1 + 1354.2 + 500万', () => {
    const file = caseOf(
      ...[4884, 8840, 9671, 9220].map((equipment, i) => building5(`P${i}`, equipment)),
      ...[['P0', 8215, 405], ['P0', 3691, 989], ['P3', 7771, 192], ['P0', 5972, 334], ['P2', 3788, 902]].map(([to, rent, worth], i) =>
        rented(`L${i}`, to as string, rent as number).ofEquipmentWorth(wan(worth as number))),
      track.over('P0', 'P1', 'P3'), track.named('D').over('P0', 'P3'),
    );
    // 10 % of P0 without L0 and L3, of P1 and of P2, 15 % of P3 without L2, and 2.5 % of 2.1958亿, cut to 500万: L1 and L4 would take 98.9万 and 90.2万 for nothing.
    const election = ['investment-subsidy:P0', 'investment-subsidy:P1', 'investment-subsidy:P2', 'finance-lease-subsidy:acme:2025', 'consortium-investment-subsidy:D'];
    const most = select(file, { election, workLimit: Infinity });
    expect(most).toMatchObject({ total: exactly(wan(4119.8)), election: { lawful: true } });
    const none = select(file, { election, workLimit: 0 });
    expect(none.election?.lawful).toBe(true);
    expect(Number(none.upperBound)).toBeGreaterThanOrEqual(Number(most.total.max));
    expect(none.optimal && none.total.max !== most.total.max).toBe(false);
  });

  it('of nothing changes nothing where all choices can be listed, open or not', () => {
    for (const file of [
      caseOf(building.rewardedWith(wan(5)), lease().ofEquipmentWorth(wan(100))), caseOf(small, lease().amounting(wan(100)).ofEquipmentWorth(wan(10))),
      caseOf(pilotProject().notKnowing('nationalDemonstration'), track), caseOf(building, lease().amounting(wan(2000))),
    ]) {
      const { runnerUp: _next, ...best } = select(file);
      expect(select(file, { workLimit: 0 })).toEqual(best);
    }
  });
});

describe('contracts that come to more than the verified base', () => {
  // Verified 2000万: 1b is 200万. A is 131万 and takes 1300万, which leaves 70万 of 1b: 201万. B is 60万.
  const halved = pilotProject().investing(wan(6000)).equipping(wan(4000)).underConstruction('1').accepted(wan(5000), wan(2000));
  const [a, b] = [lease().named('A').amounting(wan(5240)).ofEquipmentWorth(wan(1300)), lease().named('B').amounting(wan(2400))];
  const together = (part: Money) => {
    const { selection, warnings } = assess(caseOf(halved, a, b.ofEquipmentWorth(part)));
    return [selection.total.max, selection.payable.map((p) => p.key), warnings.map((w) => w.code)];
  };
  const [investment, rent] = ['investment-subsidy:P', 'finance-lease-subsidy:acme:2025'];

  it('B of 700万, and they come to the base: A and the rest. Of a fen more, which contradicts it: either takes all of it, and 1b is more than both, 191万', () => {
    expect(together(wan(700))).toEqual([wan(201), [investment, rent], []]);
    expect(together('7000000.01')).toEqual([wan(200), [investment], ['contradictory-facts']]);
  });

  it('while the part of B is open, it is what A leaves at the most, because the parts stay within the whole', () => {
    const open = caseOf(halved, a, b);
    // B of nothing: both, and 70万 of 1b. B of 600万: 10万 of 1b beside its 60万, as much as 70万 without it.
    expect(select(open)).toMatchObject({ total: between(wan(201), wan(261)) });
    expect(final(open, investment)).toEqual(between(wan(10), wan(70)));
  });
});
