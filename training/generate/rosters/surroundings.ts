import type { Random } from '../../random';
import { capital } from './markup';
import type { Teller } from './teller';

/** The parts of a text, each raw and possibly empty. */
export interface Parts {
  /** What is to be arranged, and the things. */
  readonly scene: string;
  /** Numbers that belong to things, where the scene has not told them. */
  readonly data: string;
  readonly rules: string;
  /** What is asked. */
  readonly question: string;
}

/** Puts the parts together with what people write around a problem. */
export function surround(teller: Teller, parts: Parts): string {
  const { random } = teller;
  const asksFirst = random.chance(0.22);
  const pieces: string[] = [];
  if (random.chance(0.2)) pieces.push(greeting(teller));
  if (asksFirst) pieces.push(parts.question);
  const remarks = random.pick([0, 0, 0, 0, 0, 0, 1, 1, 2, 3]);
  if (remarks === 1) pieces.push(remark(teller));
  pieces.push(parts.scene, parts.data);
  if (remarks === 2) pieces.push(remark(teller));
  pieces.push(parts.rules);
  if (remarks === 3) pieces.push(remark(teller));
  if (!asksFirst) pieces.push(parts.question);
  if (random.chance(0.14)) pieces.push(closing(teller));
  const paragraphs = random.chance(0.15);
  return pieces
    .filter((piece) => piece.trim() !== '')
    .join(paragraphs ? '\n' : ' ')
    .replace(/[ \n]*\n[ ]*/gu, '\n')
    .trim();
}

const callers = [
  'Marlene',
  'Sunil',
  'Ottilie',
  'Kwame',
  'Brigid',
  'Anselm',
  'Roswitha',
  'Pierre',
  'Xenia',
  'Lorenzo',
  'Signe',
  'Duncan',
];

function greeting(teller: Teller): string {
  const { random } = teller;
  const name = random.pick(callers);
  return teller.say(
    [
      `(Hi|Hello|Dear|Good morning|Hey) (${name}|all|everybody|colleagues|team|there),\n`,
      '(Question:|A question:|Help wanted!|Homework:|Quick one:|Puzzle:|Task:|Assignment:|A puzzle for you:)',
      'Exercise [k].',
      '(Does anybody know how to do this?|I hope somebody can help.|Can somebody help me?|I am stuck.|This has been bothering me all day.|My boss wants this by tonight.)',
      '(Subject|Re): (plan for [next]|a~ question|the plan)\n',
      '(As discussed|As promised on the phone|As mentioned), here (is|comes) the (whole story|problem|brief|situation).',
      '(Minutes|Memo|Note|Notice|Brief)\n',
    ],
    { k: String(random.integer(2, 19)), next: random.pick(['tomorrow', 'next week', 'the weekend', 'next month']) },
  );
}

function closing(teller: Teller): string {
  const name = teller.random.pick(callers);
  return teller.say([
    `(Thanks|Thank you|Many thanks|Thanks a lot|Cheers|Best regards|Kind regards|Yours), ${name}`,
    '(Thanks|Thank you) (in advance|for your help|very much)(!|.)',
    '(Any help is welcome.|Please answer soon.|I am curious.|A short answer will do.|Just the plan, please.|No rush.|I need it today.)',
    `${name}`,
  ]);
}

/** A sentence that means nothing for the problem, often with a number. */
export function remark(teller: Teller): string {
  const { random } = teller;
  const number = String(random.integer(2, 60));
  return teller.sentence(
    [
      '(we|they) have been (doing this|in business|at it) for [k] years',
      '(the place|the whole thing|the building) (dates from|was built in) 19[kk]',
      '(last year|last time|the year before) (it took|somebody needed) [k] (attempts|drafts|e-mails)(, and nobody was happy|)',
      '(the budget|money) is (no|not an) issue',
      '(my|our) predecessor did (this|it) (by hand|on paper|in his head)(, for [k] years|)',
      '(it is raining|the weather is fine|the coffee is cold|the phone has not stopped ringing)(, by the way|)',
      'about [k] people (read|get|see) the (plan|result)',
      '(a~ ticket|admission|parking) costs [k] euros(, but that does not matter here|)',
      '(I am|she is|he is) new (here|to this|at this)',
      'the (file number|reference) is [kkk]',
      '(everybody|everyone) (knows|agrees) that (planning|this) is (hard|no fun|half the work)',
      '(there is|we have) plenty of (coffee|room|paper)',
      '(version|draft) [k] of this (note|text)(, sorry|)',
    ],
    { k: number, kk: String(random.integer(10, 99)), kkk: String(random.integer(1000, 9999)) },
  );
}

/** Words run together in a hurry: typing errors in words that are no names and numbers. */
export function withTypos(raw: string, random: Random, count: number): string {
  let text = raw;
  for (let made = 0; made < count; made++) {
    const words = [...text.matchAll(/(?<![\p{L}\uE000-\uF8FF])[a-z]{5,}(?![\p{L}\uE000-\uF8FF])/gu)].filter(
      ({ index }) => !isInside(text, index),
    );
    if (words.length === 0) return text;
    const { 0: word, index } = random.pick(words);
    const at = random.integer(1, word.length - 3);
    const changed = random.pick([
      word.slice(0, at) + word.slice(at + 1),
      word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
      word.slice(0, at) + word.charAt(at) + word.slice(at),
    ]);
    text = text.slice(0, index) + changed + text.slice(index + word.length);
  }
  return text;
}

/** Whether a place of raw text stands within a mark of a name or number: the nearest mark before it is open and short. */
function isInside(raw: string, at: number): boolean {
  const open = raw.lastIndexOf('\uE000', at);
  const close = raw.lastIndexOf('\uE001', at);
  if (open <= close) return false;
  const end = raw.indexOf('\uE001', at);
  return end - open < 30;
}

const contracted: readonly (readonly [RegExp, string])[] = [
  [/\b(?:can not|cannot)\b/gu, "can't"],
  [/\b(is|are|must|should|does|do|has|have) not\b(?! (?:first|last|to ))/gu, "$1n't"],
  [/\bthere is\b/gu, "there's"],
  [/\b(we|they|you) have got\b/gu, "$1've got"],
  [/\bthat is\b/gu, "that's"],
  [/\bI am\b/gu, "I'm"],
];

/** Capitals and short forms as this text has them. */
export function inStyle(teller: Teller, raw: string): string {
  const { style, random } = teller;
  let text = raw;
  if (style.contractions) {
    for (const [long, short] of contracted) if (random.chance(0.7)) text = text.replace(long, short);
  }
  text = withTypos(text, random, style.typos);
  if (style.letters === 'usual') return text;
  return style.letters === 'lower' ? text.replaceAll(capital(''), '').toLowerCase() : text.toUpperCase();
}
