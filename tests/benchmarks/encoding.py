"""Cross-lingual top-1 and CPU milliseconds of text encoders, as JSON.

    PYTHONPATH=. OMP_NUM_THREADS=1 python tests/benchmarks/encoding.py [--models DIR] SETTING…

`SEEN` was written together with the lexicon of `hashed`, by the same hand: for that encoder it
flatters. `UNSEEN` was written after the lexicon was frozen. Both are small: 24 pairs each.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable

import numpy as np

from sessions.encoding.base import TextEncoder
from sessions.encoding.model import load

SEEN = """
show me something red | 给我看看红色的
I want a black leather jacket | 我想要一件黑色皮夹克
do you have this in a larger size | 这款有大一码的吗
how much is it | 这个多少钱
something cheaper please | 有没有便宜一点的
add it to my cart | 帮我加到购物车
what fabric is this made of | 这是什么面料做的
waterproof hiking boots | 防水登山靴
comfortable running shoes | 舒服的跑鞋
a handbag for the office | 上班用的手提包
summer dress with flowers | 夏天穿的碎花连衣裙
how do I wash it | 这个怎么清洗
can I return it if it doesn't fit | 不合身可以退货吗
when will it arrive | 什么时候能送到
a comfortable sofa for a small living room | 适合小客厅的舒适沙发
round sunglasses | 圆框墨镜
white cotton t-shirt | 纯棉白T恤
wool sweater for winter | 冬天穿的羊毛衫
compare these two | 比较一下这两个
I don't like this one | 我不喜欢这个
try it on for me | 帮我试穿一下
what goes well with these trousers | 这条裤子搭配什么好看
wooden desk with drawers | 带抽屉的木书桌
blue jeans for men | 男士蓝色牛仔裤
"""

UNSEEN = """
is there a bigger one left in the warehouse | 仓库里还有更大的吗
I'd like a raincoat for my son | 给儿子买件雨衣
sandals that won't hurt my feet | 不磨脚的凉鞋
a quiet colour, nothing flashy | 素净一点的颜色，别太花哨
could you put the chair next to the window | 把椅子放到窗边
who makes this | 这是谁家生产的
my mother's birthday is next week, what should I buy her | 下周妈妈过生日，买什么好
show the ones under two hundred | 只看两百块以下的
does the zip feel sturdy | 拉链结实吗
the sleeves are too long on me | 袖子对我来说太长了
I saw a plaid scarf just now | 刚才我看到一条格子围巾
can two people sit on it | 能坐下两个人吗
a sleeveless dress in dark green silk | 墨绿色真丝无袖连衣裙
do the lenses block ultraviolet light | 镜片防紫外线吗
I changed my mind, take it out of the basket | 我改主意了，把它从购物车拿出去
let me talk to a real person | 我要跟真人说话
what did other customers say | 别的顾客怎么说
a bookcase that reaches the ceiling | 顶到天花板的书柜
shoes that go with a grey suit | 配灰色西装的鞋
is it see-through | 会透吗
turn it so I can see the back | 转过来让我看看背面
a laptop rucksack with many pockets | 口袋多的双肩电脑包
something warm for skiing | 滑雪穿的保暖衣服
the second one from the left | 左起第二个
"""


def top1(encoder: TextEncoder, table: str) -> dict[str, int]:
    """How many of the pairs find each other first, from English and from Chinese."""
    pairs = [line.split(" | ") for line in table.strip().splitlines()]
    english, chinese = (encoder.encode([pair[side] for pair in pairs]) for side in (0, 1))
    scores, own = english @ chinese.T, np.arange(len(pairs))
    return {
        "pairs": len(pairs),
        "en-zh": int((scores.argmax(1) == own).sum()),
        "zh-en": int((scores.argmax(0) == own).sum()),
    }


def cpu_ms(run: Callable[[], object]) -> float:
    """Process time of one call."""
    start = time.process_time()
    run()
    return (time.process_time() - start) * 1e3


def measure(encoder: TextEncoder, rounds: int = 10) -> dict[str, object]:
    """All figures of one encoder."""
    texts = [text for line in SEEN.strip().splitlines() for text in line.split(" | ")]
    alone = [cpu_ms(lambda t=text: encoder.encode([t])) for _ in range(rounds) for text in texts]
    sixteen = [cpu_ms(lambda: encoder.encode(texts[:16])) for _ in range(rounds)]
    return {
        "name": encoder.name,
        "version": encoder.version,
        "dim": encoder.dim,
        "cpu_ms_p50": round(float(np.median(alone)), 3),
        "cpu_ms_p95": round(float(np.percentile(alone, 95)), 3),
        "cpu_ms_of_16": round(float(np.median(sixteen)), 3),
        "seen": top1(encoder, SEEN),
        "unseen": top1(encoder, UNSEEN),
    }


def main() -> None:
    """Measure every setting given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", default="var/models")
    parser.add_argument("settings", nargs="*", default=["hashed", ""])
    args = parser.parse_args()
    json.dump(
        [measure(load(setting, args.models)) for setting in args.settings], sys.stdout, indent=1
    )


if __name__ == "__main__":
    main()
