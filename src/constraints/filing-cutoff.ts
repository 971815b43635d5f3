import { type Limit, keepsDay } from '../core/bound.js';
import type { Outcome } from '../core/determination.js';

/** The facts of a project that a filing cutoff looks at; undefined is unknown. */
export interface Filing {
  /** Day of filing (备案) or approval (审批), `YYYY-MM-DD`. */
  readonly day: string | undefined;
  /** Whether the project belongs to the excepted class. */
  readonly excepted: boolean | undefined;
}

/** What an exception to a filing cutoff does for the excepted class. */
export type CutoffException =
  /** The class is free of the cutoff. */
  | 'exempt'
  /** The class is out altogether. */
  | 'excluded'
  /** The class is treated like any other. */
  | 'none';

export interface CutoffResult {
  readonly outcome: Outcome;
  /** The unknown facts that could still decide it. */
  readonly missing: readonly ('day' | 'excepted')[];
}

const DECIDED: readonly never[] = Object.freeze([]);
const MET: CutoffResult = Object.freeze({ outcome: 'met', missing: DECIDED });
const UNMET: CutoffResult = Object.freeze({ outcome: 'unmet', missing: DECIDED });

/**
 * Whether a project was filed on the right side of the cutoff
 * (F.2: 2024年6月1日（含）后备案（审批）项目), given what the exception in the brackets means.
 *
 * An unknown fact leaves the outcome open only if it can still decide it: a national demonstration
 * project is exempt whatever its filing date, a late filing passes whatever the project's class.
 */
export function filingCutoff(filing: Filing, cutoff: Limit, exception: CutoffException): CutoffResult {
  const { day, excepted } = filing;
  const inTime = day === undefined ? undefined : keepsDay(cutoff, day);
  if (exception === 'none') {
    return inTime === undefined ? open(true, false) : inTime ? MET : UNMET;
  }
  if (exception === 'exempt') {
    if (inTime === true || excepted === true) return MET;
    if (inTime === false && excepted === false) return UNMET;
  } else {
    if (inTime === false || excepted === true) return UNMET;
    if (inTime === true && excepted === false) return MET;
  }
  return open(inTime === undefined, excepted === undefined);
}

function open(day: boolean, excepted: boolean): CutoffResult {
  const missing: ('day' | 'excepted')[] = [];
  if (day) missing.push('day');
  if (excepted) missing.push('excepted');
  return { outcome: 'unknown', missing };
}
