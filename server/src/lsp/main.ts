import { Writable } from 'node:stream';
import { createConnection, ProposedFeatures, type Connection } from 'vscode-languageserver/node';
import { openSession } from '../session';
import { startServer } from './server';

startServer(connect(process.argv), openSession());

/**
 * The transport named by the arguments: `--stdio`, or what VS Code's client starts us with (`--node-ipc`). On stdio the
 * protocol alone writes to standard output; what engines and their workers print goes to standard error instead.
 */
function connect(args: readonly string[]): Connection {
  if (!args.includes('--stdio')) return createConnection(ProposedFeatures.all);
  const send = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  const output = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      send(chunk, (error) => {
        done(error);
      });
    },
  });
  return createConnection(ProposedFeatures.all, process.stdin, output);
}
