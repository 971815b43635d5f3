import type { Determination } from '../core/determination.js';
import { byKey } from '../core/groups.js';
import type { Payment } from '../core/payment.js';
import type { Range } from '../core/span.js';
import { plain } from '../words/names.js';
import { PAYMENT, UNSETTLED } from '../words/terms.js';
import type { Block, Document, Figure } from './model.js';
import {
  conditionLine, estimate, headOf, leftOut, missingOf, nothingPayable, notesOf, openFacts, policyTitle, quoteOf, sentence, totalNote,
} from './parts.js';
import { isUnsettled, nowRow, payableNow, returnsOf, stagesBy } from './payments.js';
import type { Teller } from './teller.js';

/** The result notice (测算结果告知书): a letter to each payee, which says that it is an estimate. */
export function notice(t: Teller): Document {
  const all = byKey(t.assessment.determinations, (d) => d.payee ?? d.subject.id);
  // Where the case has one payee, what is said of the whole case concerns nobody else.
  const letters = [...all].map(([to, own]) => letter(t, to, own, all.size === 1));
  return {
    lang: t.lang,
    title: t.say('测算结果告知书', 'Notice of an estimate'),
    blocks: letters.length === 0 ? [{ is: 'text', text: t.say('案件中没有可测算的事项。', 'The case holds nothing to assess.') }] : letters,
  };
}

function letter(t: Teller, to: string, own: readonly Determination[], isOnly: boolean): Block {
  const chosen = own.filter((d) => t.payable.has(d.key));
  const refused = own.filter((d) => d.status === 'ineligible');
  const given = own.filter((d) => d.status !== 'ineligible' && !t.payable.has(d.key));
  const totals = t.assessment.byPayee.filter((p) => p.id === to);
  const missing = [...new Set(own.flatMap((d) => missingOf(t, d)))];
  const keys = new Set(own.map((d) => d.key));
  return {
    is: 'page',
    blocks: [
      { is: 'heading', level: 2, text: t.say(`${plain(to)}：`, `To ${plain(to)}`) },
      { is: 'text', text: t.say(
        `根据《${policyTitle(t)}》公开文本和所提供的事实，现将测算结果告知如下。本告知书为估算，不是审批决定。`,
        `On the published text of 《${policyTitle(t)}》 and the facts provided, the result is as follows. This notice is an estimate, not a decision.`,
      ) },
      headOf(t),
      ...section(t, '可享受的措施', 'Payable measures', chosen.length === 0 ? [{ is: 'text', text: nothingPayable(t, own) }] : [{
        is: 'figures',
        rows: [
          ...chosen.map((d) => ({ label: t.name(d), figure: t.figure(t.payable.get(d.key) as never, d.nature), note: t.clause(d.clause) })),
          ...totals.map((p) => ({ label: t.say('合计', 'Total'), figure: t.figure(p.total), strong: true })),
          ...nowRow(t, chosen.map((d) => d.key), totals.map((p) => p.total)),
        ],
      }, ...sentence(totals.length === 1 ? totalNote(t, chosen.map((d) => d.key), (totals[0] as { readonly total: Range }).total) : '')]),
      ...section(t, '拨付', 'Payment', whenPaid(t, chosen)),
      ...section(t, '未列入的措施', 'Measures that are left out', given.length === 0 ? [] : [{
        is: 'pairs',
        rows: given.map((d) => {
          const f = t.forgone.get(d.key);
          const why = f === undefined ? leftOut(t, d.key)
            : t.say(`同一投入已选${t.named(f.insteadOf)}（${t.clause(f.clause, false)}）`, `the same input is used by ${t.named(f.insteadOf)} (${t.clause(f.clause, false)})`);
          return because(t, d, why);
        }),
      }]),
      ...section(t, '不符合条件的措施', 'Measures whose conditions are not met', refused.length === 0 ? [] : [{
        is: 'pairs',
        rows: refused.map((d) => because(t, d, d.conditions.filter((c) => c.outcome === 'unmet').map((c) => conditionLine(t, c)).join(t.say('；', '; ')))),
      }]),
      ...section(t, '应退回的款项', 'Money to be returned', returnsOf(t, own)),
      ...section(t, '需补充或明确的事实', 'Facts to be supplied or found', openFacts(t, missing, '')),
      ...section(t, '提示', 'Notes', notesOf(t, t.assessment.warnings.filter((w) => isOnly || w.keys?.some((key) => keys.has(key))))),
      estimate(t),
      { is: 'signature', lines: [t.say('测算单位（盖章）：', 'Issued by (seal):'), t.say('　　　　年　　月　　日', 'Date:')] },
    ],
  };
}

/** What of each award is payable now, and below those that are paid alike the sentences that say when. */
function whenPaid(t: Teller, chosen: readonly Determination[]): Block[] {
  const paid = chosen.filter((d) => t.payments.has(d.key));
  return [...byKey(paid, (d) => [d.measure, ...stagesBy(t, d), ...t.amended(d, stagesBy(t, d)).map((p) => p.words)].join(' ')).values()].flatMap((alike): Block[] => [
    { is: 'figures', rows: alike.map((d) => ({ label: t.name(d), figure: nowFigure(t, d) })) },
    ...quoteOf(t, alike[0] as Determination, stagesBy(t, alike[0] as Determination)),
  ]);
}

/** With what it is: an advance, the balance of an account, or all of it at once. */
function nowFigure(t: Teller, d: Determination): Figure {
  const payment = t.payments.get(d.key) as Payment;
  const word = payment.settlement === undefined ? PAYMENT.payableNow : payment.advance === undefined ? PAYMENT.once : (isUnsettled(t, d) ? UNSETTLED : PAYMENT).payable;
  return { ...t.figure(payableNow(payment) as Range), lead: `${word[t.lang]} ` };
}

const because = (t: Teller, d: Determination, why: string) => ['', `${t.named([d.key])}${t.say('：', ': ')}${why}`] as const;

const section = (t: Teller, zh: string, en: string, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [{ is: 'heading', level: 3, text: t.say(zh, en) }, ...blocks];
