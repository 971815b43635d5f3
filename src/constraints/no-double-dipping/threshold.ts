import { drop, has, type Bits } from './bits.js';
import type { Part } from './part.js';

/** Takes out of `free` what the thresholds no longer allow beside the chosen claims. */
export function keepThresholds(part: Part, chosen: Bits, free: Bits): void {
  const { thresholds } = part;
  for (let t = 0; t < thresholds.length; t++) {
    const { claim, slack, others, amounts } = thresholds[t] as Part['thresholds'][number];
    const active = has(chosen, claim);
    if (!active && !has(free, claim)) continue;
    let sum = 0;
    for (let k = 0; k < others.length; k++) if (has(chosen, others[k] as number)) sum += amounts[k] as number;
    if (!active) {
      if (sum > slack) drop(free, claim);
      continue;
    }
    for (let k = 0; k < others.length; k++) {
      const other = others[k] as number;
      if (sum + (amounts[k] as number) > slack && has(free, other)) drop(free, other);
    }
  }
}
