import type { Random } from '../../random';
import { Script, type Slot } from './script';

/** Who decides, in the words of one text. */
interface Speaker {
  readonly subject: string;
  readonly object: string;
  readonly owns: string;
  readonly person: 'first' | 'plural' | 'single';
}

const speakers: readonly Speaker[] = [
  { subject: 'we', object: 'us', owns: 'our', person: 'plural' },
  { subject: 'we', object: 'us', owns: 'our', person: 'plural' },
  { subject: 'I', object: 'me', owns: 'my', person: 'first' },
  { subject: 'I', object: 'me', owns: 'my', person: 'first' },
  { subject: 'you', object: 'you', owns: 'your', person: 'plural' },
  { subject: 'they', object: 'them', owns: 'their', person: 'plural' },
  { subject: 'she', object: 'her', owns: 'her', person: 'single' },
  { subject: 'he', object: 'him', owns: 'his', person: 'single' },
];
const bodies =
  'the manager,the owner,the board,the committee,the team,the planner,the head office,the cooperative,the council,the director,the office,the firm,the company,the foundation,my boss,our chair,the treasurer,the family'.split(
    ',',
  );

/** Phrases that patterns use, whoever speaks. */
const phrases: Readonly<Record<string, string>> = {
  atmost:
    '(at most|no more than|up to|a maximum of|not more than|at the most|never more than|not above|no greater than)',
  atleast: '(at least|no fewer than|a minimum of|not fewer than|at the very least|not less than|no less than)',
  exactly: '(exactly|precisely|just|exactly|no more and no fewer than)',
  musts: '(must|must|has to|has to|needs to|should|shall|is to|must always)',
  must_all: '(must|must|have to|have to|need to|should|shall|are to)',
  cannot: "(cannot|can't|may not|must not|mustn't|shall not|should not|can never|must never|is not allowed to)",
  cannot_all:
    "(cannot|can't|may not|must not|mustn't|shall not|should not|can never|must never|are not allowed to|don't want to)",
  too: '(too|as well|as well|also)',
  both: '(both|both of them|the two of them|both)',
  either: '(either|one of)',
  together: '(together|jointly|at the same time|at once|in the same plan)',
  total: '(in total|in all|altogether|overall|all told|all in all|taken together)',
  why: '(, for technical reasons|, says the contract|, says the lawyer|, as agreed last week|, because of the permit|, which was promised|, for safety|, I was told|, by law|, the insurers insist)',
  hint: '[(also|besides|moreover|what is more|note that|remember|one more thing|please note|by the way|of course|further|in addition|and|then|next)(,|:|,)]',
};

/** A new text with a way of speaking of its own. */
export function newScript(random: Random): Script {
  const script = new Script(random, {
    words: random.pick([0, 0.1, 0.9, 1]),
    separated: random.chance(0.6),
    thousands: random.pick(['digits', 'digits', 'k', 'thousand']),
    typos: random.chance(0.12) ? 0.02 : 0,
    letters: random.chance(0.06) ? 'small' : random.chance(0.03) ? 'capital' : 'normal',
  });
  const body = random.pick(bodies);
  const speaker: Speaker = random.chance(0.3)
    ? { subject: body, object: 'them', owns: 'their', person: 'single' }
    : random.pick(speakers);
  const isSingle = speaker.person === 'single';
  const own: Readonly<Record<string, Slot>> = {
    we: speaker.subject,
    us: speaker.object,
    our: speaker.owns,
    have: isSingle ? 'has' : 'have',
    has_got: isSingle ? '(has|has got)' : "(have|have got|'ve got)",
    are: isSingle ? 'is' : speaker.person === 'first' ? 'am' : 'are',
    want: isSingle ? '(wants to|would like to|plans to|hopes to)' : '(want to|would like to|plan to|hope to)',
    must: isSingle ? '(must|has to|needs to|should|is to)' : '(must|have to|need to|should|have got to)',
    leaves: isSingle ? 'leaves' : 'leave',
    cannot_pick: "(cannot|can't|may not|must not|shall not|will not|won't) {pick}",
    cannot_skip: "(cannot|can't|must not|may not) leave out",
    either_picks: '{we} either {picks}',
    both_of: 'both',
    dont: isSingle ? "(does not|doesn't)" : "(do not|don't)",
    s: isSingle ? 's' : '',
    es: isSingle ? 'es' : '',
  };
  Object.assign(script.common, phrases, own, signs(script));
  return script;
}

/** Signs that mean something in patterns themselves. */
function signs(script: Script): Readonly<Record<string, Slot>> {
  const sign = (text: string) => (): void => {
    script.plain(text);
  };
  return {
    imp: sign(script.random.pick(['=>', '→', '->'])),
    arrow: sign(script.random.pick(['->', '=>', '→'])),
    iff: sign(script.random.pick(['<->', '<=>', '↔'])),
    le: sign(script.random.pick(['<=', '≤'])),
    ge: sign(script.random.pick(['>=', '≥'])),
    open: sign('('),
    shut: sign(')'),
  };
}

/** The verb of a decision, in the forms that patterns ask for. */
export interface Verb {
  readonly base: string;
  readonly third: string;
  readonly past: string;
  readonly gerund: string;
}

/** Reads "fund" or "choose chooses chosen choosing". */
export function verb(source: string): Verb {
  const [base = '', third, past, gerund] = source.split(' ').map((word) => word.replaceAll('_', ' '));
  const stem = base.replace(/e$/u, '');
  return {
    base,
    third: third ?? (/(?:ch|sh|s|x|z)$/u.test(base) ? `${base}es` : base.replace(/([^aeiou])y$/u, '$1ie') + 's'),
    past: past ?? (/[^aeiou]y$/u.test(base) ? `${base.slice(0, -1)}ied` : `${stem}ed`),
    gerund: gerund ?? `${stem}ing`,
  };
}

/** Lets patterns use `{pick}`, `{picks}`, `{picked}`, `{picking}` for a decision; each place names it. */
export function speakVerb(script: Script, id: string, spoken: Verb): void {
  const isSingle = script.common['s'] === 's';
  const slot = (form: string) => (): void => {
    script.name(id, form);
  };
  Object.assign(script.common, {
    pick: slot(spoken.base),
    picks: slot(isSingle ? spoken.third : spoken.base),
    picked: slot(spoken.past),
    picking: slot(spoken.gerund),
  });
}
