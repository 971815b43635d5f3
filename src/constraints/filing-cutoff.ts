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

const MET: CutoffResult = Object.freeze({ outcome: 'met', missing: Object.freeze([]) });
const UNMET: CutoffResult = Object.freeze({ outcome: 'unmet', missing: Object.freeze([]) });

/**
 * Whether a project was filed on the right side of the cutoff
 * (F.2: 2024年6月1日（含）后备案（审批）项目), given what the exception in the brackets means.
 *
 * An unknown fact leaves the outcome open only if it can still decide it: a national demonstration
 * project is exempt whatever its filing date, a late filing passes whatever the project's class.
 */
export function filingCutoff({ day, excepted }: Filing, cutoff: Limit, exception: CutoffException): CutoffResult {
  const inTime = day === undefined ? undefined : keepsDay(cutoff, day);
  // Without an exception no class is looked at.
  const inClass = exception === 'none' ? false : excepted;
  if (exception === 'exempt') {
    if (inTime === true || inClass === true) return MET;
    if (inTime === false && inClass === false) return UNMET;
  } else {
    if (inTime === false || inClass === true) return UNMET;
    if (inTime === true && inClass === false) return MET;
  }
  return { outcome: 'unknown', missing: [...(inTime === undefined ? ['day' as const] : []), ...(inClass === undefined ? ['excepted' as const] : [])] };
}
