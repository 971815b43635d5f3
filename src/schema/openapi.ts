import * as z from 'zod/mini';
import type { Policy } from '../core/policy.js';
import { type Bilingual, text } from '../core/text.js';
import { ISSUE } from '../words/terms.js';
import { comparisonShape, matchingShape, questionsShape } from './answer-shapes.js';
import { type JsonSchema, DRAFT } from './json.js';
import { bilingual, count, defined, oneOf, readingsShape } from './shapes.js';
import { type Json, named, said } from './spoken.js';

/**
 * An OpenAPI 3.1 document of the calls on a case, for a service that offers them: what is asked and answered refers to the
 * files beside it. The library serves nothing itself.
 */

const BODY = 'application/json';

/** The document of a policy. @param version of the library */
export function openApiOf(policy: Policy, version: string): JsonSchema {
  const definitions = componentsOf(policy);
  const [caseFile, profile] = [file('case'), { type: 'object', propertyNames: { enum: Object.keys(policy.facts) }, ...explained(PROFILE) }];
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: DRAFT,
    info: {
      title: policy.id, version,
      ...explained(text('测算结果均为估算，不是审批决定。', 'All results are estimates, never decisions.')),
    },
    paths: {
      ...operation('assess', text('测算', 'assess a case'), { caseFile, options: component('AssessOptions') }, file('assessment')),
      ...operation('match', text('政策匹配', 'what can I get'), { profile, options: component('Options') }, component('Matching')),
      ...operation('questions', text('待补事实的问题', 'what to find out next'), { caseFile, options: component('Options') }, component('Questions')),
      ...operation('compare', text('解读比较', 'what other readings are worth'), { caseFile, options: component('CompareOptions') }, component('ReadingsComparison')),
      ...operation('audit', text('审核台账', 'audit a ledger'), { caseFile, awards: file('ledger'), options: component('Options') }, file('findings')),
    },
    components: { schemas: definitions },
  };
}

const PROFILE = text('案件的任一部分；编号和引用亦可不填', 'any part of a case file; ids and references may be left out too');

const explained = ({ zh, en }: Bilingual): Json => ({ description: `${zh}\n${en}` });
const file = (name: string): Json => ({ $ref: `./${name}.json` });
const component = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const content = (schema: Json): Json => ({ content: { [BODY]: { schema } } });

/** One call: what it takes (only options may be left out) and what it answers. */
function operation(operationId: string, summary: Bilingual, properties: Readonly<Record<string, Json>>, answer: Json): Json {
  const required = Object.keys(properties).filter((name) => name !== 'options');
  return {
    [`/${operationId}`]: {
      post: {
        operationId,
        summary: `${summary.zh} ${summary.en}`,
        requestBody: { required: true, ...content({ type: 'object', properties, required, additionalProperties: false }) },
        responses: {
          200: { ...explained(summary), ...content(answer) },
          422: { ...explained(text('输入有误，未作任何计算', 'the input is broken; nothing was computed')), ...content(component('InvalidCase')) },
        },
      },
    },
  };
}

/** What is asked and answered beside the four published schemas. */
function componentsOf(policy: Policy): Json {
  const parts = z.strictObject({
    matching: matchingShape(policy), questions: questionsShape(policy), comparison: comparisonShape(policy), invalid: invalidShape, ...optionShapes(policy),
  });
  const { $defs } = z.toJSONSchema(parts, { metadata: said, io: 'output' }) as { $defs: Json };
  // The definitions stand in another place here.
  return JSON.parse(JSON.stringify($defs).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
}

const issue = z.strictObject({
  path: named(z.string(), text('路径', 'path'), text('如 $.projects[0].owner；选项为 options.…', 'such as $.projects[0].owner; options.… for an option')),
  code: named(oneOf(ISSUE), text('问题代码', 'code of the issue')),
  fact: z.exactOptional(named(bilingual, text('事实名称', 'name of the fact'))),
  expected: named(z.string(), text('应为', 'expected')),
  received: z.exactOptional(named(z.string(), text('实为', 'found'))),
  message: named(bilingual, text('说明', 'message')),
});
const invalidShape = defined('InvalidCase', text('输入有误', 'the input is broken'), z.strictObject({
  issues: named(z.array(issue), text('问题', 'issues')),
}));

/** The options of the calls that are plain data. */
function optionShapes(policy: Policy) {
  const choices = defined('ReadingChoices', text('所选解读', 'choices among the readings'), z.partial(readingsShape(policy)));
  const own = {
    readings: z.exactOptional(named(choices, text('解读', 'readings'), text('未选的取默认值', 'each one left out stays at its default'))),
    workLimit: z.exactOptional(named(z.number().check(z.nonnegative()), text('计算量限额', 'work limit'))),
  };
  const ids = (zh: string, en: string) => z.exactOptional(named(z.array(z.string()), text(zh, en)));
  return {
    options: defined('Options', text('选项', 'options'), z.strictObject(own)),
    assessOptions: defined('AssessOptions', text('测算选项', 'options of an assessment'), z.strictObject({
      ...own, election: ids('自选组合的键', 'keys of the combination that the applicant elects'), payees: ids('只测算这些收款单位', 'only what these can claim'),
    })),
    compareOptions: defined('CompareOptions', text('比较选项', 'options of a comparison'), z.strictObject({
      ...own, proveUpTo: z.exactOptional(named(count, text('为证明最宽松和最严格结果所限的测算次数', 'assessments to prove the extremes with'))),
    })),
  };
}
