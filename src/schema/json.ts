import * as z from 'zod/mini';
import { ledgerFacts } from '../audit/ledger.js';
import type { CaseIssue } from '../core/error.js';
import type { Policy } from '../core/policy.js';
import { type Bilingual, text } from '../core/text.js';
import { reportShape } from './audit-shapes.js';
import { factsOf } from './facts.js';
import { assessmentShape, wordsOf } from './shapes.js';
import { type Json, enumLabels, said, spoken } from './spoken.js';
import { recordsOfLedger, schemaOfTable } from './tables.js';

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What crosses the border of a system: a case file, its assessment, a ledger of payments, and what an audit of it finds. */
export interface JsonSchemas {
  readonly case: JsonSchema;
  readonly assessment: JsonSchema;
  readonly ledger: JsonSchema;
  readonly findings: JsonSchema;
}

/** What a case is refused for although its JSON Schema allows it, by the code of the issue. */
export interface Beyond {
  readonly code: CaseIssue['code'];
  readonly text: Bilingual;
}

export const BEYOND: readonly Beyond[] = Object.freeze([
  { code: 'undeclared', text: text('所引用的编号须在 x-refers-to 所指列表的 id 中', 'an id must be found among the ids of the list that x-refers-to names') },
  { code: 'duplicate', text: text('x-unique 所列事实不得在两行中全部相同', 'no two rows share all the facts that x-unique names') },
  { code: 'conflict', text: text('同一编号各行的 x-common 所列事实须一致', 'all rows of one id agree on the facts that x-common names') },
  { code: 'format', text: text('写作商的比例不得大于1', 'a ratio written as a quotient is not above 1') },
  { code: 'format', text: text('写作数字的，小数位数不得超过 x-decimals', 'a value that is a JSON number has no more decimals than x-decimals') },
  { code: 'format', text: text('日期须实际存在（不校验 format 的校验器不查）', 'a day exists in the calendar (a validator that does not assert formats does not see it)') },
]);

/** The version of JSON Schema that all of them keep to. */
export const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/**
 * The schemas of a policy. Every `$id` stands under the given address, which names the version.
 *
 * @param base address ending in `/`
 * @param beside the shapes of what the policy reports beside the figures of an assessment
 */
export function jsonSchemasOf(policy: Policy, base: string, beside: z.core.$ZodLooseShape = {}): JsonSchemas {
  const root = (name: string, title: Bilingual, schema: Json): JsonSchema => {
    const { $schema: _draft, ...rest } = schema;
    return { $schema: DRAFT, $id: `${base}${name}.json`, ...spoken(title), ...rest };
  };
  const output = (shape: z.core.$ZodType): Json => z.toJSONSchema(shape, { metadata: said, io: 'output' }) as Json;
  return {
    case: root('case', text('案件', 'case file'), { ...schemaOfTable(policy.facts, factsOf(policy)), 'x-beyond': BEYOND }),
    assessment: root('assessment', text('测算结果（估算，不是审批决定）', 'assessment: an estimate, never a decision'),
      output(z.extend(assessmentShape(policy, wordsOf(policy)), beside))),
    ledger: root('ledger', text('台账', 'ledger'), ledgerSchema(policy)),
    findings: root('findings', text('审核结果', 'report of an audit'), output(reportShape(policy))),
  };
}

/** An array of lines; a measure is named by its id or code, and one that is given per year needs the year. */
function ledgerSchema(policy: Policy): Json {
  const { properties, $defs } = schemaOfTable(ledgerFacts, recordsOfLedger(ledgerFacts, policy));
  const { awards } = properties as { awards: { readonly anyOf: readonly [Json] } };
  const [list] = awards.anyOf;
  const definition = (list['items'] as { readonly $ref: string }).$ref.slice('#/$defs/'.length);
  const line = ($defs as Json)[definition] as Json & { readonly properties: Readonly<Record<'measure', Json>> };
  const { measures } = policy;
  const names = Object.fromEntries(measures.flatMap((m) => [[m.id, m.title], [m.code, m.title]]));
  const yearly = measures.filter((m) => m.source.year !== undefined).flatMap((m) => [m.id, m.code]);
  const own = {
    ...line,
    properties: { ...line.properties, measure: { ...line.properties.measure, enum: Object.keys(names), ...enumLabels(names) } },
    ...(yearly.length > 0 && {
      if: { properties: { measure: { enum: yearly } } },
      then: { required: ['year'], properties: { year: { not: { type: 'null' } } } },
    }),
  };
  return { ...list, $defs: { ...($defs as Json), [definition]: own } };
}
