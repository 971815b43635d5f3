export { type ConditionOptions, conditionTextUnder } from './condition.js';
export { type MoneyOptions, type Unit, UNITS, formatMoney, percent } from './money.js';
export { answererUnder, awardNameUnder, clauseNameUnder, departmentsUnder, factNameUnder, listing, measureNameUnder, plain, readingNameUnder } from './names.js';
export { terms } from './terms.js';
