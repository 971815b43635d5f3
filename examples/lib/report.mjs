// @ts-check
import { chengdu2025 } from 'chengdu-tech-upgrade';
import { defaultReadings, readings as readingRecords, sentence } from 'chengdu-tech-upgrade/policy';
import { PAGE, block, entry, grouped, padEnd, percent, row, shown, wrap } from './columns.mjs';
import { measures, namesIn } from './names.mjs';
import { VALUES, WORDS } from './words.mjs';

/**
 * An assessment as a page that a person can read.
 *
 * @typedef {import('chengdu-tech-upgrade').Assessment} Assessment
 * @typedef {import('chengdu-tech-upgrade').Determination} Determination
 * @typedef {import('chengdu-tech-upgrade').ConditionResult} ConditionResult
 * @typedef {import('chengdu-tech-upgrade').Range} Range
 * @typedef {(text: string, style: 'bold' | 'dim' | 'good' | 'bad' | 'open') => string} Paint
 * @typedef {{ lang: import('./words.mjs').Lang, paint: Paint, applicationDate: string }} Page
 */

const BLOCK = 4;
/** Width of the names beside a block: 满足, 不满足, unknown … */
const NAME = 9;
const STYLE = /** @type {const} */ ({
  eligible: 'good',
  ineligible: 'bad',
  undetermined: 'open',
  met: 'good',
  unmet: 'bad',
  unknown: 'open',
});
/** @type {readonly ('unmet' | 'unknown' | 'met')[]} */
const OUTCOMES = ['unmet', 'unknown', 'met'];

/**
 * @param {Assessment} assessment
 * @param {Page} page
 */
export function report(assessment, page) {
  const part = writer(page);
  return [
    part.head(assessment),
    part.determinations(assessment),
    part.selection(assessment),
    part.payments(assessment),
    part.totals(assessment),
    part.warnings(assessment),
    wrap(WORDS[page.lang].footer, PAGE).join('\n'),
    '',
  ].join('\n\n').replace(/\n+$/, '\n');
}

/** @param {Page} page */
function writer({ lang, paint, applicationDate }) {
  const w = WORDS[lang];
  const { title, subject, name, fact } = namesIn(lang);
  const gap = lang === 'zh' ? '' : ' ';

  /** @param {string} title */
  const section = (title) => `${paint(title, 'bold')}\n${'-'.repeat(PAGE)}`;

  /** @param {string} amount */
  const yuan = (amount) => `${grouped(amount)} ${w.unit}`;

  /** @param {Range} range @param {string} [nature] */
  const money = ({ min, max }, nature) => {
    if (min === max) return yuan(max);
    if (nature === 'ceiling') return `${w.upTo} ${yuan(max)}`;
    return `${grouped(min)} ${w.to} ${yuan(max)}`;
  };

  /** A value that a condition requires or found. @param {string} value @returns {string} */
  const value = (value) => {
    const known = VALUES[lang][value];
    if (known !== undefined) return known;
    if (/^\d+\.\d\d$/.test(value)) return yuan(value);
    const [, sign, bound = ''] = /^(>=|<=|!=) (.+)$/.exec(value) ?? [];
    if (sign === '>=') return w.orLater(bound);
    if (sign === '<=') return /^\d{4}-/.test(bound) ? w.orBefore(bound) : w.atMost(bound);
    if (sign === '!=') return w.otherThan(shown(bound));
    return shown(value).replace('..', ` ${w.to} `);
  };

  /** @param {ConditionResult} c */
  const condition = (c) => {
    const head = `${c.clause} ${c.label[lang]}`;
    const said = [];
    if (c.outcome !== 'met') {
      if (c.required !== undefined) said.push(`${w.required} ${value(c.required)}`);
      if (c.actual !== undefined) said.push(`${w.actual} ${value(c.actual)}`);
      if (c.shortfall !== undefined) said.push(`${w.shortfall} ${value(c.shortfall)}`);
      if (c.missing !== undefined) said.push(`${w.missing} ${c.missing.map(fact).join(w.list)}`);
    } else if (c.actual !== undefined && c.actual !== 'true' && c.actual !== c.required && Object.hasOwn(VALUES[lang], c.actual)) {
      // Met by something else than what was asked first.
      said.push(value(c.actual));
    }
    return said.length === 0 ? head : `${head}${w.colon}${said.join(w.comma)}`;
  };

  /** One line for each condition that fails or is open, one for all that are met. @param {Determination} d */
  const conditions = (d) =>
    OUTCOMES.flatMap((outcome) => {
      const those = d.conditions.filter((c) => c.outcome === outcome).map(condition);
      const lines = outcome === 'met' && those.length > 0 ? [those.join(w.join)] : those;
      return lines.map((line, i) =>
        entry(BLOCK, i === 0 ? w.outcome[outcome] : '', NAME, line).replace(w.outcome[outcome], (word) => paint(word, STYLE[outcome])),
      );
    });

  /** @param {Determination} d */
  const cap = (d) => {
    const id = measures.get(d.measure)?.parameters.find((p) => p.endsWith('.cap'));
    return id === undefined ? undefined : chengdu2025.parameters[/** @type {keyof typeof chengdu2025.parameters} */ (id)].written;
  };

  /** A line of a block: its name where it begins, a text and a figure. @param {string} lead @param {string} left @param {string} right */
  const named = (lead, left, right) =>
    lead === '' ? row(BLOCK + NAME, left, right) : row(BLOCK, padEnd(lead, NAME) + left, right, BLOCK + NAME);

  /** base → rate → cap → … @param {Determination} d */
  const steps = (d) =>
    d.steps.map((step, i) => {
      const ceiling = step.id === 'cap' && d.nature !== 'ceiling' ? cap(d) : undefined;
      const label = ceiling === undefined ? step.label[lang] : `${step.label[lang]}${lang === 'zh' ? '（' : ' ('}${w.capOf} ${yuan(ceiling)}${lang === 'zh' ? '）' : ')'}`;
      const figures = step.value.split('..').map(step.unit === 'CNY' ? grouped : percent).join(` ${w.to} `);
      // An exact quotient such as 1/3 stands as it is.
      const unit = step.unit === 'CNY' ? w.unit : (step.value.includes('/') ? '' : '%').padEnd(lang === 'zh' ? 2 : 4);
      return named(i === 0 ? w.steps : '', label, `${figures} ${unit}`);
    });

  /** The rows that a measure adds up or looks at. @param {Determination} d */
  const items = (d) => {
    const all = d.items ?? [];
    const word = { eligible: w.counts, ineligible: w.countsNot, undetermined: w.countsOpen };
    // Rows that are only looked at, or none of which counts, have no amounts to show.
    const summed = all.some((item) => item.amount !== undefined && item.amount.max !== '0.00');
    return all.flatMap((item, i) => {
      const lead = i === 0 ? w.items : '';
      const text = `${shown(item.id)}${w.comma}${word[item.status]}`;
      // The conditions of a single row are those of the whole, and stand above.
      const open = all.length === 1 ? [] : item.conditions.filter((c) => c.outcome !== 'met');
      return [
        summed && item.amount !== undefined ? named(lead, text, money(item.amount)) : entry(BLOCK, lead, NAME, text),
        ...open.map((c) => entry(BLOCK + NAME + 2, '', 0, condition(c))),
      ];
    });
  };

  return {
    /** @param {Assessment} a */
    head: ({ policy, readings }) => {
      const chosen = /** @type {(keyof typeof readings)[]} */ (Object.keys(readings))
        .filter((id) => readings[id] !== defaultReadings[id])
        .map((id) => {
          /** @type {import('chengdu-tech-upgrade/policy').ReadingRecord} */
          const record = readingRecords[id];
          return `${id}=${readings[id]} (${record.see}${w.colon}${record.values[readings[id]]?.[lang]})`;
        });
      const width = lang === 'zh' ? 6 : 10;
      return [
        paint(sentence('T'), 'bold'),
        w.heading,
        '',
        entry(0, w.policy, width, `${policy.id}${w.comma}${w.version} ${policy.version}${w.comma}SHA-256 ${policy.textSha256.slice(0, 12)}`),
        entry(0, w.applied, width, applicationDate),
        entry(0, w.readings, width, chosen.length === 0 ? w.defaults : chosen.join(w.join)),
      ].join('\n');
    },

    /** @param {Assessment} a */
    determinations: ({ determinations }) =>
      [
        section(w.parts.determinations),
        determinations
          .map((d) => {
            const status = w.status[d.status];
            const paidTo = d.payee === d.subject.id ? [] : [`${w.paidTo} ${shown(d.payee)}`];
            const about = [status, ...(d.status === 'ineligible' ? [] : [w.nature[d.nature]]), `${d.clause} ${subject(d)}`, ...paidTo].join(w.comma);
            return [
              row(0, title(d), money(d.amount, d.nature), BLOCK),
              entry(BLOCK, '', 0, about).replace(status, (word) => paint(word, STYLE[d.status])),
              ...conditions(d),
              ...items(d),
              ...steps(d),
              ...(d.status !== 'ineligible' && d.missing !== undefined && d.conditions.every((c) => c.outcome !== 'unknown')
                ? [entry(BLOCK, w.missing, NAME, d.missing.map(fact).join(w.list))]
                : []),
            ].join('\n');
          })
          .join('\n\n'),
      ].join('\n'),

    /** @param {Assessment} a */
    selection: ({ determinations, selection }) => {
      const byKey = new Map(determinations.map((d) => [d.key, d]));
      /** @param {string} key */
      const of = (key) => /** @type {Determination} */ (byKey.get(key));
      const lines = [section(w.parts.selection)];
      if (selection.payable.length === 0) lines.push(w.nothing);
      for (const { key, amount } of selection.payable) lines.push(row(0, name(of(key)), money(amount, of(key).nature), BLOCK));
      lines.push('-'.repeat(PAGE), paint(row(0, w.total, money(selection.total)), 'bold'));
      lines.push(selection.optimal ? w.proven : `${w.notProven} ${yuan(selection.upperBound)}`);
      if (selection.forgone.length > 0) lines.push('');
      for (const { key, insteadOf, clause, loses, partly } of selection.forgone) {
        const word = partly ? w.forgonePartly : w.forgone;
        lines.push(row(0, `${word}  ${name(of(key))}`, money(loses, of(key).nature), BLOCK));
        const instead = insteadOf.map((k) => name(of(k)).replace(/ {2}/g, ' ')).join(w.list);
        lines.push(entry(BLOCK, '', 0, `${clause} ${w.instead}${gap}${lang === 'zh' ? ' ' : ''}${instead}`));
      }
      const { runnerUp } = selection;
      if (runnerUp !== undefined) {
        lines.push('', row(0, w.runnerUp, money(runnerUp.total)), row(BLOCK, w.gap, money(runnerUp.gap)));
        const dropped = selection.chosen.filter((k) => !runnerUp.chosen.includes(k));
        const added = runnerUp.chosen.filter((k) => !selection.chosen.includes(k));
        for (const k of dropped) lines.push(entry(BLOCK, w.without, NAME, name(of(k))));
        for (const k of added) lines.push(entry(BLOCK, w.with, NAME, name(of(k))));
      }
      const notes = [...(selection.robust ? [] : [w.turns]), ...(selection.tight ? [] : [w.loose])];
      if (notes.length > 0) lines.push('', ...notes.map((note) => block(note, 0)));
      return lines.join('\n');
    },

    /** @param {Assessment} a */
    payments: ({ determinations, payments }) => {
      const byKey = new Map(determinations.map((d) => [d.key, d]));
      const lines = payments.map(({ key, advance, settlement, byYear, missing }) => {
        const own = [name(/** @type {Determination} */ (byKey.get(key)))];
        for (const { year, limit } of byYear ?? []) own.push(row(BLOCK, lang === 'zh' ? `${year}${w.yearLimit}` : `${year}, ${w.yearLimit}`, money(limit)));
        if (advance !== undefined) {
          own.push(row(BLOCK, w.advance, money(advance.cumulativeLimit)), row(BLOCK, w.payableNow, money(advance.payableNow)));
          if (settlement !== undefined) {
            own.push(row(BLOCK, w.final, money(settlement.final)), row(BLOCK, w.payable, money(settlement.payable)));
            // Left out while it is not known what was advanced.
            if (settlement.recoverable !== undefined) own.push(row(BLOCK, w.recoverable, money(settlement.recoverable)));
          }
        } else if (settlement !== undefined) own.push(row(BLOCK, w.once, money(settlement.payable)));
        if (missing !== undefined) own.push(entry(BLOCK, w.missing, NAME, missing.map(fact).join(w.list)));
        return own.join('\n');
      });
      return `${section(w.parts.payments)}\n${lines.length === 0 ? w.noPayments : lines.join('\n\n')}`;
    },

    /** @param {Assessment} a */
    totals: ({ bySubject, byPayee, districtMatching }) => {
      const lines = bySubject.map(({ kind, id, total }) => row(0, `${w.subject[kind]} ${shown(id)}`, money(total), BLOCK));
      if (lines.length === 0) lines.push(w.nothing);
      else lines.push('', ...byPayee.map(({ kind, id, total }) => row(0, `${w.payee[kind]} ${shown(id)}`, money(total), BLOCK)));
      for (const { project, amount, withCity } of districtMatching ?? []) {
        lines.push('', row(0, `${w.district}  ${shown(project)}`, yuan(amount), BLOCK), row(BLOCK, w.withCity, money(withCity)));
      }
      return `${section(w.parts.totals)}\n${lines.join('\n')}`;
    },

    /** @param {Assessment} a */
    warnings: ({ warnings }) => {
      const lines = warnings.map(({ clause, message }) => entry(0, clause ?? '', 6, shown(message[lang])));
      return `${section(w.parts.warnings)}\n${lines.length === 0 ? w.noWarnings : lines.join('\n')}`;
    },
  };
}
