"""The tailor: Jobs in, fits and their bytes out."""

import hashlib
import os
from pathlib import Path

import pytest

from assets_pipeline.body.figure import FILE
from assets_pipeline.catalogue import Catalogue, Product, Variant, encode
from assets_pipeline.drape import stream
from server import tailor
from server.workers import Payload, Request
from sessions.errors import MeasuresRefused
from sessions.messages.common import WornItem
from sessions.messages.jobs import Fit
from sessions.messages.shopper import Measure, Measures

MODELS = Path(os.environ.get("SHOWROOM_MODELS", "var/models"))
SIZES = ["S", "M", "L"]


def garment(name, category, wear, tall):
    red = Variant("red", {"en": "red"}, "red", "#b3262e")
    bounds = ((-0.3, 0.0, -0.1), (0.3, tall, 0.1))
    return Product(
        name, {"en": name}, f"{name}.glb", category, {}, None, [red], SIZES, bounds, wear=wear
    )


CATALOGUE = Catalogue(
    [
        garment("tee", "t-shirt", "torso", 0.65),
        garment("jeans", "jeans", "legs", 1.0),
        garment("coat", "coat", "torso", 1.0),
        garment("boots", "boots", "feet", 0.3),
        garment("vase", "vase", "", 0.3),
    ]
)
ANN = Measures(
    items=(
        Measure("height", 1.65),
        Measure("bust", 0.9),
        Measure("waist", 0.72),
        Measure("hips", 0.97),
    ),
    build="women",
)


@pytest.fixture(scope="module")
def _started(tmp_path_factory):
    if not tailor.there(MODELS):
        pytest.skip("the figure was not baked")
    folder = tmp_path_factory.mktemp("shop")
    (folder / "catalogue.json").write_bytes(encode(CATALOGUE))
    tailor.start(folder, MODELS)


def ask(product, size="M", stage="first", measures=ANN, outfit=()):
    job = Fit(7, product, "red", size, stage, 3 if measures else 0, outfit)
    [outcome] = tailor.fits([Request(job, Payload(measures=measures))])
    return outcome


@pytest.mark.usefixtures("_started")
def test_a_first_look_then_settled():
    first, settled = ask("tee").answer, ask("tee", stage="settle").answer
    assert (first.for_seq, first.stage, settled.stage) == (7, "first", "settle")
    assert (first.fit, first.place, first.size, first.variant) == ("fitted", "torso", "M", "red")
    assert (first.mesh, first.figure) == (settled.mesh, settled.figure)
    zones = {zone.zone: zone for zone in settled.sits.zones}
    assert zones["bust"].body == pytest.approx(0.9, abs=0.002)
    assert settled.sits.advised == "S"
    assert settled.sits.off < 0.003


@pytest.mark.usefixtures("_started")
def test_every_blob_an_answer_names_comes_with_it():
    outcome = ask("jeans")
    named = {
        outcome.answer.figure,
        outcome.answer.mesh,
        outcome.answer.sits.body,
        outcome.answer.sits.fit,
    }
    assert {hashlib.sha256(each).hexdigest() for each in outcome.blobs} == named
    places, _ = stream.unpack(outcome.blobs[-1])
    assert 0 < places[:, 1].min() < 0.3


@pytest.mark.usefixtures("_started")
def test_a_larger_size_is_wider_and_the_same_mesh():
    medium, large = ask("tee", "M").answer, ask("tee", "L").answer
    assert medium.mesh == large.mesh
    assert large.sits.zones[0].garment > medium.sits.zones[0].garment + 0.05


@pytest.mark.usefixtures("_started")
def test_without_measurements_it_hangs_on_the_usual_figure():
    answer = ask("tee", measures=None).answer
    assert (answer.fit, bool(answer.mesh)) == ("shown", True)


@pytest.mark.usefixtures("_started")
def test_a_coat_is_worn_over_what_is_worn():
    outfit = (WornItem("tee", "red", "M", "fitted", "torso"), WornItem("vase", "", "", "shown"))
    answer = ask("coat", outfit=outfit).answer
    assert (answer.place, answer.fit) == ("outer", "fitted")


@pytest.mark.usefixtures("_started")
@pytest.mark.parametrize(
    ("product", "fit", "reason"),
    [
        ("boots", "shown", ""),
        ("vase", "unavailable", "not_wearable"),
        ("ghost", "unavailable", "unknown_product"),
    ],
)
def test_what_is_not_draped_is_answered_as_before(product, fit, reason):
    outcome = ask(product)
    assert (outcome.answer.fit, outcome.answer.reason, outcome.answer.sits) == (fit, reason, None)
    assert outcome.blobs == ()


@pytest.mark.usefixtures("_started")
def test_no_body_has_such_measurements():
    refused = ask("tee", measures=Measures(items=(Measure("height", 0.4),)))
    assert isinstance(refused, MeasuresRefused)


def test_the_figure_is_there_or_not(tmp_path):
    assert not tailor.there(tmp_path)
    (tmp_path / FILE).touch()
    assert tailor.there(tmp_path)
