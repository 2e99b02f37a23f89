"""Encoder, heads and CRF of a fine-tuned classifier; a plain transformers directory on disk.

Task `sequence` is `AutoModelForSequenceClassification`; `token` and `joint` are
`AutoModelForTokenClassification` on each word's first piece, with a linear-chain CRF (Lafferty et
al. 2001) over its answers and, for `joint`, an intent head on the mean of all pieces. What is ours
lies in `heads.safetensors` beside the model, its names in `config.json`: the directory loads by
`from_pretrained` without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

import msgspec
import torch
import transformers
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from sessions.errors import PackUnusable
from sessions.intent.tuning.examples import Example, Task

HEADS: Final = "heads.safetensors"
NEVER: Final = -1e4
"""Score of a step that BIO does not have."""


class Batch(NamedTuple):
    """Utterances side by side; padding is 0 in `mask` and in `said`."""

    ids: Tensor
    """(n, pieces)"""
    mask: Tensor
    """(n, pieces)"""
    firsts: Tensor
    """(n, words): the place of each word's first piece."""
    said: Tensor
    """(n, words) bool"""
    intents: Tensor
    """(n,); -1 where not known"""
    tags: Tensor
    """(n, words); 0 where not known"""


class _Config(msgspec.Struct, frozen=True):
    """What `config.json` says of us."""

    task: Task
    intents: list[str]
    crf: bool
    id2label: dict[str, str]


class Guess(NamedTuple):
    """What a model says of one utterance; empty where its task has no such thing."""

    intent: str
    tags: tuple[str, ...]


class Crf(nn.Module):
    """Scores of tag sequences: emissions of each word and of each step between two tags."""

    def __init__(self, tags: Sequence[str]) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.starts = nn.Parameter(torch.zeros(len(tags)))
        bad = [[_breaks(before, tag) for tag in tags] for before in tags]
        self.register_buffer("bad", torch.tensor(bad) * NEVER, persistent=False)
        first = torch.tensor([_breaks("O", tag) for tag in tags])
        self.register_buffer("bad_first", first * NEVER, persistent=False)

    def loss(self, scores: Tensor, tags: Tensor, said: Tensor) -> Tensor:
        """Mean negative log-likelihood of `tags` (n, words) under `scores` (n, words, tags)."""
        return (self._total(scores, said) - self._score(scores, tags, said)).mean()

    def _score(self, scores: Tensor, tags: Tensor, said: Tensor) -> Tensor:
        words = scores.gather(2, tags.unsqueeze(2)).squeeze(2) * said  # (n, words)
        steps = self.steps[tags[:, :-1], tags[:, 1:]] * said[:, 1:]
        return words.sum(1) + steps.sum(1) + self.starts[tags[:, 0]]

    def _total(self, scores: Tensor, said: Tensor) -> Tensor:
        """Log of the sum over all sequences; one product of matrices a word."""
        steps = self.steps.exp()
        sums = self.starts + scores[:, 0]  # (n, tags)
        for at in range(1, scores.shape[1]):
            top = sums.max(1, keepdim=True).values.detach()
            onward = ((sums - top).exp() @ steps).log() + top + scores[:, at]
            sums = torch.where(said[:, at : at + 1], onward, sums)
        return sums.logsumexp(1)

    @torch.no_grad()
    def best(self, scores: Tensor, said: Tensor) -> list[list[int]]:
        """The likeliest well-formed sequence of each utterance (Viterbi 1967)."""
        steps = self.steps + cast("Tensor", self.bad)
        sums = self.starts + cast("Tensor", self.bad_first) + scores[:, 0]
        back = []
        for at in range(1, scores.shape[1]):
            top, last = (sums.unsqueeze(2) + steps).max(1)  # (n, tags)
            sums = torch.where(said[:, at : at + 1], top + scores[:, at], sums)
            back.append(last)
        return [
            _trace(sums[row], [last[row] for last in back[: int(said[row].sum()) - 1]])
            for row in range(len(scores))
        ]


def _breaks(before: str, tag: str) -> bool:
    return tag.startswith("I-") and before[2:] != tag[2:]


def _trace(sums: Tensor, back: list[Tensor]) -> list[int]:
    path = [int(sums.argmax())]
    for last in reversed(back):
        path.append(int(last[path[-1]]))
    return path[::-1]


class Tuned(nn.Module):
    """A model of one task with its tokenizer and the names of what it says."""

    def __init__(
        self,
        body: Any,
        tokenizer: Any,
        task: Task,
        intents: list[str],
        tags: list[str],
        *,
        crf: bool,
    ) -> None:
        super().__init__()
        self.body, self.tokenizer, self.task = body, tokenizer, task
        self.intents, self.tags = intents, tags
        width = body.config.hidden_size
        self.intent_head = nn.Linear(width, len(intents)) if task == "joint" else None
        self.dropout = nn.Dropout(0.1)
        self.crf = Crf(tags) if crf and task != "sequence" else None

    def scores(self, batch: Batch) -> tuple[Tensor | None, Tensor | None]:
        """Of intents (n, intents), and of tags (n, words, tags); None where the task has none."""
        said = self.body(input_ids=batch.ids, attention_mask=batch.mask, output_hidden_states=True)
        if self.task == "sequence":
            return said.logits.float(), None
        at = batch.firsts.unsqueeze(2).expand(-1, -1, said.logits.shape[2])
        tags = said.logits.gather(1, at).float()
        if self.intent_head is None:
            return None, tags
        mask = batch.mask.unsqueeze(2)
        mean = (said.hidden_states[-1] * mask).sum(1) / mask.sum(1)
        return self.intent_head(self.dropout(mean)).float(), tags

    def loss(self, batch: Batch) -> Tensor:
        """The sum of what each head misses."""
        intents, tags = self.scores(batch)
        total = torch.zeros(())
        if intents is not None:
            total = total + nn.functional.cross_entropy(intents, batch.intents)
        if tags is not None and self.crf is not None:
            total = total + self.crf.loss(tags, batch.tags, batch.said)
        elif tags is not None:
            total = total + nn.functional.cross_entropy(tags[batch.said], batch.tags[batch.said])
        return total

    @torch.no_grad()
    def guess(self, batch: Batch) -> list[Guess]:
        """What is said of each utterance."""
        intents, tags = self.scores(batch)
        count = len(batch.ids)
        names = [""] * count
        if intents is not None:
            names = [self.intents[int(best)] for best in intents.argmax(1)]
        paths: list[list[int]] = [[]] * count
        if tags is not None and self.crf is not None:
            paths = self.crf.best(tags, batch.said)
        elif tags is not None:
            paths = [
                row[: int(said.sum())].tolist()
                for row, said in zip(tags.argmax(2), batch.said, strict=True)
            ]
        return [
            Guess(name, tuple(self.tags[place] for place in path))
            for name, path in zip(names, paths, strict=True)
        ]

    def batch(self, some: Sequence[Example]) -> Batch:
        """Examples as numbers; labels that the model does not know are as if not given."""
        known = self.tokenizer(
            [list(one.tokens) for one in some],
            is_split_into_words=True,
            truncation=True,
            max_length=self.pieces,
            padding=True,
            return_tensors="pt",
        )
        words = max(len(one.tokens) for one in some)
        firsts = torch.zeros(len(some), words, dtype=torch.long)
        said = torch.zeros(len(some), words, dtype=torch.bool)
        tags = torch.zeros(len(some), words, dtype=torch.long)
        places = {tag: at for at, tag in enumerate(self.tags)}
        for row, one in enumerate(some):
            said[row, : len(one.tokens)] = True
            tags[row, : len(one.tags)] = torch.tensor([places.get(tag, 0) for tag in one.tags])
            for piece, word in reversed(list(enumerate(known.word_ids(row)))):
                if word is not None:
                    firsts[row, word] = piece
        numbers = {name: at for at, name in enumerate(self.intents)}
        intents = torch.tensor([numbers.get(one.intent, -1) for one in some])
        return Batch(known["input_ids"], known["attention_mask"], firsts, said, intents, tags)

    @property
    def pieces(self) -> int:
        """As many pieces as the encoder takes."""
        most = getattr(self.body.config, "max_position_embeddings", 512)
        return int(min(most, self.tokenizer.model_max_length, 512))

    def store(self, folder: Path) -> None:
        """Write all files into `folder`, which exists."""
        config = self.body.config
        config.task, config.intents, config.crf = self.task, self.intents, self.crf is not None
        self.body.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)
        if ours := self.own():
            save_file(ours, folder / HEADS)

    def own(self) -> dict[str, Tensor]:
        """The weights that are not of the transformers model."""
        return {
            name: tensor.contiguous()
            for name, tensor in self.state_dict().items()
            if not name.startswith("body.")
        }


def quiet() -> None:
    """No bars and remarks of transformers: what it says of lost weights is an error here."""
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()


def fresh(base: str, task: Task, intents: list[str], tags: list[str], *, crf: bool) -> Tuned:
    """A model to train, on the encoder `base`: a directory, or a hub id.

    Raises:
        PackUnusable: no such encoder, none of transformers, or its weights are not all there.
    """
    model, lost = _open(base, task, intents, tags, crf=crf)
    inside = f"{model.body.base_model_prefix}."
    lost = [name for name in lost if name.startswith(inside) and ".pooler." not in name]
    if lost:
        raise PackUnusable(f"{base} has no weights {lost[0]}")
    return model


def load(folder: str) -> Tuned:
    """A model that `train` wrote.

    Raises:
        PackUnusable: not there, damaged, or not written by `train`.
    """
    try:
        said = msgspec.json.decode((Path(folder) / "config.json").read_bytes(), type=_Config)
        names = [said.id2label[str(at)] for at in range(len(said.id2label))]
        tags = [] if said.task == "sequence" else names
        model, lost = _open(folder, said.task, said.intents, tags, crf=said.crf)
        ours = load_file(Path(folder) / HEADS) if model.own() else {}
        missing, spare = model.load_state_dict(ours, strict=False)
    except (OSError, ValueError, KeyError, SafetensorError, RuntimeError) as error:
        raise PackUnusable(f"{Path(folder).name}: not a tuned model ({error})") from error
    lost += [name for name in missing if not name.startswith("body.")]
    if lost or spare:
        raise PackUnusable(f"{Path(folder).name}: not whole ({[*lost, *spare][0]})")
    return model.eval()


def _open(
    source: str, task: Task, intents: list[str], tags: list[str], *, crf: bool
) -> tuple[Tuned, list[str]]:
    """A model on the encoder at `source`, and the names of the weights that were not there."""
    local = Path(source).is_dir() or source.startswith((".", "/", "~"))
    names = intents if task == "sequence" else tags
    kind = (
        transformers.AutoModelForSequenceClassification
        if task == "sequence"
        else transformers.AutoModelForTokenClassification
    )
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(
            source, local_files_only=local, add_prefix_space=True
        )
        body, info = kind.from_pretrained(
            source,
            local_files_only=local,
            dtype=torch.float32,
            id2label=dict(enumerate(names)),
            label2id={name: at for at, name in enumerate(names)},
            ignore_mismatched_sizes=True,
            output_loading_info=True,
        )
    except Exception as error:  # transformers has no common error
        why = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise PackUnusable(f"{source} does not load as an encoder: {why}") from error
    if not tokenizer.is_fast:
        raise PackUnusable(f"{source}: its tokenizer does not tell words from pieces")
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
        body.config.pad_token_id = tokenizer.pad_token_id
    lost = [*info["missing_keys"], *(one[0] for one in info["mismatched_keys"])]
    return Tuned(body, tokenizer, task, intents, tags, crf=crf), lost
