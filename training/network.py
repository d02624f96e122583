"""The tagger: a small BERT encoder, one label head and two pointer heads."""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from sayso.annotate.tagging.decoding import LABELS

VOCABULARY, PLACES = 30_522, 512
HIDDEN, HEADS, INNER, POINTER = 384, 12, 1_536, 128
REACH = 127
"""Pieces up to which a pointer knows a distance; all farther ones count alike."""


class Layer(nn.Module):
    """One layer of a BERT encoder (Devlin et al. 2019), post-norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        n, t, _ = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(n, t, HIDDEN))))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Pointer(nn.Module):
    """How well each piece, as a start, points to each other: scaled dot product and a learnt bias by distance."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(HIDDEN, POINTER), nn.Linear(HIDDEN, POINTER)
        self.bias = nn.Parameter(torch.zeros(2 * REACH + 2))

    def forward(self, x: Tensor) -> Tensor:
        t = x.shape[1]
        at = torch.arange(t)
        distance = (at[None, :] - at[:, None]).clamp(-REACH, REACH) + REACH
        distance[:, 0] = 2 * REACH + 1
        scores = self.query(x) @ self.key(x).transpose(-1, -2) / math.sqrt(POINTER)
        return scores + self.bias[distance]


class Encoder(nn.Module):
    """The encoder by itself: hidden states [n, t, 384] of piece ids [n, t]."""

    def __init__(self, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.places = nn.Embedding(PLACES, HIDDEN)
        self.kinds = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))

    def load_encoder(self, path: Path) -> None:
        """Take the encoder's weights from all-MiniLM-L6-v2's safetensors file."""
        w = load_file(str(path))
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        self.words.weight.data = w["embeddings.word_embeddings.weight"]
        self.places.weight.data = w["embeddings.position_embeddings.weight"]
        self.kinds.data = w["embeddings.token_type_embeddings.weight"][0]
        self.norm.weight.data, self.norm.bias.data = (
            w["embeddings.LayerNorm.weight"],
            w["embeddings.LayerNorm.bias"],
        )
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for what in ("weight", "bias"):
                layer.qkv.get_parameter(what).data = torch.cat(
                    [w[f"{p}attention.self.{n}.{what}"] for n in ("query", "key", "value")]
                )
                layer.out.get_parameter(what).data = w[f"{p}attention.output.dense.{what}"]
                layer.norm1.get_parameter(what).data = w[f"{p}attention.output.LayerNorm.{what}"]
                layer.up.get_parameter(what).data = w[f"{p}intermediate.dense.{what}"]
                layer.down.get_parameter(what).data = w[f"{p}output.dense.{what}"]
                layer.norm2.get_parameter(what).data = w[f"{p}output.LayerNorm.{what}"]

    def states(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """What the last layer makes of each piece; `mask` [n, t] is true where there is a piece (None: everywhere)."""
        x = self.words(ids) + self.places(torch.arange(ids.shape[1]))[None] + self.kinds
        x = self.dropout(self.norm(x))
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Meaning(Encoder):
    """A vector of length 1 [n, 384] for pieces that stand together, as all-MiniLM-L6-v2 pools them: their mean."""

    def forward(self, ids: Tensor) -> Tensor:
        return nn.functional.normalize(self.states(ids).mean(1), dim=-1)


class Tagger(Encoder):
    """Scores of labels [n, t, 7], of content to cue [n, t, t] and of cue to source [n, t, t], from piece ids [n, t].

    `mask` [n, t] is true where there is a piece; None: everywhere.
    """

    def __init__(self, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__(layers, dropout)
        self.labels = nn.Linear(HIDDEN, len(LABELS))
        self.cue, self.source = Pointer(), Pointer()

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        x = self.states(ids, mask)
        return self.labels(x), self.cue(x), self.source(x)
