import { pathOf, refuse, show } from '../core/error.js';
import { text } from '../core/text.js';

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** No case or result nests nearly as deep; a value that holds itself is found out. */
const MAX_DEPTH = 64;

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The one text of a JSON value by RFC 8785: no spaces, properties in the order of their UTF-16 code units,
 * numbers and strings as ECMAScript writes them. A property that is undefined is left out.
 *
 * @param root what the value is called in a refusal
 * @throws InvalidCaseError naming a value that JSON cannot hold, or half a character
 */
export const canonicalJson = (value: unknown, root: string): string => new Writing(root).any(value);

class Writing {
  readonly #root: string;
  readonly #path: PropertyKey[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  any(value: unknown): string {
    switch (typeof value) {
      case 'boolean':
        return String(value);
      case 'number':
        return Number.isFinite(value) ? String(value) : this.#refuse(value);
      case 'string':
        return this.#string(value);
      case 'object':
        if (value === null) return 'null';
        if (this.#path.length >= MAX_DEPTH) return this.#refuse(value);
        return Array.isArray(value) ? this.#array(value) : this.#object(value as Readonly<Record<string, unknown>>);
      default:
        return this.#refuse(value);
    }
  }

  #string(value: string): string {
    return LONE_SURROGATE.test(value) ? this.#refuse(value) : JSON.stringify(value);
  }

  #array(value: readonly unknown[]): string {
    let out = '';
    for (let i = 0; i < value.length; i += 1) {
      this.#path.push(i);
      out += (i === 0 ? '' : ',') + this.any(value[i]);
      this.#path.pop();
    }
    return `[${out}]`;
  }

  #object(value: Readonly<Record<string, unknown>>): string {
    let out = '';
    // Without a comparison of its own, sort goes by UTF-16 code units.
    for (const name of Object.keys(value).sort()) {
      if (value[name] === undefined) continue;
      this.#path.push(name);
      out += `${out === '' ? '' : ','}${this.#string(name)}:${this.any(value[name])}`;
      this.#path.pop();
    }
    return `{${out}}`;
  }

  #refuse(value: unknown): never {
    return refuse({
      path: this.#root + pathOf(this.#path).slice(1),
      code: 'type',
      expected: text(`JSON可表示的数据，嵌套不超过${MAX_DEPTH}层，字符完整`, `data that JSON can hold, nested at most ${MAX_DEPTH} deep, without half a character`),
      received: show(value),
    });
  }
}
