// Runs the journeys of ui/ through the packaged extension: what a person sees and clicks, with screenshots in shots/.
// `node test/workbench/ui.mjs conflict` runs only the journeys whose names hold the word.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { here, shots } from './lib/paths.mjs';
import { withWorkbench } from './lib/run.mjs';
import { openWorkbench } from './lib/workbench.mjs';

const word = process.argv[2] ?? '';
const journeys = [];
for (const file of readdirSync(join(here, 'ui')).sort()) {
  const { default: list } = await import(new URL(`ui/${file}`, import.meta.url).href);
  journeys.push(...list.filter(({ name }) => name.includes(word)));
}
if (journeys.length === 0) {
  console.error(`No journey's name holds "${word}".`);
  process.exit(2);
}
if (word === '') rmSync(shots, { recursive: true, force: true });

await withWorkbench({}, async ({ page, server, profile, strangers }) => {
  const failures = [];
  for (const { name, file, walk } of journeys) {
    const started = Date.now();
    try {
      const workbench = await openWorkbench({ page, server, profile, file });
      await walk(workbench, profile);
      console.log(`  ✓ ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failures.push(name);
      console.error(`  ✗ ${name}\n${error.stack}`);
      await page.screenshot({ path: join(shots, `FAILED ${name}.png`) }).catch(() => undefined);
    }
  }
  if (strangers.size > 0) failures.push(`the network stays closed, but the page asked ${[...strangers].join(', ')}`);
  if (failures.length > 0) throw new Error(`${failures.length} failed: ${failures.join('; ')}`);
  console.log(`${journeys.length} journeys passed`);
});
