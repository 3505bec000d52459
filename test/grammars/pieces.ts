import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, Registry, parseRawGrammar } from 'vscode-textmate';

/** A piece of a line with its scopes, from the language's own to the innermost. */
export interface Piece {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** Loads a grammar of `grammars/` as VS Code would; gives what cuts a text into its pieces. */
export async function loadGrammar(name: string, scope: string): Promise<(text: string) => readonly Piece[]> {
  const path = new URL(`../../grammars/${name}.tmLanguage.json`, import.meta.url);
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(new Uint8Array(wasm).buffer);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(path, 'utf8'), path.pathname)),
  });
  const grammar = await registry.loadGrammar(scope);
  if (!grammar) throw new Error('the grammar does not load');
  return (text) => {
    let state = INITIAL;
    return text.split('\n').flatMap((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
    });
  };
}
