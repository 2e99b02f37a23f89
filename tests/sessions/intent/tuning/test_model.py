from __future__ import annotations

import itertools
import json
import shutil

import pytest

from sessions.errors import PackUnusable
from sessions.intent.tuning.examples import Example, labels, read

pytestmark = pytest.mark.slow  # torch and transformers take seconds to import

TAGS = ["O", "B-a", "I-a"]


@pytest.fixture
def crf():
    import torch  # noqa: PLC0415 - seconds, and collected by every run

    from sessions.intent.tuning.model import Crf  # noqa: PLC0415 - imports torch

    torch.manual_seed(3)
    made = Crf(TAGS)
    for each in made.parameters():
        each.data.normal_()
    return made


def sums(crf, scores, length):
    """Every sequence with its score, by counting."""
    for path in itertools.product(range(len(TAGS)), repeat=length):
        total = crf.starts[path[0]] + sum(scores[at, tag] for at, tag in enumerate(path))
        total = total + sum(crf.steps[a, b] for a, b in itertools.pairwise(path))
        yield path, float(total.detach())


def drawn(torch):
    """Three utterances of 1, 3 and 5 words, padded with nonsense."""
    torch.manual_seed(4)
    said = torch.arange(5)[None] < torch.tensor([1, 3, 5])[:, None]
    return torch.randn(3, 5, len(TAGS)) + 50 * ~said[:, :, None], said


def test_the_loss_of_the_crf_is_that_of_all_sequences_counted(crf):
    import torch  # noqa: PLC0415 - seconds, and collected by every run

    scores, said = drawn(torch)
    tags = torch.tensor([[1, 0, 0, 0, 0], [1, 2, 2, 0, 0], [0, 1, 2, 0, 1]])
    wanted = []
    for row, length in enumerate((1, 3, 5)):
        every = dict(sums(crf, scores[row], length))
        own = every[tuple(tags[row, :length].tolist())]
        wanted.append(float(torch.tensor(list(every.values())).logsumexp(0)) - own)
    assert float(crf.loss(scores, tags, said).detach()) == pytest.approx(sum(wanted) / 3, rel=1e-5)


def test_the_best_sequence_of_the_crf_is_the_best_well_formed_one_of_all(crf):
    import torch  # noqa: PLC0415 - seconds, and collected by every run

    scores, said = drawn(torch)
    for row, length in enumerate((1, 3, 5)):
        formed = {
            path: total
            for path, total in sums(crf, scores[row], length)
            if all(b != 2 or a for a, b in itertools.pairwise((0, *path)))
        }
        assert tuple(crf.best(scores, said)[row]) == max(formed, key=formed.get)


def test_the_crf_never_says_an_inside_without_its_begin(crf):
    import torch  # noqa: PLC0415 - seconds, and collected by every run

    scores, said = drawn(torch)
    scores[:, :, 2] += 100
    assert [path[0] for path in crf.best(scores, said)] == [1, 1, 1]


def made(tiny, said, task="joint", *, crf=True):
    import torch  # noqa: PLC0415 - seconds, and collected by every run

    from sessions.intent.tuning.model import fresh  # noqa: PLC0415 - imports torch

    torch.manual_seed(1)
    return fresh(str(tiny), task, *labels(read(said, task)), crf=crf).eval()


def test_a_word_is_tagged_by_its_first_piece(tiny, said):
    model = made(tiny, said)
    batch = model.batch([Example(("red", "hats", "buy")), Example(("buy",))])
    words = model.tokenizer.convert_ids_to_tokens(batch.ids[0].tolist())
    assert words == ["[CLS]", "red", "hat", "##s", "buy", "[SEP]"]
    assert batch.firsts.tolist() == [[1, 2, 4], [1, 0, 0]]
    assert batch.said.tolist() == [[True] * 3, [True, False, False]]
    assert batch.intents.tolist() == [-1, -1], "an intent that was not given is not known"


@pytest.mark.parametrize("task", ["sequence", "token", "joint"])
@pytest.mark.parametrize("crf", [True, False])
def test_a_guess_does_not_depend_on_its_neighbours(tiny, said, task, crf):
    model = made(tiny, said, task, crf=crf)
    some = read(said, task)[:9]
    alone = [model.guess(model.batch([one]))[0] for one in some]
    assert model.guess(model.batch(some)) == alone
    assert all(len(guess.tags) == (task != "sequence") * len(one.tokens)
               for guess, one in zip(alone, some, strict=True))  # fmt: skip
    assert all(bool(guess.intent) == (task != "token") for guess in alone)


@pytest.mark.parametrize("task", ["sequence", "token", "joint"])
def test_stored_and_loaded_it_says_the_same(tiny, said, task, tmp_path):
    from sessions.intent.tuning.model import load  # noqa: PLC0415 - imports torch

    model = made(tiny, said, task)
    model.store(tmp_path)
    again = load(str(tmp_path))
    batch = model.batch(read(said, task))
    for ours, theirs in zip(model.scores(batch), again.scores(batch), strict=True):
        assert (ours is None) == (theirs is None)
        assert ours is None or ours.detach().allclose(theirs.detach(), atol=1e-6)
    assert (again.task, again.intents, again.tags) == (task, model.intents, model.tags) or (
        task == "sequence" and again.tags == []
    )


def test_the_directory_is_a_plain_one_of_transformers(tiny, said, tmp_path):
    import transformers  # noqa: PLC0415 - seconds, and collected by every run

    model = made(tiny, said)
    model.store(tmp_path)
    plain = transformers.BertForTokenClassification.from_pretrained(tmp_path).eval()
    assert plain.config.id2label == {0: "O", 1: "B-color", 2: "I-color"}
    batch = model.batch(read(said, "joint")[:3])
    logits = plain(input_ids=batch.ids, attention_mask=batch.mask).logits
    theirs = logits.gather(1, batch.firsts.unsqueeze(2).expand(-1, -1, 3))
    assert theirs.allclose(model.scores(batch)[1], atol=1e-6)


def spoil_config(folder):
    (folder / "config.json").write_text("{")


def spoil_task(folder):
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"task": "poetry"}))


def spoil_heads(folder):
    raw = (folder / "heads.safetensors").read_bytes()
    (folder / "heads.safetensors").write_bytes(raw[: len(raw) // 2])


def lose_heads(folder):
    (folder / "heads.safetensors").unlink()


def lose_an_intent(folder):
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"intents": ["buy"]}))


def lose_the_crf(folder):
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"crf": False}))


def lose_weights(folder):
    (folder / "model.safetensors").unlink()


def lose_all(folder):
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "spoil",
    [spoil_config, spoil_task, spoil_heads, lose_heads, lose_an_intent, lose_the_crf,
     lose_weights, lose_all],
)  # fmt: skip
def test_what_is_not_whole_is_refused(tiny, said, tmp_path, spoil):
    from sessions.intent.tuning.model import load  # noqa: PLC0415 - imports torch

    made(tiny, said).store(tmp_path)
    spoil(tmp_path)
    with pytest.raises(PackUnusable):
        load(str(tmp_path))


def test_an_encoder_that_is_not_there_or_not_whole_is_refused(tiny, tmp_path):
    from safetensors.torch import load_file, save_file  # noqa: PLC0415 - imports torch

    from sessions.intent.tuning.model import fresh, load  # noqa: PLC0415 - imports torch

    with pytest.raises(PackUnusable):
        fresh("./nothing", "token", [], TAGS, crf=True)
    with pytest.raises(PackUnusable):
        load(str(tiny))
    copy = tmp_path / "copy"
    shutil.copytree(tiny, copy)
    weights = load_file(copy / "model.safetensors")
    lost = next(name for name in weights if "layer.1" in name)
    save_file({name: each for name, each in weights.items() if name != lost},
              copy / "model.safetensors", metadata={"format": "pt"})  # fmt: skip
    with pytest.raises(PackUnusable, match="has no weights"):
        fresh(str(copy), "token", [], TAGS, crf=True)
