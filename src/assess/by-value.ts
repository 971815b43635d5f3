import { tableOf } from '../case/case.js';
import type { Locate } from '../core/condition.js';
import { evaluate } from '../core/evaluate.js';
import type { Row } from '../core/facts.js';
import type { Fact, FactTable } from '../core/fact.js';
import { byText } from '../core/groups.js';
import type { Rules } from '../core/policy.js';
import { implied } from '../core/relations.js';
import type { Contest } from './contest.js';
import type { Award } from './determine.js';

/**
 * A fact of few values, as is one of yes or no, may open several awards that contend: whether a project is new-type, its own
 * subsidy and its part of a consortium's. Or it opens one, and turns the choice by the same stroke. Reckoned by their ranges,
 * each award may be at either end whatever the others are, and one that never wins seems payable. So they are held against
 * each other with each value of such a fact.
 */

/** Beyond that many stakes only where few facts are open: it would take too long. */
const MANY = 24;

/** The awards of a contest with each value of a fact that opens them; nothing where none does. At most so many facts are tried in turn. */
export function byValue({ stakes }: Contest, policy: Rules, most: number): readonly (readonly Award[])[] {
  const awards = [...new Set(stakes.flatMap((s) => s.awards))];
  const facts = most === 0 ? [] : openingFacts(awards, policy);
  const [fact] = facts;
  if (fact === undefined || (facts.length > most && stakes.length > MANY)) return [];
  return fact.values.map((value) => awards.map((award) => (opensBy(award).has(fact.path) ? withFact(award, fact.path, value, policy) : award)));
}

interface Opening {
  readonly path: string;
  readonly values: readonly Value[];
  /** The awards, or rows of them, that it opens. */
  readonly opens: string[];
}

type Value = boolean | string;

/** The facts that open awards: those that open most awards and rows first, then by what they open, so that the order of the rows decides nothing. */
function openingFacts(awards: readonly Award[], { facts }: Rules): readonly Opening[] {
  const found = new Map<string, Opening>();
  for (const award of awards) {
    const { determination: { key }, rows } = award;
    for (const path of opensBy(award)) {
      const values = valuesOf(path, facts);
      if (values.length === 0) continue;
      const opens = found.get(path)?.opens ?? [];
      const own = rows.flatMap((row) => (row.missing.includes(path) ? [`${key} ${row.id}`] : []));
      opens.push(...(own.length === 0 ? [key] : own));
      found.set(path, { path, values, opens });
    }
  }
  const all = [...found.values()].map((f) => ({ ...f, what: f.opens.join() }));
  return all.sort((a, b) => b.opens.length - a.opens.length || byText(a.what, b.what));
}

/** All values of a fact of a row, if it has few. */
function valuesOf(path: string, table: FactTable): readonly Value[] {
  const [, list, name] = /^\$\.(\w+)\[\d+\]\.(\w+)$/.exec(path) ?? [];
  const fact = list === undefined ? undefined : (tableOf(table, list)[name as string] as Fact);
  return fact?.type === 'boolean' ? [true, false] : Object.keys(fact?.options ?? {});
}

/** A row may be open though the award is not: it still stands in the way of others, or does not. */
const opensBy = ({ openBy, rows }: Award): ReadonlySet<string> => new Set([...openBy, ...rows.flatMap((row) => row.missing)]);

/** An award determined again with one of its facts known. One that is ruled out stays so, and one of parts that are reckoned apart stays open. */
function withFact(award: Award, path: string, value: Value, { relations }: Rules): Award {
  const { measure, facts, subject, law, valuation } = award;
  if (valuation === undefined) return award;
  const known = (row: Row, locate: Locate): Row => {
    const name = [...Object.keys(row), path.slice(path.lastIndexOf('.') + 1)].find((n) => locate(n) === path);
    return name === undefined ? row : implied({ ...row, [name]: value }, relations.implied);
  };
  const own = known(facts, subject.locate);
  const list = measure.rows?.fact;
  const rows = list === undefined ? undefined : (own[list] as readonly Row[] | undefined);
  const given = rows === undefined ? own : { ...own, [list as string]: rows.map((row, r) => known(row, subject.locateRow(r))) };
  return { ...award, ...evaluate(measure, given, subject, law, relations.implied) };
}
