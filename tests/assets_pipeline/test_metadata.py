import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline import metadata
from assets_pipeline.catalogue import Price
from assets_pipeline.errors import CatalogueUnreadable


def load(tmp_path, text, name="products.json"):
    data = text if isinstance(text, bytes) else text.encode()
    (tmp_path / name).write_bytes(data)
    return metadata.load(tmp_path)


def test_nothing_said(tmp_path):
    assert metadata.load(tmp_path) == metadata.Table()


def test_json_list_and_object(tmp_path):
    entry = {"source": "a.glb", "name": "Chair", "price": {"minor": 100, "currency": "CNY"}}
    given_ = load(tmp_path, json.dumps([entry])).products[0].given()
    assert given_ == {"name": {"en": "Chair", "zh-CN": "Chair"}, "price": Price(100, "CNY")}
    table = load(tmp_path, json.dumps({"products": [entry], "body": "figure.glb"}))
    assert table.body == "figure.glb"
    assert table.products[0].source == "a.glb"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "products.json"),
        ("{", "products.json"),
        ('[{"source": "a", "colour": "red"}]', "unknown field `colour`"),
        ('{"items": []}', "unknown field `items`"),
        ('[{"source": "a", "price": 12}]', r"\$\[0\].price"),
        ('[{"source": "a", "units": "furlong"}]', "units"),
        ('[{"source": "a", "id": ""}]', "id"),
        (f'[{{"source": "a", "id": "{"i" * 57}"}}]', "id"),
        ('[{"source": "a", "wear": "tail"}]', "wear"),
        (f'[{{"source": "a", "sizes": ["{"S" * 65}"]}}]', "sizes"),
        ('[{"source": "a"}, {"source": "a"}]', "two products have the source 'a'"),
        ('[{"id": "a"}, {"id": "a"}]', "two products have the id 'a'"),
        ('[{"name": "x"}]', "neither `source` nor `id`"),
        ("[" * 100_000, "products.json"),
        (b"\xff\xfe", "products.json"),
    ],
)
def test_json_refused(tmp_path, text, message):
    with pytest.raises(CatalogueUnreadable, match=message):
        load(tmp_path, text)


CSV = """source,name,name_zh,price,currency,colors,sizes,stock,material,units
a.stl,Red chair,红椅子,129.90,,red; black,S;M,S=3;M=0,oak,mm
b.glb,Lamp,,1500,JPY,,,7,,
"""


def test_csv(tmp_path):
    first, second = load(tmp_path, "\ufeff" + CSV, "products.csv").products
    assert first.source == "a.stl"
    assert first.units == "mm"
    assert first.attributes == {"color": ["red", "black"], "material": "oak"}
    assert first.given() == {
        "name": {"en": "Red chair", "zh-CN": "红椅子"},
        "price": Price(12990, "CNY"), "sizes": ["S", "M"], "stock": {"S": 3, "M": 0},
    }  # fmt: skip
    assert second.given() == {
        "name": {"en": "Lamp", "zh-CN": "Lamp"}, "price": Price(1500, "JPY"), "stock": {"": 7},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("source,colour\na,red\n", "product 1.*unknown field `colour`"),
        ("source,price\na,1\nb,cheap\n", "product 2.*'cheap' is no price"),
        ("source,price\na,1.005\n", "no price"),
        ("source,price\na,-1\n", "no price"),
        ("source,price\na,NaN\n", "no price"),
        ("source,stock\na,S=many\n", "product 1"),
        ("source\na,b,c\n", "more cells"),
        ('source\n"a\n', "product 1"),
        (b"source\n\xff\n", "product 1"),
    ],
)
def test_csv_refused(tmp_path, text, message):
    with pytest.raises(CatalogueUnreadable, match=message):
        load(tmp_path, text, "products.csv")


@given(
    st.binary(max_size=80) | st.text(max_size=80).map(str.encode), st.sampled_from(["json", "csv"])
)
def test_rubbish_is_read_or_refused(tmp_path_factory, data, kind):
    folder = tmp_path_factory.mktemp("shop")
    try:
        load(folder, data, f"products.{kind}")
    except CatalogueUnreadable as refusal:
        assert str(refusal)  # noqa: PT017 -- both ends are good ends
