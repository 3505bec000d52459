/**
 * What is said of things that each go to one of several places. [go] and [put] are what is decided ("sleep", "be stored";
 * "put", "stored"), [inP] a place with its preposition, [P] without.
 */
export const fixed: readonly string[] = [
  '[A] [must] [go] [inP]',
  '[A] [is] (already|to be|) [put] [inP]( already|)',
  '[A] ([must] have|get[s]|[has]|take[s]) [P]',
  '[P] (is for|goes to|belongs to|has been promised to|is reserved for) [A]',
  '(only|nothing but) [P] (will do|is possible|is good enough|is acceptable) for [A]',
  '[A] (insist[s] on|will only accept|accept[s] only|want[s] nothing but) [P]',
  '(put|we put) [A] [inP]',
  '[A]: [P]',
  '[A] [cannot] [go] otherwise but [inP]',
  'for [A] it (must|has to) be [P]',
  '[A] [is] (tied to|settled on|fixed for) [P]',
];

export const barred: readonly string[] = [
  '[A] [cannot] [go] [inP]',
  '[A] [is] not (to be|) [put] [inP]',
  '[A] ([cannot] have|[cannot] get|refuse[s]|[does] not want|will not take|reject[s]) [P]',
  '[P] (is not for|is closed to|is out of the question for|does not suit|will not do for|is no good for) [A]',
  '(do not|never|please do not) put [A] [inP]',
  '[A] not [inP]',
  '(anything|any [place]) but [P] for [A]',
  '[A] (under no circumstances|in no case) [inP]',
  'keep [A] away from [P]',
  '[P] (must|should) not be (used for|given to) [A]',
  '[A] and [P] do not go together',
];

export const eitherOf: readonly string[] = [
  '[A] [must] [go] [inP] or [inQ]',
  '[A] [must] [go] either [inP] or [inQ]',
  '[A] (can|may) only [go] [inP] or [inQ]',
  '[A] ([must] have|get[s]|take[s]|want[s]) (either|) [P] or [Q]',
  'for [A] (only [P] and [Q] are possible|it is [P] or [Q]|there is only [P] or [Q])',
  'only [P] or [Q] (will do|is possible) for [A]',
  '[A]: [P] or [Q]',
  '[A] [is] to be [put] [inP] or [inQ]',
];

export const neitherOf: readonly string[] = [
  '[A] [cannot] [go] [inP] or [inQ]',
  '[A] [is] to be [put] neither [inP] nor [inQ]',
  '[A] ([cannot] have|[cannot] get|refuse[s]|will not take) [P] or [Q]',
  'neither [P] nor [Q] (is for|will do for|suits|is possible for) [A]',
  'both [P] and [Q] are (closed to|out of the question for|no good for) [A]',
  '[A] (want[s]|accept[s]|get[s]|[must] have) neither [P] nor [Q]',
];

export const same: readonly string[] = [
  '[A] and [B] (must|have to|should|want to|are to|need to) [go] [in] the same [place]',
  '[A] and [B] (share a~|have the same|get the same|must have the same|must share a~) [place]',
  '(put|keep) [A] and [B] [in] the same [place]',
  '[A] [must] [go] [in] the same [place] as [B]',
  '[A] ([must] have|get[s]|want[s]|[has]) the same [place] as [B]',
  'whatever [place] is chosen for [A], [B] get[Bs] the same',
  '[A] and [B] [in] one (and the same|) [place]',
  '[A] and [B] (belong|must stay|have to be|must be kept) together',
  '(do not separate|never separate|we cannot separate) [A] (and|from) [B]',
];

export const different: readonly string[] = [
  '[A] and [B] (must not|cannot|may not|should not|shall not|are not to|must never) [go] [in] the same [place]',
  '[A] and [B] (must|have to|should|are to|need to) [go] [in] different [places]',
  '[A] and [B] (must not|cannot|may not|should not) (share a~|have the same|get the same) [place]',
  '(keep|put|place) [A] and [B] [in] (different|separate) [places]',
  '[A] [cannot] [go] [in] the same [place] as [B]',
  '[A] ([cannot] have|[cannot] get|refuse[s]|[does] not want) the same [place] as [B]',
  '[A] and [B] have to be kept apart(: not|, so not) [in] the same [place]',
  '[A] and [B] (must be kept apart|have to be kept apart|must be separated|do not go together|are to be kept apart)',
  '(never|not) [A] and [B] (together|[in] one [place])',
  '[A] and [B]: not the same [place]',
  'not [A] (together with|with) [B]',
  'the [place] of [A] cannot be that of [B]',
];

/** If [A] gets [P], then [B] gets [Q]. */
export const ifThen: readonly string[] = [
  'if [A] [is] [put] [inP], [B] [Bmust] [go] [inQ]',
  'if [A] get[s] [P], (then|) [B] [Bmust] get [Q]',
  '[B] [Bmust] [go] [inQ] (if|whenever|provided that|in case) [A] [is] [put] [inP]',
  'should [A] get [P], [B] get[Bs] [Q]',
  '[A] [inP] (means|implies|requires) [B] [inQ]',
  '[A] can only (get|have) [P] (if|when|on condition that) [B] get[Bs] [Q]',
  'once [A] get[s] [P], [B] [Bis] bound to get [Q]',
];

/** If [A] gets [P], then [B] does not get [Q]. */
export const ifThenNot: readonly string[] = [
  'if [A] [is] [put] [inP], [B] [Bcannot] [go] [inQ]',
  'if [A] get[s] [P], (then|) [B] [Bcannot] get [Q]',
  '[B] [Bcannot] [go] [inQ] (if|when|whenever) [A] [is] [put] [inP]',
  'should [A] get [P], [Q] is (closed to|not possible for|out of the question for) [B]',
];

/** [A] in [P] or [B] in [Q]. */
export const oneOrOther: readonly string[] = [
  'either [A] get[s] [P] or [B] get[Bs] [Q](, or both|)',
  '(at least one of these (must|has to) hold:|one of the two at least:) [A] [inP], [B] [inQ]',
  '[A] [must] [go] [inP] unless [B] [Bis] [put] [inQ]',
];

/** [A] shares with nobody. */
export const alone: readonly string[] = [
  '[A] [must] [go] [in] a~ [place] (alone|without any of the others)',
  '[A] ([cannot] share|refuse[s] to share|will not share|[does] not share) the [place] with (anybody|any of the others|another [thing])',
  '(no other [thing]|none of the others) (may|can|is to) (have|get|be [put] [in]) the same [place] as [A]',
  '[A] need[s] a~ [place] to be alone in',
];

/** In the order of the places: [A] before [B]. */
export const earlier: readonly string[] = [
  '[A] [must] [go] (before|earlier than) [B]',
  '[A] (come[s]|[is]) (before|earlier than|ahead of) [B]',
  '[A] before [B]',
  '[B] (come[Bs]|[Bmust] come) (after|later than) [A]',
  '[A] get[s] an earlier [place] than [B]',
  '(put|plan|schedule) [A] (earlier than|before) [B]',
];

/** [B] is one [place] after [A]. */
export const nextAfter: readonly string[] = [
  '[B] (come[Bs]|[Bis]|[Bmust] come|[Bmust] be) exactly one [place] after [A]',
  '[B] get[Bs] the [place] (right|directly|immediately) after (that of [A]|[A])',
  '[A] and [B] (are|come|must be) on (successive|consecutive) [places] in this order',
];

/** [A] gets the place number [n] of all: not used for names. */
export const distinct: readonly string[] = [
  'no two [things] (may|can|should|are to) (share a~|have the same|get the same) [place]',
  '(each|every) [thing] (gets|has|takes|needs) a~ (different [place]|[place] of its own)',
  'all [things] (must|have to) [go] [in] different [places]',
  'no [place] (may be|is) used twice',
  '(one [place] each|each [place] only once|one to one)',
  'every [place] (goes to one [thing] only|is used at most once)',
];

/** At most [n] things to a place. */
export const atMostEach: readonly string[] = [
  'no [place] (may take|takes|may have|has room for|can hold) more than [n] [things]',
  '(each|every) [place] (takes|holds|has room for|can have|is good for) (at most|up to|no more than) [n] [things]',
  '(at most|no more than|up to|not more than|a~ maximum of) [n] [things] (per [place]|[in] each [place]|to a~ [place]|[in] any one [place])',
  'there (may|can|should) be (at most|no more than) [n] [things] [in] (each|any) [place]',
  '[n] [things] are the (most|limit|maximum) (for any|for each|for every) [place]',
  '(never|not) more than [n] (of them|) (to a~ [place]|[in] the same [place]|per [place])',
];

export const exactlyEach: readonly string[] = [
  '(each|every) [place] (takes|gets|must have|has|is to have) (exactly|precisely) [n] [things]',
  '(exactly|precisely) [n] [things] (per [place]|[in] each [place]|to a~ [place]|for every [place])',
  '[n] [things] [in] each [place](, no more, no less|)',
  'there must be exactly [n] [things] [in] (each|every) [place]',
];

export const atLeastEach: readonly string[] = [
  '(each|every) [place] (takes|gets|must have|has|needs) (at least|no fewer than|a~ minimum of) [n] [things]',
  '(at least|no fewer than) [n] [things] (per [place]|[in] each [place]|to a~ [place]|for every [place])',
  'there (must|should) be at least [n] [things] [in] (each|every) [place]',
];

export const usedEach: readonly string[] = [
  '(no [place] (may|can|should) (stay|be left|remain) (empty|unused)|every [place] is used|each [place] (has to|must) be used|there must be at least one [thing] [in] each [place])',
];

/** Count of one place. */
export const exactlyIn: readonly string[] = [
  '(exactly|precisely) [n] [things] (must|have to|should|are to) [go] [inP]',
  '[P] (takes|gets|must have|is for) (exactly|precisely) [n] [things]',
  '[P]: exactly [n]( [things]|)',
  '[inP] there (are|must be|will be) (exactly|precisely) [n] [things]',
];

export const atMostIn: readonly string[] = [
  '(at most|no more than|not more than|up to) [n] [things] (can|may) [go] [inP]',
  '[P] (takes|gets|has room for|can have|is limited to) (at most|no more than) [n] [things]',
  '[P] has (only|just) room for [n] [things]',
  '[inP] there (may|can) be (at most|no more than) [n] [things]',
  '[P]: [n] at (most|the most)',
];

export const atLeastIn: readonly string[] = [
  '(at least|no fewer than) [n] [things] (must|have to|should|are to) [go] [inP]',
  '[P] (takes|gets|must have|needs) at least [n] [things]',
  '[inP] there (must|should) be at least [n] [things]',
  '[P]: [n] or more',
];

/** Room told for each place, in a list. */
export const capacityRule: readonly string[] = [
  '(no [place] may be overfilled|do not overfill any [place]|the room [in] each [place] must not be exceeded|these limits must be kept|no [place] (takes|can hold) more than that)',
  '(stay|we stay|you must stay) within (these limits|these numbers|what each [place] holds)',
];

/** Pairs that must differ. */
export const pairsDiffer: readonly string[] = [
  '([things] that [touch]|any two that [touch]|two [things] that [touch]|those that [touch]) (must not|cannot|may not|should not) (share a~|have the same|get the same) [place]',
  '([things] that [touch]|any two that [touch]|those that [touch]) (need|must get|must have|require|have to get) different [places]',
  '(give|assign) different [places] to [things] that [touch]',
  '(wherever|whenever) two [things] [touch], (their [places] must differ|they need different [places])',
  'no two [things] that [touch] (may|can) [go] [in] the same [place]',
];

/** Numbers for places: channels, decks. */
export const numberApart: readonly string[] = [
  '[A] and [B] (must|have to|should) be at least [n] [places] apart',
  'the [place] numbers of [A] and [B] (must|have to|should) differ by (at least [n]|[n] or more)',
  'there (must|has to) be a~ (gap|distance) of at least [n] between the [place] numbers of [A] and [B]',
];
