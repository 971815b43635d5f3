import type { KnownLease, KnownProject, KnownSupply, ReadCase } from '../case/read.js';
import { valueOf } from '../facts/read.js';
import type { Context } from '../kernel/context.js';
import { yearOf } from '../kernel/day.js';
import { type Dec, Dec as Decimal, MAX_MONEY, ONE, ZERO, formatMoney, maxOf, minOf } from '../kernel/decimal.js';
import type { Payment } from '../kernel/payment.js';
import { type Bilingual, text } from '../kernel/text.js';
import type { ParameterId, ParameterRegister } from '../policy/parameters.js';
import type { Gap } from './gaps.js';

/** One answer that stands for all answers like it. */
export interface Answer {
  /** As it would be written in the case file. */
  readonly value: boolean | string | number;
  /** As the core reads it. */
  readonly known: unknown;
  readonly label: Bilingual;
}

/**
 * Representative answers of a fact: true and false, every choice, and for a number both sides of
 * each threshold that bears on it and the value at which a cap is reached. They come from the
 * parameters in force and from what the case states beside the gap; favourable answers come first.
 */
export function representatives(gap: Gap, read: ReadCase, context: Context, payment?: Payment): Answer[] {
  const { type } = gap.fact;
  switch (type) {
    case 'boolean':
      return [answer(true, true, text('是', 'yes')), answer(false, false, text('否', 'no'))];
    case 'lease-mode':
      return [
        answer('direct', 'direct', text('直接租赁', 'direct lease')),
        answer('sale-and-leaseback', 'sale-and-leaseback', text('售后回租', 'sale and leaseback')),
      ];
    case 'money':
      return descending(gap.name.endsWith('advancesPaid') ? advances(gap, context, payment) : amounts(gap, read, context)).map(money);
    case 'ratio':
      return descending([ONE, ZERO, ...shares(gap, context)]).map(ratio);
    case 'day':
      return [...new Set(days(gap, read, context))].map((day) => answer(day, day, text(day, day)));
    case 'rank':
      return around(context.parameters['A3.3.rank'].value, 1).map(whole);
    case 'count':
      // The reading on whether the leader counts moves the threshold by one.
      return around(context.parameters['A6.2.suppliers'].value, -1, -2).map(whole);
    case 'id':
    case 'year':
    case 'supply-kind':
      return [];
  }
}

const answer = (value: Answer['value'], known: unknown, label: Bilingual): Answer => ({ value, known, label });

function money(known: Dec): Answer {
  const value = formatMoney(known);
  return answer(value, known, text(`${value}元`, `${value} yuan`));
}

const ratio = (known: Dec): Answer => answer(known.toFixed(), known, text(known.toFixed(), known.toFixed()));
const whole = (known: number): Answer => answer(known, known, text(`${known}`, `${known}`));

function around(threshold: string, ...steps: readonly number[]): number[] {
  return [Number(threshold), ...steps.map((s) => Number(threshold) + s)].filter((n) => n >= 0);
}

/** Different admissible amounts, highest first. */
function descending(values: readonly Dec[]): Dec[] {
  const sorted = values.map((v) => minOf(MAX_MONEY, maxOf(ZERO, v))).sort((a, b) => b.cmp(a));
  return sorted.filter((v, i) => i === 0 || !v.eq(sorted[i - 1] as Dec));
}

const FEN = new Decimal('0.01');
/** A threshold and the amount just below it. */
const sides = (threshold: Dec): Dec[] => [threshold, threshold.minus(FEN)];

/** Caps of the assessed figures and bounds on flows, by fact. */
const CAP_OF: Readonly<Record<string, ParameterId>> = {
  'projects.assessedReward': 'A1.2.cap',
  'loans.assessedSubsidy': 'A2.2.cap',
  'loans.interestPaid': 'A2.2.cap',
  'serviceProviders.tierAmount': 'A3.3.cap',
  'demonstrations.completion.assessedAward': 'A5.4.cap',
  'parks.assessedTotal': 'A7.3.cap',
};

/** The base at which a cap is reached, as whole fen. */
const baseAt = (p: ParameterRegister, cap: ParameterId, rate: ParameterId): Dec =>
  p[cap].decimal.div(p[rate].decimal).toDecimalPlaces(2, Decimal.ROUND_UP);

const CLASS_RATES = ['A1.3.rate.national-demonstration', 'A1.3.rate.pilot-industry', 'A1.3.rate.other-new-type'] as const;

function amounts({ list, name, path }: Gap, read: ReadCase, context: Context): Dec[] {
  const { parameters: p } = context;
  const row = path[1] as number;
  const cap = CAP_OF[`${list}.${name}`];
  if (cap !== undefined) return [ZERO, p[cap].decimal, ...besides(read, list as string, name, row)];
  switch (name) {
    case 'totalInvestment':
      return [
        ZERO,
        ...sides(p['A1.2.threshold'].decimal),
        ...sides(p['A1.3.threshold'].decimal),
        // The reward is tested again without the leased equipment (pair 1a + 2b).
        ...sides(p['A1.2.threshold'].decimal.plus(leasedIn(read, (read.projects[row] as KnownProject).id))),
      ];
    case 'equipmentInvestment': {
      // Leased equipment may leave the base, so the cap can need as much more.
      const leased = leasedIn(read, (read.projects[row] as KnownProject).id);
      const caps = [...CLASS_RATES.map((rate) => baseAt(p, 'A1.3.cap', rate)), baseAt(p, 'A6.4.cap', 'A6.4.rate')];
      return [ZERO, ...caps, ...(leased.isZero() ? [] : [leased, ...caps.map((c) => c.plus(leased))])];
    }
    case 'equipmentValue':
      return [ZERO, equipmentOf(read, row) ?? baseAt(p, 'A1.3.cap', 'A1.3.rate.other-new-type')];
    case 'annualAmount':
    case 'principal':
      return [ZERO, baseAt(p, 'A2.3.cap', 'A2.3.rate')];
    case 'amount':
      return sales(read, row, p);
    default:
      throw new RangeError(`no representative amounts are declared for ${list}.${name}`);
  }
}

/** Nothing paid; as much as may be advanced; more than that: of the award at hand, else of its cap. */
function advances({ list }: Gap, { parameters: p }: Context, payment: Payment | undefined): Dec[] {
  const limit = payment?.advance?.cumulativeLimit.max;
  const final = payment?.settlement?.final.max;
  if (limit !== undefined) return [ZERO, new Decimal(limit), new Decimal(final ?? limit), new Decimal(final ?? limit).plus(FEN)];
  const [cap, share] = (
    { parks: ['A7.3.cap', 'A7.4.advance'], consortia: ['A6.4.cap', 'A6.5.advance'] } as const
  )[list as 'parks' | 'consortia'] ?? (['A1.3.cap', 'A1.4.advance'] as const);
  return [ZERO, p[cap].decimal.times(p[share].decimal).toDecimalPlaces(2, Decimal.ROUND_DOWN), p[cap].decimal];
}

/** A loan's interest and its assessed subsidy bound each other. */
function besides(read: ReadCase, list: string, name: string, row: number): Dec[] {
  if (list !== 'loans') return [];
  const loan = read.facts.loans?.[row];
  const other = name === 'interestPaid' ? loan?.assessedSubsidy : loan?.interestPaid;
  return other === undefined ? [] : [other];
}

/** Sales that bring a supplier's stated sum to the threshold, or just short of it, or to the cap. */
function sales(read: ReadCase, row: number, p: ParameterRegister): Dec[] {
  const lines = read.facts.supplies ?? [];
  const { kind, supplier } = lines[row] as KnownSupply;
  const equipment = kind === 'equipment';
  const threshold = p[equipment ? 'A4.3.threshold' : 'A4.4.threshold'].decimal;
  const full = equipment ? baseAt(p, 'A4.3.cap', 'A4.3.rate') : baseAt(p, 'A4.4.cap', 'A4.4.rate');
  const stated = lines.reduce<Dec>(
    (sum, l) => (l.supplier === supplier && l.kind === kind && l.amount !== undefined ? sum.plus(l.amount) : sum),
    ZERO,
  );
  return [ZERO, ...sides(threshold), ...sides(threshold.minus(stated)), full];
}

function leasedIn(read: ReadCase, project: string): Dec {
  const values = new Map<string, Dec>();
  for (const [i, l] of (read.facts.leases ?? []).entries()) {
    if (l.project !== project) continue;
    const value = l.equipmentValue ?? values.get(l.id) ?? equipmentOf(read, i);
    if (value !== undefined) values.set(l.id, value);
  }
  return [...values.values()].reduce<Dec>((sum, v) => sum.plus(v), ZERO);
}

function equipmentOf(read: ReadCase, lease: number): Dec | undefined {
  const { project } = read.facts.leases?.[lease] as KnownLease;
  return read.projects[read.projectIndex.get(project) as number]?.equipmentInvestment;
}

/** Progress at the limit of the advances. */
function shares({ list }: Gap, { parameters: p }: Context): Dec[] {
  if (list === 'parks') return [p['A7.4.advance'].decimal];
  return [p[list === 'consortia' ? 'A6.5.advance' : 'A1.4.advance'].decimal];
}

function days({ list, name, path }: Gap, read: ReadCase, { parameters: p }: Context): string[] {
  const first = p['F.1.from'].value;
  const last = p['F.1.to'].value;
  if (name === 'filingDate') return sidesOfDay(p['F.2.cutoff'].value, -1);
  if (name === 'settlementDate') return sidesOfDay(last, 1);
  if (list === 'leases') {
    const { year } = read.facts.leases?.[path[1] as number] as KnownLease;
    return [`${year}-01-01`, `${year}-12-31`, `${year + 1}-01-01`].filter((d) => valueOf('day', d) !== undefined);
  }
  // A sale: each year of the validity period, and one after it.
  const years: string[] = [];
  for (let y = yearOf(first); y <= yearOf(last); y += 1) years.push(y === yearOf(first) ? first : `${y}-01-01`);
  return [...years, ...sidesOfDay(last, 1)];
}

function sidesOfDay(day: string, step: 1 | -1): string[] {
  const other = new Date(Date.UTC(yearOf(day), Number(day.slice(5, 7)) - 1, Number(day.slice(8)) + step));
  return [day, other.toISOString().slice(0, 10)];
}
