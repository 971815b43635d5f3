/**
 * What contends for inputs, as a problem for the solver: stakes made by hand under a pair table of four codes. B (a base),
 * C (contracts) and W (given as a whole) exclude each other; N excludes nothing.
 */
import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { budgetOf, choose, spend } from '../../src/assess/choose.js';
import { type Contract, type Stake, claimedBy } from '../../src/assess/claims.js';
import { type Contest, contestsOf, payoutsOf } from '../../src/assess/contest.js';

type Status = 'eligible' | 'undetermined' | 'ineligible';
type Figure = number | readonly [number, number];
interface Given { on: readonly number[]; of: readonly Figure[]; status?: readonly Status[]; cap?: number; divisor?: number; amount?: number }

const span = (figure: Figure) => {
  const [lo, hi] = typeof figure === 'number' ? [figure, figure] : figure;
  const most = new Decimal(hi);
  return { lo: lo === hi ? most : new Decimal(lo), hi: most };
};

/** An award of 10 % of its rows, one for each input, under a cap of 1000. */
function awardOf(code: string, { on, of, status = of.map(() => 'eligible' as const), cap = 1000, divisor = 1, amount }: Given) {
  const [first = 0] = of;
  return {
    index: 0, openBy: [], measure: { code, rows: {}, uses: code === 'C' ? { takes: 'part' } : {} }, inputs: on, places: on.map(() => ({ row: {} })), law: { roundsDown: false },
    rows: of.map((s, r) => ({ id: `${code}${r}`, status: status[r], span: span(s), missing: [] })),
    determination: { key: code, status: status.includes('undetermined') ? 'undetermined' : 'eligible', missing: [] },
    valuation: { linear: { base: span(first), rate: span(0.1), divisor, cap: new Decimal(cap) } }, exact: span(first), amount: span(amount ?? first),
  };
}

const whole = (code: string, given: Given, ...more: Given[]): Stake => {
  const awards = [given, ...more].map((g) => awardOf(code, g));
  return { as: 'whole', code, awards, inputs: given.on, value: awards[0]?.exact } as unknown as Stake;
};

/** A stake for each row of an award; all of them together where it says so. */
const bases = (code: string, given: Given, together = false): Stake[] => {
  const [first = 0] = given.of;
  const exact = span(typeof first === 'number' ? first / 10 : [0, first[1] / 10]);
  const award = { ...awardOf(code, given), exact, amount: exact };
  return given.on.map((input, row) => ({ as: 'base', code, awards: [award], inputs: [input], together: together ? given.on : [], award, row }) as unknown as Stake);
};

/** One contract on an input, with what it takes of the base there; of unknown part where that is not said. */
function contract(id: string, on: number, subsidy: number, takes?: number): Stake {
  const award = awardOf('C', { on: [on], of: [subsidy], amount: subsidy / 10 });
  const own: Contract = { id, input: on, flows: [{ award: award as never, row: 0 }], takes: span(takes ?? [0, 1e13]), open: takes === undefined };
  return { as: 'contract', code: 'C', awards: [award], inputs: [on], contracts: [own] } as unknown as Stake;
}

/** A context of that pair table alone, in which contracts take their parts or the whole. */
const tableOf = (byPart: boolean): never =>
  ({ readings: {}, policy: { overlap: { byPart: () => byPart, relation: (a: string, b: string) => (a === 'N' || b === 'N' ? 'different-input' : 'same-input') } } }) as never;
const contend = (stakes: readonly Stake[], byPart = true): Contest[] => contestsOf(stakes, tableOf(byPart));

const shown = ({ lo, hi }: { lo: Decimal; hi: Decimal }) => (lo === hi ? `${hi}` : `${lo}-${hi}`);
/** Each claim with its piece, what it brings, its pool, and what excludes it; in brackets what does so only at the least amounts. */
function told({ claims, problem, onlyAtLeast }: Contest): string[] {
  return claims.map(({ stake, piece }, i) => {
    const parts = problem.claims[i]?.parts.map((p) => (p.pool < 0 ? shown(p) : `${shown(p)} under ${problem.caps[p.pool]}`)).join(' + ');
    const against = problem.neighbours[i]?.map((j) => (onlyAtLeast.some(([a, b]) => (a === i && b === j) || (a === j && b === i)) ? `(${j})` : `${j}`)).join(' ');
    const of = piece === undefined ? '' : ` ${typeof piece === 'string' ? piece : piece.id}`;
    return `${stake.code}${of}: ${parts} | ${against}`;
  });
}
const one = (stakes: readonly Stake[], byPart?: boolean): Contest => {
  const [found, ...others] = contend(stakes, byPart);
  expect(others).toEqual([]);
  return found as Contest;
};

describe('a budget of work', () => {
  it('says whether any is left, and never falls below nothing', () => {
    const budget = budgetOf(3);
    expect([spend(budget, 2), budget.left, spend(budget, 1), budget.left, spend(budget, 5), budget.left]).toEqual([true, 1, false, 0, false, 0]);
  });
});

describe('what contends', () => {
  const [w, b] = [whole('W', { on: [0], of: [50] }), bases('B', { on: [0], of: [600] })];

  it('is what the pair table excludes on one input, and nothing else', () => {
    expect(contend([w, ...bases('B', { on: [1], of: [600] })])).toEqual([]);
    expect(contend([w, whole('N', { on: [0], of: [70] })])).toEqual([]);
    const apart = whole('W', { on: [7], of: [1] });
    expect(contend([apart, w, whole('N', { on: [0], of: [70] }), ...b]).map(told)).toEqual([['W: 50 | 1', 'B: 60 | 0']]);
  });

  it('falls into groups, each in the order of its first stake, of what excludes each other or shares the cap of an award', () => {
    const shared = bases('B', { on: [1, 0], of: [600, 300] });
    expect(contend([whole('W', { on: [2], of: [9] }), w, ...shared, ...bases('B', { on: [2], of: [80] })]).map(told)).toEqual([
      ['W: 9 | 1', 'B: 8 | 0'], ['W: 50 | 2', 'B: 60 under 1000 | ', 'B: 30 under 1000 | 0'],
    ]);
    expect(contend([w, ...b])[0]).toMatchObject({ open: false, loose: false, maySpare: false });
  });

  it('is one base of a measure for each input, the claims that exclude it ascending and named once', () => {
    const [x, y, z] = [bases('B', { on: [1], of: [600] }), bases('B', { on: [1], of: [500] }), bases('B', { on: [0], of: [400] })];
    expect(told(one([whole('W', { on: [0, 1], of: [50, 50] }), ...x, ...y, ...z]))).toEqual(['W: 50 | 1 2 3', 'B: 60 | 0 2', 'B: 50 | 0 1', 'B: 40 | 0']);
    expect(told(one([whole('W', { on: [0, 1], of: [50, 50] }), whole('V', { on: [1, 0], of: [40, 40] })]))).toEqual(['W: 50 | 1', 'V: 40 | 0']);
  });

  it('is open where an amount is', () => {
    expect(one([whole('W', { on: [0], of: [[10, 50]] }), ...b])).toMatchObject({ open: true, loose: false, maySpare: false, onlyAtLeast: [] });
  });
});

describe('contracts that take a part of a base of 600', () => {
  const [A, X, base] = [contract('A', 0, 40, 100), contract('X', 0, 30), bases('B', { on: [0], of: [600] })];

  it('exclude their own part and leave the rest, in whatever order they stand', () => {
    expect(told(one([A, ...base]))).toEqual(['C: 4 under 1000 | 2', 'B: 50 under 1000 | ', 'B A: 10 under 1000 | 0']);
    expect(told(one([...base, A]))).toEqual(['B: 50 under 1000 | ', 'B A: 10 under 1000 | 2', 'C: 4 under 1000 | 1']);
  });

  it('exclude all of it where no contract takes a part of its own, or together they have more than there is', () => {
    expect(told(one([A, ...base], false))).toEqual(['C: 4 under 1000 | 1', 'B: 60 | 0']);
    expect(told(one([...base, contract('D', 0, 40, 601)]))).toEqual(['B all: 60 under 1000 | 1', 'C: 4 under 1000 | 0']);
  });

  it('exclude, while the part of one is unknown, what no other has at the least amounts only', () => {
    const contest = one([...base, A, X]);
    expect(told(contest)).toEqual([
      'B: 0 under 1000 | ', 'B open: 50 under 1000 | (4)', 'B A: 10 under 1000 | 3', 'C: 4 under 1000 | 2', 'C: 3 under 1000 | (1)',
    ]);
    expect(contest).toMatchObject({ open: true, loose: false, maySpare: false });
    // Two cannot have more than there is together, which the least total does not know.
    expect(one([...base, X, contract('Y', 0, 20)])).toMatchObject({ loose: true, maySpare: false });
    expect(one([...bases('B', { on: [0, 1], of: [600, 600] }), X, contract('Y', 1, 20)]).loose).toBe(false);
  });

  it('are excluded altogether by what is given as a whole', () => {
    expect(told(one([whole('W', { on: [0], of: [50] }), A]))).toEqual(['W: 50 | 1', 'C: 4 under 1000 | 0']);
    expect(told(one([A, whole('W', { on: [0], of: [50] })]))).toEqual(['C: 4 under 1000 | 1', 'W: 50 | 0']);
  });

  it('are counted in parts that leave no remainder: a twelfth, and not of what is given as a whole', () => {
    const monthly = bases('B', { on: [0], of: [600], divisor: 12 });
    expect(told(one([whole('W', { on: [0], of: [50], divisor: 7 }), ...monthly]))).toEqual(['W: 600 | 1', 'B: 720 | 0']);
    expect(told(one([...monthly, A]))).toEqual(['B: 50 under 12000 | ', 'B A: 10 under 12000 | 2', 'C: 48 under 12000 | 1']);
  });

  it('pay what they claim beside what they leave, rounded once; what nothing is left of is not paid', () => {
    const paid = (stakes: readonly Stake[], ...chosen: number[]) => {
      const contest = one(stakes);
      return payoutsOf(contest, new Set(chosen)).map(({ awards, span: s, rows }) => [awards[0]?.measure.code, shown(s), rows?.map((r) => `${r.row}:${shown(r.base)}`).join()]);
    };
    expect(paid([...base, A], 0, 2)).toEqual([['B', '50', '0:500'], ['C', '4', '0:40']]);
    expect(paid([...base, A], 0, 1)).toEqual([['B', '60', '0:600']]);
    expect(paid([...base, contract('E', 0, 40, 600)], 0, 2)).toEqual([['C', '4', '0:40']]);
    expect(paid([...base, A, X], 0, 3, 4)).toEqual([['B', '0-50', '0:0-500'], ['C', '4', '0:40'], ['C', '3', '0:30']]);
    // An award given as a whole is paid as it was rounded.
    expect(paid([whole('W', { on: [0], of: [50.004], amount: 50 }), ...base], 0)).toEqual([['W', '50', undefined]]);
  });
});

describe('an award whose rows are chosen together', () => {
  const open: readonly Status[] = ['undetermined', 'eligible'];

  it('stands on each of its inputs against what is given for another, and its rows beside each other', () => {
    const track = bases('B', { on: [0, 1, 2], of: [600, 500, 400] }, true);
    const rest = ['B: 50 under 1000 | 3', 'B: 40 under 1000 | 3'];
    expect(told(one([...track, whole('W', { on: [0], of: [50] })]))).toEqual(['B: 60 under 1000 | 3', ...rest, 'W: 50 | 0 1 2']);
  });

  it('leaves to contracts on another input their part', () => {
    const track = bases('B', { on: [0, 1], of: [600, 500] }, true);
    expect(told(one([...track, contract('A', 0, 40, 100)]))).toEqual([
      'B: 50 under 1000 | ', 'B A: 10 under 1000 | 3', 'B: 50 under 1000 | ', 'C: 4 under 1000 | 1',
    ]);
    expect(told(one([contract('A', 0, 40, 100), ...track]))[0]).toBe('C: 4 under 1000 | 2');
  });

  it('excludes only at the least amounts what stands on the input of a row that may not count, and not on its own', () => {
    const spared = bases('B', { on: [0, 1], of: [600, 500], status: open }, true);
    const contest = one([...spared, whole('W', { on: [0], of: [50] })]);
    expect(told(contest)).toEqual(['B: 0-60 under 1000 | 2', 'B: 0-50 under 1000 | (2)', 'W: 50 | 0 (1)']);
    expect(contest).toMatchObject({ open: true, loose: true, maySpare: true });
    const alone = one([...bases('B', { on: [0], of: [600], status: ['undetermined'] }, true), whole('W', { on: [0], of: [50] })]);
    expect(alone).toMatchObject({ loose: false, maySpare: false, onlyAtLeast: [] });
  });

  it('so does what is given as a whole for several inputs; a pair that excludes each other on another one does so at all amounts', () => {
    const leader = (...on: number[]) => whole('W', { on, of: on.map(() => 50), status: open });
    expect(told(one([leader(0, 1), ...bases('B', { on: [0], of: [600] })]))).toEqual(['W: 50 | (1)', 'B: 60 | (0)']);
    expect(told(one([leader(0, 1), ...bases('B', { on: [1], of: [600] })]))).toEqual(['W: 50 | 1', 'B: 60 | 0']);
    expect(told(one([leader(0, 1), ...bases('B', { on: [0], of: [600] }), ...bases('V', { on: [1], of: [1] })]))).toEqual(['W: 50 | (1) 2', 'B: 60 | (0)', 'V: 0.1 | 0']);
    // On whichever of them it is found first.
    const both = [leader(0, 1), whole('W', { on: [1, 0], of: [50, 50], status: [...open].reverse() })];
    for (const w of both) {
      const contest = one([whole('U', { on: [2], of: [1] }), w, whole('V', { on: [2, 0, 1], of: [5, 5, 5] })]);
      expect(told(contest)).toEqual(['U: 1 | 2', 'W: 50 | 2', 'V: 5 | 0 1']);
      // So nothing can stand beside it, and the totals know all there is.
      expect(contest).toMatchObject({ loose: false, maySpare: false, onlyAtLeast: [] });
    }
    // One part of a payable that may be spared is enough.
    expect(told(one([whole('W', { on: [0], of: [50] }, { on: [0], of: [50], status: ['undetermined'] }), ...bases('B', { on: [0], of: [600] })]))[0]).toBe('W: 50 | (1)');
  });
});

describe('the choice beside an award of which two rows may not count', () => {
  /** Given as a whole: W, of up to 50, for two inputs; U of 40 stands on the one and V of 40 on the other. */
  const award = (index: number, code: string, on: readonly number[], least: number, most: number) => {
    const made = awardOf(code, { on, of: on.map(() => most), status: on.map(() => (least < most ? 'undetermined' : 'eligible')) });
    return { ...made, index, subject: { id: code }, measure: { ...made.measure, code }, exact: span([least, most]), amount: span([least, most]) };
  };
  const awards = [award(0, 'W', [0, 1], 0, 50), award(1, 'U', [0], 40, 40), award(2, 'V', [1], 40, 40)];

  it('is not known: if one of the two counts, W with 40 for the other is more than 40 twice, so that either 40 may be lost', () => {
    const chosen = choose(claimedBy(awards as never, { bundles: {} }), tableOf(true), { budget: budgetOf(undefined) });
    expect([...chosen.payable].map(([index, amount]) => [index, shown(amount)])).toEqual([[1, '40'], [2, '40']]);
    expect([...chosen.reach()].map(([index, amount]) => [index, shown(amount)]).sort()).toEqual([[0, '0-50'], [1, '0-40'], [2, '0-40']]);
    expect(chosen.isRobust()).toBe(false);
    expect(chosen.tight).toBe(false);
  });
});
