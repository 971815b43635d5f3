import type { ConditionResult } from '../kernel/determination.js';
import { type Bilingual, text } from '../kernel/text.js';

/** What a condition requires and what was found, in the words of a letter. */

const WORDS: Readonly<Record<string, Bilingual>> = {
  true: text('是', 'yes'),
  false: text('否', 'no'),
  direct: text('直接租赁', 'direct lease'),
  'sale-and-leaseback': text('售后回租', 'sale and leaseback'),
  'another enterprise': text('其他企业', 'another enterprise'),
  'true or pilot industry': text('新型技术改造或试点行业', 'new-type or pilot industry'),
  'pilot industry': text('试点行业', 'pilot industry'),
  'not tested': text('未载明', 'not stated'),
  unknown: text('未载明', 'not stated'),
};

/** Conditions that count something, with the unit of each language. */
const COUNTED: Readonly<Record<string, readonly [zh: string, one: string, many: string]>> = {
  'direct-suppliers': ['家', 'supplier', 'suppliers'],
  'some-loans': ['笔贷款', 'loan', 'loans'],
  'some-leases': ['笔融资租赁', 'lease', 'leases'],
  'some-supplies': ['笔供给', 'sale', 'sales'],
  'some-projects': ['个项目', 'project', 'projects'],
};

/** Conditions on an amount of money. */
const MONEY = /^-?\d+\.\d{2}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const YEAR = /^\d{4}$/;
const NATIONAL = ' (national demonstration project)';

export interface InWords {
  readonly required: Bilingual;
  readonly actual: Bilingual;
}

export function conditionInWords(c: ConditionResult): InWords {
  return { required: required(c), actual: actual(c) };
}

const NOTHING_STATED = text('未载明', 'not stated');

function required({ id, required: value }: ConditionResult): Bilingual {
  if (value === undefined) return NOTHING_STATED;
  const count = COUNTED[id];
  if (count !== undefined) return text(`${value}${count[0]}以上`, `at least ${value} ${value === '1' ? count[1] : count[2]}`);
  if (id === 'total-investment' || id === 'sales' || MONEY.test(value)) return text(`${value}元以上`, `at least ${value} yuan`);
  const range = value.split('..');
  if (range.length === 2) return text(`${day(range[0])}至${day(range[1])}`, `${range[0]} to ${range[1]}`);
  if (value.startsWith('<= ')) {
    const most = value.slice(3);
    return id === 'rank' ? text(`前${most}名`, `among the first ${most}`) : text(`不晚于${day(most)}`, `not later than ${most}`);
  }
  if (value.startsWith('>= ')) return text(`${day(value.slice(3))}以后（含）`, `${value.slice(3)} or later`);
  return YEAR.test(value) ? text(`${value}年`, value) : (WORDS[value] ?? text(value, value));
}

function actual({ id, actual: value }: ConditionResult): Bilingual {
  if (value === undefined) return NOTHING_STATED;
  const count = COUNTED[id];
  if (count !== undefined) return text(`${value}${count[0]}`, `${value} ${value === '1' ? count[1] : count[2]}`);
  if (id === 'rank') return text(`第${value}名`, `number ${value}`);
  if (id === 'sold-to-another') return text(`销售给本企业（“${value}”）`, `sold to itself ("${value}")`);
  if (MONEY.test(value)) return text(`${value}元`, `${value} yuan`);
  if (value.endsWith(NATIONAL)) {
    const date = value.slice(0, -NATIONAL.length);
    const shown = WORDS[date] ?? text(date, date);
    return text(`${shown.zh}（国家制造业新型技术改造示范项目）`, `${shown.en}${NATIONAL}`);
  }
  if (DAY.test(value)) return text(value, value);
  return YEAR.test(value) ? text(`${value}年`, value) : (WORDS[value] ?? text(value, value));
}

/** A day as it is, a year with its word. */
const day = (value: string | undefined): string => (value !== undefined && YEAR.test(value) ? `${value}年` : (value ?? ''));
