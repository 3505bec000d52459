// How well texts are read: node training/run.mjs reading [--nl4opt DIR] [--split dev] [--model FOLDER] [--verbose]
//
// Reads each text of NL4Opt, solves the graph with GLPK, and compares status and optimum with the gold ones (whole
// numbers or fractions, as published or corrected). Right: equal to one of them. Incomplete: a question was asked.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import loadGlpk, { type GLPK } from 'glpk.js/node';
import * as runtime from 'onnxruntime-node';
import type { LocalModel, Tensor } from '../server/src/model';
import type { ProblemGraph, Reading, RowConstraint } from '../server/src/prose';
import { readProblem } from '../server/src/prose/read';

const { values } = parseArgs({
  options: {
    nl4opt: { type: 'string', default: '../shared/data/nl4opt' },
    split: { type: 'string', default: 'dev' },
    model: { type: 'string', default: 'server/models/reader' },
    limit: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

interface Solved {
  readonly status: string;
  readonly value: number | null;
}

interface Gold {
  readonly objective: readonly number[];
  readonly rows_le: readonly (readonly number[])[];
  readonly int: Solved;
  readonly lp: Solved;
}

interface Problem {
  readonly id: string;
  readonly document: string;
  readonly gold_as_published: Gold;
  readonly gold_corrected?: Gold;
}

/** The network in this process: a bench needs no protection from it. */
async function open(folder: string): Promise<LocalModel> {
  const session = await runtime.InferenceSession.create(join(folder, 'reader.onnx'), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  return {
    name: 'reader',
    async run(inputs) {
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, { dims, data }]) => [
          name,
          new runtime.Tensor('int64', BigInt64Array.from(data, BigInt), dims),
        ]),
      );
      const results = await session.run(feeds);
      const outputs: Record<string, Tensor> = {};
      for (const [name, { dims, data }] of Object.entries(results)) {
        if (data instanceof Float32Array) outputs[name] = { dims, data };
      }
      return outputs;
    },
    dispose: () => session.release(),
  };
}

/** Rows of a graph as coefficients, sense and limit. */
function rowsOf(
  graph: ProblemGraph,
): { readonly coefficients: number[]; readonly constraint: RowConstraint; readonly limit: number }[] {
  return graph.constraints.flatMap((constraint) => {
    if (constraint.kind === 'relation') return [];
    const coefficients = graph.variables.map(() => 0);
    const add = (variable: number, value: number): void => {
      coefficients[variable] = (coefficients[variable] ?? 0) + value;
    };
    switch (constraint.kind) {
      case 'linear':
        for (const { variable, coefficient } of constraint.terms) add(variable, coefficient?.value ?? 1);
        return { coefficients, constraint, limit: constraint.limit.value };
      case 'bound':
        add(constraint.variable, 1);
        return { coefficients, constraint, limit: constraint.limit.value };
      case 'total':
        graph.variables.forEach((_, variable) => {
          add(variable, 1);
        });
        return { coefficients, constraint, limit: constraint.limit.value };
      case 'share':
        graph.variables.forEach((_, variable) => {
          add(variable, -constraint.fraction.value);
        });
        add(constraint.variable, 1);
        return { coefficients, constraint, limit: 0 };
      case 'ratio':
        add(constraint.left, 1);
        add(constraint.right, -(constraint.factor?.value ?? 1));
        return { coefficients, constraint, limit: 0 };
    }
  });
}

function solve(glpk: GLPK, graph: ProblemGraph, whole: boolean): Solved {
  const vars = (coefficients: readonly number[]): { name: string; coef: number }[] =>
    coefficients.flatMap((coef, index) => (coef === 0 ? [] : [{ name: `x${String(index)}`, coef }]));
  const objective = graph.variables.map(() => 0);
  for (const { variable, coefficient } of graph.objective?.terms ?? [])
    objective[variable] = (objective[variable] ?? 0) + (coefficient?.value ?? 1);
  const bounds = {
    'at-most': glpk.GLP_UP,
    less: glpk.GLP_UP,
    'at-least': glpk.GLP_LO,
    greater: glpk.GLP_LO,
    equal: glpk.GLP_FX,
  };
  const names = graph.variables.map((_, index) => `x${String(index)}`);
  const solution = glpk.solve(
    {
      name: 'reading',
      objective: {
        direction: graph.objective?.direction === 'maximize' ? glpk.GLP_MAX : glpk.GLP_MIN,
        name: 'z',
        vars: vars(objective),
      },
      subjectTo: [
        ...rowsOf(graph).map(({ coefficients, constraint, limit }, index) => ({
          name: `c${String(index)}`,
          vars: vars(coefficients),
          bnds: { type: bounds[constraint.comparator], lb: limit, ub: limit },
        })),
        { name: 'all', vars: names.map((name) => ({ name, coef: 1 })), bnds: { type: glpk.GLP_LO, lb: 0, ub: 0 } },
      ],
      ...(whole ? { generals: names } : {}),
    },
    { msglev: glpk.GLP_MSG_OFF, presol: false, tmlim: 10 },
  );
  const { status, z } = solution.result;
  const word =
    status === glpk.GLP_OPT
      ? 'optimal'
      : status === glpk.GLP_NOFEAS || status === glpk.GLP_INFEAS
        ? 'infeasible'
        : status === glpk.GLP_UNBND
          ? 'unbounded'
          : 'unknown';
  return { status: word, value: word === 'optimal' ? z : null };
}

const same = (a: Solved, b: Solved): boolean =>
  a.status === b.status &&
  (a.value === null ||
    b.value === null ||
    Math.abs(a.value - b.value) <= 1e-4 * Math.max(1, Math.abs(a.value), Math.abs(b.value)));

function describe({ graph, findings, confidence }: Reading): string {
  const name = (variable: number): string => graph.variables[variable]?.name ?? '?';
  const terms = (
    list: readonly { readonly variable: number; readonly coefficient: { readonly text: string } | undefined }[],
  ): string => list.map(({ variable, coefficient }) => `${coefficient?.text ?? '1'}*${name(variable)}`).join(' + ');
  const rows = graph.constraints.map((each) => {
    if (each.kind === 'relation') return 'relation';
    const head = `${each.kind} ${each.comparator} (${each.confidence.toFixed(2)})`;
    switch (each.kind) {
      case 'linear':
        return `${head} ${terms(each.terms)} : ${each.limit.text}`;
      case 'bound':
        return `${head} ${name(each.variable)} : ${each.limit.text}`;
      case 'total':
        return `${head} : ${each.limit.text}`;
      case 'share':
        return `${head} ${name(each.variable)} : ${each.fraction.text}`;
      case 'ratio':
        return `${head} ${name(each.left)} : ${each.factor?.text ?? '1'} * ${name(each.right)}`;
    }
  });
  return [
    `   ${graph.variables.map((each) => `${each.name} (${each.domain}, ${String(each.mentions.length)})`).join(', ')}`,
    `   ${graph.objective?.direction ?? 'no objective'} ${graph.objective?.name ?? ''} = ${terms(graph.objective?.terms ?? [])}`,
    ...rows.map((row) => `   ${row}`),
    ...findings.map((each) => `   ! ${each.kind}: ${each.message}`),
    `   confidence ${confidence.toFixed(2)}`,
  ].join('\n');
}

async function main(): Promise<void> {
  const problems = readFileSync(join(resolve(values.nl4opt), `${values.split}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Problem);
  const model = await open(resolve(values.model));
  const glpk = await loadGlpk();
  const counts = { right: 0, wrong: 0, incomplete: 0 };
  const sure = { right: 0, all: 0 };
  let exact = 0;
  const blamed = { variables: 0, objective: 0, rows: 0 };
  let milliseconds = 0;
  const chosen = problems.slice(0, Number(values.limit ?? problems.length));
  for (const problem of chosen) {
    const start = performance.now();
    const reading = await readProblem(problem.document, model);
    milliseconds += performance.now() - start;
    const golds = [problem.gold_as_published, ...(problem.gold_corrected ? [problem.gold_corrected] : [])];
    const incomplete = reading.findings.some(({ question }) => question !== undefined);
    const optima = incomplete ? [] : [solve(glpk, reading.graph, true), solve(glpk, reading.graph, false)];
    const right = golds.some((gold) =>
      [gold.int, gold.lp].some((optimum, index) => optima[index] !== undefined && same(optima[index], optimum)),
    );
    const verdict = incomplete ? 'incomplete' : right ? 'right' : 'wrong';
    counts[verdict]++;
    if (verdict !== 'right') blamed[blame(reading.graph, golds)]++;
    if (golds.some((gold) => sameRows(reading.graph, gold))) exact++;
    if (reading.confidence > 0.6) {
      sure.all++;
      if (right) sure.right++;
    }
    if (values.verbose)
      process.stderr.write(
        `${verdict}${verdict === 'right' ? '' : ` (gold ${JSON.stringify(golds[0]?.objective)} ${JSON.stringify(golds[0]?.rows_le)})`} ${problem.id}\n${verdict === 'right' ? '' : `${problem.document}\n${describe(reading)}\n`}`,
      );
  }
  await model.dispose();
  process.stderr.write(
    `${values.split}: ${String(chosen.length)} texts, right ${String(counts.right)}, wrong ${String(counts.wrong)}, incomplete ${String(counts.incomplete)}; every row right ${String(exact)}; ` +
      `not right for the ${Object.entries(blamed)
        .map(([part, count]) => `${part} ${String(count)}`)
        .join(', ')}; ` +
      `confidence over 0.6: ${String(sure.right)} right of ${String(sure.all)}; ${(milliseconds / chosen.length).toFixed(1)} ms a text\n`,
  );
}

/** The first part of a reading that is not the gold's. */
function blame(graph: ProblemGraph, golds: readonly Gold[]): 'variables' | 'objective' | 'rows' {
  const [gold] = golds;
  if (!gold || graph.variables.length !== gold.objective.length) return 'variables';
  const coefficients = graph.variables.map((_, variable) => {
    const term = graph.objective?.terms.find((each) => each.variable === variable);
    return term ? (term.coefficient?.value ?? 1) : 0;
  });
  const sorted = (values: readonly number[]): string =>
    [...values]
      .map((value) => value.toFixed(4))
      .sort()
      .join(' ');
  return golds.some(({ objective }) => sorted(objective) === sorted(coefficients)) ? 'rows' : 'objective';
}

/** Whether objective and rows are the gold's, for some order of the variables. */
function sameRows(graph: ProblemGraph, gold: Gold): boolean {
  const size = gold.objective.length;
  if (graph.variables.length !== size || size > 6) return false;
  const rows = rowsOf(graph).flatMap(({ coefficients, constraint, limit }) => {
    const up = [...coefficients, limit];
    const down = up.map((value) => -value);
    return constraint.comparator === 'equal'
      ? [up, down]
      : constraint.comparator === 'at-most' || constraint.comparator === 'less'
        ? [up]
        : [down];
  });
  const objective = graph.variables.map((_, variable) =>
    graph.objective?.terms.find((term) => term.variable === variable),
  );
  const values = objective.map((term) => (term ? (term.coefficient?.value ?? 1) : 0));
  const key = (row: readonly number[]): string =>
    row.map((value) => (Math.round(value * 1e4) / 1e4 + 0).toString()).join(' ');
  const wanted = new Set(gold.rows_le.map(key));
  return permutations(size).some((order) => {
    const moved = new Set(rows.map((row) => key([...order.map((from) => row[from] ?? 0), row[size] ?? 0])));
    return (
      key(order.map((from) => values[from] ?? 0)) === key(gold.objective) &&
      moved.size === wanted.size &&
      [...moved].every((row) => wanted.has(row))
    );
  });
}

function permutations(size: number): number[][] {
  if (size === 0) return [[]];
  return permutations(size - 1).flatMap((order) =>
    Array.from({ length: size }, (_, at) => [...order.slice(0, at), size - 1, ...order.slice(at)]),
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
