import type { Context } from '../core/context.js';
import type { Rules } from '../core/policy.js';
import { Dec, MAX_MONEY, ONE, ZERO, compare, minOf, notBelowZero } from '../core/decimal.js';
import type { Linear } from '../core/formula.js';
import { byKey, byText, listUnder, sorted } from '../core/groups.js';
import type { Uses } from '../core/measure.js';
import { ALL, share } from '../core/ratio.js';
import { NOTHING, type Span, between, exactly, isCertain, mapSpan, sum } from '../core/span.js';
import type { Award } from './determine.js';

/**
 * What competes. An award stakes a claim on the inputs that it uses: whole, measured on a base, or
 * contract by contract. Two claims on one input exclude each other where the pair table says so; a
 * contract that takes its own part of a base away excludes only that part, so a base falls into pieces:
 * one for each contract, and the rest.
 */

/** A contract with all its rows: one id is one contract, and the choice is made for it as a whole. */
export interface Contract {
  readonly id: string;
  readonly input: number;
  readonly flows: readonly { readonly award: Award; readonly row: number }[];
  /** How much of the base of others goes with it; nothing where it takes none. */
  readonly takes: Span;
  /** Nobody says how much: anything from nothing to all that no other contract has. */
  readonly open: boolean;
}

/** One alternative: what is claimed, on which input, by which awards. */
export type Stake = { readonly code: string; readonly awards: readonly Award[] } & (
  | { readonly as: 'whole'; readonly inputs: readonly number[]; readonly value: Span }
  | { readonly as: 'base'; readonly inputs: readonly [number]; readonly together: readonly number[]; readonly award: Award; readonly row: number }
  | { readonly as: 'contract'; readonly inputs: readonly [number]; readonly contracts: readonly Contract[] }
);

/** What the base of an award is made of: one span for each of its inputs. */
export const basesOf = (a: Award): readonly Span[] =>
  a.measure.rows === undefined ? [a.valuation?.linear?.base ?? NOTHING] : a.rows.map((r) => r.span);

/** Whether an award pays anything: less than half a fen takes no input from another. */
export const pays = (a: Award): boolean => !a.amount.hi.isZero();

const NONE: readonly never[] = [];

/** Awards with what they claim: stakes that are the same under every reading, and the contracts, which readings may tie together. */
export type Claimed = { readonly awards: readonly Award[]; readonly stakes: readonly Stake[]; readonly contracts: readonly Contract[] };

/** In article order and then by the ids of who claims, so that the order of the rows decides nothing. */
export function claimedBy(awards: readonly Award[], { bundles }: Pick<Rules, 'bundles'>): Claimed {
  const stakes: Stake[] = [];
  const flows = new Map<string, { award: Award; row: number }[]>();
  const claiming = sorted(awards.filter((a) => a.measure.uses !== undefined && pays(a)), byMeasureThenIds);
  // The parts of one payable stand where the first of them does.
  for (const parts of byKey(claiming, (a) => (a.measure.uses?.bundle === undefined ? a : `${a.measure.uses.bundle} ${a.inputs.join()}`)).values()) {
    const [award] = parts as [Award];
    const { uses, code } = award.measure as typeof award.measure & { readonly uses: Uses };
    // What it gives on a part of its base follows from its rate alone.
    if (uses.as !== 'whole' && award.valuation?.linear === undefined) throw new TypeError(`${award.measure.id} is no rate on a base`);
    if (uses.as === 'base') {
      const spans = basesOf(award);
      const together = uses.together?.(award.law) === true ? inputsOf(award) : NONE;
      for (const row of byRowIds(award, spans)) {
        if ((spans[row] as Span).hi.isZero()) continue;
        stakes.push({ as: 'base', code, awards: parts, inputs: [award.inputs[row] as number], together, award, row });
      }
    } else if (uses.as === 'contract') {
      award.rows.forEach(({ id, span }, row) => {
        if (!span.hi.isZero()) listUnder(flows, `${code} ${id}`).push({ award, row });
      });
    } else {
      const value = uses.bundle === undefined ? award.exact : (bundles[uses.bundle] as (typeof bundles)[string])(parts);
      stakes.push({ as: 'whole', code, inputs: inputsOf(award), awards: parts, value });
    }
  }
  const contracts = sorted([...flows.keys()], byText).map((key) => contractOf(flows.get(key) as { award: Award; row: number }[]));
  return { awards, stakes, contracts };
}

/** The inputs that an award is given for: a row that does not count puts nothing into it. */
const inputsOf = ({ inputs, rows }: Award): readonly number[] => inputs.filter((_input, row) => rows[row]?.status !== 'ineligible');

const byRowIds = ({ rows }: Award, spans: readonly Span[]): readonly number[] =>
  spans.map((_span, row) => row).sort((i, j) => byText((rows[i] as { id: string }).id, (rows[j] as { id: string }).id));

const byMeasureThenIds = (a: Award, b: Award): number => {
  if (a.measure !== b.measure) return a.index - b.index;
  return byText(a.subject.id, b.subject.id) || (a.subject.year ?? 0) - (b.subject.year ?? 0);
};

/**
 * What competes under the readings in force. Contracts come last: each for itself where it takes its own part; all of one
 * measure and input as one where it excludes others altogether, because what excludes one of them excludes all.
 */
export function stakesOf({ stakes, contracts }: Claimed, { policy: { overlap }, readings }: Context<Rules>): Stake[] {
  const byPart = overlap.byPart(readings);
  const together = new Map<unknown, Contract[]>();
  for (const contract of contracts) {
    const { code, uses } = measureOf(contract);
    const isAlone = byPart && uses?.takes !== undefined;
    listUnder(together, isAlone ? contract : `${code} ${contract.input}`).push(contract);
  }
  return [...stakes, ...[...together.values()].map((own): Stake => {
    const [first] = own as [Contract];
    return { as: 'contract', code: measureOf(first).code, awards: [...new Set(flowsOf(own).map((f) => f.award))], inputs: [first.input], contracts: own };
  })];
}

/** The flows of contracts, of which there mostly is one. */
export const flowsOf = (contracts: readonly Contract[]): Contract['flows'] => (contracts.length === 1 ? (contracts[0] as Contract).flows : contracts.flatMap((c) => c.flows));

const measureOf = ({ flows }: Contract): Award['measure'] => (flows[0] as Contract['flows'][number]).award.measure;

function contractOf(flows: readonly { award: Award; row: number }[]): Contract {
  const { award, row } = flows[0] as (typeof flows)[number];
  const input = award.inputs[row] as number;
  const id = award.rows[row]?.id as string;
  const fact = award.measure.uses?.takes;
  if (fact === undefined) return { id, input, flows, takes: NOTHING, open: false };
  const stated = award.places[row]?.row[fact] as Dec | undefined;
  return { id, input, flows, takes: stated === undefined ? { lo: ZERO, hi: MAX_MONEY } : exactly(stated), open: stated === undefined };
}

// ---- pieces -------------------------------------------------------------------------------------

/** Who can take a piece of a base away: the contract whose part it is, any contract of unknown part (`open`), any contract (`all`), or nobody. */
export type Taker = Contract | 'open' | 'all' | undefined;

/**
 * A base in the pieces that contracts can take away one by one. A contract whose part is not known may have all that no
 * other contract is known to have, or none of it, but no more, because the parts stay within the whole: at the least
 * amounts, any of them takes it all. Where the parts are stated to be more than there is, any of them takes the base away.
 */
export function piecesOf(base: Span, contracts: readonly Contract[]): (readonly [by: Taker, span: Span])[] {
  const known = contracts.filter((c) => !c.open);
  const total = known.reduce<Dec>((t, c) => t.plus(c.takes.hi), ZERO);
  if (compare(total, base.hi) > 0) return [['all', base]];
  const own = known.map((contract) => [contract, mapSpan(base, (b) => minOf(contract.takes.hi, b))] as const);
  const beyond = mapSpan(base, (b) => notBelowZero(b.minus(total)));
  return known.length < contracts.length ? [[undefined, NOTHING], ['open', beyond], ...own] : [[undefined, beyond], ...own];
}

/**
 * The base that is left when some of the contracts on it are claimed. One of unknown part, taken, may
 * leave no more than the parts that the others are stated to have.
 */
export function baseWithout(base: Span, all: readonly Contract[], taken: readonly Contract[]): Span {
  if (taken.length === 0) return base;
  const known = (cs: readonly Contract[]): Dec => sum(cs.map((c) => c.takes)).lo;
  const gone = known(taken);
  const left = mapSpan(base, (b) => notBelowZero(b.minus(gone)));
  return taken.some((c) => c.open) ? between(minOf(left.lo, notBelowZero(known(all).minus(gone))), left.hi) : left;
}

// ---- what a claim is worth ------------------------------------------------------------------------

/** Whole numbers by which the amounts of an award are multiplied, so that its divisions leave no remainder. */
export function divisorsOf({ valuation }: Award): Dec[] {
  const linear = valuation?.linear;
  if (linear === undefined) return [];
  const { divisor, factor } = linear;
  return [...(divisor === 1 ? [] : [new Dec(divisor)]), ...(factor === undefined ? [] : [factor.lo.under, factor.hi.under].filter((u) => !u.eq(1)))];
}

/** More decimals than any amount has; only an amended rate that does not divide its cap is shortened. */
const MOST_DECIMALS = 20;
const plain = (a: Dec): Dec => (a.decimalPlaces() <= MOST_DECIMALS ? a : a.toDecimalPlaces(MOST_DECIMALS));

/** `base × rate × factor` of an award on a piece of its base, scaled; from nothing while eligibility is open. */
export function worth(award: Award, base: Span, scale: Dec): Span {
  const linear = award.valuation?.linear as Linear;
  const one = (b: Dec, rate: Dec, factor: typeof ALL | undefined): Dec => {
    const amount = times(rate.times(b), scale);
    const divided = linear.divisor === 1 ? amount : amount.div(linear.divisor);
    return plain(factor === undefined ? divided : share(divided, factor));
  };
  const hi = one(base.hi, linear.rate.hi, linear.factor?.hi);
  const isOne = isCertain(base) && isCertain(linear.rate) && (linear.factor === undefined || isCertain(linear.factor));
  if (award.determination.status === 'eligible') return isOne ? exactly(hi) : between(one(base.lo, linear.rate.lo, linear.factor?.lo), hi);
  return between(ZERO, hi);
}

/** Whether nothing is open but whether an award is given: on all of its pieces, or not at all. */
export function isOpenWhole({ determination, valuation }: Award): boolean {
  const linear = valuation?.linear;
  return determination.status === 'undetermined' && linear !== undefined && [linear.base, linear.rate, linear.factor].every((part) => part === undefined || isCertain(part));
}

/** The cap that the pieces of an award share, scaled; at the highest factor. */
export function capOf(award: Award, scale: Dec): Dec {
  const { cap, factor } = award.valuation?.linear as Linear;
  return plain(share(times(cap, scale), factor?.hi ?? ALL));
}

export const scaled = (span: Span, scale: Dec): Span => mapSpan(span, (a) => plain(times(a, scale)));

/** Nearly all scales are 1. */
const times = (a: Dec, scale: Dec): Dec => (scale === ONE ? a : a.times(scale));

