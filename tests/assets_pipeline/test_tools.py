from importlib import metadata

from assets_pipeline import tools


def test_absent_package(tmp_path):
    assert not tools.available(tmp_path / "nothing.js")


def test_versions_name_every_library_that_writes():
    found = dict(one.split("=") for one in tools.versions().split())
    assert set(found) == set(tools.LIBRARIES)
    assert found == {name: metadata.version(name) for name in tools.LIBRARIES}
    assert tools._version("numpy") == found["numpy"]
    assert tools._version("no such package") == "none"


def test_the_fingerprint_covers_code_and_libraries(tmp_path, monkeypatch):
    (tmp_path / "a.py").write_text("1")
    monkeypatch.setattr(tools, "ROOT", tmp_path)
    fresh = tools.fingerprint.__wrapped__
    first = fresh()
    assert first == fresh()
    (tmp_path / "a.py").write_text("2")
    second = fresh()
    monkeypatch.setattr(tools, "versions", lambda: "numpy=0")
    assert len({first, second, fresh()}) == 3
