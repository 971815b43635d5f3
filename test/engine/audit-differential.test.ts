/** The audit of settled ledgers against the rule that the contract gives for the sum on one input, by brute force. Every seed is one case. */
import { expect, it } from 'vitest';
import { type Award, type CaseFile, audit } from '../../src/index.js';
import { Fraction } from '../naive/fraction.js';
import { Ledger, drawSettled } from '../naive/ledger.js';
import { Draw, READINGS } from '../naive/random.js';

const DEFAULTS = Object.fromEntries(Object.entries(READINGS).map(([id, [first = '']]) => [id, first]));
const PAID = { date: '2031-06-30', payment: 'full' } as const;

it('asks back no less than what is above the highest award on an input, and no more than what the paid awards have beyond what they give', () => {
  const wrong: string[] = [];
  let [back, beside] = [0, 0];
  for (let seed = 1; seed <= 200; seed += 1) {
    const draw = new Draw(seed);
    const file = drawSettled(draw);
    const ledger = new Ledger(file, DEFAULTS);
    const paid = ledger.draw(draw);
    const lines = [...paid].map(([key, amount]) => {
      const [measure = '', subject = '', year] = key.split(':');
      return { ...PAID, measure, subject, amount: amount.toMoney(), ...(year !== undefined && { year: Number(year) }) };
    });
    const { findings, summary: { toReturn } } = audit(file as unknown as CaseFile, lines as unknown as readonly Award[]);
    const { least, most } = ledger.back(paid);
    const found = Fraction.of(toReturn.min);
    const told = findings.filter((f) => f.effect === 'return').map((f) => Fraction.of(f.difference)).reduce((a, b) => a.plus(b), new Fraction(0n));
    if (found.below(least) || most.below(found) || told.compare(found) !== 0) {
      wrong.push(`seed ${seed}: ${least.toMoney()} to ${most.toMoney()}, found ${toReturn.min}, told ${told.toMoney()}`);
    }
    back += least.over > 0n ? 1 : 0;
    beside += findings.some((f) => f.code === 'double-dip') ? 1 : 0;
  }
  expect(wrong).toEqual([]);
  // What the cases are about.
  expect([back > 90, beside > 15]).toEqual([true, true]);
});
