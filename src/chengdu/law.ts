import { yearOf } from '../core/day.js';
import { remembered } from '../core/groups.js';
import { type Law, type LawSource, type Parameter, lawSource } from '../core/law.js';
import { PARAMETERS, type ParameterId } from './parameters.js';
import { CHOICES, type Readings } from './choices.js';

/** The numbers and readings of the policy as published. */
export const published: LawSource = /* @__PURE__ */ lawSource(PARAMETERS, CHOICES, (readings) => (readings as Readings).rounding === 'down-fen');

/** The readings in force, by their own names. */
export const readingsOf = (law: Law): Readings => law.readings as Readings;

/** A parameter of this policy as it stands. */
export const parameter = (law: Law, id: ParameterId): Parameter => law.parameter(id);

/** The parameters that are the days of F.1 and F.2, and F.1 as a requirement is written. */
export const period = /* @__PURE__ */ remembered((law: Law) => {
  const [from, to, cutoff] = [parameter(law, 'F.1.from'), parameter(law, 'F.1.to'), parameter(law, 'F.2.cutoff')];
  return { from, to, cutoff, written: `${from.value}..${to.value}` };
});

/** The same by years. */
export const years = /* @__PURE__ */ remembered((law: Law) => {
  const days = period(law);
  const [from, to, earliest] = [yearOf(days.from.value), yearOf(days.to.value), yearOf(days.cutoff.value)];
  return { from, to, earliest, written: `${from}..${to}` };
});
