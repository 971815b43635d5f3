/**
 * What compiles and what does not. `npm test` compiles this file; `npm run test:package` compiles it against the packed
 * library under TypeScript 5.4 to 7. Below each `@ts-expect-error` stands one fault: where it compiled after all, the mark
 * itself would be an error. Nothing here is run.
 */
import { Decimal } from 'decimal.js';
import { cap, disbursement, filingCutoff } from '../../src/constraints/index.js';
import {
  type AmountInput, type Award, type CaseFile, type Money, type Project, type Range, type SafeAssessment, amendPolicy, assess, audit, chengdu2025, match, safeAssess,
} from '../../src/index.js';
import { financeLeaseSubsidy, investmentSubsidy } from '../../src/measures.js';
import { caseSchema } from '../../src/schema.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

const project = { id: 'P', owner: 'E', filingDate: '2024-07-01', totalInvestment: '30000000', newType: true } satisfies Project;
const file: CaseFile = { applicationDate: '2025-06-01', projects: [project] };
const row = (p: Project): Project => p;
declare const typedIn: string;

// ---- money ----------------------------------------------------------------------------------
export const amounts: AmountInput[] = ['0.5', '12345678.90', 20_000_000, new Decimal('1')];
row({ ...project, totalInvestment: null });
// @ts-expect-error a quotient is a ratio
row({ ...project, totalInvestment: '1/2' });
// @ts-expect-error a percentage
row({ ...project, totalInvestment: '50%' });
// @ts-expect-error grouped figures
row({ ...project, totalInvestment: '30,000,000' });
// @ts-expect-error a unit
row({ ...project, totalInvestment: '3000万' });
// @ts-expect-error a day
row({ ...project, totalInvestment: '2025-06-01' });
// @ts-expect-error any text
row({ ...project, totalInvestment: typedIn });
// @ts-expect-error the figure of a step, which may be a ratio or open
row({ ...project, totalInvestment: assess(file).determinations[0]!.steps[0]!.value });
// @ts-expect-error a rate of the policy
row({ ...project, totalInvestment: chengdu2025.parameters['A1.3.rate.pilot-industry'].value });
// @ts-expect-error no digits that binary numbers could not hold
row({ ...project, totalInvestment: 30_000_000n });
// @ts-expect-error a ratio for the amount that is held to a cap
cap('1/3', '20000000');

// ---- ratios ---------------------------------------------------------------------------------
row({ ...project, construction: { started: true, investmentProgress: '1/3', advancesPaid: '0' } });
row({ ...project, construction: { started: true, investmentProgress: 0.3, advancesPaid: 0 } });
disbursement({ total: '4000000', progress: '1/3', share: '0.5', advancesPaid: '0' });
// @ts-expect-error a percentage
row({ ...project, construction: { started: true, investmentProgress: '30%' } });
// @ts-expect-error a ratio for what was advanced
row({ ...project, construction: { started: true, investmentProgress: '0.3', advancesPaid: '1/3' } });
// @ts-expect-error a ratio for the total
disbursement({ total: '1/3', progress: '1/3', share: '0.5', advancesPaid: '0' });

// ---- days -----------------------------------------------------------------------------------
// @ts-expect-error slashes
assess({ ...file, applicationDate: '2025/6/1' });
// @ts-expect-error words
assess({ ...file, applicationDate: 'soon' });
// @ts-expect-error any text
assess({ ...file, applicationDate: typedIn });
// @ts-expect-error a moment, which is a day only in some zone
assess({ ...file, applicationDate: new Date() });
// @ts-expect-error a number
row({ ...project, filingDate: 20240701 });
// @ts-expect-error any text
filingCutoff({ day: typedIn, excepted: false }, '2024-06-01', 'exempt');

// ---- readings, parameters, names ------------------------------------------------------------
assess(file, { readings: { leasedEquipmentInInvestment: 'no' } });
// @ts-expect-error no such reading
assess(file, { readings: { leasedEquipment: 'no' } });
// @ts-expect-error no such value
assess(file, { readings: { leasedEquipmentInInvestment: 'perhaps' } });
// @ts-expect-error no such reading of a calculator
investmentSubsidy({ project: 'P' }, { readings: { leasedEquipment: 'no' } });
// @ts-expect-error no such parameter
amendPolicy(chengdu2025, { version: '2026-01-01', parameters: { 'A1.3.rate': { value: '0.09' } } });
// @ts-expect-error no such option
assess(file, { reading: {} });
// @ts-expect-error no such fact
row({ ...project, investment: '1' });
// @ts-expect-error no such list
assess({ ...file, project: [project] });
// @ts-expect-error no such fact of a profile
match({ projects: [{ investment: '1' }] });
// @ts-expect-error a required fact
assess({ projects: [project] });
// @ts-expect-error text for a truth value
row({ ...project, newType: 'yes' });
// @ts-expect-error no such mode
financeLeaseSubsidy({ enterprise: 'E', year: 2025, leases: [{ id: 'L', mode: 'rent' }] });
// @ts-expect-error no such payment
export const line: Award = { measure: '1b', subject: 'P', amount: '1', date: '2025-09-10', payment: 'gift' };
// @ts-expect-error a status that no determination has
export const maybe = assess(file).determinations.filter((d) => d.status === 'maybe');

// ---- what comes out goes in, what is read at run time is checked -----------------------------
holds<Same<Range, { readonly min: Money; readonly max: Money }>>();
holds<Same<ReturnType<typeof safeAssess>, SafeAssessment>>();
holds<Same<Parameters<typeof safeAssess>[0], unknown>>();
const { selection, payments } = assess(file);
row({ ...project, assessedReward: selection.total.max });
row({ ...project, construction: { started: true, advancesPaid: payments[0]?.advance?.cumulativeLimit.min } });
audit(file, [{ measure: '1b', subject: 'P', amount: selection.upperBound, date: '2025-09-10', payment: 'advance' }]);
safeAssess(JSON.parse(typedIn) as unknown);
const read = caseSchema['~standard'].validate({ ...file, applicationDate: typedIn });
if (read.issues === undefined) holds<Same<typeof read.value, CaseFile>>();
// @ts-expect-error figures are not changed in place
selection.total.min = '0.00';
