import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets_pipeline.body.fitting import PLAUSIBLE, checked
from assets_pipeline.errors import MeasurementsRefused

PEOPLE = [
    {"height": 1.55, "bust": 0.80, "waist": 0.62, "hips": 0.86},
    {"height": 1.68, "bust": 0.94, "waist": 0.78, "hips": 1.02, "inseam": 0.76},
    {"height": 1.70, "bust": 1.30, "waist": 1.18, "hips": 1.34},
    {"height": 1.92, "bust": 1.05, "waist": 0.90, "hips": 1.04, "inseam": 0.90},
    {"height": 1.80, "neck": 0.40, "sleeve": 0.58, "thigh": 0.60},
    {"waist": 0.8},
]


@pytest.mark.parametrize("wanted", PEOPLE)
def test_the_body_has_the_measurements(room, wanted):
    body = room.fitter.fit(wanted)
    assert body.residual == pytest.approx(dict.fromkeys(wanted, 0.0), abs=0.003)
    again = room.fitter.tape.of(body.vertices)
    assert {name: again[name] for name in wanted} == pytest.approx(wanted, abs=0.003)


def test_an_impossible_body_is_told_by_its_residual(room):
    body = room.fitter.fit({"height": 1.5, "bust": 0.7, "waist": 1.4, "hips": 0.8})
    assert max(map(abs, body.residual.values())) > 0.03
    measured = room.fitter.tape.of(body.vertices)
    for name, value in {"height": 1.5, "bust": 0.7, "waist": 1.4, "hips": 0.8}.items():
        assert body.residual[name] == pytest.approx(measured[name] - value)


def test_nothing_measured_is_the_middle_body(room):
    assert (
        room.fitter.fit({}, "women").measures["height"]
        < room.fitter.fit({}, "men").measures["height"]
    )


def test_the_same_question_has_the_same_answer(room):
    first, second = (room.fitter.fit(PEOPLE[1], "women") for _ in range(2))
    assert (first.parameters == second.parameters).all()


@pytest.mark.parametrize(
    "wanted",
    [
        {"height": 165},
        {"hips": float("nan")},
        {"waist": float("inf")},
        {"mood": 1.0},
        {"bust": -0.9},
    ],
)
def test_what_is_no_measurement_is_refused(wanted):
    with pytest.raises(MeasurementsRefused):
        checked(wanted)


@settings(max_examples=15, deadline=None)
@given(
    st.fixed_dictionaries(
        {}, optional={name: st.floats(low, high) for name, (low, high) in PLAUSIBLE.items()}
    )
)
def test_any_plausible_numbers_end_in_a_finite_body(room, wanted):
    body = room.fitter.fit(wanted)
    assert all(abs(off) < 3 for off in body.residual.values())
    assert abs(body.vertices).max() < 5
