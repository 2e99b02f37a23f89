"""EfficientNet-Lite0, its layers compared with plain ones."""

import numpy as np
import pytest
import torch

from sessions.encoding.pictures.lite import DIM, EPSILON, SIDE, STAGES, Lite, _Net, features

WIDTHS = (16, 24, 40, 80, 112, 192, 320)


def weights(seed=0):
    """Random ones of the network's shapes."""
    torch.manual_seed(seed)
    made = {}

    def conv(name, out, into, size):
        made[f"{name}.weight"] = torch.randn(out, into, size, size) * (2 / (into * size**2)) ** 0.5

    def norm(name, width):
        made[f"{name}.weight"], made[f"{name}.bias"] = torch.ones(width), torch.zeros(width)
        made[f"{name}.running_mean"] = torch.zeros(width)
        made[f"{name}.running_var"] = torch.ones(width)

    conv("_conv_stem", 32, 3, 3)
    norm("_bn0", 32)
    block, into = 0, 32
    for (repeats, kernel, _, growth), width in zip(STAGES, WIDTHS, strict=True):
        for _ in range(repeats):
            name, grown = f"_blocks.{block}", into * growth
            if growth > 1:
                conv(f"{name}._expand_conv", grown, into, 1)
                norm(f"{name}._bn0", grown)
            conv(f"{name}._depthwise_conv", grown, 1, kernel)
            norm(f"{name}._bn1", grown)
            conv(f"{name}._project_conv", width, grown, 1)
            norm(f"{name}._bn2", width)
            block, into = block + 1, width
    conv("_conv_head", DIM, 320, 1)
    norm("_bn1", DIM)
    return made


@pytest.fixture(scope="module")
def lite(tmp_path_factory):
    path = tmp_path_factory.mktemp("lite") / "lite.pth"
    torch.save(weights(), path)
    return Lite(str(path))


def test_rows_have_length_one_whatever_the_batch(lite, drawn):
    whole = np.ones((96, 96), bool)
    pictures = [(drawn(), whole), (drawn(shape="bar"), whole), (drawn((0, 0, 0)), whole)]
    rows = lite.forms(pictures)
    assert rows.shape == (3, DIM)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-4)
    alone = np.concatenate([lite.forms([each]) for each in pictures])
    assert np.abs(rows - alone).max() < 1e-5
    assert lite.forms([]).shape == (0, DIM)


def test_a_convolution_covers_all_with_more_padding_after():
    net = _Net({"c.weight": torch.ones(1, 1, 3, 3)})
    x = torch.zeros(1, 1, 4, 4)
    x[0, 0, 0, 0] = 1
    assert net.conv("c", x, stride=2).squeeze().tolist() == [[1, 0], [0, 0]]
    x = torch.zeros(1, 1, 4, 4)
    x[0, 0, 2, 2] = 1
    assert net.conv("c", x, stride=2).squeeze().tolist() == [[1, 1], [1, 1]]


def test_normalised_by_what_training_saw():
    net = _Net(
        {
            "n.weight": torch.tensor([2.0]),
            "n.bias": torch.tensor([1.0]),
            "n.running_mean": torch.tensor([3.0]),
            "n.running_var": torch.tensor([4.0]),
        }
    )
    given = torch.full((1, 1, 1, 1), 7.0)
    assert float(net.normed("n", given)) == pytest.approx(1 + 2 * 4 / (4 + EPSILON) ** 0.5)


def test_other_weights_are_refused():
    with pytest.raises(KeyError):
        features({}, torch.zeros(1, 3, SIDE, SIDE))
