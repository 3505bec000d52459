import { lines } from './pattern';

/** What a rule among chosen things says, and in which words. `{A}` to `{D}` are things, `{A_bare}` without "the", `{n}` is
 * a number. */
export interface ChoiceRule {
  readonly things: number;
  readonly gold: string;
  readonly weight: number;
  readonly prose: readonly string[];
  readonly terse: readonly string[];
}

function rule(things: number, weight: number, gold: string, prose: string, terse: string): ChoiceRule {
  return { things, gold, weight, prose: lines(prose), terse: lines(terse) };
}

/** Rules between single things; in the gold `A` stands for the first thing's decision. */
export const choiceRules: readonly ChoiceRule[] = [
  rule(
    2,
    16,
    'A -> B',
    `
    {hint} <if {we} {picks} {A}, {we} {must} [also] {pick} {B} [too|as well]>[{why}]
    {hint} <if {A} (is|gets) {picked}, [then] {B} {musts} be {picked} [too|as well]>[{why}]
    <{A} can only be {picked} (if|when|provided that) {B} is [{picked}|{picked} too|too]>[{why}]
    {hint} <{A} (requires|needs|presupposes|depends on|calls for|relies on|cannot do without|makes sense only with) {B}>[{why}]
    <{picking} {A} (means|requires|presupposes|entails|implies|commits {us} to) {picking} {B} [as well|too]>
    {hint} <no {A_bare} without {B}>[{why}]
    <without {B} (there can be|there is|there will be) no {A_bare}>
    <{A} (is|would be) (useless|pointless|no good|worthless|of no use) (without|unless there is) {B}>
    {hint} <{we} may {pick} {A} only (together with|along with|in combination with|with) {B}>
    <should {A} be {picked}, {B} {musts} be {picked} too>[{why}]
    <{A} (may|can|must) not be {picked} unless {B} is> [too]
    <unless {B} is {picked}, {A} (cannot|may not|must not|can't) be>[{why}]
    {hint} <{B} is a (condition|precondition|prerequisite) for {A}>
    <{A} only (makes sense|works|counts|comes into question) (if|when) {we} {picks} {B} [too|as well]>
    <whoever (wants|says) {A} must [also] (accept|take) {B}>
    <{A} is (only possible|possible only|allowed only|on offer only|thinkable only) with {B}>
    {hint} <{A} (drags|brings|pulls) {B} along>
    <in case {A} is {picked}, {B} {musts} be [{picked}] [too|as well]>
    <{A} goes only where {B} goes>
    <(as soon as|once|whenever) {A} is {picked}, {B} {musts} follow>
    <{we} {cannot_pick} {A} without [{picking}] {B}>
    `,
    `
    <if {A} then [also] {B}>
    <{A} only with {B}>
    <{A} needs {B}>
    <{A} {imp} {B}>
    <{A} {arrow} {B}>
    <{A} requires {B}>
    <no {A_bare} without {B}>
    <{A} in: {B} in>
    <{A} only if {B}>
    <with {A}, {B} too>
    <{A} implies {B}>
    `,
  ),
  rule(
    2,
    12,
    'not (A /\\ B)',
    `
    {hint} <{A} and {B} {cannot_all} both be {picked}>[{why}]
    {hint} <{we} {cannot_pick} both {A} and {B}>[{why}]
    <{A} and {B} (exclude each other|rule each other out|are mutually exclusive|do not go together|don't go together|cannot go together|clash|are incompatible|bite each other|get in each other's way)>[{why}]
    <not {both_of} {A} and {B}>[, please]
    {hint} <{A} and {B} (share|need|sit on|compete for) the same (site|slot|plug|room|permit|corner|crew|key), so (not both|only one of them|no more than one of them|{we} can't have both|one of them at most)>
    <{picking} {A} together with {B} is (forbidden|not allowed|out of the question|impossible|not on|ruled out)>
    <never {A} and {B} (together|at once|at the same time|in one go)>
    <{A} and {B} must not be {picked} {together}>
    {hint} <{we} will not {pick} {A} and {B} {together}>
    <{A} or {B}, but not both>, is fine; neither is fine too
    <it is not possible to {pick} {A} and {B} {together}>
    {hint} <either leave out {A} or leave out {B}>[{why}]
    <{A} (cannot|can't|must not) be combined with {B}>
    <nobody wants to see {A} and {B} {together}>
    <{A} and {B} are never {picked} in the same (plan|year|round|go)>
    <at least one of {A} and {B} stays (out|away|behind)>
    `,
    `
    <not both {A} and {B}>
    <{A} and {B}: not both>
    <{A} + {B} not together>
    <never {A} with {B}>
    <{A} excludes {B}>
    <{A} and {B} clash>
    <no {A_bare} together with {B}>
    <{A} / {B}: one at most>
    <{A} & {B} mutually exclusive>
    `,
  ),
  rule(
    2,
    7,
    'A \\/ B',
    `
    {hint} <at least one of {A} and {B} {musts} be {picked}>[{why}]
    <{we} {must} {pick} {A} or {B} [or both|, or both of them|, perhaps both]>[{why}]
    <{either} {A} and {B} {musts} be {picked}, both is (fine|all right|allowed|no harm)>
    {hint} <{A} or {B} (has to|must|should) be (there|among them|on the list|in the plan)>, (maybe|perhaps|possibly) both
    <without {A} and without {B} (it won't work|nothing works|it cannot be done)>, one of the two is needed
    <it takes {A} or {B} [or both]> (to please everyone|to get the permit|in any case|for the sponsor)
    <{we} {cannot_skip} both {A} and {B}>
    <not picking (either of|any of) {A} and {B} is (no option|not allowed|out of the question)>
    <one of {A} and {B}, or both,> {must_all} be in
    <{A} and {B} {cannot_all} both be left out>[{why}]
    <there must be {A} or {B}>[, if not both]
    `,
    `
    <{A} or {B} (or both)>
    <at least one of {A}, {B}>
    <{A} and/or {B}>
    <min one of {A} and {B}>
    <{A} or {B} has to be in>
    <one of {A}/{B} at least>
    `,
  ),
  rule(
    2,
    6,
    'A -> not B',
    `
    {hint} <if {we} {picks} {A}, {we} {cannot_pick} {B}>[{why}]
    <if {A} is {picked}, {B} (is|falls) out>
    <if {A} is {picked}, {B} (cannot|can't|may not|must not) be [{picked}]>[{why}]
    <{picking} {A} (rules out|forbids|excludes|blocks|kills) {B}>[{why}]
    <should {A} be {picked}, {B} must not>[{why}]
    {hint} <{A} only if {B} is not {picked}>
    <{A} can be {picked} only if {B} (stays out|is left out|is dropped|is not)>
    <with {A} {picked}, there is no (room|place|need|money) for {B}>
    <once {A} is {picked}, {B} is (off the table|off the list|no longer possible|dropped)>
    <whoever takes {A} must (do without|give up|leave out) {B}>
    <{A} means no {B_bare}>
    <in case {we} {picks} {A}, {B} has to be dropped>
    `,
    `
    <if {A} then not {B}>
    <{A} {imp} not {B}>
    <{A} in: {B} out>
    <{A} only without {B}>
    <{A} means no {B_bare}>
    <if {A}, no {B_bare}>
    `,
  ),
  rule(
    2,
    4,
    'A <-> B',
    `
    {hint} <{A} and {B} (go|come) together or not at all>
    <{either_picks} both {A} and {B} or neither of them>
    <{A} is {picked} if and only if {B} is>[{why}]
    <{A} and {B} (are sold as a pair|only come as a pair|belong together): both or neither>
    {hint} <if {A} is {picked}, so is {B}, and (vice versa|the other way round)>
    <{A} exactly when {B}>
    <{A} and {B} stand or fall together>
    <{A} and {B}: both or none>, (they are a pair|the seller insists|they share a contract)
    <{we} {cannot_pick} just one of {A} and {B}, it is both or none>
    <{picking} {A} (means|requires) {picking} {B}, and {picking} {B} (means|requires) {picking} {A}>
    `,
    `
    <{A} {iff} {B}>
    <{A} and {B}: both or neither>
    <{A} iff {B}>
    <both {A} and {B} or none of them>
    <{A} and {B} only as a pair>
    <{A} = {B}, together or not at all>
    `,
  ),
  rule(
    2,
    4,
    'not A -> B',
    `
    {hint} <if {A} is not {picked}, {B} {musts} be>[{why}]
    <if {we} {leaves} out {A}, {we} {must} {pick} {B} [instead]>[{why}]
    <without {A}, {B} {musts} be {picked}>
    <unless {A} is {picked}, {B} {musts} be>
    <{B} {musts} be {picked} (unless|if not) {A} is>
    <where {A} is missing, {B} (must stand in|must be there|has to step in)>
    <should {A} be (left out|dropped|skipped), {B} {musts} be {picked}>
    <no {A_bare}? then {B} {musts} be {picked}>
    <skipping {A} (means|requires) {picking} {B}>
    `,
    `
    <if not {A} then {B}>
    <no {A_bare} {imp} {B}>
    <{A} out: {B} in>
    <without {A}, {B}>
    `,
  ),
  rule(
    2,
    2,
    'not A -> not B',
    `
    {hint} <if {A} is not {picked}, {B} is not {picked} either>
    <if {we} {leaves} out {A}, {we} {must} leave out {B} too>
    <should {A} be dropped, {B} is dropped as well>
    <if {A} (falls|drops) out, so does {B}>
    <leaving out {A} means leaving out {B}>
    `,
    `
    <if no {A_bare}, no {B_bare}>
    <{A} out: {B} out>
    <not {A} {imp} not {B}>
    `,
  ),
  rule(
    2,
    4,
    'A + B <= 1',
    `
    {hint} <at most one of {A} and {B} (may|can|shall) be {picked}>[{why}]
    <{we} can {pick} (only one|no more than one|one at most) of {A} and {B}>[{why}]
    <no more than one of {A} and {B}>, please
    <of {A} and {B}[,] (only one|no more than one|one at the most) (may|can) be {picked}>[{why}]
    <there is (room|space|money|time) for only one of {A} and {B}>
    <{A} and {B}: one of them at most>
    `,
    `
    <max one of {A}, {B}>
    <at most one of {A} and {B}>
    <{A}/{B}: no more than one>
    <only one of {A}, {B}>
    `,
  ),
  rule(
    2,
    4,
    'A + B = 1',
    `
    {hint} <exactly one of {A} and {B} {musts} be {picked}>[{why}]
    <either {A} or {B} {musts} be {picked}, but not both>[{why}]
    <{we} {must} {pick} one of {A} and {B}, and only one>
    <{A} or {B}, one of them and not both, {musts} be {picked}>
    <of {A} and {B}, precisely one {musts} be {picked}>
    <one of {A} and {B} has to be {picked}, the other (stays|is left) out>
    <it is either {A} or {B}, never both and never neither>
    `,
    `
    <exactly one of {A}, {B}>
    <either {A} or {B}, not both, not neither>
    <one of {A} and {B}, exactly>
    <{A} xor {B}>
    `,
  ),
  rule(
    1,
    4,
    'A',
    `
    {hint} <{A} {musts} be {picked}> (in any case|no matter what|whatever happens|at all costs|)[{why}]
    <{A} is (a must|fixed|already promised|set|non-negotiable|compulsory|obligatory)>[{why}]
    <{we} {must} {pick} {A}> (in any case|anyway|whatever it costs|)
    <there is no way around {A}>[{why}]
    <{A} has been promised already, so it has to be {picked}>
    <leaving out {A} is (no option|out of the question|not allowed)>
    <{A} cannot be left out>[{why}]
    `,
    `
    <{A} is a must>
    <{A}: yes>
    <{A} always in>
    <{A} mandatory>
    <must have {A}>
    `,
  ),
  rule(
    1,
    3,
    'not A',
    `
    {hint} <{A} {cannot} be {picked}> [this year|this time][{why}]
    <{A} is (out|not available|off the table|forbidden|out of the question)> [this time|for now][{why}]
    <{we} {cannot_pick} {A}> [this time|for now][{why}]
    <{A} has to be left out>[{why}]
    <nobody wants {A}, so it is out>
    <forget about {A}>[, it is broken|, it was cancelled|, the permit is missing]
    `,
    `
    <{A} is out>
    <no {A_bare}>
    <{A}: no>
    <without {A}>
    <not {A}>
    `,
  ),
  rule(
    3,
    5,
    'A -> (B \\/ C)',
    `
    {hint} <if {A} is {picked}, {B} or {C} {musts} be {picked} [too|as well]>[{why}]
    <{A} (requires|needs|calls for|presupposes) [at least] (one of {B} and {C}|{B} or {C})>[{why}]
    <{A} can only be {picked} (with|together with) {B} or {C}>
    <if {we} {picks} {A}, {we} {must} [also] {pick} {B} or {C} [or both]>
    <whoever takes {A} must [also] take {B} or {C}>
    <{A} (may|can) not be {picked} unless {B} or {C} is>
    `,
    `
    <{A} only with {B} or {C}>
    <{A} needs {B} or {C}>
    <if {A} then {B} or {C}>
    <{A} {imp} {B} or {C}>
    `,
  ),
  rule(
    3,
    3,
    '(A /\\ B) -> C',
    `
    {hint} <if both {A} and {B} are {picked}, {C} {musts} be [{picked}] too>[{why}]
    <{A} and {B} together (require|need|call for) {C}>
    <{picking} {A} as well as {B} (means|requires) {picking} {C}>
    <if {we} {picks} {A} and {B}, {we} {must} [also] {pick} {C}>
    <{A} and {B} can both be {picked} only if {C} is>
    `,
    `
    <{A} and {B} {imp} {C}>
    <if {A} and {B} then {C}>
    <{A} with {B} only if {C}>
    `,
  ),
  rule(
    3,
    3,
    '(A \\/ B) -> C',
    `
    {hint} <if {A} or {B} is {picked}, {C} {musts} be [{picked}] too>[{why}]
    <{A} and {B} each (require|need|depend on) {C}>
    <as soon as {A} or {B} is {picked}, {C} {musts} be [{picked}] [too]>
    <{we} can {pick} {A} or {B} only together with {C}>
    <both {A} and {B} are (useless|pointless) without {C}>
    `,
    `
    <{A} or {B} {imp} {C}>
    <if {A} or {B} then {C}>
    <{A} and {B} each need {C}>
    `,
  ),
  rule(
    3,
    3,
    'A -> (B /\\ C)',
    `
    {hint} <if {A} is {picked}, [both] {B} and {C} {must_all} be {picked} too>[{why}]
    <{A} (requires|needs|calls for) both {B} and {C}>
    <{picking} {A} (means|requires) {picking} {B} and {C} [as well]>
    <{A} can only be {picked} if {B} and {C} both are>
    `,
    `
    <{A} {imp} {B} and {C}>
    <{A} needs both {B} and {C}>
    <if {A} then {B} and {C}>
    `,
  ),
  rule(
    3,
    4,
    'A -> (not B /\\ not C)',
    `
    {hint} <if {A} is {picked}, neither {B} nor {C} (may|can) be>[{why}]
    <{picking} {A} (rules out|excludes|blocks) both {B} and {C}>
    <if {we} {picks} {A}, {B} and {C} are both out>
    <with {A} there can be neither {B} nor {C}>
    <{A} goes with neither {B} nor {C}>
    `,
    `
    <{A} {imp} no {B_bare}, no {C_bare}>
    <if {A} then neither {B} nor {C}>
    <{A} excludes {B} and {C}>
    `,
  ),
  rule(
    3,
    2,
    'not (A /\\ B /\\ C)',
    `
    {hint} <{A}, {B} and {C} cannot all be {picked}>[{why}]
    <not all of {A}, {B} and {C}>, please
    <{A}, {B} and {C} all at once would be too much>
    <{we} {cannot_pick} all of {A}, {B} and {C}>
    <at least one of {A}, {B} and {C} (stays|is left) out>
    `,
    `
    <not all of {A}, {B}, {C}>
    <{A}, {B}, {C}: never all of them>
    `,
  ),
  rule(
    3,
    5,
    'A + B + C >= 1',
    `
    {hint} <at least one of {A}, {B} and {C} {musts} be {picked}>[{why}]
    <{we} {must} {pick} one or more of {A}, {B} and {C}>
    <one of {A}, {B} and {C} at least {musts} be there>
    <{A}, {B} or {C}: one of them at least {musts} be {picked}>
    <without any of {A}, {B} and {C} it won't do>
    `,
    `
    <at least one of {A}, {B}, {C}>
    <min one of {A}, {B}, {C}>
    <{A}, {B}, {C}: one or more>
    `,
  ),
  rule(
    3,
    4,
    'A + B + C <= 1',
    `
    {hint} <at most one of {A}, {B} and {C} (may|can) be {picked}>[{why}]
    <{we} can {pick} no more than one of {A}, {B} and {C}>
    <of {A}, {B} and {C}, only one (may|can) be {picked}>
    <{A}, {B} and {C} share a (site|slot|plug), so no more than one of them>
    `,
    `
    <at most one of {A}, {B}, {C}>
    <{A}, {B}, {C}: one at most>
    <max one of {A}, {B} and {C}>
    `,
  ),
  rule(
    3,
    4,
    'A + B + C = 1',
    `
    {hint} <exactly one of {A}, {B} and {C} {musts} be {picked}>[{why}]
    <{we} {must} {pick} one and only one of {A}, {B} and {C}>
    <of {A}, {B} and {C}, precisely one is (wanted|needed|to be {picked})>
    `,
    `
    <exactly one of {A}, {B}, {C}>
    <{A}, {B}, {C}: one, no more, no less>
    `,
  ),
  rule(
    3,
    4,
    'A + B + C <= N',
    `
    {hint} <{atmost} {n} of {A}, {B} and {C} (may|can) be {picked}>[{why}]
    <of {A}, {B} and {C}, (only {n}|{atmost} {n}) (may|can) be {picked}>
    <{we} can {pick} {atmost} {n} of {A}, {B} and {C}>
    `,
    `
    <max {n} of {A}, {B}, {C}>
    <{A}, {B}, {C}: {atmost} {n}>
    `,
  ),
  rule(
    3,
    4,
    'A + B + C >= N',
    `
    {hint} <{atleast} {n} of {A}, {B} and {C} {must_all} be {picked}>[{why}]
    <of {A}, {B} and {C}, {atleast} {n} {must_all} be {picked}>
    <{we} {must} {pick} {n} or more of {A}, {B} and {C}>
    `,
    `
    <min {n} of {A}, {B}, {C}>
    <{A}, {B}, {C}: {n} or more>
    `,
  ),
  rule(
    3,
    2,
    'A + B + C = N',
    `
    {hint} <{exactly} {n} of {A}, {B} and {C} {must_all} be {picked}>[{why}]
    <of {A}, {B} and {C} {we} {picks} {n}, no more and no fewer>
    `,
    `
    <exactly {n} of {A}, {B}, {C}>
    <{A}, {B}, {C}: {n} exactly>
    `,
  ),
  rule(
    3,
    2,
    'A \\/ (B /\\ C)',
    `
    {hint} <either {A} or else both {B} and {C} {must_all} be {picked}>[{why}]
    <{we} {must} {pick} {A}, or {B} together with {C}>
    <it takes {A}, or {B} and {C} together>
    `,
    `
    <{A} or else {B} with {C}>
    <{A}, or {B} and {C} together>
    `,
  ),
  rule(
    3,
    2,
    'A -> (B <-> not C)',
    `
    <if {A} is {picked}, exactly one of {B} and {C} {musts} be {picked} too>[{why}]
    <{A} (requires|needs) either {B} or {C}, but not both>
    `,
    `
    <{A} {imp} exactly one of {B}, {C}>
    `,
  ),
  rule(
    2,
    2,
    'not A /\\ not B',
    `
    {hint} <neither {A} nor {B} (can|may|is to) be {picked}> [this time|this year][{why}]
    <{A} and {B} are both (out|off the table|unavailable)>
    `,
    `
    <neither {A} nor {B}>
    <{A} and {B} both out>
    `,
  ),
  rule(
    4,
    2,
    '(A /\\ B) \\/ (C /\\ D)',
    `
    {hint} <either {A} and {B} or {C} and {D} {must_all} be {picked} (together|as a pair)>
    <{we} {must} {pick} {A} with {B}, or {C} with {D}>
    `,
    `
    <{A} with {B} or {C} with {D}>
    `,
  ),
  rule(
    4,
    2,
    'A + B >= C + D',
    `
    {hint} <{we} {must} {pick} at least as many of {A} and {B} as of {C} and {D}>
    <of {A} and {B} there must be no fewer than of {C} and {D}>
    `,
    `
    <{A} + {B} at least as many as {C} + {D}>
    `,
  ),
  rule(
    4,
    3,
    'A + B + C + D <= N',
    `
    {hint} <{atmost} {n} of {A}, {B}, {C} and {D} (may|can) be {picked}>[{why}]
    <of the four {A}, {B}, {C} and {D}, (only {n}|{atmost} {n}) (may|can) be {picked}>
    `,
    `
    <max {n} of {A}, {B}, {C}, {D}>
    `,
  ),
];
