import { everyVariable, fillOf, listed, type Plan } from './plan';

/** The sentence that says what is wanted. `name` is what is optimised, `counts` whether it is the number of the things. */
export function askObjective(plan: Plan, direction: 'minimize' | 'maximize', name: string): void {
  const { random, scene, builder } = plan;
  const low = direction === 'minimize';
  const verb = low
    ? '<(minimize|minimize|minimise|reduce|minimize)>'
    : '<(maximize|maximize|maximise|increase|maximize)>';
  const adjective = low
    ? '<(minimum|lowest|minimal|least|smallest)>'
    : '<(maximum|highest|maximal|greatest|largest|most)>';
  const the = '(the|the||their|its|his)';
  const vars = listed(random, everyVariable(plan, 'many'));
  const money = scene.group === 'dollars';
  const pattern = random.pick([
    `how many of each (should|must|type should|kind should) be ${scene.acted} (to|in order to) ${verb} ${the} ~${name}~?`,
    `how many of each (should [pro] ${scene.act}|should there be|are needed|should be ${scene.acted}) to ${verb} ${the} ~${name}~?`,
    `how many ${vars} should ${money ? 'be bought' : `[pro] ${scene.act}`} to ${verb} ${the} ~${name}~?`,
    `how many ${vars} (should there be|are needed) to ${verb} ${the} ~${name}~?`,
    `(formulate|write|set up) (an LP|a LP|a model|an LP problem|this as an LP) (to|that will|in order to) ${verb} ${the} ~${name}~.`,
    `(the goal|the aim|their objective|the task) is to ${verb} ${the} ~${name}~.`,
    `${verb} ${the} ~${name}~.`,
    `[owner] (wants|would like|hopes|plans|aims) to ${verb} ${the} ~${name}~.`,
    `how can [pro] ${verb} ${the} ~${name}~?`,
    `help [owner] ${verb} ${the} ~${name}~.`,
    `what is the ${adjective} ~${name}~ (possible|that can be reached|[pro] can get|)?`,
    `find the ${adjective} ~${name}~.`,
    `[pro] wants the ${adjective} (possible|) ~${name}~.`,
    `which plan gives the ${adjective} ~${name}~?`,
    `(decide|determine|work out) how many of each to ${scene.act} to ${verb} ${the} ~${name}~.`,
    `how (much|many) of each should [pro] ${scene.act} for the ${adjective} ~${name}~?`,
    `determine the number of each that ${low ? '<minimizes>' : '<maximizes>'} the ~${name}~.`,
    `[owner] is looking for ${low ? '<as little>' : '<as much>'} ~${name}~ as possible.`,
    `the ~${name}~ should be (made|kept) ${low ? '<as small as possible>' : '<as large as possible>'}.`,
  ]);
  builder.say(pattern, fillOf(plan));
  builder.gap(false);
}
