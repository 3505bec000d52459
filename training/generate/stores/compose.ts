import type { Problem } from './problem';
import { distract, scene } from './scenes';

/** Puts the parts of a text in one of the usual orders. */
export function compose(
  problem: Problem,
  domain: string,
  tellAll: () => void,
  rules: readonly (() => void)[],
  tellAim: () => void,
): void {
  const { random } = problem;
  const isFirst = random.chance(0.15);
  const isBefore = !isFirst && random.chance(0.12);
  const run = (parts: readonly (() => void)[]): void => {
    for (const part of parts) part();
  };
  const head = random.chance(problem.isTerse ? 0.35 : 0.75);
  if (head) scene(problem, domain);
  if (isFirst) tellAim();
  if (random.chance(0.12)) {
    const cut = random.integer(0, rules.length);
    run(rules.slice(0, cut));
    tellAll();
    run(rules.slice(cut));
  } else {
    tellAll();
    if (isBefore) tellAim();
    ruleHeading(problem);
    run(rules);
  }
  if (random.chance(0.15)) distract(problem, domain);
  if (!isFirst && !isBefore) {
    problem.script.line(random.chance(0.3) && problem.layout !== 'prose');
    tellAim();
  }
}

function ruleHeading(problem: Problem): void {
  if (problem.layout === 'prose') return;
  problem.script.line(problem.random.chance(0.6));
  problem.script.say('(rules:|conditions:|what has to be kept:|constraints:|please note:|wishes and rules:|limits:|to be observed:||)');
}
