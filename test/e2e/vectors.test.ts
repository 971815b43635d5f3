/** The shipped vectors as a client of the package reads them: from the file, by the rule of the README alone. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { assess } from 'chengdu-tech-upgrade';
import { describe, expect, it } from 'vitest';

interface Shipped {
  readonly policy: object;
  readonly vectors: readonly { id: string; case: never; options?: object; expected: readonly [(string | number)[], unknown][]; words: string }[];
}
const file = createRequire(import.meta.url).resolve('chengdu-tech-upgrade/vectors.json');
const text = readFileSync(file, 'utf8');
const { policy, vectors } = JSON.parse(text) as Shipped;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

type Row = { key?: string; id?: string; year?: number };
const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((here, step) => (Array.isArray(here) ? here.find((x: Row) => (x.key ?? x.id ?? x.year) === step) : (here as Record<string, unknown> | undefined)?.[step]), value) ?? null;

describe('vectors.json', () => {
  it('holds on the built package', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(400);
    for (const v of vectors) {
      const result = assess(v.case, v.options);
      expect(result.policy).toEqual(policy);
      for (const [path, value] of v.expected) expect(at(result, path), `${v.id} ${path.join(' ')}: ${v.words}`).toEqual(value);
    }
  });

  it('is small', () => expect(gzipSync(text).length).toBeLessThan(60_000));

  const python = spawnSync('python3', ['--version']).status === 0;
  it.skipIf(!python).each(['README.md', 'README.zh-CN.md'])('is read as %s shows in Python', (page) => {
    const shown = /```python\n([\s\S]*?)```/.exec(readFileSync(ROOT + page, 'utf8'))?.[1] ?? '';
    const results = JSON.stringify(vectors.map((v) => [assess(v.case, v.options), v.expected]));
    const { status, stdout, stderr } = spawnSync('python3', ['-c', `import json, sys\n${shown}
held = [at(result, path) == value for result, expected in json.load(sys.stdin) for path, value in expected]
print(all(held), len(held))`], { input: results, encoding: 'utf8', maxBuffer: 1 << 28 });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `True ${vectors.reduce((n, v) => n + v.expected.length, 0)}\n`, stderr: '' });
  });
});
