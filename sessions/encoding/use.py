"""The multilingual sentence encoder of the default pack: one ONNX graph, string in, vector out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sessions.encoding import base

REVISION = 1
INPUT, OUTPUT = "inputs", "outputs"


class UseEncoder:
    """Universal Sentence Encoder, multilingual, int8; Chinese and English in one space.

    Its activations are quantised by the range of the whole call, so a text's vector would move
    (by 0.012 in sixteen mixed texts) with its neighbours: texts are run one by one.
    """

    def __init__(self, name: str, path: str, digest: str) -> None:
        """Load the graph at `path`.

        Args:
            name: what to call it.
            path: the .onnx file.
            digest: sha256 of that file.

        Raises:
            Exception: onnxruntime has no common error; `model.load` names it for the caller.
        """
        import onnxruntime  # noqa: PLC0415 - only where it is used
        import onnxruntime_extensions  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # two are slower as soon as the machine is shared
        options.inter_op_num_threads = 1
        options.register_custom_ops_library(onnxruntime_extensions.get_library_path())
        self._session = onnxruntime.InferenceSession(
            path, options, providers=["CPUExecutionProvider"]
        )
        self.name = name
        self.version = f"{digest[:16]}.{REVISION}"
        self.dim = self._run("probe").shape[1]

    def encode(self, texts: Sequence[str]) -> base.Vectors:
        """Vectors of `texts`, (n, 512)."""
        return base.rows(texts, self.dim, lambda said: np.vstack([self._run(t) for t in said]))

    def _run(self, text: str) -> base.Vectors:
        # dtype object: numpy's own strings lose NULs at their end
        outputs = self._session.run([OUTPUT], {INPUT: np.array([text], dtype=object)})
        return np.asarray(outputs[0], np.float32)
