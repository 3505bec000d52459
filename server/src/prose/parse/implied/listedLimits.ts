import type { Span } from '../../../text';
import { isNamed, type Expression, type IndexSet } from '../../expression';
import type { ProblemGraph, RelationConstraint, VariableId } from '../../graph';
import { quantitiesOf } from '../../quantities';
import { sideAt } from '../comparators';
import { numbersWithin, sentenceOf, type Input } from '../input';
import { numberAt } from '../source';

/** Surer than this no limit is that no statement tells of. */
const sureness = 0.4;

/** What stands between a number and the name of what it limits: "4 servings of", "20 kg from the". */
const toName = /^\s*(?:[\p{L}²³%]+\s){0,2}?(?:(?:of|for|from|in|on|at|to|with|by)\s)?(?:(?:the|each|this)\s)?$/iu;
/** And between that name and the next number: nothing is told there. */
const toNext = /^\p{L}{0,2}\s*(?:,|;|and|,\s*and|&)\s*(?:only\s)?$/iu;

interface Listed {
  readonly member: number;
  readonly limit: Expression;
  readonly span: Span;
}

/**
 * The limits of one list that begins with the words of a limit: "no more than 4 servings of oats, 3 of chicken and 8 of milk"
 * limits each of what is decided of these things. Only where no statement uses its numbers, and one family of amounts is decided.
 */
export function listedLimits(graph: ProblemGraph, input: Input): RelationConstraint[] {
  const families = graph.variables.flatMap(({ domain, index }, at) => {
    const isAmount = domain === 'integer' || domain === 'continuous';
    return isAmount && index.length === 1 ? [{ at, set: index[0] ?? 0 }] : [];
  });
  const [family, second] = families;
  const set = family && graph.sets[family.set];
  if (!family || !set || second) return [];
  const used = new Set(quantitiesOf(graph).map(({ span }) => span.start));
  return input.sentences.spans.flatMap((sentence) =>
    listsIn(sentence, set, input).flatMap(({ side, items }): RelationConstraint[] => {
      if (items.some(({ limit }) => limit.kind === 'quantity' && used.has(limit.quantity.span.start))) return [];
      return items.map(({ member, limit, span }) => ({
        kind: 'relation',
        body: {
          kind: 'operation',
          operator: side === 'most' ? '<=' : '>=',
          operands: [one(family.at, family.set, member), limit],
        },
        span,
        sentence: sentenceOf(input, span),
        confidence: sureness,
      }));
    }),
  );
}

function one(variable: VariableId, set: number, member: number): Expression {
  return { kind: 'variable', variable, index: [{ kind: 'member', set, member }] };
}

/** The lists of numbers with a name of the set behind each, the first of which is said to limit. */
export function listsIn(
  sentence: Span,
  { members }: IndexSet,
  input: Input,
): { side: 'most' | 'least'; items: Listed[] }[] {
  if (!isNamed(members)) return [];
  const lists: { side: 'most' | 'least'; items: Listed[] }[] = [];
  let behind: number | undefined;
  for (const place of numbersWithin(input, sentence)) {
    const [limit] = [numberAt({ input }, place, false) ?? []].flat();
    if (!limit) return [];
    const named = members.flatMap(({ mentions }, member) =>
      mentions.flatMap((mention) =>
        mention.start >= limit.span.end && toName.test(input.text.slice(limit.span.end, mention.start))
          ? [{ member, mention }]
          : [],
      ),
    );
    const last = lists.at(-1);
    const follows =
      behind !== undefined && last !== undefined && toNext.test(input.text.slice(behind, limit.span.start));
    const side = sideAt(input.text, limit.span);
    const item = named.map(({ member, mention }): Listed => ({
      member,
      limit: { kind: 'quantity', quantity: limit },
      span: { start: limit.span.start, end: mention.end },
    }));
    behind = undefined;
    if (item.length !== 1) continue;
    if (side) lists.push({ side, items: [...item] });
    else if (follows) last.items.push(...item);
    else continue;
    behind = item[0]?.span.end;
  }
  return lists.filter(({ items }) => items.length > 1);
}
