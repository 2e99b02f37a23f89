"""A text-generation model words the guide's answers; what it may say is held to the facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sessions.guide.claims import lie
from sessions.messages.common import Lang

WRITTEN: Final = frozenset({"detail", "attribute", "check_attribute", "compare", "why", "faq"})
"""Answers that tell facts; the others say what to do next, and do so well."""

_ASKED: Final[dict[Lang, str]] = {
    "en": "Say this to a customer in a friendly way. Use only these facts and add none.\n"
    "Facts: {facts}\nAnswer:",
    "zh-CN": "请用亲切的话对顾客说下面的内容，只用这些事实，不要添加。\n事实：{facts}\n回答：",
}


class Writer:
    """Words answers anew.

    Args:
        version: names the model in the log.
        generate: what the model goes on with after a prompt; it ends by itself within its deadline.
    """

    def __init__(self, version: str, generate: Callable[[str], str]) -> None:
        self.version = version
        self._generate = generate

    def write(self, facts: str, lang: Lang, names: Sequence[str] = ()) -> str:
        """The facts in the model's words, in one line; empty when it said anything else."""
        said = self._generate(_ASKED[lang].format(facts=facts)).strip()
        text = " ".join(said.partition("\n\n")[0].split())
        return "" if not text or lie(text, facts, lang, names) else text
