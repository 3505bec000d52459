"""Reads what prepare.ts wrote and makes batches of like length."""
import json
import random

import numpy as np
import torch

from model import COLUMNS, DECLARED, HIDDEN, LAYERS, PIECES, POINTERS

OTHERS = len(COLUMNS)
COLUMN_COUNT = OTHERS + PIECES
# Word pieces at both ends of a text.
BEGIN, END = 2, 3
# Statements that declare, by their number: family, table, range, pairs.
DECLARING = {3, 4, 5, 6}


def places_of(t):
    """By pointer of the decoder: the places it may point to, as `placesByPointer` of decode.ts has them."""
    begins = [[first for first, _, _, _ in names] for names in t["names"]]
    thing, sets, tables, families, definitions = begins
    return [t["numbers"], thing, thing + sets, tables + t["numbers"], [0] + families, thing, definitions]


class Texts:
    def __init__(self, folder, name):
        self.targets = [json.loads(line) for line in open(f"{folder}/{name}.jsonl")]
        self.input = np.memmap(f"{folder}/{name}.bin", dtype=np.uint16, mode="r").reshape(-1, COLUMN_COUNT)
        self.start = np.concatenate([[0], np.cumsum([t["length"] for t in self.targets])])
        assert self.start[-1] == len(self.input), (self.start[-1], len(self.input))
        self.cost = [t["length"] + 3 * sum(len(s[4]) + 2 for s in t["statements"]) for t in self.targets]

    def __len__(self):
        return len(self.targets)

    def batches(self, tokens, rng, order=None):
        """Indices of batches of about `tokens` positions each."""
        if order is None:
            order = list(range(len(self)))
            rng.shuffle(order)
        made = []
        for chunk in range(0, len(order), 1024):
            part = sorted(order[chunk:chunk + 1024], key=lambda i: self.targets[i]["length"])
            batch = []
            for i in part:
                if batch and (len(batch) + 1) * self.targets[i]["length"] > tokens:
                    made.append(batch)
                    batch = []
                batch.append(i)
            made.append(batch)
        rng.shuffle(made)
        return made

    def batch(self, indices, drop=0.0, stray=0.0, blank=0.0, unknown=0.0):
        """Inputs and dense targets; `drop` hides that share of the words, `stray` tells
        that share of the statements without a number from another of their words, as the reader may find them, `blank`
        hides the names of all things of that share of the texts, so that pointers learn to go by what stands around,
        `unknown` hides that share of what is declared, and all of it in that share of the texts."""
        ts = [self.targets[i] for i in indices]
        size, length = len(ts), max(t["length"] for t in ts)
        x = np.zeros((size, length, COLUMN_COUNT), np.int64)
        for b, i in enumerate(indices):
            x[b, :ts[b]["length"]] = self.input[self.start[i]:self.start[i + 1]]
        if drop:
            # Numbers stay: they are told apart by their digits.
            hide = (np.random.rand(size, length) < drop) & (x[:, :, OTHERS] > 0) & (x[:, :, COLUMNS.index("number")] == 0)
            x[:, :, OTHERS:][hide] = [HIDDEN] + [0] * (PIECES - 1)
        for b, t in enumerate(ts):
            if blank and np.random.rand() < blank:
                for first, last, _, _ in t["names"][0]:
                    x[b, first:last + 1, OTHERS:] = [HIDDEN] + [0] * (PIECES - 1)
        inputs = [*self.pieces(x[:, :, OTHERS:]), *torch.from_numpy(x[:, :, :OTHERS]).unbind(2)]
        z = lambda *s: np.zeros(s, np.int64)
        most = lambda f: max(1, max(f(t) for t in ts))
        mentions = [most(lambda t: len(t["names"][layer])) for layer in range(LAYERS)]
        numbers = most(lambda t: len(t["numbers"]))
        y = dict(tag=np.full((size, length, LAYERS), -100), anchor=np.full((size, length, 9), -1.0, np.float32), problem=z(size),
                 single=np.full((size, length), -1.0, np.float32), domain=np.full((size, length), -100))
        for layer in range(LAYERS):
            y[f"at{layer}"] = z(size, mentions[layer])
            y[f"id{layer}"] = np.full((size, mentions[layer]), -1)
        y["set_of"] = np.full((size, mentions[0]), -1)
        y["numbers"], y["number_mask"] = z(size, numbers), z(size, numbers)
        for name in ("cell_table", "cell_last", "cell_first"):
            y[name] = np.zeros((size, numbers, length), bool)
        # Where each pointer may point to: what the decoding offers it as well.
        y["places"] = np.zeros((size, POINTERS, length), bool)
        statements = []
        for b, t in enumerate(ts):
            for pointer, offered in enumerate(places_of(t)):
                y["places"][b, pointer, offered] = True
            y["problem"][b] = t["problem"]
            y["tag"][b, :t["length"]] = 0
            y["anchor"][b, :t["length"]] = 0
            for layer, names in enumerate(t["names"]):
                for m, (first, last, who, cls) in enumerate(names):
                    y["tag"][b, first, layer] = 1
                    y["tag"][b, first + 1:last + 1, layer] = 2
                    y[f"at{layer}"][b, m] = first
                    y[f"id{layer}"][b, m] = who
                    if layer == 0:
                        y["set_of"][b, m] = t["setOfThing"][who]
                        y["single"][b, first] = cls
                        if t["domainOfThing"][who] >= 0:
                            y["domain"][b, first] = t["domainOfThing"][who]
            places = {}
            for first, last, who, _ in t["names"][2]:
                places.setdefault(who, []).append(first)
            position = {at: k for k, at in enumerate(t["numbers"])}
            n = len(t["numbers"])
            y["numbers"][b, :n] = t["numbers"]
            y["number_mask"][b, :n] = 1
            firsts = {}
            for at, table, last, first in t["cells"]:
                firsts.setdefault(table, at)
            free = set(range(n))
            for at, table, last, first in t["cells"]:
                k = position[at]
                free.discard(k)
                y["cell_table"][b, k][places.get(table) or [firsts[table]]] = True
                y["cell_last"][b, k][last or [0]] = True
                y["cell_first"][b, k][first or [0]] = True
            for k in free:
                for name in ("cell_table", "cell_last", "cell_first"):
                    y[name][b, k, 0] = True
            for kind, anchor, first, last, steps in t["statements"]:
                y["anchor"][b, anchor, kind] = 1
                if stray and anchor > 0 and anchor not in position and np.random.rand() < stray:
                    anchor = np.random.randint(max(1, first - 3), last + 1)
                statements.append((b, kind, anchor, first, last, steps))
        self.rows_of(ts, y, size, length)
        known = np.zeros((size, length, DECLARED), np.float32)
        for b, t in enumerate(ts):
            if unknown and np.random.rand() < unknown:
                continue
            for at, what in t["declared"]:
                if not unknown or np.random.rand() > unknown:
                    known[b, at, what] = 1
        stages = [[s for s in statements if (s[1] in DECLARING) == declares] for declares in (True, False)]
        tensors = lambda d: {k: torch.from_numpy(v) for k, v in d.items()}
        return inputs, torch.from_numpy(known), tensors(y), [tensors(self.packed(stage, size, length)) for stage in stages]

    def rows_of(self, ts, y, size, length):
        """What is asked of the rows over single amounts; texts that no rows say are only known as such."""
        ts = [t.get("rows") for t in ts]
        z = lambda *s: np.zeros(s, np.int64)
        most = lambda f: max(1, max((f(t) for t in ts if t), default=1))
        numbers, mentions = most(lambda t: len(t["numbers"])), most(lambda t: len(t["mentions"]))
        variables, rows = most(lambda t: t["variables"]), most(lambda t: len(t["rows"]))
        own = dict(tag=np.full((size, length), -100), cls=np.full((size, length), -100), op=np.full((size, length), -100),
                   numbers=z(size, numbers), number_mask=z(size, numbers), mentions=z(size, mentions), member=z(size, variables, mentions), variable_mask=z(size, variables),
                   at=z(size, rows), slots=z(size, rows, variables, 2 + numbers), slot_mask=z(size, rows, variables), left=np.full((size, rows), -100), right=np.full((size, rows), -100),
                   direction=np.full(size, -1.0, np.float32), all=z(size), divisible=np.full((size, mentions), -1.0, np.float32),
                   number_row=np.full((size, numbers, rows), -1.0, np.float32), number_variable=np.full((size, numbers, variables), -1.0, np.float32))
        for b, t in enumerate(ts):
            if t is None:
                continue
            own["all"][b], own["direction"][b] = t["all"], t["direction"]
            end = y["tag"][b, :, 0].tolist().count(-100)
            own["tag"][b, :length - end] = 0
            for at, tag in t["tags"]:
                own["tag"][b, at] = tag
            own["tag"][b, t["unknown"]] = -100
            n = len(t["numbers"])
            own["numbers"][b, :n], own["number_mask"][b, :n] = t["numbers"], 1
            for m, (at, v) in enumerate(t["mentions"]):
                own["mentions"][b, m], own["member"][b, v, m], own["variable_mask"][b, v], own["divisible"][b, m] = at, 1, 1, t["divisible"][v]
            if t["mentions"] and not t["linked"]:
                continue
            own["cls"][b, :length - end] = 0
            own["cls"][b, t["unknown"]] = -100
            used, owned = {}, {}
            for r, (at, c, o, left, right, slots) in enumerate(t["rows"]):
                own["at"][b, r] = at
                if c >= 0:
                    own["cls"][b, at], own["op"][b, at] = c, o
                if left >= 0:
                    own["left"][b, r] = left
                if right >= 0:
                    own["right"][b, r] = right
                for v, slot in enumerate(slots):
                    if not own["variable_mask"][b, v]:
                        continue
                    own["slot_mask"][b, r, v] = 1
                    if not slot:
                        own["slots"][b, r, v, 0] = 1
                    for s in slot:
                        own["slots"][b, r, v, 1 if s < 0 else 2 + s] = 1
                        if s >= 0:
                            used.setdefault(s, set()).add((r, len(slot)))
                            owned.setdefault(s, set()).add((v, len(slot)))
            # A number that may stand for another place of the same value teaches no single link.
            for k in range(n):
                if any(many > 1 for _, many in used.get(k, ())):
                    continue
                own["number_row"][b, k, :len(t["rows"])] = 0
                own["number_variable"][b, k][own["variable_mask"][b] > 0] = 0
                for r, _ in used.get(k, ()):
                    own["number_row"][b, k, r] = 1
                for v, _ in owned.get(k, ()):
                    own["number_variable"][b, k, v] = 1
        y.update({f"row_{name}": value for name, value in own.items()})

    def pieces(self, x):
        """The word pieces of each text one after the other between its ends, and the position each belongs to."""
        size, length, _ = x.shape
        used = x > 0
        counts = used.sum((1, 2))
        piece = np.zeros((size, counts.max() + 2), np.int64)
        of = np.zeros_like(piece)
        piece[:, 0] = BEGIN
        piece[np.arange(size), counts + 1] = END
        text, position, _ = np.nonzero(used)
        at = np.arange(len(text)) - np.repeat(np.cumsum(counts) - counts, counts) + 1
        piece[text, at] = x[used]
        of[text, at] = position
        return torch.from_numpy(piece), torch.from_numpy(of)

    def packed(self, statements, size, length):
        """The steps of all programs of each text one after the other, and what is asked of them."""
        used = np.zeros(size, np.int64)
        for b, _, _, _, _, steps in statements:
            used[b] += len(steps)
        most = max(1, used.max())
        z = lambda *s: np.zeros(s, np.int64)
        s = {name: z(size, most) for name in ("kind", "anchor", "symbol", "place", "before", "at", "of", "wanted")}
        s.update({name: np.zeros((size, most), np.float32) for name in ("begins", "has", "mask", "points")})
        s["of"] -= 1
        s["targets"] = np.zeros((size, most, length), bool)
        # Of each statement: its text, anchor, first and last word.
        s["text"], s["told"], s["first"], s["last"] = [np.array([each[k] for each in statements], np.int64) for k in (0, 2, 3, 4)]
        used[:] = 0
        for k, (b, kind, anchor, _, _, steps) in enumerate(statements):
            before, fed = anchor, (0, 0, 0)
            for step, (symbol, *at) in enumerate(steps):
                n = used[b]
                used[b] += 1
                s["kind"][b, n], s["anchor"][b, n], s["before"][b, n], s["at"][b, n], s["of"][b, n] = kind, anchor, before, step, k
                s["begins"][b, n], s["mask"][b, n], s["wanted"][b, n] = step == 0, 1, symbol
                s["symbol"][b, n], s["place"][b, n], s["has"][b, n] = fed
                if at:
                    # Of several places that would do, the next one to what was pointed at before.
                    before = min(at, key=lambda place: abs(place - before))
                    s["points"][b, n] = 1
                    s["targets"][b, n, at] = True
                fed = (symbol, before, 1) if at else (symbol, 0, 0)
        return s
