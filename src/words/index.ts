export { type ConditionOptions, conditionFiguresUnder, conditionTextUnder, dayText } from './condition.js';
export { type MoneyOptions, type Unit, UNITS, formatMoney, percent } from './money.js';
export { answererUnder, clauseNameUnder, departmentsUnder, factNameUnder, listing, measureNameUnder, plain, readingNameUnder } from './names.js';
export { terms } from './terms.js';
