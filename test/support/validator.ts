/** The independent validator that the published schemas are held against. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema, JsonSchemas } from '../../src/schema/index.js';

export const NAMES = ['case', 'assessment', 'ledger', 'findings'] as const;
const OWN_KEYWORDS = ['x-title', 'x-unit', 'x-decimals', 'x-clause', 'x-source', 'x-enum-labels', 'x-refers-to', 'x-unique', 'x-common', 'x-measures', 'x-beyond'];

export function validatorOf(schemas: JsonSchemas): Readonly<Record<(typeof NAMES)[number], ValidateFunction>> {
  // Strict: an unknown or misplaced keyword is an error. A day is held against its pattern, as by a validator that asserts no format.
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, formats: { date: true } });
  ajv.addVocabulary(OWN_KEYWORDS);
  for (const name of NAMES) ajv.addSchema(schemas[name] as object, name);
  return Object.fromEntries(NAMES.map((name) => [name, ajv.getSchema(name) as ValidateFunction])) as never;
}

/** Compiles what an OpenAPI document refers to, in itself and in the files beside it. */
export function compilerOf(openApi: JsonSchema, schemas: JsonSchemas): (schema: unknown) => ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: true } });
  ajv.addVocabulary([...OWN_KEYWORDS, 'components']);
  ajv.addSchema({ $id: 'https://x.test/openapi.json', components: openApi['components'] } as object);
  for (const name of NAMES) ajv.addSchema({ ...(schemas[name] as object), $id: `https://x.test/${name}.json` });
  // A reference within the document, seen from outside it.
  const rebased = (schema: unknown): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi.json#/components')) as object;
  let counter = 0;
  return (schema) => ajv.compile({ $id: `https://x.test/${counter++}.json`, ...rebased(schema) });
}

export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What is wrong with a value, in the words of the validator. */
export const faults = (validate: ValidateFunction, value: unknown): string[] =>
  validate(plain(value)) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
