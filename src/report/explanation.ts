import type { Determination } from '../core/determination.js';
import { byKey } from '../core/groups.js';
import { PAYEE } from '../words/terms.js';
import { plain } from '../words/names.js';
import { calculationOf } from './calculation.js';
import type { Block, Document, FigureRow } from './model.js';
import {
  choiceOf, conditionsOf, decisionOf, departmentLine, documentOf, electionOf, itemsOf, missingOf, notesOf, nothingPayable,
  openFacts, quoteOf, readingsByClause, readingsFor, sharedClauses, totalNote,
} from './parts.js';
import { nowRow, paymentRows, stagesBy, stagesOf } from './payments.js';
import { timeline, waterfall } from './pictures.js';
import type { Teller } from './teller.js';

/** The explanation: the result first, then each measure with its reasons, then what is left open. */
export function explanation(t: Teller): Document {
  return documentOf(t, t.say('测算说明（估算，不是审批决定）', 'Explanation of an assessment (an estimate, not a decision)'), [
    ['测算结果', 'The result', result(t)],
    ['各项措施', 'The measures', measures(t)],
    ['按主体、按收款单位合计', 'Totals by subject and by payee', totals(t)],
    ['待明确的事实', 'Open facts', open(t)],
    ['各项共同适用的解读', 'Readings that all measures share', shared(t)],
    ['提示', 'Notes', notesOf(t, t.assessment.warnings)],
  ]);
}

/** The payable combination, what was given up for it, and the next best. */
function result(t: Teller): Block[] {
  const { selection } = t.assessment;
  const elected = electionOf(t);
  if (selection.payable.length === 0) return [{ is: 'text', text: t.sentences([nothingPayable(t, t.assessment.determinations), ...elected]) }];
  const rows: FigureRow[] = selection.payable.map(({ key, amount }) => {
    const d = t.determination(key);
    return { label: t.name(d), figure: t.figure(amount, d.nature) };
  });
  const now = nowRow(t, selection.payable.map((p) => p.key), [selection.total]);
  return [
    { is: 'figures', rows: [...rows, { label: t.say('合计', 'Total'), strong: true, figure: t.figure(selection.total) }] },
    ...(now.length === 0 ? [] : [{ is: 'figures', rows: now } as const]),
    { is: 'text', text: t.sentences([
      ...elected,
      selection.optimal ? selection.election?.lawful === true ? ''
          : selection.robust ? t.say('已证明没有更高的组合。', 'Proven: no combination brings more.') : t.say('已证明没有下限更高的组合。', 'Proven: no combination is certain to bring more.')
        : t.payees !== undefined ? t.say('已达计算量限额，未能证明为最高。', 'Work limit reached, not proven.')
        : t.say(`已达计算量限额，未能证明为最高；不会超过${t.money({ min: selection.upperBound, max: selection.upperBound })}。`, `Work limit reached, not proven; it cannot exceed ${t.money({ min: selection.upperBound, max: selection.upperBound })}.`),
      selection.robust ? '' : t.say('未定金额确定后，所选组合未必仍为最优。', 'Open amounts may turn the choice: it is not proven to be the best in every case.'),
      selection.tight ? '' : t.say('合计区间可靠，但可能偏宽。', 'The range of the total is safe, but may be wider than need be.'),
      totalNote(t, selection.payable.map((p) => p.key), selection.total),
    ]) },
    ...forgone(t),
    ...second(t),
  ];
}

function forgone(t: Teller): Block[] {
  const { forgone: all } = t.assessment.selection;
  if (all.length === 0) return [];
  return [{
    is: 'figures',
    rows: all.map(({ key, insteadOf, clause, loses, partly }) => {
      const d = t.determination(key);
      const word = partly === true ? t.say('部分放弃', 'Forgone in part') : t.say('放弃', 'Forgone');
      return {
        label: `${word}  ${t.name(d)}`, figure: t.figure(loses, d.nature),
        note: t.say(`${t.clause(clause)}：同一投入已选${t.named(insteadOf)}`, `${t.clause(clause)}: same input as ${t.named(insteadOf)}`),
      };
    }),
  }];
}

/** The next best combination, and the one of the stricter readings. */
function second(t: Teller): Block[] {
  const { chosen, runnerUp, strict } = t.assessment.selection;
  const differs = (other: readonly string[]): string => {
    const [has, had] = [new Set(other), new Set(chosen)];
    const [dropped, added] = [chosen.filter((k) => !has.has(k)), other.filter((k) => !had.has(k))];
    // Awards that stay give up to the added ones the part of an input that both would use.
    const beside = [...new Set(added.flatMap((k) => t.forgone.get(k)?.insteadOf ?? []))].filter((k) => has.has(k));
    const once = beside.length === 0 ? '' : t.say(`（与${t.named(beside)}为同一投入，只计一次）`, ` (on the same input as ${t.named(beside)}, which counts once)`);
    return [
      ...(dropped.length === 0 ? [] : [t.say(`不取${t.named(dropped)}`, `without ${t.named(dropped)}`)]),
      ...(added.length === 0 ? [] : [t.say(`另取${t.named(added)}${once}`, `with ${t.named(added)}${once}`)]),
    ].join(t.say('；', '; '));
  };
  const rows: FigureRow[] = [];
  if (runnerUp !== undefined) {
    rows.push({ label: t.say('次优组合合计', 'Next best combination'), figure: t.figure(runnerUp.total) });
    rows.push({ label: t.say('比所选少', 'less than the chosen one'), deep: true, figure: t.figure(runnerUp.gap), note: differs(runnerUp.chosen) });
  }
  if (strict !== undefined) {
    rows.push({ label: t.say('按“同一投入”的从严解读合计', 'Total under the stricter reading of the same input'), figure: t.figure(strict.total), note: differs(strict.chosen) });
  }
  return rows.length === 0 ? [] : [{ is: 'figures', rows: rows.map((r) => (r.note === '' ? { ...r, note: undefined } : r)) }];
}

function measures(t: Teller): Block[] {
  const clauses = sharedClauses(t);
  const byClause = new Map([...readingsByClause(t)].filter(([clause]) => !clauses.has(clause)));
  const all = t.assessment.determinations;
  return all.length === 0 ? [{ is: 'text', text: t.say('案件中没有可测算的事项。', 'The case holds nothing to assess.') }] : all.map((d) => card(t, d, byClause));
}

function card(t: Teller, d: Determination, byClause: ReadonlyMap<string, readonly string[]>): Block {
  const { rows, bars } = calculationOf(t, d);
  const payment = paymentRows(t, d);
  const stages = stagesOf(t, d);
  const department = departmentLine(t, d);
  const about = [t.clause(d.clause), t.subject(d), ...(d.payee === undefined || d.payee === d.subject.id ? [] : [t.say(`收款单位 ${plain(d.payee)}`, `paid to ${plain(d.payee)}`)])];
  const picture = (name: string) => `${t.title(d).replace(/ {2,}/g, ' ')}${t.say('：', ': ')}${name}`;
  const options = { unit: t.unit, lang: t.lang };
  return {
    is: 'card',
    title: t.title(d),
    figure: t.figure(d.amount, d.nature),
    status: d.status,
    blocks: [
      { is: 'text', text: about.join(t.say('，', ', ')) },
      { is: 'text', tone: 'lead', text: decisionOf(t, d) },
      ...quoteOf(t, d, [d.clause]),
      ...conditionsOf(t, d),
      ...itemsOf(t, d),
      ...(rows.length === 0 ? [] : [{ is: 'figures', lead: t.say('计算', 'amount'), rows } as const]),
      ...(bars.every((b) => b.amount.max === bars[0]?.amount.max) ? [] : [{ is: 'picture', svg: waterfall(bars, { ...options, title: picture(t.say('自基数至可享受金额', 'from the base to the amount')) }) } as const]),
      ...choiceOf(t, d),
      ...(payment.length === 0 ? [] : [{ is: 'figures', lead: t.say('拨付', 'payment'), rows: payment } as const]),
      ...quoteOf(t, d, stagesBy(t, d)),
      ...(stages.length === 0 ? [] : [{ is: 'picture', svg: timeline(stages, { ...options, title: picture(t.say('预拨与结算', 'advances and settlement')) }) } as const]),
      ...openFacts(t, missingOf(t, d)),
      ...readingsFor(t, d, byClause),
      ...(department === '' ? [] : [{ is: 'pairs', lead: t.say('责任单位', 'offices'), rows: [['', department]] } as const]),
    ],
  };
}

function totals(t: Teller): Block[] {
  const { bySubject, byPayee } = t.assessment;
  // What is reported beside the figures belongs to the whole case, not to some payees of it.
  const beside = t.payees === undefined ? t.policy.besideWords?.(t.assessment as never) ?? [] : [];
  const figures = (rows: readonly FigureRow[]): Block[] => (rows.length === 0 ? [] : [{ is: 'figures', rows }]);
  return [
    ...figures(bySubject.map((s) => ({ label: t.subject({ subject: s }), figure: t.figure(s.total) }))),
    ...figures(byPayee.map(({ kind, id, total }) => ({ label: t.say(`收款${PAYEE[kind].zh} ${plain(id)}`, `paid to ${PAYEE[kind].en} ${plain(id)}`), figure: t.figure(total) }))),
    ...figures(beside.map(({ label, amount, deep }) => ({ label: label[t.lang], figure: t.figure(amount), deep }))),
  ];
}

/** Every open fact once, by who answers it. */
function open(t: Teller): Block[] {
  const paths = new Set<string>();
  for (const d of t.assessment.determinations) for (const path of missingOf(t, d)) paths.add(path);
  return [...byKey(paths, (path) => t.answerer(path))].map(([who, own]): Block => ({
    is: 'pairs', rows: [[who === '' ? t.say('其他', 'others') : who, own.map((path) => t.fact(path)).join(t.say('；', '; '))]],
  }));
}

/** Every reading of the sentences that run through several articles, with its question. */
function shared(t: Teller): Block[] {
  const clauses = sharedClauses(t);
  const rows = Object.entries(t.policy.readings).flatMap(([id, { see, clause, question, values }]) => {
    const value = values[t.assessment.readings[id] ?? ''];
    return value === undefined || !clauses.has(clause) ? [] : [[`${see} ${t.clause(clause, false)}`, `${question[t.lang]} ${value[t.lang]}`] as const];
  });
  return rows.length === 0 ? [] : [{ is: 'pairs', rows }];
}
