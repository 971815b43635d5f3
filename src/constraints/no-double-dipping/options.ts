import { fail } from './amount.js';
import { createClashes, brokenThresholds } from './feasible.js';
import type { Model } from './model.js';
import { isObject, onlyKnown, type Known } from './shape.js';
import type { SelectionOptions } from './types.js';

const OPTIONS: Known = { workLimit: true, runnerUp: true, required: true, excluded: true };

/** The options of a call, by claim index. */
export interface ReadOptions {
  readonly required: readonly boolean[] | undefined;
  readonly excluded: readonly boolean[] | undefined;
  readonly workLimit: number;
  readonly runnerUp: boolean;
}

/** Validates the options against a validated problem. Every fault is one error that names its path. */
export function readOptions(model: Model, options: SelectionOptions | undefined): ReadOptions {
  if (options === undefined) return { required: undefined, excluded: undefined, workLimit: Infinity, runnerUp: true };
  if (!isObject(options) || Array.isArray(options)) fail('options', 'an object', options);
  onlyKnown(options, OPTIONS, 'options');
  const { workLimit = Infinity, runnerUp = true, required: must, excluded: out } = options as SelectionOptions;
  if (typeof workLimit !== 'number' || !(workLimit >= 0)) fail('options.workLimit', 'a count of at least 0', workLimit);
  if (typeof runnerUp !== 'boolean') fail('options.runnerUp', 'true or false', runnerUp);
  const required = must === undefined ? undefined : flags(model, must, 'options.required');
  const excluded = out === undefined ? undefined : flags(model, out, 'options.excluded');
  if (required !== undefined) checkRequired(model, required, excluded);
  return { required, excluded, workLimit, runnerUp };
}

function flags(model: Model, list: readonly string[], path: string): boolean[] {
  if (!Array.isArray(list)) fail(path, 'an array of claim ids', list);
  const index: Record<string, number> = Object.create(null) as Record<string, number>;
  model.ids.forEach((id, i) => (index[id] = i));
  const set = model.ids.map(() => false);
  list.forEach((id: unknown, k) => {
    const i = typeof id === 'string' ? index[id] : undefined;
    if (i === undefined) fail(`${path}[${k}]`, 'the id of a declared claim', id);
    set[i] = true;
  });
  return set;
}

function checkRequired(model: Model, required: readonly boolean[], excluded: readonly boolean[] | undefined): void {
  const clashes = createClashes(model);
  const contains = (i: number): boolean => required[i] === true;
  model.ids.forEach((id, i) => {
    if (!required[i]) return;
    if (excluded?.[i]) fail('options.required', 'no claim that is excluded as well', id);
    const other = clashes(i, contains)[0];
    if (other !== undefined) fail('options.required', `claims that go together (not with ${JSON.stringify(model.ids[other])})`, id);
  });
  const broken = model.thresholds[brokenThresholds(model, contains)[0] ?? -1];
  if (broken !== undefined) fail('options.required', 'claims whose thresholds hold together', model.ids[broken.claim]);
}
