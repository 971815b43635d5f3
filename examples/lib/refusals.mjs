// @ts-check
/** How a command line or file that cannot be used is refused. What the library refuses, it says in its own words. */

/** Why the system cannot read or write: its codes are no words. @type {Record<'zh' | 'en', Record<string, string>>} */
const SYSTEM = {
  zh: { ENOENT: '没有这个文件或文件夹', EISDIR: '这是文件夹', ENOTDIR: '路径中有文件，不是文件夹', EEXIST: '已有同名文件', EACCES: '没有权限', EPERM: '没有权限', EROFS: '没有权限', EBUSY: '正被其他程序使用' },
  en: { ENOENT: 'there is no such file or folder', EISDIR: 'it is a folder', ENOTDIR: 'a file stands in its path', EEXIST: 'a file of that name is there', EACCES: 'not permitted', EPERM: 'not permitted', EROFS: 'not permitted', EBUSY: 'another program uses it' },
};
/** @param {'zh' | 'en'} lang @param {unknown} error of the system */
const because = (lang, error) => SYSTEM[lang][/** @type {NodeJS.ErrnoException} */ (error).code ?? ''] ?? /** @type {Error} */ (error).message;

export const REFUSALS = {
  zh: {
    sentence: (/** @type {string} */ path, /** @type {string} */ expected, /** @type {string | undefined} */ found) => `${path}：应为${expected}${found === undefined ? '' : `，实为${found}`}`,
    ended: '未完即止的内容', at: (/** @type {{ line: number, column: number, found: string }} */ p) => `第${p.line}行第${p.column}列的${p.found}`,
    two: '两列', both: '两者并用', empty: '空文件', pipe: 'pipe（案件由标准输入读入：pipe < 文件）', arguments: '参数', standardInput: '标准输入',
    line: (/** @type {string} */ file, /** @type {number} */ n) => `${file}：第${n}行`,
    cell: (/** @type {string} */ file, /** @type {number} */ n, /** @type {string} */ name) => `${file}：第${n}行：${name}`,
    lang: 'zh或en', payee: '本案某项措施的收款单位', format: 'text、md、html或json',  options: '--help所列的选项', option: (/** @type {string} */ said) => /'[^']+'/.exec(said)?.[0] ?? said,
    oneFile: '一个案件文件', reading: '名称=取值', oneValue: '每项解读一个取值', once: '只出现一次', utf8: 'UTF-8编码的文本（请另存为UTF-8后重试）', json: 'JSON',
    readable: (/** @type {unknown} */ error) => `可读取的文件（${because('zh', error)}）`, writable: (/** @type {unknown} */ error) => `可写入的文件（${because('zh', error)}；如已在表格软件中打开，请先关闭）`,
    ending: (/** @type {readonly string[]} */ endings) => `以${endings.join('或')}结尾的文件名`, tabular: '表格文件：.xlsx、.xls，或UTF-8、GB18030、UTF-16编码的.csv；请在表格软件中另存为.xlsx后重试',
    value: (/** @type {string} */ option) => `其后的取值：${option} 取值`, noValue: '不带取值的选项', either: (/** @type {string} */ a, /** @type {string} */ b) => `${a}或${b}之一`,
    unread: (/** @type {string} */ message) => message, https: 'https网址，如https://example.org/cdjg', keys: '至少一个测算键（以逗号分开）',
    answers: '以路径为键的答案对象', stated: (/** @type {string} */ value) => `案件中已有的${value}`, paths: '$.projects[0].newType这样的路径',
    files: '一个案件文件和一个台账文件，或都不给', folder: '至多一个文件夹和一个网址', ledger: '表头和拨付记录', afterCell: '单元格之后的逗号或行尾',
    column: (/** @type {string[][]} */ names) => `有下列各列的表头：${names.map(([zh]) => zh).join('、')}`, oneColumn: (/** @type {string} */ name) => `只有一列${name}`,
    cells: (/** @type {number} */ n) => `至多${n}个单元格（与表头一致）`, rows: (/** @type {number} */ n) => `至多${n}行`,
    oneSheet: '只有一张工作表的台账（多张的请用sheet.mjs --ledger）', percent: '至多两位小数的百分数（0.3333、1/4等）', yearsOf: (/** @type {string} */ years) => `${years}年的评价`,
    installed: (/** @type {string} */ how) => `已安装的读写程序（${how}），或改用.csv`,
  },
  en: {
    sentence: (/** @type {string} */ path, /** @type {string} */ expected, /** @type {string | undefined} */ found) => `${path}: expected ${expected}${found === undefined ? '' : `, found ${found}`}`,
    ended: 'a text that ends too early', at: (/** @type {{ line: number, column: number, found: string }} */ p) => `${p.found} in line ${p.line}, column ${p.column}`,
    two: 'two', both: 'both', empty: 'an empty file', pipe: 'pipe (cases come from standard input: pipe < file)', arguments: 'arguments', standardInput: 'standard input',
    line: (/** @type {string} */ file, /** @type {number} */ n) => `${file}: line ${n}`,
    cell: (/** @type {string} */ file, /** @type {number} */ n, /** @type {string} */ name) => `${file}: line ${n}: ${name}`,
    lang: 'zh or en', payee: 'the payee of a measure of this case', format: 'text, md, html or json',  options: 'the options that --help lists', option: (/** @type {string} */ said) => said,
    oneFile: 'one case file', reading: 'name=value', oneValue: 'one value for each reading', once: 'it only once', utf8: 'UTF-8 text', json: 'JSON',
    readable: (/** @type {unknown} */ error) => `a file that can be read (${because('en', error)})`, writable: (/** @type {unknown} */ error) => `a file that can be written (${because('en', error)}; close it first where it is open in a spreadsheet)`,
    ending: (/** @type {readonly string[]} */ endings) => `a file name that ends in ${endings.join(' or ')}`, tabular: 'a table: .xlsx, .xls, or .csv in UTF-8, GB18030 or UTF-16; save it as .xlsx and try again',
    value: (/** @type {string} */ option) => `a value after it: ${option} value`, noValue: 'no value after it', either: (/** @type {string} */ a, /** @type {string} */ b) => `${a} or ${b}`,
    unread: (/** @type {string} */ message) => `it cannot be used as it stands (${message})`, https: 'an https address such as https://example.org/cdjg', keys: 'at least one key of a determination',
    answers: 'an object of answers by path', stated: (/** @type {string} */ value) => `${value}, which the case states`, paths: 'paths such as $.projects[0].newType',
    files: 'a case file and a ledger, or neither', folder: 'at most a folder and an address', ledger: 'a header and awards', afterCell: 'a comma or the end of the line after a cell',
    column: (/** @type {string[][]} */ names) => `a column for ${names.map(([, en]) => en).join(', ')}`, oneColumn: (/** @type {string} */ name) => `one column for ${name}`,
    cells: (/** @type {number} */ n) => `at most ${n} cells, as in the header`, rows: (/** @type {number} */ n) => `at most ${n} rows`,
    oneSheet: 'a ledger of one worksheet (sheet.mjs --ledger takes several)', percent: 'a percentage of at most two decimals (0.3333, 1/4 …)', yearsOf: (/** @type {string} */ years) => `evaluations of ${years}`,
    installed: (/** @type {string} */ how) => `what reads and writes it to be installed (${how}), or .csv instead`,
  },
};
