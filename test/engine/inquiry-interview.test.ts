/** The interview: every question is worth asking, none is asked twice, and its end is a determined case. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assessment, type CaseFile, type Question, assess, nextQuestions, withAnswer } from '../../src/index.js';
import { caseWithGaps, deepFreeze } from '../support/cases.js';
import { holding } from '../support/holding.js';

type Options = NonNullable<Parameters<typeof assess>[1]>;

const at = (file: unknown, path: string): unknown =>
  [...path.matchAll(/\.([A-Za-z]+)|\[(\d+)\]/g)].reduce<unknown>(
    (value, [, name, index]) => (value as Record<string, unknown> | undefined)?.[name ?? (index as string)],
    file,
  );

/** Statuses, amounts, payments and totals; nothing that only words them. */
const figures = (a: Assessment): unknown => ({
  determinations: a.determinations.filter((d) => d.status !== 'ineligible').map((d) => [d.key, d.status, d.amount]),
  payable: a.selection.payable,
  total: a.selection.total,
  payments: a.payments.map(({ missing: _names, ...p }) => p),
});

interface Walk {
  readonly asked: string[];
  readonly end: CaseFile;
}

/** Asks the first question and answers it from the whole case until there is none. */
function walk(partial: CaseFile, whole: CaseFile, options: Options, check: (file: CaseFile, questions: readonly Question[]) => void): Walk {
  const asked: string[] = [];
  let file = partial;
  for (;;) {
    const questions = nextQuestions(file, options);
    check(file, questions);
    // Facts that even the whole case does not state stay open.
    const first = questions.find((q) => at(whole, q.path) !== undefined);
    if (first === undefined) return { asked, end: file };
    asked.push(first.path);
    if (asked.length > 300) throw new Error(`loops: ${asked.slice(-5).join(', ')}`);
    file = withAnswer(file, first.path, at(whole, first.path));
  }
}

const READINGS: readonly Options[] = [
  {},
  { readings: { leasedEquipmentInInvestment: 'no', leaseBasis: 'time-weighted-principal', afterExpiry: 'validity-only' } },
  { readings: { sameInput: 'project', supplyAggregation: 'per-project', interestBound: 'off', pilotIndustryMustBeNewType: 'no' } },
];

describe('the interview', () => {
  it('asks only what is missing and can change something, never twice, and ends in the whole case', () => {
    holding({ 'a question': 0.3, tried: 0.5 }, (given) => fc.assert(
      fc.property(caseWithGaps, fc.constantFrom(...READINGS), ({ whole, partial }, options) => {
        const { asked, end } = walk(partial, whole, options, (file, questions) => {
          const [first] = questions;
          if (!given('a question', first)) return;
          expect(at(file, first.path) ?? undefined).toBeUndefined();
          if (!given('tried', !first.provisional)) return;
          const now = JSON.stringify(figures(assess(file, options)));
          const then = first.outcomes.map((o) => JSON.stringify(figures(assess(withAnswer(file, first.path, o.answer), options))));
          expect(then.some((f) => f !== now), first.path).toBe(true);
        });
        expect(new Set(asked).size).toBe(asked.length);
        expect(figures(assess(end, options)), JSON.stringify({ partial, asked })).toEqual(figures(assess(whole, options)));
      }),
      { numRuns: 20 },
    ));
  });

  it('says of every answer what assess says of the completed case', () => {
    fc.assert(
      fc.property(caseWithGaps, ({ partial }) => {
        const now = assess(partial);
        for (const { path, outcomes } of nextQuestions(partial)) {
          for (const o of outcomes) {
            const then = assess(withAnswer(partial, path, o.answer));
            expect(o.total, path).toEqual(then.selection.total);
            // One that is not there is ineligible.
            const [before, after] = [now, then].map((a) => new Map(a.determinations.map(({ key, status, amount }) => [key, { status, amount }])));
            const none = { status: 'ineligible', amount: { min: '0.00', max: '0.00' } };
            const changed = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].flatMap((key) => {
              const [from, to] = [before?.get(key) ?? none, after?.get(key) ?? none];
              return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ key, ...to }];
            });
            expect(o.determinations, path).toEqual(changed);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('puts amounts before payments and what narrows the total most first', () => {
    holding({ 'on the same': 0.5 }, (given) => fc.assert(
      fc.property(caseWithGaps, ({ partial }) => {
        const questions = nextQuestions(partial);
        questions.slice(1).forEach((q, i) => {
          const before = questions[i] as Question;
          if (given('on the same', before.bearsOn === q.bearsOn)) expect(new Decimal(before.narrows.max).gte(q.narrows.max)).toBe(true);
          else expect([before.bearsOn, q.bearsOn]).toEqual(['amounts', 'payments']);
        });
      }),
      { numRuns: 15 },
    ));
  });

  it('never widens a total by an answer, and leaves the case as it was', () => {
    fc.assert(
      fc.property(caseWithGaps, ({ partial }) => {
        const frozen = deepFreeze(structuredClone(partial));
        const { total } = assess(frozen).selection;
        for (const { path, outcomes } of nextQuestions(frozen)) {
          for (const o of outcomes) {
            const said = `${path} = ${String(o.answer)}: ${JSON.stringify(o.total)} in ${JSON.stringify(total)}\n${JSON.stringify(partial)}`;
            expect(new Decimal(o.total.min).gte(total.min) && new Decimal(o.total.max).lte(total.max), said).toBe(true);
          }
        }
        expect(frozen).toEqual(partial);
      }),
      { numRuns: 15 },
    );
  });
});
