import { AN_ARRAY, AN_OBJECT, isRecord, pathStep, refuse, show } from '../core/error.js';
import { type Bilingual, text } from '../core/text.js';
import { FORM, type Receipt } from './receipt.js';

/** What a receipt must look like before anything is made of it. */
type Check = (value: unknown, path: string) => void;

const is = (expected: Bilingual, test: (value: unknown) => boolean): Check => (value, path) => {
  if (!test(value)) refuse({ path, code: value === undefined ? 'missing' : 'type', expected, ...(value === undefined ? undefined : { received: show(value) }) });
};

const WORDS = is(text('文本', 'a text'), (value) => typeof value === 'string');
const DIGEST = is(text('64位十六进制的SHA-256摘要', 'a SHA-256 digest of 64 hexadecimal digits'), (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value));
const OBJECT = is(AN_OBJECT, isRecord);
const LIST = is(AN_ARRAY, Array.isArray);

const listOf = (item: Check, atLeast = 0): Check => (value, path) => {
  LIST(value, path);
  const items = value as readonly unknown[];
  if (items.length < atLeast) refuse({ path, code: 'missing', expected: text(`至少${atLeast}项`, `at least ${atLeast} of them`) });
  items.forEach((one, i) => item(one, `${path}[${i}]`));
};

const recordOf = (item: Check): Check => (value, path) => {
  OBJECT(value, path);
  for (const [name, one] of Object.entries(value as object)) item(one, path + pathStep(name));
};

/** Just these lines; those that may be left out are named by `optional`. */
const linesOf = (lines: Readonly<Record<string, Check>>, optional: readonly string[] = []): Check => (value, path) => {
  OBJECT(value, path);
  for (const name of Object.keys(value as object)) {
    if (!Object.hasOwn(lines, name)) {
      refuse({ path: path + pathStep(name), code: 'unknown-property', expected: text('回执格式中的属性名', 'the name of a property of a receipt'), received: show(name) });
    }
  }
  for (const [name, check] of Object.entries(lines)) {
    const line = Object.hasOwn(value as object, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
    if (line !== undefined || !optional.includes(name)) check(line, `${path}.${name}`);
  }
};

const RECEIPT = linesOf({
  form: is(text(`回执格式${FORM}`, `form ${FORM} of a receipt`), (value) => value === FORM),
  library: WORDS,
  policy: linesOf({ id: WORDS, version: WORDS, textSha256: DIGEST }),
  parameters: recordOf(listOf(linesOf({ value: WORDS, validFrom: WORDS, validTo: WORDS }), 1)),
  readings: recordOf(WORDS),
  chosen: listOf(WORDS),
  options: linesOf(
    {
      election: listOf(WORDS),
      payees: listOf(WORDS),
      workLimit: is(text('不小于0的数，或"Infinity"', 'a count of at least 0, or "Infinity"'), (value) => value === 'Infinity' || (typeof value === 'number' && value >= 0)),
    },
    ['election', 'payees', 'workLimit'],
  ),
  case: OBJECT,
  caseSha256: DIGEST,
  total: linesOf({ min: WORDS, max: WORDS }),
  resultSha256: DIGEST,
  sha256: DIGEST,
});

/** @throws InvalidCaseError naming the first line that is not what a receipt has there */
export function readReceipt(input: unknown): Receipt {
  RECEIPT(input, 'receipt');
  return input as Receipt;
}
