// A problem in plain words: the code lens, the answer in the words of the text, the model behind it, and staleness.
import { resultView } from '../lib/resultView.mjs';

export default [
  {
    name: 'a problem in words, solved by its code lens',
    file: 'bakery.problem',
    async walk(workbench) {
      const view = resultView(workbench.panel);
      await workbench.codeLens('▶ Solve').click();
      await view.badge('optimal').waitFor();
      await view.objective(940).waitFor();
      await view.value('sourdough', 160).waitFor();
      await view.value('rye', 60).waitFor();
      await workbench.statusItem('optimal').waitFor();
      await workbench.shoot('bakery-1-solved');

      await workbench.focusEditor();
      await workbench.run('Modelwright: Show Generated Model');
      await workbench.page
        .locator('.view-line', { hasText: /solve\smaximize/ })
        .first()
        .waitFor();
      await workbench.shoot('bakery-2-generated');

      await workbench.closeTab('bakery.mzn');
      await workbench.focusEditor();
      await workbench.type(' ');
      await view.badge('stale').waitFor();
      await workbench.statusItem('out of date').waitFor();
      await workbench.shoot('bakery-3-stale');
    },
  },
];
