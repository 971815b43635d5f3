import { each, record, textOf } from '../constraints/argument.js';
import { requirement, toReach } from '../core/bound.js';
import type { Condition } from '../core/condition.js';
import { dayWords, isDay } from '../core/day.js';
import type { ConditionResult } from '../core/determination.js';
import { AN_ARRAY } from '../core/error.js';
import { type Fact, type FactList, type FactTable, type FactType, UNITS } from '../core/fact.js';
import { remembered } from '../core/groups.js';
import type { Parameter } from '../core/law.js';
import type { Policy } from '../core/policy.js';
import { type Bilingual, type Lang, text } from '../core/text.js';
import { type MoneyOptions, formatMoney, langOf, percent, spanText } from './money.js';
import { factNameUnder, listing, plain } from './names.js';
import { OUTCOME, YES_NO } from './terms.js';

/**
 * A condition in words. What a condition requires and finds is data (`true`, `20000000.00`, `>= 2024-06-01`,
 * `2025..2026`, a name of its own); here each of them is said, by its form and by the facts that the condition looks at.
 */

export interface ConditionOptions extends Pick<MoneyOptions, 'unit'> {
  /** The case that missing facts point into, so that rows are called by their ids. */
  readonly caseFile?: unknown;
}

/** What is known of a condition from its declaration: the types of its facts, and what its own values are called. */
interface Declared {
  readonly types: ReadonlySet<FactType>;
  /** What a number of its facts counts. */
  readonly counted?: Bilingual | undefined;
  readonly values: Readonly<Record<string, Bilingual>>;
}

const NOTHING: Declared = { types: new Set(), values: {} };

/** The conditions of a policy by sentence and id: one that stands in several measures says the same in each. */
const vocabularyOf = remembered((measures: Policy['measures']): ReadonlyMap<string, Declared> => {
  const found = new Map<string, Declared>();
  const learn = (conditions: readonly Condition<never>[], table: FactTable): void => {
    for (const { id, clause, facts, values } of conditions) {
      const entries = (facts as readonly string[]).flatMap((name) => (table[name]?.kind === 'fact' ? [table[name] as Fact] : []));
      const key = `${clause} ${id}`;
      const before = found.get(key) ?? NOTHING;
      found.set(key, {
        types: new Set([...before.types, ...entries.map((e) => e.type)]),
        counted: before.counted ?? entries.find((e) => e.counted)?.counted,
        values: Object.assign({}, before.values, ...entries.map((e) => e.options), values) as Declared['values'],
      });
    }
  };
  for (const m of measures) {
    learn(m.conditions, m.facts);
    if (m.rows === undefined) continue;
    const row = m.facts[m.rows.fact] as FactList;
    learn(m.rows.conditions, { ...m.facts, ...row.of });
  }
  return found;
});

/** A day as letters write it; what is no day stays. */
export const dayText = (day: string, lang: Lang): string => (isDay(day) ? dayWords(day)[lang] : plain(day));

const isWhole = (value: string): boolean => /^\d{1,9}$/.test(value);
const isMoney = (value: string): boolean => /^\d{1,24}\.\d{2}$/.test(value);

/** Says values of one condition in one language. */
class Values {
  readonly #declared: Declared;
  readonly #lang: Lang;
  readonly #options: ConditionOptions;

  constructor(declared: Declared, lang: Lang, options: ConditionOptions) {
    this.#declared = declared;
    this.#lang = lang;
    this.#options = options;
  }

  #say({ zh, en }: Bilingual): string {
    return this.#lang === 'zh' ? zh : en;
  }

  #is(type: FactType): boolean {
    return this.#declared.types.has(type);
  }

  /** A single value, as it is found. */
  found(value: string): string {
    const { types, values } = this.#declared;
    // A name of somebody may look like anything.
    if (types.size === 1 && this.#is('id')) return this.#say(text(`“${plain(value)}”`, `"${plain(value)}"`));
    if (Object.hasOwn(values, value)) return this.#say(values[value] as Bilingual);
    if (value === 'true' || value === 'false') return this.#say(text(`“${YES_NO[value].zh}”`, YES_NO[value].en));
    if (isDay(value)) return dayText(value, this.#lang);
    if (this.#isRatio && /^\d+(?:\.\d+|\/\d+)?$/.test(value)) return percent(value);
    if (isMoney(value)) return formatMoney(value, { unit: this.#options.unit, lang: this.#lang });
    if (isWhole(value)) {
      if (this.#is('rank')) return this.#say(text(`第${value}名`, `rank ${value}`));
      if (this.#is('count')) return this.#say(text(`${value}${this.#declared.counted?.zh ?? '家'}`, value));
      return this.#say(text(this.#isYear(value) ? `${value}年` : `${value}项`, value));
    }
    return plain(value);
  }

  /** A ratio may be written like an amount of yuan. */
  get #isRatio(): boolean {
    return this.#is('ratio') && !this.#is('money');
  }

  /** What is said to be more or less, and not before or after. */
  #isAmount(value: string): boolean {
    return isMoney(value) || this.#is('count') || this.#isRatio;
  }

  #isYear(value: string): boolean {
    return this.#is('year') || this.#is('day') || (value.length === 4 && this.#declared === NOTHING);
  }

  /** What is asked. */
  required(value: string): string {
    const [, sign, bound = ''] = /^([<>]=?|!=) (.+)$/s.exec(value) ?? [];
    if (sign !== undefined) return this.#bounded(sign, bound);
    const [from, to, ...more] = value.split('..');
    if (to !== undefined && more.length === 0) return spanText(this.found(from as string), this.found(to), this.#lang);
    const either = value.split(' | ');
    if (either.length > 1) return either.map((one) => this.found(one)).join(this.#say(text('或', ' or ')));
    // Thresholds: the value itself suffices.
    const said = this.found(value);
    if (this.#isAmount(value)) return this.#say(text(`${said}（含）以上`, `${said} or more`));
    return isWhole(value) && !this.#isYear(value) ? this.#say(text(`至少${said}`, `at least ${said}`)) : said;
  }

  #bounded(sign: string, bound: string): string {
    const said = this.found(bound);
    if (sign === '!=') return this.#say(text(`非${said}`, `other than ${said}`));
    if (sign.length === 1) return this.#beyond(sign === '>', said, this.#isAmount(bound));
    if (isWhole(bound) && this.#is('rank')) return this.#say(text(`前${bound}名`, `among the first ${bound}`));
    // A thing with a name of its own has no first or last day.
    if (Object.hasOwn(this.#declared.values, bound)) return sign === '>=' ? this.#say(text(`不早于${said}`, `not before ${said}`)) : this.#say(text(`不晚于${said}`, `not after ${said}`));
    if (isDay(bound)) return sign === '>=' ? this.#say(text(`${said}（含）以后`, `on or after ${said}`)) : this.#say(text(`${said}（含）以前`, `on or before ${said}`));
    if (this.#isYear(bound)) return sign === '>=' ? this.#say(text(`${said}及以后`, `${said} or later`)) : this.#say(text(`${said}及以前`, `${said} or earlier`));
    return sign === '>=' ? this.#say(text(`不少于${said}`, `at least ${said}`)) : this.#say(text(`不超过${said}`, `at most ${said}`));
  }

  /** A bound that leaves its own value out: of an amount, or of a day, a year or a place in an order. */
  #beyond(isAbove: boolean, said: string, isAmount: boolean): string {
    if (isAmount) return this.#say(isAbove ? text(`超过${said}`, `more than ${said}`) : text(`不满${said}`, `less than ${said}`));
    return this.#say(isAbove ? text(`${said}之后`, `after ${said}`) : text(`${said}之前`, `before ${said}`));
  }

  /** How much is lacking. */
  shortfall(value: string): string {
    return this.#is('rank') && isWhole(value) ? this.#say(text(`${value}名`, value === '1' ? '1 rank' : `${value} ranks`)) : this.found(value);
  }
}

/** What a parameter says, in its words; where an amendment states none its value stands in their place, and is said as a requirement is. */
export function parameterText(p: Parameter, lang: Lang, options: ConditionOptions = {}): string {
  if (p.words !== p.value && p.words !== requirement(p)) return `“${p.words}”`;
  const types = (Object.keys(UNITS) as FactType[]).filter((type) => UNITS[type] === p.unit);
  const values = new Values({ types: new Set(types), values: {} }, lang, options);
  return p.bound === 'exactly' ? values.found(p.written) : values.required(toReach(p, p.written));
}

/**
 * What a condition requires against what was found, and what is missing, without its name; empty where its outcome says it
 * all: something that must be so, and is or is not.
 */
export function conditionFiguresUnder(policy: Policy, condition: ConditionResult, lang: Lang, options: ConditionOptions = {}): string {
  const { id, clause, outcome, required, actual, shortfall, missing } = condition;
  const values = new Values(vocabularyOf(policy.measures).get(`${clause} ${id}`) ?? NOTHING, lang, options);
  const isPlain = required === 'true';
  const said = (zh: string, en: string, value: string): string => (lang === 'zh' ? `${zh}${value}` : `${en} ${value}`);
  const parts: string[] = [];
  if (required !== undefined && !isPlain && !(outcome === 'met' && required.includes(' | '))) parts.push(said('要求', 'required', values.required(required)));
  if (actual !== undefined && actual !== 'true' && !(isPlain && actual === 'false')) parts.push(said('实际为', 'found', values.found(actual)));
  if (shortfall !== undefined) parts.push(said('相差', 'short by', values.shortfall(shortfall)));
  if (missing !== undefined && missing.length > 0) {
    parts.push(said('尚缺', 'missing', listing(missing.map((path) => factNameUnder(policy, path, lang, options.caseFile)), lang)));
  }
  return parts.join(lang === 'zh' ? '，' : ', ');
}

/** @throws InvalidCaseError naming the property that is not as in a determination */
function checkCondition(condition: ConditionResult, lang: Lang): void {
  const { id, clause, outcome, required = '', actual = '', shortfall = '', missing = [] } = record(condition, 'condition');
  for (const [name, value] of Object.entries({ id, clause, outcome, required, actual, shortfall })) textOf(value, `condition.${name}`);
  textOf(record(condition.label, 'condition.label')[lang], `condition.label.${lang}`);
  each(missing, 'condition.missing', AN_ARRAY, textOf);
}

/**
 * A condition with its outcome, and what it requires against what was found, in words:
 * `投资额达到门槛：不满足（要求20,000,000.00元（含）以上，实际18,000,000.00元，相差2,000,000.00元）`.
 *
 * @param condition one of a determination, as it is or from its JSON
 * @throws InvalidCaseError where it is no condition, or an option is none
 */
export function conditionTextUnder(policy: Policy, condition: ConditionResult, lang?: Lang, options: ConditionOptions = {}): string {
  const chosen = langOf(lang);
  checkCondition(condition, chosen);
  record(options, 'options');
  const figures = conditionFiguresUnder(policy, condition, chosen, options);
  const outcome = OUTCOME[condition.outcome]?.[chosen] ?? plain(String(condition.outcome));
  const label = plain(condition.label[chosen]);
  return chosen === 'zh' ? `${label}：${outcome}${figures === '' ? '' : `（${figures}）`}` : `${label}: ${outcome}${figures === '' ? '' : ` (${figures})`}`;
}
