// @ts-check
/** Writes what each spreadsheet needs to have the functions into a folder: node examples/hosts/write.mjs 文件夹 [网址] */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sheetCatalogue } from 'chengdu-tech-upgrade/sheet';
import { excelManifest, excelMetadata, googleSheetsScript, libreOfficeFiles, wpsManifest, wpsMetadata } from 'chengdu-tech-upgrade/sheet/hosts';
import { main, optionsOf, refusal } from '../lib/cli.mjs';

const HELP = {
  zh: `用法：node examples/hosts/write.mjs [文件夹] [网址]

在文件夹（默认 hosts）中写出各表格软件所需的文件：

  excel/         放到所给https网址（默认 https://localhost:3000）的服务器上，
                 并自备 icon-32.png 和 icon-64.png；Excel 用的是 manifest.xml
  wps/           放到服务器上，将网址给WPS
  google/        粘贴到 Apps Script
  libreoffice/   cdjg.oxt，在装有Node的电脑上作为扩展安装；有 unoidl-write
                 （libreoffice-dev）和Python的，才会生成

  --lang zh|en   语言（默认zh）
  --help         本说明
`,
  en: `Usage: node examples/hosts/write.mjs [folder] [address]

Writes into the folder (default hosts) what each spreadsheet needs:

  excel/         to be put on a web server at the https address given (default
                 https://localhost:3000) with an icon-32.png and icon-64.png of
                 your own; manifest.xml is what Excel is given
  wps/           to be put on a web server, whose address WPS is given
  google/        to be pasted into Apps Script
  libreoffice/   cdjg.oxt, to be installed as an extension where Node is; it is
                 made where unoidl-write (libreoffice-dev) and Python are

  --lang zh|en   language (default zh)
  --help         this text
`,
};

const here = dirname(fileURLToPath(import.meta.url));
const bundle = readFileSync(new URL('dist/cdjg.js', import.meta.resolve('chengdu-tech-upgrade/package.json')), 'utf8');
/** @param {string} folder @param {string} host @param {Readonly<Record<string, string>>} files */
function write(folder, host, files) {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, host, name);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    } catch (error) {
      throw refusal(file, (w) => w.writable(error));
    }
  }
}

/** @param {object} value */
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
/** @param {readonly string[]} scripts */
const page = (scripts) => `<!doctype html>\n<meta charset="utf-8">\n${scripts.map((src) => `<script src="${src}"></script>\n`).join('')}`;

await main((args) => {
  const { files, help, lang } = optionsOf(args, {}, ['lang']);
  if (help) return HELP[lang];
  if (files.length > 2) throw refusal((w) => w.arguments, (w) => w.folder, `${files.length}`);
  const [folder = 'hosts', address = 'https://localhost:3000'] = files;
  if (!URL.canParse(address) || new URL(address).protocol !== 'https:') throw refusal((w) => w.arguments, (w) => w.https, JSON.stringify(address));
  const url = address.replace(/\/+$/, '');
  /** An identity of its own for each add-in: replace it by one from a generator of UUIDs. */
  const manifest = { id: 'b1c3f2a6-6f0e-4b7e-9a52-2d1f0c7a4e11', version: '1.0.0.0', provider: 'chengdu-tech-upgrade', url };

  write(folder, 'excel', {
    'manifest.xml': excelManifest(sheetCatalogue, manifest),
    'functions.json': json(excelMetadata(sheetCatalogue)),
    // Excel without a web view runs this one file alone.
    'functions.js': `${bundle}\nCDJG.associateInExcel(CustomFunctions, CDJG.sheetCatalogue);\n`,
    'functions.html': page(['https://appsforoffice.microsoft.com/lib/1/hosted/office.js', 'functions.js']),
  });
  write(folder, 'wps', {
    'cdjg.js': bundle,
    'manifest.xml': wpsManifest(sheetCatalogue),
    'functions.json': json(wpsMetadata(sheetCatalogue)),
    'main.js': 'CDJG.registerInWps(wps, CDJG.sheetCatalogue);\n',
    'index.html': page(['cdjg.js', 'main.js']),
  });
  write(folder, 'google', { 'cdjg.gs': bundle, 'Functions.gs': googleSheetsScript(sheetCatalogue) });
  write(folder, 'libreoffice', {
    ...libreOfficeFiles(sheetCatalogue),
    'cdjg.js': bundle,
    'addin.py': readFileSync(join(here, 'calc-addin.py'), 'utf8'),
    'sidecar.cjs': readFileSync(join(here, 'calc-sidecar.cjs'), 'utf8'),
  });

  const office = '/usr/lib/libreoffice';
  if (existsSync(join(office, 'sdk/bin/unoidl-write'))) {
    const cwd = join(folder, 'libreoffice');
    const types = ['types.rdb', 'types/offapi.rdb'].map((name) => join(office, 'program', name));
    execFileSync(join(office, 'sdk/bin/unoidl-write'), [...types, 'functions.idl', 'functions.rdb'], { cwd });
    execFileSync('python3', ['-m', 'zipfile', '-c', 'cdjg.oxt', 'META-INF', 'description.xml', 'CalcAddIns.xcu', 'functions.rdb', 'addin.py', 'addin.json', 'sidecar.cjs', 'cdjg.js'], { cwd });
  } else console.error(lang === 'zh' ? '未找到 unoidl-write（libreoffice-dev），未生成 cdjg.oxt' : 'unoidl-write (libreoffice-dev) was not found: cdjg.oxt was not made');
  const written = ['excel', 'wps', 'google', 'libreoffice'].map((host) => `  ${host}/  ${readdirSync(join(folder, host)).join(' ')}\n`).join('');
  return `${lang === 'zh' ? `已写入 ${folder}：` : `Written to ${folder}:`}\n${written}`;
});
