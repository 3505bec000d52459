import { lines } from './pattern';
import type { Problem } from './problem';
import type { Slots } from './script';

const openings = lines(`
  this is about the {domain}
  {we} {are} planning for the {domain}
  (a question|a small puzzle|a planning matter|some decisions) from the {domain} (desk|office|world|team)
  {name}, who looks after the {domain}, (has a question|needs a plan|asks for help|wrote to {us} yesterday)
  next (year|month|season|week), (some things have|a few things have|a lot has) to be decided for the {domain}
  (hello|hi|hi all|dear all|dear {name}|good morning|hello {name}), (I need help with the {domain}|here comes the {domain} plan|could you look at this|this is the {domain} again)
  {name} from the {domain} team (sent {us} these notes|has put together the following|would like an answer by tonight)
  the {domain} (planning|business|team|people) (is|are) at a crossroads
  (as you know|as agreed|as discussed), the {domain} plan has to be (ready|done|finished) soon
  (imagine|suppose|say) {we} {are} in charge of the {domain}
  (exercise|problem|task|question): {domain}
  for the {domain}, {we} {must} (take some decisions|make up {our} minds|come to a decision)
  money is tight at the {domain} (desk|office|department), so {we} {must} choose with care
  {our} {domain} plan for (spring|summer|autumn|winter|the coming year) is (due|open|to be settled)
  (subject|re|concerns|topic): {domain}
  (notes|memo|brief|sheet|minutes) on the {domain}
  here is what {name} (told|asked|wrote|gave) {us} about the {domain}
  (last night|this morning|at lunch|on the train) {name} and I talked about the {domain}
  it is the same every (year|month|season): the {domain} (wants a plan|has to be sorted out|cannot have everything)
  the {domain} (needs|wants|is waiting for) (a plan|a decision|an answer)
`);
const titles = lines(`
  # {domain}
  **{domain}**
  {domain}:
  == {domain} ==
  plan for {domain}
  {domain} - open points
  {domain}, draft
`);
const years = lines(`
  the {domain} has been around since {year}
  {we} {have} done this for {years} years
  {name} is {years} years old and still has an opinion on all of it
  the meeting took {minutes} minutes
  it all goes back to a letter of {year}
  last time {people} people (came|complained|wrote in|asked about it)
  please answer within {days} days
  (the office is|we are|you'll find {name}) on floor {floor}
  there were {people} (guests|letters|e-mails|callers) (last week|last month|yesterday)
  the old plan was from {year}
  it has rained for {days} days [in a row]
  {name} has (seen|read) {years} such plans
`);
const remarks = lines(`
  {name} does not care
  it is {name} who will have to explain it
  everything else is up to {us}
  thanks [in advance|a lot|, {name}]
  the weather should hold
  nobody remembers who came up with this
  more than that is not known
  {name} will (check|sign|read) it (tomorrow|tonight|later)
  the rest can wait
  please keep it short
  coffee is on {name}
  (the details are in the appendix|the figures are from {name}|all figures have been checked)
`);
const names = 'Anselm,Birgit,Cosima,Detlef,Elvira,Florin,Gudrun,Halima,Ivo,Jolanta,Kasimir,Ludmila,Mirko,Nelly,Ottilie,Pavel,Ramona,Sören,Tamara,Ulrich,Vadim,Walburga'.split(
  ',',
);

function sceneSlots(problem: Problem, domain: string): Slots {
  const { random, script } = problem;
  const name = random.pick(names);
  const number = (low: number, high: number) => (): void => {
    script.number({ value: random.integer(low, high), unit: undefined }, true, true);
  };
  return {
    domain,
    name: () => {
      script.plain(name);
    },
    year: number(1890, 2024),
    years: number(13, 79),
    minutes: number(61, 119),
    people: number(17, 480),
    days: number(11, 29),
    floor: number(13, 29),
  };
}

/** How a text may begin: a title, who asks, what it is about. */
export function scene(problem: Problem, domain: string): void {
  const { random, script } = problem;
  const slots = sceneSlots(problem, domain);
  if (random.chance(problem.isTerse ? 0.6 : 0.12)) {
    script.say(random.pick(titles), slots);
    script.line(random.chance(0.5));
    return;
  }
  script.sentence(random.pick(openings), slots);
  if (random.chance(0.2)) script.sentence(random.pick(years), slots);
}

/** A sentence that does not matter, half of the time with a number that does not matter either. */
export function distract(problem: Problem, domain: string): void {
  problem.script.sentence(problem.random.pick(problem.random.chance(0.5) ? years : remarks), sceneSlots(problem, domain));
}
