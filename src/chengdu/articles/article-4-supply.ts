import { type Condition, atLeast, isTrue, unknown, unstated, whether } from '../../core/condition.js';
import { yearOf } from '../../core/day.js';
import { type KnownFacts, fact, list, pick, required } from '../../core/fact.js';
import { percentage } from '../../core/formula.js';
import type { Measure } from '../../core/measure.js';
import { amountOrAny } from '../../core/span.js';
import { type Bilingual, text } from '../../core/text.js';
import { projectFacts } from '../facts/projects.js';
import { applicationDate } from '../facts/shared.js';
import { supplies, supplyFacts } from '../facts/suppliers.js';
import { appliedInForce, buyerFiledInScope, soldAfterFiling, soldInPeriod } from '../final-provisions.js';
import { readingsOf } from '../law.js';
import type { ParameterId } from '../parameters.js';
import type { ClauseId } from '../text.js';

/** 四、鼓励设备和工业软件企业为新型技改赋能 */

const supplyRow = {
  id: supplyFacts.id,
  project: fact('id', 'applicant', '项目编号（逐项目归集时）', 'project id, when sales are added up per project'),
  buyer: fact('id', 'applicant', '买方（项目单位）', 'buyer, the project owner'),
  applicationDate,
  ...pick(supplyFacts, 'date', 'amount'),
  ...pick(projectFacts, 'newType', 'filed', 'filingDate', 'nationalDemonstration'),
} as const;
/** A supply line with what it is held against: its supplier and the year that is added up. */
type SupplyRow = KnownFacts<typeof supplyRow> & { readonly supplier?: string; readonly year?: number | undefined };

export const salesFacts = {
  supplier: required(fact('id', 'applicant', '供给企业', 'supplier')),
  year: fact('year', 'applicant', '年度（逐年归集时）', 'year, when sales are added up per year'),
  applicationDate,
  supplies: list(supplyRow, supplies.name, supplies.row, { unique: ['id'] }),
} as const;

/** A sale needs two persons: what an enterprise supplies to itself does not count (I-27). */
const soldToAnother = (clause: ClauseId): Condition<SupplyRow> => ({
  id: 'sold-to-another',
  clause,
  label: text('买方与供给方为不同主体', 'buyer and supplier are different persons'),
  facts: ['buyer'],
  test: ({ buyer, supplier }, _law, locate) =>
    buyer === undefined ? unknown(`!= ${supplier}`, [locate('buyer')]) : whether(buyer !== supplier, `!= ${supplier}`, buyer),
});

/** Under `supplyAggregation: per-year` a line counts in the year of its sale (I-25). */
const soldInYear = (clause: ClauseId): Condition<SupplyRow> => ({
  id: 'sold-in-year',
  clause,
  label: text('销售发生在归集年度内', 'sold in the year that is added up'),
  facts: ['date'],
  applies: (law) => readingsOf(law).supplyAggregation === 'per-year',
  test: ({ date, year }, _law, locate) => {
    if (date === undefined) return unknown(String(year), [locate('date')]);
    return whether(yearOf(date) === year, String(year), date);
  },
});

/** The two sentences differ only in goods, threshold, rate and cap; thresholds are never pooled. */
function supplySubsidy(spec: {
  readonly id: string;
  readonly code: string;
  readonly clause: 'A4.3' | 'A4.4';
  readonly title: Bilingual;
  readonly goods: 'equipment' | 'software';
}): Measure<KnownFacts<typeof salesFacts>, SupplyRow> {
  const { id, code, clause, title, goods } = spec;
  const [threshold, rate, cap] = [`${clause}.threshold`, `${clause}.rate`, `${clause}.cap`] as const satisfies ParameterId[];
  return {
    id,
    code,
    article: 4,
    clause,
    kind: 'supplier',
    title,
    source: {
      group: 'supplies',
      by: 'supplier',
      where: { fact: 'kind', is: goods },
      join: 'project',
      // Once per supplier over the policy period, by default (I-25).
      apart: (law) => {
        const { supplyAggregation } = readingsOf(law);
        return supplyAggregation === 'per-year' ? { byYearOf: 'date' } : supplyAggregation === 'per-project' ? { byJoined: true } : undefined;
      },
    },
    subject: 'supplier',
    payee: { kind: 'enterprise', fact: 'supplier' },
    facts: salesFacts,
    datedBy: 'applicationDate',
    parameters: [threshold, rate, cap],
    conditions: [],
    rows: {
      fact: 'supplies',
      inherits: ['supplier', 'year', 'applicationDate'],
      renamed: { buyer: 'owner' },
      conditions: [
        appliedInForce,
        buyerFiledInScope,
        soldInPeriod,
        soldAfterFiling,
        isTrue('new-type', clause, 'newType', text('供给新型技改项目', 'supplied to a new-type project')),
        soldToAnother(clause),
        soldInYear(clause),
      ],
      value: (sale, _law, locate) => ({ span: amountOrAny(sale.amount), missing: unstated(sale, ['amount'], locate) }),
    },
    sumCondition: {
      id: 'sales',
      clause,
      label: text('供给金额达到门槛', 'sales reach the threshold'),
      test: (sum, law, isCertain) => atLeast(sum, isCertain ? sum.span.lo : undefined, law, threshold),
    },
    formula: percentage({ rate, cap }),
  };
}

/** A4.3 「对为新型技术改造项目提供8000万元（含）以上设备的企业，按销售总金额的1%给予最高1000万元补助；」 */
export const equipmentSupplySubsidy = /* @__PURE__ */ supplySubsidy({
  id: 'equipment-supply-subsidy',
  code: '4a',
  clause: 'A4.3',
  title: text('设备供给补助', 'equipment supply subsidy'),
  goods: 'equipment',
});

/** A4.4 「对为新型技术改造项目提供5000万元（含）以上软件的企业，按销售总金额的0.5%给予最高500万元补助。」 */
export const softwareSupplySubsidy = /* @__PURE__ */ supplySubsidy({
  id: 'software-supply-subsidy',
  code: '4b',
  clause: 'A4.4',
  title: text('软件供给补助', 'software supply subsidy'),
  goods: 'software',
});
