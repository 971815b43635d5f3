/** Which mutants the type-check refuses: `npm test` begins with it, so no such fault can stay. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export function refusedByTypes(root, mutants) {
  const ts = createRequire(join(root, 'package.json'))('typescript');
  const { options, fileNames } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config, ts.sys, root);
  const versions = new Map();
  const host = {
    ...ts.sys, getCompilationSettings: () => options, getScriptFileNames: () => fileNames.filter((n) => n.includes('/src/')), getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptVersion: (name) => String(versions.get(name)?.version ?? 0),
    getScriptSnapshot: (name) => {
      const text = versions.get(name)?.text ?? ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
  };
  const service = ts.createLanguageService(host, ts.createDocumentRegistry());
  let version = 0;
  const put = (name, text) => versions.set(name, { text, version: (version += 1) });
  const refused = new Set();
  for (const mutant of mutants) {
    const name = join(root, mutant.file);
    const text = readFileSync(name, 'utf8');
    put(name, text.slice(0, mutant.from) + mutant.replacement + text.slice(mutant.to));
    if (service.getSyntacticDiagnostics(name).length + service.getSemanticDiagnostics(name).length > 0) refused.add(mutant);
    put(name, text);
  }
  return refused;
}
