import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from server.static import VENDOR, inline_hashes, routes

REAL = Path(__file__).parents[2] / "static"
IMPORT_MAP = '{"imports": {"three": "/vendor/three/build/three.module.js"}}'
INDEX = f"""<!doctype html><style>body {{ margin: 0 }}</style>
<script type="importmap">{IMPORT_MAP}</script>
<SCRIPT type="module" src="/static/js/app.js"></SCRIPT>"""


def write(path: Path, text: str = "x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "index.html", INDEX)
    for name in (
        "js/app.js",
        "css/base.css",
        "i18n/en.json",
        "package.json",
        "package-lock.json",
        "tsconfig.json",
        "messages.d.ts",
        ".env.js",
        "node_modules/three/build/three.module.js",
        "node_modules/three/examples/jsm/loaders/GLTFLoader.js",
        "node_modules/three/src/Three.js",
        "node_modules/three/package.json",
        "node_modules/meshoptimizer/meshopt_decoder.mjs",
        "node_modules/@msgpack/msgpack/dist.esm/index.mjs",
        "node_modules/@msgpack/msgpack/dist.cjs/index.js",
        "node_modules/@webxr-input-profiles/assets/dist/profiles/generic-hand/left.glb",
        "node_modules/iwer/build/iwer.js",
    ):
        write(tmp_path / name, "export {};" * 100)
    write(tmp_path.parent / "outside.js")
    (tmp_path / "js" / "link.js").symlink_to(tmp_path.parent / "outside.js")
    return tmp_path


@pytest.fixture
def client(folder):
    return TestClient(Starlette(routes=routes(folder)))


@pytest.mark.parametrize(
    ("url", "kind", "cache"),
    [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/static/js/app.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/static/css/base.css", "text/css; charset=utf-8", "no-cache"),
        ("/static/i18n/en.json", "application/json", "no-cache"),
        ("/vendor/three/build/three.module.js", "text/javascript; charset=utf-8", "max-age=86400"),
        ("/vendor/three/examples/jsm/loaders/GLTFLoader.js", "text/javascript; charset=utf-8", "max-age"),
        ("/vendor/meshoptimizer/meshopt_decoder.mjs", "text/javascript; charset=utf-8", "max-age"),
        ("/vendor/msgpack/index.mjs", "text/javascript; charset=utf-8", "max-age"),
        ("/vendor/profiles/generic-hand/left.glb", "model/gltf-binary", "max-age"),
    ],
)  # fmt: skip
def test_what_a_browser_needs(client, url, kind, cache):
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert cache in answer.headers["cache-control"]
    again = client.get(url, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == answer.headers["cache-control"]


@pytest.mark.parametrize(
    "url",
    [
        "/static/package.json",
        "/static/package-lock.json",
        "/static/tsconfig.json",
        "/static/messages.d.ts",
        "/static/.env.js",
        "/static/node_modules/three/build/three.module.js",
        "/static/js",
        "/static/js/link.js",
        "/static/%2e%2e/outside.js",
        "/static/..%2foutside.js",
        "/static//etc/passwd",
        "/static/js/missing.js",
        "/static/js/app.js%00",
        "/vendor/three/src/Three.js",
        "/vendor/three/package.json",
        "/vendor/three/build/../package.json",
        "/vendor/three/build/%2e%2e/src/Three.js",
        "/vendor/msgpack/../dist.cjs/index.js",
        "/vendor/iwer/build/iwer.js",
        "/vendor/",
        "/replay",
        "/index.html",
    ],
)
def test_everything_else_is_404(client, url):
    assert client.get(url).status_code == 404


def test_text_is_compressed(client):
    answer = client.get("/static/js/app.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == "export {};" * 100


def test_the_replay_page_is_there_when_it_is(folder):
    write(folder / "replay.html", "<p>replay")
    assert TestClient(Starlette(routes=routes(folder))).get("/replay").text == "<p>replay"


def test_a_missing_page_is_found_at_the_start(tmp_path):
    with pytest.raises(FileNotFoundError):
        routes(tmp_path)


def test_inline_blocks_are_hashed_and_others_are_not(folder):
    def digest(text):
        return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert inline_hashes(folder) == [digest("body { margin: 0 }"), digest(IMPORT_MAP)]


@pytest.mark.skipif(not (REAL / "node_modules/three").is_dir(), reason="run `make setup` first")
def test_the_real_page_finds_its_libraries():
    client = TestClient(Starlette(routes=routes(REAL)))
    page = client.get("/").text
    imports = json.loads(re.findall(r'<script type="importmap">(.*?)</script>', page, re.DOTALL)[0])
    for url in imports["imports"].values():
        if not url.endswith("/"):
            assert client.get(url).status_code == 200, url
    assert client.get("/vendor/three/examples/jsm/loaders/GLTFLoader.js").status_code == 200
    assert client.get("/vendor/profiles/profilesList.json").status_code == 200
    assert len(inline_hashes(REAL)) >= 1
    assert all((REAL / "node_modules" / folder).is_dir() for folder in VENDOR.values())
