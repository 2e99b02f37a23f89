"""EfficientNet-Lite0 in torch: what is on a picture, as the mean of its last features.

Tan and Le 2019 (arXiv 1905.11946); "Lite" leaves out squeeze-and-excitation and clips activations
at 6. The layout below is that of the weights file, which has TensorFlow's padding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import torch
from torch.nn.functional import batch_norm, conv2d, pad, relu6

from sessions.encoding.base import Vectors, unit
from sessions.encoding.pictures.look import Mask, Pixels, square

SIDE: Final = 224
DIM: Final = 1280
EPSILON: Final = 1e-3
STAGES: Final = (
    # repeats, kernel, stride, growth
    (1, 3, 1, 1),
    (2, 3, 2, 6),
    (2, 5, 2, 6),
    (3, 3, 2, 6),
    (3, 5, 1, 6),
    (4, 5, 2, 6),
    (1, 3, 1, 6),
)
MEAN: Final = (0.485, 0.456, 0.406)
SPREAD: Final = (0.229, 0.224, 0.225)
BATCH: Final = 16


class Lite:
    """Forms by EfficientNet-Lite0.

    Args:
        path: of the weights.
    """

    def __init__(self, path: str) -> None:
        """Read the weights; no code in the file is run.

        Raises:
            Exception: torch's, when the file is no such network.
        """
        self._weights = torch.load(path, map_location="cpu", weights_only=True)
        with torch.inference_mode():
            probe = features(self._weights, torch.zeros(1, 3, SIDE, SIDE))
        if probe.shape != (1, DIM):
            raise ValueError(f"features of {tuple(probe.shape)}, not (1, {DIM})")

    def forms(self, pictures: Sequence[tuple[Pixels, Mask]]) -> Vectors:
        """(n, DIM), each of length 1."""
        out = [np.zeros((0, DIM), np.float32)]
        for start in range(0, len(pictures), BATCH):
            some = np.stack([square(each, SIDE) for each, _ in pictures[start : start + BATCH]])
            scaled = (some.astype(np.float32) / 255.0 - MEAN) / SPREAD
            batch = torch.from_numpy(scaled.astype(np.float32)).permute(0, 3, 1, 2)
            with torch.inference_mode():
                out.append(unit(features(self._weights, batch.contiguous()).numpy()))
        return np.concatenate(out)


def features(weights: Mapping[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
    """(n, 3, SIDE, SIDE), standardised -> (n, DIM)."""
    net = _Net(weights)
    x = relu6(net.normed("_bn0", net.conv("_conv_stem", x, stride=2)))
    block = 0
    for repeats, _, stride, growth in STAGES:
        for again in range(repeats):
            x = _block(net, f"_blocks.{block}", x, 1 if again else stride, growth)
            block += 1
    x = relu6(net.normed("_bn1", net.conv("_conv_head", x)))
    return x.mean(dim=(2, 3))


def _block(net: _Net, name: str, x: torch.Tensor, stride: int, growth: int) -> torch.Tensor:
    """An inverted bottleneck: grow, filter each channel, shrink; added to its input if it fits."""
    grown = x
    if growth > 1:
        grown = relu6(net.normed(f"{name}._bn0", net.conv(f"{name}._expand_conv", x)))
    grown = net.conv(f"{name}._depthwise_conv", grown, stride=stride, groups=grown.shape[1])
    grown = relu6(net.normed(f"{name}._bn1", grown))
    out: torch.Tensor = net.normed(f"{name}._bn2", net.conv(f"{name}._project_conv", grown))
    return out + x if stride == 1 and out.shape == x.shape else out


class _Net:
    """Layers by the names of their weights."""

    def __init__(self, weights: Mapping[str, torch.Tensor]) -> None:
        self._weights = weights

    def conv(self, name: str, x: torch.Tensor, *, stride: int = 1, groups: int = 1) -> torch.Tensor:
        """A convolution without bias, padded so that it covers all: more after than before."""
        kernel = self._weights[f"{name}.weight"]
        size, side = kernel.shape[-1], x.shape[-1]
        more = max((-(-side // stride) - 1) * stride + size - side, 0)
        before, after = more // 2, more - more // 2
        padded = pad(x, (before, after, before, after))
        out: torch.Tensor = conv2d(padded, kernel, stride=stride, groups=groups)
        return out

    def normed(self, name: str, x: torch.Tensor) -> torch.Tensor:
        """Batch normalisation with the statistics of training."""
        mean, spread, weight, bias = (
            self._weights[f"{name}.{part}"]
            for part in ("running_mean", "running_var", "weight", "bias")
        )
        out: torch.Tensor = batch_norm(x, mean, spread, weight, bias, eps=EPSILON)
        return out
