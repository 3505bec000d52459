// The process that runs the local model: its command line is the path of the ONNX file and its SHA-256.
import { loadNetwork } from './network';
import { once, serve } from './serve';
import type { Tensors } from './types';

const [path = '', sha256 = ''] = process.argv.slice(2);
const network = once(() => loadNetwork(path, sha256));

serve(async (inputs: Tensors) => (await network()).run(inputs));
