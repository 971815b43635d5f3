import { type Bilingual, text } from '../../core/text.js';
import type { SheetFunction } from '../functions.js';
import { type Answer, type SheetCatalogue, answered, filled, helpOf, writtenOut, xml } from './catalogue.js';

/**
 * The answer for one call of the add-in. LibreOffice sends 0 for an empty cell that stands alone, and an empty text inside a
 * range. A function of single cells gives one cell there, never a column.
 */
export function answerForLibreOffice({ functions }: SheetCatalogue, id: string, given: readonly unknown[]): Answer {
  const f = functions.find((known) => known.id === id);
  if (f === undefined) return { code: 'VALUE', message: `没有名为${id}的函数` };
  const answer = answered(f, given, { zeroIsEmpty: 'alone' });
  if (!('value' in answer)) return answer;
  if (Array.isArray(answer.value) !== (f.result === 'table')) return { code: 'VALUE', message: '此函数一次测算一个对象；成列测算请用批量测算' };
  return { value: filled(answer.value) as never };
}

/** Names in the file formats of LibreOffice, in which no underscore may be: the module, and one method for each function. */
const moduleOf = ({ namespace }: SheetCatalogue): string => namespace.toLowerCase();
const methodOf = ({ id }: Pick<SheetFunction, 'id'>): string => id.toLowerCase().replaceAll('_', '');

/** A function as a formula in a file names it: by service and method, in capitals. */
export const libreOfficeName = ({ namespace }: SheetCatalogue, id: string): string => `${namespace}.ADDIN.${methodOf({ id }).toUpperCase()}`;

function interfaceOf(catalogue: SheetCatalogue): string {
  const methods = catalogue.functions.map((f) => {
    // A range in a sequence of arguments would be gone through cell by cell in a matrix formula.
    const parameters = writtenOut(f).map((_p, i) => `[in] any a${i + 1}`).join(', ');
    return `${f.result === 'table' ? 'sequence< sequence<any> >' : 'any'} ${methodOf(f)}(${parameters});`;
  });
  return `module ${moduleOf(catalogue)} {\ninterface XFunctions {\n  ${methods.join('\n  ')}\n};\n};\n`;
}

const said = ({ zh, en }: Bilingual): string => `<value xml:lang="en">${xml(en)}</value><value xml:lang="zh-CN">${xml(zh)}</value>`;
const prop = (name: string, value: Bilingual): string => `<prop oor:name="${name}">${said(value)}</prop>`;

function wizardOf(catalogue: SheetCatalogue): string {
  const functions = catalogue.functions.map((f) => {
    const name = text(`${catalogue.namespace}.${f.id}`, `${catalogue.namespace}.${f.id}`);
    const parameters = writtenOut(f).map((p, i) =>
      `<node oor:name="a${i + 1}" oor:op="replace">${prop('DisplayName', p.name)}${prop('Description', text(helpOf(p), p.description.en))}</node>`);
    return `<node oor:name="${methodOf(f)}" oor:op="replace">${prop('DisplayName', name)}${prop('Description', f.description)}<prop oor:name="Category"><value>Add-In</value></prop>`
      + `<prop oor:name="CompatibilityName"><value xml:lang="en">${name.en}</value></prop><node oor:name="Parameters">${parameters.join('')}</node></node>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="CalcAddIns" oor:package="org.openoffice.Office">
<node oor:name="AddInInfo"><node oor:name="${moduleOf(catalogue)}.AddIn" oor:op="replace"><node oor:name="AddInFunctions">
${functions.join('\n')}
</node></node></node>
</oor:component-data>
`;
}

const ENTRIES = [['uno-typelibrary;type=RDB', 'functions.rdb'], ['configuration-data', 'CalcAddIns.xcu'], ['uno-component;type=Python', 'addin.py']] as const;

/** The texts of the extension, by file name: what is left to do is to compile `functions.idl` and to pack it all. */
export const libreOfficeFiles = (catalogue: SheetCatalogue): Readonly<Record<string, string>> => ({
  'functions.idl': interfaceOf(catalogue),
  'CalcAddIns.xcu': wizardOf(catalogue),
  'addin.json': JSON.stringify({ module: moduleOf(catalogue), functions: Object.fromEntries(catalogue.functions.map((f) => [methodOf(f), f.id])) }),
  'description.xml': `<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="http://openoffice.org/extensions/description/2006"><identifier value="${moduleOf(catalogue)}.addin"/><version value="1.0"/><display-name><name lang="zh-CN">${xml(catalogue.title.zh)}</name><name lang="en">${xml(catalogue.title.en)}</name></display-name></description>
`,
  'META-INF/manifest.xml': `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
${ENTRIES.map(([type, path]) => `<manifest:file-entry manifest:media-type="application/vnd.sun.star.${type}" manifest:full-path="${path}"/>`).join('\n')}
</manifest:manifest>
`,
});
