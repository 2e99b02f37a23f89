"""A synthetic shop for load proofs: `python tests/benchmarks/catalogue.py OUT [N]`.

Records only, varied enough that ranking and search have work to do, and a few small blobs, so that
a server can run at 1,000 products without building a mesh.
"""

from __future__ import annotations

import hashlib
import json
import random
import struct
import sys
from pathlib import Path

import msgspec

from assets_pipeline.catalogue import (
    Catalogue,
    Lod,
    Price,
    Product,
    Rating,
    Review,
    Variant,
    encode,
)

KINDS = {
    "clothes": (("t-shirt", "T恤"), ("dress", "连衣裙"), ("shirt", "衬衫"), ("jacket", "夹克")),
    "shoes": (("sneakers", "运动鞋"), ("boots", "靴子"), ("sandals", "凉鞋")),
    "bags": (("handbag", "手提包"), ("backpack", "双肩包")),
    "glasses": (("sunglasses", "太阳镜"), ("glasses", "眼镜")),
    "furniture": (("armchair", "扶手椅"), ("lamp", "台灯"), ("table", "桌子")),
}
COLORS = {
    "red": ("红色", "#c22030"),
    "navy": ("藏青色", "#1c2a4a"),
    "black": ("黑色", "#151515"),
    "white": ("白色", "#f4f4f2"),
    "green": ("绿色", "#2f6b4f"),
    "beige": ("米色", "#d8c9ae"),
}
MATERIALS = {"cotton": "棉", "linen": "亚麻", "leather": "皮革", "wool": "羊毛", "denim": "牛仔布"}
STYLES = {"casual": "休闲", "classic": "经典", "sporty": "运动", "elegant": "优雅"}
SIZES = {"clothes": ["XS", "S", "M", "L", "XL"], "shoes": ["36", "38", "40", "42", "44"]}
WEAR = {"shoes": "feet", "glasses": "face", "bags": "hand"}
BLOBS = 16


def make(out: Path, count: int = 1000, seed: int = 7) -> Catalogue:
    """Write `catalogue.json` and its blobs into `out`."""
    rng = random.Random(seed)
    (out / "a").mkdir(parents=True, exist_ok=True)
    lods = [_blob(out, rng, 4096 << (n % 6)) for n in range(BLOBS)]
    products = [_product(rng, number, lods) for number in range(count)]
    ids = [product.id for product in products]
    products = [_with_company(rng, product, ids) for product in products]
    catalogue = Catalogue(products=products)
    (out / "catalogue.json").write_bytes(encode(catalogue))
    return catalogue


def _blob(out: Path, rng: random.Random, size: int) -> Lod:
    """A GLB whose only mesh is a triangle and whose buffer is padded with noise to `size` bytes."""
    corners = struct.pack("<9f", 0, 0, 0, 1, 0, 0, 0, 1, 0)
    binary = corners + rng.randbytes(size // 4 * 4)
    document = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
        "accessors": [
            {
                "bufferView": 0,
                "componentType": 5126,
                "count": 3,
                "type": "VEC3",
                "min": [0, 0, 0],
                "max": [1, 1, 0],
            }
        ],
        "bufferViews": [{"buffer": 0, "byteOffset": 0, "byteLength": 36}],
        "buffers": [{"byteLength": len(binary)}],
    }
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text
    chunks += struct.pack("<I4s", len(binary), b"BIN\0") + binary
    data = struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks
    name = hashlib.sha256(data).hexdigest()
    (out / "a" / name).write_bytes(data)
    return Lod(sha256=name, bytes=len(data), triangles=1, error_m=0.0)


def _product(rng: random.Random, number: int, lods: list[Lod]) -> Product:
    section = rng.choice(list(KINDS))
    category, chinese = rng.choice(KINDS[section])
    colors = rng.sample(list(COLORS), rng.randint(1, 4))
    material, style = rng.choice(list(MATERIALS)), rng.choice(list(STYLES))
    sizes = SIZES.get(section, [])
    name = {
        "en": f"{style.title()} {material} {category} {number}",
        "zh-CN": f"{STYLES[style]}{MATERIALS[material]}{chinese}{number}",
    }
    return Product(
        id=f"{category}-{number:04d}",
        name=name,
        source=f"{category}-{number:04d}.glb",
        category=category,
        section=section,
        wear=WEAR.get(section, "torso" if section == "clothes" else ""),
        attributes={"color": colors, "material": material, "style": style, "season": "summer"},
        price=Price(rng.randrange(2_000, 300_000, 100), "CNY"),
        variants=[
            Variant(
                id=color,
                name={"en": color, "zh-CN": COLORS[color][0]},
                color=color,
                rgb=COLORS[color][1],
                index=index,
            )
            for index, color in enumerate(colors)
        ],
        sizes=sizes,
        stock={size: rng.randrange(6) for size in sizes or [""]},
        bounds_m=((-0.2, 0.0, -0.1), (0.2, rng.uniform(0.2, 1.5), 0.1)),
        lods=[rng.choice(lods)],
        description={
            "en": f"A {style} {category} of {material}, in {', '.join(colors)}.",
            "zh-CN": f"{STYLES[style]}风格的{chinese}，{MATERIALS[material]}材质。",
        },
        care={"en": "Hand wash.", "zh-CN": "手洗。"},
        rating=Rating(round(rng.uniform(2.5, 5.0), 1), rng.randrange(1, 400)),
        reviews=[Review(rng.randint(2, 5), "Good.", "en")],
    )


def _with_company(rng: random.Random, product: Product, ids: list[str]) -> Product:

    return msgspec.structs.replace(product, together=rng.sample(ids, min(3, len(ids))))


if __name__ == "__main__":
    made = make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
    print(json.dumps({"products": len(made.products), "digest": made.digest}))
