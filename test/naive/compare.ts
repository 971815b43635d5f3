/** The library's assessment held against the naive one: what differs, in words with both figures. */
import type { assess } from '../../src/index.js';
import type { Case, Readings } from './case.js';
import { Fraction, ZERO } from './fraction.js';
import { Law } from './measures.js';
import { type Payment, payments } from './payments.js';
import { type Outcome, alone, best } from './selection.js';

type Assessment = ReturnType<typeof assess>;
type Range = { readonly min: string; readonly max: string };

/** Of a case: what the measures come to and which combinations are best. */
export interface Naive {
  readonly law: Law;
  readonly outcomes: readonly Outcome[];
}
export function naive(file: Case, readings: Readings): Naive {
  const law = new Law(file, readings);
  return { law, outcomes: best(law) };
}

const NOTHING: Range = { min: '0.00', max: '0.00' };
const is = (expected: Fraction, found: Range = NOTHING): boolean => found.min === expected.toMoney() && found.max === found.min;
const holds = (found: Range, some: Fraction): boolean => !some.below(Fraction.of(found.min)) && !Fraction.of(found.max).below(some);
const show = (what: string, expected: Fraction, found: Range = NOTHING): string => `${what}: ${expected.toMoney()}, found ${found.min} to ${found.max}`;

/** Every figure of a payment, with the name that the library gives it. */
function figures(ours: Payment, theirs: Assessment['payments'][number] | undefined): [string, Fraction, Range | undefined][] {
  const { advance, settlement, byYear } = ours;
  return [
    ...(advance === undefined ? [] : [['limit', advance.limit, theirs?.advance?.cumulativeLimit], ['now', advance.now, theirs?.advance?.payableNow]] as [string, Fraction, Range | undefined][]),
    ...(settlement === undefined ? [] : [['final', settlement.final, theirs?.settlement?.final], ['payable', settlement.payable, theirs?.settlement?.payable],
      ['recoverable', settlement.recoverable, theirs?.settlement?.recoverable]] as [string, Fraction, Range | undefined][]),
    ...(byYear ?? []).map(({ year, limit }): [string, Fraction, Range | undefined] => [`${year}`, limit, theirs?.byYear?.find((y) => y.year === year)?.limit]),
  ];
}

/** What differs of a closed case: determinations, total, payable amounts, payments, payees. */
export function closedDifferences({ law, outcomes }: Naive, found: Assessment): string[] {
  const wrong: string[] = [];
  const determinations = new Map(found.determinations.map((d) => [d.key, d]));
  const claims = law.claims();
  for (const claim of claims) {
    const d = determinations.get(claim.key);
    const { amount, capped } = alone(law, claim);
    if (d === undefined) wrong.push(`${claim.key}: not determined`);
    else if (d.status !== (claim.eligible ? 'eligible' : 'ineligible')) wrong.push(`${claim.key}: eligible ${claim.eligible}, found ${d.status}`);
    else if (!is(amount, d.amount)) wrong.push(show(claim.key, amount, d.amount));
    else if (d.capBinding !== capped) wrong.push(`${claim.key}: cap binding ${capped}, found ${d.capBinding}`);
  }
  const keys = new Set(claims.map((c) => c.key));
  for (const d of found.determinations) if (!keys.has(d.key)) wrong.push(`${d.key}: determined, though nobody claims it`);
  // Where several combinations are best the library may take any of them, but all of it from one.
  const payable = new Map(found.selection.payable.map((p) => [p.key, p.amount]));
  const each = outcomes.map((o) => outcomeDifferences(law, o, found, payable));
  if (!each.some((e) => e.length === 0)) wrong.push(...(each.sort((a, b) => a.length - b.length)[0] ?? []));
  return wrong;
}

function outcomeDifferences(law: Law, o: Outcome, found: Assessment, payable: ReadonlyMap<string, Range>): string[] {
  const wrong: string[] = is(o.total, found.selection.total) ? [] : [show('total', o.total, found.selection.total)];
  const byPayee = new Map<string, Fraction>();
  for (const { key, payee } of law.claims()) {
    const amount = o.payable.get(key) ?? ZERO;
    byPayee.set(payee, (byPayee.get(payee) ?? ZERO).plus(amount));
    if (!is(amount, payable.get(key))) wrong.push(show(`payable ${key}`, amount, payable.get(key)));
  }
  for (const [payee, amount] of byPayee) {
    const theirs = found.byPayee.find((p) => `${p.kind} ${p.id}` === payee)?.total;
    if (!is(amount, theirs)) wrong.push(show(payee, amount, theirs));
  }
  for (const [key, ours] of payments(law, o)) {
    const theirs = found.payments.find((p) => p.key === key);
    for (const [what, amount, range] of figures(ours, theirs)) if (!is(amount, range)) wrong.push(show(`${key} ${what}`, amount, range));
    if (ours.settlement === undefined && theirs?.settlement !== undefined) wrong.push(`${key}: settled too early`);
  }
  return wrong;
}

/** A total may miss its range by what rounding adds or takes: known as well, and no more than a fen for each of two awards. */
const SLACK = new Fraction(2n, 100n);
const nearly = (found: Range, some: Fraction): boolean => !some.plus(SLACK).below(Fraction.of(found.min)) && !Fraction.of(found.max).plus(SLACK).below(some);

/** What an assessment with unknown facts says against one of its completions: every range must hold what it comes to. */
export function rangeDifferences({ law, outcomes }: Naive, found: Assessment): string[] {
  const wrong: string[] = [];
  const determinations = new Map(found.determinations.map((d) => [d.key, d]));
  for (const claim of law.claims()) {
    const d = determinations.get(claim.key);
    const { amount } = alone(law, claim);
    if (d === undefined) {
      if (claim.eligible) wrong.push(`${claim.key}: not determined`);
      continue;
    }
    if (!holds(d.amount, amount)) wrong.push(show(claim.key, amount, d.amount));
    if (d.status === (claim.eligible ? 'ineligible' : 'eligible')) wrong.push(`${claim.key}: eligible ${claim.eligible}, found ${d.status}`);
  }
  const each = outcomes.map((o) => [
    ...(nearly(found.selection.total, o.total) ? [] : [show('total', o.total, found.selection.total)]),
    // The payment of an award that this completion chooses and the range calls chosen.
    ...[...payments(law, o)].flatMap(([key, ours]) => {
      const theirs = found.payments.find((p) => p.key === key);
      if (theirs === undefined || !(o.payable.get(key)?.over ?? 0n)) return [];
      return figures(ours, theirs).filter(([, amount, range]) => range !== undefined && !holds(range, amount)).map(([what, amount, range]) => show(`${key} ${what}`, amount, range));
    }),
  ]);
  if (!each.some((e) => e.length === 0)) wrong.push(...(each[0] ?? []));
  return wrong;
}

/** Where the library says that its total is tight: the ends that no completion reaches. */
export function tightnessDifferences(completions: readonly Naive[], found: Assessment): string[] {
  if (!found.selection.tight) return [];
  const reached = new Set(completions.flatMap((n) => n.outcomes.map((o) => o.total.toMoney())));
  return (['min', 'max'] as const).filter((end) => !reached.has(found.selection.total[end])).map((end) => `total ${end} ${found.selection.total[end]}: called tight, reached by no completion`);
}
