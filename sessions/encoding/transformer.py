"""Any text model that transformers' `AutoModel` can load: mean of the last layer, length 1."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from sessions.encoding import base

REVISION = 1
MAX_TOKENS = 256
BATCH = 32

NOT_DECIDING = ("_name_or_path", "transformers_version", "architectures", "dtype", "torch_dtype")
"""Configuration that may differ between two copies of one model."""


class TransformerEncoder:
    """Mean pooling over real tokens (Reimers and Gurevych 2019, arXiv 1908.10084), float32.

    Padding is masked in attention and pooling, so a row does not depend on its batch.
    """

    def __init__(self, name: str, source: str, *, local: bool) -> None:
        """Load tokenizer and weights; code inside the model's folder is never run.

        Args:
            name: what to call it.
            source: directory, or hub id.
            local: never ask the network.

        Raises:
            Exception: transformers has no common error; `model.load` names it for the caller.
        """
        import torch  # noqa: PLC0415 - seconds to import: only where it is used
        import transformers  # noqa: PLC0415

        torch.set_num_threads(1)  # two are slower as soon as the machine is shared
        self._torch = torch
        self._tokenizer = transformers.AutoTokenizer.from_pretrained(source, local_files_only=local)
        self._tokenizer.padding_side = "right"  # so that positions of real tokens stay
        if self._tokenizer.pad_token is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        self._model = transformers.AutoModel.from_pretrained(
            source, local_files_only=local, dtype=torch.float32
        ).eval()
        positions = getattr(self._model.config, "max_position_embeddings", MAX_TOKENS)
        self._tokens = min(MAX_TOKENS, positions, self._tokenizer.model_max_length)
        self.name = name
        self.version = f"{_digest(self._model, self._tokenizer)}.{REVISION}"
        self.dim = self._pool(["probe"]).shape[1]

    def encode(self, texts: Sequence[str]) -> base.Vectors:
        """Vectors of `texts`, (n, dim)."""
        return base.rows(texts, self.dim, self._forward)

    def _forward(self, texts: list[str]) -> base.Vectors:
        out = np.zeros((len(texts), self.dim), np.float32)
        # texts of like length share a batch: less padding to multiply
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            out[places] = self._pool([texts[place] for place in places])
        return out

    def _pool(self, texts: list[str]) -> base.Vectors:
        batch = self._tokenizer(
            texts, padding=True, truncation=True, max_length=self._tokens, return_tensors="pt"
        )
        with self._torch.inference_mode():
            states = self._model(**batch).last_hidden_state  # (n, tokens, dim)
            mask = batch["attention_mask"].unsqueeze(-1)  # (n, tokens, 1)
            mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1)
        return np.asarray(mean.numpy(), np.float32)


def _digest(model: Any, tokenizer: Any) -> str:
    """Hash of configuration, tokenizer and weights: the same wherever the copy lies."""
    decides = {k: v for k, v in model.config.to_dict().items() if k not in NOT_DECIDING}
    digest = hashlib.sha256(json.dumps(decides, sort_keys=True, default=str).encode())
    words = tokenizer.backend_tokenizer.to_str() if tokenizer.is_fast else tokenizer.get_vocab()
    digest.update(json.dumps(words, sort_keys=True).encode())
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(np.ascontiguousarray(tensor.numpy()).data)
    return digest.hexdigest()[:16]
