/**
 * Properties run on one fixed sequence of cases, so that a red run is repeated by the next one.
 * `npm run test:random` draws a new sequence; a failure prints the seed and path that replay it.
 */
import { env } from 'node:process';
import fc from 'fast-check';

if (env['PROPERTY_SEED'] !== 'random') fc.configureGlobal({ seed: Number(env['PROPERTY_SEED'] ?? 20250202) });
