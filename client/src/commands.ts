import * as vscode from 'vscode';
import { statusRequest, stopRequest, type ParameterChange, type SolverChoice } from '../../server/src/protocol';
import { fileNameOf } from './answerStore';
import { applyTrial, askWhyNot, clearAsk, composeWhyNot, tryValues } from './asking';
import { commandIds, internalCommandIds } from './commandIds';
import { exportModel } from './exportCommand';
import { tellFailure } from './failure';
import type { GeneratedModels } from './generatedModel';
import { solve, solveWithData, type SolveServices } from './solveCommand';
import { targetOf } from './target';

interface CommandServices extends SolveServices {
  readonly generated: GeneratedModels;
}

/** Registers every command of `commandIds`. A command that fails says so, and where to read more. */
export function registerCommands(services: CommandServices): vscode.Disposable {
  const { server, data, panel, generated, log } = services;

  const onDocument =
    (run: (uri: vscode.Uri, more: unknown) => Promise<void> | void) =>
    async (argument: unknown, more: unknown): Promise<void> => {
      const uri = targetOf(argument, panel.shown, data);
      if (uri) await run(uri, more);
      else void vscode.window.showInformationMessage('Open a .mzn or .problem file first.');
    };

  const handlers: Readonly<Record<string, (...args: readonly unknown[]) => Promise<void> | void>> = {
    [commandIds.solve]: onDocument((uri) => solve('solve', uri, services)),
    [commandIds.explain]: onDocument((uri) => solve('explain', uri, services)),
    [commandIds.whyNot]: onDocument((uri, begin) => composeWhyNot(uri, begin, services)),
    [commandIds.clearWhyNot]: onDocument((uri) => {
      clearAsk(uri, 'whyNot', services);
    }),
    [internalCommandIds.ask]: onDocument(async (uri, question) => {
      if (typeof question === 'string') await askWhyNot(uri, question, services);
    }),
    [internalCommandIds.tryValues]: onDocument(async (uri, changes) => {
      if (Array.isArray(changes)) await tryValues(uri, changes as readonly ParameterChange[], services);
    }),
    [internalCommandIds.applyTrial]: onDocument((uri) => applyTrial(uri, services)),
    [internalCommandIds.clearAsk]: onDocument((uri, what) => {
      if (what === 'whyNot' || what === 'whatIf') clearAsk(uri, what, services);
    }),
    [commandIds.solveWithData]: onDocument((uri) => solveWithData('solve', uri, services)),
    [commandIds.solveWithSolver]: onDocument(async (uri) => {
      const solver = await pickSolver(uri, services);
      if (solver) await solve('solve', uri, services, { solver });
    }),
    [commandIds.stop]: async () => {
      await server.request(stopRequest, {});
    },
    [commandIds.showGeneratedModel]: onDocument(async (uri) => {
      if (/\.problem$/i.test(uri.path)) await generated.show(uri);
      else void vscode.window.showInformationMessage('Only a .problem file has a generated model.');
    }),
    [commandIds.exportModel]: onDocument((uri) => exportModel(uri, server)),
    [commandIds.showResult]: onDocument((uri) => {
      panel.show(uri);
      return Promise.resolve();
    }),
    [commandIds.showLog]: () => {
      log.show();
    },
    [internalCommandIds.useDataFile]: async (model, file) => {
      if (typeof model === 'string' && typeof file === 'string') {
        await useDataFile(vscode.Uri.parse(model), vscode.Uri.parse(file), services);
      }
    },
  };

  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, run]) =>
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
        try {
          await run(...args);
        } catch (error) {
          void tellFailure(error, log); // the command is over, whether or not the user reads on
        }
      }),
    ),
  );
}

async function pickSolver(uri: vscode.Uri, { server }: SolveServices): Promise<SolverChoice | undefined> {
  const { solvers } = await server.request(statusRequest, null);
  const items = [
    { label: 'Automatic', description: 'chosen by what the model is', solver: 'auto' as SolverChoice },
    ...solvers.map(({ id, name, requires = [] }) => ({
      label: name,
      description: id.startsWith('native:') ? 'your own MiniZinc' : '',
      detail: requires.length > 0 ? `Needs ${requires.join(', ')} in MiniZinc's preferences.` : '',
      solver: id,
    })),
  ];
  return (await vscode.window.showQuickPick(items, { title: `Solve ${fileNameOf(uri)} with` }))?.solver;
}

/** A data file was made for a model: remember it, and show it with the first value to fill in selected. */
async function useDataFile(model: vscode.Uri, file: vscode.Uri, { data }: SolveServices): Promise<void> {
  const others = data.of(model).filter((other) => other.toString() !== file.toString());
  await data.remember(model, [...others, file]);
  const editor = await vscode.window.showTextDocument(file);
  const place = /= (_);/.exec(editor.document.getText());
  if (!place) return;
  const start = editor.document.positionAt(place.index + 2);
  editor.selection = new vscode.Selection(start, start.translate(0, 1));
  editor.revealRange(editor.selection);
}
