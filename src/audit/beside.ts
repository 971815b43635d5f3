import { contendedBy } from '../assess/assess.js';
import { contestsByAward } from '../assess/chosen.js';
import { payoutsOf } from '../assess/contest.js';
import { type Award as Due, rowsOf } from '../assess/determine.js';
import { maximalSets } from '../assess/winners.js';
import { added, formatMoney, minOf, notBelowZero } from '../core/decimal.js';
import { NOTHING, type Span, exactly, isCertain, spanOf, sum } from '../core/span.js';
import { inOrder, isClosed, linesOf, paymentWith, refsOf, sumOf } from './account.js';
import { CHECK, causesOf, grossOf, tellAboveLimit } from './alone.js';
import { type Group, type Held, type Use, inBundle } from './contested.js';
import { MOST_LINES, dueNames, listed } from './finding.js';
import type { Findings } from './judge.js';

/** What awards show beside others on the same inputs, or beside the other parts of one payable. */

/** What an award shows beside those that share its inputs or are parts of one payable with it. */
export function tellBeside(f: Findings, s: Held, group: Group, use: Use): void {
  const { due, paid, left: difference } = s;
  const { amount: expected } = due;
  const isAlone = group.places.some((p) => p.awards.includes(due)) && group.held.every((h) => inBundle(h.due, due));
  if (grossOf(due) !== undefined && paid.cmp(expected.hi) > 0) {
    // While the earlier parts are not paid, the sum may still be right.
    const open = difference.isZero() ? { difference: s.received.minus(expected.hi), ...CHECK } : { difference };
    f.say(s, 'missing-deduction', { ...open, expected, causes: causesOf(f, s, due) });
  } else if (difference.isZero()) tellUnderpaid(f, s, group, use);
  else if (isAlone) f.say(s, 'amount-mismatch', { difference, expected });
  else tellDoubleDip(f, s, group);
  if (difference.isZero() && paid.eq(s.received)) tellFastBeside(f, s, group);
}

/** Advanced by more than the share of what the award comes to beside others that were paid on its inputs by then. */
function tellFastBeside(f: Findings, s: Held, { held, places, meets }: Group): void {
  const { due } = s;
  const most = places.find((p) => p.awards.length === 1 && p.awards[0] === due)?.most;
  const day = inOrder(s.advances).at(-1)?.date;
  if (most === undefined || day === undefined || !s.settled.isZero()) return;
  const others = held.filter((h) => h !== s && meets(h.due, due)).flatMap(linesOf);
  const payment = paymentWith(due, most, s.advanced);
  if (payment?.advance === undefined || payment.settlement !== undefined || !others.some((e) => e.date <= day)) return;
  tellAboveLimit(f, s, due, most.hi, spanOf(payment.advance.cumulativeLimit), () => CHECK);
}

/** Whether what was paid on one input is too much depends on facts that no award lacks by itself, such as what of it is leased. */
export function tellOpenShare(f: Findings, { held }: Group): void {
  const [first, second] = held;
  if (first === undefined || second === undefined) return;
  const dues = held.map((h) => h.due);
  const told = new Set(held.flatMap((h) => f.found.get(h.key) ?? []).flatMap((x) => (x.code === 'facts-unknown' ? x.missing ?? [] : [])));
  const missing = [...new Set(dues.flatMap(contendedBy(dues, f.sources.context)))].filter((path) => !told.has(path));
  if (missing.length === 0) return;
  const { overlap: { clause } } = f.sources.context.policy;
  // The award whose own rows do not state it: another on the input may have nothing to do with it.
  const about = held.find((h) => rowsOf(h.due).some((row) => missing.some((path) => path.startsWith(`${row}.`)))) ?? first;
  f.sayUnknown(about, missing, { severity: 'note', clause, awards: refsOf(held.flatMap(linesOf)), expected: about.due.amount });
}

function tellDoubleDip(f: Findings, s: Held, { held, places, meets, proven }: Group): void {
  const { policy } = f.sources.context;
  const { clause } = policy.overlap;
  const rivals = held.filter((r) => r !== s && meets(r.due, s.due));
  const kept = rivals.filter((r) => places.some((p) => p.awards.includes(r.due)));
  const others = kept.length > 0 ? kept : rivals;
  const against = others.map((r) => ({ key: r.key, amount: formatMoney(r.received), awards: refsOf(linesOf(r)).slice(0, MOST_LINES) }));
  const words = policy.sentences.find((x) => x.id === clause)?.text;
  const detail = dueNames(others.map((r) => r.due), policy);
  const figures = { expected: exactly(s.paid.minus(s.left)), difference: s.left, clause, words, detail, ...(against.length > 0 && { against }) };
  f.say(s, 'double-dip', proven ? figures : { ...figures, proven: false });
}

/** Settled below what is due, unless what was paid is what another lawful choice gives. */
function tellUnderpaid(f: Findings, s: Held, group: Group, use: Use): void {
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
  if (choices.some((c) => isCertain(c) && c.hi.eq(received))) return f.say(s, 'lower-choice', { ...figures, clause: f.sources.context.policy.overlap.clause });
  // While facts are open it may be a lawful choice, or another award the one that is due.
  const mayBeChoice = !group.most.isZero() || choices.some((c) => !isCertain(c) && c.lo.cmp(received) <= 0 && received.cmp(c.hi) <= 0);
  f.say(s, 'underpayment', { ...figures, causes: causesOf(f, s, due), ...(mayBeChoice && CHECK) });
}

/** Lawful choices below the highest: the better award was not paid. */
export function tellLowerChoices(f: Findings, held: readonly Held[], use: Use): void {
  if (!held.some((h) => h.due.measure.uses !== undefined)) return;
  const byDue = new Map(held.map((h) => [h.due, h]));
  const { payable, forgone } = use.all();
  const { policy } = f.sources.context;
  for (const { award, insteadOf, partly } of forgone()) {
    const own = byDue.get(award);
    if (own === undefined || partly || insteadOf.some((o) => byDue.has(o))) continue;
    const expected = sum(insteadOf.map((o) => payable.get(o.index) ?? NOTHING));
    // On facts that are unknown it may be no lawful choice, or the higher one.
    if (award.determination.status !== 'eligible' || expected.lo.cmp(award.amount.hi) < 0) continue;
    const difference = notBelowZero(expected.hi.minus(own.paid));
    f.say(own, 'lower-choice', { difference, expected, clause: policy.overlap.clause, detail: listed([dueNames(insteadOf, policy), ''], '，') });
  }
}

/** What the award comes to in the best lawful combination of everything that the case gives, and in the others. */
function choicesOf(due: Due, use: Use): Span[] {
  const found = due.measure.uses && contestsByAward(use.all()).get(due);
  if (found === undefined) return [];
  const { contest, payouts } = found;
  const all = [...payouts, ...(maximalSets(contest) ?? []).flatMap((set) => payoutsOf(contest, set))];
  return all.filter((p) => p.awards.length === 1 && p.awards[0] === due).map((p) => p.span);
}
