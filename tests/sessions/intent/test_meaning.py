import pytest

from assets_pipeline.catalogue import Catalogue
from sessions.intent.clauses import Wish
from sessions.intent.meaning import Reader
from sessions.intent.shop import Shop
from sessions.messages.jobs import Candidate, Understand


@pytest.fixture
def read(shop, scene):
    known = Shop(shop)

    def act(name, text, *, candidates=scene, before=(), previous=""):
        job = Understand(1, "en", previous, (), candidates)
        return Reader(known, Wish(name, 0.9, text), job, known.facts).act(before)

    return act


def slots(act):
    return {slot.name: slot.value for slot in act.slots}


def test_what_describes_the_thing_and_what_is_wanted_of_it(read):
    act = read("set_color", "change the red jacket to blue")
    assert (act.products, slots(act)) == (("jacket",), {"color": "blue"})


def test_like_this_coat_but_red_bags(read):
    act = read("rec.similar", "red bags like this coat")
    assert act.products == ("coat",)
    assert slots(act) == {"color": "red", "section": "bags"}


def test_the_colour_of_what_is_taken_goes_along(read):
    assert slots(read("cart.add", "add the red jacket")) == {"color": "red"}
    assert slots(read("like", "i like the red jacket")) == {}


def test_put_one_thing_by_another(read):
    act = read("place", "put the armchair next to the coat")
    assert (act.products, slots(act)) == (("chair",), {"anchor": "coat"})


def test_it_is_what_was_just_spoken_of(read):
    assert read("cart.add", "add it", before=("chair",)).products == ("chair",)
    assert read("cart.add", "add the red one", before=("chair",)).products == ("jacket",)


def test_compare_this_with_that(read, scene):
    seen = (Candidate("jacket", held=True), Candidate("coat", pointed=0.9), *scene[2:])
    assert read("compare", "compare this with that", candidates=seen).products == ("jacket", "coat")


def test_several_of_one_name(scene):
    shop = Shop(Catalogue([]))
    shop.gazetteer.named["Twin"] = ("coat", "chair", "far-away")
    shop.gazetteer._forms["twin",] = (("name", "Twin"),)
    shop.gazetteer._longest["twin"] = 1
    job = Understand(1, "en", "", (), scene)
    act = Reader(shop, Wish("like", 1.0, "i like the twin"), job, {}).act(())
    assert act.products == ("coat", "chair", "far-away")
    assert slots(act) == {"ambiguous": "true"}
