// The ESLint rule that keeps the house in order: which room may import which, and who may know VS Code and LSP.
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What every room may use: plain types, the way to the built files, and the limit that every WASM engine has. */
const shared = ['text', 'outcome', 'dist', 'wasmMemory'];

/**
 * Room -> rooms it may import, besides itself and what is shared. Rooms are folders or files of server/src, and the
 * two parts of the client. Imports run downwards only; see docs/architecture.md.
 */
export const rooms = {
  text: [],
  dist: [],
  wasmMemory: [],
  outcome: ['flatzinc', 'solvers'],
  flatzinc: [],
  model: [],
  minizinc: [],
  prose: ['model', 'minizinc'],
  compile: ['flatzinc', 'minizinc'],
  solvers: ['flatzinc', 'compile'],
  explain: ['flatzinc', 'solvers', 'compile', 'minizinc'],
  hints: ['flatzinc', 'solvers', 'compile', 'minizinc', 'explain'],
  whatif: ['flatzinc', 'solvers', 'compile', 'minizinc', 'explain'],
  synthesize: ['prose', 'model'],
  session: ['synthesize', 'prose', 'minizinc', 'compile', 'solvers', 'explain', 'hints', 'whatif', 'flatzinc', 'model'],
  protocol: ['session', 'solvers', 'flatzinc', 'prose'],
  lsp: ['protocol', 'session', 'prose', 'minizinc', 'compile', 'solvers', 'explain', 'flatzinc'],
  cli: ['session', 'prose', 'minizinc', 'compile', 'solvers', 'explain', 'flatzinc'],
  client: ['protocol', 'client/webview'],
  'client/webview': ['protocol'],
};

/** Rooms without a door: a file, and the page of the result view, of which the client needs the messages. */
const fileRooms = ['protocol', 'client/webview'];

/** Only these may know VS Code or LSP, and of what. */
const editorPackages = [
  { pattern: /^vscode$/, rooms: ['client'] },
  { pattern: /^vscode-languageclient(\/|$)/, rooms: ['client'] },
  { pattern: /^vscode-languageserver(-protocol|-types)?(\/|$)|^vscode-jsonrpc(\/|$)/, rooms: ['lsp', 'protocol'] },
  { pattern: /^vscode-languageserver-textdocument$|^vscode-uri$/, rooms: ['lsp', 'client'] },
];

/** The room a file belongs to, or undefined outside the house (tests, scripts, training). */
export function roomOf(file) {
  const path = relative(root, file).split(sep).join('/');
  const server = /^server\/src\/([^/.]+)/.exec(path);
  if (server) return server[1];
  if (path.startsWith('client/webview/')) return 'client/webview';
  return path.startsWith('client/') ? 'client' : undefined;
}

/** The sentence that says why `file` may not import `specifier`; undefined if it may. */
export function whyForbidden(file, specifier) {
  const from = roomOf(file);
  if (from === undefined) return undefined;
  if (!specifier.startsWith('.')) {
    const rule = editorPackages.find(({ pattern }) => pattern.test(specifier));
    if (rule === undefined || rule.rooms.includes(from)) return undefined;
    return `${from} must not know '${specifier}': only ${rule.rooms.join(' and ')} may.`;
  }
  const target = resolve(dirname(file), specifier);
  const to = roomOf(target);
  if (target === join(root, 'package.json')) return undefined;
  if (to === undefined) return `${from} must not import '${specifier}' from outside the house.`;
  if (to === from || shared.includes(to)) return undefined;
  const allowed = rooms[from];
  if (allowed === undefined) return `${from} is not in the table of rooms: say there what it may import.`;
  if (!allowed.includes(to)) return `${from} must not import ${to}: imports run downwards only.`;
  // A room may have one more door for each of its parts: solvers/z3, say.
  const folder = basename(target) === 'index' ? dirname(target) : target;
  const depth = relative(join(root, 'server/src'), folder).split(sep).length;
  const isDoor = depth <= 2 && existsSync(join(folder, 'index.ts'));
  if (!fileRooms.includes(to) && !isDoor)
    return `${to} has one door, its index.ts: import the folder, not the file inside.`;
  return undefined;
}

const roomImports = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{why}}' } },
  create(context) {
    const check = (node) => {
      const why = node && typeof node.value === 'string' ? whyForbidden(context.filename, node.value) : undefined;
      if (why !== undefined) context.report({ node, messageId: 'forbidden', data: { why } });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.argument?.literal ?? node.source),
    };
  },
};

export default { rules: { 'room-imports': roomImports } };
