// @ts-check
import { chengdu2025 } from 'chengdu-tech-upgrade';
import { measureCatalogue } from 'chengdu-tech-upgrade/measures';
import { shown } from './columns.mjs';
import { WORDS } from './words.mjs';

/**
 * What the things of an assessment are called on a page. Measures, conditions and facts bear their names in
 * the package; nothing is named a second time here.
 *
 * @typedef {import('chengdu-tech-upgrade').Determination} Determination
 * @typedef {(typeof chengdu2025)['facts']} FactTable
 */

/** @type {ReadonlyMap<string, import('chengdu-tech-upgrade/measures').MeasureEntry>} */
export const measures = new Map(measureCatalogue.map((m) => [m.id, m]));

/** The fact that a path names: `$.projects[0].construction.started`. @param {string} path */
function factAt(path) {
  /** @type {FactTable[string] | undefined} */
  let entry;
  let table = chengdu2025.facts;
  for (const [, name = ''] of path.matchAll(/\.(\w+)/g)) {
    entry = Object.hasOwn(table, name) ? table[name] : undefined;
    if (entry === undefined) return undefined;
    if ('of' in entry) table = entry.of;
  }
  return entry;
}

/** @param {import('./words.mjs').Lang} lang */
export function namesIn(lang) {
  const w = WORDS[lang];
  /** @param {Determination} d */
  const title = (d) => {
    const m = /** @type {import('chengdu-tech-upgrade/measures').MeasureEntry} */ (measures.get(d.measure));
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
      const entry = factAt(path);
      if (entry === undefined) return shown(path);
      const name = entry.kind === 'fact' && entry.type === 'boolean' ? w.whether(entry.name[lang]) : entry.name[lang];
      return lang === 'zh' ? `${name}（${shown(path)}）` : `${name} (${shown(path)})`;
    },
  };
}
