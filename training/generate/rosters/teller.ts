import type { Random } from '../../random';
import { capital } from './markup';
import type { Page} from './page';
import { type Figure } from './page';
import type { Thing } from './things';

/** How one text is written. */
export interface Style {
  readonly letters: 'usual' | 'lower' | 'upper';
  readonly typos: number;
  /** How often small numbers are words. */
  readonly words: number;
  /** Short names after the first mention. */
  readonly brief: boolean;
  readonly contractions: boolean;
}

export function drawStyle(random: Random): Style {
  const letters = random.next();
  return {
    letters: letters < 0.06 ? 'lower' : letters < 0.075 ? 'upper' : 'usual',
    typos: random.chance(0.08) ? random.integer(1, 3) : 0,
    words: random.pick([0, 0, 0.1, 0.3, 0.9]),
    brief: random.chance(0.5),
    contractions: random.chance(0.5),
  };
}

export type Slots = Readonly<Record<string, string | (() => string)>>;

/** Says phrases of one text: the page, the style, and what has been named already. */
export class Teller {
  private readonly told = new Set<string>();

  constructor(
    readonly page: Page,
    readonly random: Random,
    readonly style: Style,
    /** Slots of every phrase of the text: what its scene calls things. */
    private readonly scene: Slots,
  ) {}

  /** One way of saying one of the phrases. */
  say(phrases: string | readonly string[], slots: Slots = {}): string {
    const phrase = typeof phrases === 'string' ? phrases : this.random.pick(phrases);
    return this.page.say(phrase, (slot) => {
      const found = slots[slot] ?? this.scene[slot];
      if (found === undefined) return this.grammar(slot);
      return typeof found === 'string' ? found : found();
    });
  }

  /** A sentence with a capital and a full stop. */
  sentence(phrases: string | readonly string[], slots: Slots = {}): string {
    const said = this.say(phrases, slots).trim();
    return `${capital(said)}${/[.?!:]$/u.test(said) ? '' : '.'} `;
  }

  /** A thing as a sentence names it. */
  the(thing: Thing): string {
    return `${thing.article === 'the' ? this.random.pick(['the ', 'the ', 'the ', '']) : ''}${this.bare(thing)}`;
  }

  /** A thing as a list names it. */
  bare(thing: Thing): string {
    const isBrief = this.style.brief && this.told.has(thing.id) && this.random.chance(0.7);
    this.told.add(thing.id);
    return this.page.member(thing.id, isBrief ? thing.short : thing.long);
  }

  /** Slots for up to three things a sentence is about: [A], [B], [C] and their verbs ([is], [Bis]). */
  about(...things: readonly Thing[]): Slots {
    const slots: Record<string, string | (() => string)> = {};
    for (const [at, thing] of things.entries()) {
      const letter = 'ABCDEFGH'.charAt(at);
      slots[letter] = () => this.the(thing);
      slots[`${letter}bare`] = () => this.bare(thing);
      const prefix = at === 0 ? '' : letter;
      slots[`${prefix}is`] = thing.plural ? 'are' : 'is';
      slots[`${prefix}has`] = thing.plural ? 'have' : 'has';
      slots[`${prefix}s`] = thing.plural ? '' : 's';
      slots[`${prefix}es`] = thing.plural ? '' : 'es';
      slots[`${prefix}does`] = thing.plural ? 'do' : 'does';
      slots[`${prefix}must`] = () => this.say(thing.plural ? MUST.many : MUST.one);
      slots[`${prefix}cannot`] = () => this.say(thing.plural ? CANNOT.many : CANNOT.one);
      slots[`${prefix}it`] = thing.pronoun ?? (() => this.the(thing));
    }
    return slots;
  }

  /** A number in digits or, now and then, in words. */
  figure(value: number): Figure {
    const words = value <= 12 && this.random.chance(this.style.words) ? numberWords[value] : undefined;
    return this.page.figure(String(value), words ?? String(value));
  }

  /** "2nd" or "second". */
  ordinal(value: number): Figure {
    return this.page.figure(String(value), ordinalOf(value, this.random));
  }

  /** A time on the clock; `minutes` since midnight. */
  clock(minutes: number): Figure {
    const hour = Math.floor(minutes / 60);
    const minute = minutes % 60;
    const literal = `${String(hour)}:${String(minute).padStart(2, '0')}`;
    return this.page.figure(literal, clockWords(hour, minute, literal, this.random));
  }

  /** "A, B and C" of pieces. */
  list(pieces: readonly string[], and = this.random.pick([' and ', ' and ', ' and ', ', and ', ' & '])): string {
    if (pieces.length < 2) return pieces[0] ?? '';
    const joint = pieces.length === 2 && and === ', and ' ? ' and ' : and;
    return `${pieces.slice(0, -1).join(', ')}${joint}${pieces.at(-1) ?? ''}`;
  }

  private grammar(slot: string): string {
    const found = common[slot];
    if (found === undefined) throw new Error(`no slot ${slot}`);
    return this.say(found);
  }
}

const MUST = {
  one: '(must|must|has to|has to|needs to|should|is to|shall|ought to|absolutely must)',
  many: '(must|must|have to|have to|need to|should|are to|shall|ought to)',
};
const CANNOT = {
  one: '(cannot|must not|may not|can not|should not|shall not|is not to|is not allowed to|must never|should never|is forbidden to)',
  many: '(cannot|must not|may not|should not|shall not|are not to|are not allowed to|must never|should never)',
};

/** Words that fit into every text. */
const common: Readonly<Record<string, string>> = {
  must: MUST.one,
  musts: MUST.many,
  cannot: CANNOT.one,
  cannots: CANNOT.many,
  we: '(we|we|we|I|they|you)',
  // The reader's side of a request.
  please: '(please|please|kindly|could you|would you|can you|)',
};

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ordinals = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

function ordinalOf(value: number, random: Random): string {
  const ending = value === 1 ? 'st' : value === 2 ? 'nd' : value === 3 ? 'rd' : 'th';
  return random.chance(0.6) ? (ordinals[value] ?? `${String(value)}th`) : `${String(value)}${ending}`;
}

function clockWords(hour: number, minute: number, literal: string, random: Random): string {
  const half = hour % 12 === 0 ? 12 : hour % 12;
  const side = hour < 12 ? 'am' : 'pm';
  const way = random.next();
  if (hour === 12 && minute === 0 && way < 0.4) return random.pick(['noon', 'midday']);
  if (way < 0.45) return literal;
  if (way < 0.6) return literal.padStart(5, '0');
  if (minute === 0) {
    if (way < 0.8) return `${String(half)}${random.pick([' ', ''])}${side}`;
    if (way < 0.88 && hour <= 12) return `${numberWords[half] ?? ''} o'clock`;
    return way < 0.94 ? `${literal} h` : `${String(half)}:00 ${side}`;
  }
  if (minute === 30 && hour <= 12 && way < 0.8) return `half past ${numberWords[half] ?? ''}`;
  return way < 0.9 ? `${String(half)}:${String(minute).padStart(2, '0')} ${side}` : literal;
}
