import type { Group, Menu, Option } from './menu.js';

/**
 * Simplifies a menu until nothing changes: groups with one option left are decided and use up their caps; pools that
 * cannot be filled any more count in full, pools of one group are settled within it, options that are no better in
 * anything are struck. False when a hard limit cannot be kept.
 */
export function shrink(menu: Menu): boolean {
  for (;;) {
    for (const group of menu.groups) if (!strike(menu, group)) return false;
    const decided = decide(menu);
    if (menu.hard.some((hard, dim) => hard && (menu.caps[dim] as number) < 0)) return false;
    const dropped = dropDims(menu);
    if (!decided && !dropped) return true;
  }
}

/** Strikes what breaks a hard limit alone and what another option outdoes; false when none is left. */
function strike({ caps, hard }: Menu, group: Group): boolean {
  const { dims } = group;
  for (let k = 0; k < dims.length; k++) {
    const dim = dims[k] as number;
    const cap = caps[dim] as number;
    if (hard[dim]) group.options = group.options.filter((o) => (o.sums[k] as number) <= cap);
    else for (const o of group.options) if ((o.sums[k] as number) > cap) o.sums[k] = cap;
  }
  const { options } = group;
  if (options.length === 0) return false;
  if (options.length === 1) return true;
  // What a puts less into a pool than b costs at most that much; a hard limit it may not use more of.
  const outdoes = (a: Option, b: Option): boolean => {
    let lead = a.value - b.value;
    for (let k = 0; k < dims.length && lead >= 0; k++) {
      const more = (b.sums[k] as number) - (a.sums[k] as number);
      if (!hard[dims[k] as number]) lead -= Math.max(0, more);
      else if (more < 0) return false;
    }
    return lead >= 0;
  };
  const kept: Option[] = [];
  options.sort((a, b) => b.value - a.value || a.claims.length - b.claims.length);
  for (const o of options) {
    if (kept.some((k) => outdoes(k, o))) continue;
    for (let i = kept.length - 1; i >= 0; i--) if (outdoes(o, kept[i] as Option)) kept.splice(i, 1);
    kept.push(o);
  }
  group.options = kept;
  return true;
}

function decide(menu: Menu): boolean {
  const open: Group[] = [];
  const { caps, hard } = menu;
  for (const group of menu.groups) {
    if (group.options.length > 1) {
      open.push(group);
      continue;
    }
    const only = group.options[0] as Option;
    menu.base += only.value;
    for (const v of only.claims) menu.claims.push(v);
    group.dims.forEach((dim, k) => {
      const taken = hard[dim] ? (only.sums[k] as number) : Math.min(caps[dim] as number, only.sums[k] as number);
      caps[dim] = (caps[dim] as number) - taken;
      if (!hard[dim]) menu.base += taken;
    });
  }
  const changed = open.length < menu.groups.length;
  menu.groups = open;
  return changed;
}

/** Dimensions that no longer tie groups together; true if any went. */
function dropDims(menu: Menu): boolean {
  const { caps, hard } = menu;
  const most = caps.map(() => 0);
  const users = caps.map(() => 0);
  for (const group of menu.groups) {
    group.dims.forEach((dim, k) => {
      let largest = 0;
      for (const o of group.options) largest = Math.max(largest, o.sums[k] as number);
      most[dim] = (most[dim] as number) + largest;
      users[dim] = (users[dim] as number) + 1;
    });
  }
  let any = false;
  for (const group of menu.groups) {
    const { dims } = group;
    for (let k = dims.length - 1; k >= 0; k--) {
      const dim = dims[k] as number;
      const reached = (most[dim] as number) > (caps[dim] as number);
      // A hard limit stays even with one group, which may have options that it no longer allows.
      if (reached && (hard[dim] || ((users[dim] as number) > 1 && (caps[dim] as number) > 0))) continue;
      any = true;
      dims.splice(k, 1);
      for (const o of group.options) {
        const sum = o.sums.splice(k, 1)[0] as number;
        if (!hard[dim]) o.value += Math.min(sum, caps[dim] as number);
      }
    }
  }
  return any;
}
