"""The road to the ONNX graph, over a stand-in for the runtime: the real weights are a pack."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from sessions.encoding.use import UseEncoder


class Runtime:
    """Gives each text its own row, and moves it when texts share a call, as the int8 graph does."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.options = SimpleNamespace(register_custom_ops_library=self.libraries_add)
        self.libraries: list[str] = []

    def libraries_add(self, path: str) -> None:
        self.libraries.append(path)

    def session(self, path: str, options: object, providers: list[str]) -> Runtime:
        assert (path, options, providers) == ("w.onnx", self.options, ["CPUExecutionProvider"])
        return self

    def run(self, outputs: list[str], feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        assert outputs == ["outputs"]
        texts = feed["inputs"]
        assert texts.dtype == object
        self.calls.append(list(texts))
        return [np.array([[len(t), ord(t[0]), len(texts)] for t in texts], np.float32)]


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Runtime:
    fake = Runtime()
    ort = SimpleNamespace(SessionOptions=lambda: fake.options, InferenceSession=fake.session)
    extensions = SimpleNamespace(get_library_path=lambda: "ops.so")
    monkeypatch.setitem(sys.modules, "onnxruntime", ort)
    monkeypatch.setitem(sys.modules, "onnxruntime_extensions", extensions)
    return fake


def test_one_thread_with_the_custom_operators(runtime: Runtime) -> None:
    encoder = UseEncoder("pack", "w.onnx", "a" * 64)
    assert (encoder.name, encoder.version, encoder.dim) == ("pack", "a" * 16 + ".1", 3)
    assert (runtime.options.intra_op_num_threads, runtime.options.inter_op_num_threads) == (1, 1)
    assert runtime.libraries == ["ops.so"]


def test_neighbours_do_not_move_a_vector(runtime: Runtime) -> None:
    encoder = UseEncoder("pack", "w.onnx", "a" * 64)
    texts = ["红色外套", "", "red jacket", "a"]
    together = encoder.encode(texts)
    alone = np.vstack([encoder.encode([text]) for text in texts])
    np.testing.assert_array_equal(together, alone)
    assert not together[1].any()
    assert all(len(call) == 1 for call in runtime.calls)
