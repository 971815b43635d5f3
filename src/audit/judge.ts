import { contendedBy } from '../assess/assess.js';
import { payoutsOf } from '../assess/contest.js';
import type { Award as Due } from '../assess/determine.js';
import { maximalSets } from '../assess/winners.js';
import { type Dec, ZERO, added, downToFen, formatMoney, maxOf, minOf, notBelowZero } from '../core/decimal.js';
import { byKey } from '../core/groups.js';
import { dayWords } from '../core/day.js';
import { dayOfYear } from '../core/law.js';
import { type Payment, stagedPay } from '../core/payment.js';
import { ratio, share } from '../core/ratio.js';
import { NOTHING, type Span, between, exactly, hull, isCertain, spanOf, sum } from '../core/span.js';
import { type Bilingual, text } from '../core/text.js';
import { factNameUnder } from '../words/names.js';
import {
  type Account, type Entry, type Standing, dueOn, eventDay, finalOf, inOrder, isAdvance, linesOf, mayFail, paidBefore, payClause, payableOf, paymentWith, readyToSettle,
  refsOf, settlementClause, standingOf, statedAdvances, sumOf, evaluatedYears,
} from './account.js';
import { type Sources, comesTo, explainAdvance, explainTotal } from './causes.js';
import { type Group, type Held, type Use, inBundle, keptIn, leftIn, useOf } from './contested.js';
import { type Cause, type Figures, type Finding, type FindingCode, MOST_LINES, both, conditionName, dueNames, findingOf, listed } from './finding.js';

/** Holds all accounts against the case: by themselves, then by the inputs that they share. */
export function judge(accounts: readonly Account[], sources: Sources) {
  const all = accounts.map((a) => standingOf(a, sources.context));
  const bench = new Bench(sources, accounts);
  const held: Held[] = [];
  const toReturn: Span[] = [];
  for (const s of all) {
    bench.reject(s);
    for (const { open } of s.rejected) toReturn.push(s.due === undefined ? between(ZERO, open) : exactly(open));
    if (s.due === undefined) continue;
    bench.doubt(s, s.due);
    if (s.received.isZero()) continue;
    const excess = bench.excessOf(s, s.due);
    toReturn.push(exactly(excess.lo));
    held.push({ ...s, due: s.due, paid: s.received.minus(excess.lo), early: excess.hi.minus(excess.lo), left: ZERO });
  }
  const use = useOf(held, sources);
  for (const group of use.groups) for (const h of group.held) bench.besideOthers(h, group, use);
  for (const s of all) bench.compareAdvances(s);
  bench.noteChoices(held, use);
  const sums = use.groups.map((group) => ({ group, ...sumsOf(group) }));
  for (const s of sums) if (!isCertain(s.toReturn)) bench.openShare(s.group);
  return {
    findings: [...bench.found.values()].flat(),
    allowed: sum(sums.map((x) => x.allowed)),
    toReturn: sum([...toReturn, ...sums.map((x) => x.toReturn)]),
    stillPayable: sum(sums.map((x) => x.stillPayable)),
    proven: use.proven && use.groups.every((g) => g.proven) && sources.budget.left > 0,
  };
}

interface Sums {
  readonly allowed: Span;
  readonly toReturn: Span;
  readonly stillPayable: Span;
}

/** What a group may come to in the end, and what follows for what was paid on it. */
function sumsOf(group: Group): Sums {
  const own = ownSums(group);
  if (group.without.length === 0) return own;
  const without = group.without.map(sumsOf);
  const either = (of: keyof Sums): Span => hull(own[of], sum(without.map((s) => s[of])));
  return { allowed: either('allowed'), toReturn: either('toReturn'), stillPayable: either('stillPayable') };
}

function ownSums(group: Group): Sums {
  const { held, places, byUnpaid, least, most } = group;
  const over = leftIn(group);
  const kept = keptIn(group);
  // What may have to come back whatever else was paid: of an advance until it is due, and beside others what an award does not give by itself.
  const isSure = ({ due: { amount } }: Held): boolean => held.length === 1 || isCertain(amount);
  const alone = added(held.map((h) => (isSure(h) ? h.early : maxOf(h.early, notBelowZero(h.paid.minus(h.due.amount.lo))))));
  const inPlace = (p: Group['places'][number]): Span => {
    if (p.awards.length === 1) return p.most;
    // Of one payable with parts no more than its paid parts: each what it gives, or what was paid on it, or elsewhere on the input, for another.
    const parts = held.filter((h) => inBundle(h.due, p.awards[0] as Due));
    const hi = minOf(p.most.hi, maxOf(p.filled, added(parts.map((h) => maxOf(h.due.amount.hi, h.paid)))));
    return between(minOf(added(parts.map((h) => h.due.amount.lo)), hi), hi);
  };
  const placed = byUnpaid ? exactly(kept) : sum(places.map(inPlace));
  const allowed = between(minOf(maxOf(placed.lo, least), placed.hi), maxOf(placed.hi, most));
  // A settlement is the rest of the account: what was advanced before it is not known where nobody states it.
  const unstated = new Set(held.filter((h) => !h.settled.isZero() && !isClosed(h)).map((h) => h.due));
  const payableIn = (p: Group['places'][number]): Span => {
    const payable = payableOf(p.awards[0] as Due, inPlace(p), p.filled);
    return p.awards.some((a) => unstated.has(a)) ? between(minOf(payable.lo, p.filled), payable.hi) : payable;
  };
  const payable = byUnpaid ? allowed : sum(places.map(payableIn));
  const more = allowed.hi.minus(placed.hi);
  return {
    allowed,
    toReturn: between(over, over.plus(maxOf(alone, notBelowZero(kept.minus(allowed.lo))))),
    stillPayable: between(notBelowZero(payable.lo.minus(kept)), notBelowZero(payable.hi.plus(more).minus(kept).plus(alone))),
  };
}

const told = (entries: readonly Entry[]): Pick<Figures, 'awards' | 'actual'> => ({ awards: refsOf(entries), actual: sumOf(entries) });
const CHECK = { severity: 'warning', effect: 'none' } as const;

/** The findings on all accounts, by the key of the account. */
class Bench {
  readonly #sources: Sources;
  readonly found: ReadonlyMap<string, Finding[]>;

  constructor(sources: Sources, accounts: readonly Account[]) {
    this.#sources = sources;
    this.found = new Map(accounts.map((a) => [a.key, []]));
  }

  /** What a fact is called, with its row. */
  readonly #factName = (path: string): Bilingual => {
    const { context: { policy }, read } = this.#sources;
    return both((lang) => factNameUnder(policy, path, lang, read.facts));
  };

  /** Of everything that stands on the account, unless other lines are told. */
  #say(s: Standing, code: FindingCode, figures: Partial<Figures>): void {
    const all = { awards: refsOf(linesOf(s)), actual: s.received };
    this.found.get(s.key)?.push(findingOf(s, this.#sources.context, code, { ...all, ...figures }));
  }

  /** Payments that cannot stand, and more that came back than was paid. */
  reject(s: Standing): void {
    for (const { code, entries, open } of s.rejected) {
      if (open.isZero()) continue;
      // A repetition is told with the line that it repeats.
      const refs = [...entries.flatMap((e) => (code === 'duplicate' ? (e.repeats ?? []) : [])), ...refsOf(entries)];
      const awards = [...new Map(refs.map((r) => [r.index, r])).values()];
      // Without a determination nothing says that it must come back.
      const back = s.due === undefined ? { effect: 'none' as const } : { difference: open, expected: NOTHING };
      this.#say(s, code, { awards, actual: sumOf(entries), ...back, ...this.#because(code, s, entries) });
    }
    const back = told(s.returns);
    const byThen = back.actual.minus(sumOf(s.entries)).eq(s.surplus) ? undefined : text('截至退回当日', 'by that day');
    if (!s.surplus.isZero()) this.#say(s, 'returned-too-much', { ...back, difference: s.surplus, expected: exactly(back.actual.minus(s.surplus)), detail: byThen });
  }

  #because(code: FindingCode, { due, measure, candidates }: Standing, entries: readonly Entry[]): Partial<Figures> {
    const { policy, at } = this.#sources.context;
    const { period } = policy;
    if (code === 'subject-ambiguous') return { detail: listed(candidates.map((a) => a.subject.id)) };
    if (code === 'settled-too-early') return { clause: settlementClause(measure), severity: 'error', effect: 'return' };
    if (code === 'advance-in-failed-year') return { clause: payClause(measure) };
    if (code === 'before-commencement' || code === 'after-expiry') {
      const { clause, words } = at(entries[0]?.date).parameter(code === 'after-expiry' ? period.to : period.from);
      return { clause, words };
    }
    if (code !== 'ineligible' || due === undefined) return {};
    const unmet = due.determination.conditions.filter((c) => c.outcome === 'unmet');
    const detail = listed(unmet.map(conditionName(policy)), '；', '; ');
    return { unmet, detail, causes: comesTo(sumOf(entries), due, this.#sources), clause: unmet[0]?.clause ?? measure.clause };
  }

  /** Payments whose day or kind is to be checked. */
  doubt(s: Standing, due: Due): void {
    const { measure, advances, finals } = s;
    const check = (code: FindingCode, entries: readonly Entry[], extra: Partial<Figures> = {}): void => {
      if (entries.length > 0) this.#say(s, code, { ...told(entries), ...extra });
    };
    const early = linesOf(s).filter((e) => e.year !== undefined && e.date < dayOfYear(e.year));
    check('paid-before-year', early);
    const before = early.length > 0 ? undefined : paidBefore(s, due, this.#sources.context, this.#sources.budget);
    if (before !== undefined) check('paid-before-facts', before.entries, { detail: listed([before.name, dayWords(before.day)], '为', ': ') });
    if (stagedPay(measure) === undefined) return check('advance-not-provided', finals.filter((e) => e.payment === 'advance'));
    const clause = payClause(measure);
    const day = eventDay(due);
    const open = readyToSettle(due) === undefined;
    check('settled-too-early', finals.filter((e) => open || (day !== undefined && e.date < day)), { clause: settlementClause(measure) });
    const settledOn = finals.map((e) => e.date).sort()[0];
    check('advance-after-settlement', advances.filter((e) => settledOn !== undefined && e.date > settledOn), { clause: settlementClause(measure) });
    const years = evaluatedYears(due);
    const unlisted = advances.filter((e) => years !== undefined && e.year !== undefined && !years.some((y) => y.listed && y.year === e.year));
    check('advance-without-evaluation', unlisted, { clause, detail: listed([...new Set(unlisted.map((e) => `${e.year}`))].sort()) });
  }

  /** Tells what is too much by itself and on what it is unknown; gives what of the account is to be returned, at least and at most. */
  excessOf(s: Standing, due: Due): Span {
    const { advanced, settled, received } = s;
    const own = finalOf(due, due.amount, received);
    const payment = stagedPay(due.measure) && paymentWith(due, due.amount, advanced);
    const limit = payment?.advance && spanOf(payment.advance.cumulativeLimit);
    // Until the account is drawn up what was advanced is held against its limit alone.
    const isOpen = limit !== undefined && settled.isZero() && payment?.settlement === undefined;
    const over = isOpen ? ZERO : notBelowZero(received.minus(grossOf(due) ?? own.hi));
    const [expected, actual] = isOpen ? [limit, advanced] : [own, received];
    const unknown = [...new Set([...(due.determination.missing ?? []), ...((isOpen && payment?.missing) || [])])];
    const missing = unknown.length > 0 && actual.cmp(expected.lo) > 0 ? unknown : undefined;
    const isFast = over.isZero() && limit !== undefined && advanced.cmp(limit.lo) > 0;
    const excess = isFast ? this.#tooFast(s, due, limit, isOpen, missing) : between(over, mayFail(due) ? maxOf(over, settled) : over);
    if (!over.isZero()) this.#excessive(s, due, own, over, missing);
    else if (limit === undefined || advanced.cmp(limit.hi) <= 0) this.#aheadOfYears(s, payment);
    const undetermined = due.determination.status === 'undetermined';
    if (missing !== undefined && (undetermined || actual.cmp(expected.hi) <= 0)) {
      this.#say(s, 'facts-unknown', { severity: undetermined ? 'warning' : 'note', actual, expected, missing, detail: listed(missing.map(this.#factName)) });
    }
    return excess;
  }

  /** Above what the award gives by itself. */
  #excessive(s: Standing, due: Due, expected: Span, difference: Dec, missing: readonly string[] | undefined): void {
    const { measure, law } = due;
    const figures = { expected, difference, ...(missing && { missing }) };
    if (s.settled.isZero() && !s.advanced.isZero()) return this.#say(s, 'advance-recoverable', { ...figures, clause: settlementClause(measure) });
    // What holds the award from above: its cap, or its stated sum.
    const { cap, fixed = cap } = measure.formula;
    const ceiling = fixed === undefined ? undefined : law.parameter(cap ?? fixed);
    const over = ceiling?.scope !== undefined && s.received.cmp(ceiling.decimal) > 0 ? ceiling : undefined;
    const limit = over && { clause: over.clause, words: over.words };
    const entries = linesOf(s);
    const alike = lookAlikes(entries, difference);
    if (alike !== undefined) return this.#say(s, 'duplicate', { ...figures, ...limit, awards: refsOf(alike) });
    const code = over === undefined ? 'amount-mismatch' : over.scope?.endsWith('-year') === true ? 'enterprise-year-excess' : 'cap-excess';
    this.#say(s, code, { ...figures, ...limit, causes: this.#causes(s, due, s.onAccount, entries.length) });
  }

  /** Why the account may have come to what it does. */
  #causes({ received, finals }: Standing, due: Due, advances: Dec = ZERO, lines: number = finals.length): readonly Cause[] {
    // Only an award that is paid net of the earlier ones may have been paid without their deduction.
    const parts = grossOf(due) === undefined ? [] : this.#sources.awards.filter((a) => a !== due && inBundle(a, due)).map((a) => a.amount.hi);
    return explainTotal(received, due, advances, lines, parts.filter((a) => !a.isZero()).sort((a, b) => a.cmp(b)), this.#sources);
  }

  /** Advanced beyond what may be by now, certainly or while facts are open; gives what of it is to be returned. */
  #tooFast(s: Standing, now: Due, limitNow: Span, isOpen: boolean, missing: readonly string[] | undefined): Span {
    const { advanced, advances } = s;
    // What was right on its day stays so, whatever is verified afterwards.
    const then = dueOn(inOrder(advances).at(-1)?.date ?? '', now, this.#sources.context);
    const advance = paymentWith(then, then.amount, advanced)?.advance;
    const limitThen = advance === undefined ? NOTHING : spanOf(advance.cumulativeLimit);
    const [due, expected] = limitThen.hi.cmp(limitNow.hi) > 0 ? [then, limitThen] : [now, limitNow];
    const causes = (): readonly Cause[] => explainAdvance(advanced, due, expected.hi, advances.length, this.#sources);
    // What the settlement has caught up with was early, but nothing is left to return.
    const difference = this.#aboveLimit(s, due, due.amount.hi, expected, () => ({ causes: causes(), ...(missing && { missing }), ...(isOpen ? undefined : CHECK) }));
    return isOpen ? between(difference, notBelowZero(advanced.minus(expected.lo))) : NOTHING;
  }

  /** Tells advances above their limit: above the highest share of a total, or only ahead of progress; gives by how much. */
  #aboveLimit(s: Standing, { law, measure }: Due, total: Dec, expected: Span, more: () => Partial<Figures>): Dec {
    const { advanced: actual, advances } = s;
    const difference = notBelowZero(actual.minus(expected.hi));
    if (difference.isZero()) return difference;
    const { clause, words, decimal } = law.parameter((stagedPay(measure) as { readonly share: string }).share);
    const code = actual.cmp(downToFen(share(total, ratio(decimal)))) > 0 ? 'advance-over-share' : 'advance-ahead-of-progress';
    this.#say(s, code, { awards: refsOf(advances), actual, difference, expected, clause, words, ...more() });
    return difference;
  }

  /** More advanced by a year than its pass and the earlier ones allowed. */
  #aheadOfYears(s: Standing, payment: Payment | undefined): void {
    let allowed: Dec = ZERO;
    for (const { year, limit } of payment?.byYear ?? []) {
      allowed = allowed.plus(limit.max);
      const own = told(s.advances.filter((e) => e.year !== undefined && e.year <= year));
      const difference = own.actual.minus(allowed);
      if (difference.cmp(ZERO) <= 0) continue;
      return this.#say(s, 'advance-ahead-of-progress', { ...own, ...CHECK, difference, expected: exactly(allowed), clause: payClause(s.measure) });
    }
  }

  /** The case states other advances than the ledger, which is followed. */
  compareAdvances(s: Standing): void {
    const stated = s.due && statedAdvances(s.due);
    const advances = s.entries.filter((e) => isAdvance(s.measure, e));
    if (stated === undefined || advances.length === 0) return;
    const own = told(advances.filter((e) => e.repeats === undefined));
    const actual = notBelowZero(own.actual.minus(s.byThen));
    if (stated.eq(actual)) return;
    this.#say(s, 'advances-differ', { ...own, actual, difference: stated.minus(actual).abs(), expected: exactly(stated) });
  }

  /** What an award shows beside those that share its inputs or are parts of one payable with it. */
  besideOthers(s: Held, group: Group, use: Use): void {
    const { due, paid, left: difference } = s;
    const { amount: expected } = due;
    const isAlone = group.places.some((p) => p.awards.includes(due)) && group.held.every((h) => inBundle(h.due, due));
    if (grossOf(due) !== undefined && paid.cmp(expected.hi) > 0) {
      // While the earlier parts are not paid, the sum may still be right.
      const open = difference.isZero() ? { difference: s.received.minus(expected.hi), ...CHECK } : { difference };
      this.#say(s, 'missing-deduction', { ...open, expected, causes: this.#causes(s, due) });
    } else if (difference.isZero()) this.#underpaid(s, group, use);
    else if (isAlone) this.#say(s, 'amount-mismatch', { difference, expected });
    else this.#doubleDip(s, group);
    if (difference.isZero() && paid.eq(s.received)) this.#fastBeside(s, group);
  }

  /** Advanced by more than the share of what the award comes to beside others that were paid on its inputs by then. */
  #fastBeside(s: Held, { held, places, meets }: Group): void {
    const { due } = s;
    const most = places.find((p) => p.awards.length === 1 && p.awards[0] === due)?.most;
    const day = inOrder(s.advances).at(-1)?.date;
    if (most === undefined || day === undefined || !s.settled.isZero() || most.hi.cmp(due.amount.hi) >= 0) return;
    const others = held.filter((h) => h !== s && meets(h.due, due)).flatMap(linesOf);
    const payment = paymentWith(due, most, s.advanced);
    if (payment?.advance === undefined || payment.settlement !== undefined || !others.some((e) => e.date <= day)) return;
    this.#aboveLimit(s, due, most.hi, spanOf(payment.advance.cumulativeLimit), () => CHECK);
  }

  /** Whether what was paid on one input is too much depends on facts that no award lacks by itself, such as what of it is leased. */
  openShare({ held }: Group): void {
    const [first, second] = held;
    if (first === undefined || second === undefined) return;
    const dues = held.map((h) => h.due);
    const told = new Set(held.flatMap((h) => this.found.get(h.key) ?? []).flatMap((f) => (f.code === 'facts-unknown' ? f.missing ?? [] : [])));
    const missing = [...new Set(dues.flatMap(contendedBy(dues, this.#sources.context)))].filter((path) => !told.has(path));
    if (missing.length === 0) return;
    const { overlap: { clause } } = this.#sources.context.policy;
    const figures = { clause, awards: refsOf(held.flatMap(linesOf)), expected: first.due.amount, missing, detail: listed(missing.map(this.#factName)) };
    this.#say(first, 'facts-unknown', { severity: 'note', ...figures });
  }

  #doubleDip(s: Held, { held, places, meets, proven }: Group): void {
    const { policy } = this.#sources.context;
    const { clause } = policy.overlap;
    const rivals = held.filter((r) => r !== s && meets(r.due, s.due));
    const kept = rivals.filter((r) => places.some((p) => p.awards.includes(r.due)));
    const others = kept.length > 0 ? kept : rivals;
    const against = others.map((r) => ({ key: r.key, amount: formatMoney(r.received), awards: refsOf(linesOf(r)).slice(0, MOST_LINES) }));
    const words = policy.sentences.find((x) => x.id === clause)?.text;
    const detail = dueNames(others.map((r) => r.due), policy);
    const figures = { expected: exactly(s.paid.minus(s.left)), difference: s.left, clause, words, detail, ...(against.length > 0 && { against }) };
    this.#say(s, 'double-dip', proven ? figures : { ...figures, proven: false });
  }

  /** Settled below what is due, unless what was paid is what another lawful choice gives. */
  #underpaid(s: Held, group: Group, use: Use): void {
    const { due, received } = s;
    const place = group.places.find((p) => p.awards.includes(due));
    if (place === undefined || group.byUnpaid || !isClosed(s)) return;
    const isWhole = place.awards.length === 1;
    const room = place.most.lo.minus(place.filled);
    const difference = isWhole ? room : minOf(room, due.amount.lo.minus(received));
    // What is to be returned whole may be paid again; that is no underpayment by itself.
    if (difference.cmp(added(s.rejected.map((r) => sumOf(r.entries)))) <= 0) return;
    const figures = { difference, expected: isWhole ? place.most : due.amount };
    const choices = choicesOf(due, use);
    if (choices.some((c) => isCertain(c) && c.hi.eq(received))) return this.#say(s, 'lower-choice', { ...figures, clause: this.#sources.context.policy.overlap.clause });
    // While facts are open it may be a lawful choice, or another award the one that is due.
    const mayBeChoice = !group.most.isZero() || choices.some((c) => !isCertain(c) && c.lo.cmp(received) <= 0 && received.cmp(c.hi) <= 0);
    this.#say(s, 'underpayment', { ...figures, causes: this.#causes(s, due), ...(mayBeChoice && CHECK) });
  }

  /** Lawful choices below the highest: the better award was not paid. */
  noteChoices(held: readonly Held[], use: Use): void {
    if (!held.some((h) => h.due.measure.uses !== undefined)) return;
    const byDue = new Map(held.map((h) => [h.due, h]));
    const { payable, forgone } = use.all();
    const { policy } = this.#sources.context;
    for (const { award, insteadOf, partly } of forgone()) {
      const own = byDue.get(award);
      if (own === undefined || partly || insteadOf.some((o) => byDue.has(o))) continue;
      const expected = sum(insteadOf.map((o) => payable.get(o.index) ?? NOTHING));
      const isOpen = !isCertain(award.amount) || !isCertain(expected);
      // On facts that are unknown it may be no lawful choice, or the higher one.
      if (award.determination.status !== 'eligible' || (isOpen && expected.lo.cmp(award.amount.hi) < 0)) continue;
      const difference = notBelowZero(expected.hi.minus(own.paid));
      this.#say(own, 'lower-choice', { difference, expected, clause: policy.overlap.clause, detail: listed([dueNames(insteadOf, policy), ''], '，') });
    }
  }
}

/** What an award gave before the earlier parts of one payable were deducted; undefined where nothing is. */
function grossOf({ measure, valuation, amount }: Due): Dec | undefined {
  const stages = valuation?.stages ?? [];
  const capped = stages.find((x) => x.id === 'cap');
  const gross = capped === undefined || capped === stages.at(-1) || measure.uses?.bundle === undefined ? undefined : (capped.span.hi as Dec);
  return gross !== undefined && gross.cmp(amount.hi) > 0 ? gross : undefined;
}

/** Lines that look alike of which one or more make up the excess. */
const lookAlikes = (entries: readonly Entry[], excess: Dec): readonly Entry[] | undefined =>
  [...byKey(entries, (e) => `${formatMoney(e.amount)} ${e.date} ${e.payment} ${e.year}`).values()]
    .find((own) => own.slice(1).some((e, i) => e.amount.times(i + 1).eq(excess)));

/** Whether the ledger holds everything that was paid on the award, so that what lacks is lacking. */
const isClosed = ({ measure, finals, settled, advances, before }: Standing): boolean =>
  stagedPay(measure) === undefined ||
  (!settled.isZero() && (advances.length > 0 || before !== undefined || finals.some((e) => e.payment === 'full')));

/** What the award comes to in the best lawful combination of everything that the case gives, and in the others. */
const choicesOf = (due: Due, use: Use): Span[] =>
  due.measure.uses === undefined ? [] : use.all().contests.filter(({ contest }) => contest.stakes.some((x) => x.awards.includes(due)))
    .flatMap(({ contest, payouts }) => [...payouts, ...(maximalSets(contest) ?? []).flatMap((set) => payoutsOf(contest, set))])
    .filter((p) => p.awards.length === 1 && p.awards[0] === due).map((p) => p.span);
