import io

from assets_pipeline.catalogue import Catalogue, Product
from server.ears.orders import Close, Open, Pcm, Told, framed, order
from server.ears.worker import Listening, judges, said_here, serve
from sessions.speech.listener import Heard

SHOP = Catalogue([Product("p1", {"en": "Oslo chair", "zh-CN": "云朵椅"}, "", "chair")])


class Listener:
    """Says how much it heard."""

    def __init__(self, lang, push, second):
        self.said = f"{lang} {push} {second is not None}"

    def hear(self, pcm):
        return [Heard("partial", 1, f"{self.said} {len(pcm)}")]

    def finish(self):
        return [Heard("final", 1, self.said)]


class Ears:
    def listener(self, lang, judge, *, push, second):
        assert judge == f"judge {lang}"
        return Listener(lang, push, second)


JUDGES = {"en": "judge en", "zh-CN": "judge zh-CN"}


def test_microphones_are_kept_apart_and_forgotten_when_closed():
    given = [
        Pcm(1, b"lost"),
        Open(1, "en"),
        Open(2, "zh-CN", push=True),
        Pcm(1, b"abcd"),
        Pcm(2, b"ab"),
        Close(1),
        Close(2, cancel=True),
        Pcm(1, b"late"),
        Close(7),
    ]
    out: list[Told] = []
    source = io.BytesIO(b"".join(map(framed, given)))
    serve(source.read, out.append, Listening(Ears(), JUDGES))
    assert out == [
        Told(1, Heard("partial", 1, "en False False 4")),
        Told(2, Heard("partial", 1, "zh-CN True False 2")),
        Told(1, Heard("final", 1, "en False False")),
        Told(1),
        Told(2),
        Told(7),
    ]
    assert order(framed(given[1])[4:]) == given[1]


def test_a_shop_is_spoken_to_by_its_products_names():
    assert "put the Oslo chair in my cart" in set(said_here("en", SHOP))
    assert "把云朵椅加入购物车" in set(said_here("zh-CN", SHOP))
    assert len(list(said_here("en", SHOP))) > 1500


def test_a_judge_is_surer_of_a_whole_command():
    judge = judges(SHOP)["en"]
    assert judge("add it to my cart") > 0.75 > judge("tree of")
