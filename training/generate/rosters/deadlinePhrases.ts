/** What is said of moments: [n] [u] after the start of all, [at] as "hour 5" or a time on the clock. */
const DONE = '(finished|done|[done]|complete|over|through|ready|out)';

/** [A] done at the latest at a moment of the clock. */
export const dueAtClock: readonly string[] = [
  `[A] [must] be ${DONE} by [at]`,
  `[A] [must] be ${DONE} (no later than|not later than|at the latest by) [at]`,
  `[A] [has] to be ${DONE} by [at]( at the latest| sharp|)`,
  '[A] by [at] (at the latest|latest|, please|)',
  `by [at] [A] [must] be ${DONE}`,
  '(the customer|somebody|the boss|a~ driver|the client) (comes|calls|turns up) for [A] at [at](, so [it] [must] be done by then|, and [it] [must] be (finished|ready) by then)',
  '(we|they|I) (promised|need|want|have promised) [A] by [at]',
  '[A] [must] (end|finish) by [at]',
  '[A] [cannot] (end|finish|last|run|go on) (later than|past|beyond) [at]',
  '(the deadline|the due time|the latest end) for [A] is [at]',
  '[A] [is] (due|due to be finished) (at|by) [at]',
  '(if [A] [is] not|should [A] not be) (finished|ready) by [at], (we are in trouble|the contract is lost|the customer walks away|there will be a~ scandal)(, so that must not happen|: not an option)',
  'finish [A] by [at]',
  'latest (end|finish) of [A]: [at]',
  '[Abare]: (done|finished|out|ready) by [at]',
];

/** [A] done at the latest some time after the start. */
export const dueAfter: readonly string[] = [
  `[A] [must] be ${DONE} (by|no later than|at the latest by|not later than) [at]`,
  `[A] [must] be ${DONE} within (the first|) [n] [u] (of the start|from the start|)`,
  `[A] [must] be ${DONE} (after at most|after no more than) [n] [u]`,
  '[A] by [at]( at the latest| latest|)',
  `by [at], [A] [must] be ${DONE}`,
  '[A] [cannot] (end|finish|last|run|go on) (later than|past|beyond) [at]',
  '(the deadline|the due date|the latest end) (for|of) [A] is [at]',
  '[A] [is] due (at|by) [at]',
  `(we|they|I) (promised|want|need) [A] ${DONE} by [at]`,
  '(no later than|not later than) [n] [u] after (the start|we start|opening), [A] [must] be (finished|done|complete|ready)',
  'finish [A] (by [at]|within [n] [u])',
  '[A] [has] a~ deadline: [at]',
  '[Abare]: (done|finished|ready) by [at]',
];

/** [A] does not start before a moment. */
export const readyAt: readonly string[] = [
  '[A] [cannot] (start|begin|be started|be begun|get going) (before|earlier than|sooner than|until) [at]',
  '[A] (can|may|can only|may only) (start|begin) (from [at] on|at [at] or later|from [at] onwards|at [at] at the earliest)',
  '[A] [is] not (available|here|delivered|ready|at hand) (before|until) [at]',
  '[A] [is] (only|) (available|ready|at hand) from [at]( on|)',
  '(nobody|no one) (may|can) (start|begin|touch|work on) [A] before [at]',
  '[A] not before [at]',
  '(the material|the key|the paperwork|the part|what we need) for [A] (arrives|comes|only arrives|gets here) at [at](, so [it] [cannot] start (earlier|before that)|, and [it] [cannot] start (earlier|before that))',
  '(before|until) [at], [A] [cannot] (start|begin|be started)',
  '(do not|never) (start|begin) [A] (before|until) [at]',
  '[A] (start[s]|begin[s]|[must] start) (no earlier than|not before|no sooner than) [at]',
  'earliest (start|beginning) (of|for) [A]: [at]',
  '[A] [must] wait (until|till) [at]',
  '[Abare]: from [at]( on|)',
];

/** [A] starts at a moment. */
export const startsAt: readonly string[] = [
  '[A] [must] (start|begin) at [at]( sharp| on the dot| exactly|)',
  '[A] [is] (fixed|booked|set|scheduled) (to start|to begin) at [at]',
  '[A] (start[s]|begin[s]) at [at](, that cannot be moved|, that is fixed|, no matter what|)',
  'the start of [A] is fixed at [at]',
];

/** Nothing starts before a moment. */
export const allFrom: readonly string[] = [
  '(work starts|we start|they start|I start|the day begins|the shift starts|the shift begins) at [at]',
  '(we open|they open|the doors open|the place opens|the site opens|the gate opens) at [at]',
  '(nothing|no [thing]|none of the [things]) (may|can|is to|will) (start|begin|be started) (before|earlier than|until) [at]',
  '(everything|it all|all of it) (happens|starts|takes place) (from [at] on|no earlier than [at]|at [at] or later)',
  'opening: [at]',
  'earliest start: [at]',
  'the [resource] (is available|is free|can be used|is ready|is on) (from [at] on|from [at]|from [at] onwards)',
  '(we|they) (get the keys|can get in|arrive|are let in) at [at], (not earlier|no sooner|not a~ minute earlier)',
  '(the power|the water|the heating|the lift) is (off|cut|down) (until|till) [at], so (nothing|no [thing]) can (start|begin) before (that|then)',
  '(the boss|the supervisor|the caretaker) unlocks (everything|the place|the door) at [at]',
];

/** Everything done by a moment. */
export const allUntil: readonly string[] = [
  '(everything|it all|all of it|the lot) (must|has to|should|needs to) be (finished|done|over|complete|through) by [at]',
  '(we close|they close|the doors close|the site closes|the gates close|the place shuts) at [at](, and all must be done by then|, everything has to be finished by then| and nothing may run longer)',
  '(nothing|no [thing]|none of the [things]) (may|can|is allowed to) (run|last|go on|end) (past|beyond|later than) [at]',
  '(all|the) [things] (must|have to|should|need to) be (finished|done|[done]|over|complete) by [at]( at the latest|)',
  'latest end (of everything|of all|): [at]',
  '(at|by) [at] (everybody|everyone|the staff|the whole crew) goes home, so (everything|all) must be (finished|done) by then',
  'by [at] (everything|all of it|every [thing]|every single [thing]) (must|has to|should) be (finished|done|[done]|complete)',
  '(the power|the water|the light) (goes off|is cut|will be cut) at [at], (all must be done by then|by then everything must be finished)',
];

/** All within a time. */
export const allWithin: readonly string[] = [
  '(everything|it all|the whole thing|the lot) (must|has to|should) be (finished|done|over) (within|in at most) [n] [u]',
  '(all|the) [things] (must|have to|should|need to) be (finished|done|[done]|complete) within [n] [u]',
  '(we|they|I) (have|have got) (only|just|) [n] [u] (in all|in total|altogether|for everything|for the lot)',
  '(nothing|no [thing]) (may|can) (run|last|go on) (past|beyond) [at]',
  'after [n] [u] (everything|it all) (must|has to) be (over|done|finished)',
  'by [at] (everything|all of it|every [thing]) (must|has to|should) be (finished|done|[done]|complete)',
  '(the whole|all of it|everything) (may|should) (take|last) (no more than|at most|no longer than) [n] [u]',
];

/** Everything between two moments. */
export const window: readonly string[] = [
  '(everything|all of it|the whole work|it all) (must|has to|should) (happen|take place|be done) between [at] and [end]',
  '(the [resource]|the place|the site|the hall) (is open|is available|can be used|is ours|is free) (from [at] to [end]|from [at] until [end]|between [at] and [end]|from [at] till [end])',
  '(we|they|I) (work|are there|have time|can work) from [at] (to|until|till) [end]( only|, no earlier and no later|)',
  'working (time|hours): [at] (to|until|-) [end]',
  '(all|the) [things] (must|have to|should) (run|be [done]|fit) between [at] and [end]',
];

/** No job runs between two moments. */
export const breakTime: readonly string[] = [
  '(between [at] and [end]|from [at] to [end]|from [at] until [end]) (nothing runs|no [thing] may run|nobody works|everybody has a~ break|all work stops|there is a~ break|nothing may be in progress|the [resource] is switched off)(, and (nothing|no [thing]) may be interrupted|)',
  '(there is a~ break|there is a~ lunch break|the lunch break is|we have lunch|they have a~ break) (from [at] to [end]|from [at] until [end]|between [at] and [end])(, and no [thing] may run across it|, and nothing may straddle it|, nothing is interrupted for it|)',
  'no [thing] (may|can) (be in progress|run|go on) (between [at] and [end]|from [at] to [end])',
  'each [thing] (must|has to|should) either (end|be finished|be over) by [at] or (start|begin) at [end] or later',
  'break: [at] (to|until|-) [end]',
];
