import { sharesOf, tableOf } from '../case/case.js';
import { type Context, excludes } from '../core/context.js';
import { type Dec, compare, formatMoney, grouped } from '../core/decimal.js';
import type { FactEntry, FactList, FactTable } from '../core/fact.js';
import type { Row } from '../core/facts.js';
import { byKey, remembered } from '../core/groups.js';
import type { Rules } from '../core/policy.js';
import type { Contradiction } from '../core/relations.js';
import type { Range } from '../core/span.js';
import { type Bilingual, quoted, quotedEn, text } from '../core/text.js';
import type { AssessmentView, AwardView, Warning } from '../core/view.js';
import type { Chosen } from './chosen.js';

/** The warnings under every policy. */
export type WarningKind = 'contradictory-facts' | 'unit-slip' | 'similar-names' | 'money-to-return';

const warning = (code: WarningKind, message: Bilingual, keys?: readonly string[]): Warning => ({ code, message, ...(keys && { keys }) });

/** What an award is called in a sentence: subject, year and measure. */
const awardName = ({ measure: { title }, subject: { id, year } }: AwardView): Bilingual =>
  text(`“${id}”的${year === undefined ? '' : `${year}年度`}${title.zh}`, `the ${title.en}${year === undefined ? '' : ` for ${year}`} of “${id}”`);

/** What a reader should know beside the figures: what every policy warns of, and what this one does. */
export function warningsOf(view: AssessmentView, context: Context<Rules>, chosen: Chosen): Warning[] {
  return [
    ...context.policy.warnings(view),
    ...contradictions(view, context),
    ...slips(view, context),
    ...similarNames(view, context),
    ...toBeReturned(view, context, chosen),
  ];
}

/** What a row is called: its kind and its id, the first that its table has. */
function rowName(list: string, row: Row, context: Context<Rules>): Bilingual {
  const { row: kind, of } = context.policy.facts[list] as FactList;
  const [naming] = Object.entries(of).find(([, entry]) => entry.kind === 'fact' && entry.type === 'id') as [string, FactEntry];
  const id = String(row[naming]);
  return text(`${kind.zh}“${id}”`, `${kind.en} “${id}”`);
}

/** Where facts of a row stand: in itself, or in a group of it. */
const holdersOf = remembered((table: FactTable): readonly (readonly [group: string | undefined, facts: FactTable])[] =>
  [[undefined, table], ...Object.entries(table).flatMap(([name, entry]) => (entry.kind === 'group' ? [[name, entry.of] as const] : []))]);

const heldIn = (row: Row, group: string | undefined): Row | undefined => (group === undefined ? row : (row[group] as Row | undefined));

const exceeds = (part: Dec | undefined, whole: Dec | undefined): boolean => part !== undefined && whole !== undefined && compare(part, whole) > 0;

/** What the rows of each list are looked at for, worked out once for a policy: what contradicts what, and the facts that name a person. */
const watchedLists = remembered(({ facts, relations }: Rules) => Object.entries(facts).flatMap(([list, entry]) => {
  if (entry.kind !== 'list') return [];
  // Parts of a whole, both in the row or both in one group of it.
  const within = relations.within.flatMap(({ part, whole }) => holdersOf(entry.of).flatMap(([group, { [part]: p, [whole]: w }]): Contradiction[] => {
    if (p === undefined || w === undefined) return [];
    const words = text(`${p.name.zh}大于${w.name.zh}`, `${p.name.en} exceeds ${w.name.en}`);
    const isOver = (held: Row | undefined): boolean => exceeds(held?.[part] as Dec | undefined, held?.[whole] as Dec | undefined);
    return [{ list, found: (row: Row) => (isOver(heldIn(row, group)) ? words : undefined) }];
  }));
  const persons = Object.entries(entry.of).flatMap(([name, e]) => (e.kind === 'fact' && e.type === 'id' && e.refersTo === undefined && name !== 'id' ? [name] : []));
  return [{ list, persons, contradictions: [...within, ...relations.contradictions.filter((c) => c.list === list)] }];
}));

/** Facts that contradict each other; each is taken as stated. */
function contradictions(view: AssessmentView, context: Context<Rules>): Warning[] {
  const out: Warning[] = [];
  const { facts: table, relations } = context.policy;
  const add = (list: string, row: Row, found: Bilingual | undefined): void => {
    if (found === undefined) return;
    const name = rowName(list, row, context);
    out.push(warning('contradictory-facts', text(`${name.zh}：${found.zh}。`, `${name.en}: ${found.en}.`)));
  };
  const lookup = (list: string, id: string): Row | undefined => view.rows(list)[view.position(list, id)];
  for (const { list, contradictions: own } of watchedLists(context.policy)) {
    for (const row of view.rows(list)) for (const { found } of own) add(list, row, found(row as never, lookup, view.facts));
  }
  for (const share of relations.shares) {
    const { list, fact, whole } = share;
    for (const [id, sum] of sharesOf(view.rows(list), share)) {
      const row = lookup(whole.list, id) as Row;
      for (const [group, facts] of holdersOf(tableOf(table, whole.list))) {
        if (!exceeds(sum, heldIn(row, group)?.[whole.fact] as Dec | undefined)) continue;
        const [{ name }, { name: all }] = [tableOf(table, list)[fact], facts[whole.fact]] as [FactEntry, FactEntry];
        add(whole.list, row, text(`${name.zh}合计大于${all.zh}`, `the sum of “${name.en}” exceeds ${all.en}`));
      }
    }
  }
  return out;
}

/** Ten thousand yuan typed as yuan: forms and statistics are in 万元. */
function slips(view: AssessmentView, context: Context<Rules>): Warning[] {
  const { relations, facts } = context.policy;
  const out: Warning[] = [];
  for (const { list, group, fact, tooSmall } of relations.slips) {
    for (const row of view.rows(list)) {
      const value = heldIn(row, group)?.[fact] as Dec | undefined;
      if (value === undefined || !tooSmall(row as never)) continue;
      const name = rowName(list, row, context);
      const own = tableOf(facts, list);
      const { name: of } = (group === undefined ? own : tableOf(own, group))[fact] as FactEntry;
      const shown = grouped(formatMoney(value));
      out.push(warning('unit-slip', text(
        `${name.zh}的${of.zh}为${shown}元，疑为以万元填写：金额一律以元计，请核对。`,
        `The ${of.en} of ${name.en} is ${shown} yuan, which looks like 万元: amounts are in yuan, please check.`,
      )));
    }
  }
  return out;
}

/** Anything but plain lower case, digits and Chinese characters can be typed in another way. */
const FOLDS = /[^0-9a-z\u3400-\u9fff]/;

/** A name without width, case, spaces and brackets, in which two ways of typing one name meet. */
const folded = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/[\s()（）[\]［］【】〔〕{}·•.,，、。\-_]/gu, '');

/** Names that differ only in width, brackets or spaces share no cap, because names are compared exactly. */
function similarNames(view: AssessmentView, context: Context<Rules>): Warning[] {
  const persons = new Set<string>();
  const out: Warning[] = [];
  const warn = (names: ReadonlySet<string>): void => {
    if (names.size < 2 || ![...names].some((name) => FOLDS.test(name))) return;
    for (const [key, own] of byKey(names, folded)) {
      if (own.length < 2 || key === '') continue;
      out.push(warning('similar-names', text(
        `${quoted(...own)}仅全半角、括号或空格不同，按不同名称处理，不共用限额：如系同一主体，请统一写法。`,
        `${quotedEn(...own)} differ only in width, brackets or spaces; they are taken as different names and share no cap: if they are one, write them alike.`,
      )));
    }
  };
  for (const { list, persons: names } of watchedLists(context.policy)) {
    const rows = view.rows(list);
    for (const name of names) for (const row of rows) if (row[name] !== undefined) persons.add(row[name] as string);
    if (rows.length > 1) warn(new Set(rows.map((row) => row['id'] as string)));
  }
  warn(persons);
  return out;
}

/** Money to be returned: advanced beyond the final amount, or on an award that came to nothing. */
function toBeReturned(view: AssessmentView, context: Context<Rules>, chosen: Chosen): Warning[] {
  const owing = view.payments.filter(({ settlement }) => (settlement?.recoverable?.max ?? '0.00') !== '0.00');
  if (owing.length === 0) return [];
  const forgone = new Map(chosen.forgone().map((f) => [f.award.index, f.insteadOf]));
  const awards = new Map(view.awards.map((a) => [a.determination.key, a]));
  return owing.map(({ key, settlement }): Warning => {
    const back = settlement?.recoverable as Range;
    const award = awards.get(key) as AwardView;
    const of = awardName(award);
    const others = (forgone.get(award.index) ?? electedFor(award, view, context)).map(awardName);
    const [zh, en] = others.length === 0 ? ['', ''] : [
      `，已改按${others.map((o) => o.zh).join('、')}享受`,
      `; ${others.map((o) => o.en).join(', ')} is taken instead`,
    ];
    const most = grouped(back.max);
    const sum = back.min === back.max ? most : `${grouped(back.min)}–${most}`;
    // While facts are open, that money is to be returned is possible, not found.
    return warning('money-to-return', back.min === '0.00' ? text(
      `${of.zh}已预拨款项可能超出最终应得（尚缺事实），可能应退回至多${most}元；各项之间不自动抵扣。`,
      `More may have been advanced on ${of.en} than it comes to, facts being open: up to ${most} yuan may have to be returned; nothing is netted between awards.`,
    ) : text(
      `${of.zh}已预拨款项超出最终应得，应退回${sum}元${zh}；各项之间不自动抵扣。`,
      `More was advanced on ${of.en} than it comes to: ${sum} yuan to be returned${en}; nothing is netted between awards.`,
    ), [key]);
  });
}

/** What was elected on the inputs of an award that was not. */
function electedFor(award: AwardView, view: AssessmentView, context: Context<Rules>): readonly AwardView[] {
  if (award.amount.hi.isZero() || view.paid(award) !== undefined) return [];
  const isOn = (other: AwardView): boolean => {
    const rows = view.chosenRows(other);
    return (rows.length === 0 ? other.inputs : rows.map((r) => other.inputs[r] as number)).some((input) => award.inputs.includes(input));
  };
  // One input is measured by one award of a measure.
  const excluded = ({ measure }: AwardView): boolean => measure === award.measure || excludes(context, award.measure.code, measure.code);
  return view.awards.filter((other) => view.paid(other) !== undefined && excluded(other) && isOn(other));
}
