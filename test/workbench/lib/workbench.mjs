// What a person does in the workbench, in words: open a file, run a command, look at the problems, take a quick fix.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { shots } from './paths.mjs';

/** How long a busy machine may take, in milliseconds. */
const patience = 120_000;

/** Tries again and again what a busy workbench may swallow. */
async function insist(attempt) {
  for (const end = Date.now() + patience; ;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** Click what lies on top, as a mouse does: the text cursor may stand before the text. */
const asMouse = { force: true };

/** Leaves the whole width to the editor and the result view. */
async function hideSideBar(page, sideBar) {
  await page.keyboard.press('Control+B');
  await sideBar.waitFor({ state: 'hidden', timeout: 2_000 });
}

/** Opens the workbench on the profile's folder with one file in the editor. */
export async function openWorkbench({ page, server, profile, file }) {
  const payload = JSON.stringify([['openFile', server.uri(profile.file(file))]]);
  await page.goto(`${server.url}?folder=${profile.workspace}&payload=${encodeURIComponent(payload)}`);
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await page.locator('.tab', { hasText: file }).waitFor({ timeout: 60_000 });
  const sideBar = page.locator('.part.sidebar');
  if (await sideBar.isVisible()) await insist(() => hideSideBar(page, sideBar));
  const find = (selector, options) => page.locator(selector, options);
  const editor = find('.editor-group-container').first();

  /** The result view: a page inside a page inside the workbench. */
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  const bulb = find(
    '.editor-instance .lightBulbWidget:visible, .editor-instance [class*="codicon-gutter-lightbulb"]:visible',
  ).first();

  return {
    page,
    panel,
    editor,
    /** A line of the editor that holds the text. */
    line: (text) => editor.locator('.view-line', { hasText: text }),
    squiggles: editor.locator('.squiggly-error'),
    problem: (text) => find('.markers-panel .monaco-list-row', { hasText: text }),
    statusItem: (text) => find('.statusbar-item', { hasText: text }),
    codeLens: (text) => find('.codelens-decoration a', { hasText: text }),

    /** Runs a command from the palette by its title. */
    async run(command) {
      const input = find('.quick-input-widget input').first();
      const row = find('.quick-input-list .monaco-list-row', { hasText: command }).first();
      // Just after the start the key may go nowhere, the palette closes when something else takes the focus, and one that
      // was opened too early keeps to the commands there were.
      await insist(async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('F1');
        await input.fill(`>${command}`, { timeout: 3_000 });
        await row.waitFor({ timeout: 3_000 });
      });
      await page.keyboard.press('Enter');
    },
    /** Opens the Problems view, by the count in the status bar: keys may end up in the result view. */
    async showProblems() {
      const view = find('.markers-panel');
      await insist(async () => {
        if (!(await view.isVisible())) await find('.statusbar-item[id="status.problems"]').click();
        await view.waitFor({ timeout: 3_000 });
      });
    },
    /** Gives the editor the focus. */
    async focusEditor() {
      const line = editor.locator('.view-line').first();
      await insist(async () => {
        await line.waitFor();
        await line.click(asMouse); // forced, so it does not wait by itself
      });
    },
    /** Puts the cursor on a word of a line and takes the quick fix whose title fits. */
    async quickFix(lineText, word, title, shot) {
      const item = find('.action-widget .monaco-list-row.action', { hasText: title }).first();
      // The bulb is redrawn whenever another provider of code actions registers, so a click may miss it.
      await insist(async () => {
        await page.keyboard.press('Escape');
        await editor.locator('.view-line', { hasText: lineText }).getByText(word).first().click(asMouse);
        await bulb.click({ timeout: 5_000 });
        await item.waitFor({ timeout: 3_000 });
      });
      if (shot) await this.shoot(shot);
      const taken = (await item.innerText()).trim();
      await item.click();
      return taken;
    },
    /** Types at the end of the document. */
    async type(text) {
      await page.keyboard.press('Control+End');
      await page.keyboard.type(text);
    },
    /** Closes the tab of this name. */
    async closeTab(name) {
      const tab = find('.tab', { hasText: name });
      await tab.click({ button: 'middle' });
      await tab.waitFor({ state: 'detached' });
    },
    async save() {
      await page.keyboard.press('Control+S');
      await find('.tab.dirty').waitFor({ state: 'detached' });
    },
    /** A screenshot in shots/, named in the order of the journey. */
    async shoot(name) {
      mkdirSync(shots, { recursive: true });
      await page.screenshot({ path: join(shots, `${name}.png`) });
    },
  };
}
