import { capital } from './markup';
import type { Figure } from './page';
import { type Schedule, namingOf, unitWords, lengthSlots } from './schedule';
import type { Column } from './tellData';
import type { Thing } from './things';

export function columnsOf(schedule: Schedule): Column[] {
  const { random, sharing, lengths, clock } = schedule;
  const units = unitWords(schedule);
  const crew = schedule.scene.crew;
  const hands = random.pick([crew, 'people', 'workers', 'persons', 'helpers']);
  const columns: Column[] = [
    {
      id: 'dur',
      values: lengths,
      heads: [
        `{dur:${units}}`,
        `{dur:(duration|length|time)} (❨${units}❩|in ${units}|)`,
        '{dur:(duration|takes|lasts)}',
      ],
      full: [
        `(take[s]|need[s]|require[s]|last[s]|will take|{dur:take[s]}|{dur:need[s]}) [n] {dur:${units}}`,
        `(take[s]|last[s]|need[s]) [n] {dur:${units}}`,
        `[is] (a~ matter of|good for|estimated at|reckoned at) [n] {dur:${units}}`,
        `keep[s] (us|them|the [resource]) busy for [n] {dur:${units}}`,
      ],
      brief: [`[n] {dur:${units}}`],
      lists: [`(take|need|last|require) [list] {dur:${units}}`, `have {dur:durations} of [list] ${units}`],
    },
  ];
  if (sharing === 'crew') {
    columns.push({
      id: 'crew',
      values: lengths.map(() => random.pick([1, 1, 2, 2, 3, 4])),
      heads: [`{crew:${hands}}`, '{crew:(crew|staff|hands)}'],
      full: [
        `(need[s]|require[s]|take[s]|tie[s] up|call[s] for) [n] {crew:${hands}}`,
        `need[s] [n] {crew:${hands}}`,
        `[is] (work|a~ job) for [n] {crew:${hands}}`,
      ],
      brief: [`[n] {crew:${hands}}`],
      lists: [`(need|require|take|call for) [list] {crew:${hands}}`],
    });
  }
  const kind = random.next();
  if (kind < 0.16) columns.push(momentColumn(schedule, 'due'));
  else if (kind < 0.24) columns.push(momentColumn(schedule, 'ready'));
  if (kind < 0.16 && kind > 0.12 && clock === 'counted') {
    columns.push({
      id: 'weight',
      values: lengths.map(() => random.integer(1, 9)),
      heads: ['{weight:weight}', '{weight:(priority|importance|urgency)} ❨higher is more important❩'],
      full: ['[has] (a~|a~) {weight:weight} of [n]', 'count[s] with {weight:weight} [n]'],
      brief: ['{weight:weight} [n]'],
      lists: ['(have|have been given) the {weight:weights} [list]'],
    });
  }
  return columns;
}

function momentColumn(schedule: Schedule, id: 'due' | 'ready'): Column {
  const { random, lengths, clock, horizon, opening, scene } = schedule;
  const isDue = id === 'due';
  const factor = clock === 'hours' ? 60 : 1;
  const step = scene.unit === 'minute' ? 5 : 1;
  const values = lengths.map((length) => {
    const early = isDue ? length : 0;
    const value = random.integer(early, Math.max(early + 1, isDue ? horizon : Math.floor(horizon / 2)));
    const rounded = Math.ceil(value / step) * step;
    return clock === 'counted'
      ? rounded
      : opening + (clock === 'hours' ? rounded * factor : Math.ceil(rounded / 15) * 15);
  });
  const at = clock === 'counted' ? `${scene.unit} ` : '';
  if (isDue) {
    return {
      id,
      values,
      isClock: clock !== 'counted',
      heads: ['{due:(due|due time|deadline|due at)}', '{due:(deadline|promised for|wanted by)}'],
      full: [
        `[is] {due:due} at ${at}[n]`,
        `[is] {due:(promised|wanted|needed)} (for|by) ${at}[n]`,
        `[has] a~ {due:deadline} of ${at}[n]`,
        `[is] to be {due:ready} by ${at}[n]`,
      ],
      brief: [`{due:due} ${at}[n]`, `{due:due} at ${at}[n]`, `{due:wanted} by ${at}[n]`],
      lists: [
        `are {due:due} at ${clock === 'counted' ? `${scene.unit}s ` : ''}[list]`,
        `(have|were given) {due:deadlines} of ${clock === 'counted' ? `${scene.unit}s ` : ''}[list]`,
      ],
    };
  }
  return {
    id,
    values,
    isClock: clock !== 'counted',
    heads: ['{ready:(ready|ready at|arrival|not before)}', '{ready:(earliest start|available from|release)}'],
    full: [
      `(arrive[s]|come[s] in|turn[s] up) at ${at}[n]`,
      `[is] {ready:(ready|available)} (from|at) ${at}[n]`,
      `[is] {ready:released} at ${at}[n]`,
    ],
    brief: [`{ready:from} ${at}[n]`, `{ready:ready} at ${at}[n]`, `{ready:not before} ${at}[n]`],
    lists: [`are {ready:(ready|available)} (at|from) ${clock === 'counted' ? `${scene.unit}s ` : ''}[list]`],
  };
}

/** Jobs of the same length. */
export function tellUniform(schedule: Schedule, length: Figure): string {
  const { teller, jobs } = schedule;
  const names = teller.sentence(namingOf(schedule), { list: () => teller.list(jobs.map((job) => teller.bare(job))) });
  const same = teller.sentence(
    [
      '(each|every) [thing] (takes|needs|lasts|requires) [n] [u]',
      '(each|every one) of them (takes|needs|lasts) [n] [u]',
      '(they|the [things]) (all|each) (take|last|need) [n] [u]',
      '[n] [u] (per [thing]|for each|each|for every [thing])',
      'a~ [thing] (always|) (takes|lasts|needs) [n] [u], whichever it is',
      'all [things] (take|need) (the same time|equally long): [n] [u]',
    ],
    lengthSlots(schedule, length),
  );
  return `${names}${same}`;
}

/** The columns without the first number of one thing (-1: of none). */
export function without([column, ...others]: readonly Column[], gap: number): Column[] {
  if (!column) return others;
  return [{ ...column, values: column.values.map((value, at) => (at === gap ? undefined : value)) }, ...others];
}

/** A limit that the text forgets to tell. */
export function missingLimit({ teller }: Schedule): string {
  const said = teller.say([
    '(the caretaker|the boss|the night porter) (locks up|closes) at some (hour|point), and all must be over by then',
    'everything must be done by closing time, (which I have forgotten|I would have to ask when that is|whenever that is)',
    '(the truck|the van|the courier) (leaves|comes) at a time (they have yet to tell us|I do not know yet), and all must be ready then',
  ]);
  const told = teller.page.state(
    'missing',
    said,
    (quotes) => `missing limit ${quotes}: By when must everything be done?`,
  );
  return `${capital(told)}. `;
}

/** The length of a job that the text does not tell. */
export function missingLength({ teller, scene }: Schedule, job: Thing): string {
  const said = teller.say(
    [
      '(I do not know|nobody could tell me|I forgot|we have yet to hear) how (long|many [u]) [A] (take[s]|need[s]|will take)',
      'how long [A] take[s] (is still open|is unknown|I will tell you later)',
      'the (time|duration) for [A] is (missing|still missing|not in my notes)',
    ],
    { ...teller.about(job), u: `${scene.unit}s` },
  );
  const question = `How many ${scene.unit}s does ${job.long} take?`;
  return `${capital(teller.page.state('missing', said, (quotes) => `missing data ${quotes}: ${question}`))}. `;
}
