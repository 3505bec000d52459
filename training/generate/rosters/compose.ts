import { capital } from './markup';
import type { Slots, Teller } from './teller';
import type { Thing } from './things';

/** A rule in words: whole, and without its subject, to hang it on another rule about the same thing. */
export interface Clause {
  readonly whole: string;
  readonly subject: Thing | undefined;
  readonly rest: string | undefined;
}

/**
 * Says a rule and writes its gold.
 * @param subject the thing [A] that the phrases are about; undefined where there is none
 */
export function rule(
  teller: Teller,
  phrases: readonly string[],
  slots: Slots,
  expression: string,
  { subject, force = '' }: { readonly subject?: Thing; readonly force?: 'soft ' | '' } = {},
): Clause {
  const { page, random } = teller;
  const phrase = random.pick(phrases);
  const gold = (quotes: string): string => `${force}${quotes}: ${expression}`;
  if (!phrase.startsWith('[A] ') || phrase.includes('<') || force !== '') {
    const wish = force === '' ? '' : random.pick(WISHES);
    const said = teller.say(phrase, slots);
    return {
      whole: page.state('rule', wish === '' ? said : `${wish} ${said}`, gold),
      subject: undefined,
      rest: undefined,
    };
  }
  const head = teller.say('[A]', slots);
  const tail = teller.say(phrase.slice(4), slots);
  const isShort = random.chance(0.45);
  if (isShort && /^\w+ \S+ \S/u.test(tail) && !tail.startsWith('and ')) {
    const rest = page.state('rule', tail, gold);
    return { whole: `${head} ${rest}`, subject, rest };
  }
  const whole = page.state('rule', `${head} ${tail}`, gold);
  return { whole, subject: undefined, rest: undefined };
}

const WISHES = [
  'if possible,',
  'ideally,',
  'if it can be arranged,',
  'it would be nice if this held, but it is no must:',
  'a wish, not a rule:',
  'preferably,',
  'if there is a choice,',
  'where it can be done,',
];

/** The rules as a text writes them: prose, bullets, numbers. */
export function tellRules(teller: Teller, clauses: readonly Clause[]): string {
  const { random } = teller;
  if (clauses.length === 0) return '';
  const way = random.next();
  if (clauses.length >= 3 && way < 0.2) return listed(teller, clauses);
  if (clauses.length >= 3 && way < 0.28) {
    const head = teller.say(['rules:', 'the rules:', 'conditions:', 'to be observed:', 'note:', 'what must hold:', '']);
    return `${capital(head)} ${clauses.map(({ whole }) => whole).join(random.pick(['; ', '; ', ', ', ' / ']))}. `;
  }
  return prose(teller, clauses);
}

function listed(teller: Teller, clauses: readonly Clause[]): string {
  const { random } = teller;
  const head = random.chance(0.6)
    ? capital(
        teller.say([
          '(here are|these are|now|) the (rules|conditions|requirements|constraints|wishes):',
          '(what matters|what counts|to keep in mind|please note|please observe|we must respect):',
          '(rules|conditions|requirements|constraints):',
          'the following (must hold|has to hold|rules apply|conditions apply):',
        ]),
      )
    : '';
  const bullet = random.pick(['- ', '- ', '- ', '* ', '• ', 'number', 'letter', '(letter)', 'roman']);
  const isCapital = random.chance(0.6);
  const stop = random.pick(['', '', '.', ';']);
  const lines = clauses.map(({ whole }, at) => {
    const mark =
      bullet === 'number'
        ? `${String(at + 1)}. `
        : bullet === 'letter'
          ? `${'abcdefghijkl'.charAt(at)}) `
          : bullet === '(letter)'
            ? `(${'abcdefghijkl'.charAt(at)}) `
            : bullet === 'roman'
              ? `(${'i,ii,iii,iv,v,vi,vii,viii,ix,x,xi,xii'.split(',')[at] ?? ''}) `
              : bullet;
    return `${mark}${isCapital ? capital(whole) : whole}${stop}`;
  });
  return `${head}\n${lines.join('\n')}\n`;
}

function prose(teller: Teller, clauses: readonly Clause[]): string {
  const { random } = teller;
  let text = '';
  for (let at = 0; at < clauses.length; at++) {
    const clause = clauses[at];
    if (!clause) continue;
    const next = clauses[at + 1];
    const opener =
      at > 0 && random.chance(0.28) ? `${teller.say(isCommand(clause) ? OPENERS.slice(0, 2) : OPENERS)} ` : '';
    let sentence = `${opener}${clause.whole}`;
    if (next && clause.subject && next.subject === clause.subject && next.rest !== undefined && random.chance(0.7)) {
      const it = clause.subject.pronoun;
      sentence +=
        it && random.chance(0.35)
          ? `. ${capital(it)} ${next.rest}`
          : `${teller.say(['and', ', and', 'and also', ', but', 'and'])} ${next.rest}`.replace(/^(?=[a-z])/u, ' ');
      at++;
    } else if (next && random.chance(0.22)) {
      const joints = isCommand(next)
        ? ['; ', ', and ', '; also, ']
        : [', and ', '; ', ' and ', ', while ', '; also, ', ', and besides, '];
      sentence += `${random.pick(joints)}${next.whole}`;
      at++;
    } else if (random.chance(0.1)) sentence += random.pick(REASONS);
    text += `${capital(sentence)}. `;
    if (random.chance(0.04)) text += `${capital(random.pick(ASIDES))} `;
  }
  return text;
}

/** Whether a rule tells somebody to do something, or has its question's word order: "that" cannot stand before it. */
function isCommand({ whole }: Clause): boolean {
  return /^[\uE000-\uF8FF]*(?:put|keep|have|place|do|never|not|start|begin|open|finish|complete|give|assign|leave|end|close|schedule|plan|should|if|by|latest|earliest|opening|break|working|one|either)\b/iu.test(
    whole,
  );
}

const OPENERS = [
  '(also|besides|moreover|furthermore|in addition|further|then|next|what is more),',
  '(note that|remember that|mind that|do not forget:|keep in mind that|oh, and|and|but|of course,|naturally,|as always,|as usual,|as you know,)',
  '(another thing:|one more thing:|another rule:|finally,|lastly,|last but not least,|by the way,|for safety,|officially,)',
  '(we were told that|I was told that|the rules say that|the contract says that|management insists that|it is agreed that|the point is that|I am afraid|obviously,)',
];

const REASONS = [
  ', do not ask why',
  ', otherwise there will be trouble',
  ', as the inspector demands',
  ', the contract says so',
  ', for safety reasons',
  ', as we learnt the hard way',
  ' (nobody remembers why)',
  ' (old habit)',
  ' (that is not negotiable)',
  ', that much is certain',
  ', which goes without saying',
  ' because that is how it was agreed',
  ', or so I have been told',
  ' (see the minutes)',
  ', as everybody knows',
];

const ASIDES = [
  'sorry for the detail.',
  'so far, so good.',
  'I know, it is a lot.',
  'that is how it is.',
  'nobody likes it, but there you are.',
  'you get the idea.',
  'please bear with me.',
];
