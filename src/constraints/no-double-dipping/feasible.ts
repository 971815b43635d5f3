import type { Decimal } from 'decimal.js';
import { ZERO } from '../../kernel/decimal.js';
import type { Model } from './model.js';
import { partners } from './split.js';

/** The thresholds that a set of claims breaks, by index; exact in either lane. */
export function brokenThresholds(model: Model, contains: (claim: number) => boolean): number[] {
  const broken: number[] = [];
  model.thresholds.forEach((t, index) => {
    if (!contains(t.claim)) return;
    if (model.exact === undefined) {
      let sum = 0;
      for (let k = 0; k < t.others.length; k++) if (contains(t.others[k] as number)) sum += t.amounts[k] as number;
      if (sum > t.slack) broken.push(index);
      return;
    }
    const amounts = model.exact.withdrawn[index] as readonly Decimal[];
    let sum = ZERO;
    for (let k = 0; k < t.others.length; k++) if (contains(t.others[k] as number)) sum = sum.plus(amounts[k] as Decimal);
    if (sum.gt(model.exact.slacks[index] as Decimal)) broken.push(index);
  });
  return broken;
}

/** For each claim, which claims of a set exclude it pairwise. */
export function createClashes(model: Model): (claim: number, contains: (other: number) => boolean) => number[] {
  const inputsOf: number[][] = model.ids.map(() => []);
  model.inputs.forEach((members, k) => {
    for (const i of members) (inputsOf[i] as number[]).push(k);
  });
  const exclusiveOf: (number[] | undefined)[] = [];
  model.exclusive.forEach((i, k) => {
    (exclusiveOf[i] ??= []).push(model.exclusive[k ^ 1] as number);
  });
  const partnerLists = partners(model);
  return (claim, contains) => {
    const found: number[] = [];
    const seen: Record<number, true> = { [claim]: true };
    for (const partner of partnerLists[claim] ?? []) seen[partner] = true;
    const look = (others: readonly number[]): void => {
      for (const other of others) {
        if (seen[other] || !contains(other)) continue;
        seen[other] = true;
        found.push(other);
      }
    };
    for (const k of inputsOf[claim] as number[]) look(model.inputs[k] as readonly number[]);
    look(exclusiveOf[claim] ?? []);
    return found.sort((a, b) => a - b);
  };
}
