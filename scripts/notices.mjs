// Writes ThirdPartyNotices.md: every package whose code ships in the VSIX, with its licence. `--check` only compares.
// Which packages ship is read from package-lock.json: the run-time dependencies, less what only installs others.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, 'ThirdPartyNotices.md');

/** Dependencies that a package needs while it is being installed, or on the command line, and that never ship. */
const notShipped = new Set(['adm-zip', 'global-agent', 'commander']);

/** Programs that are compiled into a package, which npm knows nothing of. */
const inside = {
  minizinc: [
    'MiniZinc 2.10.0 (MPL-2.0), https://github.com/MiniZinc/libminizinc',
    'Gecode 6.4.0 (MIT), https://github.com/Gecode/gecode',
    'Chuffed 0.14 (MIT), https://github.com/chuffed/chuffed',
    'COIN-OR CBC 2.10.13 (EPL-2.0), https://github.com/coin-or/Cbc',
    'HiGHS 1.15.1 (MIT), https://github.com/ERGO-Code/HiGHS',
  ],
  'glpk.js': ['GLPK (GPL-3.0-or-later), https://www.gnu.org/software/glpk/'],
  'z3-solver': ['Z3 (MIT), https://github.com/Z3Prover/z3'],
  'onnxruntime-node': ['ONNX Runtime (MIT), https://github.com/microsoft/onnxruntime'],
};

const mit = (holder) => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Texts of packages that come without a licence file. */
const textsWithoutFile = {
  'onnxruntime-common': mit('Microsoft Corporation'),
  'onnxruntime-node': mit('Microsoft Corporation'),
  'z3-solver': mit('Microsoft Corporation'),
};

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

/** Folder of a dependency as npm resolves it: beside the package that needs it, or further up. */
function folderOf(name, from) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const folder = `${at ? `${at}/` : ''}node_modules/${name}`;
    if (lock[folder]) return folder;
    if (!at) return undefined;
  }
}

/** Folders of the packages that ship. */
function shipped() {
  const found = new Set();
  const visit = (from) => {
    for (const name of Object.keys(lock[from]?.dependencies ?? {})) {
      const folder = notShipped.has(name) ? undefined : folderOf(name, from);
      if (folder === undefined || found.has(folder)) continue;
      found.add(folder);
      visit(folder);
    }
  };
  visit('');
  return [...found].sort();
}

function licenceText(folder) {
  const path = join(root, folder);
  const name = existsSync(path) ? readdirSync(path).find((entry) => /^(licen[cs]e|copying)/i.test(entry)) : undefined;
  return name && readFileSync(join(path, name), 'utf8').trim();
}

function section(folder) {
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const { version, license } = lock[folder];
  // The full text of the GPL stands in LICENSE once.
  const text = /^GPL/.test(license) ? undefined : (licenceText(folder) ?? textsWithoutFile[name]);
  return [
    `## ${name} ${version}`,
    `Licence: ${license}.`,
    ...(inside[name] ? [`Holds:\n\n${inside[name].map((line) => `- ${line}`).join('\n')}`] : []),
    ...(text ? [`\`\`\`\`text\n${text.replace(/\r\n?/g, '\n').replace(/[ \t]+$/gm, '')}\n\`\`\`\``] : []),
  ].join('\n\n');
}

/** What the weights of the local models were begun from. */
const weights = `## all-MiniLM-L6-v2

Licence: Apache-2.0 (the text stands above, at @huggingface/tokenizers).

The network of \`models/parser\` was begun from the layers and the word pieces of this language model of
sentence-transformers (https://github.com/UKPLab/sentence-transformers), itself made from MiniLM of Microsoft
(https://github.com/microsoft/unilm, MIT) and with the word pieces of BERT of Google
(https://github.com/google-research/bert, Apache-2.0). The layers were trained on; word pieces with signs beyond English
were left out.`;

const text = `<!-- Generated by scripts/notices.mjs from package-lock.json. Do not edit. -->

# Third-party notices

Modelwright ships the software below. Each part stays under its own licence.

${[...shipped().map(section), weights].join('\n\n')}
`;
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('ThirdPartyNotices.md is out of date: run `npm run notices` and commit it.');
  process.exitCode = 1;
}
