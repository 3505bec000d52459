import {
  within,
  type Expression,
  type Operator,
  type Quantity,
  type SetId,
  type TableId,
  type VariableId,
} from '../../server/src/prose';

/** A number or constant times a single variable; without a factor, the variable itself. */
export interface ScalarTerm {
  readonly variable: VariableId;
  readonly factor: Quantity | number | undefined;
}

/** What a frame leaves open: the things, numbers and tables of one text. */
export type Leaf =
  | { readonly kind: 'number'; readonly quantity: Quantity }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'member'; readonly set: SetId; readonly member: number }
  /** Several members of one set, in the order of the text. */
  | { readonly kind: 'members'; readonly set: SetId; readonly members: readonly number[] }
  | { readonly kind: 'set'; readonly set: SetId }
  | { readonly kind: 'table'; readonly table: TableId }
  | { readonly kind: 'family'; readonly variable: VariableId }
  /** A sum over variables that are told one by one. */
  | { readonly kind: 'terms'; readonly terms: readonly ScalarTerm[] }
  | { readonly kind: 'definition'; readonly definition: number };

/** One side of a comparison, or a whole expression, without what is particular to one text. */
type Bone =
  | { readonly leaf: number }
  | { readonly index: string }
  | { readonly truth: boolean }
  | { readonly at: readonly [Bone, ...Bone[]] }
  | {
      readonly over: string;
      readonly binders: readonly (readonly [string, Bone])[];
      readonly where?: Bone;
      readonly body: Bone;
    }
  /** The body once for each of some members, joined by an operator or as a list. */
  | { readonly each: Operator | 'list'; readonly members: number; readonly body: Bone }
  | { readonly operator: Operator; readonly of: readonly Bone[] }
  | { readonly call: string; readonly of: readonly Bone[] }
  | { readonly list: readonly Bone[] };

export const comparators = ['<=', '>=', '=', '<', '>', '!=', 'holds'] as const;
export type FrameComparator = (typeof comparators)[number];

/**
 * What a constraint says without the things it says it of: the classes that are learnt from texts. A comparison has two
 * sides of their own, so that a side seen in one comparison is known in all.
 */
export interface Frame {
  /** What it holds for: nothing, each thing of a set, each two of them that ... */
  readonly scope: string;
  readonly left: string;
  readonly comparator: FrameComparator;
  readonly right: string;
  /** In the order of scope, left and right; each thing once. */
  readonly leaves: readonly Leaf[];
}

const flipped: Readonly<Partial<Record<Operator, Operator>>> = {
  '<=': '>=',
  '>=': '<=',
  '<': '>',
  '>': '<',
  '=': '=',
  '!=': '!=',
};
const LETTERS = 'ijklmn';

/** Whether a variable stands alone, without an index. */
export type IsSingle = (variable: VariableId) => boolean;

/** The frames of a constraint; one for each part of a conjunction. */
export function framesOf(expression: Expression, isSingle: IsSingle): readonly Frame[] {
  if (expression.kind === 'operation' && expression.operator === '/\\') {
    return expression.operands.flatMap((operand) => framesOf(operand, isSingle));
  }
  return [frameOf(expression, isSingle)];
}

/** The frame of one expression, or of one constraint that is no conjunction. */
export function frameOf(expression: Expression, isSingle: IsSingle): Frame {
  const leaves: Leaf[] = [];
  const letters = new Map<string, string>();
  const isOuter = expression.kind === 'over' && expression.quantifier === 'forall';
  const scope = isOuter
    ? { binders: bindersOf(expression), ...(expression.where && { where: bone(expression.where) }) }
    : undefined;
  const body = isOuter ? expression.body : expression;
  const key = scope ? JSON.stringify(scope) : '';
  if (body.kind === 'operation' && flipped[body.operator] && body.operands.length === 2) {
    const [first, second] = body.operands;
    if (first && second) {
      const isTurned = isPlain(first) && !isPlain(second);
      const [left, right] = isTurned ? [second, first] : [first, second];
      const operator = isTurned ? (flipped[body.operator] ?? body.operator) : body.operator;
      const comparator = comparators.find((name) => name === operator) ?? 'holds';
      return { scope: key, left: JSON.stringify(bone(left)), comparator, right: JSON.stringify(bone(right)), leaves };
    }
  }
  return { scope: key, left: JSON.stringify(bone(body)), comparator: 'holds', right: '', leaves };

  function leaf(wanted: Leaf): Bone {
    const text = JSON.stringify(wanted);
    // Two numbers are two numbers even where they are equal; a thing that comes again is the same thing.
    const at =
      wanted.kind === 'number' || wanted.kind === 'terms'
        ? -1
        : leaves.findIndex((each) => JSON.stringify(each) === text);
    if (at >= 0) return { leaf: at };
    leaves.push(wanted);
    return { leaf: leaves.length - 1 };
  }

  function bindersOf(over: Expression & { readonly kind: 'over' }): [string, Bone][] {
    return over.binders.map(({ name, over: range }) => {
      const set = typeof range === 'number' ? leaf({ kind: 'set', set: range }) : bone(range);
      const letter = LETTERS.charAt(letters.size) || `i${String(letters.size)}`;
      letters.set(name, letter);
      return [letter, set];
    });
  }

  function bone(inner: Expression): Bone {
    const terms = termsOf(inner, isSingle);
    if (terms) return leaf({ kind: 'terms', terms });
    switch (inner.kind) {
      case 'quantity':
        return leaf({ kind: 'number', quantity: inner.quantity });
      case 'constant':
        return leaf({ kind: 'constant', value: inner.value });
      case 'truth':
        return { truth: inner.value };
      case 'member':
        return leaf({ kind: 'member', set: inner.set, member: inner.member });
      case 'set':
        return leaf({ kind: 'set', set: inner.set });
      case 'index':
        return { index: letters.get(inner.name) ?? inner.name };
      case 'definition':
        return leaf({ kind: 'definition', definition: inner.definition });
      case 'table':
        return { at: [leaf({ kind: 'table', table: inner.table }), ...inner.index.map(bone)] };
      case 'variable':
        return { at: [leaf({ kind: 'family', variable: inner.variable }), ...inner.index.map(bone)] };
      case 'over': {
        const binders = bindersOf(inner);
        const where = inner.where && bone(inner.where);
        const made = { over: inner.quantifier, binders, ...(where && { where }), body: bone(inner.body) };
        for (const { name } of inner.binders) letters.delete(name);
        return made;
      }
      case 'operation': {
        const operator = inner.operator;
        const joined =
          operator === '+' || operator === '\\/' || operator === '/\\' ? eachOf(operator, inner.operands) : undefined;
        return joined ?? { operator, of: inner.operands.map(bone) };
      }
      case 'call':
        return { call: inner.name, of: inner.operands.map(bone) };
      case 'list':
        return eachOf('list', inner.items) ?? { list: inner.items.map(bone) };
    }
  }

  /** The same said of two or more members: `pick[a] + pick[b] + pick[c]`. */
  function eachOf(joint: Operator | 'list', operands: readonly Expression[]): Bone | undefined {
    const members = operands.map(onlyMember);
    const [first] = members;
    const [model] = operands;
    if (operands.length < 2 || !first || !model) return undefined;
    const shape = (expression: Expression, member: number): string =>
      JSON.stringify(expression, (_, value: unknown) => (isMember(value, first.set, member) ? 'THIS' : value));
    const wanted = shape(model, first.member);
    const isSame = operands.every((operand, at) => {
      const member = members[at];
      return member?.set === first.set && shape(operand, member.member) === wanted;
    });
    if (!isSame) return undefined;
    const list = leaf({ kind: 'members', set: first.set, members: members.flatMap((each) => each?.member ?? []) });
    if (!('leaf' in list)) return undefined;
    const hole: Expression = { kind: 'index', name: 'THIS' };
    const body = bone(replaceMember(model, first, hole));
    return { each: joint, members: list.leaf, body };
  }
}

/** A side that is only a number or a name: it stands on the right. */
function isPlain(expression: Expression): boolean {
  return expression.kind === 'quantity' || expression.kind === 'constant';
}

/** The one member an expression names (however often); undefined where there is none, or two. */
function onlyMember(expression: Expression): { readonly set: SetId; readonly member: number } | undefined {
  const found = new Map<string, { readonly set: SetId; readonly member: number }>();
  for (const each of within(expression)) {
    if (each.kind === 'member') found.set(`${String(each.set)}.${String(each.member)}`, each);
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

function isMember(value: unknown, set: SetId, member: number): boolean {
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'member') return false;
  return 'set' in value && value.set === set && 'member' in value && value.member === member;
}

function replaceMember(
  expression: Expression,
  wanted: { readonly set: SetId; readonly member: number },
  by: Expression,
): Expression {
  const go = (each: Expression): Expression => replaceMember(each, wanted, by);
  switch (expression.kind) {
    case 'member':
      return expression.set === wanted.set && expression.member === wanted.member ? by : expression;
    case 'table':
    case 'variable':
      return { ...expression, index: expression.index.map(go) };
    case 'operation':
    case 'call':
      return { ...expression, operands: expression.operands.map(go) };
    case 'list':
      return { ...expression, items: expression.items.map(go) };
    case 'over':
      return { ...expression, body: go(expression.body), where: expression.where && go(expression.where) };
    default:
      return expression;
  }
}

/** A sum over single variables, each with at most one factor; undefined for everything else. */
export function termsOf(expression: Expression, isSingle: IsSingle): readonly ScalarTerm[] | undefined {
  if (expression.kind === 'variable' && expression.index.length === 0 && isSingle(expression.variable)) {
    return [{ variable: expression.variable, factor: undefined }];
  }
  if (expression.kind !== 'operation') return undefined;
  const { operator, operands } = expression;
  if (operator === '*' && operands.length === 2) {
    const [first, second] = operands;
    if (!first || !second) return undefined;
    const [factor, thing] = isPlain(first) ? [first, second] : [second, first];
    if (!isPlain(factor) || thing.kind !== 'variable' || thing.index.length > 0 || !isSingle(thing.variable))
      return undefined;
    if (factor.kind === 'quantity') return [{ variable: thing.variable, factor: factor.quantity }];
    return factor.kind === 'constant' ? [{ variable: thing.variable, factor: factor.value }] : undefined;
  }
  if (operator !== '+') return undefined;
  const all = operands.map((operand) => termsOf(operand, isSingle));
  return all.every((terms) => terms !== undefined) ? all.flat() : undefined;
}

/**
 * The expression that a frame says of its leaves: the inverse of `frameOf`.
 * @throws SyntaxError where a leaf is missing or of the wrong kind
 */
export function expressionOf(frame: Frame): Expression {
  const { leaves } = frame;
  const left = grow(JSON.parse(frame.left) as Bone, new Map());
  const body: Expression =
    frame.comparator === 'holds'
      ? left
      : {
          kind: 'operation',
          operator: frame.comparator,
          operands: [left, grow(JSON.parse(frame.right) as Bone, new Map())],
        };
  if (frame.scope === '') return body;
  const { binders, where } = JSON.parse(frame.scope) as {
    readonly binders: readonly (readonly [string, Bone])[];
    readonly where?: Bone;
  };
  return {
    kind: 'over',
    quantifier: 'forall',
    binders: binders.map(binder),
    where: where && grow(where, new Map()),
    body,
  };

  function leafAt(at: number): Leaf {
    const leaf = leaves[at];
    if (!leaf) throw new SyntaxError(`a frame wants ${String(at + 1)} things`);
    return leaf;
  }

  function binder([name, range]: readonly [string, Bone]): {
    readonly name: string;
    readonly over: SetId | Expression;
  } {
    if ('leaf' in range) {
      const leaf = leafAt(range.leaf);
      if (leaf.kind === 'set') return { name, over: leaf.set };
    }
    return { name, over: grow(range, new Map()) };
  }

  function grow(bone: Bone, holes: ReadonlyMap<string, Expression>): Expression {
    if ('leaf' in bone) return leafExpression(leafAt(bone.leaf));
    if ('index' in bone) return holes.get(bone.index) ?? { kind: 'index', name: bone.index };
    if ('truth' in bone) return { kind: 'truth', value: bone.truth };
    if ('at' in bone) {
      const [head, ...index] = bone.at;
      const whole = grow(head, holes);
      if (whole.kind !== 'table' && whole.kind !== 'variable')
        throw new SyntaxError('only tables and variables have entries');
      return { ...whole, index: index.map((each) => grow(each, holes)) };
    }
    if ('over' in bone) {
      const { binders, where, body } = bone;
      return {
        kind: 'over',
        quantifier: bone.over as 'sum',
        binders: binders.map(binder),
        where: where && grow(where, holes),
        body: grow(body, holes),
      };
    }
    if ('each' in bone) {
      const leaf = leafAt(bone.members);
      if (leaf.kind !== 'members') throw new SyntaxError('members are wanted');
      const items = leaf.members.map((member) =>
        grow(bone.body, new Map([...holes, ['THIS', { kind: 'member', set: leaf.set, member } as const]])),
      );
      return bone.each === 'list'
        ? { kind: 'list', items }
        : { kind: 'operation', operator: bone.each, operands: items };
    }
    if ('operator' in bone) {
      return { kind: 'operation', operator: bone.operator, operands: bone.of.map((each) => grow(each, holes)) };
    }
    if ('call' in bone)
      return { kind: 'call', name: bone.call as 'abs', operands: bone.of.map((each) => grow(each, holes)) };
    return { kind: 'list', items: bone.list.map((each) => grow(each, holes)) };
  }
}

function leafExpression(leaf: Leaf): Expression {
  switch (leaf.kind) {
    case 'number':
      return { kind: 'quantity', quantity: leaf.quantity };
    case 'constant':
      return leaf;
    case 'member':
      return leaf;
    case 'members':
      return { kind: 'list', items: leaf.members.map((member) => ({ kind: 'member', set: leaf.set, member })) };
    case 'set':
      return leaf;
    case 'table':
      return { kind: 'table', table: leaf.table, index: [] };
    case 'family':
      return { kind: 'variable', variable: leaf.variable, index: [] };
    case 'definition':
      return leaf;
    case 'terms': {
      const terms = leaf.terms.map(({ variable, factor }): Expression => {
        const thing: Expression = { kind: 'variable', variable, index: [] };
        if (factor === undefined) return thing;
        const times: Expression =
          typeof factor === 'number' ? { kind: 'constant', value: factor } : { kind: 'quantity', quantity: factor };
        return { kind: 'operation', operator: '*', operands: [times, thing] };
      });
      const [only] = terms;
      return terms.length === 1 && only ? only : { kind: 'operation', operator: '+', operands: terms };
    }
  }
}
