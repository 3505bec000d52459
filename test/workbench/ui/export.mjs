// A model written in another format, through the save dialog.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

export default [
  {
    name: 'a model exported as LP',
    file: 'oven.mzn',
    async walk(workbench, profile) {
      const { page } = workbench;
      await workbench.focusEditor();
      await workbench.run('Modelwright: Export Model');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Linear models' }).first().click();
      await page.locator('.quick-input-widget', { hasText: 'Export as LP' }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.notification-toast', { hasText: 'Written: oven.lp' }).waitFor();
      const file = profile.file('oven.lp');
      assert.ok(existsSync(file));
      assert.match(readFileSync(file, 'utf8'), /maximize/i);
    },
  },
];
