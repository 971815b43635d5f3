// @ts-check
/** What a program can check of the house rules, beside test/engine/house.test.ts: `npm run lint`. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, close, gate, tool } from './tools.mjs';

const WIDTH = 200;
/** A text of the law or a sentence in two languages is not broken. */
const HAS_PROSE = /[\u4e00-\u9fff]|['`"][^'`"]{60,}['`"]|^ *`|^body\{|<description /;

gate('Biome: imports, boundaries, cycles, what is unused', () => void tool('biome', ['lint', '.', '--error-on-warnings', '--max-diagnostics=100']));

gate('knip: no export and no file that nobody uses', () => {
  const config = join(ROOT, 'node_modules/.knip.json');
  writeFileSync(config, JSON.stringify({
    // Its plug-in would take every module that tsup compiles for an entry.
    tsup: false,
    entry: ['src/*.ts', 'src/constraints/index.ts', 'src/sheet/hosts/index.ts', 'test/**/*.ts', 'test/**/*.mjs', 'examples/**/*.mjs', 'tsup.config.ts'],
    project: ['src/**/*.ts'],
    ignoreExportsUsedInFile: { interface: true, type: true },
  }));
  tool('knip', ['-c', config, '--no-progress', '--include', 'files,exports']);
});

gate(`lines of src have at most ${WIDTH} characters, prose aside`, () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'));
  const long = files.flatMap((file) =>
    readFileSync(join(ROOT, 'src', file), 'utf8').split('\n').flatMap((line, i) => (line.length > WIDTH && !HAS_PROSE.test(line) ? [`src/${file}:${i + 1}`] : [])),
  );
  if (long.length > 0) throw new Error(long.join('\n'));
  return `${files.length} files`;
});

close();
