/** What follows from the facts of a case: in which list, by whose shares, and for which rows of a contract. */
import { describe, expect, it } from 'vitest';
import { completed, indexed } from '../../src/case/case.js';
import { Dec } from '../../src/core/decimal.js';
import { fact, list, reference, required } from '../../src/core/fact.js';
import { BOUNDS } from '../../src/core/facts.js';
import type { Relations } from '../../src/core/relations.js';
import { text } from '../../src/core/text.js';

const amount = fact('money', 'applicant', '金额', 'amount');
const flag = fact('boolean', 'applicant', '是否', 'flag');
const id = required(fact('id', 'applicant', '编号', 'id'));
const word = text('行', 'row');
const site = reference('plants', '工厂', 'plant');
const facts = {
  plants: list({ id, isNew: flag, isUpgrade: flag, machines: amount, total: amount, software: amount, budget: amount }, word, word),
  shops: list({ id, isNew: flag, isUpgrade: flag, machines: amount }, word, word),
  leases: list({ id, site, value: amount, price: amount }, word, word, { common: ['value'] }),
  licences: list({ id, site, value: amount }, word, word),
  stalls: list({ id, site, value: amount }, word, word),
};
const relations: Relations = {
  implied: [{ list: 'plants', fact: 'isNew', is: true, implies: 'isUpgrade' }],
  within: [{ part: 'machines', whole: 'total' }, { part: 'software', whole: 'budget' }, { part: 'value', whole: 'price' }],
  shares: [
    { list: 'leases', fact: 'value', of: 'site', whole: { list: 'plants', fact: 'machines' } },
    { list: 'licences', fact: 'value', of: 'site', whole: { list: 'plants', fact: 'software' } },
    { list: 'stalls', fact: 'value', of: 'site', whole: { list: 'shops', fact: 'machines' } },
  ],
  contradictions: [], slips: [],
};
const of = (given: Record<string, readonly object[]>) => completed(given as never, { facts, relations });
const [ten, seven, two] = [10, 7, 2].map((n) => new Dec(n));

describe('what follows', () => {
  it('in one list does not follow in another that has the same facts', () => {
    const { rows } = of({ plants: [{ id: 'A', isNew: true }], shops: [{ id: 'A', isNew: true }] });
    expect([rows('plants')[0]?.['isUpgrade'], rows('shops')[0]?.['isUpgrade']]).toEqual([true, undefined]);
  });

  it('from shares bounds the fact and the row that they are of, also where no whole is known there', () => {
    const share = (value: Dec | undefined) => [{ id: 'L', site: 'A', value }];
    const { rows } = of({ plants: [{ id: 'A' }, { id: 'B' }], shops: [{ id: 'A' }], leases: share(ten), licences: share(seven), stalls: share(two) });
    const least = (list: string, at = 0) => Object.entries(rows(list)[at]?.[BOUNDS] ?? {}).map(([name, { span }]) => [name, span.lo.toNumber()]);
    expect(least('plants')).toEqual([['machines', 10], ['total', 10], ['software', 7], ['budget', 7]]);
    expect([least('plants', 1), least('shops')]).toEqual([[], [['machines', 2], ['total', 2]]]);
  });

  it('from a contract goes to those of its rows that do not state it; a row of which nothing follows stays the row that it is', () => {
    const leases = [{ id: 'L', value: ten, price: ten }, { id: 'L', price: ten }, { id: 'M' }];
    const rows = of({ leases }).rows('leases');
    expect(rows.map((row) => row['value'])).toEqual([ten, ten, undefined]);
    expect([rows[0], rows[2]].map((row) => leases.includes(row as never))).toEqual([true, true]);
  });
});

describe('the position of a row', () => {
  it('is below 0 where there is no such row', () => expect(indexed({ plants: [{ id: 'A' }] as never }).position('plants', 'B')).toBe(-1));
});
