import { yearOf } from '../core/day.js';
import { type Law, type LawSource, type Parameter, lawSource, ofLaw } from '../core/law.js';
import { PARAMETERS, type ParameterId } from './parameters.js';
import { CHOICES, type Readings } from './choices.js';

/** The numbers and readings of the policy as published. */
export const published: LawSource = /* @__PURE__ */ lawSource(PARAMETERS, CHOICES, (readings) => (readings as Readings).rounding === 'down-fen');

/** The readings in force, by their own names. */
export const readingsOf = (law: Law): Readings => law.readings as Readings;

/** A parameter of this policy as it stands. */
export const parameter = (law: Law, id: ParameterId): Parameter => law.parameter(id);

/** F.1: when the policy is in force, and as it is asked for. */
export const validity = /* @__PURE__ */ ofLaw((law) => {
  const [from, to] = [parameter(law, 'F.1.from'), parameter(law, 'F.1.to')];
  return { from, to, written: `${from.value}..${to.value}` };
});

/** The years of F.1, and the first one of F.2. */
export const years = /* @__PURE__ */ ofLaw((law) => {
  const [from, to, earliest] = [parameter(law, 'F.1.from'), parameter(law, 'F.1.to'), parameter(law, 'F.2.cutoff')].map((p) => yearOf(p.value)) as [number, number, number];
  return { from, to, earliest, written: `${from}..${to}` };
});
