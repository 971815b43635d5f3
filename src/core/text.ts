/** A text in the two languages of the library; Chinese is the language of the policies. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** What each of some values is called. */
export type Words<K extends string = string> = Readonly<Record<K, Bilingual>>;

/** One of the languages that everything is worded in. */
export type Lang = keyof Bilingual;

export const text = (zh: string, en: string): Bilingual => Object.freeze({ zh, en });

/** Whether a name holds the characters of another one in their order: 纳入统计 is short for 纳入工业投资统计, newTyp for newType. */
export const isShortFor = (short: string, name: string): boolean => [...name].reduce((at, char) => (char === short[at] ? at + 1 : at), 0) === short.length;

const quotedWith = (comma: string, names: readonly string[]): string => names.map((name) => `“${name}”`).join(comma);

/** Names of others' making, set apart from a Chinese sentence. */
export const quoted = (...names: readonly string[]): string => quotedWith('、', names);
/** Names of others' making, set apart from an English sentence. */
export const quotedEn = (...names: readonly string[]): string => quotedWith(', ', names);
