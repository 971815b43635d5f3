import type { Budget } from './lists.js';
import type { Group, Menu, Option } from './menu.js';

/** A choice of one option per group, kept up to date under changes. */
export interface Choice {
  readonly pick: Int32Array;
  readonly sums: Float64Array;
  /** By how much hard limits are broken; 0 for a lawful choice. */
  broken: number;
  value: number;
}

export function choiceOf(menu: Menu, pick: Int32Array): Choice {
  const sums = new Float64Array(menu.caps.length);
  let value = menu.base;
  menu.groups.forEach((group, g) => {
    const o = group.options[pick[g] as number] as Option;
    value += o.value;
    group.dims.forEach((dim, k) => (sums[dim] = (sums[dim] as number) + (o.sums[k] as number)));
  });
  let broken = 0;
  for (let d = 0; d < sums.length; d++) {
    const over = Math.max(0, (sums[d] as number) - (menu.caps[d] as number));
    if (menu.hard[d]) broken += over;
    else value -= over;
  }
  return { pick, sums, broken, value };
}

/** Swaps one option for another; the choice stays consistent. */
function swap(menu: Menu, choice: Choice, g: number, to: number): void {
  const group = menu.groups[g] as Group;
  const from = group.options[choice.pick[g] as number] as Option;
  const next = group.options[to] as Option;
  choice.pick[g] = to;
  choice.value += next.value - from.value;
  const { sums } = choice;
  for (let k = 0; k < group.dims.length; k++) {
    const d = group.dims[k] as number;
    const cap = menu.caps[d] as number;
    const before = sums[d] as number;
    const now = before + (next.sums[k] as number) - (from.sums[k] as number);
    sums[d] = now;
    const over = Math.max(0, now - cap) - Math.max(0, before - cap);
    if (menu.hard[d]) choice.broken += over;
    else choice.value -= over;
  }
}

const ROUNDS = 30;
const PAIR_ROUNDS = 3;
/** Pairs of options tried together in a round, and rounds of that kind. */
const PAIRS = 20_000;

/** Single swaps while they help, then swaps in two groups at once. Only makes the start better; nothing depends on it. */
export function improve(menu: Menu, choice: Choice, enough: number, budget: Budget): void {
  const { groups } = menu;
  const helps = (broken: number, value: number): boolean => choice.broken < broken || (choice.broken === broken && choice.value > value);
  let pairRounds = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let better = false;
    if (budget.left < 0) return;
    for (let g = 0; g < groups.length; g++) {
      const count = (groups[g] as Group).options.length;
      budget.left -= count;
      for (let to = 0; to < count; to++) {
        const from = choice.pick[g] as number;
        if (to === from) continue;
        const { broken, value } = choice;
        swap(menu, choice, g, to);
        if (helps(broken, value)) better = true;
        else swap(menu, choice, g, from);
      }
    }
    if (choice.broken === 0 && choice.value >= enough) return;
    if (better) continue;
    if (++pairRounds > PAIR_ROUNDS || !swapTwo(menu, choice, helps, budget)) return;
  }
}

function swapTwo(menu: Menu, choice: Choice, helps: (broken: number, value: number) => boolean, budget: Budget): boolean {
  const { groups } = menu;
  let tried = 0;
  let better = false;
  for (let g = 0; g < groups.length; g++) {
    const count = (groups[g] as Group).options.length;
    for (let to = 0; to < count; to++) {
      const from = choice.pick[g] as number;
      if (to === from) continue;
      const { broken, value } = choice;
      swap(menu, choice, g, to);
      let kept = false;
      for (let h = g + 1; h < groups.length && !kept; h++) {
        const others = (groups[h] as Group).options.length;
        for (let other = 0; other < others && !kept; other++) {
          const was = choice.pick[h] as number;
          if (other === was) continue;
          budget.left--;
          if (++tried > PAIRS) {
            swap(menu, choice, g, from);
            return better;
          }
          swap(menu, choice, h, other);
          if (helps(broken, value)) kept = true;
          else swap(menu, choice, h, was);
        }
      }
      if (kept) better = true;
      else swap(menu, choice, g, from);
    }
  }
  return better;
}
