/** A case falls into parts that have nothing to do with each other, and rows that differ in names alone have the same walk. */
import { describe, expect, it } from 'vitest';
import { fact, group, idList, list, reference, required } from '../../src/core/fact.js';
import type { Policy } from '../../src/core/policy.js';
import { text } from '../../src/core/text.js';
import { Parts } from '../../src/explain/parts.js';
import { type Gap, statedOf } from '../../src/explain/stated.js';

const id = required(fact('id', 'applicant', '编号', 'id'));
const flag = fact('boolean', 'applicant', '是否', 'flag');
const word = text('行', 'row');
const facts = {
  settled: flag,
  plants: list({ id, owner: id, isNew: flag, build: group({ started: flag }, '建设', 'build'), years: list({ passed: flag }, word, word) }, word, word),
  leases: list({ id, lessee: id, plant: reference('plants', '工厂', 'plant') }, word, word),
  unions: list({ id, plants: idList('plants', '成员', 'members') }, word, word),
  sales: list({ id, maker: fact('id', 'applicant', '销售方', 'maker'), brand: fact('id', 'applicant', '品牌', 'brand') }, word, word),
  loans: list({ id, maker: id }, word, word),
  orders: list({ id, maker: id }, word, word),
};
const measures = [{ source: { each: 'plants', id: 'id' } }, { source: { group: 'sales', by: 'maker' } }, { source: { group: 'loans', by: 'maker' } }];
const policy = { facts, measures, relations: { implied: [], within: [], shares: [], contradictions: [], slips: [] } } as unknown as Policy;
const gap = (list: string, at: number): Gap => ({ list, path: [list, at, 'fact'] }) as unknown as Gap;
const partsOf = (given: object): Parts => new Parts(statedOf(given as never, policy), policy);
const plants = (...names: string[]) => names.map((name) => ({ id: name, owner: 'E' }));

describe('the part of a row', () => {
  /** The ids of a part, list by list. */
  const reach = (given: object, list: string, at: number): unknown => {
    const { stated: { raw }, size } = partsOf(given).of(gap(list, at));
    const rows = Object.values(raw).flatMap((value) => (Array.isArray(value) ? [(value as { id: string }[]).map((row) => row.id).join('')] : []));
    expect(size).toBe(rows.join('').length);
    return rows.join();
  };

  it('holds the rows that name it or are named by it, further ones by these, each list in its order', () => {
    const given = { plants: plants('A', 'B', 'C', 'D'), leases: [{ id: 'L', lessee: 'E', plant: 'C' }, { id: 'L', lessee: 'E', plant: 'D' }], unions: [{ id: 'U', plants: ['C', 'A'] }] };
    expect([reach(given, 'plants', 2), reach(given, 'plants', 1), reach(given, 'leases', 1)]).toEqual(['ACD,LL,U', 'B,,', 'ACD,LL,U']);
  });

  it('holds what is added up for one person; who is only named, or like a row of another list, joins nothing, nor does nobody', () => {
    const given = { plants: plants('X', 'Y'), sales: [{ id: 'P', maker: 'E', brand: 'b' }, { id: 'Q', maker: 'E' }, { id: 'R', brand: 'b' }, { id: 'X' }], loans: [{ id: 'X', maker: 'E' }], orders: [{ id: 'S', maker: 'E' }, { id: 'T', maker: 'E' }] };
    expect([reach(given, 'sales', 0), reach(given, 'sales', 2), reach(given, 'loans', 0), reach(given, 'plants', 0), reach(given, 'orders', 0)]).toEqual([',PQ,,', ',R,,', ',,X,', 'X,,,', ',,,S']);
  });

  it('knows where a gap of the case stands in it, and what the case states', () => {
    const part = partsOf({ settled: true, plants: plants('A', 'B') }).of(gap('plants', 1));
    expect([part.pathOf(gap('plants', 1)), part.stated.read.facts['settled']]).toEqual([['plants', 0, 'fact'], true]);
    const whole = partsOf({ plants: plants('A') });
    expect([whole.of({ path: ['settled'] } as unknown as Gap).size, whole.of(gap('plants', 0)).pathOf(gap('plants', 0))]).toEqual([1, ['plants', 0, 'fact']]);
  });
});

describe('the walk from a row', () => {
  const walk = (given: object, list: string, at: number) => partsOf(given).walkFrom(gap(list, at));
  const isLike = (a: object, b: object): boolean => walk({ plants: [a] }, 'plants', 0)?.text === walk({ plants: [b] }, 'plants', 0)?.text;

  it('is the same where names alone differ, however ids are listed, and gives them in one order', () => {
    const two = (a: string, b: string, more: readonly string[]) =>
      ({ plants: plants(a, b), unions: [{ id: `${a}1`, plants: [a, b] }, { id: `${a}2`, plants: more }] });
    const [first, second] = [two('A', 'B', ['B', 'A']), two('P', 'Q', ['P', 'Q'])].map((given) => walk(given, 'plants', 0));
    expect(first?.text).toBe(second?.text);
    expect([first?.names, second?.names]).toEqual([['A', 'E', 'A1', 'B', 'A2'], ['P', 'E', 'P1', 'Q', 'P2']]);
    expect(walk(two('A', 'B', ['A']), 'plants', 0)?.text).not.toBe(first?.text);
  });

  it('differs with a fact of the row, of a group or of a row in it, with the list and with who is the same person', () => {
    const own = { id: 'A', owner: 'E', isNew: true, build: { started: true }, years: [{ passed: true }] };
    expect(isLike(own, { ...own, id: 'B', owner: 'F' })).toBe(true);
    for (const other of [{ isNew: false }, { build: { started: false } }, { years: [{ passed: false }] }, { owner: 'A' }]) expect(isLike(own, { ...own, ...other }), JSON.stringify(other)).toBe(false);
    expect(isLike({ id: 'A', owner: 'E', isNew: true }, { id: 'A', owner: 'E', isNew: false })).toBe(false);
    const [named, other] = ['A', 'B'].map((owner) => walk({ plants: [{ id: 'A', owner: 'E' }, { id: 'B', owner }], unions: [{ id: 'U', plants: ['A', 'B'] }] }, 'plants', 0)?.text);
    expect(named).not.toBe(other);
    expect(walk({ sales: [{ id: 'A', maker: 'E' }] }, 'sales', 0)?.text).not.toBe(walk({ loans: [{ id: 'A', maker: 'E' }] }, 'loans', 0)?.text);
    const leased = (lessee: string) => walk({ plants: plants('A'), leases: [{ id: 'L', lessee, plant: 'A' }] }, 'plants', 0)?.text;
    expect(leased('E')).not.toBe(leased('F'));
  });

  it('is none for a fact of the case itself', () => expect(partsOf({}).walkFrom({ path: ['settled'] } as unknown as Gap)).toBeUndefined());
});
