import os

import pytest

from assets_pipeline import orders, work
from assets_pipeline.catalogue import Rejected
from assets_pipeline.kinds import Options
from assets_pipeline.metadata import Entry
from assets_pipeline.state import state
from assets_pipeline.work import Done, Extra, Made

MADE = Made(((0.0,) * 3, (1.0,) * 3), [])


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("b.glb", "a.stl"):
        (tmp_path / "in" / name).write_bytes(name.encode())
    return tmp_path


def made_out(shop, *, entries=(), body="", answer=None, extras=lambda *_: ()):
    """The jobs of a build, what went past the crew, and how many files there are."""
    settled = []
    with state.opened(shop / "out") as known:
        known.table.fill(entries, body=body, version="1")
        found = orders.Orders(shop / "in", shop / "out", "", known, extras)
        jobs = list(found.open(settled.append))
        for job in jobs if answer else ():
            known.products.remember(job, Done(answer))
    return jobs, settled, found.total


def test_a_job_for_each_file_by_name_the_figure_first(shop):
    entries = [Entry(source="a.stl", units="cm", up="z")]
    jobs, settled, total = made_out(shop, entries=entries, body="b.glb")
    assert [(one.source, one.target) for one in jobs] == [
        ("b.glb", work.CHECK), ("a.stl", work.MAKE),
    ]  # fmt: skip
    assert jobs[1].options == Options("cm", "z")
    assert jobs[1].path == f"{shop}/in/a.stl"
    assert (settled, total) == ([], 1)


def test_what_was_made_is_not_made_again(shop):
    made_out(shop, answer=MADE)
    jobs, settled, _ = made_out(shop)
    assert jobs == []
    assert [(job.source, done.made) for job, done in settled] == [
        ("a.stl", MADE), ("b.glb", MADE),
    ]  # fmt: skip


@pytest.mark.parametrize("change", ["bytes", "units", "recipe", "library", "role"])
def test_all_that_decides_is_in_the_key(shop, monkeypatch, change):
    made_out(shop, answer=MADE)
    entries, body = [], ""
    match change:
        case "bytes":
            (shop / "in/a.stl").write_bytes(b"other")
        case "units":
            entries = [Entry(source="a.stl", units="cm")]
        case "recipe":
            monkeypatch.setattr(orders, "RECIPE", "other")
        case "library":
            monkeypatch.setattr(orders, "versions", lambda: "numpy=0")
        case "role":
            body = "a.stl"
    jobs, _, _ = made_out(shop, entries=entries, body=body)
    assert "a.stl" in [job.source for job in jobs]


def test_what_cannot_be_read_is_refused_at_the_door(shop):
    (shop / "x.glb").write_bytes(b"")
    (shop / "in/out.glb").symlink_to(shop / "x.glb")
    (shop / "in" / os.fsdecode(b"\xff.glb")).write_bytes(b"")
    jobs, settled, total = made_out(shop, body="../x.glb")
    assert [job.source for job in jobs] == ["a.stl", "b.glb"]
    assert [(found.file, found.code) for _, found in settled] == [
        ("../x.glb", "uri_outside"), ("out.glb", "uri_outside"),
    ]  # fmt: skip
    assert total == 3
    assert all(isinstance(found, Rejected) for _, found in settled)


def test_a_missing_extra_is_a_job_that_knows_the_rest(shop):
    made_out(shop, answer=MADE)
    extra = Extra("pictures", "x:draw")
    jobs, settled, _ = made_out(shop, extras=lambda source, _: [extra] if source == "a.stl" else [])
    assert [(job.source, job.extras, job.known) for job in jobs] == [
        ("a.stl", (extra,), Done(MADE)),
    ]  # fmt: skip
    assert [job.source for job, _ in settled] == ["b.glb"]
