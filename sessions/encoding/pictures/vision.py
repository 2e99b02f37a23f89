"""Any vision model that transformers can load: its pooled output, or the mean of its last layer."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from sessions.encoding.base import Vectors, unit
from sessions.encoding.pictures.look import Mask, Pixels

BATCH = 8


class Vision:
    """Forms by a model of transformers, on the processor; no code of the model's folder is run.

    Args:
        name: what people call it.
        source: directory or hub id.
        local: whether nothing may be downloaded.
    """

    def __init__(self, name: str, source: str, *, local: bool) -> None:
        """Load it.

        Raises:
            Exception: transformers' own, when it is no vision model.
        """
        import torch  # noqa: PLC0415 - takes seconds, and only this encoder needs it
        from transformers import AutoImageProcessor, AutoModel  # noqa: PLC0415

        self._torch: Any = torch
        self._look = AutoImageProcessor.from_pretrained(
            source, local_files_only=local, backend="pil"
        )
        self._model = AutoModel.from_pretrained(source, local_files_only=local).eval()
        self._model = getattr(self._model, "vision_model", self._model)
        self.name = name
        probe = self.forms([(np.zeros((32, 32, 3), np.uint8), np.ones((32, 32), bool))])
        self.dim = probe.shape[1]
        self.version = f"{type(self._model).__name__}-{_digest(self._model)}"

    def forms(self, pictures: Sequence[tuple[Pixels, Mask]]) -> Vectors:
        """(n, dim), each of length 1."""
        out = []
        for start in range(0, len(pictures), BATCH):
            some = [pixels for pixels, _ in pictures[start : start + BATCH]]
            with self._torch.inference_mode():
                given = self._look(images=some, return_tensors="pt")
                told = self._model(pixel_values=given["pixel_values"])
            pooled = getattr(told, "pooler_output", None)
            if pooled is None:
                last = told.last_hidden_state
                pooled = last.mean(dim=1) if last.ndim == 3 else last.mean(dim=(2, 3))
            out.append(unit(pooled.flatten(1).float().numpy()))
        return np.concatenate(out) if out else np.zeros((0, self.dim), np.float32)


def _digest(model: Any) -> str:
    """Hash of the weights: the same wherever the copy lies."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(np.ascontiguousarray(tensor.numpy()).data)
    return digest.hexdigest()[:16]
