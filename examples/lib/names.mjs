// @ts-check
import { measureCatalogue, readings as readingRecords } from 'chengdu-tech-upgrade';
import { shown } from './columns.mjs';
import { FACTS, WORDS } from './words.mjs';

/**
 * What the things of an assessment are called on a page.
 *
 * @typedef {import('chengdu-tech-upgrade').Determination} Determination
 */

/** @type {ReadonlyMap<string, import('chengdu-tech-upgrade').MeasureEntry>} */
export const measures = new Map(measureCatalogue.map((m) => [m.id, m]));

/** @param {import('./words.mjs').Lang} lang */
export function namesIn(lang) {
  const w = WORDS[lang];
  /** @param {Determination} d */
  const title = (d) => {
    const m = /** @type {import('chengdu-tech-upgrade').MeasureEntry} */ (measures.get(d.measure));
    return `${m.code.padEnd(2)}  ${m.title[lang]}${d.year === undefined ? '' : lang === 'zh' ? ` ${d.year}年` : ` ${d.year}`}`;
  };
  return {
    title,

    /** @param {Determination} d */
    subject: (d) => `${w.subject[d.subject.kind]} ${shown(d.subject.id)}`,

    /** @param {Determination} d */
    name: (d) => `${title(d)}  ${shown(d.subject.id)}`,

    /** A missing fact: what it is called and where it belongs in the case file. @param {string} path */
    fact: (path) => {
      const name = FACTS[/[^.[\]]+$/.exec(path)?.[0] ?? '']?.[lang === 'zh' ? 0 : 1];
      return name === undefined ? shown(path) : lang === 'zh' ? `${name}（${shown(path)}）` : `${name} (${shown(path)})`;
    },

    /** Readings by the number under which they are recorded. @param {readonly import('chengdu-tech-upgrade').ReadingAtStake[]} atStake */
    numbered: (atStake) => {
      const numbers = [...new Set(atStake.map((r) => readingRecords[r.reading].see))];
      const ids = (/** @type {string} */ see) => atStake.filter((r) => readingRecords[r.reading].see === see).map((r) => r.reading);
      return numbers.map((see) => `${see} ${ids(see).join(' / ')}`).join(w.list);
    },
  };
}
