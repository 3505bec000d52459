import { within, type Expression } from '../expression';
import { symbols, type Step, type Things } from '../program';
import { amountOf, domainIn, isSure, readAll, symbolOf } from './overlooked';
import type { Hypothesis, Parsed, ParsedStatement } from './parsed';
import { idleBinders } from './sense';
import type { Structure } from './structure';

type Family = Expression & { readonly kind: 'variable' };

/** What the program of a statement says, each place that it takes for a family being a family of its own. */
interface Said {
  readonly steps: readonly Step[];
  readonly parts: readonly Expression[];
}

/** How likely a family is said to be that was declared otherwise: enough to be declared. */
const declaredBy = 0.5;

/**
 * The text again with the only family of variables in the shape that the programs give it; undefined where they give it the one
 * that it has. Programs can only say what is declared, but what they say shows what they mean:
 *
 * - What is compared with the numbers of counted things ("the jobs on machine i") is one of these things. (Of the 630 families
 *   of the corpus that are compared so, all are.)
 * - A sum over things that nothing in it depends on is of something that does: what a depot sends to all shops. (No
 *   expression of the corpus has such an index.) Where some programs speak of the depot alone, that is another family.
 */
export function reshaped<T extends Parsed>(
  parsed: T,
  structure: Structure,
  about: readonly ParsedStatement[],
): T | undefined {
  const [only, more] = structure.variables.filter(({ index }) => index.length > 0);
  const told = parsed.statements.filter(({ kind }) => kind === 'family');
  const [sure] = [...told].sort((a, b) => b.probability - a.probability);
  const own = sure?.hypotheses.find((each) => domainIn(each) !== undefined);
  if (!only || more || !sure || !own) return undefined;
  const said = about.filter(isSure).flatMap((each) => saidIn(each, structure.things));
  const declared =
    typeof only.domain === 'object'
      ? undefined
      : (asGiven(sure, own, said, structure.things) ?? asWider(sure, own, said, structure, told));
  if (!declared) return undefined;
  return { ...parsed, statements: [...parsed.statements.filter(({ kind }) => kind !== 'family'), ...declared] };
}

function saidIn(statement: ParsedStatement, things: Things): Said[] {
  const steps = statement.hypotheses[0]?.steps ?? [];
  const apart: Things = { ...things, thing: (to, place) => (to === 'family' ? place : things.thing(to, place)) };
  const parts = readAll(statement, steps, apart).flatMap((each) => [...within(each)]);
  return parts.length > 0 ? [{ steps, parts }] : [];
}

/** The family as what things of a counted set are given to, where programs ask which of these it is. */
function asGiven(
  sure: ParsedStatement,
  own: Hypothesis,
  said: readonly Said[],
  things: Things,
): ParsedStatement[] | undefined {
  const given = said.flatMap(({ steps, parts }) =>
    parts.flatMap((part) => {
      const [one, two] = part.kind === 'operation' && part.operator === '=' ? part.operands : [];
      const index = [one, two].find((each) => each?.kind === 'index');
      const isOfFamily = [one, two].some((each) => each?.kind === 'variable' && each.index.length > 0);
      const binders = parts.flatMap((each) => (each.kind === 'over' ? each.binders : []));
      const over = binders.find(({ name }) => index?.kind === 'index' && name === index.name)?.over;
      return isOfFamily && typeof over === 'number' ? (setStep(steps, over, things) ?? []) : [];
    }),
  );
  const sets = new Set(given.map(({ places }) => things.set(places?.[0] ?? -1)));
  const [set] = given;
  if (!set || sets.size > 1) return undefined;
  const steps = [{ symbol: symbolOf('member') }, set, ...own.steps.slice(1)];
  return [{ ...sure, probability: 1, hypotheses: [{ steps, logProbability: 0 }] }];
}

/** The family over one more set, or another one beside it that is, where programs sum over things that it has no index for. */
function asWider(
  sure: ParsedStatement,
  own: Hypothesis,
  said: readonly Said[],
  { things, variables }: Structure,
  told: readonly ParsedStatement[],
): ParsedStatement[] | undefined {
  const axes = variables.find(({ index }) => index.length > 0)?.index ?? [];
  const wide: { readonly place: number; readonly set: Step }[] = [];
  const plain: number[] = [];
  for (const { steps, parts } of said) {
    const idle = parts.flatMap((part) => {
      const binders = part.kind === 'over' ? idleBinders(part) : [];
      const families = [...within(part)].filter((each): each is Family => isFamily(each));
      return binders.flatMap(({ over }) => {
        const set = typeof over === 'number' && !axes.includes(over) ? setStep(steps, over, things) : undefined;
        return set ? families.map((family) => ({ family, set })) : [];
      });
    });
    wide.push(...idle.map(({ family, set }) => ({ place: family.variable, set })));
    plain.push(
      ...parts.flatMap((part) =>
        isFamily(part) && !idle.some(({ family }) => family === part) ? [part.variable] : [],
      ),
    );
  }
  const sets = new Set(wide.map(({ set: { places } }) => things.set(places?.[0] ?? -1)));
  const [first] = wide;
  if (!first || sets.size > 1) return undefined;
  const end = own.steps.at(-1);
  const index = [...own.steps.slice(1, -1), first.set, ...(end ? [end] : [])];
  const amount = symbolOf(amountOf(told) ?? 'integer');
  if (plain.length === 0) {
    const steps = [own.steps[0] ?? { symbol: amount }, ...index];
    return [{ ...sure, probability: 1, hypotheses: [{ steps, logProbability: 0 }] }];
  }
  const isOther = ({ place }: { readonly place: number }): boolean => place !== sure.anchor && !plain.includes(place);
  const other = wide.find(isOther) ?? wide.find(({ place }) => place !== sure.anchor);
  if (!other) return undefined;
  const steps = [{ symbol: amount }, ...index];
  return [
    { ...sure, hypotheses: [own] },
    {
      kind: 'family',
      anchor: other.place,
      probability: declaredBy,
      hypotheses: [{ steps, logProbability: 0 }],
      isApart: true,
    },
  ];
}

function isFamily(each: Expression): each is Family {
  return each.kind === 'variable' && each.index.length > 0;
}

/** The step of a program that points at a set. */
function setStep(steps: readonly Step[], set: number, things: Things): Step | undefined {
  return steps.find(({ symbol, places }) => {
    const said = symbols[symbol];
    return said?.kind === 'reference' && said.to === 'set' && things.set(places?.[0] ?? -1) === set;
  });
}
