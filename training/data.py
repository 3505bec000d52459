"""Reads what prepare.ts wrote and makes batches of like length."""
import json
import random

import numpy as np
import torch

from model import GRAMS

COLUMN_COUNT = 8 + GRAMS


class Texts:
    def __init__(self, folder, name):
        self.targets = [json.loads(line) for line in open(f"{folder}/{name}.jsonl")]
        self.input = np.memmap(f"{folder}/{name}.bin", dtype=np.int16, mode="r").reshape(-1, COLUMN_COUNT)
        self.start = np.concatenate([[0], np.cumsum([t["length"] for t in self.targets])])
        assert self.start[-1] == len(self.input)

    def __len__(self):
        return len(self.targets)

    def batches(self, tokens, rng):
        """Indices of batches that hold about `tokens` positions each."""
        order = list(range(len(self)))
        rng.shuffle(order)
        made = []
        for chunk in range(0, len(order), 2048):
            part = sorted(order[chunk:chunk + 2048], key=lambda i: self.targets[i]["length"])
            batch = []
            for i in part:
                if batch and (len(batch) + 1) * self.targets[i]["length"] > tokens:
                    made.append(batch)
                    batch = []
                batch.append(i)
            made.append(batch)
        rng.shuffle(made)
        return made

    def batch(self, indices, drop=0.0, rng=random):
        """Inputs and dense targets; `drop` hides that share of the words (their n-grams stay, or go as well)."""
        ts = [self.targets[i] for i in indices]
        size, length = len(ts), max(t["length"] for t in ts)
        x = np.zeros((size, length, COLUMN_COUNT), np.int64)
        for b, i in enumerate(indices):
            x[b, :ts[b]["length"]] = self.input[self.start[i]:self.start[i + 1]]
        if drop:
            word = x[:, :, 0]
            hide = (np.random.rand(size, length) < drop) & (word > 3)
            word[hide] = 1
            x[:, :, 1:1 + GRAMS][hide & (np.random.rand(size, length) < 0.3)] = 0
        x = torch.from_numpy(x)
        inputs = [x[:, :, 0], x[:, :, 1:1 + GRAMS]] + [x[:, :, 1 + GRAMS + k] for k in range(7)]
        most = lambda f: max(1, max(f(t) for t in ts))
        numbers, mentions = most(lambda t: len(t["numbers"])), most(lambda t: len(t["mentions"]))
        variables, rows = most(lambda t: t["variables"]), most(lambda t: len(t["rows"]))
        z = lambda *s: np.zeros(s, np.int64)
        y = dict(tag=np.full((size, length), -100), numbers=z(size, numbers), number_mask=z(size, numbers), mentions=z(size, mentions),
                 member=z(size, variables, mentions), rows=z(size, rows), slots=z(size, rows, variables, 2 + numbers), slot_mask=z(size, rows, variables),
                 left=np.full((size, rows), -100), right=np.full((size, rows), -100), cls=np.full((size, length), -100), op=np.full((size, length), -100),
                 direction=z(size), problem=z(size), linked=z(size), divisible=np.full((size, mentions), -1.0), number_row=np.full((size, numbers, rows), -1.0),
                 number_variable=np.full((size, numbers, variables), -1.0), variable_mask=z(size, variables))
        for b, t in enumerate(ts):
            y["tag"][b, :t["length"]] = t["tag"]
            n = len(t["numbers"])
            y["numbers"][b, :n] = t["numbers"]
            y["number_mask"][b, :n] = 1
            for m, (at, v) in enumerate(t["mentions"]):
                y["mentions"][b, m] = at
                y["member"][b, v, m] = 1
                y["variable_mask"][b, v] = 1
                y["divisible"][b, m] = t["divisible"][v]
            y["direction"][b] = t["direction"] if t["direction"] >= 0 else -100
            y["problem"][b] = t["problem"]
            y["linked"][b] = t["linked"]
            if not t["linked"] and t["problem"]:
                continue
            y["cls"][b, :t["length"]] = 0
            if not t["problem"]:
                continue
            used, owned = {}, {}
            for r, (at, c, o, left, right, slots) in enumerate(t["rows"]):
                y["rows"][b, r] = at
                if c >= 0:
                    y["cls"][b, at], y["op"][b, at] = c, o
                if left >= 0:
                    y["left"][b, r] = left
                if right >= 0:
                    y["right"][b, r] = right
                for v, slot in enumerate(slots):
                    if not y["variable_mask"][b, v]:
                        continue
                    y["slot_mask"][b, r, v] = 1
                    if not slot:
                        y["slots"][b, r, v, 0] = 1
                    for s in slot:
                        y["slots"][b, r, v, 1 if s < 0 else 2 + s] = 1
                        if s >= 0:
                            used.setdefault(s, set()).add((r, len(slot)))
                            owned.setdefault(s, set()).add((v, len(slot)))
            # A number that may stand for another place of the same value teaches no single link.
            for k in range(n):
                if any(many > 1 for _, many in used.get(k, ())):
                    continue
                y["number_row"][b, k, :len(t["rows"])] = 0
                y["number_variable"][b, k][y["variable_mask"][b] > 0] = 0
                for r, _ in used.get(k, ()):
                    y["number_row"][b, k, r] = 1
                for v, _ in owned.get(k, ()):
                    y["number_variable"][b, k, v] = 1
        return inputs, {k: torch.from_numpy(v) for k, v in y.items()}
