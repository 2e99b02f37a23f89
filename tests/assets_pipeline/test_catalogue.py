"""`catalogue.json`: what is written is read again, and nothing else is read."""

import json

import msgspec
import pytest

from assets_pipeline.catalogue import Catalogue, Lod, Price, Product, Rejected, decode, encode
from assets_pipeline.errors import CatalogueUnreadable

COAT = Product(
    "coat",
    {"en": "Coat", "zh-CN": "外套"},
    "coat.glb",
    "coat",
    {"color": ["red", "navy"], "new": True, "weight_kg": 1.5},
    price=Price(12_900, "CNY"),
    sizes=["S", "M"],
    stock={"S": 0, "M": 2},
    lods=[Lod("0" * 64, 10, 2, 0.01)],
)


def test_what_is_written_is_read_again():
    catalogue = Catalogue([COAT], rejected=[Rejected("bad.glb", "truncated", "", "too short")])
    assert decode(encode(catalogue)) == catalogue


def test_the_file_is_plain_json_with_the_documented_names():
    (product,) = json.loads(encode(Catalogue([COAT])))["products"]
    assert product["name"]["zh-CN"] == "外套"
    assert product["price"] == {"minor": 12_900, "currency": "CNY"}
    assert product["lods"] == [{"sha256": "0" * 64, "bytes": 10, "triangles": 2, "error_m": 0.01}]


def test_the_digest_names_the_content():
    turned = msgspec.structs.replace(COAT, stock={"M": 2, "S": 0})
    dearer = msgspec.structs.replace(COAT, price=Price(13_000, "CNY"))
    assert Catalogue([turned]).digest == Catalogue([COAT]).digest
    assert Catalogue([dearer]).digest != Catalogue([COAT]).digest


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"products": [{"id": "coat"}]}',
        b'{"products": [], "version": 2}',
        b'{"products": [], "version": "1"}',
        encode(Catalogue([COAT]))[:-20],
    ],
)
def test_all_else_is_refused(data):
    with pytest.raises(CatalogueUnreadable):
        decode(data)


@pytest.mark.parametrize(
    ("stock", "size", "there"),
    [
        ({}, "", True),
        ({}, "M", True),
        ({"S": 0, "M": 2}, "", True),
        ({"S": 0, "M": 2}, "S", False),
        ({"S": 0, "M": 2}, "M", True),
        ({"S": 0, "M": 2}, "XL", False),
        ({"": 0}, "", False),
    ],
)
def test_unknown_stock_counts_as_there(stock, size, there):
    assert msgspec.structs.replace(COAT, stock=stock).in_stock(size) is there


def test_products_are_found_by_id():
    assert Catalogue([COAT]).by_id == {"coat": COAT}
