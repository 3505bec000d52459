/**
 * What is said of jobs on a time line. [A] comes before [B] where there are two; [is], [must] go with [A], [Bis], [Bmust]
 * with [B]; [done] is what happens to a job of the scene; [at] is a moment, [n] [u] a length of time.
 */
const FINISHED = '(finished|done|[done]|complete|over|through|ready|finished with|out of the way)';

export const before: readonly string[] = [
  `[A] [must] be ${FINISHED} before [B] (can {start:start}|{start:starts}|{start:begins}|may begin|(is|gets) started|gets under way|can be tackled|[Bis] touched)`,
  '[A] (come[s]|go[es]|[must] come|[must] go|[must] be [done]) before [B]',
  '[A] [is] (to be|) [done] before [B] (is|)',
  '[A] precede[s] [B]',
  '[A] before [B]',
  '[A] first, (then|and then|only then|after that) [B]',
  `[B] (can|may|can only|may only|[Bmust] only) start (after|once|when|as soon as) [A] [is] ${FINISHED}`,
  `[B] [Bcannot] (start|begin|be started|be begun|get going) (before|until|unless) [A] [is] ${FINISHED}`,
  `[B] [Bhas] to wait (for [A]|until [A] [is] ${FINISHED}|till [A] [is] ${FINISHED})`,
  '[B] wait[Bs] for [A]',
  '[B] need[Bs] [A] (done|finished|to be done|to be finished|) first',
  '[B] (require|presuppose)[Bs] (that [A] [is] complete|that [A] [is] finished|[A] to be (complete|finished))',
  '[B] follow[Bs] [A]',
  '[B] (come[Bs]|[Bis]|go[Bes]|[Bmust] come) (after|only after|later than|somewhere after) [A]',
  `only (once|when|after) [A] [is] ${FINISHED} (can|may) [B] (start|begin|be started)`,
  `(once|as soon as|when) [A] [is] ${FINISHED}(, but not before|, and no sooner), (we|you|they) (can|may) (start|begin) (with|on) [B]`,
  `(do not|never|nobody may|you must not|we cannot|one cannot) (start|begin|touch) [B] (before|until) [A] [is] ${FINISHED}`,
  `(finish|complete) [A] before (you|we) (start|begin|touch|get to) [B]`,
  '(we|they|I) (have|need) to (finish|complete|be done with) [A] before (starting|beginning|turning to) [B]',
  `(if|as long as|while) [A] [is] not ${FINISHED}, [B] [Bcannot] (start|begin)`,
  '[A] [is] a~ (prerequisite|precondition) (for|of) [B]',
  `no [Bbare] (before|until) [A] [is] ${FINISHED}`,
  `(until|before) [A] [is] ${FINISHED}, [B] [Bmust] (wait|stay untouched|rest)`,
  '[B] build[Bs] on [A] and so (start[Bs]|[Bis] started) (after|when) [A] (end[s]|[is] finished)',
  '[A] end[s] (before|no later than) [B] (start[Bs]|begin[Bs])',
  '[B] [Bis] only (possible|started|begun|[done]) (after|once) [A] [is] (done|finished)',
  '[A] [must] not be (unfinished|still running) when [B] (start[Bs]|begin[Bs])',
  '[B] depend[Bs] on [A] (being finished|being done|having been finished)',
  '[Bbare] after [Abare]',
];

/** [A] and [B] both before [C]. */
export const bothBefore: readonly string[] = [
  '[C] need[Cs] ([A] and [B]|both [A] and [B]) (done|finished|to be finished|to be done|) first',
  '[C] wait[Cs] for (both|) [A] and [B]',
  '[C] (can|may|can only|may only) (start|begin) (after|once|when|as soon as) (both|) [A] and [B] are (finished|done|complete|through)',
  '[A] and [B] (have to|must|should|need to|shall) (both|) be (finished|done|[done]|complete) before [C] (start[Cs]|begin[Cs]|can start)',
  '[C] [Ccannot] (start|begin|be started) (before|until) (both|) [A] and [B] are (finished|done|complete|ready)',
  '[C] come[Cs] after (both|) [A] and [B]',
  '(both|) [A] and [B] (precede|come before|go before) [C]',
  '[C] require[Cs] that (both|) [A] and [B] (are|have been) (completed|finished|[done])',
  'before [C], (both|) [A] and [B] (must|have to) be (done|finished|[done])',
  'only when [A] as well as [B] [Bis] done (can|may) [C] (start|begin)',
  '[C] presuppose[Cs] [A] and [B]',
  '(do not|never) (start|begin) [C] before [A] and [B] are (finished|done)',
];

/** [A] before [B] and before [C]. */
export const beforeBoth: readonly string[] = [
  '[A] [must] be (finished|done|[done]|complete) before (either [B] or [C]|[B] and [C]) can (start|begin)',
  'both [B] and [C] (wait for|need|depend on) [A]',
  'none of [B] and [C] (can|may) (start|begin) before [A] [is] (done|finished|over)',
  'neither [B] nor [C] (can|may) (start|begin|be started) (before|until) [A] [is] (done|finished|over)',
  '[A] come[s] before both [B] and [C]',
  '[B] and [C] (must|have to) wait (for [A]|until [A] [is] (done|finished))',
  '(once|when|after) [A] [is] (done|finished), and not before, [B] and [C] (can|may) (start|begin)',
  '[B] as well as [C] (comes|follows) after [A]',
];

/** [A] before all of [list]. */
export const beforeSeveral: readonly string[] = [
  '[A] [must] be (finished|done|[done]|complete) before [list] can (start|begin)',
  '[list] (wait for|need|depend on) [A]',
  'none of [list] (can|may) (start|begin) before [A] [is] (done|finished|over)',
  '[A] come[s] before [list]',
  '[list] (must|have to) (all|) wait (for [A]|until [A] [is] (done|finished))',
];

/** [A], then [B], then [C]. */
export const chain: readonly string[] = [
  '[A] (come[s]|[must] come|go[es]) before [B](, and [B]| and that| and [B] in turn| which in turn come[Bs]|, and [B] come[Bs]) before [C]',
  '(the order is|this order is fixed:|in this order:|the sequence is) [A], (then|) [B], (then|and finally|and last) [C]',
  '[A] first, then [B], (then|and only then|after that) [C]',
  '[B] follow[Bs] [A] and [C] follow[Cs] [B]',
  '[A] [must] be (done|finished|[done]) before [B], and [B] before [C]',
  '[C] need[Cs] [B] (done|finished), and [B] need[Bs] [A] (done|finished)',
  '(first|) [A], after (it|that) [B], after that [C]',
];

/** [A] after all others. */
export const last: readonly string[] = [
  '[A] [is] (the last|last|done last|the very last|to be [done] last|left until the end)',
  '[A] come[s] (last|at the end|at the very end|after everything else|after all the others)',
  '[A] [must] (wait for all the others|be [done] after all the others|come last|be the last one)',
  '[A] (can|may|can only|may only) (start|begin) (when|once|after) (everything else|all else|the rest) is (finished|done|complete)',
  '[A] need[s] (everything else|all the others|all other [things]) (finished|done|) first',
  '(everything else|all the rest|all other [things]) must be (finished|done) before [A]',
  '(once|when|after) all (the others|other [things]) are (finished|done|through), and only then, [A] (can start|start[s]|begin[s])',
  '(nothing|no other [thing]) (may|can) be unfinished when [A] (start[s]|begin[s])',
  '[A] follow[s] (all the others|everything else|all other [things])',
  '(do|leave|keep) [A] (last|for the end|for last)',
];

/** [A] before all others start. */
export const first: readonly string[] = [
  '[A] [must] be (finished|done|[done]|complete) before (anything else|any other [thing]|all the others|the others) can (start|begin)',
  '(nothing else|none of the others|no other [thing]) (may|can) (start|begin|be started) (before|until) [A] [is] (finished|done|over|complete)',
  '[A] come[s] (first of all|before everything else|before all the others)',
  '(all the others|everything else|the rest) must wait (for [A]|until [A] [is] (done|finished))',
  '(all other [things]|all the others) (need|require) [A] (done|finished) (first|beforehand)',
  '(we|they|you) (cannot|can not) start anything else (before|until) [A] [is] (done|finished)',
];

/** [A] starts no later than any other. */
export const opensFirst: readonly string[] = [
  '(nothing|no [thing]|none of the others) (may|can|should) {start:start} (before|earlier than) [A] start[s]',
  '[A] [must] be the first (to start|one to begin|one started)',
  '[A] [is] (started|begun) (first|no later than any other)',
  '(start|begin) with [A]',
];

/** [A] does not start first. */
export const notFirst: readonly string[] = [
  '[A] [cannot] be (the first|first|[done] first|the first to start|the one to start with)',
  '[A] [cannot] (start first|go first|be started before all the others)',
  '(do not|never) (start|begin) with [A]',
  '(something|some [thing]|at least one [thing]) (must|has to) (start|begin) (before|earlier than) [A] start[s]',
];

/** [B] at least [n] [u] after the end of [A]. */
export const pause: readonly string[] = [
  '[B] (can|may) (start|begin) (no sooner than|at the earliest) [n] [u] after [A] (end[s]|[is] (finished|done|over))',
  'once [A] [is] (finished|done|over), (at least|no less than) [n] [u] (must|have to|should) (pass|go by) before [B] (start[Bs]|begin[Bs]|can start)',
  '(there must be|there have to be|we need|leave|allow) (at least|no less than|a minimum of) [n] [u] between the end of [A] and the start of [B]',
  '[A] need[s] [n] [u] to (rest|dry|cool down|settle) before [B] (start[Bs]|begin[Bs]|can start)',
  '[B] [Bmust] wait (at least|) [n] (more|further|) [u] after [A] [is] (finished|done)',
  '[n] [u] (or more|at least) (pass|go by) between [A] and [B], in that order',
  '[B] follow[Bs] [A] with a~ (break|gap|pause) of (at least|) [n] [u]',
  '[B] not (until|before) [n] [u] after [A] [is] (done|over|finished)',
];

/** [B] starts right when [A] ends. */
export const noGap: readonly string[] = [
  '[B] [Bmust] (start|begin) (immediately|right|directly|straight) when [A] (end[s]|[is] (done|finished))',
  '[B] follow[Bs] [A] (immediately|without a~ gap|without any pause|directly|at once)',
  '[B] come[Bs] (immediately|directly|straight|right) after [A], (no gap|without a~ gap|no pause|without any break)',
  '(as soon as|the moment|the minute) [A] end[s], [B] [Bmust] (start|begin)',
  'there (must|may|should) be no (gap|pause|break) (at all|) between the end of [A] and the start of [B]',
];

/** [A] and [B] start together. */
export const together: readonly string[] = [
  '[A] and [B] (start|begin|are started|must start|have to begin|are to be started) (together|at the same time|at the same moment|simultaneously)',
  '[B] (start[Bs]|begin[Bs]|[Bmust] start) (exactly when [A] start[s]|at the same (time|moment) as [A])',
  '[A] [must] (start|begin) (together with|at the same time as|simultaneously with) [B]',
];

/** [B] starts at least [n] [u] after the start of [A]. */
export const startLag: readonly string[] = [
  '[B] [Bcannot] (start|begin) (until|before|earlier than) [n] [u] after the (start|beginning) of [A]',
  '[B] (start[Bs]|begin[Bs]|[Bmust] start) (at least|no sooner than) [n] [u] after [A] (start[s]|begin[s])',
  '[B] (can|may) only (start|begin) when [A] [has] been (running|going|under way) for (at least|) [n] [u]',
  'at least [n] [u] (must|have to) (pass|go by) between the start of [A] and the start of [B]',
];

/** [A] starts before [B] does. */
export const startsBefore: readonly string[] = [
  '[A] [must] (start|begin|be started) (before|earlier than) [B] (start[Bs]|begin[Bs])',
  '[B] [Bmust] (start|begin) later than [A] (start[s]|begin[s])',
];

/** [A] and [B] not at the same time. */
export const apart: readonly string[] = [
  '[A] and [B] (cannot|must not|may not|can not|should not|shall not|must never) (overlap|be [done] at the same time|run at the same time|run in parallel|coincide|go on at once|take place simultaneously|happen together)',
  '[A] [cannot] (overlap with|overlap|be [done] at the same time as|coincide with|take place during) [B]',
  '(never|do not|please do not) (do|run|have) [A] and [B] at (once|the same time)',
  '[A] and [B] (need|use|share|require) the same (tool|key|person|supervisor|room|socket|equipment)(, so (they|these) (cannot overlap|must not overlap|have to be done one after the other)|, so (only|) one (at a time|after the other)| and (so|therefore) (exclude each other in time|cannot run in parallel))',
  '[A] and [B] (have to|must|should) be [done] (one after the other|one after another, in whatever order|separately in time|at different times|in sequence, in either order)',
  '(while|as long as) [A] [is] (running|going on|in progress|being [done]), [B] [Bcannot] be(, and the other way round| and vice versa|, and vice versa)',
  '[A] (come[s]|go[es]|[is] [done]) before [B] or after [B], but (never|not) (at the same time|in parallel)',
  'there is (only|just|but) one (person|specialist|ladder|set of tools|trolley) for [A] and [B](, so not both at once|, so they cannot overlap)',
  'no (overlap|overlapping) (of|between) [A] and [B]',
  '[A] / [B]: not (at the same time|in parallel|simultaneously)',
];

/** [A], [B] and [C] never two at once. */
export const threeApart: readonly string[] = [
  'no two of [A], [B] and [C] (may|can|should|must) (overlap|run at the same time|be [done] at once|coincide)',
  '[A], [B] and [C] (share|need|all need|all use) (one|the only|a~ single) (tool|trolley|socket|expert|key)(, so one at a time|, so they go one after the other|, one after the other| and cannot overlap)',
  '(only|at most) one of [A], [B] and [C] (may|can) (run|be in progress|be under way|go on) at (a~ time|any moment|any time)',
  '[A], [B] and [C] (must|have to|should) (be [done]|run|happen|take place) one after the other, in (any|whatever|whichever) order',
];

/** Everything one at a time; for the resource of the scene. */
export const oneAtATime: readonly string[] = [
  '(there is|we have|I have|they have|we only have) (only|just|but|) (one|a~ single) [resource]',
  '(only|at most|no more than) one [thing] (can|may|will) be [done] at a time',
  '(one|a~ single) [resource](, which takes one [thing] at a time|, one [thing] at a time|, that is all there is| for all of (it|them)| for everything)',
  'the [resource] (takes|handles|serves|manages|does) (only|just|) one [thing] at a time',
  'no two [things] (can|may) (be [done]|run|go on) at (the same time|once)',
  '(all|the) [things] (have to|must|need to|are to) be [done] one (after the other|after another|by one|at a time)',
  '(they|the [things]|these) (cannot|must not|may not|should not) overlap',
  '(since|because|as) (there is|we have|I have) (only|just) one [resource], (everything|all) (has to be [done]|must be [done]|goes) (one after the other|one by one|in sequence)',
  '(I|we) (can|will) only (do|handle|manage) one [thing] at a time',
  'one [resource], one [thing] at a time',
  'no overlaps, one [thing] after the other',
  'the (only|one|single) [resource] (can hold|can take|takes|holds) (one|a~ single) [thing] (at a time|at any moment)',
  'at no (time|moment|point) (may|can|shall) (two [things]|more than one [thing]) be in (progress|work)',
  'one at a time(, please| only| of course|)',
  'with (only|just) one [resource], (we|they) (cannot|can not) (do|run) two [things] at once',
];

/** Set-up of [n] [u] between any two, one at a time. */
export const setUp: readonly string[] = [
  '<(one [thing] at a time|only one [resource]|there is one [resource]), and (between (any|every) two|between one [thing] and the next) (there must be|we need|it needs|one needs) [n] [u] (of cleaning|for cleaning|to set up|for resetting|of set-up|)>',
  'the [resource] (does|takes) <one [thing] at a time and (needs|takes) [n] [u] (of|for) (cleaning|set-up|resetting|a~ change-over) (between two [things]|before the next one|after each of them before the next can start)>',
  '<(there is only|we have only|I have just) one [resource]>, and <(changing over|cleaning up|resetting it) from one [thing] to the next takes (another|) [n] [u]>',
  '<(no two at once|never two at the same time), and (at least|) [n] [u] between (any two|two [things])>',
  '<after each [thing] the [resource] (is|stays) (blocked|unusable|out of use) for [n] [u], and it (takes|handles) only one at a time>',
];

/** At most [n] at the same time; [resources] of the scene. */
export const atMost: readonly string[] = [
  '(there are|we have|they have|we have got|I have) [n] [resources](, each (takes|handles|for) one [thing] at a time|, one [thing] each at a time| and each of them (takes|handles|does) one [thing] at a time)',
  '(at most|no more than|up to|a~ maximum of|not more than) [n] [things] (can|may|are allowed to) (run|be [done]|be in progress|go on) (at the same time|at once|in parallel|simultaneously|at any moment)',
  '[n] [resources], each one [thing] at a time',
  '[n] [things] (can|may) be [done] (in parallel|at once|at the same time|side by side), (no more|not more|but no more than that)',
  'with [n] [resources], (we|they) (can|may) (run|do|handle) (at most|only) that many [things] at once',
  '(never|not) more than [n] (of them|of the [things]|[things]) (at once|at a time|at the same time|in parallel)',
  '(only|just) [n] [resources] (are available|are there|are free|can be used), and each [thing] (occupies|blocks|ties up|needs) one of them (from start to end|throughout|the whole time|until it is finished)',
  'the [n] [resources] (are identical|are all alike|are interchangeable) and (take|serve|handle) one [thing] each',
];

/** [n] hands in all, for the crew data. */
export const crewLimit: readonly string[] = [
  '(there are|we have|they have|we have got|I have) (only|just|) [n] [people] (in all|in total|altogether|on duty|available|today|on hand|)',
  '(only|just|no more than|at most) [n] [people] (are available|are there|are on duty|can be had|have said yes)',
  '(at no time|at no moment) (may|can) more than [n] [people] be (busy|needed|at work|occupied)',
  '(the crew|the team|our team|the staff) (has|counts|consists of|is) [n] (people|heads|persons)',
  '[n] [people] (in all|in total|altogether|are on hand)',
  'a~ (crew|team|staff) of [n]',
  '(all|everything) (must|has to) be (managed|done) with [n] [people]',
  'the [things] under way at (the same time|any moment) (must not|cannot|may not) need more than [n] [people] (together|in all|)',
  'we work with [n] [people] (in all|at any time|)',
  '(in total|all in all) [n] [people] are (there|available)',
];
