// `node bench/leaks.mjs`: does the server's memory grow with the number of solves? Run the build first.
//
// For each of Z3, GLPK and Gecode, and for compiling alone, a fresh server takes 200 requests in a row, each over another
// text. Printed is its resident memory (MB) after 20, 100 and 200 of them: until the 20th,
// engines are loaded and code is compiled; after that it should stay. Options: `--rounds N` (200), `--only ENGINE`.
// Exit 1 when one of them grew by more than BOUND_MB after the 20th, or gave a wrong answer.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Noise of a process with several threads, between two moments some minutes apart: garbage not yet collected, pages not
 * yet given back. A leak of one WASM instance, of a solver's context or of a worker thread is more than this.
 */
const BOUND_MB = 60;
const EARLY = 20;

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, only: { type: 'string' } },
});
const rounds = Number(options.rounds);

/** A linear model whose optimum is known, with another number in each round. */
const production = (round) => `
  var float: bread; var float: cake;
  constraint bread >= 0.0 /\\ cake >= 0.0;
  constraint bread + 2.0 * cake <= ${100 + round}.0;
  constraint 3.0 * bread + cake <= 300.0;
  solve maximize 2.0 * bread + 3.0 * cake;`;
/** A combinatorial one. */
const tour = (round) => `
  include "alldifferent.mzn";
  array [1..5] of var 1..7: x;
  constraint alldifferent(x);
  constraint sum(x) >= ${16 + (round % 9)};
  constraint forall(i in 1..4) (abs(x[i] - x[i + 1]) >= 2);
  solve maximize sum(i in 1..4) (abs(x[i] - x[i + 1])) - x[3];`;

/** What is asked of the server, and whether it answered as it must. */
const solve = (solver, text) => ({
  text,
  request: (connection, uri) => connection.sendRequest('modelwright/solve', { uri, solver, timeLimit: 60 }),
  isRight: (reply) => reply.kind === 'outcome' && reply.outcome.status === 'optimal' && reply.outcome.checked,
});
const series = {
  compile: {
    text: tour,
    request: (connection, uri) => connection.sendRequest('modelwright/export', { uri, format: 'fzn' }),
    isRight: (reply) => reply.kind === 'text' && reply.text.includes('solve'),
  },
  z3: solve('z3', tour),
  glpk: solve('glpk', production),
  gecode: solve('gecode', tour),
};

/** MB of physical memory that a process holds. */
const residentMb = (pid) => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;

/** Resident memory after each round. */
async function measure({ text, request, isRight }) {
  const folder = mkdtempSync(join(tmpdir(), 'leaks-'));
  const server = spawn(process.execPath, [join(root, 'dist/server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => ({})));
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.listen();
  const file = join(folder, 'model.mzn');
  const uri = pathToFileURL(file).href;
  const memory = [];
  try {
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: { workspace: { configuration: true } },
    });
    await connection.sendNotification('initialized', {});
    for (let round = 1; round <= rounds; round++) {
      writeFileSync(file, text(round));
      const reply = await request(connection, uri);
      if (!isRight(reply)) throw new Error(`round ${round}: ${JSON.stringify(reply).slice(0, 300)}`);
      memory.push(residentMb(server.pid));
    }
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
  } finally {
    connection.dispose();
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  return memory;
}

/** The least of five rounds up to one: what is garbage in one of them is collected in another. */
const settled = (memory, round) => Math.min(...memory.slice(Math.max(0, round - 5), round));

const chosen = Object.entries(series).filter(([name]) => options.only === undefined || name === options.only);
if (chosen.length === 0) {
  console.error(`There is no ${options.only}; there are ${Object.keys(series).join(', ')}.`);
  process.exit(2);
}
const middle = Math.round(rounds / 2);
console.log(`Resident memory of the server in MB; it may grow by ${BOUND_MB} from round ${EARLY} to ${rounds}.\n`);
console.log(
  `${'engine'.padEnd(10)}${[EARLY, middle, rounds, 'growth'].map((head) => String(head).padStart(8)).join('')}`,
);
let failed = false;
for (const [name, asked] of chosen) {
  let row;
  try {
    const memory = await measure(asked);
    const [early, half, late] = [EARLY, middle, rounds].map((round) => settled(memory, round));
    const leaks = late - early > BOUND_MB;
    failed ||= leaks;
    row = `${[early, half, late, late - early].map((mb) => mb.toFixed(0).padStart(8)).join('')}${leaks ? '  LEAKS' : ''}`;
  } catch (error) {
    failed = true;
    row = `  ${error.message}`;
  }
  console.log(`${name.padEnd(10)}${row}`);
}
process.exitCode = failed ? 1 : 0;
