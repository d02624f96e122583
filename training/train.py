"""Train the tagger.

    python training/train.py --train A.jsonl.gz --dev B.jsonl.gz --scorer score.py --encoder FOLDER --out FOLDER

`--encoder` is a folder with the `model.safetensors` of all-MiniLM-L6-v2, `--more` further articles in the same form
that are read `--times` times an epoch, `--names` a text file of names, one a line, to vary sources with. Runs on a CPU;
the seed fixes data order, variations and weights (sums of floats still differ between machines).
"""

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from examples import MOST_FREE, Article, Example, examples, read_articles, rename, restyle
from network import Tagger
from sayso.annotate.tagging.pieces import load_pieces
from scoring import figures

BATCH = 4_096
"""Pieces in a batch, padding included."""
POINTERS = 0.3
"""Weight of each pointer's loss beside that of the labels."""
HEADS_FASTER = 5
"""How much higher the learning rate of what starts from nothing is."""
WARM_UP, LOWEST = 0.1, 0.02
"""Share of all steps in which the rate rises, and the share of its peak that it never falls under."""


def main() -> None:
    """Train, and write `model.pt` and the figures on the dev articles after every epoch."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--train", type=Path, nargs="+", required=True)
    options.add_argument("--more", type=Path, nargs="*", default=[])
    options.add_argument("--times", type=int, default=4)
    options.add_argument("--dev", type=Path, required=True)
    options.add_argument("--scorer", type=Path, required=True)
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--names", type=Path)
    options.add_argument("--start", type=Path, help="a trained model.pt to go on from")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--rate", type=float, default=2e-4)
    options.add_argument("--vary", type=float, default=0.3, help="share of articles varied, each way")
    given = options.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - chance, not secrets
    torch.manual_seed(given.seed)
    articles = [article for path in given.train for article in read_articles(path)]
    articles += [article for path in given.more for article in read_articles(path)] * given.times
    dev = read_articles(given.dev)
    names = given.names.read_text(encoding="utf-8").split() if given.names else []
    model = Tagger()
    model.load_encoder(given.encoder / "model.safetensors")
    if given.start:
        model.load_state_dict(torch.load(given.start))
    model.words.weight.requires_grad_(requires_grad=False)
    given.out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    schedule: Schedule | None = None
    for epoch in range(given.epochs):
        batches = _batches(list(_epoch(articles, chance, given.vary, names, first=epoch == 0)), chance)
        schedule = schedule or Schedule(model, given.rate, len(batches) * given.epochs)
        for number, batch in enumerate(batches):
            loss = schedule.step(batch)
            if number % 20 == 0:
                print(
                    f"epoch {epoch} batch {number}/{len(batches)} loss {loss:.3f} {time.monotonic() - began:.0f} s",
                    flush=True,
                )
        torch.save(model.state_dict(), given.out / "model.pt")
        print(json.dumps({"epoch": epoch, **figures(model, dev, given.scorer)}), flush=True)


def _epoch(
    articles: Sequence[Article], chance: random.Random, share: float, names: Sequence[str], *, first: bool
) -> Iterator[Example]:
    pieces = load_pieces()
    for article in articles:
        varied = restyle(article, chance) if chance.random() < share else article
        varied = rename(varied, chance, names) if names and chance.random() < share else varied
        yield from examples(pieces, varied, free=0 if first else chance.randrange(MOST_FREE))


def _batches(found: list[Example], chance: random.Random) -> list[list[Example]]:
    """Windows of like length together, in random order."""
    order = sorted(found, key=lambda example: (len(example.window.ids), chance.random()))
    out: list[list[Example]] = []
    for example in order:
        if out and (len(out[-1]) + 1) * len(example.window.ids) <= BATCH:
            out[-1].append(example)
        else:
            out.append([example])
    chance.shuffle(out)
    return out


class Schedule:
    """AdamW with a warm-up and a straight way down."""

    def __init__(self, model: Tagger, rate: float, steps: int) -> None:
        heads = [
            *model.labels.parameters(),
            *model.cue.parameters(),
            *model.source.parameters(),
        ]
        new = {id(weight) for weight in heads}
        body = [weight for weight in model.parameters() if weight.requires_grad and id(weight) not in new]
        self._model, self._weights, self._steps, self._done = model, [*body, *heads], steps, 0
        self._peaks = [rate, HEADS_FASTER * rate]
        self._optimiser = torch.optim.AdamW([{"params": body}, {"params": heads}], lr=rate, weight_decay=0.01)

    def step(self, batch: Sequence[Example]) -> float:
        """One step; the loss before it."""
        share = self._done / self._steps
        factor = share / WARM_UP if share < WARM_UP else max(LOWEST, (1 - share) / (1 - WARM_UP))
        for group, peak in zip(self._optimiser.param_groups, self._peaks, strict=True):
            group["lr"] = peak * factor
        self._optimiser.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(self._model, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._weights, 1.0)
        self._optimiser.step()
        self._done += 1
        if not math.isfinite(value := float(loss.detach())):
            raise SystemExit(f"train: the loss is {value} after {self._done} steps; lower --rate")
        return value


def loss_of(model: Tagger, batch: Sequence[Example]) -> Tensor:
    """Cross entropy of the labels, and of where contents and cues point among the starts of words."""
    longest = max(len(example.window.ids) for example in batch)
    ids = torch.zeros((len(batch), longest), dtype=torch.long)
    mask, starts = torch.zeros((2, len(batch), longest), dtype=torch.bool)
    gold = torch.full((len(batch), longest), -100)
    to_cue: list[tuple[int, int, int]] = []
    to_source: list[tuple[int, int, int]] = []
    starts[:, 0] = True
    for row, example in enumerate(batch):
        size = len(example.window.ids)
        ids[row, :size] = torch.tensor(example.window.ids)
        mask[row, :size] = True
        starts[row, example.window.first] = True
        gold[row, example.window.first] = torch.tensor(example.labels)
        to_cue += [(row, a, b) for a, b in example.content_to_cue]
        to_source += [(row, a, b) for a, b in example.cue_to_source]
    labels, cue, source = model(ids, None if bool(mask.all()) else mask)
    total = functional.cross_entropy(labels.float().flatten(0, 1), gold.flatten(), ignore_index=-100)
    for pointers, scores in ((to_cue, cue), (to_source, source)):
        if pointers:
            row, a, b = (torch.tensor(column) for column in zip(*pointers, strict=True))
            among = scores[row, a].float().masked_fill(~starts[row], -1e4)
            total = total + POINTERS * functional.cross_entropy(among, b)
    return total


if __name__ == "__main__":
    main()
