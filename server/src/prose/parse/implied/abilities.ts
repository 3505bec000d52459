import type { Span } from '../../../text';
import type { Expression } from '../../expression';
import type { ProblemGraph, RelationConstraint } from '../../graph';
import { idleTables } from '../../implausible';

/** Surer than this nothing is that no statement tells of. */
const sureness = 0.4;

const CAN =
  /^(?:can|may|able to|knows?|speaks?|masters?|qualified|trained|certified|licensed|suitable|eligible|allowed)\b/iu;

const NOT = /\b(?:no|not|never|cannot)\b|n['’]t\b/iu;

/**
 * What a table of abilities means that nothing uses ("Ahn can teach algebra and logic"): each thing is given one of those that can.
 * (Of the 59 tables of the corpus that say yes or no of the things of such a family and those that they are given 50 mean just
 * this; the others are called "cannot work", "has met" or "wishes".)
 */
export function missingAbilities(
  graph: ProblemGraph,
  text: string,
  sentenceOf: (span: Span) => Span,
): readonly RelationConstraint[] {
  return idleTables(graph).flatMap((table): RelationConstraint[] => {
    const { index = [], cells = [], mentions = [] } = graph.tables[table] ?? {};
    const [first, second, more] = index;
    const [span] = mentions;
    if (first === undefined || second === undefined || first === second || more !== undefined || !span) return [];
    const names = mentions.map(({ start, end }) => text.slice(start, end));
    const isAble = names.some((name) => CAN.test(name)) && !names.some((name) => NOT.test(name));
    if (typeof cells[0] !== 'boolean' || !isAble) return [];
    const families = graph.variables.flatMap(({ domain, index: [over, other] }, variable) => {
      const given = typeof domain === 'object' && domain.kind === 'member' ? domain.set : undefined;
      const fits = other === undefined && [over, given].includes(first) && [over, given].includes(second);
      return fits && over !== undefined ? [{ variable, over }] : [];
    });
    const [family, others] = families;
    if (!family || others) return [];
    const thing: Expression = { kind: 'index', name: 'i' };
    const given: Expression = { kind: 'variable', variable: family.variable, index: [thing] };
    const able: Expression = { kind: 'table', table, index: family.over === first ? [thing, given] : [given, thing] };
    const binders = [{ name: 'i', over: family.over }];
    const body: Expression = { kind: 'over', quantifier: 'forall', binders, where: undefined, body: able };
    return [{ kind: 'relation', body, span, sentence: sentenceOf(span), confidence: sureness }];
  });
}
