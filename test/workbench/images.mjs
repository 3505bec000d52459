// Copies the screenshots that the README shows from shots/ (made by ui.mjs) to docs/images/.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository, shots } from './lib/paths.mjs';

/** Screenshot -> name in docs/images. */
const chosen = {
  'minizinc-1-conflict': 'conflict',
  'minizinc-2-quick-fix': 'quick-fix',
  'words-1-conflict': 'conflict-in-words',
  'bakery-1-solved': 'words',
  'bakery-2-generated': 'generated-model',
  'questions-1-why-not': 'why-not',
};

const images = join(repository, 'docs/images');
mkdirSync(images, { recursive: true });
for (const [shot, image] of Object.entries(chosen)) {
  const from = join(shots, `${shot}.png`);
  if (!existsSync(from)) {
    console.error(`${shot}.png is missing: run \`npm run test:ui\` first.`);
    process.exit(1);
  }
  copyFileSync(from, join(images, `${image}.png`));
  console.log(`docs/images/${image}.png`);
}
