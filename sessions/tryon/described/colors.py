"""Colours by name, lighter and darker ones, and the name of a colour. All are sRGB `#rrggbb`."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple


class Named(NamedTuple):
    """A colour: its value, and its names, of which the first is the one we say."""

    rgb: str
    en: tuple[str, ...]
    zh: tuple[str, ...]


_TABLE: Final = """
#151517 : black, jet black, ebony, onyx | 黑色 黑 纯黑 墨黑 纯黑色
#f6f5f2 : white, off white, snow white, pure white | 白色 白 纯白 本白 纯白色 雪白
#f5efdc : ivory, eggshell | 象牙白 米白色 米白 象牙色
#f2e8d2 : cream, creamy, vanilla, ecru | 奶油色 奶白色 奶白 奶油白 奶油
#ddc7a3 : beige, sand, nude, oatmeal, stone, sandy | 米色 裸色 沙色 燕麦色 裸粉色
#efcfa9 : apricot | 杏色 杏 杏子色
#b5a27a : khaki, taupe | 卡其色 卡其
#bf915f : camel, tan | 驼色 驼 沙驼色
#a8693b : caramel, cognac, toffee, cinnamon, chestnut | 焦糖色 焦糖 栗色
#6d4a30 : brown, coffee, mocha | 棕色 棕 褐色 咖啡色 咖色 摩卡色
#44291a : chocolate, dark brown, espresso | 巧克力色 深棕色 深棕 深咖色 深咖啡色 深褐色
#a5482b : rust, brick, terracotta, brick red, burnt orange | 铁锈色 砖红色 砖红 铁锈红 焦橙色
#c2242d : red, scarlet, crimson, bright red, fire engine red | 红色 红 大红 大红色 正红 正红色 朱红 朱红色 中国红 鲜红色
#a41d33 : cherry red, cherry, ruby | 樱桃红 车厘子红 樱桃红色 宝石红
#6e1b2e : burgundy, maroon, wine, wine red, bordeaux, oxblood, dark red, deep red | 酒红色 酒红 枣红 枣红色 深红色 深红 暗红色 暗红 勃艮第红
#f17f32 : orange, bright orange, tangerine | 橙色 橙 橘色 橘红 橘红色 橘黄色 橙红色 橘
#f4836d : coral, salmon | 珊瑚色 珊瑚红 珊瑚橙 三文鱼色
#f7c3a2 : peach, peachy | 桃色 蜜桃色 蜜桃粉
#f2ca3d : yellow, lemon, bright yellow, sunny yellow, lemon yellow, canary | 黄色 黄 柠檬黄 明黄色 明黄 柠檬黄色
#f6ecaa : light yellow, pale yellow, pastel yellow, butter, butter yellow | 浅黄色 浅黄 鹅黄色 鹅黄 淡黄色 淡黄 奶黄色 嫩黄色
#cf9f2f : mustard, ochre, mustard yellow | 姜黄色 姜黄 芥末黄 土黄色 芥末色
#cfa646 : gold, golden | 金色 香槟金 金黄色
#f0dfc0 : champagne | 香槟色
#bfc2c7 : silver, silvery | 银色 银 银灰色 银灰
#8b8b8c : grey, gray, mid grey, heather grey, heather gray, marl, grey marl, gray marl | 灰色 灰 中灰色 花灰色 花灰 麻灰色
#c9c9ca : light grey, light gray, pale grey, pale gray | 浅灰色 浅灰 淡灰色
#48494c : charcoal, dark grey, dark gray, slate, graphite, anthracite, charcoal grey, charcoal gray | 深灰色 深灰 炭灰色 炭灰 铁灰色 烟灰色
#2f7d45 : green, grass green, bright green | 绿色 绿 草绿色 草绿
#a9d9a6 : light green, pale green, pistachio, pastel green | 浅绿色 浅绿 嫩绿色 豆绿色 淡绿色 果绿色 苹果绿
#a8ddc3 : mint, mint green | 薄荷绿 薄荷色 薄荷绿色 薄荷
#9caf88 : sage, sage green | 鼠尾草绿 灰绿色 豆沙绿 抹茶绿 抹茶色
#68683b : olive, army green, olive green, military green, khaki green, moss green, moss | 军绿色 军绿 橄榄绿 橄榄色 橄榄绿色
#0f8057 : emerald, emerald green, jade | 祖母绿 翡翠绿 祖母绿色 翠绿色
#17452f : dark green, forest green, bottle green, hunter green, deep green, racing green, pine green | 墨绿色 墨绿 深绿色 深绿 暗绿色 森林绿 松绿色
#127779 : teal, petrol | 孔雀蓝 孔雀绿 蓝绿色 湖绿色 青色
#3cc2ba : turquoise, aqua, cyan | 绿松石色 蒂芙尼蓝 湖蓝色 湖蓝 松石绿
#2a5fb2 : blue, mid blue, cobalt | 蓝色 蓝 中蓝色
#2a49b8 : royal blue, cobalt blue, electric blue, klein blue | 宝蓝色 宝蓝 克莱因蓝 皇家蓝 宝石蓝
#a5c6e8 : light blue, baby blue, pale blue, powder blue, pastel blue, ice blue | 浅蓝色 浅蓝 淡蓝色 淡蓝 冰蓝色 婴儿蓝
#80bde6 : sky blue, azure, sky | 天蓝色 天蓝 天空蓝
#8097ad : dusty blue, steel blue, slate blue, haze blue | 雾霾蓝 灰蓝色 灰蓝 雾蓝色
#1d2f66 : dark blue, deep blue | 深蓝色 深蓝 暗蓝色
#1b2a4f : navy, navy blue, midnight blue, midnight, indigo, ink blue | 藏青色 藏青 藏蓝色 藏蓝 海军蓝 靛蓝 靛蓝色 墨蓝色 午夜蓝
#6d3f9b : purple, violet | 紫色 紫 紫罗兰色
#3d2060 : dark purple, aubergine, plum, deep purple, eggplant | 深紫色 深紫 茄紫色 葡萄紫
#bfa8dc : lavender, lilac, light purple, pale purple, mauve, pastel purple | 薰衣草色 薰衣草紫 浅紫色 浅紫 淡紫色 丁香紫 淡紫 丁香色
#9f8fb6 : taro | 香芋紫 香芋色 芋紫色 灰紫色
#f1a5bb : pink, rose pink, bubblegum | 粉色 粉 粉红 粉红色
#f7cad5 : light pink, baby pink, pale pink, blush, pastel pink, blush pink | 浅粉色 浅粉 淡粉色 婴儿粉 樱花粉 嫩粉色
#d9a6a6 : dusty pink, dusty rose, old rose | 豆沙色 豆沙粉 脏粉色 藕粉色 藕色 豆沙
#da5a80 : rose, dark pink, raspberry, deep pink | 玫瑰色 玫红 玫红色 玫瑰红 深粉色
#e8418d : hot pink, fuchsia, magenta, neon pink, bright pink, shocking pink | 亮粉色 荧光粉 洋红色 桃红色 桃红 芭比粉 艳粉色 品红色
"""


def _named() -> tuple[Named, ...]:
    rows: list[Named] = []
    for line in _TABLE.strip().splitlines():
        rgb, _, names = line.partition(" : ")
        english, _, chinese = names.partition(" | ")
        rows.append(Named(rgb, tuple(english.split(", ")), tuple(chinese.split())))
    return tuple(rows)


NAMED: Final = _named()
LIGHT_MIX: Final = 0.55
"""Share of white in the lighter variant of a colour that has no name of its own."""
DARK_MIX: Final = 0.45
"""Share of black in the darker one."""


def shaded(rgb: str, way: int, amount: float = 1.0) -> str:
    """A colour lighter (`way` 1) or darker (-1), by mixing sRGB values with white or black.

    `amount` 1 is the usual distance between blue and light blue, 0 none.
    """
    share = min((LIGHT_MIX if way > 0 else DARK_MIX) * amount, 0.9)
    target = 255 if way > 0 else 0
    mixed = (round(value + (target - value) * share) for value in _parts(rgb))
    return "#" + "".join(f"{value:02x}" for value in mixed)


@lru_cache(maxsize=512)
def name(rgb: str, lang: str) -> str:
    """The name of the nearest known colour, `zh` in Chinese, else in English."""
    here = _lab(rgb)
    best = min(
        NAMED, key=lambda one: sum((a - b) ** 2 for a, b in zip(here, _lab(one.rgb), strict=False))
    )
    return best.zh[0] if lang.startswith("zh") else best.en[0]


def distance(first: str, second: str) -> float:
    """CIE 1976 colour difference of two sRGB colours (about 2.3 is just seen)."""
    pairs = zip(_lab(first), _lab(second), strict=False)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def contrast(rgb: str) -> str:
    """A second colour that shows on a ground: off-white on dark, navy on light."""
    return "#f2f0ea" if _lab(rgb)[0] < 60 else "#1f2c4d"


def _parts(rgb: str) -> tuple[int, int, int]:
    return int(rgb[1:3], 16), int(rgb[3:5], 16), int(rgb[5:7], 16)


@lru_cache(maxsize=1024)
def _lab(rgb: str) -> tuple[float, float, float]:
    """CIE L*a*b* under D65 (CIE 15:2004; sRGB of IEC 61966-2-1)."""
    linear = [
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
        for v in (part / 255 for part in _parts(rgb))
    ]
    red, green, blue = linear
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
