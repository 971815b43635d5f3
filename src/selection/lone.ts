import { overYear } from '../articles/article-2-financing.js';
import type { Determined, EnterpriseYear } from '../assessment/determine.js';
import type { Context } from '../kernel/context.js';
import { type Dec, ZERO, minOf, notBelowZero } from '../kernel/decimal.js';
import type { Evaluated } from '../kernel/measure.js';
import { type Span, exactly, isCertain } from '../kernel/span.js';
import { type Code, excludeEachOther } from './overlap.js';
import type { Contenders, Contract } from './parties.js';
import { baseWithout, leaseOf, loanOf, subsidyOf } from './realise.js';
import type { Settlement } from './settle.js';

/**
 * The ordinary contention: one project with a reward, a subsidy and a few leases that shares no cap
 * with another project, every amount known. Its few combinations are listed outright; the exact
 * solver gives the same answer (a property test compares them) but costs more than all the rest of
 * such a case.
 */

/** More pieces than this go to the solver. */
const MOST_PIECES = 5;

/** A set of awards of one project as amounts. */
interface LoneChoice {
  readonly payable: ReadonlyMap<string, Span>;
  readonly total: Span;
  readonly withdrawn: readonly Contract[];
}

interface Piece {
  readonly code: Code;
  readonly keys: readonly string[];
  readonly contract?: Contract;
}

/** Settles a project by listing its combinations; undefined where it has too many or open amounts. */
export function settleLone(
  c: Contenders,
  determined: Determined,
  context: Context,
  demonstrationValue: (project: number) => Span,
  runnerUp: boolean,
): Settlement | undefined {
  const { readings } = context;
  const all = piecesOf(c, determined);
  // What competes with nothing stays payable as it is.
  const pieces = all.filter((x) => all.some((y) => x !== y && excludeEachOther(x.code, y.code, readings)));
  if (pieces.length > MOST_PIECES || !isSettled(c, determined)) return undefined;
  const strict = readings.sameInput === 'project';
  const leaves = !strict && excludeEachOther('1b', '2b', readings) && readings.leasedEquipmentInInvestment === 'yes';
  // Pieces that exclude each other as a whole; a lease otherwise only takes its equipment away.
  const against = pieces.map((x) =>
    pieces.reduce((mask, y, j) => {
      const ownParts = !strict && (x.code === '2b' || y.code === '2b');
      return x !== y && !ownParts && excludeEachOther(x.code, y.code, readings) ? mask | (1 << j) : mask;
    }, 0),
  );
  const slack = !strict && excludeEachOther('1a', '2b', readings) ? rewardSlack(c, context) : undefined;

  const leaseMask = maskOf(pieces, (p) => p.code === '2b');
  const values: (Dec | undefined)[] = [];
  const sums = new Sums(c, determined, context, pieces, leaves);
  let best = 0;
  for (let mask = 1; mask < 1 << pieces.length; mask += 1) {
    if (!isFeasible(mask, against) || breaksThreshold(mask, pieces, slack)) continue;
    values[mask] = sums.valueOf(mask, leaseMask, demonstrationValue);
    if (isBetter(mask, best, values)) best = mask;
  }
  const choice = (mask: number): LoneChoice => realiseLone(mask, pieces, c, determined, context, leaves);
  const chosen = choice(best);
  let second: number | undefined;
  if (runnerUp) {
    for (let mask = 1; mask < 1 << pieces.length; mask += 1) {
      if (values[mask] === undefined || mask === best || !sums.bringsMore(mask, best, leaseMask)) continue;
      if (second === undefined || isBetter(mask, second, values)) second = mask;
    }
  }
  return {
    keys: pieces.flatMap((p) => p.keys),
    payable: chosen.payable,
    total: chosen.total,
    most: chosen.total.hi,
    withdrawn: new Map(chosen.withdrawn.length === 0 ? [] : [[c.project, chosen.withdrawn]]),
    members: new Map(),
    joint: [],
    optimal: true,
    bound: undefined,
    swing: undefined,
    mayLeave: new Map(),
    insistingOn: (key) => {
      let most: number | undefined;
      values.forEach((_value, mask) => {
        const claims = pieces.some((p, i) => (mask & (1 << i)) !== 0 && p.keys.includes(key));
        if (claims && (most === undefined || isBetter(mask, most, values))) most = mask;
      });
      return most === undefined ? undefined : choice(most).total;
    },
    next: second === undefined ? undefined : choice(second),
    insteadOf: displaced(pieces, best, against, slack !== undefined, leaves),
  };
}

function piecesOf(c: Contenders, determined: Determined): Piece[] {
  const pieces: Piece[] = [];
  const keyOf = (e: Evaluated): string => e.determination.key;
  const flowsOf = (l: Contract, groups: readonly EnterpriseYear[]): string[] =>
    l.flows.map((f) => keyOf((groups[f.group] as EnterpriseYear).evaluated));
  if (c.reward !== undefined) pieces.push({ code: '1a', keys: [keyOf(c.reward)] });
  if (c.subsidy !== undefined) pieces.push({ code: '1b', keys: [keyOf(c.subsidy)] });
  for (const l of c.loans) pieces.push({ code: '2a', keys: flowsOf(l, determined.loans), contract: l });
  for (const l of c.leases) pieces.push({ code: '2b', keys: flowsOf(l, determined.leases), contract: l });
  if (c.demonstration.length > 0) pieces.push({ code: '5a', keys: c.demonstration.map(keyOf) });
  for (const k of c.leaderOf) pieces.push({ code: '6a', keys: [keyOf((determined.consortia[k] as Determined['consortia'][number]).leader)] });
  return pieces;
}

/** Whether every amount and every fact that the choice looks at is known. */
function isSettled(c: Contenders, determined: Determined): boolean {
  const known = (e: Evaluated | undefined): boolean => e === undefined || (isCertain(e.exact) && e.determination.status === 'eligible');
  const rows = (list: readonly Contract[], groups: readonly EnterpriseYear[]): boolean =>
    list.every((l) => isCertain(l.value) && l.flows.every((f) => isCertain((groups[f.group] as EnterpriseYear).evaluated.rows[f.row]?.span as Span)));
  return (
    c.memberships.length === 0 &&
    known(c.reward) &&
    known(c.subsidy) &&
    // An amount may be certain at its cap while what a lease would leave of it is not.
    [c.subsidy?.valuation?.base, c.subsidy?.valuation?.rate].every((span) => span === undefined || isCertain(span)) &&
    c.demonstration.every(known) &&
    c.leaderOf.every((k) => known(determined.consortia[k]?.leader)) &&
    rows(c.leases, determined.leases) &&
    rows(c.loans, determined.loans) &&
    (c.reward === undefined || c.totalInvestment !== undefined)
  );
}

const maskOf = (pieces: readonly Piece[], test: (p: Piece) => boolean): number =>
  pieces.reduce((mask, p, i) => (test(p) ? mask | (1 << i) : mask), 0);

function isFeasible(mask: number, against: readonly number[]): boolean {
  for (let i = 0; i < against.length; i += 1) {
    if ((mask & (1 << i)) !== 0 && (mask & (against[i] as number)) !== 0) return false;
  }
  return true;
}

/** What the chosen leases may take from a rewarded project before it falls below its threshold. */
function rewardSlack(c: Contenders, context: Context): Dec | undefined {
  if (c.reward === undefined || c.totalInvestment === undefined) return undefined;
  return notBelowZero(c.totalInvestment.minus(context.parameters['A1.2.threshold'].decimal));
}

function breaksThreshold(mask: number, pieces: readonly Piece[], slack: Dec | undefined): boolean {
  if (slack === undefined || (mask & 1) === 0) return false;
  let taken = ZERO;
  pieces.forEach((p, i) => {
    if (p.code === '2b' && (mask & (1 << i)) !== 0) taken = taken.plus((p.contract as Contract).value.hi);
  });
  return taken.cmp(slack) > 0;
}

/** Higher value, then fewer claims, then the earlier ones. */
function isBetter(a: number, b: number, values: readonly (Dec | undefined)[]): boolean {
  const difference = (values[a] ?? ZERO).cmp(values[b] ?? ZERO);
  if (difference !== 0) return difference > 0;
  const count = (mask: number): number => mask.toString(2).split('1').length;
  if (count(a) !== count(b)) return count(a) < count(b);
  const lowest = (a ^ b) & -(a ^ b);
  return (a & lowest) !== 0;
}

/** Exact amounts of the pieces, each distinct set of leases or loans worked out once. */
class Sums {
  readonly #c: Contenders;
  readonly #determined: Determined;
  readonly #context: Context;
  readonly #pieces: readonly Piece[];
  readonly #leaves: boolean;
  readonly #contracts = new Map<string, Dec>();
  readonly #subsidies = new Map<number, Dec>();

  constructor(c: Contenders, determined: Determined, context: Context, pieces: readonly Piece[], leaves: boolean) {
    this.#c = c;
    this.#determined = determined;
    this.#context = context;
    this.#pieces = pieces;
    this.#leaves = leaves;
  }

  valueOf(mask: number, leaseMask: number, demonstrationValue: (project: number) => Span): Dec {
    let sum = ZERO;
    this.#pieces.forEach(({ code }, i) => {
      if ((mask & (1 << i)) === 0) return;
      if (code === '1a') sum = sum.plus((this.#c.reward as Evaluated).exact.hi);
      else if (code === '1b') sum = sum.plus(this.#subsidy(mask & leaseMask));
      else if (code === '5a') sum = sum.plus(demonstrationValue(this.#c.project).hi);
      else if (code === '6a') sum = sum.plus(this.#leader(i));
    });
    return sum.plus(this.#contractsOf('2b', mask)).plus(this.#contractsOf('2a', mask));
  }

  /** Whether some piece is paid in one set and not, or less, in the other. */
  bringsMore(mask: number, than: number, leaseMask: number): boolean {
    return this.#pieces.some(({ code }, i) => {
      const bit = 1 << i;
      if ((mask & bit) === 0) return false;
      if ((than & bit) === 0) return true;
      return code === '1b' && this.#subsidy(mask & leaseMask).cmp(this.#subsidy(than & leaseMask)) > 0;
    });
  }

  #subsidy(leases: number): Dec {
    const known = this.#subsidies.get(leases);
    if (known !== undefined) return known;
    const { base, rate } = (this.#c.subsidy as Evaluated).valuation as { base: Span; rate: Span };
    const withdrawn = this.#leaves ? this.#chosen(leases) : [];
    const limit = this.#context.parameters['A1.3.cap'].decimal;
    const amount = minOf(baseWithout(base, this.#c.leases, withdrawn).hi.times(rate.hi), limit);
    this.#subsidies.set(leases, amount);
    return amount;
  }

  #leader(piece: number): Dec {
    const key = this.#pieces[piece]?.keys[0];
    const found = this.#c.leaderOf.map((k) => this.#determined.consortia[k]?.leader as Evaluated).find((e) => e.determination.key === key);
    return found?.exact.hi ?? ZERO;
  }

  #chosen(mask: number): Contract[] {
    return this.#pieces.flatMap((p, i) => ((mask & (1 << i)) !== 0 && p.contract !== undefined ? [p.contract] : []));
  }

  /** The chosen contracts under the caps of their enterprises and years. */
  #contractsOf(code: '2a' | '2b', mask: number): Dec {
    const own = mask & maskOf(this.#pieces, (p) => p.code === code);
    if (own === 0) return ZERO;
    const name = `${code}${own}`;
    const known = this.#contracts.get(name);
    if (known !== undefined) return known;
    const groups = code === '2a' ? this.#determined.loans : this.#determined.leases;
    const sums = new Map<number, Dec>();
    for (const contract of this.#chosen(own)) {
      for (const { group, row } of contract.flows) {
        const span = (groups[group] as EnterpriseYear).evaluated.rows[row]?.span as Span;
        sums.set(group, (sums.get(group) ?? ZERO).plus(span.hi));
      }
    }
    const p = this.#context.parameters;
    let total = ZERO;
    sums.forEach((sum) => {
      const amount = code === '2a' ? sum : overYear(sum, this.#context).times(p['A2.3.rate'].decimal);
      total = total.plus(minOf(amount, p[code === '2a' ? 'A2.2.cap' : 'A2.3.cap'].decimal));
    });
    this.#contracts.set(name, total);
    return total;
  }
}

function realiseLone(
  mask: number,
  pieces: readonly Piece[],
  c: Contenders,
  determined: Determined,
  context: Context,
  leaves: boolean,
): LoneChoice {
  const payable = new Map<string, Span>();
  let total = ZERO;
  const put = (e: Evaluated, span: Span): void => {
    if (span.hi.isZero()) return;
    payable.set(e.determination.key, span);
    total = total.plus(span.hi);
  };
  const on = pieces.filter((_p, i) => (mask & (1 << i)) !== 0);
  const leases = on.flatMap((p) => (p.code === '2b' ? [p.contract as Contract] : []));
  const loans = on.flatMap((p) => (p.code === '2a' ? [p.contract as Contract] : []));
  const withdrawn = leaves ? leases : [];
  for (const p of on) {
    if (p.code === '1a') put(c.reward as Evaluated, (c.reward as Evaluated).amount);
    else if (p.code === '1b') put(c.subsidy as Evaluated, subsidyOf(c, withdrawn, context));
    else if (p.code === '5a') for (const e of c.demonstration) put(e, e.amount);
    else if (p.code === '6a') {
      for (const k of c.leaderOf) {
        const { leader } = determined.consortia[k] as Determined['consortia'][number];
        if (p.keys.includes(leader.determination.key)) put(leader, leader.amount);
      }
    }
  }
  const paid = (list: readonly Contract[], groups: readonly EnterpriseYear[], amount: typeof leaseOf): void => {
    const ids = new Set(list.map((l) => l.id));
    for (const g of new Set(list.flatMap((l) => l.flows.map((f) => f.group)))) {
      const group = groups[g] as EnterpriseYear;
      put(group.evaluated, amount(group, (row) => ids.has(row.id), context));
    }
  };
  paid(leases, determined.leases, leaseOf);
  paid(loans, determined.loans, loanOf);
  return { payable, total: exactly(total), withdrawn };
}

/** Which chosen awards stood in the way of each piece that was not chosen. */
function displaced(
  pieces: readonly Piece[],
  best: number,
  against: readonly number[],
  thresholds: boolean,
  leaves: boolean,
): ReadonlyMap<string, readonly string[]> {
  const out = new Map<string, string[]>();
  const note = (lost: Piece, kept: Piece): void => {
    for (const key of lost.keys) {
      const by = kept.keys.filter((k) => k !== key);
      out.set(key, [...new Set([...(out.get(key) ?? []), ...by])]);
    }
  };
  pieces.forEach((x, i) => {
    const chosen = (best & (1 << i)) !== 0;
    pieces.forEach((y, j) => {
      if (i === j || (best & (1 << j)) === 0) return;
      const pair = (a: Code, b: Code): boolean => (x.code === a && y.code === b) || (x.code === b && y.code === a);
      const inWay = ((against[i] as number) & (1 << j)) !== 0 || (thresholds && pair('1a', '2b')) || (leaves && pair('1b', '2b'));
      // A chosen subsidy loses the equipment of a chosen lease.
      if (!chosen ? inWay : leaves && x.code === '1b' && y.code === '2b') note(x, y);
    });
  });
  return out;
}
