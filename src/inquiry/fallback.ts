import type { Context } from '../kernel/context.js';
import { yearOf } from '../kernel/day.js';
import type { Row, Subjects } from './profile.js';

/** Ids that stand for persons and things a profile does not name. */
const UNNAMED: Readonly<Record<Subjects | 'owner' | 'leader' | 'borrower' | 'lessee' | 'supplier', string>> = {
  projects: '项目',
  loans: '贷款',
  leases: '融资租赁',
  serviceProviders: '服务商',
  supplies: '供给明细',
  demonstrations: '标杆示范',
  consortia: '联合体',
  parks: '园区',
  owner: '项目单位',
  leader: '链主企业',
  borrower: '借款企业',
  lessee: '承租企业',
  supplier: '供给企业',
};

interface Given {
  readonly rowsOf: (list: Subjects) => readonly unknown[] | undefined;
  /** The list to which a subject is added of which nothing is known. */
  readonly added: Subjects | undefined;
  readonly year: number;
  readonly note: (list: Subjects, path: string) => void;
  readonly context: Context;
}

export interface Skeleton {
  readonly rows: (list: Subjects) => readonly unknown[] | undefined;
  /** Id of a project that had to be made up for rows that name none. */
  readonly madeProject: string | undefined;
  /** Supply lines that are copies of a line whose kind is not said: row of the copy, row of the line. */
  readonly copies: ReadonlyMap<number, number>;
}

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && !Array.isArray(row);
const said = (row: Row, name: string): boolean => row[name] !== undefined && row[name] !== null;
const made = (list: Subjects, i: number): string => `${UNNAMED[list]}${i + 1}`;

/**
 * Supplies what a row of a case cannot stand without. Names decide nothing and are made up; a row
 * without a project belongs to the only project stated, or else to one of which nothing is known; a
 * year, and whether goods are equipment or software, can decide, so they are noted as missing.
 *
 * A subject that is added is joined to what is stated: a loan, a lease or a task book to each stated
 * project, a consortium to all of them; a sale to a buyer of which nothing is known.
 */
export function withFallback({ rowsOf: given, added, year, note, context }: Given): Skeleton {
  const firstYear = yearOf(context.parameters['F.1.from'].value);
  const stated = (given('projects') ?? []).map((row, i) =>
    isRow(row) ? { ...whole(row), id: row['id'] ?? made('projects', i), owner: row['owner'] ?? UNNAMED.owner } : row,
  );
  const ids = stated.flatMap((row) => (isRow(row) ? [row['id']] : []));
  const unknown = made('projects', stated.length);
  const extra = extraRows(added, ids, given('demonstrations') ?? [], unknown);
  const rowsOf = (list: Subjects): readonly unknown[] | undefined =>
    list === added && list !== 'projects' ? [...(given(list) ?? []), ...extra] : given(list);
  const lacks = (list: Subjects, name: string): boolean => rowsOf(list)?.some((row) => isRow(row) && !said(row, name)) === true;
  const joins = (['loans', 'leases', 'supplies', 'demonstrations'] as const).some((list) => lacks(list, 'project'));
  const makes =
    added === 'projects' || added === 'supplies' || (joins && stated.length !== 1) || (lacks('consortia', 'projects') && stated.length === 0);
  const all: readonly unknown[] = makes ? [...stated, { id: unknown, owner: UNNAMED.owner }] : stated;
  // More than one project stated: which one is meant is not known, so none of them is taken.
  const meant = joins && stated.length === 1 ? ids[0] : unknown;
  const members = ids.length === 0 ? [unknown] : ids;

  const reference = (row: Row): Row => (said(row, 'project') ? row : { ...row, project: meant });
  const flow = (list: 'loans' | 'leases' | 'serviceProviders', row: Row, i: number): Row => {
    if (said(row, 'year')) return row;
    note(list, `$.${list}[${i}].year`);
    if (year < firstYear) return { ...row, year: year - i };
    // Spread over the years in force: caps are yearly, so flows of one year would bring less than they may.
    const years = yearsInForce(context);
    const name = list === 'serviceProviders' ? 'provider' : 'id';
    const taken = (rowsOf(list) ?? []).flatMap((o) => (isRow(o) && o[name] === row[name] && said(o, 'year') ? [o['year']] : []));
    const free = years.filter((y) => !taken.includes(y));
    return { ...row, year: (free.length === 0 ? years : free)[i % Math.max(1, free.length)] };
  };
  const person = (row: Row, name: 'borrower' | 'lessee' | 'supplier'): Row => {
    if (said(row, name)) return row;
    const project = all.find((p) => isRow(p) && p['id'] === row['project']) as Row | undefined;
    // A borrower or lessee is by default the project's owner; a supplier never is (it would sell to itself).
    const owner = name === 'supplier' ? undefined : project?.['owner'];
    return { ...row, [name]: owner ?? UNNAMED[name] };
  };
  const each = (list: Subjects, f: (row: Row, i: number) => Row | readonly Row[]): unknown[] | undefined =>
    rowsOf(list)?.flatMap((row, i) => (isRow(row) ? f(row, i) : [row]));

  /** Evaluations with a year each: different ones, because a year is evaluated once. */
  const evaluated = (own: unknown, missing: (k: number) => void): unknown =>
    Array.isArray(own)
      ? own.map((e: unknown, k) => {
          if (!isRow(e) || said(e, 'year')) return e;
          missing(k);
          return { ...e, year: year + (year < firstYear ? -k : k) };
        })
      : own;
  const undecided = (rowsOf('supplies') ?? []).flatMap((row, i) => (isRow(row) && !said(row, 'kind') ? [i] : []));
  for (const i of undecided) note('supplies', `$.supplies[${i}].kind`);

  const rows = (list: Subjects): readonly unknown[] | undefined => {
    switch (list) {
      case 'projects':
        return all.length === 0 && given('projects') === undefined ? undefined : all;
      case 'loans':
        return each(list, (row, i) => person(flow('loans', reference({ ...row, id: row['id'] ?? made(list, i) }), i), 'borrower'));
      case 'leases':
        return each(list, (row, i) => person(flow('leases', reference({ ...row, id: row['id'] ?? made(list, i) }), i), 'lessee'));
      case 'serviceProviders':
        return each(list, (row, i) => flow('serviceProviders', { ...row, provider: row['provider'] ?? made(list, i) }, i));
      case 'supplies': {
        const lines = each(list, (row, i) => person(reference({ ...row, id: row['id'] ?? made(list, i) }), 'supplier'));
        return lines?.map((row) => (isRow(row) && !said(row, 'kind') ? { ...row, kind: 'equipment' } : row)).concat(
          undecided.map((i) => {
            const line = lines[i] as Row;
            return { ...line, id: `${String(line['id'])}（软件）`, kind: 'software' };
          }),
        );
      }
      case 'demonstrations':
        return each(list, (row, i) => {
          const d = reference(row);
          // Evaluations are yearly (A5.3): where a subject is added, those of the validity period may come.
          const none = !Array.isArray(row['evaluations']) || row['evaluations'].length === 0;
          if (list === added && none) return { ...d, evaluations: yearsInForce(context).map((y) => ({ year: y })) };
          return { ...d, evaluations: evaluated(row['evaluations'], (k) => note(list, `$.${list}[${i}].evaluations[${k}].year`)) };
        });
      case 'consortia':
        return each(list, (row, i) => ({
          ...row,
          id: row['id'] ?? made(list, i),
          leader: row['leader'] ?? UNNAMED.leader,
          projects: row['projects'] ?? members,
        }));
      case 'parks':
        // The years of a park's evaluations govern payments only.
        return each(list, (row, i) => ({ ...row, id: row['id'] ?? made(list, i), evaluations: evaluated(row['evaluations'], () => undefined) }));
    }
  };
  return {
    rows,
    madeProject: makes ? unknown : undefined,
    copies: new Map(undecided.map((of, k) => [(rowsOf('supplies') ?? []).length + k, of])),
  };
}

/** What is added to a list so that its measures have a subject: at most one task book for a project. */
function extraRows(added: Subjects | undefined, projects: readonly unknown[], demonstrations: readonly unknown[], unknown: string): readonly Row[] {
  switch (added) {
    case 'supplies':
      return [{ project: unknown }];
    case 'loans':
    case 'leases':
      return projects.length === 0 ? [{}] : projects.map((project) => ({ project }));
    case 'demonstrations': {
      if (projects.length === 0) return demonstrations.length === 0 ? [{}] : [];
      const own = demonstrations.map((d) => (isRow(d) ? (d['project'] ?? projects[0]) : undefined));
      return projects.filter((p) => !own.includes(p)).map((project) => ({ project }));
    }
    default:
      return [{}];
  }
}

/** A project without the groups that are stated in part: they govern payments, which a match does not show. */
function whole(project: Row): Row {
  const { construction, acceptance, ...rest } = project;
  const complete = (group: unknown, names: readonly string[]): boolean => !isRow(group) || names.every((name) => said(group, name));
  return {
    ...rest,
    ...(complete(construction, ['started']) ? { construction } : undefined),
    ...(complete(acceptance, ['date', 'totalInvestment', 'equipmentInvestment']) ? { acceptance } : undefined),
  };
}

function yearsInForce({ parameters }: Context): number[] {
  const years: number[] = [];
  for (let y = yearOf(parameters['F.1.from'].value); y <= yearOf(parameters['F.1.to'].value); y += 1) years.push(y);
  return years;
}
