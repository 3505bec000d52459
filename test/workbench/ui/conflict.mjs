// An infeasible model: from the command to the conflict on the source, to the quick fix, to an answer.
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { resultView } from '../lib/resultView.mjs';

/** The same journey for both languages; `shot` names the screenshots. */
function repairJourney({ shot, file, limitLine, limit, members, repaired, objective }) {
  return async function walk(workbench, profile) {
    const view = resultView(workbench.panel);
    await workbench.focusEditor();
    await workbench.run('Modelwright: Solve');
    await workbench.squiggles.first().waitFor();
    await view.badge('infeasible').waitFor();
    await workbench.showProblems();
    assert.equal(await view.conflictParts.count(), members.length);
    for (const member of members) await workbench.problem(member).first().waitFor();
    await workbench.shoot(`${shot}-1-conflict`);

    const taken = await workbench.quickFix(limitLine, limit, '680', `${shot}-2-quick-fix`);
    await workbench.line(repaired).first().waitFor();
    await workbench.squiggles.first().waitFor({ state: 'detached' });
    await view.badge('stale').waitFor();
    await workbench.shoot(`${shot}-3-stale`);
    assert.match(taken, /680/);

    await workbench.focusEditor();
    await workbench.save();
    assert.match(readFileSync(profile.file(file), 'utf8'), /680/);
    await workbench.run('Modelwright: Solve');
    await view.badge('optimal').waitFor();
    await view.objective(objective).waitFor();
    await workbench.shoot(`${shot}-4-solved`);
  };
}

export default [
  {
    name: 'a conflict in MiniZinc, repaired by a quick fix',
    file: 'oven.mzn',
    walk: repairJourney({
      shot: 'minizinc',
      file: 'oven.mzn',
      limitLine: '<= 600',
      limit: '600',
      members: ['sourdough >= 40', 'rye >= 60', '<= 600'],
      repaired: '<= 680',
      objective: 340,
    }),
  },
  {
    name: 'a conflict in words, repaired by a quick fix',
    file: 'kitchen.problem',
    walk: repairJourney({
      shot: 'words',
      file: 'kitchen.problem',
      limitLine: '600 minutes',
      limit: '600',
      members: ['600 minutes', 'at least 40', 'at least 60'],
      repaired: '680 minutes',
      objective: 340,
    }),
  },
];
