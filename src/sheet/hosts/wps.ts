import { type SheetCatalogue, answered, filled, helpOf, identified, isTable, writtenOut, xml } from './catalogue.js';
import type { SheetFunction } from '../functions.js';

/** What is used of the global `wps`. */
export interface WpsApplication {
  AddCustomFunction(namespace: string, name: string, run: (...args: unknown[]) => unknown, description: object): unknown;
}

function described(f: SheetFunction): { name: string; description: string; parameters: object[]; result: object } {
  const parameters = identified(writtenOut(f)).map(([name, p]) =>
    ({ name, description: helpOf(p), type: `any${isTable(f, p) ? '[][]' : ''}${p.optional ? '?' : ''}` }));
  return { name: f.id, parameters, description: f.description.zh, result: { type: f.result === 'cell' ? 'any' : 'any[][]' } };
}

/**
 * Makes the functions known to WPS. A function without a value throws, so that no sum takes its words for nothing; whether WPS
 * shows the message has not been seen, `CHECK` does. A 0 counts as an empty cell, as in Excel.
 */
export function registerInWps(wps: WpsApplication, { namespace, functions }: SheetCatalogue): void {
  for (const f of functions) {
    const { name, ...about } = described(f);
    wps.AddCustomFunction(namespace, name, (...given) => {
      const answer = answered(f, given, { zeroIsEmpty: 'always' });
      if ('value' in answer) return filled(answer.value);
      throw new Error(answer.message);
    }, about);
  }
}

/** The file `functions.json` of the add-in. */
export const wpsMetadata = ({ functions }: SheetCatalogue): object => ({ functions: functions.map(described) });

/** `manifest.xml` of the add-in. */
export const wpsManifest = ({ namespace, title }: SheetCatalogue): string => `<?xml version="1.0" encoding="UTF-8"?>
<JsPlugin>
  <ApiVersion>1.0.0</ApiVersion>
  <Name>${xml(namespace)}</Name>
  <Description>${xml(title.zh)}</Description>
  <Functions>
    <Uri>/functions.json</Uri>
    <Namespace>${xml(namespace)}</Namespace>
  </Functions>
</JsPlugin>
`;
