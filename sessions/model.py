"""Does the Jobs: worker-side, with all models loaded from the paths given.

`server.workers` runs it beside the loop; `sessions.replay verify --recompute` runs it over a log.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from assets_pipeline.catalogue import Catalogue, decode
from sessions.encoding.base import TextEncoder
from sessions.encoding.model import load as load_encoder
from sessions.encoding.model import load_glossary
from sessions.encoding.pictures.blend import PictureEncoder
from sessions.encoding.pictures.look import decode as decode_picture
from sessions.encoding.pictures.model import load_pictures
from sessions.encoding.pictures.outline import Outline
from sessions.errors import PayloadGone, PicturesUnseen
from sessions.guide.asks import Asks
from sessions.guide.choice import Chooser
from sessions.guide.faq import Entry, Faq
from sessions.guide.model import load_asks, load_faq, load_writer
from sessions.guide.words import MODEL as TEMPLATES
from sessions.guide.words import Guide
from sessions.guide.writer import Writer
from sessions.intent.model import load_head
from sessions.intent.parse import Parser
from sessions.messages.common import Act, Slot
from sessions.messages.jobs import (
    Answer,
    AnyJob,
    Call,
    Called,
    Choose,
    Fit,
    Look,
    Looked,
    Rank,
    RankedAnswer,
    Reply,
    Search,
    Understand,
    Understood,
    Wake,
    Woke,
)
from sessions.recommend.neighbours import CoCounts
from sessions.recommend.ranker import Ranker
from sessions.search.alike import Alike
from sessions.search.engine import Details, SearchEngine
from sessions.search.text import detail_texts, product_text
from sessions.sentiment.head import Head as Taste
from sessions.sentiment.head import Opinion
from sessions.sentiment.model import load_head as load_taste
from sessions.sentiment.told import Told, told
from sessions.tryon.fitting import MODEL as FIGURE
from sessions.tryon.fitting import Fitting

log = logging.getLogger(__name__)

Vector = NDArray[np.float32]

PICTURES: Final = 64
"""Product pictures that are looked at together."""

TOKEN: Final = 64

SEARCHING: Final = frozenset({"search", "refine", "sort", "nav.go"})
"""Acts, beside those that begin with `rec.`, whose words say what is looked for."""


OF_SHOP: Final = frozenset({"ask_attribute", "check_attribute", "chitchat", "help", "oos"})
"""Acts, and words that were not understood, that the shop's own answers may be meant by."""

TAKEN_FOR: Final = frozenset(
    [
        "search",
        "refine",
        "checkout",
        "compare",
        "set_size",
        "set_color",
        "try_on",
        "hold",
        "rec.cheaper",
        "privacy",
        "ask_attribute",
        "check_attribute",
    ]
)
"""Acts that questions to the shop are taken for: "can I pay when the courier comes" for checkout."""

CERTAIN: Final = 1.0
"""The score of a closed command."""

POLICIES: Final = frozenset({"shipping", "return"})
"""What is asked of a product and answered for the shop."""

GENERAL: Final = POLICIES | {"care", "fit", "size", "sizes"}
"""What is asked of a product or of the shop."""

REMARKS: Final = frozenset({"like", "dislike", "rate", "chitchat", "oos"})
"""Acts whose words may say how something pleases."""

GREETINGS: Final = frozenset({"greet", "thanks", "bye"})


class Done(NamedTuple):
    """An answer, and the request vector (dim,) float32 where words made one."""

    answer: Answer
    vector: Vector | None = None


class Answers:
    """All that Jobs need, made when the first Job needs it.

    Args:
        catalogue: what is sold.
        encoder: makes request and product vectors.
        cache: folder for product vectors by content; `None` keeps them in memory only.
        packs: folder of the packs; `None` uses no dictionary.
        faq: the shop's own answers.
        writer: words the guide's answers; `None`: its templates do.
        seeing: makes picture vectors.
        images: folder of the catalogue's pictures, by their sha256; `None`: there are none.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        encoder: TextEncoder,
        cache: Path | None = None,
        packs: Path | None = None,
        *,
        faq: Sequence[Entry] = (),
        writer: Writer | None = None,
        seeing: PictureEncoder | None = None,
        images: Path | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.encoder = encoder
        self._cache = cache
        self._packs = packs
        self._entries = list(faq)
        self._writer = writer
        self.seeing = seeing or PictureEncoder(Outline())
        self._images = images
        self._looking = False
        self._vectors: dict[int, Vector | None] = {}

    @classmethod
    def load(
        cls,
        catalogue: Path,
        models: Path | None,
        text_model: str = "",
        faq: Path | None = None,
        picture_model: str = "",
        *,
        writer: str = "",
    ) -> Self:
        """From a folder that `assets_pipeline build` wrote and one that `models fetch` filled.

        Raises:
            OSError: there is no catalogue.
            CatalogueUnreadable: it does not read.
            PackUnusable: the text model, the picture model or the writer does not load.
            FaqRefused: the shop's own answers do not read.
        """
        shop = decode((catalogue / "catalogue.json").read_bytes())
        encoder = load_encoder(text_model, str(models) if models else None)
        vectors = models / "vectors" if models else None
        seeing = load_pictures(picture_model, str(models) if models else None)
        return cls(
            shop,
            encoder,
            vectors,
            models,
            faq=load_faq(faq),
            writer=load_writer(writer),
            seeing=seeing,
            images=catalogue / "a",
        )

    @cached_property
    def vectors(self) -> Vector:
        """Product vectors, (n, dim), in the order of the catalogue; cached by content."""
        return self._encoded([product_text(product) for product in self.catalogue.products])

    @cached_property
    def details(self) -> Details:
        """The same of their descriptions alone, by language."""
        told = [detail_texts(product) for product in self.catalogue.products]
        places = np.repeat(np.arange(len(told)), [len(some) for some in told])
        return Details(places, self._encoded([text for some in told for text in some]))

    def _encoded(self, texts: list[str]) -> Vector:
        return self._kept(
            (self.encoder.version, *texts),
            (len(texts), self.encoder.dim),
            lambda: self.encoder.encode(texts),
        )

    def _kept(
        self, of: Sequence[str], shape: tuple[int, int], make: Callable[[], Vector]
    ) -> Vector:
        """Vectors made earlier of the same, else made now and kept."""
        key = hashlib.sha256("\0".join(of).encode()).hexdigest()
        path = self._cache / f"{key}.npy" if self._cache else None
        kept = _read(path) if path else None
        if kept is not None and kept.shape == shape:
            return kept
        made = make()
        if path:
            _write(path, made)
        return made

    @cached_property
    def taste(self) -> Taste | None:
        """Hears for or against; there is none for an encoder it was not trained with."""
        return load_taste(self.encoder)

    @cached_property
    def told(self) -> dict[str, Told]:
        """What reviews come to, by product."""
        return told(self.catalogue.products, self.taste) if self.taste else {}

    @cached_property
    def ranker(self) -> Ranker:
        """Orders the shelf."""
        counts = CoCounts.from_together(self.catalogue)
        liked = {id_: each.liking for id_, each in self.told.items()}
        return Ranker(self.catalogue, self.vectors, counts, liked=liked)

    @cached_property
    def parser(self) -> Parser:
        """Reads words."""
        return Parser(self.catalogue, self.encoder, load_head(None, self.encoder))

    @cached_property
    def engine(self) -> SearchEngine:
        """Searches the catalogue."""
        glossary = load_glossary(str(self._packs)) if self._packs else None
        return SearchEngine(self.catalogue, self.vectors, self.encoder, glossary, self.details)

    @cached_property
    def alike(self) -> Alike:
        """Finds what looks like a picture."""
        shown = {
            image.sha256: product.id
            for product in self.catalogue.products
            for image in product.images
            if self._images and (self._images / image.sha256).is_file()
        }
        hashes = sorted(shown)
        vectors = self._kept(
            (self.seeing.version, *hashes),
            (len(hashes), self.seeing.dim),
            lambda: self._seen(hashes),
        )
        return Alike([shown[each] for each in hashes], vectors)

    def _seen(self, hashes: Sequence[str]) -> Vector:
        made = [np.zeros((0, self.seeing.dim), np.float32)]
        for start in range(0, len(hashes), PICTURES):
            if start:
                log.info("looked at %d of %d product pictures", start, len(hashes))
            some = [(self._images or Path()) / each for each in hashes[start : start + PICTURES]]
            made.append(self.seeing.encode([decode_picture(path.read_bytes()) for path in some]))
        return np.concatenate(made)

    @cached_property
    def guide(self) -> Guide:
        """Finds the words."""
        return Guide(self.catalogue, self._entries, self.told, writer=self._writer)

    @cached_property
    def faq(self) -> Faq:
        """Finds the shop's own answers."""
        return Faq(self._entries, self.encoder)

    @cached_property
    def asks(self) -> Asks | None:
        """Hears questions to the shop; there is none for an encoder it was not trained with."""
        return load_asks(self.encoder)

    @cached_property
    def chooser(self) -> Chooser:
        """Resolves variants and sizes."""
        return Chooser(self.catalogue)

    @cached_property
    def fitting(self) -> Fitting:
        """Dresses the figure."""
        return Fitting(self.catalogue)

    @property
    def models(self) -> dict[str, str]:
        """Versions by kind of Job, for the header of a log."""
        return {"text": self.encoder.version, "rank": self.ranker.version}

    def warm(self) -> Self:
        """Load all of it now."""
        parts = (self.ranker, self.parser, self.engine, self.guide, self.faq)
        for part in (*parts, self.chooser, self.fitting):
            assert part is not None
        return self

    def see(self) -> None:
        """Look at the shop's own pictures: seconds, or a minute where it was never done before."""
        self._looking = True
        try:
            assert self.alike is not None
        finally:
            self._looking = False

    def do(
        self, job: AnyJob, text: str = "", vector: Vector | None = None, picture: bytes = b""
    ) -> Done:
        """One Job. `text` are its words, `vector` that of the request it names.

        Raises:
            PayloadGone: the words or the picture are no longer at hand.
            PictureUnreadable: it is no picture, or one too large.
            PicturesUnseen: `see` is under way.
        """
        answer: Answer
        match job:
            case Understand():
                return self._understand(job, text)
            case Rank():
                answer = self.ranker.rank([job], [vector])[0]
            case Search():
                answer = self.engine.search(job, text, vector)
            case Look():
                answer = self._look(job, picture)
            case Reply():
                answer = self.guide.reply(job)
            case Choose():
                answer = self.chooser.choose(job)
            case Fit():
                answer = self.fitting.fit(job)
            case Wake():
                answer = Woke(for_seq=job.for_seq, key=job.key)
            case Call():
                answer = Called(for_seq=job.for_seq)  # here is nobody but models
        return Done(answer)

    def answer(self, job: AnyJob, texts: dict[int, str], like: Answer) -> Answer | None:
        """Do a Job of a log again (see `sessions.replay.verify.Answerer`)."""
        if isinstance(job, Call | Look) or (isinstance(job, Fit) and like.model != FIGURE):
            return None  # who was there is gone; pictures and measurements are kept nowhere
        if isinstance(job, Understand):
            text = texts.get(job.for_seq)
            if text is None:
                return None
            done = self.do(job, text)
            self._vectors[job.for_seq] = done.vector
            return done.answer
        if isinstance(job, Reply) and like.model != TEMPLATES:
            return None  # a writer worded it: its words stand in the log
        if isinstance(job, Rank | Search) and job.asked:
            return self._with_request(job, texts, like)
        return self.do(job).answer

    def _with_request(
        self, job: Rank | Search, texts: dict[int, str], like: Answer
    ) -> Answer | None:
        if isinstance(like, RankedAnswer) and not like.asked:
            return self.do(job).answer  # the vector was not at hand then
        if job.asked not in texts:
            return None
        return self.do(job, texts[job.asked], self._vectors.get(job.asked)).answer

    def _entry(self, understood: Understood, vector: Vector, looking: bool) -> str:
        """The entry of the shop's own answers that is asked for; empty for none."""
        entry = self.faq.find(vector)
        if not entry or (not looking and of_shop(understood)):
            return entry
        heard = _open(understood) and self.asks is not None and self.asks(vector)
        return entry if heard else ""

    def _look(self, job: Look, picture: bytes) -> Looked:
        if not picture:
            raise PayloadGone("this picture is no longer in memory, please show it again")
        if self._looking:
            raise PicturesUnseen("the shop's pictures are being looked at, please try again soon")
        vector = self.seeing.encode([decode_picture(picture)])[0]
        found = self.alike.find(vector)
        return Looked(for_seq=job.for_seq, model=self.seeing.version[:TOKEN], products=found)

    def _understand(self, job: Understand, text: str) -> Done:
        if not text:
            raise PayloadGone("these words are no longer in memory, please say them again")
        understood = self.parser.parse(text, job)
        acts = {act.act for act in understood.acts}
        looking = bool(acts & SEARCHING) or any(act.startswith("rec.") for act in acts)
        asking = (not looking and of_shop(understood)) or _open(understood)
        vector = self.encoder.encode([text])[0] if looking or asking else None
        if vector is not None and asking and (entry := self._entry(understood, vector, looking)):
            looking = False
            act = Act("ask_attribute", slots=(Slot("faq", entry),))
            understood = msgspec.structs.replace(understood, acts=(act,), abstained=False)
        elif self.taste and remarks(understood):
            understood = with_opinion(understood, job, self.taste.read([text])[0], self.taste.sure)
        return Done(understood, vector if looking else None)


def _open(understood: Understood) -> bool:
    """Whether words may ask the shop something though an act was guessed."""
    return all(
        act.act in TAKEN_FOR and act.score < CERTAIN and not _of_product(act)
        for act in understood.acts
    )


def of_shop(understood: Understood) -> bool:
    """Whether words may be about the shop itself: about no product, and no wish that is carried out."""
    acts = understood.acts
    return len(acts) < 2 and all(act.act in OF_SHOP and not _of_product(act) for act in acts)


def remarks(understood: Understood) -> bool:
    """Whether words may only say how something pleases: no wish that is carried out was heard."""
    return all(act.act in REMARKS for act in understood.acts)


def with_opinion(
    understood: Understood, job: Understand, heard: Opinion, sure: float
) -> Understood:
    """The words with their sentiment; a sure remark about the one thing at hand likes or dislikes it.

    "ugh, it pinches" says nothing to do and is about what is held; an opinion that speaks of no
    aspect of a product may be about the weather.
    """
    strength = min(heard.margin / sure, 1.0) if heard.sign else 0.0
    understood = msgspec.structs.replace(understood, sentiment=round(heard.sign * strength, 4))
    at_hand = [c.product for c in job.candidates if c.held or c.pointed]
    acts = {act.act for act in understood.acts}
    if strength < 1.0 or not heard.aspects or len(at_hand) != 1 or not acts <= {"oos"}:
        return understood
    act = Act("like" if heard.sign > 0 else "dislike", tuple(at_hand), score=strength)
    return msgspec.structs.replace(understood, acts=(act,), abstained=False)


def _of_product(act: Act) -> bool:
    """Whether it is about a product, and about what one can be asked; or a mere greeting."""
    values = {slot.value for slot in act.slots}
    if values & GREETINGS:
        return True
    named = any(slot.name in {"category", "name"} for slot in act.slots)
    of_one = any(slot.name == "attribute" and slot.value not in GENERAL for slot in act.slots)
    return (bool(act.products) or named or of_one) and not values & POLICIES


def _read(path: Path) -> Vector | None:
    """Vectors kept before; a file that is damaged counts as none."""
    try:
        kept: Vector = np.load(path, allow_pickle=False)
    except (OSError, EOFError, ValueError):
        return None
    return kept


def _write(path: Path, vectors: Vector) -> None:
    """Put `vectors` where other processes find them; without a place they are made again."""
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.save(file, vectors)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
