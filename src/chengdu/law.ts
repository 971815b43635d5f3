import { type Law, type LawSource, type Parameter, lawSource } from '../core/law.js';
import { PARAMETERS, type ParameterId } from './parameters.js';
import { CHOICES, type Readings } from './choices.js';

/** The numbers and readings of the policy as published. */
export const published: LawSource = /* @__PURE__ */ lawSource(PARAMETERS, CHOICES, (readings) => (readings as Readings).rounding === 'down-fen');

/** The readings in force, by their own names. */
export const readingsOf = (law: Law): Readings => law.readings as Readings;

/** A parameter of this policy as it stands. */
export const parameter = (law: Law, id: ParameterId): Parameter => law.parameter(id);

/** F.1: when the policy is in force. */
export const validity = (law: Law): { readonly from: Parameter; readonly to: Parameter } => ({
  from: parameter(law, 'F.1.from'),
  to: parameter(law, 'F.1.to'),
});

/** The days of F.1 and F.2. */
export const period = (law: Law): { readonly from: string; readonly to: string; readonly cutoff: string } => ({
  from: parameter(law, 'F.1.from').value,
  to: parameter(law, 'F.1.to').value,
  cutoff: parameter(law, 'F.2.cutoff').value,
});
