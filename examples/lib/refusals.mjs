// @ts-check
/** How a command line or file that cannot be used is refused. What the library refuses, it says in its own words. */
export const REFUSALS = {
  zh: {
    sentence: (/** @type {string} */ path, /** @type {string} */ expected, /** @type {string | undefined} */ found) => `${path}：应为${expected}${found === undefined ? '' : `，实为${found}`}`,
    ended: '未完即止的内容', at: (/** @type {{ line: number, column: number, found: string }} */ p) => `第${p.line}行第${p.column}列的${p.found}`,
    two: '两列', both: '两者并用', empty: '空文件', pipe: 'pipe（案卷由标准输入读入：pipe < 文件）', arguments: '参数', standardInput: '标准输入',
    line: (/** @type {string} */ file, /** @type {number} */ n) => `${file}：第${n}行`,
    cell: (/** @type {string} */ file, /** @type {number} */ n, /** @type {string} */ name) => `${file}：第${n}行：${name}`,
    lang: 'zh或en', payee: '本案某项措施的收款单位', format: 'text、md、html或json',  options: '--help所列的选项', option: (/** @type {string} */ said) => /'[^']+'/.exec(said)?.[0] ?? said,
    oneFile: '一个案例文件', reading: '名称=取值', readable: '可读取的文件', utf8: 'UTF-8编码的文本（请另存为UTF-8后重试）', json: 'JSON',
    answers: '以路径为键的答案对象', paths: '$.projects[0].newType这样的路径',
    files: '一个案例文件和一个台账文件，或都不给', folder: '至多一个文件夹和一个网址', csvOrJson: '--csv或--json之一', ledger: '表头和拨付记录', afterCell: '单元格之后的逗号或行尾',
    column: (/** @type {string[][]} */ names) => `有下列各列的表头：${names.map(([zh]) => zh).join('、')}`, oneColumn: (/** @type {string} */ name) => `只有一列${name}`,
    cells: (/** @type {number} */ n) => `至多${n}个单元格（与表头一致）`,
    installed: (/** @type {string} */ how) => `已安装的读写程序（${how}），或改用.csv`,
  },
  en: {
    sentence: (/** @type {string} */ path, /** @type {string} */ expected, /** @type {string | undefined} */ found) => `${path}: expected ${expected}${found === undefined ? '' : `, found ${found}`}`,
    ended: 'a text that ends too early', at: (/** @type {{ line: number, column: number, found: string }} */ p) => `${p.found} in line ${p.line}, column ${p.column}`,
    two: 'two', both: 'both', empty: 'an empty file', pipe: 'pipe (cases come from standard input: pipe < file)', arguments: 'arguments', standardInput: 'standard input',
    line: (/** @type {string} */ file, /** @type {number} */ n) => `${file}: line ${n}`,
    cell: (/** @type {string} */ file, /** @type {number} */ n, /** @type {string} */ name) => `${file}: line ${n}: ${name}`,
    lang: 'zh or en', payee: 'the payee of a measure of this case', format: 'text, md, html or json',  options: 'the options that --help lists', option: (/** @type {string} */ said) => said,
    oneFile: 'one case file', reading: 'name=value', readable: 'a file that can be read', utf8: 'UTF-8 text', json: 'JSON',
    answers: 'an object of answers by path', paths: 'paths such as $.projects[0].newType',
    files: 'a case file and a ledger, or neither', folder: 'at most a folder and an address', csvOrJson: '--csv or --json', ledger: 'a header and awards', afterCell: 'a comma or the end of the line after a cell',
    column: (/** @type {string[][]} */ names) => `a column for ${names.map(([, en]) => en).join(', ')}`, oneColumn: (/** @type {string} */ name) => `one column for ${name}`,
    cells: (/** @type {number} */ n) => `at most ${n} cells, as in the header`,
    installed: (/** @type {string} */ how) => `what reads and writes it to be installed (${how}), or .csv instead`,
  },
};
