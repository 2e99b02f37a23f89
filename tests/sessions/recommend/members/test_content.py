"""Ridge: a linear world is found, and what nobody knows stands in the middle."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from sessions.recommend.members.content import placed_by

RNG = np.random.default_rng(2)


def test_new_items_stand_where_their_attributes_put_them():
    attributes = sp.csr_array((RNG.random((400, 12)) < 0.3).astype(np.float32))
    true = RNG.standard_normal((12, 6))
    rows = attributes.toarray()
    vectors = rows @ true / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)
    vectors = (vectors + 0.1 * RNG.standard_normal(vectors.shape)).astype(np.float32)
    said = placed_by(attributes[:350], vectors[:350], attributes[350:])
    cosines = (said * vectors[350:]).sum(axis=1)
    cosines /= np.linalg.norm(said, axis=1) * np.linalg.norm(vectors[350:], axis=1)
    assert np.median(cosines) > 0.9


def test_without_attributes_it_is_the_mean():
    known = sp.csr_array(np.eye(5, dtype=np.float32))
    vectors = RNG.standard_normal((5, 3)).astype(np.float32)
    said = placed_by(known, vectors, sp.csr_array((2, 5), dtype=np.float32))
    np.testing.assert_allclose(said, np.tile(vectors.mean(axis=0), (2, 1)), atol=1e-6)
