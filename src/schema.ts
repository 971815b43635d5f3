/**
 * The shapes of what goes in and comes out, for other systems: a Standard Schema and JSON Schemas of the case file, the
 * assessment, the ledger and the findings, and the fact tables as data, from which a form can be drawn. The same JSON Schemas are
 * files of the package: `chengdu-tech-upgrade/schema/case.json` and so on.
 */
import { besideShape } from './chengdu/beside.js';
import type { CaseFile } from './chengdu/facts.js';
import { chengdu2025 } from './chengdu/policy.js';
import { type Beyond, type FactRecord, type JsonSchema, type JsonSchemas, type StandardSchema, BEYOND, factsOf, jsonSchemasOf, openApiOf, standardOf } from './schema/index.js';
import { LIBRARY_VERSION } from './version.js';

const BASE = `https://github.com/chengdu-tech-upgrade/chengdu-tech-upgrade/schema/${LIBRARY_VERSION}/`;

/**
 * The case file as a [Standard Schema](https://standardschema.dev): it refuses what `safeAssess` refuses, references between
 * rows, duplicates and conflicts included, with the steps of the path of each fault.
 */
export const caseSchema: StandardSchema<CaseFile> = /* @__PURE__ */ standardOf<CaseFile>(chengdu2025);

/**
 * JSON Schemas (2020-12) of the case file, the assessment, a ledger and the report of an audit. What a case is refused for
 * beyond its schema is said in {@link beyondJsonSchema}.
 */
export const jsonSchemas: JsonSchemas = /* @__PURE__ */ jsonSchemasOf(chengdu2025, BASE, besideShape);

/** An OpenAPI 3.1 document of `assess`, `match`, `questions`, `compare` and `audit`; it refers to the schemas as files beside it. */
export const openApi: JsonSchema = /* @__PURE__ */ openApiOf(chengdu2025, LIBRARY_VERSION);

/** What `safeAssess` refuses although the JSON Schema of the case allows it. */
export const beyondJsonSchema: readonly Beyond[] = BEYOND;

/** Every fact of the case file, in the order of a form: name, question, type, unit, bounds, options, who answers, and what needs it. */
export const facts: readonly FactRecord[] = /* @__PURE__ */ factsOf(chengdu2025);

export type { Beyond, FactBounds, FactRecord, JsonSchema, JsonSchemas, StandardIssue, StandardResult, StandardSchema } from './schema/index.js';
export type { CaseFile } from './chengdu/facts.js';
export type { CaseIssue } from './core/error.js';
export type { Bilingual } from './core/text.js';
