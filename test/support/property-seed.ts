/** The seed of all properties of this run, which vitest.config.ts has chosen; a failure prints the path that replays it as well. */
import { env } from 'node:process';
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(env['PROPERTY_SEED']) });
