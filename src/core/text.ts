/** A text in the two languages of the library; Chinese is the language of the policies. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** One of the languages that everything is worded in. */
export type Lang = keyof Bilingual;

export const text = (zh: string, en: string): Bilingual => Object.freeze({ zh, en });
