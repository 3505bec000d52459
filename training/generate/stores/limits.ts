import type { Attribute } from './attributes';
import type { Expression } from './draft';
import { lines } from './pattern';
import { addRule, manner, numberSlots, statement, type Problem } from './problem';
import type { Quantity } from './quantity';
import type { Slot, Slots } from './script';

/** A limited amount in words: `{noun}` of everything chosen, `{store}` where it comes from, `{n}` how much there is. */
export interface Limit {
  readonly noun: Slot;
  readonly attribute: Attribute;
  readonly limit: Quantity;
}

const most = lines(`
  {hint} <the [total|overall|summed] {noun} (must not|may not|cannot|can't|shall not|should not|must never) (exceed|go above|be more than|surpass|go past|be above|rise above|be over) {n}>[{why}]
  {hint} <the [total|overall] {noun} is (limited to|capped at|restricted to|bounded by|held to) {n}>[{why}]
  <the {store} (is|amounts to|comes to) {n}>[, not more|, no more than that|]
  <the {store} (holds|has|takes|allows|covers|is good for) {n}> [and (no more|that's it)|]
  <the {store} (cannot|can't|won't) (stand|take|bear|carry|cover|give) more than {n}>
  {hint} <{we} {have} {n}> (to work with|at hand|at {our} disposal|for this|for everything)
  {hint} <{we} {have} (only|just|no more than) {n}> (to work with|at hand|at {our} disposal|for this|for everything|)
  {hint} <there (is|are) [only] {n}> (available|left|at hand|to hand out|to share out)
  <{n} is all {we} {have}>[ for it| in the {store}|]
  <{n} is the limit for the [total] {noun}>
  <with a {store} of {n}> {we} {must} make do
  <[all] {together_as} {atmost} {n}>
  <more than {n} {isnt}>
  {our} <{store} of {n}> (cannot be stretched|has to suffice|must be kept to|must do)
  <{we} can (spare|afford|use|give) {atmost} {n}>[ of {noun}|]
  <in {noun}, {we} (can|may) go (up to|as far as) {n}>, not further
  <for all of it {together} there (is|are) {n}>
  <the sum of [the|all] {noun} (must|has to|should) (stay|remain|be) (below or at|within|at or under|no higher than) {n}>
  <keep [the] {noun} (within|at or below|to no more than) {n}>
`);
const mostTerse = lines(`
  <{store}: {n}>
  <{store} {n}>
  <{noun}: max {n}>
  <max {noun} {n}>
  <{noun} {le} {n}>
  <sum of {noun} {le} {n}>
  <{n} {store}>
  <{noun} {n} at most>
  <total {noun} up to {n}>
  <no more than {n}> in {noun}
  <{noun} limit: {n}>
  <limit for {noun} {n}>
`);
const least = lines(`
  {hint} <the [total|overall|summed] {noun} (must|has to|should|shall|needs to) (be|come to|amount to|reach) (at least|no less than|a minimum of) {n}>[{why}]
  {hint} <{we} {must} (reach|get|have|achieve) (at least|no less than|a minimum of) {n}>[ of {noun}| in {noun}|]
  <{atleast} {n} (is|are) (needed|required|wanted|asked for|called for)>[ in all| altogether|]
  <the target is {n}>[ of {noun}|], more (is|would be) fine
  <in {noun}, {we} {must} come to {n} or more>
  <the [total] {noun} must not (fall|drop|be) below {n}>
  <with less than {n} {we} {cannot_do}>
  <{we} {need_s} {n}>[ of {noun}|] (or more|at the very least)
  <it takes {n}>[ in {noun}|] (or more|at least)
  <a {noun} of {n} (or more|at least) is (required|a must|expected)>
`);
const leastTerse = lines(`
  <{noun}: min {n}>
  <min {noun} {n}>
  <{noun} {ge} {n}>
  <{noun} {n} or more>
  <at least {n}> in {noun}
  <total {noun} from {n} up>
  <needed {noun}: {n}>
`);
const vague = lines(`
  {hint} <there is a limit for the [total] {noun}>, but (the figure is missing|nobody told me how much|I forgot it|it will be announced later)
  <the {store} is limited>, the exact figure (will follow|is not known yet|stands in another letter)
  {hint} <{we} {cannot_do} more than the {store} allows>
  <the {store} has not been fixed yet>
`);

function limitSlots(problem: Problem, { noun, attribute, limit }: Limit): Slots {
  const { random, script } = problem;
  const isSingle = script.common['s'] === 's';
  return {
    ...numberSlots(script, { n: limit }),
    noun,
    store: random.pick(attribute.stores),
    together_as: `of them together {verb_all}`,
    verb_all: `may have a {noun} of`,
    isnt: `{noun} (is not available|is not there|cannot be had|won't do)`,
    cannot_do: '(cannot do|will not get by|would not manage)',
    need_s: isSingle ? 'needs' : 'need',
  };
}

/** Says that no more than a limit is there. */
export function atMost(problem: Problem, limit: Limit, expression: (n: Quantity) => Expression): void {
  const slots = limitSlots(problem, limit);
  if (problem.lack === 'limit' && !problem.drafts.some(({ kind }) => kind === 'missing')) {
    const spans = statement(problem, problem.random.pick(vague), slots);
    const { nouns } = limit.attribute;
    const question = `How high may the total ${nouns[0] ?? 'amount'} be?`;
    problem.drafts.push({ kind: 'missing', what: 'limit', spans, question });
    return;
  }
  addRule(problem, manner(problem, most, mostTerse), slots, expression(limit.limit));
}

/** Says that at least so much is needed. */
export function atLeast(problem: Problem, limit: Limit, expression: (n: Quantity) => Expression): void {
  addRule(problem, manner(problem, least, leastTerse), limitSlots(problem, limit), expression(limit.limit));
}
