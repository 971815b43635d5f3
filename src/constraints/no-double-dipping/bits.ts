/** Sets of small integers as 32-bit words, and the few operations that the search needs on them. */
export type Bits = Int32Array;

export const wordsFor = (size: number): number => Math.max(1, (size + 31) >>> 5);

export function has(bits: Bits, i: number): boolean {
  return ((bits[i >>> 5] as number) & (1 << (i & 31))) !== 0;
}

export function put(bits: Bits, i: number): void {
  bits[i >>> 5] = (bits[i >>> 5] as number) | (1 << (i & 31));
}

export function drop(bits: Bits, i: number): void {
  bits[i >>> 5] = (bits[i >>> 5] as number) & ~(1 << (i & 31));
}

export function isEmpty(bits: Bits): boolean {
  for (let w = 0; w < bits.length; w++) if (bits[w] !== 0) return false;
  return true;
}

/** Position of the lowest bit of a word that is not 0. */
export function lowest(word: number): number {
  return 31 - Math.clz32(word & -word);
}

export function toList(bits: Bits): number[] {
  const list: number[] = [];
  for (let w = 0; w < bits.length; w++) {
    let word = bits[w] as number;
    while (word !== 0) {
      list.push((w << 5) + lowest(word));
      word &= word - 1;
    }
  }
  return list;
}

/** How many bits the words from `from` up to `to` have. */
export function countBits(bits: Bits, from: number, to: number): number {
  let count = 0;
  for (let w = from; w < to; w++) {
    let x = bits[w] as number;
    x -= (x >>> 1) & 0x55555555;
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
    count += Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Whether two sets have a member in common. */
export function meets(bits: Bits, other: Bits | undefined): boolean {
  if (other !== undefined) for (let w = 0; w < bits.length; w++) if (((bits[w] as number) & (other[w] as number)) !== 0) return true;
  return false;
}

/** The least member, -1 for none. */
export function firstOf(bits: Bits): number {
  for (let w = 0; w < bits.length; w++) if (bits[w] !== 0) return (w << 5) + lowest(bits[w] as number);
  return -1;
}
