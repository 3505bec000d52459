import type { Axis } from './rows';

/** What is said of two or three things in a row, along one axis. Position 1 is left, first, lowest or in front. */
export interface RowPhrases {
  /** [A] has a smaller position than [B]. */
  readonly less: readonly string[];
  /** [A] has a greater position than [B]. */
  readonly greater: readonly string[];
  readonly adjacent: readonly string[];
  readonly notAdjacent: readonly string[];
  /** [A] is one before [B]. */
  readonly justBefore: readonly string[];
  /** [A] is one after [B]. */
  readonly justAfter: readonly string[];
  /** [A] is not one after [B]. */
  readonly notJustAfter: readonly string[];
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly notFirst: readonly string[];
  readonly notLast: readonly string[];
  /** How the row runs, as a sentence. */
  readonly runs: readonly string[];
}

const STAND = '([verbs]|[is]|[must] be|[must] [verb]|[is] to be [placed]|[must] be [placed]|)';
const NOT = '([cannot] [verb]|[cannot] be|[is] not|[cannot] be [placed]|refuse[s] to be|not)';

const adjacentAnywhere = [
  `[A] ${STAND} (next to|beside|adjacent to|right beside|directly next to|side by side with) [B]`,
  '[A] and [B] (are|must be|have to be|should be|want to be|are to be) (next to each other|side by side|neighbours|adjacent|beside each other|next to one another)',
  '(put|keep|place|have) [A] and [B] (next to each other|side by side|beside each other)',
  '[A] and [B] (touch|are direct neighbours|must have adjacent [places]|get neighbouring [places])',
  '[A] [is] (a~ neighbour of|the neighbour of|a~ direct neighbour of) [B]',
  '[A] (want[s] to be|wish[es] to be|insist[s] on being) (next to|beside) [B]',
  'nothing (may|can|is to) (come|be) between [A] and [B]',
];
const apartAnywhere = [
  `[A] ${NOT} (next to|beside|adjacent to|directly beside|right next to) [B]`,
  '[A] and [B] (must not|cannot|may not|should not|shall not|are not to|can never) be (next to each other|neighbours|side by side|adjacent|beside each other|next to one another)',
  '(never|do not) (put|place|have) [A] (next to|beside|right beside) [B]',
  '(keep [A] and [B] from being neighbours|[A] and [B] need at least one other [thing] between them|there must be somebody or something between [A] and [B])',
  '[A] and [B] do not (get on|go together|agree), so (they must not be neighbours|no neighbouring [places] for them|not next to each other)',
  '[A] not (next to|beside) [B]',
];

const line: RowPhrases = {
  less: [
    `[A] ${STAND} (somewhere|) (to the left of|left of|on the left of|further left than) [B]`,
    '[B] [Bis] (somewhere to the right of|further right than|right of|to the right of) [A]',
    '(seen|counted) from the left, [A] come[s] before [B]',
    '(going from left to right|from left to right), (we|you) (meet|see|reach) [A] before [B]',
    '[A] [must] have a~ [place] (further left|more to the left) than (that of [B]|[B])',
  ],
  greater: [
    `[A] ${STAND} (somewhere|) (to the right of|right of|on the right of|further right than) [B]`,
    '(seen|counted) from the left, [A] come[s] after [B]',
    '[A] [must] have a~ [place] (further right|more to the right) than (that of [B]|[B])',
  ],
  adjacent: adjacentAnywhere,
  notAdjacent: apartAnywhere,
  justBefore: [
    `[A] ${STAND} (directly|immediately|just|right) (to the left of|left of) [B]`,
    '[A] [is] the left-hand neighbour of [B]',
    '[A] [has] [B] (directly|immediately) (on the right|to the right|at the right hand)',
  ],
  justAfter: [
    `[A] ${STAND} (directly|immediately|just|right) (to the right of|right of) [B]`,
    '[A] [is] the right-hand neighbour of [B]',
    '[A] [has] [B] (directly|immediately) (on the left|to the left|at the left hand)',
  ],
  notJustAfter: [
    `[A] ${NOT} (directly|immediately) (to the right of|right of) [B]`,
    '[A] [is] not the right-hand neighbour of [B]',
  ],
  first: [
    `[A] ${STAND} (at the left end|at the far left|on the far left|first from the left)`,
    '[A] [is] (the leftmost|the first from the left|leftmost)',
    '[A] (take[s]|get[s]|[has]) the (leftmost|first) [place]',
    '(nobody|nothing|no [thing]) (is|comes|may be) (left of|to the left of) [A]',
    'the (leftmost|first) [place] (is for|belongs to|goes to|is reserved for) [A]',
  ],
  last: [
    `[A] ${STAND} (at the right end|at the far right|on the far right)`,
    '[A] [is] (the rightmost|rightmost|the last one on the right)',
    '[A] (take[s]|get[s]|[has]) the (rightmost|last) [place]',
    '(nobody|nothing|no [thing]) (is|comes|may be) (right of|to the right of) [A]',
    'the (rightmost|last) [place] (is for|belongs to|goes to|is reserved for) [A]',
  ],
  notFirst: [
    `[A] ${NOT} (at the left end|at the far left|on the far left)`,
    '[A] [is] not the leftmost',
    '[A] [cannot] (take|get|have) the (leftmost|first) [place]',
    'the (leftmost|first) [place] is not for [A]',
  ],
  notLast: [
    `[A] ${NOT} (at the right end|at the far right|on the far right)`,
    '[A] [is] not the rightmost',
    '[A] [cannot] (take|get|have) the (rightmost|last) [place]',
    'the (rightmost|last) [place] is not for [A]',
  ],
  runs: [
    'the [places] are (numbered|counted) from left to right',
    '[place] numbers (rise|go up) from left to right',
    '',
  ],
};

const time: RowPhrases = {
  less: [
    '[A] ([verbs]|come[s]|[is]|[must] come|[must] be [placed]|[must] [verb]|[is] to be [placed]|) (before|earlier than|some time before|sooner than|ahead of) [B]',
    '[B] [Bmust] (come|be) later than [A]',
    '(first|) [A], (later|some time later|at some point after that|afterwards) [B]',
    '(put|schedule|place) [A] (before|ahead of|earlier than) [B]',
    'by the time [B] [Bis] [placed], [A] [must] be over already',
    'no [Bbare] before [A]',
  ],
  greater: [
    '[A] ([verbs]|come[s]|[is]|[must] come|[must] be [placed]|[must] [verb]|[is] to be [placed]|) (after|later than|some time after|only after) [B]',
    '[A] [cannot] (come|be) (earlier than|before) [B]',
    '(put|schedule|place) [A] (after|later than) [B]',
  ],
  adjacent: [
    '[A] and [B] (are|must be|have to be|should be|are to be|come) (consecutive|back to back|next to each other|neighbours in the order)( in whichever order|, in either order|)',
    '[A] ([is]|[must] be|come[s]|[must] come) (directly|immediately|right) before or (directly|immediately|right) after [B]',
    '(nothing|no [thing]|no other [thing]) (may|can|is to) (come|be) between [A] and [B]',
    '[A] (come[s]|[is]|[must] be) (next to|right beside|adjacent to) [B] (in the order|in the programme|in the sequence|)',
  ],
  notAdjacent: [
    '[A] and [B] (must not|cannot|may not|should not|shall not|are not to|can never) be (consecutive|back to back|next to each other|neighbours in the order)',
    '[A] ([cannot] come directly before or directly after|[cannot] be next to) [B]',
    '(something|some other [thing]|another [thing]) (must|has to|should) (come|be) between [A] and [B]',
    'not [A] and [B] (back to back)',
    '(do not|never) put [A] (next to|directly beside) [B]',
  ],
  justBefore: [
    '[A] ([verbs]|come[s]|[is]|[must] come|[must] be [placed]|[must] [verb]|) (directly|immediately|right|straight|just) before [B]',
    '[A] (directly|immediately) precede[s] [B]',
    '[B] [Bis] the (next one|very next) after [A]',
    '[A], and (straight after|right after|immediately after) that [B]',
  ],
  justAfter: [
    '[A] ([verbs]|come[s]|[is]|[must] come|[must] be [placed]|[must] [verb]|) (directly|immediately|right|straight|just) after [B]',
    '[A] (directly|immediately) follow[s] [B]',
    '[A] [is] the (next one|very next) after [B]',
  ],
  notJustAfter: [
    '[A] [cannot] (come|be [placed]|be) (directly|immediately|right|straight) after [B]',
    '[A] not (right|directly|straight) after [B]',
    '[A] [is] not the next one after [B]',
  ],
  first: [
    '[A] ([is]|come[s]|[must] be|[must] come|go[es]|) (first|the first|at the beginning|right at the start)',
    '[A] open[s] (the order|the whole thing|)',
    '(start|begin|open) with [A]',
    '(it all|everything|the order) (starts|begins|must start|opens) with [A]',
    'the first [place] (is for|belongs to|goes to|is reserved for) [A]',
    '(nothing|no [thing]) (comes|may come|can come) before [A]',
  ],
  last: [
    '[A] ([is]|come[s]|[must] be|[must] come|go[es]|) (last|the last|at the end|right at the end)',
    '[A] (close[s]|end[s]|finish[es]) (the order|the whole thing)',
    '(end|finish|close) with [A]',
    '(it all|everything|the order) (ends|must end|closes) with [A]',
    'the last [place] (is for|belongs to|goes to|is reserved for) [A]',
    '(nothing|no [thing]) (comes|may come|can come) after [A]',
  ],
  notFirst: [
    '[A] ([is] not|[cannot] be|[cannot] come|not) first',
    '(do not|never) (start|begin|open) with [A]',
    '[A] [cannot] (open|be the opener|have the first [place])',
    '(something|some [thing]) (must|has to) come before [A]',
  ],
  notLast: [
    '[A] ([is] not|[cannot] be|[cannot] come|not) last',
    '(do not|never) (end|finish|close) with [A]',
    '[A] [cannot] (come at the end|have the last [place])',
    '(something|some [thing]) (must|has to) come after [A]',
  ],
  runs: ['', '[place] 1 is the earliest', 'the [places] come one after another'],
};

const height: RowPhrases = {
  less: [
    `[A] ${STAND} (somewhere|) (below|lower than|beneath|further down than|lower down than) [B]`,
    '[B] [Bis] (somewhere|) (above|higher than) [A]',
    '[A] [must] have a~ lower [place] than [B]',
  ],
  greater: [
    `[A] ${STAND} (somewhere|) (above|higher than|higher up than|over) [B]`,
    '[A] [must] have a~ higher [place] than [B]',
  ],
  adjacent: [
    '[A] and [B] (are|must be|have to be|should be|are to be) (on adjacent [places]|neighbours, one directly above the other)',
    '[A] ([is]|[must] be|[verbs]) directly above or directly below [B]',
    '(nothing|no [thing]) (may|can) be between [A] and [B]',
  ],
  notAdjacent: [
    '[A] and [B] (must not|cannot|may not|should not|shall not|are not to) be (on adjacent [places]|on neighbouring [places]|directly above or below each other)',
    '[A] [cannot] (be|[verb]) directly above or directly below [B]',
    'there (must|has to) be at least one [place] between [A] and [B]',
  ],
  justBefore: [
    `[A] ${STAND} (directly|immediately|right|just) (below|beneath|under|underneath) [B]`,
    '[A] [is] one [place] (lower than|below) [B]',
  ],
  justAfter: [
    `[A] ${STAND} (directly|immediately|right|just) (above|on top of|over) [B]`,
    '[A] [is] one [place] (higher than|above) [B]',
  ],
  notJustAfter: [`[A] ${NOT} (directly|immediately|right) (above|on top of|over) [B]`],
  first: [
    `[A] ${STAND} (at the bottom|right at the bottom|at the very bottom)`,
    '[A] [is] (lowest|the lowest|the lowest of all)',
    '[A] (take[s]|get[s]|[has]) the (lowest|bottom) [place]',
    'the (lowest|bottom) [place] (is for|belongs to|goes to|is reserved for) [A]',
    '(nothing|no [thing]) (is|comes|may be) (below|under) [A]',
  ],
  last: [
    `[A] ${STAND} (at the top|right at the top|at the very top)`,
    '[A] [is] (highest|the highest|the highest of all)',
    '[A] (take[s]|get[s]|[has]) the (highest|top) [place]',
    'the (highest|top) [place] (is for|belongs to|goes to|is reserved for) [A]',
    '(nothing|no [thing]) (is|comes|may be) above [A]',
  ],
  notFirst: [
    `[A] ${NOT} (at the bottom|right at the bottom)`,
    '[A] [is] not the lowest',
    '[A] [cannot] (take|get|have) the (lowest|bottom) [place]',
  ],
  notLast: [
    `[A] ${NOT} (at the top|right at the top)`,
    '[A] [is] not the highest',
    '[A] [cannot] (take|get|have) the (highest|top) [place]',
  ],
  runs: [
    '[place] 1 is (the lowest|at the bottom)',
    'the [places] are (numbered|counted) from the bottom (up|upwards)',
    '(we count|count|counting) from the bottom, 1 being the lowest',
  ],
};

const number: RowPhrases = {
  less: [
    '[A] ([has]|get[s]|[must] have|[must] get) a~ (lower|smaller) [place] number than [B]',
    'the [place] number of [A] is (lower|smaller|less) than (that of [B]|the one of [B])',
    '[A] [must] be given a~ lower [place] number than [B]',
    '[A] (come[s]|[is]|[must] come) before [B] (in the numbering|by number|in [place] number)',
  ],
  greater: [
    '[A] ([has]|get[s]|[must] have|[must] get) a~ (higher|larger|bigger) [place] number than [B]',
    'the [place] number of [A] is (higher|larger|greater) than (that of [B]|the one of [B])',
    '[A] (come[s]|[is]|[must] come) after [B] (in the numbering|by number|in [place] number)',
  ],
  adjacent: [
    ...adjacentAnywhere,
    '[A] and [B] (have|get|must have|must get) (consecutive|adjacent|neighbouring) (numbers|[places])',
  ],
  notAdjacent: [
    ...apartAnywhere,
    '[A] and [B] (must not|cannot|may not|should not) (have|get) (consecutive|adjacent|neighbouring) (numbers|[places])',
  ],
  justBefore: [
    '[A] ([has]|get[s]|[must] have) the [place] (number|) (just|directly|immediately|right) before (that of [B]|[B])',
    '[A] ([has]|get[s]|[must] have) a~ number one (lower|less) than [B]',
  ],
  justAfter: [
    '[A] ([has]|get[s]|[must] have) the [place] (number|) (just|directly|immediately|right) after (that of [B]|[B])',
    '[A] ([has]|get[s]|[must] have) a~ number one (higher|more) than [B]',
    '[A] ([has]|get[s]) the number after [B]',
  ],
  notJustAfter: ['[A] [cannot] (have|get) the [place] (directly|immediately|right) after [B]'],
  first: [
    '[A] ([has]|get[s]|take[s]|[must] have|[must] get) (the first [place]|the lowest [place]|number one|[place] one)',
    'the (first|lowest) [place] (is for|belongs to|goes to|is reserved for) [A]',
  ],
  last: [
    '[A] ([has]|get[s]|take[s]|[must] have|[must] get) the (last|highest) [place]',
    'the (last|highest) [place] (is for|belongs to|goes to|is reserved for) [A]',
  ],
  notFirst: [
    '[A] [cannot] (have|get|take) the (first|lowest) [place]',
    'the first [place] is not for [A]',
    '[A] not at the first [place]',
  ],
  notLast: [
    '[A] [cannot] (have|get|take) the (last|highest) [place]',
    'the last [place] is not for [A]',
    '[A] not at the last [place]',
  ],
  runs: ['', 'the [places] (stand|are|lie) in a~ row'],
};

const queue: RowPhrases = {
  less: [
    `[A] ${STAND} (somewhere|) (in front of|ahead of|before|further ahead than|further forward than) [B]`,
    '[B] [Bis] (somewhere|) behind [A]',
    '[A] [must] be nearer to the front than [B]',
  ],
  greater: [
    `[A] ${STAND} (somewhere|) (behind|further back than|further behind than) [B]`,
    '[A] [must] be nearer to the (end|back|rear) than [B]',
  ],
  adjacent: [
    '[A] and [B] (are|must be|have to be|should be|are to be) (directly one behind the other, in either order|neighbours in the line|next to each other in the line)',
    '[A] ([is]|[must] be|[verbs]) (directly|immediately|right) in front of or (directly|immediately|right) behind [B]',
    '(nobody|nothing|no [thing]) (may|can) be between [A] and [B]',
  ],
  notAdjacent: [
    '[A] and [B] (must not|cannot|may not|should not|shall not|are not to) be (neighbours in the line|next to each other in the line|directly one behind the other)',
    '[A] [cannot] be directly in front of or directly behind [B]',
    'at least one other [thing] (must|has to) be between [A] and [B]',
  ],
  justBefore: [
    `[A] ${STAND} (directly|immediately|right|just) (in front of|ahead of|before) [B]`,
    '[B] follow[Bs] (directly|immediately) behind [A]',
    '[A] (directly|immediately) precede[s] [B]',
  ],
  justAfter: [
    `[A] ${STAND} (directly|immediately|right|just|straight) (behind|after) [B]`,
    '[A] follow[s] (directly|immediately) (behind|after|on) [B]',
  ],
  notJustAfter: [`[A] ${NOT} (directly|immediately|right|straight) behind [B]`],
  first: [
    `[A] ${STAND} (at the front|right at the front|at the head|first)`,
    '[A] (lead[s]|head[s]) the (line|row|way)',
    '[A] (take[s]|get[s]|[has]) the (first|front|leading) [place]',
    '(nobody|nothing|no [thing]) (is|comes|may be) (ahead of|in front of) [A]',
  ],
  last: [
    `[A] ${STAND} (at the back|right at the back|at the rear|last|at the end)`,
    '[A] (bring[s] up the rear|[is] the last in line)',
    '[A] (take[s]|get[s]|[has]) the (last|rear) [place]',
    '(nobody|nothing|no [thing]) (is|comes|may be) behind [A]',
  ],
  notFirst: [
    `[A] ${NOT} (at the front|first)`,
    '[A] [cannot] (lead|head) the (line|row)',
    '[A] [cannot] (take|get|have) the first [place]',
  ],
  notLast: [
    `[A] ${NOT} (at the back|last|at the rear)`,
    '[A] [cannot] bring up the rear',
    '[A] [cannot] (take|get|have) the last [place]',
  ],
  runs: ['[place] 1 is at the front', '(counted|we count) from the front', ''],
};

export const rowPhrases: Readonly<Record<Axis, RowPhrases>> = { line, time, height, number, queue };

/** [A] at a position: [n] as a number, [nth] as an ordinal, [k] the name of the place of that number ("Friday"). */
export const atPlace: readonly string[] = [
  '[A] ([has]|get[s]|take[s]|[must] have|[must] get|insist[s] on|[must] take|[is] given) [place] [n]',
  '[A] [is] (to be|) [in] [place] [n]',
  '[A] ([verbs]|[must] [verb]|[must] be|[is] [placed]) [in] [place] [n]',
  '[place] [n] (is for|goes to|belongs to|is reserved for|has been given to|is taken by) [A]',
  '[A] ([has]|get[s]|take[s]|[must] have|[must] get) the [nth] [place]',
  '[A] ([is]|come[s]|[must] be) [nth] (in the row|in line|in the order)',
  '[A] [verbs] [in] the [nth] [place]',
  '[A]: [place] [n]',
  'the [nth] [place] (is for|goes to|belongs to|is reserved for) [A]',
  '(put|place) [A] [in] [place] [n]',
];

export const notAtPlace: readonly string[] = [
  '[A] ([cannot] have|[cannot] get|[cannot] take|refuse[s]|[does] not want) [place] [n]',
  '[A] ([cannot] be|[cannot] [verb]|[is] not|[cannot] be [placed]) [in] [place] [n]',
  '[place] [n] (is not for|is closed to|is out of the question for|does not suit|will not do for) [A]',
  '[A] [cannot] (have|get|take) the [nth] [place]',
  '[A] [is] not [nth]',
  '[A] not [in] [place] [n]',
  '(anything|any [place]) but [place] [n] for [A]',
  '(do not|never) put [A] [in] [place] [n]',
];

export const eitherPlace: readonly string[] = [
  '[A] ([has]|get[s]|take[s]|[must] have|[must] get) [place] [n] or [m]',
  '[A] ([has]|get[s]|take[s]|[must] have|[must] get|[must] take) (either|) [place] [n] or [place] [m]',
  '[A] ([is]|[must] be|[verbs]|[must] [verb]) [in] (either|) [place] [n] or [place] [m]',
  '[A] (can|may) only (have|get|take|use) [place] [n] or [m]',
  'only [places] [n] and [m] (are possible|will do|are right|are left) for [A]',
  '[A]: [place] [n] or [m]',
  '[A] ([is]|[must] be) [nth] or [mth]',
];

export const ends: readonly string[] = [
  '[A] ([is]|[must] be|[verbs]|[must] [verb]) (at one of the ends|at an end|at one end or the other|at one of the two ends)',
  '[A] ([has]|get[s]|take[s]|want[s]) (one of the outer [places]|the first or the last [place]|an end [place]|one of the end [places])',
  '[A] (come[s]|[is]|[must] be) (either|) first or last',
];

export const notEnds: readonly string[] = [
  '[A] ([is] not|[cannot] be|[cannot] [verb]) (at either end|at an end|at one of the ends|at the ends)',
  '[A] ([is]|[must] be) neither first nor last',
  '[A] [cannot] (have|get|take) (an end [place]|an outer [place]|the first or the last [place])',
  '[A] (need[s]|want[s]|[must] have) (one of the inner [places]|an inner [place]|a~ [place] that is not at an end)',
  'not first and not last: [A]',
  'the ends are not for [A]',
];

export const middle: readonly string[] = [
  '[A] ([is]|[must] be|[verbs]|[must] [verb]|) (in the middle|exactly in the middle|right in the middle)',
  '[A] ([has]|get[s]|take[s]|[must] have) the (middle|central) [place]',
  'the (middle|central) [place] (is for|belongs to|goes to|is reserved for) [A]',
];

/** Exactly [n] others between [A] and [B]. */
export const exactlyBetween: readonly string[] = [
  '(exactly|precisely) [n] (others|[places]|other [things]) (are|lie|come) between [A] and [B]',
  'between [A] and [B] (there are|lie|come) (exactly|precisely) [n] (others|[places]|other [things])',
  '[A] and [B] have (exactly|precisely) [n] (others|other [things]) between them',
];

export const oneBetween: readonly string[] = [
  'exactly one (other|other [thing]|[place]) (is|comes|lies) between [A] and [B]',
  'between [A] and [B] (there is|comes|lies) exactly one (other|other [thing]|[place])',
  '[A] and [B] have exactly one (other [thing]|[place]) between them',
];

/** At least [n] others between [A] and [B]. */
export const atLeastBetween: readonly string[] = [
  '(at least|no fewer than|not less than) [n] (others|[places]|other [things]) (are|must be|have to be|come) between [A] and [B]',
  '(keep|leave|put) (at least|no fewer than) [n] (others|[places]|other [things]) between [A] and [B]',
  '[A] and [B] (must have|need|have to have) [n] (others|[places]|other [things]) or more between them',
  'between [A] and [B] there (must be|should be|have to be) [n] or more (others|[places]|other [things])',
];

/** [A] is [n] places after [B]. */
export const placesAfter: readonly string[] = [
  '[A] ([is]|come[s]|[must] be|[must] come) exactly [n] [places] (after|behind) [B]',
  '[A] ([has]|get[s]|[must] have) a~ [place] number (exactly|) [n] (higher|greater) than (that of [B]|[B])',
  'from [B] it is exactly [n] [places] onwards to [A]',
];

export const even: readonly string[] = [
  '[A] ([has]|get[s]|take[s]|[must] have|want[s]) an even-numbered [place]',
  '[A] ([is]|[verbs]|[must] be) [in] an even [place]',
  'the [place] number of [A] (is|must be|has to be) even',
];

export const odd: readonly string[] = [
  '[A] ([has]|get[s]|take[s]|[must] have|want[s]) an odd-numbered [place]',
  '[A] ([is]|[verbs]|[must] be) [in] an odd [place]',
  'the [place] number of [A] (is|must be|has to be) odd',
];

/** [A] between [B] and [C]: next to both. */
export const rightBetween: readonly string[] = [
  '[A] ([is]|[verbs]|[must] be|[must] [verb]) next to both [B] and [C]',
  'both [B] and [C] are (direct|immediate|) neighbours of [A]',
  '[A] [has] [B] and [C] (as neighbours|for neighbours|as direct neighbours)',
];

/** [A] next to neither. */
export const nextToNeither: readonly string[] = [
  '[A] ([is]|[must] be|[verbs]) next to neither [B] nor [C]',
  '[A] [cannot] be (next to|beside|adjacent to) [B] or [C]',
  'neither [B] nor [C] (may be|is to be|can be) a~ neighbour of [A]',
];

/** If [A] comes before [B], then [C] before [D]. */
export const ifBefore: readonly string[] = [
  'if [A] come[s] before [B], (then|) [C] [Cmust] come before [D]',
  '[C] [Cmust] come before [D] (if|whenever|provided that) [A] come[s] before [B]',
  '(should [A] come|in case [A] come[s]) before [B], [C] [Cmust] come before [D]',
];

/** Two chains, one of them: [A] before [B] or [C] before [D]. */
export const eitherBefore: readonly string[] = [
  'either [A] come[s] before [B] or [C] come[Cs] before [D](, or both|)',
  '[A] before [B] or [C] before [D], (one of the two at least|at least one of the two)',
];

/** All in a row, no place twice. */
export const allApart: readonly string[] = [
  '(each|every) [thing] (gets|has|takes|is given) (a~ [place] of its own|its own [place]|a~ different [place])',
  'one [thing] (to a~ [place]|per [place])',
  'no two [things] (share a~|have the same|get the same|may share a~) [place]',
  '(exactly|) one [place] each',
  'all have different [places]',
  'one each',
];
