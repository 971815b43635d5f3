/** Schemas and fact tables of any policy. */
export { type FactBounds, type FactRecord, factsOf } from './facts.js';
export { BEYOND, type Beyond, type JsonSchema, type JsonSchemas, jsonSchemasOf } from './json.js';
export { openApiOf } from './openapi.js';
export { type StandardIssue, type StandardResult, type StandardSchema, standardOf } from './standard.js';
