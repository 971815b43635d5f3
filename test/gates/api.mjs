// @ts-check
/**
 * The public surface as text, one report for each entry, compared with the one in the repository: `npm run api`. A change
 * of the surface shows in review; `npm run api -- --update` accepts it. See the SemVer policy in the README.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST, ROOT, close, gate, tool } from './tools.mjs';

const REPORTS = join(ROOT, 'test/gates/api');
const update = process.argv.includes('--update');
// Inside the project, because the tool looks for its package.json upwards.
const folder = join(ROOT, 'node_modules/.api');
mkdirSync(folder, { recursive: true });

for (const [path, target] of Object.entries(MANIFEST.exports)) {
  if (typeof target === 'string' || !('import' in target)) continue;
  const name = path === '.' ? 'index' : path.slice(2).replaceAll('/', '-');
  gate(`the surface of ${path} is the one reported`, () => {
    const config = join(folder, `${name}.json`);
    writeFileSync(config, JSON.stringify({
      projectFolder: ROOT,
        newlineKind: 'lf',
      mainEntryPointFilePath: join(ROOT, target.import.types),
      compiler: { overrideTsconfig: { files: [join(ROOT, target.import.types)], compilerOptions: { module: 'NodeNext', target: 'ES2022', lib: ['ES2022'], types: [], skipLibCheck: true } } },
      apiReport: { enabled: true, includeForgottenExports: true, reportFolder: folder, reportTempFolder: folder, reportFileName: `${name}.api.md` },
      docModel: { enabled: false }, dtsRollup: { enabled: false }, tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: 'none' } },
        extractorMessageReporting: { default: { logLevel: 'none' }, 'ae-forgotten-export': { logLevel: 'warning', addToApiReportFile: true } },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
      },
    }));
    tool('api-extractor', ['run', '--local', '-c', config]);
    const [made, kept] = [join(folder, `${name}.api.md`), join(REPORTS, `${name}.api.md`)];
    if (update) return copyFileSync(made, kept);
    const [now, before] = [readFileSync(made, 'utf8'), existsSync(kept) ? readFileSync(kept, 'utf8') : ''];
    if (now !== before) throw new Error(`${difference(before, now)}\nAccept it with: npm run api -- --update`);
  });
}

/** The lines that one text has and the other lacks. @param {string} before @param {string} after */
function difference(before, after) {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  return [...old.filter((l) => !fresh.includes(l)).map((l) => `- ${l}`), ...fresh.filter((l) => !old.includes(l)).map((l) => `+ ${l}`)].join('\n');
}

close();
