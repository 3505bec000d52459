import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadNetwork } from '../server/src/model/network';
import type { Networks } from '../server/src/prose/parse/decode';

/** The networks of a folder with its manifest, in this process. */
export async function openNetworks(folder: string): Promise<Networks> {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    readonly files: Readonly<Record<'encoder' | 'decoder', { readonly file: string; readonly sha256: string }>>;
    readonly layers: number;
    readonly heads: number;
    readonly width: number;
  };
  const load = async (name: 'encoder' | 'decoder'): ReturnType<typeof loadNetwork> =>
    loadNetwork(join(folder, manifest.files[name].file), manifest.files[name].sha256);
  const { layers, heads, width } = manifest;
  return { encoder: await load('encoder'), decoder: await load('decoder'), shape: { layers, heads, size: width / heads } };
}
