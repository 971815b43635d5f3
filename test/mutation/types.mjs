/** Which mutants the type-check refuses: `npm test` begins with it, so no such fault can stay. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** An expression that is always true or false, code that is not reached, a name that is not used: said of the mutant's form, not of a wrong type. */
const OF_THE_FORM = [2872, 2873, 6133, 6192, 6196, 6198, 7027];

/** Gives the function that says whether a mutant's file has an error of types; the other files are as they were. */
export function typesOf(root) {
  const ts = createRequire(join(root, 'package.json'))('typescript');
  const { options, fileNames } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config, ts.sys, root);
  const texts = new Map();
  let version = 0;
  const put = (name, text) => texts.set(name, { text, version: (version += 1) });
  const service = ts.createLanguageService({
    ...ts.sys, useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames, getCompilationSettings: () => options, getScriptFileNames: () => fileNames.filter((n) => n.includes('/src/')), getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath, getScriptVersion: (name) => String(texts.get(name)?.version ?? 0),
    getScriptSnapshot: (name) => {
      const text = texts.get(name)?.text ?? ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
  });
  return function isRefused({ file, from, to, replacement }) {
    const name = join(root, file);
    const text = readFileSync(name, 'utf8');
    put(name, text.slice(0, from) + replacement + text.slice(to));
    const refused = [...service.getSyntacticDiagnostics(name), ...service.getSemanticDiagnostics(name)].some(({ code }) => !OF_THE_FORM.includes(code));
    put(name, text);
    return refused;
  };
}
