// Questions about an answer: why a value cannot be had, and what another number in the text would give.
import { resultView } from '../lib/resultView.mjs';

export default [
  {
    name: 'why not and what if, asked of a problem in words',
    file: 'bakery.problem',
    async walk(workbench) {
      const { panel, editor } = workbench;
      const view = resultView(panel);
      await workbench.focusEditor();
      await workbench.run('Modelwright: Solve');
      await view.badge('optimal').waitFor();

      // 20 rye loaves: the restaurant has ordered 40.
      await panel.locator('#values tr', { hasText: 'rye' }).getByText('why not…').click();
      await workbench.page.keyboard.type('20');
      await workbench.page.keyboard.press('Enter');
      await panel.locator('#whyNot .verdict.impossible').waitFor();
      await panel.locator('#whyNot .parts', { hasText: 'at least 40 rye loaves' }).waitFor();
      await editor.locator('.squiggly-info').first().waitFor();
      await workbench.shoot('questions-1-why-not');
      await panel.locator('#whyNot button', { hasText: 'Clear' }).click();
      await editor.locator('.squiggly-info').first().waitFor({ state: 'detached' });

      const oven = panel.locator('#whatIf input[data-before="600"]');
      await oven.fill('680');
      await oven.press('Enter');
      await panel.locator('#whatIf .verdict', { hasText: '1000 instead of 940' }).waitFor();
      await workbench.shoot('questions-2-what-if');
      await panel.locator('#whatIf button', { hasText: 'Apply to Source' }).click();
      await workbench.line('680 hours').first().waitFor();
      await view.badge('stale').waitFor();
      await workbench.shoot('questions-3-applied');
    },
  },
];
