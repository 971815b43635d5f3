import type { Determined } from '../assessment/determine.js';
import type { Evaluated } from '../kernel/measure.js';

/** Where in the determinations a key stands, so that an audit reaches the facts behind it at once. */
export interface Place {
  readonly kind:
    | 'reward'
    | 'subsidy'
    | 'loans'
    | 'leases'
    | 'provider'
    | 'supply'
    | 'annual'
    | 'completion'
    | 'leader'
    | 'consortium'
    | 'park';
  /** Position of the project, group, consortium or park. */
  readonly at: number;
  readonly evaluated: Evaluated;
}

/** All determinations by key, in article order. */
export function placesOf(d: Determined): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const add = (kind: Place['kind'], at: number, evaluated: Evaluated | undefined): void => {
    if (evaluated !== undefined) places.set(evaluated.determination.key, { kind, at, evaluated });
  };
  d.projects.forEach((p, i) => add('reward', i, p.reward));
  d.projects.forEach((p, i) => add('subsidy', i, p.subsidy));
  d.loans.forEach((g, i) => add('loans', i, g.evaluated));
  d.leases.forEach((g, i) => add('leases', i, g.evaluated));
  d.providers.forEach((e, i) => add('provider', i, e));
  d.supplies.forEach((e, i) => add('supply', i, e));
  d.projects.forEach((p, i) => p.annual.forEach((e) => add('annual', i, e)));
  d.projects.forEach((p, i) => add('completion', i, p.completion));
  d.consortia.forEach((c, i) => add('leader', i, c.leader));
  d.consortia.forEach((c, i) => add('consortium', i, c.subsidy));
  d.parks.forEach((e, i) => add('park', i, e));
  return places;
}
