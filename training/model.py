"""The reader: an encoder over the tokens of a text with heads for names, anchors and pairs, and a small decoder that
writes one short program for each statement, pointing into the text: first those that declare sets, tables and families,
then, told what is declared, all others. Inputs and targets come from prepare.ts."""
import torch
import torch.nn as nn
import torch.nn.functional as F

# Word pieces of a token at most, and the one that stands for a hidden token (`pieces.ts`).
PIECES, HIDDEN = 6, 4
SMALL = dict(shape=16, count=8, place=10, number=40, item=16)
COLUMNS = ["shape", "count", "place", "number", "item", "stem", "sentence", "unit", "row", "column", "clause"]
INPUTS = ["piece", "pieceOf", *COLUMNS]
LAYERS, KINDS, DOMAINS = 5, 9, 7
# Pair relations, in the order of the output: which two positions belong together, and how.
PAIRS = ["sameThing", "sameSet", "thingOfSet", "sameSetName", "sameTable", "sameFamily", "sameDefinition", "cellTable", "cellLast", "cellFirst", "first", "last"]
# What a step may point at: a number, or the names of `references` in symbols.ts.
POINTERS = 7
PAIR_WIDTH, POINTER_WIDTH, REACH, FEATURES = 32, 48, 24, 8
# Of rows over single amounts: tags, classes and operators of limits, what a text is (`Heads` in prose/read/heads.ts), and
# which two positions belong together.
TAGS, CLASSES, OPERATORS, TOLD = 13, 8, 3, 3
ROW_PAIRS = ["sameVariable", "numberVariable", "numberRow", "left", "right", "rowZero", "rowOne"]
LONGEST = 96
# What the second stage is told of a position: `declarations` of declared.ts.
DECLARED = 46


def pair_features(stem, sentence, unit, row, column, clause, item):
    """0/1 matrices over positions: same stem, sentence, unit, unit of i is the stem of j, same row, same column, same
    item of an enumeration in one sentence or row, same clause."""
    equal = lambda a, b: a.unsqueeze(2) == b.unsqueeze(1)
    same = lambda a, b: equal(a, b) & (a > 0).unsqueeze(2)
    place = sentence + 512 * row
    listed = equal(item, item) & equal(place, place) & (item > 0).unsqueeze(2)
    return torch.stack([same(stem, stem), same(sentence, sentence), same(unit, unit), same(unit, stem), same(row, row), same(column, column), listed, same(clause, clause)], -1).float()


class Dropout(nn.Module):
    """Hides the same features at all positions of a text."""

    def __init__(self, share):
        super().__init__()
        self.share = share

    def forward(self, x):
        if not self.training or self.share == 0:
            return x
        return x * x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.share).div_(1 - self.share)


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.distance = nn.Embedding(2 * REACH + 1, heads)
        self.pair = nn.Linear(FEATURES, heads, bias=False)
        nn.init.zeros_(self.pair.weight)
        nn.init.normal_(self.distance.weight, 0, 0.02)

    def forward(self, x, mask, pairs, offsets):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        bias = (self.pair(pairs) + self.distance(offsets)).permute(0, 3, 1, 2) + mask
        a = torch.matmul(q * (width // self.heads) ** -0.5, k.transpose(2, 3)) + bias
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
        self.dropout = Dropout(dropout)

    def forward(self, x, mask, keep, pairs, offsets):
        c = self.n1(x) * keep
        zero = torch.zeros_like(c[:, :1])
        c = torch.cat([torch.cat([zero, c[:, :-1]], 1), c, torch.cat([c[:, 1:], zero], 1)], -1)
        x = x + self.dropout(F.glu(self.conv(c), -1))
        x = x + self.dropout(self.attention(self.n2(x), mask, pairs, offsets))
        return x + self.dropout(self.f2(F.gelu(self.f1(self.n3(x)))))


class LanguageLayer(nn.Module):
    """A layer of BERT (Devlin et al. 2019)."""

    def __init__(self, width, heads, dropout):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.f1, self.f2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.n1, self.n2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x, mask):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        a = torch.matmul(q * (width // self.heads) ** -0.5, k.transpose(2, 3)) + mask
        y = torch.matmul(a.softmax(-1), v).transpose(1, 2).reshape(batch, length, width)
        x = self.n1(x + self.dropout(self.out(y)))
        return self.n2(x + self.dropout(self.f2(F.gelu(self.f1(x)))))


class Language(nn.Module):
    """The pretrained part: the layers of a small BERT over word pieces (language.py)."""

    def __init__(self, pieces, width=384, layers=6, middle=4, heads=12, longest=512, dropout=0.1):
        super().__init__()
        self.middle = middle
        self.pieces = nn.Embedding(pieces, width)
        # What a piece means is not learnt anew: most are too rare in the texts for it.
        self.pieces.weight.requires_grad = False
        self.positions = nn.Embedding(longest, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList([LanguageLayer(width, heads, dropout) for _ in range(layers)])

    def forward(self, piece, piece_of, length):
        """What goes in, what the middle layers give and what comes out, each the mean of the pieces of a position: [B, length,
        3 * width]."""
        mask = (1 - (piece > 0).float())
        at = (torch.cumsum(torch.ones_like(piece[:1]), 1) - 1).clamp(max=self.positions.num_embeddings - 1)
        first = x = self.norm(self.pieces(piece) + self.positions(at))
        for n, layer in enumerate(self.layers, 1):
            x = layer(x, (mask * -1e4)[:, None, None, :])
            if n == self.middle:
                between = x
        belongs = (piece_of.unsqueeze(1) == length.unsqueeze(2)).float() * (1 - mask).unsqueeze(1)
        return torch.matmul(belongs / belongs.sum(2, keepdim=True).clamp(min=1), torch.cat([first, between, x], -1))


class PairScores(nn.Module):
    """Scores of relations between any two positions: [B, relation, L, L]."""

    def __init__(self, width, relations):
        super().__init__()
        self.relations = relations
        self.one, self.two = nn.Linear(width, relations * PAIR_WIDTH), nn.Linear(width, relations * PAIR_WIDTH)
        self.one_alone, self.two_alone = nn.Linear(width, relations), nn.Linear(width, relations)
        self.pair = nn.Linear(FEATURES, relations, bias=False)
        self.pair_distance = nn.Embedding(2 * REACH + 1, relations)
        nn.init.zeros_(self.pair.weight)
        nn.init.zeros_(self.pair_distance.weight)

    def forward(self, x, pairs, offsets):
        batch, length, _ = x.shape
        one = self.one(x).view(batch, length, self.relations, PAIR_WIDTH).permute(0, 2, 1, 3)
        two = self.two(x).view(batch, length, self.relations, PAIR_WIDTH).permute(0, 2, 3, 1)
        pair = torch.matmul(one, two) * PAIR_WIDTH ** -0.5
        pair = pair + self.one_alone(x).transpose(1, 2).unsqueeze(3) + self.two_alone(x).transpose(1, 2).unsqueeze(2)
        return pair + (self.pair(pairs) + self.pair_distance(offsets)).permute(0, 3, 1, 2)


class Rows(nn.Module):
    """Linear problems over single amounts, told without a program: what each number says of each variable."""

    def __init__(self, width, heads, dropout):
        super().__init__()
        self.block, self.norm = Block(width, heads, dropout), nn.LayerNorm(width)
        self.tag = nn.Linear(width, TAGS)
        self.limit = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, CLASSES + OPERATORS + 1))
        self.document = nn.Sequential(nn.Linear(2 * width, width), nn.GELU(), nn.Linear(width, TOLD))
        self.scores = PairScores(width, len(ROW_PAIRS))

    def forward(self, x, mask, keep, pairs, offsets):
        """Tags; classes, operators and divisibility by position; pairs; of the text: odds that it is made large, that rows
        say all of it, that it is a problem."""
        x = self.norm(self.block(x, mask, keep, pairs, offsets))
        document = self.document(torch.cat([x[:, 0], (x * keep).sum(1) / keep.sum(1)], -1))
        return self.tag(x), self.limit(x), self.scores(x, pairs, offsets), document


class Encoder(nn.Module):
    """All that is asked once of a text."""

    def __init__(self, pieces, width, layers, heads, dropout, language_layers=6, language_width=384):
        super().__init__()
        self.language = Language(pieces, language_width, language_layers)
        self.language_out = nn.Linear(3 * language_width, width)
        self.small = nn.ModuleDict({name: nn.Embedding(size, width) for name, size in SMALL.items()})
        for e in self.small.values():
            nn.init.normal_(e.weight, 0, 0.05)
        self.dropout = Dropout(dropout)
        self.blocks = nn.ModuleList([Block(width, heads, dropout) for _ in range(layers)])
        self.norm = nn.LayerNorm(width)
        self.names = nn.Linear(width, LAYERS * 3)
        self.thing = nn.Linear(width, 1 + DOMAINS)
        self.anchor = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, KINDS))
        self.document = nn.Sequential(nn.Linear(2 * width, width), nn.GELU(), nn.Linear(width, 2))
        self.scores = PairScores(width, len(PAIRS))
        self.rows = Rows(width, heads, dropout)

    def forward(self, piece, piece_of, shape, count, place, number, item, stem, sentence, unit, row, column, clause):
        batch, length = shape.shape
        keep = (shape > 0).float()
        mask = (1 - keep)[:, None, None, :] * -1e4
        pairs = pair_features(stem, sentence, unit, row, column, clause, item)
        at = torch.cumsum(torch.ones_like(shape[:1]), 1)
        offsets = (at.unsqueeze(1) - at.unsqueeze(2)).clamp(-REACH, REACH) + REACH
        x = self.language_out(self.language(piece, piece_of, at - 1))
        for name, value in (("shape", shape), ("count", count), ("place", place), ("number", number), ("item", item)):
            x = x + self.small[name](value)
        x = self.dropout(x)
        keep = keep.unsqueeze(-1)
        for block in self.blocks:
            x = block(x, mask, keep, pairs, offsets)
        x = self.norm(x)
        document = self.document(torch.cat([x[:, 0], (x * keep).sum(1) / keep.sum(1)], -1))
        rows = self.rows(x, mask, keep, pairs, offsets)
        return x, self.names(x), self.thing(x), self.anchor(x), self.scores(x, pairs, offsets), document, rows


# Columns that the biases of the second stage and of the decoder are made of.
SEEN = ["stem", "sentence", "unit", "row", "column", "clause", "item"]


def seen_features(at, places):
    """The features of `pair_features` as seen from some places of each text: [B, N, L, FEATURES]."""
    own = {name: value.gather(1, places).unsqueeze(2) for name, value in at.items()}
    at = {name: value.unsqueeze(1) for name, value in at.items()}
    same = lambda name: (at[name] == own[name]) & (own[name] > 0)
    place = lambda of: of["sentence"] + 512 * of["row"]
    listed = same("item") & (place(at) == place(own))
    unit_is_stem = (own["unit"] == at["stem"]) & (own["unit"] > 0)
    return torch.stack([same("stem"), same("sentence"), same("unit"), unit_is_stem, same("row"), same("column"), listed, same("clause")], -1).float()


def offsets_from(shape, places):
    """Clipped distances of all positions from some places of each text: [B, N, L]."""
    at = torch.cumsum(torch.ones_like(shape[:1]), 1) - 1
    return (at.unsqueeze(1) - places.unsqueeze(2)).clamp(-REACH, REACH) + REACH


class Context(nn.Module):
    """The second stage: states of a text whose declarations are settled, for the statements about them."""

    def __init__(self, width, heads, dropout):
        super().__init__()
        self.declared = nn.Linear(DECLARED, width, bias=False)
        nn.init.normal_(self.declared.weight, 0, 0.02)
        self.block = Block(width, heads, dropout)
        # At first it changes nothing.
        for last in (self.block.conv, self.block.attention.out, self.block.f2):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def forward(self, x, declared, shape, stem, sentence, unit, row, column, clause, item):
        keep = (shape > 0).float()
        mask = (1 - keep)[:, None, None, :] * -1e4
        at = torch.cumsum(torch.ones_like(shape[:1]), 1)
        offsets = (at.unsqueeze(1) - at.unsqueeze(2)).clamp(-REACH, REACH) + REACH
        x = x + self.declared(declared)
        return self.block(x, mask, keep.unsqueeze(-1), pair_features(stem, sentence, unit, row, column, clause, item), offsets)


class Layer(nn.Module):
    """One layer of the decoder: over the steps so far, then over the text."""

    def __init__(self, width, heads, dropout):
        super().__init__()
        self.heads = heads
        self.n1, self.n2, self.n3 = nn.LayerNorm(width), nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.query, self.across = nn.Linear(width, width), nn.Linear(width, width)
        self.f1, self.f2 = nn.Linear(width, 3 * width), nn.Linear(3 * width, width)
        self.dropout = Dropout(dropout)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).reshape(x.shape[0], x.shape[2], -1)

    def forward(self, x, past_k, past_v, causal, text_k, text_v, text_bias):
        q, k, v = [self.split(part) for part in self.qkv(self.n1(x)).chunk(3, -1)]
        k, v = torch.cat([past_k, k], 2), torch.cat([past_v, v], 2)
        scale = q.shape[-1] ** -0.5
        x = x + self.dropout(self.out(self.merge(torch.matmul((torch.matmul(q, k.transpose(2, 3)) * scale + causal).softmax(-1), v))))
        q = self.split(self.query(self.n2(x)))
        a = torch.matmul(q, text_k.transpose(2, 3)) * scale + text_bias
        x = x + self.dropout(self.across(self.merge(torch.matmul(a.softmax(-1), text_v))))
        return x + self.dropout(self.f2(F.gelu(self.f1(self.n3(x))))), k, v


class Decoder(nn.Module):
    def __init__(self, symbols, width, layers, heads, dropout):
        super().__init__()
        self.symbols, self.heads, self.width = symbols, heads, width
        self.kind = nn.Embedding(KINDS, width)
        self.symbol = nn.Embedding(symbols, width)
        self.anchor_in, self.place_in = nn.Linear(width, width), nn.Linear(width, width)
        self.position = nn.Embedding(LONGEST + 1, width)
        for e in (self.kind, self.symbol, self.position):
            nn.init.normal_(e.weight, 0, 0.05)
        self.layers = nn.ModuleList([Layer(width, heads, dropout) for _ in range(layers)])
        self.text = nn.Linear(width, layers * 2 * width)
        # How the text looks from the statement: distance and features of its positions as seen from the anchor.
        self.bias_features, self.bias_distance = nn.Linear(FEATURES, heads + POINTERS, bias=False), nn.Embedding(2 * REACH + 1, heads + POINTERS)
        # And how it looks from the place that was pointed at last.
        self.last_features, self.last_distance = nn.Linear(FEATURES, POINTERS, bias=False), nn.Embedding(2 * REACH + 1, POINTERS)
        for e in (self.bias_features, self.bias_distance, self.last_features, self.last_distance):
            nn.init.zeros_(e.weight)
        self.norm = nn.LayerNorm(width)
        self.out = nn.Linear(width, symbols)
        self.pointer, self.key = nn.Linear(width, POINTERS * POINTER_WIDTH), nn.Linear(width, POINTERS * POINTER_WIDTH)
        self.dropout = Dropout(dropout)

    def of_text(self, x):
        """What is asked once of the states of a text: keys and values of the layers [layers, 2, text, head, L, d], keys of the
        pointers."""
        size, length, width = x.shape
        kv = self.text(x).view(size, length, len(self.layers), 2, self.heads, -1).permute(2, 3, 0, 4, 1, 5)
        return kv, self.key(x).view(size, length, POINTERS, POINTER_WIDTH).permute(0, 2, 3, 1)

    def seen_from(self, shape, anchor, before, at):
        """By step: biases of heads and of pointers from distance and features as seen from the anchor of its statement, those
        of pointers also as seen from the place that was pointed at last: [B, heads, N, L] and [B, POINTERS, N, L]."""
        keep = (shape > 0).float()
        bias = self.bias_features(seen_features(at, anchor)) + self.bias_distance(offsets_from(shape, anchor))
        bias = (bias + ((1 - keep) * -1e4)[:, None, :, None]).permute(0, 3, 1, 2)
        last = self.last_features(seen_features(at, before)) + self.last_distance(offsets_from(shape, before))
        return bias[:, :self.heads], bias[:, self.heads:] + last.permute(0, 3, 1, 2)

    def seen_from_all(self, shape, at):
        """Of one text: the biases of `seen_from` for every anchor [L, heads + POINTERS, L] and every place pointed at last
        [L, POINTERS, L]."""
        features = pair_features(*[at[name] for name in SEEN])[0]
        places = torch.cumsum(torch.ones_like(shape[:1]), 1) - 1
        offsets = offsets_from(shape, places)[0]
        bias = self.bias_features(features) + self.bias_distance(offsets)
        return bias.transpose(1, 2), (self.last_features(features) + self.last_distance(offsets)).transpose(1, 2)

    def begin(self, kind, anchor_state):
        return self.kind(kind) + self.anchor_in(anchor_state)

    def embed(self, symbol, place_state, has_place):
        return self.symbol(symbol) + self.place_in(place_state) * has_place.unsqueeze(-1)

    def forward(self, inputs, at, past, causal, kv, keys, text_bias, pointer_bias):
        """inputs [B, N, d], each the step `at` of its program; past: keys and values of the layers."""
        size, steps, width = inputs.shape
        x = self.dropout(inputs + self.position(at))
        kept = []
        for n, layer in enumerate(self.layers):
            x, k, v = layer(x, past[n][0], past[n][1], causal, kv[n][0], kv[n][1], text_bias)
            kept.append((k, v))
        x = self.norm(x)
        query = self.pointer(x).view(size, steps, POINTERS, POINTER_WIDTH).transpose(1, 2)
        pointers = torch.matmul(query, keys) * POINTER_WIDTH ** -0.5 + pointer_bias
        return self.out(x), pointers, kept


class Reader(nn.Module):
    def __init__(self, pieces, symbols, width=160, layers=4, heads=5, dropout=0.1, decoder_layers=2, language_layers=6):
        super().__init__()
        self.config = dict(pieces=pieces, symbols=symbols, width=width, layers=layers, heads=heads, dropout=dropout, decoder_layers=decoder_layers, language_layers=language_layers)
        self.encoder = Encoder(pieces, width, layers, heads, dropout, language_layers)
        self.context = Context(width, heads, dropout)
        self.decoder = Decoder(symbols, width, decoder_layers, heads, dropout)

    def forward(self, inputs, declared, told):
        """`told`: the steps of the programs of each text, one after the other: first those that declare, then those about
        what is declared."""
        encoded = self.encoder(*inputs)
        named = dict(zip(INPUTS, inputs))
        at = {name: named[name] for name in SEEN}
        x, shape = encoded[0], named["shape"]
        stated = self.context(x, declared, shape, *[at[name] for name in SEEN])
        return encoded, [self.steps(states, shape, at, s) for states, s in ((x, told[0]), (stated, told[1]))]

    def steps(self, x, shape, at, s):
        """Scores of symbols [B, N, symbols] and of places [B, POINTERS, N, L] for all steps `s` of texts of states x:
        kind, anchor of its statement, symbol and place of the step before (has: it points), before: the place that was
        pointed at last, begins: it is the first one, at: its place in its program, of: its program, mask."""
        if s["mask"].sum() == 0:
            return None
        width = x.shape[2]
        state = lambda places: x.gather(1, places.unsqueeze(2).expand(-1, -1, width))
        begins = s["begins"].unsqueeze(2)
        fed = begins * self.decoder.begin(s["kind"], state(s["anchor"])) + (1 - begins) * self.decoder.embed(s["symbol"], state(s["place"]), s["has"])
        behind = (s["of"].unsqueeze(1) != s["of"].unsqueeze(2)) | (s["at"].unsqueeze(1) > s["at"].unsqueeze(2))
        size, heads = x.shape[0], self.decoder.heads
        empty = x.new_zeros(size, heads, 0, width // heads)
        past = [(empty, empty)] * len(self.decoder.layers)
        text_bias, pointer_bias = self.decoder.seen_from(shape, s["anchor"], s["before"], at)
        out, pointers, _ = self.decoder(fed, s["at"], past, behind.unsqueeze(1).float() * -1e4, *self.decoder.of_text(x), text_bias, pointer_bias)
        return out, pointers
