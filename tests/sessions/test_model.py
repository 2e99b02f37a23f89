"""Every Job is answered in its kind; vectors are kept by content; a log's Jobs can be done again."""

import io

import msgspec
import numpy as np
import pytest
from PIL import Image

from assets_pipeline.catalogue import Catalogue, Price, Product, Review, Variant, encode
from assets_pipeline.errors import CatalogueUnreadable
from sessions.encoding.hashed import HashedEncoder
from sessions.encoding.model import compact
from sessions.encoding.pictures.look import decode as decode_picture
from sessions.errors import PayloadGone, PicturesUnseen
from sessions.guide.model import load_faq
from sessions.guide.writer import Writer
from sessions.messages.common import Slot
from sessions.messages.jobs import (
    Candidate,
    Choose,
    Chosen,
    Fit,
    Fitted,
    Found,
    Look,
    Rank,
    RankedAnswer,
    Replied,
    Reply,
    Search,
    Understand,
    Understood,
    Wake,
    Woke,
)
from sessions.model import Answers
from sessions.search.alike import Alike

COLORS = ["red", "navy", "white", "green"]
WORDS = "show me something red"
CATALOGUE = Catalogue(
    [
        Product(
            f"p{at}",
            {"en": f"{color} tee", "zh-CN": f"T恤 {at}"},
            "",
            "t-shirt",
            {"color": color},
            price=Price(1000 * (at + 1), "CNY"),
            variants=[Variant(color, {"en": color}, color)],
            sizes=["S", "M"],
            section="clothes",
            wear="torso",
        )
        for at, color in enumerate(COLORS)
    ]
)


class Counting(HashedEncoder):
    """Counts how many texts it was given."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def encode(self, texts):
        self.count += len(texts)
        return super().encode(texts)


@pytest.fixture
def answers():
    return Answers(CATALOGUE, Counting())


@pytest.mark.parametrize(
    ("job", "text", "kind"),
    [
        (Rank(3, seed=1), "", RankedAnswer),
        (Understand(3), WORDS, Understood),
        (Search(3, constraints=(Slot("color", "red"),)), "", Found),
        (Reply(3, key="greet"), "", Replied),
        (Choose(3, product="p1"), "", Chosen),
        (Fit(3, product="p1", variant="navy", size="M"), "", Fitted),
        (Wake(3, key="k"), "", Woke),
    ],
    ids=lambda each: type(each).__name__,
)
def test_each_job_has_an_answer_of_its_kind(answers, job, text, kind):
    answer = answers.do(job, text).answer
    assert type(answer) is kind
    assert answer.for_seq == 3


def test_search_and_rank_know_the_catalogue(answers):
    found = answers.do(Search(1, constraints=(Slot("color", "navy"),))).answer
    assert found.products == ("p1",)
    shelf = answers.do(Rank(2, hidden=("p2",))).answer
    assert {item.product for item in shelf.items} == {"p0", "p1", "p3"}


def test_words_that_look_for_something_have_a_vector(answers):
    looking = answers.do(Understand(1), WORDS)
    assert looking.answer.acts[0].act in {"search", "refine"}
    assert np.array_equal(looking.vector, HashedEncoder().encode([WORDS])[0])
    assert answers.do(Understand(1), "thank you").vector is None


def test_words_that_are_gone_are_not_guessed(answers):
    with pytest.raises(PayloadGone):
        answers.do(Understand(1), "")


def test_vectors_are_kept_by_content(tmp_path):
    first, second = Counting(), Counting()
    made = Answers(CATALOGUE, first, tmp_path / "vectors").vectors
    read = Answers(CATALOGUE, second, tmp_path / "vectors").vectors
    assert (first.count, second.count) == (len(COLORS), 0)
    assert np.array_equal(made, read)
    (kept,) = (tmp_path / "vectors").iterdir()
    assert kept.suffix == ".npy"


def test_other_texts_or_another_encoder_have_vectors_of_their_own(tmp_path):
    renamed = msgspec.structs.replace(CATALOGUE.products[0], name={"en": "coat"})
    Answers(CATALOGUE, Counting(), tmp_path).vectors  # noqa: B018 - made at first use
    Answers(Catalogue([renamed, *CATALOGUE.products[1:]]), again := Counting(), tmp_path).warm()
    assert again.count >= len(COLORS)
    other = Counting()
    other.version = "other"
    Answers(CATALOGUE, other, tmp_path).warm()
    assert other.count >= len(COLORS)
    # whole texts three times; what is told beyond them (here the names) for the two that searched
    assert len(list(tmp_path.iterdir())) == 5


def test_a_file_of_another_shape_is_made_again(tmp_path):
    made = Answers(CATALOGUE, Counting(), tmp_path).vectors
    (kept,) = tmp_path.iterdir()
    np.save(kept, made[:2])
    assert np.array_equal(Answers(CATALOGUE, Counting(), tmp_path).vectors, made)
    assert np.load(kept).shape == made.shape


@pytest.mark.parametrize("keep", [0, 6, 200])
def test_a_damaged_file_is_made_again(tmp_path, keep):
    made = Answers(CATALOGUE, Counting(), tmp_path).vectors
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:keep])
    assert np.array_equal(Answers(CATALOGUE, Counting(), tmp_path).vectors, made)
    assert kept.read_bytes() == whole


def test_no_place_for_vectors_is_no_reason_to_stop(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    vectors = Answers(CATALOGUE, Counting(), tmp_path / "file" / "vectors").vectors
    assert vectors.shape == (len(COLORS), HashedEncoder.dim)


def test_done_again_with_the_words(answers):
    said = answers.do(Understand(5), WORDS)
    job = Rank(7, asked=5, seed=2)
    then = answers.do(job, vector=said.vector).answer
    like = msgspec.structs.replace(then, asked=5)
    again = Answers(CATALOGUE, Counting())
    assert again.answer(Understand(5), {5: WORDS}, said.answer) == said.answer
    assert again.answer(job, {5: WORDS}, like) == then
    assert then != answers.do(job).answer, "the request must count"


def test_without_the_words_it_cannot_be_done_again(answers):
    ranked = answers.do(Rank(7)).answer
    assert answers.answer(Understand(5), {}, Understood(for_seq=5)) is None
    missing = msgspec.structs.replace(ranked, asked=5)
    assert answers.answer(Rank(7, asked=5), {}, missing) is None
    assert answers.answer(Search(7, asked=5), {}, Found(for_seq=7)) is None


def test_a_ranking_whose_vector_was_gone_is_done_again_without(answers):
    job = Rank(7, asked=5, seed=2)
    bare = answers.do(job).answer
    assert not bare.asked
    assert answers.answer(job, {5: WORDS}, bare) == bare


def test_loaded_from_a_folder(tmp_path):
    (tmp_path / "catalogue.json").write_bytes(encode(CATALOGUE))
    answers = Answers.load(tmp_path, None)
    assert answers.catalogue == CATALOGUE
    assert answers.models == {"text": compact().version, "rank": answers.ranker.version}


def test_a_folder_without_a_catalogue_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        Answers.load(tmp_path, None)
    (tmp_path / "catalogue.json").write_bytes(b"{}")
    with pytest.raises(CatalogueUnreadable):
        Answers.load(tmp_path, None)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("what is your return policy", "returns"),
        ("运费多少", "shipping-cost"),
        ("how do I become a member", "membership"),
        ("thank you", ""),
        ("show me red coats", ""),
    ],
)
def test_questions_about_the_shop_are_answered_by_the_shop(text, entry):
    own = Answers(CATALOGUE, HashedEncoder(), faq=load_faq())
    (act,) = own.do(Understand(1), text).answer.acts
    assert next((slot.value for slot in act.slots if slot.name == "faq"), "") == entry
    if entry:
        said = own.do(Reply(1, "en", "faq", (), act.slots)).answer.text
        assert said in {each.answer["en"] for each in load_faq()}


def test_a_question_about_a_product_is_not_taken_for_one_about_the_shop():
    held = Candidate("p1", held=True)
    own = Answers(CATALOGUE, HashedEncoder(), faq=load_faq())
    asked = Understand(1, candidates=(held,))
    (act,) = own.do(asked, "how much is this").answer.acts
    assert act.products == ("p1",)
    assert {slot.name for slot in act.slots} == {"attribute"}


HELD = (Candidate("p0", held=True),)
SEEN = (Candidate("p0"), Candidate("p1"))


@pytest.mark.parametrize(
    ("text", "candidates", "acts"),
    [
        ("so itchy, feels cheap, falls apart", HELD, ["dislike"]),
        ("so itchy, feels cheap, falls apart", SEEN, []),
        ("料子硬邦邦的，扎人", HELD, ["dislike"]),
    ],
)
def test_a_sure_remark_is_about_what_is_at_hand(text, candidates, acts):
    answers = Answers(CATALOGUE, compact())
    understood = answers.do(Understand(1, candidates=candidates), text).answer
    own = [act for act in understood.acts if act.act in {"like", "dislike"}]
    assert [act.act for act in own] == acts
    assert understood.sentiment < 0
    assert all(act.products == ("p0",) for act in own)


def test_what_is_done_is_done_whatever_its_tone():
    answers = Answers(CATALOGUE, compact())
    understood = answers.do(Understand(1, candidates=HELD), "show me something red").answer
    assert [act.act for act in understood.acts] == ["search"]


def test_good_reviews_lift_what_nobody_rated():
    reviews = [Review(5, "lovely", "en")] * 8
    products = [
        Product("a", {"en": "tee"}, "", ""),
        Product("b", {"en": "tee"}, "", "", reviews=reviews),
    ]
    answers = Answers(Catalogue(products), compact())
    assert [item.product for item in answers.do(Rank(1)).answer.items] == ["b", "a"]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("can I pay the courier in cash when he comes", "payment"),
        ("退货的运费你们出吗", "return-cost"),
    ],
)
def test_a_question_to_the_shop_is_heard_with_goods_in_view(text, entry):
    answers = Answers(CATALOGUE, compact(), faq=load_faq())
    understood = answers.do(Understand(1, candidates=SEEN), text).answer
    assert [slot.value for act in understood.acts for slot in act.slots] == [entry]


def test_what_a_thing_is_made_of_is_no_question_to_the_shop():
    answers = Answers(CATALOGUE, compact(), faq=load_faq())
    understood = answers.do(Understand(1), "what is the red tee made of").answer
    assert not any(slot.name == "faq" for act in understood.acts for slot in act.slots)


def test_an_answer_that_a_writer_worded_is_not_made_again():
    writer = Writer("writer-w", lambda _: "It costs ¥0.")
    job = Reply(3, key="detail", products=("p0",))
    answers = Answers(CATALOGUE, HashedEncoder(), writer=writer)
    plain = answers.do(job).answer
    assert plain == Answers(CATALOGUE, HashedEncoder()).do(job).answer
    assert answers.answer(job, {}, plain) == plain
    worded = msgspec.structs.replace(plain, model=writer.version, text="Worded.")
    assert answers.answer(job, {}, worded) is None


def test_until_the_shop_s_own_pictures_are_seen_none_is_compared():
    answers, inside = Answers(CATALOGUE, HashedEncoder()), []

    class Slow:
        def __get__(self, it, _):
            with pytest.raises(PicturesUnseen):
                it.do(Look(1), picture=dot())
            inside.append(True)
            return Alike(["p0"], it.seeing.encode([decode_picture(dot())]))

    slow = type("Answers", (Answers,), {"alike": Slow()})
    answers.__class__ = slow
    answers.see()
    assert inside == [True]
    answers.__class__ = Answers
    answers.alike = Alike(["p0"], answers.seeing.encode([decode_picture(dot())]))
    assert answers.do(Look(1), picture=dot()).answer.products == ("p0",)


def dot():
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()
