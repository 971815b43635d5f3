/**
 * The library against a second implementation of the twelve measures and of F.3 that was typed from the text alone
 * (test/naive): closed cases figure by figure, cases with unknown facts against their completions. Every seed is one case.
 * `npm run test:long` runs 100,000 of them; DIFFERENTIAL_CASES and DIFFERENTIAL_SEED choose others.
 */
import { env, stdout } from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { type AssessOptions, type CaseFile, assess, chengdu2025 } from '../../src/index.js';
import type { Case, Readings } from '../naive/case.js';
import { closedDifferences, naive, rangeDifferences, tightnessDifferences } from '../naive/compare.js';
import { withGaps } from '../naive/gaps.js';
import { Draw, READINGS, drawCase, drawReadings } from '../naive/random.js';
import { neverDrawn } from '../support/drawn.js';

const CASES = Number(env['DIFFERENTIAL_CASES'] ?? 2000);
const FIRST = Number(env['DIFFERENTIAL_SEED'] ?? 1);
const CLOSED = Math.ceil(CASES * 0.7);
const TIMEOUT = 60_000 + CASES * 500;

const given = (file: Case, readings: Readings) => assess(file as unknown as CaseFile, { readings } as AssessOptions);

/** How often something held, of how many. */
class Tally {
  readonly counts = new Map<string, number>();
  all = 0;
  add(what: string, held = true): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + (held ? 1 : 0));
  }
  /** What held in less than its least share of all. */
  rare(least: Readonly<Record<string, number>>): string[] {
    return Object.entries(least).filter(([what, share]) => (this.counts.get(what) ?? 0) < share * this.all).map(([what, share]) => `${what}: ${this.counts.get(what) ?? 0} of ${this.all}, wanted ${share}`);
  }
}

/** Runs the seeds and gives the first differences, each with its seed. */
function over(from: number, to: number, differ: (draw: Draw) => string[]): string[] {
  const wrong: string[] = [];
  for (let seed = from; seed < to && wrong.length < 5; seed += 1) wrong.push(...differ(new Draw(seed)).map((d) => `seed ${seed}: ${d}`));
  return wrong;
}
afterAll(() => stdout.write(`differential: seeds ${FIRST} to ${FIRST + CASES - 1}\n`));

const MEASURES = ['investment-reward', 'investment-subsidy', 'loan-interest-subsidy', 'finance-lease-subsidy', 'service-provider-award', 'equipment-supply-subsidy',
  'software-supply-subsidy', 'demonstration-annual-award', 'demonstration-completion-award', 'chain-leader-award', 'consortium-investment-subsidy', 'park-award'];

describe('the naive implementation', () => {
  it('is asked about every measure, on cases that state every fact', () => {
    expect(MEASURES).toEqual(chengdu2025.measures.map((m) => m.id));
    const drawn = Array.from({ length: 400 }, (_x, i) => drawCase(new Draw(i + 1)));
    // District money is shown beside the city's and changes none of its figures (A8.4).
    expect(neverDrawn(chengdu2025.facts, drawn)).toEqual(['districtMatching']);
  });

  it('agrees on closed cases, figure by figure', () => {
    const tally = new Tally();
    const wrong = over(FIRST, FIRST + CLOSED, (draw) => {
      const file = drawCase(draw);
      const readings = drawReadings(draw);
      const ours = naive(file, readings);
      tally.all += 1;
      const found = given(file, readings);
      const eligible = ours.law.claims().filter((c) => c.eligible);
      for (const m of MEASURES) tally.add(m, eligible.some((c) => c.key.startsWith(m)));
      tally.add('cap binding', found.determinations.some((d) => d.capBinding));
      tally.add('competition', found.selection.forgone.length > 0);
      tally.add('advance', found.payments.some((p) => p.advance !== undefined && p.advance.payableNow.max !== '0.00'));
      tally.add('settlement', found.payments.some((p) => p.settlement !== undefined && p.settlement.payable.max !== '0.00'));
      tally.add('recovery', found.payments.some((p) => (p.settlement?.recoverable?.max ?? '0.00') !== '0.00'));
      for (const [id, value] of Object.entries(readings)) tally.add(`${id}: ${value}`);
      return closedDifferences(ours, found);
    });
    expect(wrong).toEqual([]);
    const values = Object.entries(READINGS).flatMap(([id, all]) => all.map((value) => [`${id}: ${value}`, 0.05]));
    expect(tally.rare({
      ...Object.fromEntries(values), ...Object.fromEntries(MEASURES.map((m) => [m, 0.04])),
      'cap binding': 0.25, competition: 0.25, advance: 0.15, settlement: 0.15, recovery: 0.15,
    })).toEqual([]);
  }, TIMEOUT);

  it('lies within the ranges of cases with unknown facts, and reaches both ends of a total that is called tight', () => {
    const tally = new Tally();
    const wrong = over(FIRST + CLOSED, FIRST + CASES, (draw) => {
      const file = drawCase(draw);
      const readings = drawReadings(draw);
      const { open, completions } = withGaps(draw, file);
      tally.all += 1;
      const found = given(open, readings);
      const ours = completions.map((c) => naive(c, readings));
      const { min, max } = found.selection.total;
      tally.add('open total', min !== max);
      tally.add('undetermined', found.determinations.some((d) => d.status === 'undetermined'));
      tally.add('tight', found.selection.tight && min !== max);
      return [...new Set(ours.flatMap((n) => rangeDifferences(n, found))), ...tightnessDifferences(ours, found)];
    });
    expect(wrong).toEqual([]);
    expect(tally.rare({ 'open total': 0.2, undetermined: 0.15, tight: 0.1 })).toEqual([]);
  }, TIMEOUT);
});
