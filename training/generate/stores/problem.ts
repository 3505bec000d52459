import type { Random } from '../../random';
import { currency } from './attributes';
import type { Draft, Expression } from './draft';
import type { Quantity, Unit } from './quantity';
import type { Script, Slot, Slots } from './script';
import { newScript } from './speech';

/** What a text may lack. */
export type Lack = 'limit' | 'data' | 'objective';

/** A problem in the making: its text and its gold. */
export interface Problem {
  readonly random: Random;
  readonly script: Script;
  readonly money: Unit;
  readonly drafts: Draft[];
  /** Telegram style. */
  readonly isTerse: boolean;
  readonly lack: Lack | undefined;
  readonly hasWish: boolean;
  layout: 'prose' | 'bullets' | 'numbers' | 'lines';
  rules: number;
  wishes: number;
}

export function newProblem(random: Random): Problem {
  const isTerse = random.chance(0.22);
  return {
    random,
    script: newScript(random),
    money: currency(random),
    drafts: [],
    isTerse,
    lack: random.chance(0.03) ? random.pick(['limit', 'data', 'objective']) : undefined,
    hasWish: random.chance(0.04),
    layout: random.chance(isTerse ? 0.55 : 0.15) ? random.pick(['bullets', 'bullets', 'numbers', 'lines']) : 'prose',
    rules: 0,
    wishes: 0,
  };
}

/** The gold of a rule with its things and numbers put in: `A`, `B`, `N` ... are names of `parts`. */
export function fill(gold: string, parts: Readonly<Record<string, string | Quantity>>): Expression {
  return gold.split(/\b([A-Z]+)\b/u).map((piece) => parts[piece] ?? piece);
}

/** Slots that write numbers. */
export function numberSlots(script: Script, quantities: Readonly<Record<string, Quantity>>): Slots {
  const slots: Record<string, Slot> = {};
  for (const [name, quantity] of Object.entries(quantities)) {
    slots[name] = () => {
      script.number(quantity);
    };
    slots[`${name}_bare`] = () => {
      script.number(quantity, true);
    };
  }
  return slots;
}

/** Writes one statement of a rule in the layout of the text. @returns its words */
export function statement(problem: Problem, pattern: string, slots: Slots): ReturnType<Script['say']> {
  const { script, layout } = problem;
  problem.rules++;
  if (layout === 'prose') return script.sentence(pattern, slots);
  script.line();
  script.plain(layout === 'bullets' ? '- ' : layout === 'numbers' ? `${String(problem.rules)}) ` : '');
  const spans = script.say(pattern, slots);
  script.line();
  return spans;
}

const wish =
  "(ideally,|if possible,|preferably,|if it can be managed,|it would be nice, though no must, that|as a wish only:|where possible,|if at all possible,|I'd love it if, but only if it works out:|nice to have:)";

/** A rule in words and in gold; as a wish where the text has one and this may be it. */
export function addRule(
  problem: Problem,
  patterns: readonly string[],
  slots: Slots,
  expression: Expression,
  mayBeWish = false,
): void {
  const pattern = problem.random.pick(patterns);
  const isWish = mayBeWish && problem.hasWish && problem.wishes === 0;
  if (isWish) {
    problem.wishes++;
    const bare = pattern.replace(/[<>]/gu, '').replaceAll('{hint}', '').replaceAll('[{why}]', '');
    const spans = statement(problem, `<${wish} ${bare}>`, slots);
    problem.drafts.push({ kind: 'rule', force: 'soft', spans, expression });
    return;
  }
  const spans = statement(problem, pattern, slots);
  problem.drafts.push({ kind: 'rule', force: '', spans, expression });
}

/** The normal patterns of something, or in a terse text mostly the terse ones. */
export function manner(problem: Problem, prose: readonly string[], terse: readonly string[]): readonly string[] {
  return terse.length > 0 && problem.random.chance(problem.isTerse ? 0.75 : 0.06) ? terse : prose;
}

/** Writes parts of a text, each a function, in a row; between them mostly nothing, sometimes a new line. */
export function write(problem: Problem, parts: readonly (() => void)[]): void {
  const { random, script } = problem;
  const gap = random.pick(['', '', '', 'line', 'paragraph']);
  for (const part of parts) {
    part();
    if (gap !== '') script.line(gap === 'paragraph');
  }
}
