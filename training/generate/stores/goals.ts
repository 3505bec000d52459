import type { Draft, Expression } from './draft';
import { lines } from './pattern';
import { statement, type Problem } from './problem';
import type { Slot, Slots } from './script';

/** What is to be made large or small, as the text calls it. */
export interface Goal {
  readonly direction: 'minimize' | 'maximize';
  /** Writes "reach", "total cost". */
  readonly noun: Slot;
  readonly kind: 'money' | 'time' | 'amount' | 'count';
  /** "which projects should we fund" */
  readonly question: string;
  /** "fund projects", after "to". */
  readonly task: string;
}

const total = '[total|overall|summed|combined|whole]';
const nounPhrases = {
  maximize: {
    any: `the (highest|highest|greatest|largest|biggest|maximum|best) ${total} {noun} [possible]|the most {noun} [in total|overall|in all]|maximum {noun}|as much {noun} as possible|the top {noun}|the best possible ${total} {noun}`,
    money: `the (highest|greatest|largest|best|maximum) ${total} {noun} [possible]|the most money|the best {noun}|maximum {noun}|the fattest {noun}`,
  },
  minimize: {
    any: `the (lowest|smallest|least|minimum) ${total} {noun} [possible]|as little {noun} as possible|the least {noun} [in total|overall|in all]|minimum {noun}|the lowest possible ${total} {noun}`,
    money: `the (lowest|smallest|least|minimum) ${total} {noun} [possible]|the (cheapest|least expensive) (plan|choice|way|solution|option|combination|arrangement)|minimum {noun}|the lowest bill|the least money`,
    time: `the (shortest|lowest|smallest|least|minimum) ${total} {noun} [possible]|the fastest (plan|way|arrangement)|minimum {noun}`,
  },
};
const verbPhrases = {
  maximize: {
    any: `(maximise|maximize|maximise|push up) the ${total} {noun}|get the (most|highest|best) {noun} [out of it]|make the ${total} {noun} as (high|large|great|big) as possible|reach the highest ${total} {noun}|raise the {noun} as far as possible|have as much {noun} as possible`,
    money: `(maximise|maximize) [the] ${total} {noun}|make the most money|get the (highest|best|largest) {noun}|make the ${total} {noun} as (high|large) as possible|earn as much as possible|end up with the highest {noun}`,
  },
  minimize: {
    any: `(minimise|minimize) the ${total} {noun}|keep the ${total} {noun} as (low|small) as possible|make the ${total} {noun} as (low|small) as possible|get by with as little {noun} as possible|hold the {noun} down to the minimum`,
    money: `(minimise|minimize) [the] ${total} {noun}|keep the ${total} {noun} (as low as possible|down|to a minimum|at a minimum)|spend as little as possible|do it as cheaply as possible|pay as little as possible|get away with the lowest {noun}|save as much money as possible`,
    time: `(minimise|minimize) the ${total} {noun}|keep the ${total} {noun} as (short|low) as possible|lose as little time as possible|be as quick as possible in total`,
  },
};
const clauses = {
  maximize: `the ${total} {noun} (is|should be|shall be|must be|has to be) as (high|large|great) as (possible|it can be|can be)|the ${total} {noun} (is to be|shall be|should be|has to be) (maximised|maximized)|the {noun} comes out as high as possible`,
  minimize: `the ${total} {noun} (is|should be|shall be|must be|has to be) as (low|small) as (possible|it can be|can be)|the ${total} {noun} (is to be|shall be|should be|has to be) (minimised|minimized|kept low|kept to a minimum)|the {noun} (stays|comes out) as low as possible`,
};
const counts = {
  maximize: {
    noun: '(the most|as many) {noun} [as possible]',
    verb: '(have|get|fit in) as many {noun} as possible|get the (largest|highest|greatest) number of {noun}|maximise the number of {noun}',
  },
  minimize: {
    noun: 'the (fewest|smallest number of|lowest number of|least number of) {noun} [possible]|as few {noun} as possible',
    verb: 'get by with as few {noun} as possible|(minimise|minimize) the number of {noun}|make do with the fewest {noun}|need as few {noun} as possible',
  },
};

const nounFrames = lines(`
  what is <NP> {we} can get?
  {we} {are} (looking for|after|interested in|out for) <NP>
  what counts is <NP>
  (find|work out|compute|give me|tell me|show {us}|suggest|propose) (the plan|a plan|the combination|the choice|the selection) with <NP>
  (aim|goal|objective|target|wanted|task): <NP>
  <NP>, please
  how (can|do|should|would) {we} (get|reach|arrive at) <NP>?
  {question} (for|to get|to reach|if {we} {want_it}|to end up with) <NP>?
  {question} (for|to get|to reach|to arrive at) <NP>?
  (which|what) (choice|plan|combination|solution) (gives|has|yields|leads to|brings) <NP>?
  <NP> (wins|is what {we} {want_it}|is the aim|is wanted|is the goal)
  {we} {want} (get|reach|have) <NP>
  the (aim|goal|objective|point) is <NP>
  {task} (for|with|so as to get) <NP>
  everything for <NP>
`);
const verbFrames = lines(`
  {we} {want} <VP>
  {question} to <VP>?
  {question} (in order to|so as to) <VP>?
  the (aim|goal|objective|idea|task|wish|purpose|point) is to <VP>
  (please|help {us} to|help {us}|try to|we are asked to|your job is to|the plan should) <VP>
  how (can|should|do|would) {we} <VP>?
  <VP>
  to <VP>, {question}?
  {hint} it is important to <VP>
  (what is the best way to|is there a way to|I'd like to know how to|find out how to) <VP>?
  {task} so as to <VP>
  {we} {must} <VP>
  {we} would be happy to <VP>
`);
const clauseFrames = lines(`
  {hint} <CL>
  (make sure that|see to it that|decide so that|arrange it so that|plan it so that|choose so that) <CL>
  {question} so that <CL>?
  {task} so that <CL>
  {it_matters} that <CL>
  <CL>
`);
const vague = lines(`
  {question} for <the best result>?
  what is <the best (plan|choice|solution|decision)>?
  {we} {want} <do this as well as possible>
  find <a really good plan>
  {task} in <the best way>
`);

function pickGoal({ direction, kind }: Goal, form: 'noun' | 'verb'): string {
  if (kind === 'count') return counts[direction][form];
  const table = form === 'noun' ? nounPhrases : verbPhrases;
  if (kind === 'money') return table[direction].money;
  return kind === 'time' && direction === 'minimize' ? table.minimize.time : table[direction].any;
}

/** Asks for the best in words, or only for something good where the text lacks its aim. */
export function ask(problem: Problem, goal: Goal, expression: Expression): void {
  const { random, script } = problem;
  const slots: Slots = {
    noun: goal.noun,
    question: goal.question,
    task: goal.task,
    want_it: script.common['s'] === 's' ? '(wants|needs)' : '(want|need)',
    it_matters: '(it matters|what matters is|all that counts is|the point is)',
  };
  if (problem.lack === 'objective') {
    const spans = script.sentence(random.pick(vague), slots);
    const question = 'What makes one plan better than another?';
    problem.drafts.push({ kind: 'missing', what: 'objective', spans, question });
    return;
  }
  const form = random.pick(['noun', 'noun', 'verb', 'verb', goal.kind === 'count' ? 'verb' : 'clause']);
  const inner = form === 'clause' ? clauses[goal.direction] : pickGoal(goal, form === 'noun' ? 'noun' : 'verb');
  const frames = form === 'noun' ? nounFrames : form === 'verb' ? verbFrames : clauseFrames;
  const pattern = random.pick(frames).replace(/NP|VP|CL/u, `(${inner})`);
  const spans = problem.layout === 'prose' || random.chance(0.7) ? script.sentence(pattern, slots) : statement(problem, pattern, slots);
  const draft: Draft = { kind: 'objective', direction: goal.direction, spans, expression };
  problem.drafts.push(draft);
}

const plain = lines(`
  {question}?
  (find|give me|show {us}|suggest|propose|I need) (any|a) (plan|choice|solution|way) that (works|fits|keeps to all of this|obeys the rules)
  is there a way to {task}?
  {task}
  (can it be done|is it possible|does that work out) (at all|)?
  any (plan|choice|solution) that (satisfies|keeps|respects) all (conditions|rules|of this) will do
`);

/** Asks for any solution. */
export function askAny(problem: Problem, question: string, task: string): void {
  problem.script.sentence(problem.random.pick(plain), { question, task });
}
