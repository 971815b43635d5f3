/** What belongs together: lists under a key, what was made for an object, and groups that pairs tie together. */

/** The list under a key, begun where there is none. */
export function listUnder<K, V>(lists: Map<K, V[]>, key: K): V[] {
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = []));
  return list;
}

/** Items by what a function says of them, the groups in the order of their first items. */
export function byKey<K, V>(items: Iterable<V>, keyOf: (item: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const item of items) listUnder(groups, keyOf(item)).push(item);
  return groups;
}

/** The order of two texts by their characters: no language has a say, so it is the same on every host. ISO days come in their order. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A list in order: itself where it is, as nearly all short ones are, since sorting costs even them a copy and more. */
export const sorted = <T>(items: readonly T[], compare: (a: T, b: T) => number): readonly T[] =>
  items.every((item, i) => i === 0 || compare(items[i - 1] as T, item) <= 0) ? items : [...items].sort(compare);

/** A function that makes something for an object once, and gives the same again. */
export function remembered<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = make(key)));
    return value;
  };
}

/** Values with what they leave out as undefined: those of many shapes are slow to read. */
export function inOneShape<T extends object>(values: readonly T[]): T[] {
  const shape = Object.fromEntries(values.flatMap((value) => Object.keys(value)).map((name) => [name, undefined]));
  return values.map((value) => ({ ...shape, ...value }));
}

/** A function that finds something when it is first asked for, and gives the same again. */
export function onDemand<T>(find: () => T): () => T {
  let found: T | undefined;
  return () => (found ??= find());
}

/** Groups of 0 … n - 1: `find` names the group of a number, `join` makes two groups one. */
export function unionFind(n: number): { readonly find: (i: number) => number; readonly join: (a: number, b: number) => void } {
  const parent: number[] = [];
  for (let i = 0; i < n; i += 1) parent.push(i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] as number;
    while (parent[i] !== root) [parent[i], i] = [root, parent[i] as number];
    return root;
  };
  return { find, join: (a, b) => void (parent[find(a)] = find(b)) };
}
