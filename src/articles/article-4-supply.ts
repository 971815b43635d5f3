import { applicationDate, projectFacts, supplyFacts } from '../case/facts.js';
import { type KnownFacts, fact, list, required } from '../facts/fact.js';
import { type Condition, type Locate, compareToThreshold, isTrue, met, unknown, unmet } from '../kernel/condition.js';
import type { Context } from '../kernel/context.js';
import { yearOf } from '../kernel/day.js';
import type { Determination, Status } from '../kernel/determination.js';
import { InvalidCaseError } from '../kernel/error.js';
import { percentage } from '../kernel/formula.js';
import { type Evaluated, type MeasureOf, type Subject, evaluate } from '../kernel/measure.js';
import { ANY_AMOUNT, NOTHING, type Span, exactly, plus, toRange } from '../kernel/span.js';
import { type Bilingual, text } from '../kernel/text.js';
import type { ParameterId } from '../policy/parameters.js';
import type { ClauseId } from '../policy/text.js';
import { appliedInForce, buyerFiledInScope } from './final-provisions.js';

/** 四、鼓励设备和工业软件企业为新型技改赋能 */

const supplyRow = {
  id: supplyFacts.id,
  project: fact('id', 'applicant', '项目编号（逐项目归集时）', 'project id, when sales are added up per project'),
  buyer: fact('id', 'applicant', '买方（项目单位）', 'buyer, the project owner'),
  date: supplyFacts.date,
  amount: supplyFacts.amount,
  newType: projectFacts.newType,
  filingDate: projectFacts.filingDate,
  nationalDemonstration: projectFacts.nationalDemonstration,
} as const;
/** A supply line with what it is held against: its supplier and the year that is added up. */
export type SupplyRow = KnownFacts<typeof supplyRow> & { readonly supplier?: string; readonly countedYear?: number | undefined };

const salesFacts = {
  supplier: required(fact('id', 'applicant', '供给企业', 'supplier')),
  year: fact('year', 'applicant', '年度（逐年归集时）', 'year, when sales are added up per year'),
  applicationDate,
  supplies: list(supplyRow, '供给明细', 'supply lines'),
} as const;

/** A sale needs two persons: what an enterprise supplies to itself does not count (I-27). */
const soldToAnother = (clause: ClauseId): Condition<{ readonly buyer?: string | undefined; readonly supplier?: string | undefined }> => ({
  id: 'sold-to-another',
  clause,
  label: text('买方与供给方为不同主体', 'buyer and supplier are different persons'),
  facts: ['buyer', 'supplier'],
  test: ({ buyer, supplier }, _context, locate) => {
    if (buyer === undefined) return unknown('sold-to-another', clause, 'another enterprise', [locate('buyer')]);
    return (buyer === supplier ? unmet : met)('sold-to-another', clause, 'another enterprise', buyer);
  },
});

/** Under `supplyAggregation: per-year` a line counts in the year of its sale (I-25). */
const soldInYear = (clause: ClauseId): Condition<{ readonly date?: string | undefined; readonly countedYear?: number | undefined }> => ({
  id: 'sold-in-year',
  clause,
  label: text('销售发生在归集期内', 'sold in the period that is added up'),
  facts: ['date'],
  test: ({ date, countedYear }, { readings }, locate) => {
    if (readings.supplyAggregation !== 'per-year' || countedYear === undefined) {
      return met('sold-in-year', clause, 'policy period', date ?? 'not tested');
    }
    const required = String(countedYear);
    if (date === undefined) return unknown('sold-in-year', clause, required, [locate('date')]);
    return (yearOf(date) === countedYear ? met : unmet)('sold-in-year', clause, required, date);
  },
});

export type SupplyMeasure = MeasureOf<typeof salesFacts, SupplyRow>;

/** The two sentences differ only in goods, threshold, rate and cap; thresholds are never pooled. */
function supplySubsidy(spec: {
  readonly id: 'equipment-supply-subsidy' | 'software-supply-subsidy';
  readonly code: '4a' | '4b';
  readonly clause: ClauseId;
  readonly title: Bilingual;
  readonly threshold: ParameterId;
  readonly rate: ParameterId;
  readonly cap: ParameterId;
}): SupplyMeasure {
  const { id, code, clause, title, threshold, rate, cap } = spec;
  return {
    id,
    code,
    article: 4,
    clause,
    subject: 'supplier',
    title,
    facts: salesFacts,
    parameters: [threshold, rate, cap],
    conditions: [appliedInForce],
    rows: {
      fact: 'supplies',
      of: ({ supplies, supplier, year }) => supplies?.map((line) => ({ ...line, supplier, countedYear: year })),
      id: (line) => line.id,
      conditions: [
        buyerFiledInScope,
        isTrue('new-type', clause, 'newType', text('供给新型技改项目', 'supplied to a new-type project')),
        soldToAnother(clause),
        soldInYear(clause),
      ],
      value: ({ amount }, _context, locate) =>
        amount === undefined ? { span: ANY_AMOUNT, missing: [locate('amount')] } : { span: exactly(amount) },
    },
    sumCondition: {
      id: 'sales',
      clause,
      label: text('供给金额达到门槛', 'sales reach the threshold'),
      test: (sum, { parameters }, missing) => compareToThreshold('sales', clause, sum, parameters[threshold], missing),
    },
    formula: percentage({
      base: (_facts, { base }) => ({ span: base ?? ANY_AMOUNT }),
      rate: (_facts, { parameters }) => exactly(parameters[rate].decimal),
      cap,
    }),
  };
}

/** A4.3 「对为新型技术改造项目提供8000万元（含）以上设备的企业，按销售总金额的1%给予最高1000万元补助；」 */
export const equipmentSupplySubsidy: SupplyMeasure = supplySubsidy({
  id: 'equipment-supply-subsidy',
  code: '4a',
  clause: 'A4.3',
  title: text('设备供给补助', 'equipment supply subsidy'),
  threshold: 'A4.3.threshold',
  rate: 'A4.3.rate',
  cap: 'A4.3.cap',
});

/** A4.4 「对为新型技术改造项目提供5000万元（含）以上软件的企业，按销售总金额的0.5%给予最高500万元补助。」 */
export const softwareSupplySubsidy: SupplyMeasure = supplySubsidy({
  id: 'software-supply-subsidy',
  code: '4b',
  clause: 'A4.4',
  title: text('软件供给补助', 'software supply subsidy'),
  threshold: 'A4.4.threshold',
  rate: 'A4.4.rate',
  cap: 'A4.4.cap',
});

/** Under `per-project` each project is its own payable amount; the supplier's determination is their sum. */
export function perProject(parts: readonly Evaluated[]): Evaluated {
  const first = parts[0] as Evaluated;
  if (parts.length === 1) return first;
  const statuses = parts.map((p) => p.determination.status);
  const status: Status = statuses.includes('eligible') ? 'eligible' : statuses.includes('undetermined') ? 'undetermined' : 'ineligible';
  const deciding = (parts.find((p) => p.determination.status === status) as Evaluated).determination;
  const counting = parts.filter((p) => p.determination.status !== 'ineligible');
  const sum = (of: (p: Evaluated) => Span): Span => counting.reduce((a, p) => plus(a, of(p)), NOTHING);
  const amount = sum((p) => p.amount);
  const missing = [...new Set(counting.flatMap((p) => p.determination.missing ?? []))];
  const { missing: _ofOne, ...rest } = deciding;
  const determination: Determination = {
    ...rest,
    status,
    amount: toRange(amount),
    steps: counting.flatMap((p) => p.determination.steps),
    capBinding: counting.some((p) => p.determination.capBinding),
    items: parts.flatMap((p) => p.determination.items ?? []),
    ...(missing.length === 0 ? undefined : { missing }),
  };
  return { determination, exact: sum((p) => p.exact), amount, rows: parts.flatMap((p) => p.rows), valuation: undefined };
}

/**
 * Evaluates stated sales of one supplier, added up as the reading says (I-25).
 *
 * @throws InvalidCaseError naming what the reading needs to tell the sums apart
 */
export function evaluateSales(measure: SupplyMeasure, facts: KnownFacts<typeof salesFacts>, subject: Subject, context: Context): Evaluated {
  const { year, ...given } = facts;
  const lines = facts.supplies ?? [];
  switch (context.readings.supplyAggregation) {
    case 'policy-period':
      return evaluate(measure, given, { ...subject, year: undefined }, context);
    case 'per-year': {
      const counted = year ?? onlyYear(lines);
      return evaluate(measure, { ...given, year: counted }, { ...subject, year: counted }, context);
    }
    case 'per-project': {
      const whole = { ...subject, year: undefined };
      if (lines.length === 0) return evaluate(measure, given, whole, context);
      const groups = new Map<string, number[]>();
      lines.forEach((_line, i) => {
        const project = projectOf(lines, i);
        groups.set(project, [...(groups.get(project) ?? []), i]);
      });
      return perProject(
        [...groups.values()].map((own) => {
          const locateRow = (row: number): Locate => subject.locateRow(own[row] as number);
          return evaluate(measure, { ...given, supplies: own.map((i) => lines[i] as SupplyRow) }, { ...whole, locateRow }, context);
        }),
      );
    }
  }
}

/** The year of all sales; they must not be added up over several. */
function onlyYear(lines: readonly SupplyRow[]): number | undefined {
  const years = new Set(lines.map(({ date }) => (date === undefined ? undefined : yearOf(date))));
  const [year] = years;
  if (years.size <= 1 && (year !== undefined || lines.length === 0)) return year;
  throw new InvalidCaseError([{ path: '$.year', code: 'missing', expected: 'the year that is added up: sales are added up per year under supplyAggregation per-year' }]);
}

function projectOf(lines: readonly SupplyRow[], i: number): string {
  const project = lines[i]?.project;
  if (project !== undefined) return project;
  throw new InvalidCaseError([
    { path: `$.supplies[${i}].project`, code: 'missing', expected: 'the project of the sale: sales are added up per project under supplyAggregation per-project' },
  ]);
}
