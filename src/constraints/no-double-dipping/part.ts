import { countBits, put, wordsFor, type Bits } from './bits.js';
import type { Model } from './model.js';
import { partners, type Split } from './split.js';

/**
 * One independent part in the form that the search works on. Claims are numbered by their place in the search
 * order (`searchOrder`); `claims` leads back to the problem.
 */
export interface Part {
  readonly size: number;
  readonly words: number;
  readonly claims: readonly number[];
  /** Row i of the conflict relation: `conflicts[i * words]` onwards. */
  readonly conflicts: Int32Array;
  /** 1 when no amount of the part is open, else 2 (minima, maxima). */
  readonly levels: number;
  /** Per level: what a claim brings outside binding pools. */
  readonly own: readonly Float64Array[];
  /** Parts of claim i within binding pools: `start[i]` up to `start[i + 1]`. */
  readonly start: Int32Array;
  readonly pool: Int32Array;
  readonly pooled: readonly Float64Array[];
  readonly caps: Float64Array;
  readonly thresholds: readonly PartThreshold[];
}

export interface PartThreshold {
  readonly claim: number;
  readonly slack: number;
  readonly others: readonly number[];
  readonly amounts: readonly number[];
}

/** Rules that concern each group, sorted out once for all groups. */
export interface Rules {
  readonly inputs: readonly (readonly (readonly number[])[] | undefined)[];
  readonly exclusive: readonly (readonly number[] | undefined)[];
  readonly thresholds: readonly (readonly number[] | undefined)[];
  readonly partners: readonly (readonly number[] | undefined)[];
  /** Scratch: place of a claim within the part being built. */
  readonly place: Int32Array;
  readonly poolPlace: Int32Array;
}

export function sortRules(model: Model, { groupOf }: Split): Rules {
  const inputs: (number[][] | undefined)[] = [];
  const exclusive: (number[] | undefined)[] = [];
  const thresholds: (number[] | undefined)[] = [];
  for (const input of model.inputs) {
    const seen: number[] = [];
    for (const i of input) {
      const g = groupOf[i] as number;
      if (g < 0 || seen[seen.length - 1] === g || seen.includes(g)) continue;
      seen.push(g);
      (inputs[g] ??= []).push(input as number[]);
    }
  }
  for (let k = 0; k < model.exclusive.length; k += 2) {
    const i = model.exclusive[k] as number;
    const j = model.exclusive[k + 1] as number;
    const g = groupOf[i] as number;
    if (g >= 0 && g === groupOf[j]) (exclusive[g] ??= []).push(i, j);
  }
  model.thresholds.forEach((t, index) => {
    const g = groupOf[t.claim] as number;
    if (g >= 0) (thresholds[g] ??= []).push(index);
  });
  const place = new Int32Array(model.ids.length).fill(-1);
  const poolPlace = new Int32Array(model.caps.length).fill(-1);
  return { inputs, exclusive, thresholds, partners: partners(model), place, poolPlace };
}

export function buildPart(model: Model, parts: Split, rules: Rules, g: number): Part {
  const group = parts.groups[g] as readonly number[];
  const size = group.length;
  const words = wordsFor(size);
  const { place, poolPlace } = rules;
  const number = (list: readonly number[]): void => list.forEach((claim, i) => (place[claim] = i));
  number(group);
  const degrees = degreesOf(buildConflicts(model, rules, g, group, words), size, words);
  const claims = searchOrder(model, parts, group, degrees);
  number(claims);
  const conflicts = buildConflicts(model, rules, g, claims, words);

  let levels = 1;
  const { start, pool, amounts, caps } = model;
  const localStart = new Int32Array(size + 1);
  const localPool: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  const ownLow = new Float64Array(size);
  const ownHigh = new Float64Array(size);
  const usedPools: number[] = [];
  for (let i = 0; i < size; i++) {
    const claim = claims[i] as number;
    for (let k = start[claim] as number; k < (start[claim + 1] as number); k++) {
      const p = pool[k] as number;
      const a = amounts[0][k] as number;
      const b = amounts[1][k] as number;
      if (a !== b) levels = 2;
      if (p < 0 || !parts.binding[p]) {
        ownLow[i] = (ownLow[i] as number) + a;
        ownHigh[i] = (ownHigh[i] as number) + b;
      } else if (b > 0) {
        if (poolPlace[p] === -1) {
          poolPlace[p] = usedPools.length;
          usedPools.push(p);
        }
        localPool.push(poolPlace[p] as number);
        low.push(a);
        high.push(b);
      }
    }
    localStart[i + 1] = localPool.length;
  }
  const exactLevels = levels === 1 && model.exact === undefined;
  if (!exactLevels) levels = 2;
  const part: Part = {
    size,
    words,
    claims,
    conflicts,
    levels,
    own: exactLevels ? [ownHigh] : [ownLow, ownHigh],
    start: localStart,
    pool: Int32Array.from(localPool),
    pooled: exactLevels ? [Float64Array.from(high)] : [Float64Array.from(low), Float64Array.from(high)],
    caps: Float64Array.from(usedPools, (p) => caps[p] as number),
    thresholds: localThresholds(model, rules, g, conflicts, words),
  };
  for (const claim of claims) place[claim] = -1;
  for (const p of usedPools) poolPlace[p] = -1;
  return part;
}

/**
 * Fewest conflicts first, then heaviest, then the problem's order. The cover grows its cliques in this order, and
 * claims with few conflicts are the hardest to get into one; on sparse random conflicts this is worth a factor of a
 * thousand over heaviest first.
 */
function searchOrder(model: Model, { binding }: Split, group: readonly number[], degrees: readonly number[]): number[] {
  const { start, pool, amounts, caps } = model;
  const weight: number[] = [];
  for (const i of group) {
    let sum = 0;
    for (let k = start[i] as number; k < (start[i + 1] as number); k++) {
      const p = pool[k] as number;
      const a = amounts[1][k] as number;
      sum += p >= 0 && binding[p] ? Math.min(a, caps[p] as number) : a;
    }
    weight.push(sum);
  }
  const order = group.map((_, k) => k);
  order.sort(
    (a, b) => (degrees[a] as number) - (degrees[b] as number) || (weight[b] as number) - (weight[a] as number) || a - b,
  );
  return order.map((k) => group[k] as number);
}

function buildConflicts(model: Model, rules: Rules, g: number, claims: readonly number[], words: number): Int32Array {
  const { place } = rules;
  const rows = new Int32Array(claims.length * words);
  const set = (i: number, j: number): void => {
    const at = i * words + (j >>> 5);
    rows[at] = (rows[at] as number) | (1 << (j & 31));
  };
  const clear = (i: number, j: number): void => {
    const at = i * words + (j >>> 5);
    rows[at] = (rows[at] as number) & ~(1 << (j & 31));
  };
  const mask: Bits = new Int32Array(words);
  for (const input of rules.inputs[g] ?? []) {
    mask.fill(0);
    for (const claim of input) {
      const i = place[claim] as number;
      if (i >= 0) put(mask, i);
    }
    for (const claim of input) {
      const i = place[claim] as number;
      if (i < 0) continue;
      for (let w = 0; w < words; w++) rows[i * words + w] = (rows[i * words + w] as number) | (mask[w] as number);
      clear(i, i);
    }
  }
  const pairs = rules.exclusive[g] ?? [];
  for (let k = 0; k < pairs.length; k++) set(place[pairs[k] as number] as number, place[pairs[k ^ 1] as number] as number);
  for (let i = 0; i < claims.length; i++) {
    for (const partner of rules.partners[claims[i] as number] ?? []) {
      const j = place[partner] as number;
      if (j >= 0) clear(i, j);
    }
  }
  // A withdrawal that breaks its threshold alone is an ordinary conflict; stackable cannot lift it.
  for (const index of rules.thresholds[g] ?? []) {
    const t = model.thresholds[index];
    if (t === undefined) continue;
    const i = place[t.claim] as number;
    t.others.forEach((other, k) => {
      const j = place[other] as number;
      if (j < 0 || (t.amounts[k] as number) <= t.slack) return;
      set(i, j);
      set(j, i);
    });
  }
  return rows;
}

function localThresholds(model: Model, rules: Rules, g: number, conflicts: Int32Array, words: number): PartThreshold[] {
  const list: PartThreshold[] = [];
  for (const index of rules.thresholds[g] ?? []) {
    const t = model.thresholds[index];
    if (t === undefined) continue;
    const claim = rules.place[t.claim] as number;
    const others: number[] = [];
    const amounts: number[] = [];
    let sum = 0;
    t.others.forEach((other, k) => {
      const j = rules.place[other] as number;
      const amount = t.amounts[k] as number;
      if (j < 0 || amount === 0 || ((conflicts[claim * words + (j >>> 5)] as number) & (1 << (j & 31))) !== 0) return;
      others.push(j);
      amounts.push(amount);
      sum += amount;
    });
    if (sum > t.slack) list.push({ claim, slack: t.slack, others, amounts });
  }
  return list;
}

function degreesOf(conflicts: Int32Array, size: number, words: number): number[] {
  const degrees: number[] = [];
  for (let i = 0; i < size; i++) degrees.push(countBits(conflicts, i * words, (i + 1) * words));
  return degrees;
}
