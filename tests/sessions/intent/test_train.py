import numpy as np
from scipy.sparse import csr_matrix

from sessions.encoding.hashed import HashedEncoder
from sessions.intent import train
from sessions.intent.corpus import Labelled
from sessions.intent.model import COMPACT, SENSED, load_head
from sessions.intent.sense import near


def small(rows=60):
    draw = np.random.default_rng(0)
    acts = np.arange(rows) % 3
    dense = (draw.random((rows, train.DIM)) < 4 / train.DIM).astype(float)
    dense[np.arange(rows), acts] = 1.0
    return train.Table(
        csr_matrix(dense),
        acts[:, None] == np.arange(len(train.LABELS)),
        np.ones(rows),
        np.arange(rows) % train.FOLDS,
        acts == 0,
        np.zeros((rows, 0)),
    )


def test_held_out_margins_are_those_of_a_fit_without_the_fold():
    table = small()
    _, _, held = train.fit(table)
    keep = table.folds != 2
    alone = train.Table(
        *(np.asarray(part)[keep] if i else part[keep] for i, part in enumerate(table[:6]))
    )
    weights, biases, _ = train.fit(alone)
    assert np.allclose(held[~keep], table.rows[~keep] @ weights + biases, atol=1e-4)


def test_learns_what_is_there_to_learn():
    table = small()
    weights, biases, held = train.fit(table)
    acts = table.yes.argmax(axis=1)
    assert ((table.rows @ weights + biases).argmax(axis=1) == acts).all()
    assert (held.argmax(axis=1) == acts).mean() > 0.9


def test_the_tracked_head_was_made_from_this_text():
    """When this fails: `python -m sessions.intent.train`, and commit the head."""
    said = train.data_hash(train.load())
    assert load_head(None).data == said
    assert load_head(SENSED).data == said, "and once more with `--models var/models`"
    assert load_head(COMPACT).data == said, "and once more with `--compact`"


def test_calibration_and_threshold():
    acts = np.array([0, train.LABELS.index("oos")] * 10)
    margins = np.full((20, len(train.LABELS)), -1.0)
    margins[::2, 0] = 1.0
    slope, shift = train.calibrate(margins, acts[:, None] == np.arange(len(train.LABELS)))
    assert slope > 0
    threshold = train.best_threshold(train.chance(margins, slope, shift), acts, 0.92)
    report = train.figures(train.chance(margins, slope, shift), acts, np.ones(20, bool), threshold)
    assert report["accuracy_kept"] == 1.0


def test_no_voice_is_learned_from_and_counted():
    said = ["Ann", "Ann", "", "Bo", "", "Ann"]
    folds = train.deal(said, np.random.default_rng(0))
    assert len(set(folds[[0, 1, 5]])) == 1
    assert (folds >= 0).all()


def test_no_head_is_made_of_the_fall_back(tmp_path, capsys):
    out = tmp_path / "head.bin"
    assert train.main([str(out), "--models", str(tmp_path)]) == 1
    assert "use-multilingual is not in that folder" in capsys.readouterr().err
    assert not out.exists()


def test_the_encoder_is_the_one_that_was_asked_for():
    assert train.reads(None, compact=False) is None
    assert train.reads(None, compact=True).version == load_head(COMPACT).encoder


def test_either_wish_of_two_is_learned_where_it_is_a_clause():
    line = Labelled("like+cart.add", "I like it, add it", "Ann")
    assert train.halves(line) == [
        Labelled("like", "i like it", "Ann"),
        Labelled("cart.add", "add it", "Ann"),
    ]
    assert train.halves(line._replace(text="lovely add it")) == []
    assert train.halves(line._replace(act="like")) == []
    yes = train.meant(line.act)
    assert {label for label, said in zip(train.LABELS, yes, strict=True) if said} == {
        "like", "cart.add", train.TWO,
    }  # fmt: skip


def test_marks_stand_for_the_whole_kernel():
    table = small()
    encoder = HashedEncoder()
    texts = [f"{who} would like {what} {where}" for who in ("i", "he", "they", "we", "she") for what in
             ("shoes", "a coat", "lamps", "red", "it", "wool") for where in ("here", "now")]  # fmt: skip
    marked = train.marked(table, texts, encoder)
    vectors = marked.sense.flat(encoder.encode(texts))
    kernel = near(vectors, vectors)
    assert np.abs(marked.senses @ marked.senses.T - kernel).max() < 0.05
    weights, biases, _ = train.fit(marked)
    again = (
        marked.rows @ weights[: train.DIM]
        + marked.sense(encoder.encode(texts)) @ weights[train.DIM :]
    )
    assert ((again + biases).argmax(axis=1) == marked.yes.argmax(axis=1)).all()
