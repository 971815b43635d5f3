import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CaseFile } from 'chengdu-tech-upgrade';
import { expect } from 'vitest';

/** Runs the example scripts, which use the built package. */

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const CASES = readdirSync(`${ROOT}examples/cases`).sort();
export const LANGUAGES = ['zh', 'en'] as const;
export type Lang = (typeof LANGUAGES)[number];

export const read = (path: string): string => readFileSync(ROOT + path, 'utf8');
export const caseOf = (file: string): CaseFile => JSON.parse(read(`examples/cases/${file}`));

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
export function run(args: readonly string[], input = ''): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', input });
  return { status, stdout, stderr };
}
export const example = (args: readonly string[], input?: string): Run => run(['examples/assess.mjs', ...args], input);

const reports = new Map<string, string>();
/** The report on a shipped case, made once. */
export function report(file: string, lang: Lang): string {
  const key = `${file} ${lang}`;
  let text = reports.get(key);
  if (text === undefined) {
    const { status, stdout, stderr } = example([`examples/cases/${file}`, '--lang', lang]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    text = stdout;
    reports.set(key, text);
  }
  return text;
}

/** Columns on a terminal: Chinese characters and full-width marks take two. */
export const columns = (text: string): number => [...text].reduce((n, c) => n + (/[\u2e80-\uffef]/u.test(c) ? 2 : 1), 0);
/** A line with its figure ending in the 80th column. */
export const line = (left: string, right: string): string => left + ' '.repeat(80 - columns(left) - columns(right)) + right;
