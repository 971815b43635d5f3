import { caseFacts } from '../case/facts.js';
import type { ReadCase } from '../case/read.js';
import type { Fact, FactEntry, FactGroup, FactTable } from '../facts/fact.js';

/**
 * The gaps of a case: facts of the entities it states that are unknown.
 *
 * What is never a gap:
 * - an entity that is not stated (a loan, a project, an evaluated year): rows are what the case is
 *   about, not facts about it, so nothing asks for further ones;
 * - completion acceptance (竣工验收): it has happened or it has not, and one not stated has not;
 * - leased equipment stated in another year of the same contract: it belongs to the contract.
 *
 * A group that cannot stand without one of its facts (construction without `started`) is asked for
 * by that fact; the others follow once it is there. Groups of optional facts are asked fact by fact.
 */
export interface Gap {
  readonly path: readonly (string | number)[];
  /** JSON path, as `missing` of a determination writes it. */
  readonly text: string;
  readonly fact: Fact;
  /** The list that it stands in, and the name of the fact within a row: `projects`, `construction.started`. */
  readonly list: ListName | undefined;
  readonly name: string;
}

export type ListName = {
  [K in keyof typeof caseFacts]: (typeof caseFacts)[K] extends { kind: 'list' } ? K : never;
}[keyof typeof caseFacts];

/** An event, not a fact that somebody could look up (see above). */
const EVENTS: readonly string[] = ['acceptance'];

export function gapsOf({ facts }: ReadCase): Gap[] {
  const gaps: Gap[] = [];
  for (const name of Object.keys(caseFacts) as (keyof typeof caseFacts)[]) {
    const entry: FactEntry = caseFacts[name];
    if (entry.kind === 'fact') collect({ [name]: entry }, facts, [], undefined, '', gaps);
    if (entry.kind !== 'list') continue;
    (facts[name as ListName] ?? []).forEach((row, i) => collect(entry.of, row, [name, i], name as ListName, '', gaps));
  }
  const known = new Set((facts.leases ?? []).filter((l) => l.equipmentValue !== undefined).map((l) => l.id));
  return gaps.filter((gap) => {
    if (gap.list !== 'leases' || gap.name !== 'equipmentValue') return true;
    const { id } = facts.leases?.[gap.path[1] as number] as { id: string };
    if (known.has(id)) return false;
    known.add(id);
    return true;
  });
}

function collect(
  table: FactTable,
  row: object,
  at: Gap['path'],
  list: ListName | undefined,
  prefix: string,
  gaps: Gap[],
): void {
  for (const name of Object.keys(table)) {
    const entry = table[name] as FactEntry;
    const value = (row as Record<string, unknown>)[name];
    const path = [...at, name];
    if (entry.kind === 'fact') {
      if (value !== undefined) continue;
      gaps.push({ path, text: jsonPath(path), fact: entry, list, name: prefix + name });
    } else if (entry.kind === 'group') {
      if (value === undefined && EVENTS.includes(name)) continue;
      const asked = value === undefined ? openingFacts(entry) : entry.of;
      collect(asked, (value as object | undefined) ?? {}, path, list, `${prefix}${name}.`, gaps);
    } else if (entry.kind === 'list') {
      ((value as readonly object[] | undefined) ?? []).forEach((inner, i) =>
        collect(entry.of, inner, [...path, i], list, `${prefix}${name}.`, gaps),
      );
    }
  }
}

/** What a group that is not there is asked for first. */
function openingFacts(group: FactGroup): FactTable {
  const required = Object.entries(group.of).filter(([, entry]) => entry.required);
  return required.length === 0 ? group.of : Object.fromEntries(required);
}

export function jsonPath(path: Gap['path']): string {
  return path.reduce<string>((text, step) => text + (typeof step === 'number' ? `[${step}]` : `.${step}`), '$');
}

/** The steps of a JSON path. @throws RangeError for text that is none */
export function stepsOf(path: string): (string | number)[] {
  if (!/^\$(?:\.[A-Za-z]+|\[\d{1,9}\])+$/.test(path)) throw new RangeError(`"${path}" is not a path such as $.projects[0].newType`);
  return [...path.matchAll(/\.([A-Za-z]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
}

/** A copy with one value put in place; groups on the way are made, lists are not. */
export function put(value: unknown, path: Gap['path'], leaf: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return leaf;
  if (typeof step === 'number') {
    if (!Array.isArray(value) || step >= value.length) throw new RangeError(`there is no row ${step} to put an answer in`);
    return value.map((row: unknown, i) => (i === step ? put(row, rest, leaf) : row));
  }
  const group = (value ?? {}) as Record<string, unknown>;
  return { ...group, [step]: put(Object.hasOwn(group, step) ? group[step] : undefined, rest, leaf) };
}

/** The case with one more fact; the parsed amounts are shared, so nothing is parsed again. */
export function withFact(read: ReadCase, path: Gap['path'], known: unknown): ReadCase {
  const facts = put(read.facts, path, known) as ReadCase['facts'];
  return { facts, projects: facts.projects ?? [], projectIndex: read.projectIndex };
}
