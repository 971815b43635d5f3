/**
 * A lawful ledger, derived from the assessment of a random case, draws no error or warning; with one
 * defect of a kind put in, the audit finds that kind.
 */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditOptions, type AuditReport, type Award, type Finding, type FindingCode, auditUnder, auditorUnder } from '../../src/audit/index.js';
import { type Assessment, type CaseFile, type DayInput, type Determination, type Money, assess, chengdu2025 } from '../../src/index.js';
import { completeCase, deepFreeze, toFen } from '../support/cases.js';
import { holding } from '../support/holding.js';

const audit = (file: CaseFile, awards: readonly Award[], options?: AuditOptions): AuditReport => auditUnder(chengdu2025, file, awards, options);

const D = (text: string): Decimal => new Decimal(text);
const FEN = '0.01';
const STAGED = new Set(chengdu2025.measures.filter((m) => m.pays !== undefined && m.pays.as !== 'once').map((m) => m.id));

/** Cases of which some projects have been accepted, on figures of their own. */
const ledgerCase = fc
  .tuple(completeCase, fc.array(fc.constantFrom(undefined, '1', '0.9', '1.1'), { minLength: 3, maxLength: 3 }))
  .map(([file, factors]): CaseFile => ({
    ...file,
    // The ledger holds everything that was advanced.
    consortia: (file.consortia ?? []).map((c) => ({ ...c, advancesPaid: '0' })),
    parks: (file.parks ?? []).map((c) => ({ ...c, advancesPaid: '0' })),
    projects: (file.projects ?? []).map(({ construction, ...rest }, i) => {
      const p = construction == null ? rest : { ...rest, construction: { ...construction, advancesPaid: '0' as const } };
      const factor = factors[i];
      if (factor === undefined) return p;
      const times = (a: unknown): Money => toFen(D(String(a)).times(factor));
      return { ...p, acceptance: { date: '2026-11-02' as const, totalInvestment: times(p.totalInvestment), equipmentInvestment: times(p.equipmentInvestment) } };
    }),
  }));

interface Item {
  readonly key: string;
  readonly determination: Determination;
  /** What may be paid on it now in all. */
  readonly amount: string;
  readonly awards: readonly Award[];
}

/** Everything that the assessment says may be paid, in two lines where `split` says so, after all that it stands on. */
function lawfulLedger(a: Assessment, split: string): Item[] {
  return a.selection.payable.flatMap(({ key, amount }): Item[] => {
    const determination = a.determinations.find((d) => d.key === key) as Determination;
    const { measure, subject, year } = determination;
    const line = (payment: Award['payment'], sum: Decimal, date: DayInput): Award[] =>
      sum.lte(0) ? [] : [{ measure, subject: subject.id, ...(year === undefined ? {} : { year }), amount: toFen(sum), date, payment }];
    const inTwo = (payment: Award['payment'], sum: Decimal): Award[] => {
      const first = sum.times(split).toDecimalPlaces(2, Decimal.ROUND_DOWN);
      return [...line(payment, first, '2028-03-02'), ...line(payment, sum.minus(first), '2028-09-01')];
    };
    const payment = a.payments.find((p) => p.key === key);
    const settled = payment?.settlement?.final;
    const final = settled === undefined || settled.min !== settled.max ? undefined : D(settled.max);
    let awards: Award[];
    if (!STAGED.has(measure)) awards = inTwo(year === undefined ? 'full' : 'annual', D(amount.max));
    else {
      // After a failed year nothing is settled; what the passed ones allow may have been advanced.
      const failed = final !== undefined && final.gt(0) && payment?.settlement?.payable.max === '0.00';
      const advances = Decimal.min(D(payment?.advance?.cumulativeLimit.max ?? '0'), final ?? '1e13');
      awards = [...inTwo('advance', advances), ...(final === undefined || failed ? [] : line('settlement', final.minus(advances), '2028-12-01'))];
    }
    return awards.length === 0 ? [] : [{ key, determination, amount: sumOf(awards).toFixed(2), awards }];
  });
}

const sumOf = (awards: readonly Award[]): Decimal => awards.reduce((s, x) => s.plus(String(x.amount)), D('0'));
const ledgerOf = (items: readonly Item[]): Award[] => items.flatMap((i) => [...i.awards]);
const serious = (report: AuditReport): Finding[] => report.findings.filter((f) => f.severity !== 'note');
const codesAt = (report: AuditReport, key: string): FindingCode[] => report.findings.filter((f) => f.key === key).map((f) => f.code);

describe('a lawful ledger', () => {
  it('draws no error or warning, and nothing is to be returned', () => {
    fc.assert(
      fc.property(ledgerCase, fc.constantFrom('0', '0.5', '0.3'), (file, split) => {
        const items = lawfulLedger(assess(file), split);
        const report = audit(file, ledgerOf(items));
        expect(serious(report)).toEqual([]);
        // Of an award that a year left open it may still turn out to be too much.
        expect(report.summary.toReturn.min).toBe('0.00');
      }),
      { numRuns: 600 },
    );
  });

  it('adds up: granted less returned plus payable is what is allowed', () => {
    fc.assert(
      fc.property(ledgerCase, (file) => {
        const caseFile = { ...file, consortia: [], parks: [], projects: (file.projects ?? []).map(({ construction: _c, acceptance: _a, ...p }) => p) } as CaseFile;
        const { summary } = audit(caseFile, ledgerOf(lawfulLedger(assess(caseFile), '0.5')));
        const { granted, toReturn, stillPayable, allowed } = summary;
        expect(D(granted).minus(toReturn.max).plus(stillPayable.max).toFixed(2)).toBe(allowed.max);
      }),
      { numRuns: 300 },
    );
  });
});

/** A ledger with one defect and what the audit must say of it. */
interface Defect {
  readonly ledger: readonly Award[];
  readonly key: string;
  readonly code: FindingCode;
  readonly readings?: { readonly afterExpiry: 'validity-only' };
}

/** Puts one defect in; gives nothing where the case has no place for it. */
type Mutation = (file: CaseFile, a: Assessment, items: readonly Item[]) => Defect | undefined;

const P = chengdu2025.parameters;
const replaced = (items: readonly Item[], at: Item, awards: readonly Award[]): Award[] => items.flatMap((i) => (i === at ? [...awards] : [...i.awards]));
const isSettled = (i: Item): boolean => !STAGED.has(i.determination.measure) || i.awards.some((x) => x.payment === 'settlement');
const advanced = (i: Item): Decimal => i.awards.filter((x) => x.payment === 'advance').reduce((s, x) => s.plus(String(x.amount)), D('0'));
const withLast = (i: Item, change: (x: Award) => Award): Award[] => i.awards.map((x, n) => (n === i.awards.length - 1 ? change(x) : x));
const plusOnLast = (i: Item, sum: string): Award[] => withLast(i, (x) => ({ ...x, amount: toFen(D(String(x.amount)).plus(sum)) }));
const payableOf = (a: Assessment, key: string): Decimal => D(a.selection.payable.find((p) => p.key === key)?.amount.max ?? '0');

const CAPS: Partial<Record<Determination['measure'], readonly [Decimal, FindingCode]>> = {
  'investment-reward': [P['A1.2.cap'].decimal, 'cap-excess'],
  'loan-interest-subsidy': [P['A2.2.cap'].decimal, 'enterprise-year-excess'],
  'finance-lease-subsidy': [P['A2.3.cap'].decimal, 'enterprise-year-excess'],
  'service-provider-award': [P['A3.3.cap'].decimal, 'enterprise-year-excess'],
  'equipment-supply-subsidy': [P['A4.3.cap'].decimal, 'cap-excess'],
  'software-supply-subsidy': [P['A4.4.cap'].decimal, 'cap-excess'],
  'chain-leader-award': [P['A6.2.amount'].decimal, 'cap-excess'],
};

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'the same line twice': (_file, _a, items) => {
    const item = items[0];
    const first = item?.awards[0];
    if (item === undefined || first === undefined) return undefined;
    const line = { ...first, id: 'V1' };
    return { ledger: [...replaced(items, item, [line, ...item.awards.slice(1)]), line], key: item.key, code: 'duplicate' };
  },
  'a subject that the case does not know': (_file, _a, items) => ({
    ledger: [...ledgerOf(items), { measure: 'park-award', subject: '无此园区', amount: '1', date: '2028-01-05', payment: 'advance' }],
    key: 'park-award:无此园区',
    code: 'not-in-case',
  }),
  'an ineligible subject': (_file, a, items) => {
    const d = a.determinations.find((x) => x.status === 'ineligible');
    if (d === undefined) return undefined;
    const award: Award = { measure: d.measure, subject: d.subject.id, ...(d.year === undefined ? {} : { year: d.year }), amount: '1000', date: '2028-01-05', payment: 'full' };
    return { ledger: [...ledgerOf(items), award], key: d.key, code: 'ineligible' };
  },
  'paid the day before commencement': (_file, _a, items) => {
    const item = items[0];
    return item && { ledger: replaced(items, item, withLast(item, (x) => ({ ...x, payment: x.payment === 'settlement' ? 'advance' : x.payment, date: '2025-02-01' }))), key: item.key, code: 'before-commencement' };
  },
  'above the ceiling': (_file, _a, items) => {
    const item = items.find((i) => CAPS[i.determination.measure] !== undefined);
    const [cap, code] = (item && CAPS[item.determination.measure]) ?? [];
    return item && cap && code && { ledger: replaced(items, item, plusOnLast(item, cap.minus(item.amount).plus(FEN).toFixed(2))), key: item.key, code };
  },
  'advanced beyond the share': (_file, a, items) => {
    const item = items.find((i) => STAGED.has(i.determination.measure) && !isSettled(i) && a.payments.find((p) => p.key === i.key)?.settlement === undefined);
    if (item === undefined) return undefined;
    // Half of the most that any combination gives: another member could take the same track while its own award is unpaid.
    const half = D(item.determination.amount.max).times('0.5').toDecimalPlaces(2, Decimal.ROUND_DOWN);
    return { ledger: replaced(items, item, plusOnLast(item, half.minus(advanced(item)).plus(FEN).toFixed(2))), key: item.key, code: 'advance-over-share' };
  },
  'advanced after the settlement': (_file, _a, items) => {
    const item = items.find((i) => i.awards.some((x) => x.payment === 'settlement') && i.awards.some((x) => x.payment === 'advance'));
    const late = (x: Award): Award => (x.payment === 'advance' ? { ...x, date: '2028-12-02' } : x);
    return item && { ledger: replaced(items, item, item.awards.map(late)), key: item.key, code: 'advance-after-settlement' };
  },
  'a yearly award paid before its year': (_file, _a, items) => {
    const item = items.find((i) => i.determination.year !== undefined && i.determination.year > 2025);
    return item && { ledger: replaced(items, item, withLast(item, (x) => ({ ...x, date: `${Number(x.year) - 1}-12-31` }))), key: item.key, code: 'paid-before-year' };
  },
  'one id on two lines': (_file, _a, items) => {
    const [first, second] = items;
    if (first === undefined || second === undefined) return undefined;
    const same = (i: Item): Item => ({ ...i, awards: i.awards.map((x, n) => (n === 0 ? { ...x, id: 'V1' } : x)) });
    return { ledger: ledgerOf([same(first), same(second), ...items.slice(2)]), key: second.key, code: 'id-reused' };
  },
  'advanced ahead of progress': (_file, a, items) => {
    const item = items.find((i) => STAGED.has(i.determination.measure) && !isSettled(i) && payableOf(a, i.key).eq(i.determination.amount.max) && advanced(i).plus(FEN).times(2).lte(payableOf(a, i.key)));
    const limit = item && a.payments.find((p) => p.key === item.key)?.advance?.cumulativeLimit.max;
    if (item === undefined || limit !== advanced(item).toFixed(2)) return undefined;
    return { ledger: replaced(items, item, plusOnLast(item, FEN)), key: item.key, code: 'advance-ahead-of-progress' };
  },
  'advanced beyond the final total': (_file, a, items) => {
    const item = items.find((i) => STAGED.has(i.determination.measure) && isSettled(i) && payableOf(a, i.key).eq(i.determination.amount.max));
    const award: Award | undefined = item?.awards[0] && { ...item.awards[0], amount: toFen(D(item.amount).plus(FEN)), date: '2028-01-05', payment: 'advance' };
    return item && award && { ledger: replaced(items, item, [award]), key: item.key, code: 'advance-recoverable' };
  },
  'completion paid gross of the yearly awards': (_file, a, items) => {
    const item = items.find((i) => i.determination.measure === 'demonstration-completion-award' && D(i.determination.steps.find((s) => s.id === 'deduction')?.value ?? '0').gt(0));
    const gross = item?.determination.steps.find((s) => s.id === 'cap')?.value;
    if (item === undefined || gross === undefined || a.selection.chosen.length === 0) return undefined;
    return { ledger: replaced(items, item, plusOnLast(item, D(gross).minus(item.amount).toFixed(2))), key: item.key, code: 'missing-deduction' };
  },
  'settled below what is due': (_file, _a, items) => {
    const item = items.find((i) => isSettled(i) && D(String(i.awards[i.awards.length - 1]?.amount)).gt('7.77'));
    return item && { ledger: replaced(items, item, plusOnLast(item, '-7.77')), key: item.key, code: 'underpayment' };
  },
  'a fen above the formula': (_file, _a, items) => {
    const item = items.find((i) => ['equipment-supply-subsidy', 'software-supply-subsidy', 'demonstration-annual-award'].includes(i.determination.measure) && D(i.amount).plus(FEN).lte(CAPS[i.determination.measure]?.[0] ?? '1e13'));
    return item && { ledger: replaced(items, item, plusOnLast(item, FEN)), key: item.key, code: 'amount-mismatch' };
  },
  'settled before acceptance': (file, a, items) => {
    const c = file.consortia?.find((x) => x.accepted === false && payableOf(a, `consortium-investment-subsidy:${x.id}`).gt('100'));
    const key = `consortium-investment-subsidy:${c?.id}`;
    return c && { ledger: [...ledgerOf(items), { measure: 'consortium-investment-subsidy', subject: c.id, amount: '1', date: '2028-01-05', payment: 'settlement' }], key, code: 'settled-too-early' };
  },
  'a park advanced for a failed year': (file, _a, items) => {
    // A year before its task book does not count.
    const failedIn = (id: string | undefined) => file.parks?.filter((p) => p.id === id)
      .flatMap((p) => p.evaluations?.find((e) => e.passed === false && `${e.year}` >= (p.applicationDate ?? file.applicationDate).slice(0, 4)) ?? [])[0];
    const item = items.find((i) => i.determination.measure === 'park-award' && failedIn(i.determination.subject.id) !== undefined);
    const failed = failedIn(item?.determination.subject.id);
    // After a passed year that follows, the whole is settled: a settlement is of no year.
    if (item === undefined || failed === undefined || item.awards.some((x) => x.payment === 'settlement')) return undefined;
    return { ledger: replaced(items, item, withLast(item, (x) => ({ ...x, year: failed.year }))), key: item.key, code: 'advance-in-failed-year' };
  },
  'two awards on one input': (file, a, items) => {
    // A line of a consortium does not say for which member it was paid: another member may take its track instead.
    if ((file.consortia ?? []).length > 1 || file.consortia?.some((c) => c.projects.length > 1)) return undefined;
    // An award that was only advanced may give the input up again: its advances are then too high, which is another finding.
    const paid = new Set(items.filter(isSettled).map((i) => i.key));
    const lost = a.selection.forgone.find((f) => !f.partly && f.insteadOf.every((key) => paid.has(key) && a.determinations.find((x) => x.key === key)?.capBinding === false) && D(f.loses.max).gt('1000'));
    const d = a.determinations.find((x) => x.key === lost?.key);
    if (d === undefined || lost === undefined || STAGED.has(d.measure)) return undefined;
    const award: Award = { measure: d.measure, subject: d.subject.id, ...(d.year === undefined ? {} : { year: d.year }), amount: d.amount.max, date: '2028-01-05', payment: 'full' };
    return { ledger: [...ledgerOf(items), award], key: d.key, code: 'double-dip' };
  },
};

/** What few cases have a place for. */
const RARE = ['completion paid gross of the yearly awards', 'settled before acceptance', 'a park advanced for a failed year', 'two awards on one input'];

describe('a lawful ledger with one defect', () => {
  it.each(Object.entries(MUTATIONS))('is found out: %s', (name, mutate) => {
    holding({ 'a place for the defect': RARE.includes(name) ? 0.01 : 0.03 }, (given) => fc.assert(
      fc.property(ledgerCase, fc.constantFrom('0', '0.5'), (file, split) => {
        const a = assess(file);
        const items = lawfulLedger(a, split);
        const defect = mutate(file, a, items);
        if (!given('a place for the defect', defect)) return;
        const report = audit(file, defect.ledger, defect.readings === undefined ? {} : { readings: defect.readings });
        const found = serious(report);
        if (name === 'two awards on one input') {
          // The smaller of the two goes back, whichever it is.
          expect(found.map((f) => f.code)).toContain('double-dip');
          return;
        }
        expect(codesAt(report, defect.key)).toContain(defect.code);
        // One defect accuses nobody else.
        expect(found.filter((f) => f.key !== defect.key)).toEqual([]);
      }),
      { numRuns: 250 },
    ));
  });

  it('is found out: paid after expiry, where payment must fall inside', () => {
    holding({ 'something payable': 0.4 }, (given) => fc.assert(
      fc.property(ledgerCase, (file) => {
        const inTime: CaseFile = { ...file, settlementDate: '2026-12-31' };
        const options = { readings: { afterExpiry: 'validity-only' } } as const;
        const onLastDay = (i: Item): Item => ({ ...i, awards: i.awards.map((x) => ({ ...x, date: '2026-12-31' })) });
        const items = lawfulLedger(assess(inTime, options), '0').map(onLastDay);
        const item = items[0];
        expect(audit(inTime, ledgerOf(items), options).findings.filter((f) => f.severity === 'error')).toEqual([]);
        if (!given('something payable', item)) return;
        const late = replaced(items, item, withLast(item, (x) => ({ ...x, date: '2027-01-01' })));
        expect(codesAt(audit(inTime, late, options), item.key)).toContain('after-expiry');
        // By default what was applied for in time may be paid later.
        expect(codesAt(audit(inTime, late), item.key)).not.toContain('after-expiry');
      }),
      { numRuns: 200 },
    ));
  });
});

describe('an audit', () => {
  it('finds a fen more on any line that is paid to the last', () => {
    holding({ 'paid in whole': 0.4 }, (given) => fc.assert(
      fc.property(ledgerCase, fc.nat(), (file, at) => {
        const a = assess(file);
        const items = lawfulLedger(a, '0.3');
        // Of an award that another takes a part of, and that is not settled yet, the difference may still be paid.
        const whole = items.filter((i) => payableOf(a, i.key).eq(i.determination.amount.max) && i.determination.amount.min === i.determination.amount.max);
        const item = whole[at % Math.max(1, whole.length)];
        if (!given('paid in whole', item)) return;
        const n = at % item.awards.length;
        const more = item.awards.map((x, k) => (k === n ? { ...x, amount: toFen(D(String(x.amount)).plus(FEN)) } : x));
        expect(audit(file, replaced(items, item, more)).findings.filter((f) => f.severity === 'error')).not.toEqual([]);
      }),
      { numRuns: 500 },
    ));
  });

  it('does not judge the money of others', () => {
    fc.assert(
      fc.property(ledgerCase, fc.constantFrom('district' as const, 'province' as const, 'state' as const), (file, payer) => {
        const ledger = ledgerOf(lawfulLedger(assess(file), '0.3'));
        const { otherPayers: _beside, ...summary } = audit(file, [...ledger, ...ledger.map((x) => ({ ...x, payer }))]).summary;
        expect(summary).toEqual(audit(file, ledger).summary);
      }),
      { numRuns: 200 },
    );
  });

  it('is settled by money that came back', () => {
    holding({ 'a line': 0.5 }, (given) => fc.assert(
      fc.property(ledgerCase, fc.nat(), (file, at) => {
        const items = lawfulLedger(assess(file), '0');
        const item = items[at % Math.max(1, items.length)];
        const last = item?.awards.at(-1);
        if (item === undefined || !given('a line', last)) return;
        const more = plusOnLast(item, '100000');
        const back: Award = { ...last, amount: '100000', payment: 'return', date: '2029-01-05' };
        const settled = audit(file, [...replaced(items, item, more), back]);
        expect(serious(settled)).toEqual([]);
        expect(settled.summary.toReturn.min).toBe('0.00');
      }),
      { numRuns: 300 },
    ));
  });

  it('is the same line by line as in one call, and leaves what it was given as it was', () => {
    fc.assert(
      fc.property(ledgerCase, (file) => {
        const ledger = deepFreeze(ledgerOf(lawfulLedger(assess(file), '0.3')).flatMap((x) => [x, x]));
        const whole = audit(deepFreeze(file), ledger);
        const auditor = auditorUnder(chengdu2025, file);
        const found = ledger.flatMap((award) => [...auditor.check(award)]);
        const report = auditor.finish();
        expect(JSON.stringify({ ...report, findings: [...found, ...report.findings] })).toBe(JSON.stringify(whole));
        // Asking twice changes nothing.
        expect(auditor.finish()).toEqual(report);
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order of the lines', () => {
    const sums = (r: AuditReport) => [r.summary, r.findings.map((f) => [f.code, f.key, f.difference].join()).sort()];
    fc.assert(
      fc.property(ledgerCase, (file) => {
        const ledger = ledgerOf(lawfulLedger(assess(file), '0.3')).map((x) => ({ ...x, amount: toFen(D(String(x.amount)).times('1.1')) }));
        expect(sums(audit(file, [...ledger].reverse()))).toEqual(sums(audit(file, ledger)));
      }),
      { numRuns: 200 },
    );
  });
});
