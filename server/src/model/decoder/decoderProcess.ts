// The process that runs a language model of the user's: its command line is the folder, and the bytes it may take or 0.
import { once, serve } from '../serve';
import { openDecoder, type DecoderRequest } from './decoder';

const [folder = '', limit = ''] = process.argv.slice(2);
const decoder = once(() => openDecoder(folder, Number(limit) || undefined));

serve(async (request: DecoderRequest, signal) => (await decoder()).complete(request, signal));
