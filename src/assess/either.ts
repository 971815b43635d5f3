import { tableOf } from '../case/case.js';
import type { Locate } from '../core/condition.js';
import { evaluate } from '../core/evaluate.js';
import type { Row } from '../core/facts.js';
import { byText, listUnder } from '../core/groups.js';
import type { Rules } from '../core/policy.js';
import { implied } from '../core/relations.js';
import type { Contest } from './contest.js';
import type { Award } from './determine.js';

/**
 * A fact that is yes or no may open several awards that contend: whether a project is new-type, its own subsidy and its part
 * of a consortium's. Or it opens one, and turns the choice by the same stroke. Reckoned by their ranges, each award may be at
 * either end whatever the others are, and one that never wins seems payable. So they are held against each other with either
 * value of such a fact.
 */

/** Beyond that many awards, or rows of them, only where few facts are open: it takes too long. */
const MANY = 24;

/** The awards of a contest with either value of a fact; undefined where none opens them. At most so many facts are tried in turn. */
export function eitherWay({ stakes }: Contest, policy: Rules, most: number): readonly (readonly Award[])[] | undefined {
  const awards = [...new Set(stakes.flatMap((s) => s.awards))];
  const facts = most === 0 ? [] : openingFacts(awards, policy);
  const [path] = facts;
  if (path === undefined || (facts.length > most && stakes.length > MANY)) return undefined;
  return [true, false].map((value) => awards.map((award) => (opensBy(award).has(path) ? withFact(award, path, value, policy) : award)));
}

/** The paths of facts, each yes or no, that open awards: first those that open most awards and rows, then by what they open, so that the order of the rows decides nothing. */
function openingFacts(awards: readonly Award[], { facts }: Rules): readonly string[] {
  const opens = new Map<string, string[]>();
  for (const award of awards) {
    const { determination: { key }, rows } = award;
    for (const path of opensBy(award)) {
      const [, list, fact = ''] = /^\$\.(\w+)\[\d+\]\.(\w+)$/.exec(path) ?? [];
      const entry = list === undefined ? undefined : tableOf(facts, list)[fact];
      if (entry?.kind !== 'fact' || entry.type !== 'boolean') continue;
      const own = rows.flatMap((row) => (row.missing.includes(path) ? [`${fact} ${key} ${row.id}`] : []));
      listUnder(opens, path).push(...(own.length === 0 ? [`${fact} ${key}`] : own));
    }
  }
  const found = [...opens].map(([path, what]) => ({ path, count: what.length, what: what.sort(byText).join() }));
  const shared = found.filter((f) => f.count > 1);
  return (shared.length > 0 ? shared : found).sort((a, b) => b.count - a.count || byText(a.what, b.what)).map(({ path }) => path);
}

/** A row may be open though the award is not: it still stands in the way of others, or does not. */
const opensBy = ({ openBy, rows }: Award): ReadonlySet<string> => new Set([...openBy, ...rows.flatMap((row) => row.missing)]);

/** An award determined again with one of its facts known. */
function withFact(award: Award, path: string, value: boolean, { relations }: Rules): Award {
  const { measure, facts, subject, law, rows } = award;
  const known = (row: Row, locate: Locate): Row => {
    const name = [...Object.keys(row), path.slice(path.lastIndexOf('.') + 1)].find((n) => locate(n) === path);
    return name === undefined ? row : implied({ ...row, [name]: value }, relations.implied);
  };
  const own = known(facts, subject.locate);
  const list = measure.rows?.fact;
  const given = list === undefined || rows.length === 0 ? own : { ...own, [list]: (own[list] as readonly Row[]).map((row, r) => known(row, subject.locateRow(r))) };
  return { ...award, ...evaluate(measure, given, subject, law, relations.implied) };
}
