"""The reader: one encoder over tokens with non-autoregressive heads. Inputs and targets come from prepare.ts."""
import torch
import torch.nn as nn
import torch.nn.functional as F

GRAM_BUCKETS, GRAMS, SHAPES, COUNTS, PLACES, NUMBER_KINDS = 16384, 10, 16, 8, 10, 24
COLUMNS = ["word", "gram", "shape", "count", "place", "number", "stem", "sentence", "unit"]
TAGS, CLASSES, OPERATORS = 13, 8, 3
# Pair relations, in the order of the output: which two positions belong together, and how.
PAIRS = ["sameVariable", "numberVariable", "numberRow", "left", "right", "rowZero", "rowOne"]
PAIR_WIDTH = 32
REACH = 24


def pair_features(stem, sentence, unit):
    """Four 0/1 matrices over positions: same stem, same sentence, same unit, unit of i is the stem of j."""
    same = lambda a, b: ((a.unsqueeze(2) == b.unsqueeze(1)) & (a > 0).unsqueeze(2)).float()
    return torch.stack([same(stem, stem), same(sentence, sentence), same(unit, unit), same(unit, stem)], -1)


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.distance = nn.Embedding(2 * REACH + 1, heads)
        self.pair = nn.Linear(4, heads, bias=False)
        nn.init.zeros_(self.pair.weight)
        nn.init.normal_(self.distance.weight, 0, 0.02)

    def forward(self, x, mask, pairs, offsets):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        bias = (self.pair(pairs) + self.distance(offsets)).permute(0, 3, 1, 2) + mask
        a = torch.matmul(q, k.transpose(2, 3)) * (width // self.heads) ** -0.5 + bias
        y = torch.matmul(a.softmax(-1), v)
        return self.out(y.transpose(1, 2).reshape(batch, length, width))


class Block(nn.Module):
    def __init__(self, width, heads, dropout):
        super().__init__()
        self.n1, self.n2, self.n3 = nn.LayerNorm(width), nn.LayerNorm(width), nn.LayerNorm(width)
        # A convolution over three positions as one matrix product, then a gate.
        self.conv = nn.Linear(3 * width, 2 * width)
        self.attention = Attention(width, heads)
        self.f1, self.f2 = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask, keep, pairs, offsets):
        c = self.n1(x) * keep
        zero = torch.zeros_like(c[:, :1])
        c = torch.cat([torch.cat([zero, c[:, :-1]], 1), c, torch.cat([c[:, 1:], zero], 1)], -1)
        x = x + self.dropout(F.glu(self.conv(c), -1))
        x = x + self.dropout(self.attention(self.n2(x), mask, pairs, offsets))
        return x + self.dropout(self.f2(F.gelu(self.f1(self.n3(x)))))


class Reader(nn.Module):
    def __init__(self, words, width=128, layers=4, heads=4, dropout=0.15, gram_width=64):
        super().__init__()
        self.config = dict(words=words, width=width, layers=layers, heads=heads, dropout=dropout, gram_width=gram_width)
        self.word = nn.Embedding(words, width, padding_idx=0)
        self.gram = nn.Embedding(GRAM_BUCKETS, gram_width)
        self.gram_out = nn.Linear(gram_width, width)
        self.shape, self.count = nn.Embedding(SHAPES, width), nn.Embedding(COUNTS, width)
        self.place, self.number = nn.Embedding(PLACES, width), nn.Embedding(NUMBER_KINDS, width)
        for e in (self.word, self.shape, self.count, self.place, self.number):
            nn.init.normal_(e.weight, 0, 0.05)
        nn.init.normal_(self.gram.weight, 0, 0.1)
        self.dropout = nn.Dropout(dropout)
        self.blocks = nn.ModuleList([Block(width, heads, dropout) for _ in range(layers)])
        self.norm = nn.LayerNorm(width)
        self.tag = nn.Linear(width, TAGS)
        self.anchor = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, CLASSES + OPERATORS))
        self.divisible = nn.Linear(width, 1)
        self.document = nn.Sequential(nn.Linear(2 * width, width), nn.GELU(), nn.Linear(width, 4))
        relations = len(PAIRS)
        self.one, self.two = nn.Linear(width, relations * PAIR_WIDTH), nn.Linear(width, relations * PAIR_WIDTH)
        self.one_alone, self.two_alone = nn.Linear(width, relations), nn.Linear(width, relations)
        self.pair = nn.Linear(4, relations, bias=False)
        self.pair_distance = nn.Embedding(2 * REACH + 1, relations)
        nn.init.zeros_(self.pair.weight)
        nn.init.zeros_(self.pair_distance.weight)

    def forward(self, word, gram, shape, count, place, number, stem, sentence, unit):
        batch, length = word.shape
        keep = (word > 0).float()
        mask = (1 - keep)[:, None, None, :] * -1e4
        pairs = pair_features(stem, sentence, unit)
        at = torch.cumsum(torch.ones_like(word[:1]), 1)
        offsets = (at.unsqueeze(1) - at.unsqueeze(2)).clamp(-REACH, REACH) + REACH
        x = self.word(word) + self.gram_out(self.gram(gram).mean(2)) + self.shape(shape) + self.count(count) + self.place(place) + self.number(number)
        x = self.dropout(x)
        keep = keep.unsqueeze(-1)
        for block in self.blocks:
            x = block(x, mask, keep, pairs, offsets)
        x = self.norm(x)
        anchor = self.anchor(x)
        pooled = torch.cat([x[:, 0], (x * keep).sum(1) / keep.sum(1)], -1)
        document = self.document(pooled)
        relations = len(PAIRS)
        one = self.one(x).view(batch, length, relations, PAIR_WIDTH).permute(0, 2, 1, 3)
        two = self.two(x).view(batch, length, relations, PAIR_WIDTH).permute(0, 2, 3, 1)
        pair = torch.matmul(one, two) * PAIR_WIDTH ** -0.5
        pair = pair + self.one_alone(x).transpose(1, 2).unsqueeze(3) + self.two_alone(x).transpose(1, 2).unsqueeze(2)
        pair = pair + (self.pair(pairs) + self.pair_distance(offsets)).permute(0, 3, 1, 2)
        return (self.tag(x), anchor[..., :CLASSES], anchor[..., CLASSES:], self.divisible(x).squeeze(-1), pair, document[:, :2], document[:, 2:])


OUTPUTS = ["tag", "rowClass", "operator", "divisible", "pair", "direction", "problem"]
