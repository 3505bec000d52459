import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { annotatedOf, type Annotated } from './annotated';
import { parseCorpus } from './gold/parse';
import { partOf } from './gold/split';
import { perturb, poolsOf } from './perturb/index';
import { Random } from './random';
import { printMiniZinc } from '../server/src/prose';
const step = Number(process.argv[2] ?? 12); const seeds = Number(process.argv[3] ?? 1); const show = Number(process.argv[4] ?? 0);
const sources: Annotated[] = [];
let k = 0;
for (const f of readdirSync('training/corpus').filter((x) => x.endsWith('.txt')))
  for (const r of parseCorpus(readFileSync(join('training/corpus', f), 'utf8')).records) {
    if (k++ % step || partOf(r) !== 'train') continue;
    const { annotated } = annotatedOf(r);
    if (annotated) sources.push(annotated);
  }
const pools = poolsOf(sources);
if (show) { for (const [key, p] of [...pools.names].sort((a, b) => b[1].length - a[1].length).slice(0, 12)) console.log(key, p.length, p.slice(0, 12).map((n) => n.words).join(', '));
console.log([...pools.sets].map(([key, p]) => key + ' ' + p.length).slice(0, 30).join('; ')); }
const t = process.cpuUsage().user; let n = 0, same = 0, shown = 0;
const random = new Random(7);
for (let s = 0; s < seeds; s++) for (const a of sources) {
  const b = perturb(a, random, pools); n++;
  if (b.text === a.text) same++;
  if (shown++ < show) { console.log('=====', a.id, '\n' + a.text + '\n-----\n' + b.text); console.log(printMiniZinc(b.graph, b.text, 'x').text.split('\n').filter((l) => /^(constraint|solve|array|enum)/.test(l)).join('\n')); }
}
const ms = (process.cpuUsage().user - t) / 1000;
console.log(n, 'same', same, (n / ms) * 1000, '/s');
import { EditList } from './perturb/edits';
import { moved, namesOf, spansOf } from './perturb/moved';
import { renumber } from './perturb/numbers';
import { rename } from './perturb/names';
import { reword, mistype } from './perturb/words';
import { reverse } from './perturb/polarity';
import { swapLines } from './perturb/order';
const stats: Record<string, number> = {};
const bump = (k: string): void => void (stats[k] = (stats[k] ?? 0) + 1);
const examples: Record<string, number> = {};
for (const a of sources) {
  const one = (name: string, f: (list: EditList) => Annotated): void => {
    const list = new EditList([...spansOf(a), ...a.numbers.map(({ span }) => span)]);
    const src = f(list); const ch = list.apply(a.text);
    if (ch.text === a.text) return bump(name + ' none');
    const m = moved(src, ch);
    bump(name + (m ? ' ok' : ' LOST'));
    if (!m && (examples[name] = (examples[name] ?? 0) + 1) < 5) console.log('LOST', name, a.id, '\n' + a.text + '\n--\n' + ch.text);
    if (m && name === 'polarity' && (examples[name] = (examples[name] ?? 0) + 1) < 16) {
      const diff = src.statements.filter((x, i) => x !== a.statements[i]);
      for (const d of diff) console.log('POL', d.kind, d.spans.map((x) => a.text.slice(x.start, x.end)), '->', m.statements[src.statements.indexOf(d)]!.spans.map((x) => m.text.slice(x.start, x.end)));
    }
  };
  const names = [...namesOf(a.graph), ...a.numbers.map(({ span }) => span)];
  one('numbers', (l) => { for (const e of renumber(a, random)) if (!l.add(e)) bump('number blocked'); return a; });
  one('names', (l) => { rename(a, random, pools, l); return a; });
  one('words', (l) => { reword(a, random, l, names); return a; });
  one('typos', (l) => { mistype(a, random, l, names); return a; });
  one('polarity', (l) => reverse(a, random, l));
  const sw = swapLines(a, random);
  if (!sw) bump('order none'); else { const m = moved(a, sw); bump('order ' + (m ? 'ok' : 'LOST')); if (m && (examples['o'] = (examples['o'] ?? 0) + 1) < 3) console.log('ORDER', a.text, '\n--\n' + m.text); if (!m && (examples['ol'] = (examples['ol'] ?? 0) + 1) < 4) console.log('ORDER LOST', a.text, '\n--\n' + sw.text); }
}
console.log(stats);
