/**
 * Every declaration beside what it does: over drawn facts and all readings, a condition reads the facts that it names and
 * says that those are missing, and a measure looks up the numbers that it lists. So a slip in a declaration is found even
 * where nobody thought of the case that shows it.
 */
import { describe, expect, it } from 'vitest';
import { type Condition, inPlace } from '../../src/core/condition.js';
import { Dec } from '../../src/core/decimal.js';
import { evaluate } from '../../src/core/evaluate.js';
import type { FactEntry, FactList, FactTable } from '../../src/core/fact.js';
import type { Row } from '../../src/core/facts.js';
import { type AnyReadings, type Law, type Parameter, lawByDay } from '../../src/core/law.js';
import type { Measure } from '../../src/core/measure.js';
import { paymentOf, stagedPay } from '../../src/core/payment.js';
import type { Policy } from '../../src/core/policy.js';
import { ratio } from '../../src/core/ratio.js';
import { chengdu2025 } from '../../src/index.js';
import { Draw } from '../naive/random.js';
import { secondDistrict } from '../support/second-district.js';
import { toyDistrict } from '../support/toy-district.js';

const DRAWS = 400;

/** Facts of a table, one in four unknown, the others at and beside the numbers of the policy. */
function drawer(policy: Policy): (draw: Draw, table: FactTable) => Row {
  const values = (unit: string): string[] => Object.values(policy.register).flat().flatMap((p) => (p.unit === unit ? [p.value] : []));
  const days = values('day').flatMap((day) => [day, `${Number(day.slice(0, 4)) + 1}-03-15`, '2024-01-01']);
  const counts = [...values('enterprises'), ...values('rank')].map(Number).flatMap((n) => [n - 1, n, n + 1]);
  const value = (draw: Draw, entry: FactEntry): unknown => {
    if (entry.kind === 'list') return Array.from({ length: draw.below(3) }, () => row(draw, entry.of));
    if (entry.kind === 'group') return row(draw, entry.of);
    if (entry.kind === 'ids') return draw.some(['A', 'B'], 60);
    switch (entry.type) {
      case 'boolean': return draw.chance(60);
      case 'choice': return draw.one(Object.keys(entry.options ?? {}));
      case 'money': return new Dec(draw.one([...values('CNY'), '0', '1', '1000000000']));
      case 'ratio': return ratio(new Dec(draw.one([...values('ratio'), '0', '1'])));
      case 'day': return draw.one(days);
      case 'year': return Number(draw.one(days).slice(0, 4));
      case 'count':
      case 'rank': return draw.one([...counts, 1]);
      default: return draw.one(['A', 'B']);
    }
  };
  const row = (draw: Draw, table: FactTable): Row =>
    Object.fromEntries(Object.entries(table).flatMap(([name, entry]) => (entry.required || draw.chance(75) ? [[name, value(draw, entry)]] : [])));
  return row;
}

/** The same object, and the names that were looked up in it. */
function watched<T extends object>(of: T, read: Set<string>): T {
  return new Proxy(of, {
    get: (target, name, self) => {
      if (typeof name === 'string') read.add(name);
      return Reflect.get(target, name, self) as unknown;
    },
  });
}

/** The law under drawn readings, every value of each among them. */
function lawsOf({ register, choices, defaults, roundsDown }: Policy): readonly Law[] {
  const draw = new Draw(1);
  return Array.from({ length: 40 }, () => {
    const readings: AnyReadings = Object.fromEntries(Object.entries(choices).map(([id, of]) => [id, draw.chance(50) ? (defaults[id] as string) : draw.one(of)]));
    return lawByDay(register, readings, roundsDown(readings))(undefined);
  });
}

/** The facts of a measure as it is evaluated: a row takes from the subject what it does not state itself. */
function inheriting({ rows }: Measure, facts: Row): Row {
  if (rows === undefined || facts[rows.fact] === undefined) return facts;
  const given = Object.fromEntries(rows.inherits.map((name) => [name, facts[name]]));
  return { ...facts, [rows.fact]: (facts[rows.fact] as Row[]).map((row) => ({ ...given, ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) })) };
}

describe.each<[string, Policy]>([['the city', chengdu2025], ['a toy district', toyDistrict], ['a second district', secondDistrict]])('%s', (_name, policy) => {
  const facts = drawer(policy);
  const laws = lawsOf(policy);

  /** A condition over drawn facts: what it reads, and what it says of them that cannot be. */
  function watch(condition: Condition<never>, table: FactTable): { readonly read: ReadonlySet<string>; readonly faults: readonly string[] } {
    const [read, faults] = [new Set<string>(), new Set<string>()];
    const named = new Set<string>(condition.facts);
    const draw = new Draw(1);
    for (let i = 0; i < DRAWS; i += 1) {
      const law = draw.one(laws);
      const given = facts(draw, table);
      if (condition.applies?.(law) === false) continue;
      const { outcome, missing = [] } = condition.test(watched(given, read) as never, law, inPlace);
      if ((outcome === 'unknown') !== missing.length > 0) faults.add(`is ${outcome} and misses ${missing.length} facts`);
      for (const name of missing) {
        if (!named.has(name)) faults.add(`misses ${name}, which it does not name`);
        if (given[name] !== undefined) faults.add(`misses ${name}, which is stated`);
      }
    }
    return { read, faults: [...faults] };
  }

  it.each(policy.measures.map((m) => [m.code, m] as const))('%s has conditions that read the facts that they name, and miss no others', (_code, m) => {
    const taken = Object.fromEntries((m.rows?.inherits ?? []).flatMap((name) => (m.facts[name] === undefined ? [] : [[name, m.facts[name]]])));
    const row: FactTable = m.rows === undefined ? {} : { ...taken, ...(m.facts[m.rows.fact] as FactList).of };
    // Whose row it is, and of which year, nobody is asked.
    const isCertain = (name: string, table: FactTable): boolean => table[name]?.required === true || (name in taken && table[name]?.kind === 'fact' && table[name].asking === undefined);
    for (const [conditions, table] of [[m.conditions, m.facts], [m.rows?.conditions ?? [], row]] as const) {
      for (const condition of conditions) {
        const { read, faults } = watch(condition, table);
        expect(faults, condition.id).toEqual([]);
        expect([...read].filter((name) => !(condition.facts as readonly string[]).includes(name) && !isCertain(name, table)), `${condition.id} reads, but does not name`).toEqual([]);
        expect(condition.facts.filter((name) => !read.has(name)), `${condition.id} names, but does not read`).toEqual([]);
      }
    }
  });

  it.each(policy.measures.map((m) => [m.code, m] as const))('%s hangs on no reading but those of its sentences', (_code, m) => {
    const staged = stagedPay(m);
    const read = new Set<string>();
    const draw = new Draw(1);
    for (let i = 0; i < DRAWS; i += 1) {
      const law = draw.one(laws);
      const watching: Law = { ...law, readings: watched(law.readings, read), at: () => watching };
      const given = inheriting(m, facts(draw, { ...m.facts, ...staged?.facts }));
      const { amount } = evaluate(m, given, { id: 'A', year: given['year'] as number | undefined, locate: inPlace, locateRow: () => inPlace }, watching, policy.relations.implied);
      if (m.pays !== undefined) paymentOf(m.pays, { key: 'A', total: amount, law: watching, facts: given, locate: inPlace });
    }
    // As the documents tell the readings of an award: those of the sentences that it cites.
    const cited = new Set([m.clause, ...[...m.conditions, ...(m.rows?.conditions ?? [])].map((c) => c.clause), ...(m.pays === undefined ? [] : [m.pays.clause]), ...(staged === undefined ? [] : [staged.settledBy])]);
    const told = new Set(Object.entries(policy.readings).flatMap(([id, { clause, also = [] }]) => ([clause, ...also].some((c) => cited.has(c)) ? [id] : [])));
    expect([...read].filter((id) => !told.has(id))).toEqual([]);
  });

  const ofMeasures = new Set(policy.measures.flatMap((m) => m.parameters));
  it.each(policy.measures.map((m) => [m.code, m] as const))('%s looks up the numbers that it lists, beside those that no measure lists', (_code, m) => {
    const staged = stagedPay(m);
    const read = new Set(staged === undefined ? [] : [staged.share]);
    const draw = new Draw(1);
    for (let i = 0; i < DRAWS; i += 1) {
      const law = draw.one(laws);
      // An object of its own, of which nothing is remembered.
      const watching: Law = { ...law, parameters: watched(law.parameters, read), parameter: (id) => watching.parameters[id] as Parameter, at: () => watching };
      const given = inheriting(m, facts(draw, m.facts));
      evaluate(m, given, { id: 'A', year: given['year'] as number | undefined, locate: inPlace, locateRow: () => inPlace }, watching, policy.relations.implied);
    }
    expect([...read].filter((id) => ofMeasures.has(id) && !m.parameters.includes(id)), 'looked up, but not listed').toEqual([]);
    expect(m.parameters.filter((id) => !read.has(id)), 'listed, but not looked up').toEqual([]);
  });
});
