import { type Law, type LawSource, type Parameter, lawSource } from '../core/law.js';
import { yearOf } from '../core/day.js';
import { PARAMETERS, type ParameterId } from './parameters.js';
import { CHOICES, type Readings } from './choices.js';

/** The numbers and readings of the policy as published. */
export const published: LawSource = /* @__PURE__ */ lawSource(PARAMETERS, CHOICES, (readings) => (readings as Readings).rounding === 'down-fen');

/** The readings in force, by their own names. */
export const readingsOf = (law: Law): Readings => law.readings as Readings;

/** A parameter of this policy as it stands. */
export const parameter = (law: Law, id: ParameterId): Parameter => law.parameter(id);

/** The days of F.1, when the policy is in force, and of F.2. */
export const period = (law: Law): Readonly<Record<'from' | 'to' | 'cutoff', Parameter>> => ({
  from: parameter(law, 'F.1.from'),
  to: parameter(law, 'F.1.to'),
  cutoff: parameter(law, 'F.2.cutoff'),
});
/** The year of such a day. */
export const yearIn = ({ value }: Parameter): number => yearOf(value);
