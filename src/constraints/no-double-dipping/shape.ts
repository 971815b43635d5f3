import { fail } from './amount.js';

/** The property names that an object of the input may have. */
export type Known = Readonly<Record<string, true>>;

const SHOWN = 60;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * Refuses a property that nobody reads. A misspelt `input` for `inputs` would otherwise be a claim that uses nothing,
 * and let a double dip through.
 */
export function onlyKnown(value: object, known: Known, path: string, index?: number): void {
  for (const key in value) if (known[key] !== true && Object.hasOwn(value, key)) refuse(value, key, known, path, index);
}

function refuse(value: object, key: string, known: Known, path: string, index: number | undefined): never {
  const at = index === undefined ? path : `${path}[${index}]`;
  const name = key.length > SHOWN ? `${key.slice(0, SHOWN)}…` : key;
  fail(at === '' ? name : `${at}.${name}`, `only the properties ${Object.keys(known).join(', ')}`, (value as Record<string, unknown>)[key]);
}
