"""Any text-generation model that transformers can load, causal or sequence to sequence."""

from __future__ import annotations

from typing import Any, Final

SECONDS: Final = 2.5
"""A model that takes longer stops in the middle of its sentence."""
TOKENS: Final = 160
"""It says at most."""


class Generation:
    """Goes on after a prompt, greedily: the same prompt has the same answer.

    No code of the model's folder is run.

    Args:
        source: directory or hub id.
        local: whether nothing may be downloaded.
    """

    def __init__(self, source: str, *, local: bool) -> None:
        """Load it.

        Raises:
            Exception: transformers' own, when it is no model that writes text.
        """
        import torch  # noqa: PLC0415 - takes seconds, and only shops with a writer need it
        from transformers import (  # noqa: PLC0415 - as above
            AutoConfig,
            AutoModelForCausalLM,
            AutoModelForSeq2SeqLM,
            AutoTokenizer,
        )

        config = AutoConfig.from_pretrained(source, local_files_only=local)
        self._whole = not config.is_encoder_decoder
        kind = AutoModelForCausalLM if self._whole else AutoModelForSeq2SeqLM
        self._torch: Any = torch
        self._words: Any = AutoTokenizer.from_pretrained(source, local_files_only=local)
        self._model: Any = kind.from_pretrained(source, local_files_only=local).eval()
        room = getattr(config, "max_position_embeddings", None) or 2 * TOKENS
        self._prompt = max(room - TOKENS, room // 2) if self._whole else room
        self._new = min(TOKENS, room - self._prompt) if self._whole else TOKENS

    def __call__(self, prompt: str) -> str:
        """At most `TOKENS` tokens after the last of the prompt that the model has room for."""
        if getattr(self._words, "chat_template", None):
            turn = [{"role": "user", "content": prompt}]
            prompt = self._words.apply_chat_template(
                turn, tokenize=False, add_generation_prompt=True
            )
        given = self._words(prompt, return_tensors="pt")["input_ids"][:, -self._prompt :]
        end = self._words.eos_token_id
        with self._torch.inference_mode():
            out = self._model.generate(
                given,
                attention_mask=self._torch.ones_like(given),
                max_new_tokens=self._new,
                max_time=SECONDS,
                do_sample=False,
                pad_token_id=self._words.pad_token_id if end is None else end,
            )[0]
        fresh = out[given.shape[1] :] if self._whole else out
        return str(self._words.decode(fresh, skip_special_tokens=True))
