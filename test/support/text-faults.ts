/**
 * The text against the code: everything that is wrong with the claims on its words, as sentences. A policy without
 * faults has every word claimed once, every number in a parameter of that value, every comparison as the words say.
 */
import type { CoveredSentence, ClaimedWords } from '../../src/core/coverage.js';
import type { FactTable } from '../../src/core/fact.js';
import type { ParameterRecord } from '../../src/core/law.js';
import type { Measure } from '../../src/core/measure.js';
import type { Responsibility } from '../../src/core/policy.js';

export interface Checked {
  readonly coverage: readonly CoveredSentence[];
  readonly parameters: Readonly<Record<string, ParameterRecord>>;
  readonly measures: readonly Measure[];
  readonly facts: FactTable;
  readonly responsibilities: readonly Responsibility[];
  readonly readings: Readonly<Record<string, { readonly see: string; readonly clause: string; readonly excerpt: string }>>;
  readonly overlap: { readonly clause: string };
  /** Articles with an award that expressly stands beside another. */
  readonly stackable: readonly number[];
}

// ---- the words of the text ----------------------------------------------------------------

const NUMBER = /\d{4}年\d{1,2}月\d{1,2}日|\d+(?:\.\d+)?(?:万元|%|家)?/g;

/** What decides something wherever it stands: bounds, times, objects, connectives, permissions. */
const OPERATIVE = new RegExp(
  [
    '（含软件）', '（含）', '（直接租赁）', '（审批）', '（奖励）', '含', '以上', '最高', '不超过', '不得', '有效期', '待', '前', '后', '起', '至', '自',
    '一次性', '每年', '年度', '年利率', '年实际发生额', '单个项目', '单户企业', '分别', '分档', '总额', '总金额', '其余部分', '统一', '叠加', '扣减',
    '同一', '重复', '就高', '优先', '除另有规定外', '除外', '且', '并', '和', '及', '、(?=签订)', '等', '其他', '均', '即', '可', '需', '若', '从其', '各', '下同',
  ].join('|'),
  'g',
);

/** Words that other texts bound or join with and this one does not use: one that came in would need a claim and a rule here. */
const UNUSED = /以下|以内|不满|低于|不足|不低于|不少于|大于|小于|至少|(?<!不)超过|或|倍|累计|合计|每月|每季|每户|应当|必须|方可|以外/;

/** What may stay unclaimed: it joins the words and rules nothing. */
const INERT = /^(?:对|的|给予|按|补助|拨款|为|本政策|[，；。、（）])*$/;

/** The comparison that words state; undefined where they state several. */
export function boundOf(words: string): string | undefined {
  const stated = [
    [/以上|不少于/, 'at-least'],
    [/(?<!不)超过/, 'above'],
    [/最高|不超过|前\d|以下|以内/, 'at-most'],
    [/不满|低于/, 'below'],
    [/自\d.*起|（含）后/, 'on-or-after'],
    [/至\d/, 'on-or-before'],
  ].flatMap(([pattern, bound]) => ((pattern as RegExp).test(words) ? [bound as string] : []));
  return stated.length === 0 ? 'exactly' : stated.length === 1 ? stated[0] : undefined;
}

/** The value that words state, read by hand: 500万元 is 5000000, 2.5% is 0.025. */
export function valueOf(words: string): string | undefined {
  const day = /(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(words);
  if (day !== null) return [day[1], day[2]?.padStart(2, '0'), day[3]?.padStart(2, '0')].join('-');
  const found = [...words.matchAll(/(\d+)(?:\.(\d+))?(万元|%)?/g)];
  if (found.length !== 1) return undefined;
  const [, whole = '', fraction = '', unit] = found[0] as RegExpMatchArray;
  return shifted(whole + fraction, fraction.length + (unit === '%' ? 2 : unit === '万元' ? -4 : 0));
}

/** Digits with the point so many places from their end. */
function shifted(digits: string, places: number): string {
  if (places <= 0) return plain(digits + '0'.repeat(-places));
  const padded = digits.padStart(places + 1, '0');
  return plain(`${padded.slice(0, -places)}.${padded.slice(-places)}`);
}

/** A decimal without zeros that say nothing. */
const plain = (decimal: string): string => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal).replace(/^0+(?=\d)/, '');

/** The words that give a ceiling its scope, and whether the text leaves it to a discussion. */
const SCOPES: Readonly<Record<string, { readonly words: readonly string[]; readonly bySee?: true }>> = {
  'one-off': { words: ['一次性'] },
  project: { words: ['单个项目'] },
  'enterprise-year': { words: ['单户企业', '每年'] },
  'provider-year': { words: ['服务商', '每年'] },
  supplier: { words: ['企业'], bySee: true },
  consortium: { words: ['联合体'] },
  park: { words: ['园区'] },
};

// ---- the checks ---------------------------------------------------------------------------

export const textFaults = (c: Checked): string[] => [
  ...c.coverage.flatMap((s) => [...spanFaults(s), ...wordFaults(s, c), ...claimantFaults(s, c)]),
  ...c.coverage.flatMap(headingFaults),
  ...Object.entries(c.parameters).flatMap(([id, p]) => parameterFaults(id, p, c)),
  ...unclaimedCode(c),
];

/** Words that are not there, not unique, claimed twice, or left over. */
function spanFaults({ clause, text, claims }: CoveredSentence): string[] {
  if (claims.length === 0) return [`${clause} is not claimed`];
  const faults: string[] = [];
  let rest = '';
  let at = 0;
  for (const { words, start, end, by } of [...claims].sort((a, b) => a.start - b.start)) {
    if (start < 0 || text.slice(start, end) !== words || words === '') faults.push(`${clause} has no words 「${words}」`);
    else if (text.includes(words, start + 1) || text.indexOf(words) !== start) faults.push(`${clause} has the words 「${words}」 more than once`);
    if (start < at) faults.push(`${clause} 「${words}」 is claimed twice`);
    if (by.length === 0) faults.push(`${clause} 「${words}」 is claimed by nothing`);
    rest += `${text.slice(at, Math.max(at, start))}`;
    at = Math.max(at, end);
  }
  rest += text.slice(at);
  return INERT.test(rest) ? faults : [...faults, `${clause} leaves 「${rest}」 unclaimed`];
}

const within = (claims: readonly ClaimedWords[], index: number, length: number): readonly ClaimedWords[] =>
  claims.filter((c) => c.start <= index && index + length <= c.end);

/** Every number and operative word, by what may claim it. */
function wordFaults(sentence: CoveredSentence, { parameters }: Checked): string[] {
  const { clause, text, status, claims } = sentence;
  const faults: string[] = [];
  const unused = UNUSED.exec(text);
  if (unused !== null) faults.push(`${clause} 「${unused[0]}」 is a word without a rule`);
  for (const pattern of [NUMBER, OPERATIVE]) {
    for (const match of text.matchAll(pattern)) {
      const word = match[0];
      const owners = within(claims, match.index, word.length);
      const [owner] = owners;
      if (owner === undefined || owners.length > 1) faults.push(`${clause} 「${word}」 is claimed ${owners.length} times`);
      else if (status === 'modelled') faults.push(...misclaimed(word, owner, parameters).map((why) => `${clause} 「${word}」 ${why}`));
      else if (status !== 'heading' && (pattern === NUMBER ? word !== '5' : /^(?:以上|最高|不超过|一次性)$/.test(word))) faults.push(`${clause} 「${word}」 stands in a sentence without code`);
    }
  }
  return faults;
}

/** Words that only one kind of thing can claim. */
function misclaimed(word: string, { parameter, by }: ClaimedWords, parameters: Checked['parameters']): string[] {
  const { bound, scope = '' } = (parameter === undefined ? undefined : parameters[parameter]) ?? {};
  const is = (ok: boolean, expected: string): string[] => (ok ? [] : [`is not ${expected}`]);
  if (/^\d/.test(word)) return is(parameter !== undefined, 'the number of a parameter');
  if (word === '以上') return is(bound === 'at-least', 'the bound of a parameter from below');
  if (word === '最高' || word === '不超过') return is(bound === 'at-most' || by.includes('overlap'), 'the bound of a parameter from above');
  if (word === '一次性' || word === '单个项目' || word === '单户企业') return is(SCOPES[scope]?.words.includes(word) === true, 'the scope of a parameter');
  if (word !== '每年') return [];
  return is(scope.endsWith('-year') || by.some((b) => /^(?:year|payment|fact):/.test(b)), 'a yearly scope, evaluation or payment');
}

/** 一、 heads Article 1, and so on; the title has no number. */
function headingFaults({ clause, kind, text }: CoveredSentence): string[] {
  if (kind !== 'heading') return [];
  const article = '一二三四五六七八九'.indexOf(/^(.)、/.exec(text)?.[1] ?? '?') + 1;
  return clause === `A${article}` ? [] : [`${clause} is headed as Article ${article}`];
}

/** A number as its words state it: value, comparison, scope. */
function parameterFaults(id: string, p: ParameterRecord, { coverage }: Checked): string[] {
  const sentence = coverage.find((s) => s.clause === p.clause);
  const own = sentence?.claims.filter((c) => c.parameter === id) ?? [];
  const faults: string[] = [];
  const places = coverage.flatMap((s) => s.claims.filter((c) => c.parameter === id)).length;
  if (own.length !== 1 || places !== 1) faults.push(`${id} is claimed ${places} times, ${own.length} of them in ${p.clause}`);
  if (valueOf(p.words) !== (p.unit === 'day' ? p.value : plain(p.value))) faults.push(`${id} is ${p.value}, its words say ${valueOf(p.words)}`);
  if (boundOf(p.words) !== p.bound) faults.push(`${id} is ${p.bound}, its words say ${boundOf(p.words)}`);
  if (p.scope === undefined) return faults;
  const scope = SCOPES[p.scope];
  if (scope === undefined) return [...faults, `${id} has the unknown scope ${p.scope}`];
  const given = [...own, ...(sentence?.claims.filter((c) => c.by.includes(`scope:${id}`)) ?? [])];
  for (const word of scope.words) {
    const by = given.find((c) => c.words.includes(word));
    if (by === undefined) faults.push(`${id} is ${p.scope} without 「${word}」`);
    else if (scope.bySee === true && by.see === undefined) faults.push(`${id} is ${p.scope} without a discussion that says why`);
  }
  return faults;
}

const conditionsOf = (m: Measure): { readonly id: string; readonly clause: string }[] => [
  ...m.conditions,
  ...(m.rows?.conditions ?? []),
  ...(m.sumCondition === undefined ? [] : [m.sumCondition]),
];
const articleOf = (clause: string): number => Number(/^A(\d)/.exec(clause)?.[1] ?? 0);
const isYearly = (m: Measure): boolean => m.source.year !== undefined;

/** Whether what claims words exists and belongs to their sentence. */
function claimantFaults({ clause, text, claims, status }: CoveredSentence, c: Checked): string[] {
  const measure = (code: string): Measure | undefined => c.measures.find((m) => m.code === code && m.article === articleOf(clause));
  const exists = (kind: string, name: string): boolean => {
    switch (kind) {
      case 'condition': return c.measures.some((m) => conditionsOf(m).some((k) => k.id === name && k.clause === clause));
      case 'formula':
      case 'payee': return measure(name) !== undefined;
      case 'payment': return measure(name)?.pays !== undefined;
      case 'year': return measure(name) !== undefined && isYearly(measure(name) as Measure);
      case 'scope': return c.parameters[name]?.clause === clause && c.parameters[name]?.scope !== undefined;
      case 'fact': return factAt(c.facts, name.split('.'));
      case 'overlap': return c.overlap.clause === clause || (text.includes('叠加') && c.stackable.includes(articleOf(clause)));
      case 'departments': return c.responsibilities.some((r) => r.clause === clause);
      case 'heading': return status === 'heading';
      case 'amendment': return true;
      default: return kind === 'programmatic' || kind === 'not-modelled';
    }
  };
  return claims.flatMap(({ words, by, reason }) =>
    by.flatMap((claimant) => {
      const [kind = '', name = ''] = claimant.split(':');
      if (!exists(kind, name)) return [`${clause} 「${words}」 is claimed by ${claimant}, which there is not`];
      const uncoded = kind === 'programmatic' || kind === 'not-modelled';
      return uncoded && status === 'modelled' && (reason?.zh.length ?? 0) * (reason?.en.length ?? 0) === 0 ? [`${clause} 「${words}」 is ${kind} without a reason`] : [];
    }),
  );
}

function factAt(table: FactTable, path: readonly string[]): boolean {
  const [name = '', ...rest] = path;
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  if (entry === undefined) return false;
  return rest.length === 0 || ('of' in entry && typeof entry.of === 'object' && factAt(entry.of as FactTable, rest));
}

/** Conditions, formulas, payments, yearly measures, departments and readings that no words stand behind, and ceilings that are none. */
function unclaimedCode({ coverage, parameters, measures, responsibilities, readings }: Checked): string[] {
  const claimed = new Set(coverage.flatMap((s) => s.claims.flatMap((c) => c.by.flatMap((by) => [by, `${s.clause} ${by}`]))));
  const missing = (what: string): string[] => (claimed.has(what) ? [] : [`${what} claims no words`]);
  const ceilings = new Set(measures.map((m) => m.formula.cap));
  return [
    ...measures.flatMap((m) => [
      ...conditionsOf(m).flatMap((k) => missing(`${k.clause} condition:${k.id}`)),
      ...missing(`formula:${m.code}`),
      ...(m.pays === undefined ? [] : missing(`payment:${m.code}`)),
      ...(isYearly(m) ? missing(`year:${m.code}`) : []),
    ]),
    ...coverage.flatMap((s) => s.claims.filter((c) => c.by.some((b) => b.startsWith('year:')) && !c.words.includes('每年')).map((c) => `${s.clause} 「${c.words}」 is yearly without 「每年」`)),
    ...responsibilities.flatMap((r) => missing(`${r.clause} departments`)),
    ...Object.entries(readings).flatMap(([id, r]) => {
      const sentence = coverage.find((s) => s.clause === r.clause);
      const [from, to] = [sentence?.text.indexOf(r.excerpt) ?? -1, (sentence?.text.indexOf(r.excerpt) ?? 0) + r.excerpt.length];
      return from >= 0 && sentence?.claims.some((c) => c.start < to && from < c.end) === true ? [] : [`the reading ${id} is about no claimed words`];
    }),
    ...Object.entries(parameters).flatMap(([id, p]) => (p.unit === 'CNY' && (p.bound === 'at-most') !== ceilings.has(id) ? [`${id} is ${p.bound} and ${ceilings.has(id) ? 'holds' : 'does not hold'} an amount from above`] : [])),
  ];
}
