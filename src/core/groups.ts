/** What belongs together: lists under a key, and groups that pairs tie together. */

/** The list under a key, begun where there is none. */
export function listUnder<K, V>(lists: Map<K, V[]>, key: K): V[] {
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = []));
  return list;
}

/** Groups of 0 … n - 1: `find` names the group of a number, `join` makes two groups one. */
export function unionFind(n: number): { readonly find: (i: number) => number; readonly join: (a: number, b: number) => void } {
  const parent = Array.from({ length: n }, (_x, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] as number;
    while (parent[i] !== root) [parent[i], i] = [root, parent[i] as number];
    return root;
  };
  return { find, join: (a, b) => void (parent[find(a)] = find(b)) };
}
