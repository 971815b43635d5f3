import type { KnownCase, ReadCase } from '../case/read.js';
import type { Gap, ListName } from './gaps.js';

/**
 * A case falls into parts that have nothing to do with each other: projects that share a consortium,
 * a supplier, or an enterprise-year of loans or leases belong together, everything else stands
 * alone. A fact changes figures of its own part only, so an answer is tried on that part: trying all
 * facts of a large case then costs in proportion to its size.
 */
export interface Part {
  readonly read: ReadCase;
  /** Where the rows of the whole case stand in the part. */
  readonly position: (list: ListName, row: number) => number;
}

export interface Parts {
  /** The part of a gap; the whole case for a fact that belongs to no row. */
  readonly of: (gap: Gap) => Part;
}

type Rows = { readonly [L in ListName]: number[] };

const LISTS: readonly ListName[] = [
  'projects', 'loans', 'leases', 'serviceProviders', 'supplies', 'demonstrations', 'consortia', 'parks', 'districtMatching',
];

export function partsOf(read: ReadCase): Parts {
  const { facts } = read;
  const group = groupOf(read);
  const rows = new Map<string, Rows>();
  for (const list of LISTS) {
    (facts[list] ?? []).forEach((_row, i) => {
      const name = group(list, i);
      const own = rows.get(name) ?? (Object.fromEntries(LISTS.map((l) => [l, []])) as unknown as Rows);
      own[list].push(i);
      rows.set(name, own);
    });
  }
  const whole: Part = { read, position: (_list, row) => row };
  const parts = new Map<string, Part>();
  return {
    of: ({ list, path }) => {
      if (list === undefined || rows.size === 1) return whole;
      const name = group(list, path[1] as number);
      let part = parts.get(name);
      if (part === undefined) parts.set(name, (part = partWith(read, rows.get(name) as Rows)));
      return part;
    },
  };
}

function partWith({ facts }: ReadCase, rows: Rows): Part {
  const own: Record<string, unknown> = { applicationDate: facts.applicationDate };
  if (facts.settlementDate !== undefined) own['settlementDate'] = facts.settlementDate;
  for (const list of LISTS) {
    const all = facts[list];
    // District money is reported beside the figures and changes none.
    if (all !== undefined && list !== 'districtMatching') own[list] = rows[list].map((i) => all[i]);
  }
  const part = own as KnownCase;
  const projects = part.projects ?? [];
  return {
    read: { facts: part, projects, projectIndex: new Map(projects.map((p, i) => [p.id, i])) },
    position: (list, row) => rows[list].indexOf(row),
  };
}

/** Names the part of every row: union-find over projects and what they share. */
function groupOf({ facts }: ReadCase): (list: ListName, row: number) => string {
  const parent = new Map<string, string>();
  const find = (x: string): string => {
    let root = x;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    parent.set(x, root);
    return root;
  };
  const join = (x: string, y: string): void => void parent.set(find(x), find(y));
  const node = (list: ListName, row: number): string => {
    switch (list) {
      case 'projects':
        return `project ${facts.projects?.[row]?.id}`;
      case 'consortia':
      case 'parks':
      case 'serviceProviders':
        return `${list} ${row}`;
      default:
        return `project ${facts[list]?.[row]?.project}`;
    }
  };
  facts.loans?.forEach((l, i) => join(node('loans', i), `loans ${l.year} ${l.borrower}`));
  facts.leases?.forEach((l, i) => join(node('leases', i), `leases ${l.year} ${l.lessee}`));
  facts.supplies?.forEach((s, i) => join(node('supplies', i), `supplier ${s.supplier}`));
  facts.consortia?.forEach((c, i) => c.projects.forEach((p) => join(`project ${p}`, node('consortia', i))));
  return (list, row) => find(node(list, row));
}
