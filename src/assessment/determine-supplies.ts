import { type SupplyMeasure, type SupplyRow, equipmentSupplySubsidy, perProject, softwareSupplySubsidy } from '../articles/article-4-supply.js';
import { supplyFacts } from '../case/facts.js';
import type { KnownProject, ReadCase, KnownSupply } from '../case/read.js';
import { type Locate, inPlace } from '../kernel/condition.js';
import type { Context } from '../kernel/context.js';
import { yearOf } from '../kernel/day.js';
import { type Evaluated, evaluate } from '../kernel/measure.js';

/** Article 4: the sales of each supplier, equipment and software apart, added up as the reading says (I-25). */
export function determineSupplies(read: ReadCase, context: Context): Evaluated[] {
  const lines = read.facts.supplies;
  if (lines === undefined) return [];
  const evaluated: Evaluated[] = [];
  for (const measure of [equipmentSupplySubsidy, softwareSupplySubsidy]) {
    const kind = measure === equipmentSupplySubsidy ? 'equipment' : 'software';
    const positions = lines.flatMap((line, i) => (line.kind === kind ? [i] : []));
    groupBy(positions, (i) => (lines[i] as KnownSupply).supplier).forEach((own, supplier) => {
      evaluated.push(...evaluateSupplier({ measure, supplier, read, lines, context }, own));
    });
  }
  return evaluated;
}

interface Supplying {
  readonly measure: SupplyMeasure;
  readonly supplier: string;
  readonly read: ReadCase;
  readonly lines: readonly KnownSupply[];
  readonly context: Context;
}

function groupBy<K>(positions: readonly number[], key: (position: number) => K): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  for (const i of positions) {
    const k = key(i);
    const group = groups.get(k);
    if (group === undefined) groups.set(k, [i]);
    else group.push(i);
  }
  return groups;
}

function evaluateSupplier(s: Supplying, positions: readonly number[]): Evaluated[] {
  switch (s.context.readings.supplyAggregation) {
    case 'policy-period':
      return [evaluateLines(s, positions, undefined)];
    case 'per-year':
      return yearsOf(s, positions).map((year) => {
        // A line without a date may belong to any of the years.
        const ofYear = positions.filter((i) => {
          const date = s.lines[i]?.date;
          return date === undefined || yearOf(date) === year;
        });
        return evaluateLines(s, ofYear, year);
      });
    case 'per-project': {
      const groups = groupBy(positions, (i) => (s.lines[i] as KnownSupply).project);
      return [perProject([...groups.values()].map((own) => evaluateLines(s, own, undefined)))];
    }
  }
}

/** The years of dated lines; a line without a date may fall in any year of the validity period as well. */
function yearsOf(s: Supplying, positions: readonly number[]): number[] {
  const years = new Set<number>();
  let open = false;
  for (const i of positions) {
    const date = s.lines[i]?.date;
    if (date === undefined) open = true;
    else years.add(yearOf(date));
  }
  if (open) {
    const { parameters } = s.context;
    const last = yearOf(parameters['F.1.to'].value);
    for (let y = yearOf(parameters['F.1.from'].value); y <= last; y += 1) years.add(y);
  }
  return [...years].sort((a, b) => a - b);
}

function evaluateLines(s: Supplying, positions: readonly number[], year: number | undefined): Evaluated {
  const { read, lines } = s;
  const projectAt = (i: number): number => read.projectIndex.get((lines[i] as KnownSupply).project) as number;
  const rows = positions.map((i): SupplyRow => {
    const line = lines[i] as KnownSupply;
    const p = read.projects[projectAt(i)] as KnownProject;
    return {
      id: line.id,
      project: line.project,
      buyer: p.owner,
      date: line.date,
      amount: line.amount,
      newType: p.newType,
      filingDate: p.filingDate,
      nationalDemonstration: p.nationalDemonstration,
    };
  });
  const locateRow = (r: number): Locate => {
    const i = positions[r] as number;
    return (name) => (Object.hasOwn(supplyFacts, name) ? `$.supplies[${i}].${name}` : `$.projects[${projectAt(i)}].${name}`);
  };
  const facts = { supplier: s.supplier, year, applicationDate: read.facts.applicationDate, supplies: rows };
  return evaluate(s.measure, facts, { id: s.supplier, year, locate: inPlace, locateRow }, s.context);
}
