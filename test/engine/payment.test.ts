/** Payments and relations of facts on their own, for measures that no policy has: what is paid, what is returned, what is named, what follows from what. */
import { describe, expect, it } from 'vitest';
import { Dec, MAX_MONEY, ZERO } from '../../src/core/decimal.js';
import { BOUNDS } from '../../src/core/facts.js';
import { lawByDay, lawSource } from '../../src/core/law.js';
import { type Account, type ByYear, type InStages, type YearOfProgress, allowedByYears, paymentOf } from '../../src/core/payment.js';
import { ALL, NONE, ratio, writeRatio } from '../../src/core/ratio.js';
import { bounded, implied } from '../../src/core/relations.js';
import { ANY_RATIO, between, exactRatio, exactly } from '../../src/core/span.js';
import { text } from '../../src/core/text.js';

const half = { value: '0.5', unit: 'ratio', bound: 'at-most', words: '50%', clause: 'X.1', name: text('预拨上限', 'limit'), validFrom: '2025-01-01', validTo: '2025-12-31' } as const;
const law = lawByDay(lawSource({ half }, {}, () => false).register, {}, false)(undefined);
const dec = (n: number | string) => new Dec(n);
const sure = (n: number) => exactly(dec(n));
const range = (min: string, max = min) => ({ min, max });

interface Paid {
  readonly paid?: Dec;
  readonly progress?: string;
  readonly settled?: boolean;
  readonly inForce?: boolean;
  readonly failed?: 'failed' | 'open' | 'passed';
  readonly years?: readonly YearOfProgress[];
}

const shared = { clause: 'X.1', settledBy: 'S', share: 'half', facts: {}, paid: 'paid' as const, inForce: ({ inForce }: Paid) => inForce, inForceBy: 'inForce' as const };
const stages: InStages<Paid> = {
  ...shared, as: 'stages', settled: ({ settled }) => settled === true,
  progress: ({ progress }, _law, locate) => (progress === undefined ? { span: ANY_RATIO, missing: [locate('progress')] } : { span: exactRatio(ratio(dec(progress))), missing: [] }),
};
const years: ByYear<Paid> = {
  ...shared, as: 'years', evaluations: 'years', total: () => sure(100), years: ({ years: of }) => of, outcome: ({ failed }) => failed ?? 'passed', keeps: () => true, completed: ({ settled }) => settled === true,
};
const pay = (pays: InStages<Paid> | ByYear<Paid> | { as: 'once'; clause: string }, facts: Paid, account: Partial<Account> = {}) =>
  paymentOf(pays as never, { key: 'k', total: sure(100), law, facts: facts as never, locate: (name) => `$.${name}`, ...account });
const year = (y: number, change: Partial<YearOfProgress> = {}): YearOfProgress => ({ year: y, listed: true, counts: true, passed: true, progress: exactRatio(ratio(dec('0.3'))), missing: [], ...change });

describe('what is given once', () => {
  it('is paid in full, names what leaves it open, and is nothing where nothing is due', () => {
    expect(pay({ as: 'once', clause: 'X.1' }, {})).toStrictEqual({ key: 'k', settlement: { final: range('100.00'), payable: range('100.00'), recoverable: range('0.00') } });
    expect(pay({ as: 'once', clause: 'X.1' }, {}, { total: between(ZERO, dec(100)), openBy: ['$.a', '$.a', '$.b'] })?.missing).toEqual(['$.a', '$.b']);
    expect(pay({ as: 'once', clause: 'X.1' }, {}, { total: sure(0) })).toBeUndefined();
  });
});

describe('what is paid in stages', () => {
  it('is advanced by progress up to half, less what was paid, until the account is drawn up', () => {
    const now = (progress: string, paid: number) => pay(stages, { progress, paid: dec(paid), inForce: true });
    expect(now('0.3', 10)).toStrictEqual({ key: 'k', advance: { cumulativeLimit: range('30.00'), payableNow: range('20.00') } });
    expect([now('0.6', 10)?.advance, now('0.3', 40)?.advance]).toEqual([{ cumulativeLimit: range('50.00'), payableNow: range('40.00') }, { cumulativeLimit: range('30.00'), payableNow: range('0.00') }]);
    expect(pay(stages, { progress: '1', paid: dec(40), settled: true, inForce: true })).toStrictEqual({
      key: 'k', advance: { cumulativeLimit: range('50.00'), payableNow: range('0.00') }, settlement: { final: range('100.00'), payable: range('60.00'), recoverable: range('0.00') },
    });
  });

  it('is open where progress or what was paid is, and names it; what settles the limit asks for nothing more', () => {
    expect(pay(stages, { inForce: true })).toStrictEqual({ key: 'k', advance: { cumulativeLimit: range('0.00', '50.00'), payableNow: range('0.00', '50.00') }, missing: ['$.progress', '$.paid'] });
    expect(pay(stages, { paid: dec(10), inForce: true })).toMatchObject({ advance: { payableNow: range('0.00', '40.00') }, missing: ['$.progress'] });
    expect(pay(stages, { progress: '1', settled: true, inForce: true })?.settlement).toStrictEqual({ final: range('100.00'), payable: range('0.00', '100.00') });
  });

  it('once payment is ruled out keeps what was advanced within the total, and lets the rest lapse', () => {
    expect(pay(stages, { progress: '1', paid: dec(40), inForce: false })?.advance?.payableNow).toEqual(range('0.00'));
    expect(pay(stages, { progress: '1', paid: dec(40), settled: true, inForce: false })?.settlement).toEqual({ final: range('40.00'), payable: range('0.00'), recoverable: range('0.00') });
    expect(pay(stages, { progress: '1', paid: dec(140), settled: true, inForce: false })?.settlement).toEqual({ final: range('100.00'), payable: range('0.00'), recoverable: range('40.00') });
    expect(pay(stages, { progress: '1', settled: true, inForce: false })?.settlement).toEqual({ final: range('0.00', '100.00'), payable: range('0.00', '100.00') });
  });

  it('while it is open whether anything may be paid, is from nothing on, and names the day', () => {
    expect(pay(stages, { progress: '0.3', paid: dec(10) })).toMatchObject({ advance: { payableNow: range('0.00', '20.00') }, missing: ['$.inForce'] });
    expect(pay(stages, { progress: '1', paid: dec(40), settled: true })).toMatchObject({ settlement: { final: range('40.00', '100.00'), payable: range('0.00', '60.00') }, missing: ['$.inForce'] });
    const { inForceBy: _none, ...always } = stages;
    expect(pay(always as InStages<Paid>, { progress: '0.3', paid: dec(10) })?.missing).toBeUndefined();
  });

  it('of an award that came to nothing is what was advanced, to be returned; and nothing to tell where nothing was', () => {
    const nothing = { total: sure(0) };
    expect(pay(stages, { paid: dec(40), progress: '1', inForce: true }, nothing)).toStrictEqual({
      key: 'k', advance: { cumulativeLimit: range('0.00'), payableNow: range('0.00') }, settlement: { final: range('0.00'), payable: range('0.00'), recoverable: range('40.00') },
    });
    expect([pay(stages, { progress: '1' }, nothing), pay(stages, { paid: ZERO }, nothing)]).toEqual([undefined, undefined]);
    // An account that is drawn up is told, though nothing was paid on it.
    expect(pay(stages, { paid: ZERO, settled: true }, nothing)?.settlement).toEqual({ final: range('0.00'), payable: range('0.00'), recoverable: range('0.00') });
    expect([pay(years, { paid: ZERO, settled: true }, nothing)?.settlement?.final, pay(years, { paid: ZERO, failed: 'failed' }, nothing)?.settlement?.final]).toEqual([range('0.00'), range('0.00')]);
    expect([pay(years, { paid: ZERO }, nothing), pay(years, {}, nothing), pay(years, { settled: true }, nothing)]).toEqual([undefined, undefined, undefined]);
    expect(pay(years, { failed: 'failed' }, nothing)).toMatchObject({ settlement: { final: range('0.00'), payable: range('0.00') }, missing: ['$.paid'] });
  });

  it('names the facts of the award only where a figure hangs on its total', () => {
    const open = { total: between(dec(50), dec(100)), openBy: ['$.total'] };
    expect(pay(stages, { progress: '0.3', paid: dec(10), inForce: true }, open)).toMatchObject({ advance: { cumulativeLimit: range('15.00', '30.00') }, missing: ['$.total'] });
    expect(pay(stages, { progress: '0', paid: ZERO, inForce: true }, open)?.missing).toBeUndefined();
    expect(pay(stages, { progress: '0', paid: ZERO, inForce: true, settled: true }, open)).toMatchObject({ settlement: { final: range('50.00', '100.00') }, missing: ['$.total'] });
  });
});

describe('what is paid by years', () => {
  it('allows what each passed year adds to the earlier ones, half in all', () => {
    const list = [year(2025), year(2026, { progress: exactRatio(ratio(dec('0.45'))) }), year(2027, { progress: exactRatio(ratio(dec('0.9'))) })];
    expect(pay(years, { years: list, paid: dec(20), inForce: true })).toStrictEqual({
      key: 'k', advance: { cumulativeLimit: range('50.00'), payableNow: range('30.00') },
      byYear: [{ year: 2025, limit: range('30.00') }, { year: 2026, limit: range('15.00') }, { year: 2027, limit: range('5.00') }],
    });
  });

  it('counts neither a failed year, nor one that is not of this policy, and tells no year that nobody listed', () => {
    const list = [year(2024, { counts: false }), year(2025, { passed: false, progress: exactRatio(ALL) }), year(2026, { listed: false, passed: undefined, progress: ANY_RATIO, missing: ['$.y'] }), year(2027)];
    const p = pay(years, { years: list, paid: ZERO, inForce: true, failed: 'open' });
    expect(p?.byYear?.map(({ year: y, limit }) => [y, limit])).toEqual([[2024, range('0.00')], [2025, range('0.00')], [2027, range('0.00', '30.00')]]);
    expect([p?.advance, p?.missing]).toEqual([{ cumulativeLimit: range('30.00', '50.00'), payableNow: range('0.00', '50.00') }, ['$.y']]);
    const { lo, hi } = allowedByYears(list, ratio(dec('0.5')));
    expect([writeRatio(lo), writeRatio(hi)]).toEqual(['0.3', '0.5']);
    expect(allowedByYears([], ALL)).toEqual({ lo: NONE, hi: NONE });
  });

  it('whose years nobody states may be anything up to half, and the list is asked for', () => {
    expect(pay(years, { paid: ZERO, inForce: true, failed: 'open' })).toStrictEqual({ key: 'k', advance: { cumulativeLimit: range('0.00', '50.00'), payableNow: range('0.00', '50.00') }, byYear: [], missing: ['$.years'] });
  });

  it('is settled when all is done and every year passed; while one is open, from nothing on', () => {
    const done = (facts: Paid) => pay(years, { years: [year(2025)], paid: dec(30), inForce: true, settled: true, ...facts });
    expect(done({})).toStrictEqual({
      key: 'k', advance: { cumulativeLimit: range('30.00'), payableNow: range('0.00') }, settlement: { final: range('100.00'), payable: range('70.00'), recoverable: range('0.00') }, byYear: [{ year: 2025, limit: range('30.00') }],
    });
    expect(done({ failed: 'open' })?.settlement).toEqual({ final: range('100.00'), payable: range('0.00', '70.00'), recoverable: range('0.00') });
    expect(done({ inForce: false })?.settlement).toEqual({ final: range('30.00'), payable: range('0.00'), recoverable: range('0.00') });
    // A year that is none of this policy is no year passed: the total may come to nothing.
    expect(done({ years: [year(2024, { counts: false })], failed: 'open' })?.settlement?.final).toEqual(range('0.00', '100.00'));
  });

  it('asks for no progress that can change nothing: the first year allowed half already', () => {
    const list = [year(2025, { progress: exactRatio(ratio(dec('0.5'))) }), year(2026, { progress: ANY_RATIO, missing: ['$.p'] })];
    expect(pay(years, { years: list, paid: ZERO, inForce: true })).toMatchObject({ advance: { cumulativeLimit: range('50.00') }, byYear: [{ limit: range('50.00') }, { limit: range('0.00') }] });
    expect(pay(years, { years: list, paid: ZERO, inForce: true })?.missing).toBeUndefined();
  });

  it('pays nothing more after a failed year, whether all is done or not', () => {
    const failed = (facts: Paid) => pay(years, { years: [year(2025), year(2026, { passed: false })], paid: dec(40), inForce: true, failed: 'failed', ...facts }, { total: sure(30) });
    for (const facts of [{}, { settled: true }, { inForce: false }]) {
      expect(failed(facts)).toMatchObject({ advance: { cumulativeLimit: range('30.00'), payableNow: range('0.00') }, settlement: { final: range('30.00'), payable: range('0.00'), recoverable: range('10.00') } });
    }
    // The award is what the passed years allow, whether that may still be paid or not.
    for (const facts of [{ inForce: true }, { inForce: false }]) {
      expect(failed({ paid: dec(10), ...facts })?.settlement).toEqual({ final: range('30.00'), payable: range('0.00'), recoverable: range('0.00') });
    }
  });

  it('of an award that may not be given is from nothing on', () => {
    expect(pay(years, { years: [year(2025)], paid: ZERO, inForce: true }, { total: between(ZERO, dec(100)) })?.advance?.cumulativeLimit).toEqual(range('0.00', '30.00'));
    expect(pay(years, { years: [year(2025)], paid: ZERO, inForce: true }, { total: between(dec(50), dec(100)) })?.advance?.cumulativeLimit).toEqual(range('30.00'));
  });
});

describe('what follows from a stated fact', () => {
  const rules = [
    { list: 'x', fact: 'listed', is: true, implies: 'new' }, { list: 'x', fact: 'new', is: true, implies: 'upgrade' }, { list: 'x', fact: 'day', is: 'stated', implies: 'filed' }, { list: 'x', fact: 'out', is: false, implies: 'in' },
  ] as const;

  it('is settled forwards, also through another fact, and never against what is stated', () => {
    expect(implied({ listed: true }, rules)).toEqual({ listed: true, new: true, upgrade: true });
    expect(implied({ listed: true, new: false }, rules)).toEqual({ listed: true, new: false });
    expect([implied({ day: '2025-01-01' }, rules), implied({ out: false }, rules)]).toEqual([{ day: '2025-01-01', filed: true }, { out: false, in: true }]);
    expect([implied({ out: true }, rules), implied({ listed: false }, rules)]).toEqual([{ out: true }, { listed: false }]);
  });

  it('is settled backwards, and a fact that need only be stated is not', () => {
    expect(implied({ upgrade: false }, rules)).toEqual({ upgrade: false, new: false, listed: false });
    expect([implied({ new: false }, rules), implied({ filed: false }, rules), implied({ in: false }, rules)]).toEqual([{ new: false, listed: false }, { filed: false }, { in: false, out: true }]);
    expect(implied({ new: false, listed: true }, rules)).toEqual({ new: false, listed: true });
  });

  it('leaves the same object where nothing follows, and never changes it', () => {
    const facts = { other: 1 };
    expect(implied(facts, rules)).toBe(facts);
    const given = Object.freeze({ listed: true });
    expect(implied(given, rules)).not.toBe(given);
  });
});

describe('a part within its whole', () => {
  const within = [{ part: 'p', whole: 'w' }];
  const of = (facts: object, least: Record<string, Dec> = {}) => (bounded(facts, within, (fact) => least[fact] ?? ZERO) as Record<symbol, Record<string, { span: { lo: Dec; hi: Dec } }> | undefined>)[BOUNDS];
  const ends = (bound: { span: { lo: Dec; hi: Dec } } | undefined) => bound && [bound.span.lo, bound.span.hi].map((a) => a.toFixed());
  const [five, nine, max] = [dec(5), dec(9), MAX_MONEY.toFixed()];

  it('is at most the whole, and the whole at least the part', () => {
    expect([ends(of({ w: nine })?.['p']), of({ w: nine })?.['w'], ends(of({ p: five })?.['w']), of({ p: five })?.['p']]).toEqual([['0', '9'], undefined, ['5', max], undefined]);
    expect([of({ p: five, w: nine }), of({}), of({ p: ZERO })]).toEqual([undefined, undefined, undefined]);
  });

  it('is at least what its shares come to, and so is the whole; a whole that is stated less bounds all the same', () => {
    expect([ends(of({}, { p: five })?.['p']), ends(of({}, { p: five })?.['w']), ends(of({ w: nine }, { p: five })?.['p']), ends(of({ w: five }, { p: nine })?.['p'])]).toEqual([['5', max], ['5', max], ['5', '9'], ['5', '5']]);
    expect([ends(of({ p: five }, { p: nine })?.['w']), ends(of({ p: nine }, { p: five })?.['w']), of({}, { p: ZERO }), of({}, {})]).toEqual([['9', max], ['9', max], undefined, undefined]);
    // What is stated is not bounded.
    expect([of({ w: nine }, { p: five })?.['w'], of({ p: five }, { p: nine })?.['p'], of({ p: five, w: nine }, { p: nine })]).toEqual([undefined, undefined, undefined]);
  });

  it('leaves the facts as they are', () => {
    const facts = { p: five, w: nine };
    expect(bounded(facts, within)).toBe(facts);
    expect(bounded({ w: nine, x: 1 }, within)).toMatchObject({ w: nine, x: 1 });
  });
});
