/** Properties that every assessment has, whatever the case. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assessment, type CaseFile, type Payment, type Project, type Range, assess, measureCatalogue, chengdu2025, pairRules } from '../../src/index.js';
import { caseWithGaps, completeCase, deepFreeze, optionalFacts, without } from '../support/cases.js';

const runs = { numRuns: 300 };
const D = (text: string): Decimal => new Decimal(text);
const within = (amount: { min: string; max: string }, range: { min: string; max: string }): boolean =>
  D(amount.min).gte(range.min) && D(amount.max).lte(range.max);
const determination = (a: Assessment, key: string) => a.determinations.find((d) => d.key === key);

describe('every assessment', () => {
  it('never gives less than 0 or more than the cap', () => {
    const capOf = new Map(
      measureCatalogue.map((m) => {
        const cap = m.parameters.map((id) => chengdu2025.parameters[id]).find((p) => p.bound === 'at-most' && p.unit === 'CNY');
        return [m.id, cap?.decimal ?? chengdu2025.parameters[m.id === 'chain-leader-award' ? 'A6.2.amount' : 'A5.3.amount'].decimal];
      }),
    );
    fc.assert(
      fc.property(completeCase, (file) => {
        for (const d of assess(file as CaseFile).determinations) {
          expect(D(d.amount.min).gte(0) && D(d.amount.min).lte(d.amount.max)).toBe(true);
          expect(D(d.amount.max).lte(capOf.get(d.measure) as Decimal)).toBe(true);
          if (d.status === 'ineligible') expect(d.amount).toEqual({ min: '0.00', max: '0.00' });
        }
      }),
      runs,
    );
  });

  it('is ineligible if and only if a condition is unmet, and open only while one is unknown', () => {
    fc.assert(
      fc.property(caseWithGaps, ({ partial }) => {
        for (const d of assess(partial).determinations) {
          const outcomes = d.conditions.map((c) => c.outcome);
          const expected = outcomes.includes('unmet') ? 'ineligible' : outcomes.includes('unknown') ? 'undetermined' : 'eligible';
          expect(d.status).toBe(expected);
          if (d.status === 'undetermined') expect(d.missing?.length).toBeGreaterThan(0);
        }
      }),
      runs,
    );
  });

  it('pays totals that add up, and chooses nothing ineligible', () => {
    fc.assert(
      fc.property(completeCase, (file) => {
        const a = assess(file as CaseFile);
        const sum = a.selection.payable.reduce((s, p) => s.plus(p.amount.max), D('0'));
        expect(a.selection.total.max).toBe(sum.toFixed(2));
        expect(a.bySubject.reduce((s, p) => s.plus(p.total.max), D('0')).toFixed(2)).toBe(a.selection.total.max);
        expect(a.selection.payable.map((p) => p.key)).toEqual(a.selection.chosen);
        for (const { key, amount } of a.selection.payable) {
          const d = determination(a, key);
          expect(d?.status).not.toBe('ineligible');
          expect(D(amount.max).lte(d?.amount.max as string)).toBe(true);
        }
        expect(a.selection.optimal).toBe(true);
        expect(a.selection.upperBound).toBe(a.selection.total.max);
      }),
      runs,
    );
  });

  it('never holds two awards on one project that take the highest of', () => {
    const code = new Map(measureCatalogue.map((m) => [m.id, m.code]));
    const exclusive = new Set(pairRules.filter((r) => r.relation === 'same-input' && !r.pair.includes('2b')).map((r) => r.pair.join('+')));
    fc.assert(
      fc.property(completeCase, (file) => {
        const a = assess(file as CaseFile);
        const chosen = a.selection.chosen.map((key) => determination(a, key)).filter((d) => d?.subject.kind === 'project');
        for (const x of chosen) {
          for (const y of chosen) {
            if (x === undefined || y === undefined || x.subject.id !== y.subject.id) continue;
            expect(exclusive.has(`${code.get(x.measure)}+${code.get(y.measure)}`)).toBe(false);
          }
        }
      }),
      runs,
    );
  });

  it('is the same for the same case, and leaves the case as it was', () => {
    fc.assert(
      fc.property(caseWithGaps, ({ partial }) => {
        const frozen = deepFreeze(structuredClone(partial));
        expect(JSON.stringify(assess(frozen))).toBe(JSON.stringify(assess(structuredClone(partial))));
        expect(frozen).toEqual(partial);
      }),
      { numRuns: 100 },
    );
  });

  it('does not depend on the order of the entities', () => {
    const reversed = (file: CaseFile): CaseFile =>
      Object.fromEntries(Object.entries(file).map(([k, v]) => [k, Array.isArray(v) ? [...v].reverse() : v])) as unknown as CaseFile;
    fc.assert(
      fc.property(completeCase, (file) => {
        const a = assess(file as CaseFile);
        const b = assess(reversed(file as CaseFile));
        const amounts = (x: Assessment) => x.determinations.map((d) => [d.key, d.status, d.amount.min, d.amount.max].join()).sort();
        expect(amounts(b)).toEqual(amounts(a));
        // Which of two consortia takes a project that both have can be an exact tie, which goes by the order of the
        // case; each of the two amounts is rounded by itself.
        const shared = file.projects?.some((p) => (file.consortia?.filter((c) => c.projects.includes(p.id)) ?? []).length > 1);
        if (shared) expect(D(b.selection.total.max).minus(a.selection.total.max).abs().lte('0.02')).toBe(true);
        else expect(b.selection.total).toEqual(a.selection.total);
      }),
      runs,
    );
  });

  it('does not depend on the ids', () => {
    const renamed = (file: unknown): unknown =>
      Array.isArray(file)
        ? file.map(renamed)
        : typeof file === 'object' && file !== null
          ? Object.fromEntries(Object.entries(file).map(([k, v]) => [k, /^(id|project|owner|borrower|lessee|supplier|provider|leader)$/.test(k) ? `z${[...String(v)].reverse().join('')}` : k === 'projects' && typeof (v as unknown[])[0] === 'string' ? (v as string[]).map((id) => `z${[...id].reverse().join('')}`) : renamed(v)]))
          : file;
    fc.assert(
      fc.property(completeCase, (file) => {
        const amounts = (x: Assessment) => x.determinations.map((d) => [d.measure, d.status, d.amount.min, d.amount.max].join());
        const a = assess(file as CaseFile);
        const b = assess(renamed(file) as CaseFile);
        expect(amounts(b)).toEqual(amounts(a));
        expect(b.selection.total).toEqual(a.selection.total);
      }),
      { numRuns: 100 },
    );
  });

  it('never falls when one more enterprise with its own project joins', () => {
    fc.assert(
      fc.property(completeCase, completeCase, (one, other) => {
        const before = assess(one as CaseFile).selection.total.max;
        const joined = { ...one, projects: [...(one.projects ?? []), { ...(other.projects?.[0] as object), id: '新增', owner: '新增公司' }] } as CaseFile;
        expect(D(assess(joined).selection.total.max).gte(before)).toBe(true);
      }),
      runs,
    );
  });
});

describe('a case with unknown facts', () => {
  it('has ranges that contain every completion', () => {
    fc.assert(
      fc.property(caseWithGaps, ({ whole, partial }) => {
        const open = assess(partial);
        const known = assess(whole);
        for (const d of known.determinations) {
          const o = determination(open, d.key);
          expect(o, d.key).toBeDefined();
          expect(within(d.amount, o?.amount as never), `${d.key} ${JSON.stringify(d.amount)} in ${JSON.stringify(o?.amount)}`).toBe(true);
          if (o?.status !== 'undetermined') expect(d.status, d.key).toBe(o?.status);
        }
        for (const s of known.bySubject) {
          const o = open.bySubject.find((x) => x.kind === s.kind && x.id === s.id);
          expect(o !== undefined && within(s.total, o.total), `${s.id} ${JSON.stringify(s.total)} in ${JSON.stringify(o?.total)}`).toBe(true);
        }
        expect(within(known.selection.total, open.selection.total), `${JSON.stringify(known.selection.total)} in ${JSON.stringify(open.selection.total)}`).toBe(true);
      }),
      { numRuns: 600 },
    );
  });
});

describe('the ends of a range', () => {
  /** Values that a missing fact may turn out to have: its own, and those that push figures to their ends. */
  const MONEY = ['0', '5000000', '20000000', '80000000', '10000000000000'];
  const CANDIDATES: Readonly<Record<string, readonly unknown[]>> = {
    filingDate: ['2024-05-31', '2024-06-01'],
    settlementDate: ['2026-12-31', '2027-06-30'],
    date: ['2025-03-01', '2026-05-01'],
    start: ['2024-12-31', '2026-07-01'],
    mode: ['direct', 'sale-and-leaseback'],
    directSuppliers: [9, 10],
    rank: [1, 51],
    investmentProgress: ['0', '1'],
    taskProgress: ['0', '1'],
    settlementFactor: ['0', '1'],
  };
  const valuesFor = (name: string, own: unknown): readonly unknown[] =>
    typeof own === 'boolean' ? [true, false] : [own, ...(CANDIDATES[name] ?? MONEY)];
  const valueAt = (file: unknown, path: readonly (string | number)[]): unknown =>
    path.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], file);
  const withValue = (file: CaseFile, path: readonly (string | number)[], value: unknown): CaseFile => {
    const copy = structuredClone(file) as unknown as Record<string | number, unknown>;
    const parent = valueAt(copy, path.slice(0, -1)) as Record<string | number, unknown>;
    parent[path[path.length - 1] as string] = value;
    return copy as unknown as CaseFile;
  };
  // A leased share is bounded by the equipment: one worth more contradicts itself, and so does one with other rows of its contract.
  const oneGap = completeCase.chain((whole) =>
    fc
      .constantFrom(...optionalFacts(whole).filter((path) => !['equipmentValue', 'equipmentInvestment'].includes(String(path[path.length - 1]))))
      .map((path) => ({ whole: whole as CaseFile, path })),
  );

  it('are both attained: every determination and, where it is said to be tight, the total', () => {
    let open = 0;
    fc.assert(
      fc.property(oneGap, ({ whole, path }) => {
        const partial = assess(without(whole, [path]));
        const completions = valuesFor(String(path[path.length - 1]), valueAt(whole, path)).map((value) => assess(withValue(whole, path, value)));
        const ends = (figure: (a: Assessment) => Range | undefined): Range => {
          const found = completions.flatMap((a) => figure(a) ?? []);
          return { min: Decimal.min(...found.map((r) => r.min)).toFixed(2), max: Decimal.max(...found.map((r) => r.max)).toFixed(2) };
        };
        for (const d of partial.determinations) {
          if (d.amount.min !== d.amount.max) open += 1;
          expect(d.amount, `${path.join('.')} ${d.key}`).toEqual(ends((a) => determination(a, d.key)?.amount));
        }
        if (partial.looseness.some((l) => l.figures.includes('total'))) return;
        expect(partial.selection.total, `${path.join('.')} total`).toEqual(ends((a) => a.selection.total));
      }),
      { numRuns: 400 },
    );
    expect(open).toBeGreaterThan(20);
  });
});

describe('payments', () => {
  /** Every figure of a payment by name. */
  const figuresOf = (p: Payment): [string, Range][] => [
    ...Object.entries(p.advance ?? {}).map(([name, r]): [string, Range] => [`advance.${name}`, r]),
    ...Object.entries(p.settlement ?? {}).map(([name, r]): [string, Range] => [`settlement.${name}`, r]),
    ...(p.byYear ?? []).map((y): [string, Range] => [`byYear.${y.year}`, y.limit]),
  ];

  it('have ranges that contain every completion', () => {
    const accepted = fc.tuple(caseWithGaps, fc.constantFrom('1', '0.5', '1.1')).map(([{ whole, partial }, factor]) =>
      [whole, partial].map((file): CaseFile => ({
        ...file,
        projects: (file.projects ?? []).map((p, i) => {
          const { totalInvestment, equipmentInvestment } = (whole.projects ?? [])[i] as Project;
          const times = (a: unknown): string => D(String(a)).times(factor).toFixed(2, Decimal.ROUND_DOWN);
          return { ...p, acceptance: { date: '2026-11-02', totalInvestment: times(totalInvestment), equipmentInvestment: times(equipmentInvestment) } };
        }),
      })),
    );
    fc.assert(
      fc.property(accepted, ([whole, partial]) => {
        const open = assess(partial as CaseFile);
        const known = assess(whole as CaseFile);
        for (const payment of known.payments) {
          const ranges = open.payments.find((p) => p.key === payment.key);
          expect(ranges, payment.key).toBeDefined();
          const stated = new Map(figuresOf(ranges as Payment));
          for (const [name, figure] of figuresOf(payment)) {
            const range = stated.get(name);
            // No account is shown while it is open whether one can be drawn up.
            if (range === undefined && name.startsWith('settlement')) continue;
            expect(range !== undefined && within(figure, range), `${payment.key} ${name}: ${JSON.stringify(figure)} in ${JSON.stringify(range)}`).toBe(true);
          }
        }
        for (const ranges of open.payments) {
          // What a completion does not pay at all may be nothing.
          if (known.payments.some((p) => p.key === ranges.key)) continue;
          expect(ranges.advance?.cumulativeLimit.min ?? '0.00', ranges.key).toBe('0.00');
        }
      }),
      { numRuns: 400 },
    );
  });

  it('advance at most half of the total, rounded down, and settle to the final figure', () => {
    fc.assert(
      fc.property(completeCase, (file) => {
        const a = assess(file as CaseFile);
        const payable = new Map(a.selection.payable.map((p) => [p.key, p.amount.max]));
        for (const p of a.payments) {
          const total = D(payable.get(p.key) as string);
          if (p.advance !== undefined) {
            expect(D(p.advance.cumulativeLimit.max).times(2).lte(total)).toBe(true);
            expect(D(p.advance.payableNow.max).lte(p.advance.cumulativeLimit.max)).toBe(true);
          }
          // A park without any evaluation stays open; an open account has no single balance.
          if (p.settlement !== undefined && p.settlement.final.min === p.settlement.final.max) {
            const { final, payable: rest, recoverable } = p.settlement;
            const paid = paidBefore(file as CaseFile, p.key);
            expect(paid.plus(rest.max).minus(recoverable.max).toFixed(2)).toBe(final.max);
            expect(D(rest.max).isZero() || D(recoverable.max).isZero()).toBe(true);
          }
          if (p.byYear !== undefined && p.advance !== undefined) {
            const sum = p.byYear.reduce((s, y) => s.plus(y.limit.max), D('0'));
            expect(sum.toFixed(2)).toBe(p.advance.cumulativeLimit.max);
          }
        }
      }),
      runs,
    );
  });
});

function paidBefore(file: CaseFile, key: string): Decimal {
  const id = key.slice(key.indexOf(':') + 1);
  const paid = key.startsWith('investment-subsidy')
    ? file.projects?.find((p) => p.id === id)?.construction?.advancesPaid
    : key.startsWith('consortium')
      ? file.consortia?.find((c) => c.id === id)?.advancesPaid
      : key.startsWith('park')
        ? file.parks?.find((c) => c.id === id)?.advancesPaid
        : '0';
  return D(String(paid));
}
