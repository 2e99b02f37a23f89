"""Any vision model of transformers: here a tiny one made on the spot."""

import numpy as np
import pytest
import torch
from transformers import ViTConfig, ViTImageProcessor, ViTModel

from sessions.encoding.pictures.vision import Vision


@pytest.fixture(scope="module")
def vision(tmp_path_factory):
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("tiny-vit")
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = ViTConfig(**size, intermediate_size=32, image_size=32, patch_size=8)
    ViTModel(config).save_pretrained(path)
    ViTImageProcessor(size={"height": 32, "width": 32}).save_pretrained(path)
    return Vision("tiny", str(path), local=True)


def test_rows(vision, drawn):
    whole = np.ones((96, 96), bool)
    pictures = [(drawn(), whole), (drawn(shape="bar", color=(0, 0, 0)), whole)]
    rows = vision.forms(pictures)
    assert rows.shape == (2, vision.dim) == (2, 16)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-4)
    assert rows[0] @ rows[1] < 0.9999
    assert np.abs(rows[1] - vision.forms(pictures[1:])[0]).max() < 1e-5
    assert vision.forms([]).shape == (0, 16)


def test_its_version_names_its_weights(vision):
    assert vision.version.startswith("ViTModel-")
    assert vision.name == "tiny"
