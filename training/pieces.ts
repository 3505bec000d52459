import { readFileSync } from 'node:fs';
import { piecesOf, type Pieces } from '../server/src/prose/parse/pieces';

/** The word pieces that belong to the weights. */
export function readPieces(): Pieces {
  return piecesOf(readFileSync('training/pieces.txt', 'utf8'));
}
