import type { Determination } from '../core/determination.js';
import { NATURE, STATUS } from '../words/terms.js';
import { calculationOf } from './calculation.js';
import type { Block, Cell, Document } from './model.js';
import { cellOf, documentOf, electionOf, notesOf, sentence, totalNote } from './parts.js';
import { nowOf, payableNow, returnsOf } from './payments.js';
import type { Teller } from './teller.js';

/** The calculation sheet (测算表): one line for each award, then its steps. */
export function sheet(t: Teller): Document {
  const { determinations, selection } = t.assessment;
  const head = [
    t.say('措施与对象', 'Measure and subject'), t.say('结论', 'Status'), t.say('依据', 'Sentence'), t.say('测算金额', 'Amount'), t.say('可享受', 'Payable'), t.say('现可支付', 'Payable now'),
  ];
  const line = (d: Determination): Cell[] => {
    // What may be paid of an award that another combination would take is no part of the total.
    const [payable, payment] = [t.payable.get(d.key), t.payments.get(d.key)];
    return [
      t.named([d.key]), STATUS[d.status][t.lang], t.clause(d.clause, false), t.figure(d.amount, d.nature),
      cellOf(t, payable, d.nature), cellOf(t, payable && payment && payableNow(payment)),
    ];
  };
  const now = t.assessment.payments.length === 0 ? '' : t.figure(nowOf(t, selection.payable.map((p) => p.key), [selection.total]));
  return documentOf(t, t.say('测算表（估算，不是审批决定）', 'Calculation sheet (an estimate, not a decision)'), [
    ['汇总', 'Summary', [
      { is: 'table', head, rows: determinations.map(line), foot: [t.say('合计', 'Total'), '', '', '', t.figure(selection.total), now] },
      ...[...electionOf(t), totalNote(t, selection.payable.map((p) => p.key), selection.total)].flatMap(sentence),
    ]],
    ['应退回的款项', 'Money to be returned', returnsOf(t, determinations)],
    ['计算过程', 'The calculations', determinations.flatMap((d) => steps(t, d))],
    ['提示', 'Notes', notesOf(t, t.assessment.warnings)],
  ]);
}

function steps(t: Teller, d: Determination): Block[] {
  const { rows } = calculationOf(t, d);
  if (rows.length === 0) return [];
  return [{ is: 'card', title: t.name(d), figure: t.figure(d.amount, d.nature), status: d.status, blocks: [
    { is: 'text', text: `${t.clause(d.clause)}${t.say('，', ', ')}${NATURE[d.nature][t.lang]}` },
    { is: 'figures', lead: t.say('计算', 'amount'), rows },
  ] }];
}
