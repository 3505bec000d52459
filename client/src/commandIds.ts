import { clientCommands } from '../../server/src/protocol';

/** Every command of the palette; `package.json` contributes exactly these. */
export const commandIds = {
  solve: clientCommands.solve,
  solveWithData: 'modelwright.solveWithData',
  solveWithSolver: 'modelwright.solveWithSolver',
  stop: 'modelwright.stop',
  explain: clientCommands.explain,
  whyNot: clientCommands.whyNot,
  clearWhyNot: 'modelwright.clearWhyNot',
  showGeneratedModel: clientCommands.showGeneratedModel,
  exportModel: 'modelwright.exportModel',
  showResult: 'modelwright.showResult',
  showLog: 'modelwright.showLog',
} as const;

/** Registered, but called by code alone: never in the palette. */
export const internalCommandIds = {
  useDataFile: clientCommands.useDataFile,
  ask: 'modelwright.ask',
  tryValues: 'modelwright.tryValues',
  applyTrial: 'modelwright.applyTrial',
  clearAsk: 'modelwright.clearAsk',
} as const;

/** Every setting under `modelwright`; `package.json` describes exactly these. */
export const settingIds = [
  'solver',
  'solve.timeLimit',
  'solve.when',
  'solve.budget',
  'solve.allSolutions',
  'solve.gap',
  'solve.crossCheck',
  'solve.memoryLimit',
  'explain.domains',
  'explain.limits',
  'hints.enabled',
  'hints.timeLimit',
  'minizinc.executable',
  'model.source',
  'model.url',
  'model.folder',
  'model.name',
  'model.samples',
  'model.repairs',
  'z3.integers',
  'server.runtime',
  'trace.server',
] as const;

/** Context keys that `when` clauses of `package.json` use. */
export const contextKeys = { solving: 'modelwright.solving' } as const;
