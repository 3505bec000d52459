/** The section of the output that has the values. */
export const valuesSection = 'modelwright_values';

/**
 * A model file that goes with every compilation: it adds a section of our own to the output, all values as JSON, beside
 * whatever the user's `output` items print. So one run of the output model gives both.
 */
export const outputFile = {
  name: 'modelwright_output.mzn',
  text: `output :: "${valuesSection}" outputJSON();\n`,
} as const;

/**
 * The output model (`.ozn`) as it can be run by itself. Overloads it made itself have parameters of different names,
 * between which a call cannot be resolved again (one of an enum with a constructor calls itself without end). And some
 * parameters are defined by functions that exist for variables only (`int_ne`): `parameterFunctions` defines them.
 */
export function runnable(outputModel: string): string {
  const renamed = outputModel.replace(
    /^function [^\n]*?: (?:'[^']*'|\w+)\(([^\n]*?)\) = [^\n]*$/gm,
    (item: string, parameters: string) => {
      const names = [...parameters.matchAll(/: (X_INTRODUCED_\d+_)/g)].map(([, name]) => name);
      return item.replace(/\bX_INTRODUCED_\d+_\b/g, (name) => {
        const place = names.indexOf(name);
        return place === -1 ? name : `modelwright_parameter_${place}`;
      });
    },
  );
  return renamed + parameterFunctions;
}

/** What FlatZinc predicates say of parameters. */
const parameterFunctions = [
  ...['int', 'float', 'bool', 'set of int'].flatMap((type) =>
    [
      ['eq', '='],
      ['ne', '!='],
      ['le', '<='],
      ['lt', '<'],
    ].map(
      ([name, operator]) =>
        `function bool: ${type.replace(' of int', '')}_${name}(${type}: a, ${type}: b) = a ${operator} b;`,
    ),
  ),
  'function bool: bool_not(bool: a) = not a;',
  'function bool: bool_and(bool: a, bool: b) = a /\\ b;',
  'function bool: bool_or(bool: a, bool: b) = a \\/ b;',
  'function bool: bool_xor(bool: a, bool: b) = a xor b;',
  'function bool: array_bool_and(array[int] of bool: a) = forall(a);',
  'function bool: array_bool_or(array[int] of bool: a) = exists(a);',
  'function bool: bool_clause(array[int] of bool: a, array[int] of bool: b) = exists(a) \\/ not forall(b);',
  'function bool: set_in(int: a, set of int: b) = a in b;',
  'function bool: set_subset(set of int: a, set of int: b) = a subset b;',
  'function bool: set_superset(set of int: a, set of int: b) = a superset b;',
  ...['int', 'float'].flatMap((type) =>
    [
      ['eq', '='],
      ['ne', '!='],
      ['le', '<='],
    ].map(
      ([name, operator]) =>
        `function bool: ${type}_lin_${name}(array[int] of ${type}: c, array[int] of ${type}: x, ${type}: k) = ` +
        `sum(i in index_set(c))(c[i] * x[i]) ${operator} k;`,
    ),
  ),
  '',
].join('\n');

/** The output model without the user's own output, which can fail by itself. */
export function valuesOnly(outputModel: string): string {
  const sections = /^output let \{([^\n]*)\} in \(\["[^\n]*\);$/m;
  return outputModel.replace(sections, (item: string, bindings: string) => {
    const ours = /array \[int\] of string: (\S+) = (?!.*array \[int\] of string: \S+ = )/.exec(bindings);
    if (ours?.[1] === undefined) return item;
    const binding = bindings.slice(ours.index);
    return `output let {${binding}} in ["\\"output\\": {\\"${valuesSection}\\": ",showJSON(concat(${ours[1]})),"}"];`;
  });
}

/** A model must give values to arrays that have no use once all their elements were settled by compiling. */
export function withoutEmptyArrays(model: string): string {
  return model.replace(/^array \[[^\n]*: (X_INTRODUCED_\d+_);\n/gm, (item: string, name: string) =>
    model.split(name).length > 2 ? item : '',
  );
}
