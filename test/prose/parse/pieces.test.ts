import { describe, expect, it } from 'vitest';
import { piecesOf, wordPieces } from '../../../server/src/prose/parse/pieces';

const listed = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  '[MASK]',
  'cafe',
  '##s',
  'pick',
  '##er',
  '##ers',
  '1',
  ',',
  '50',
  '500',
  '5000',
  "'",
];
const pieces = piecesOf(`${listed.join('\n')}\n`);
const named = (token: string): (string | undefined)[] => wordPieces(token, pieces).map((piece) => listed[piece]);

describe('word pieces', () => {
  it('are the longest beginnings there are', () => {
    expect(named('pickers')).toEqual(['pick', '##ers']);
    expect(named('picker')).toEqual(['pick', '##er']);
  });

  it('are in lower case and without accents', () => {
    expect(named('Cafés')).toEqual(['cafe', '##s']);
  });

  it('keep signs apart', () => {
    expect(named('pick/s')).toEqual(['pick', '[UNK]', '[UNK]']);
    expect(named('cafe’s')).toEqual(['cafe', "'", '[UNK]']);
  });

  it('are one for a word that no pieces make, and at least one', () => {
    expect(named('quince')).toEqual(['[UNK]']);
    expect(named('')).toEqual(['[UNK]']);
    expect(named('¸')).toEqual(['[UNK]']);
  });

  it('are six of a long token', () => {
    expect(named('a,,,,,,,,')).toEqual(['[UNK]', ',', ',', ',', ',', ',']);
  });

  it('show the size of a number, and of small ones the value', () => {
    expect(named('1')).toEqual(['1']);
    expect(['21', '99.5'].map(named)).toEqual([['50'], ['50']]);
    expect(['600', '680'].map(named)).toEqual([['500'], ['500']]);
    expect(['1,250', '9999999'].map(named)).toEqual([['5000'], ['5000']]);
  });
});
