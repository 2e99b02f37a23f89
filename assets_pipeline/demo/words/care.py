"""How to look after things, by material; what customers say, by section."""

from __future__ import annotations

CARE = {
    "cotton": (
        "30°C机洗，反面晾晒，中温熨烫。",
        "Machine wash at 30 °C, dry inside out, warm iron.",
    ),
    "linen": ("30°C轻柔机洗，半干时熨烫。", "Gentle wash at 30 °C; iron while damp."),
    "wool": ("冷水手洗或干洗，平铺晾干。", "Hand wash cold or dry clean; dry flat."),
    "silk": (
        "干洗，或冷水手洗后阴干，低温垫布熨烫。",
        "Dry clean, or hand wash cold; cool iron through a cloth.",
    ),
    "denim": (
        "少洗，反面冷水机洗，深色会轻微掉色。",
        "Wash seldom, cold and inside out; dark shades may bleed.",
    ),
    "corduroy": (
        "反面30°C机洗，顺绒晾干，勿高温熨烫。",
        "Wash inside out at 30 °C; do not press the pile.",
    ),
    "nylon": ("30°C机洗，勿用柔顺剂，自然晾干。", "Wash at 30 °C without softener; line dry."),
    "polyester": ("30°C机洗，低温烘干或晾干。", "Wash at 30 °C; tumble dry low or line dry."),
    "leather": (
        "软布擦拭，每季上一次护理膏，避免暴晒。",
        "Wipe with a soft cloth, condition each season, keep from the sun.",
    ),
    "mesh": ("刷去浮尘，冷水手洗，勿烘干。", "Brush off, hand wash cold, never tumble dry."),
    "canvas": ("湿布局部清洁，阴凉处晾干。", "Spot clean with a damp cloth; dry in the shade."),
    "velvet": (
        "软刷顺毛清理，避免受压与水渍。",
        "Brush with the pile; keep from pressure and water.",
    ),
    "metal": ("干软布擦拭，远离湿气。", "Wipe with a dry soft cloth; keep dry."),
    "acetate": ("温水加中性皂清洗，收进镜盒。", "Rinse with mild soapy water; keep in its case."),
    "oak": ("微湿软布擦拭，每年上一次木蜡油。", "Wipe with a barely damp cloth; oil once a year."),
    "walnut": ("微湿软布擦拭，避免阳光直射。", "Wipe with a barely damp cloth; avoid direct sun."),
    "wood": ("微湿软布擦拭，避免热杯直接接触。", "Wipe with a barely damp cloth; no hot cups."),
    "marble": (
        "中性清洁剂擦拭，柠檬与醋请及时擦去。",
        "Neutral cleaner only; wipe off lemon and vinegar at once.",
    ),
    "ceramic": ("软布擦拭，轻拿轻放。", "Wipe with a soft cloth; handle gently."),
}

REVIEWS: dict[str, tuple[tuple[int, str, str], ...]] = {
    "clothes": (
        (
            5,
            "版型很正，颜色和图片一致，已经回购第二件。",
            "The cut is spot on and the colour matches the picture; bought a second one.",
        ),
        (
            4,
            "面料舒服，就是比我想的略长一点。",
            "Lovely fabric, only a little longer than I expected.",
        ),
        (
            5,
            "洗了几次没有变形，做工细致。",
            "Several washes in and it has kept its shape. Neat stitching.",
        ),
        (4, "尺码标准，按平时的码买就行。", "True to size: take what you usually wear."),
        (3, "好看，但需要熨烫，不适合懒人。", "Looks good but needs ironing. Not for the lazy."),
        (
            5,
            "上身显气质，同事都在问链接。",
            "Looks better on than on the hanger; colleagues keep asking.",
        ),
        (
            2,
            "颜色喜欢，可惜我买小了，换货有点慢。",
            "I like the colour, but mine was too small and the exchange was slow.",
        ),
    ),
    "shoes": (
        (5, "第一天就不磨脚，走一万步没问题。", "No breaking in: ten thousand steps on day one."),
        (4, "偏宽一点，脚窄建议小半码。", "A little wide; go half a size down for narrow feet."),
        (5, "鞋底扎实，抓地力好。", "A solid sole with good grip."),
        (
            3,
            "好看，但新鞋有点味道，通风两天就好。",
            "Handsome, though they smelled new for two days.",
        ),
        (4, "百搭，配裤子裙子都行。", "They go with trousers and skirts alike."),
    ),
    "bags": (
        (
            5,
            "容量比看上去大，五金很有质感。",
            "Holds more than it looks, and the hardware feels good.",
        ),
        (4, "背带长度合适，通勤正好。", "The strap is the right length for commuting."),
        (5, "皮质柔软，没有异味。", "Soft leather, no smell."),
        (3, "好看但有点重，装满更明显。", "Pretty, but heavy once full."),
    ),
    "glasses": (
        (5, "很轻，戴一天鼻梁不酸。", "So light that I forget I wear them."),
        (
            4,
            "镜腿略长，去店里调了一下就好。",
            "The arms were a bit long; a quick adjustment solved it.",
        ),
        (5, "衬脸型，朋友都说好看。", "They suit my face; friends noticed at once."),
        (3, "镜盒一般，眼镜本身不错。", "The case is so-so, the glasses are fine."),
    ),
    "furniture": (
        (5, "木纹漂亮，安装二十分钟搞定。", "Beautiful finish; assembled in twenty minutes."),
        (
            4,
            "尺寸刚好，颜色比图片略深。",
            "Fits perfectly; the colour is a shade deeper than pictured.",
        ),
        (5, "稳当不晃，客厅一下子有了气氛。", "Rock steady, and the room feels finished."),
        (3, "送货晚了两天，东西本身很好。", "Came two days late, but the piece itself is lovely."),
        (4, "质感对得起价格。", "The quality is worth the price."),
    ),
}

TOGETHER: tuple[tuple[str, ...], ...] = (
    ("everyday-tee", "slim-jeans", "court-sneakers", "day-backpack", "coast-sunglasses"),
    ("vee-tee", "satin-skirt", "ballet-flats", "quilted-crossbody", "cat-eye"),
    ("breton-tee", "wide-jeans", "penny-loafers", "canvas-tote", "round-wire"),
    ("rib-tank", "denim-shorts", "cork-sandals", "drawstring-bucket", "grand-sunglasses"),
    ("pique-polo", "stretch-chinos", "court-sneakers", "weekend-duffel", "gold-aviators"),
    ("oxford-shirt", "stretch-chinos", "derby-shoes", "field-messenger", "square-acetate"),
    ("flannel-shirt", "slim-jeans", "trail-boots", "day-backpack", "down-vest"),
    ("linen-shirt", "linen-shorts", "cork-sandals", "canvas-tote", "coast-sunglasses"),
    ("silk-blouse", "pleat-trousers", "ballet-flats", "top-handle-bag", "wool-coat"),
    ("cable-sweater", "pleated-mini", "chelsea-boots", "field-messenger", "trucker-jacket"),
    ("fine-turtleneck", "check-blazer", "pleat-trousers", "penny-loafers", "top-handle-bag"),
    ("loop-sweatshirt", "soft-joggers", "tempo-runners", "day-backpack", "nylon-bomber"),
    ("heavy-hoodie", "wide-jeans", "canvas-hightops", "down-jacket", "field-messenger"),
    ("button-cardigan", "slip-dress", "chelsea-boots", "frame-clutch", "round-wire"),
    ("studio-leggings", "rib-tank", "tempo-runners", "weekend-duffel", "run-shorts"),
    ("garden-dress", "cork-sandals", "drawstring-bucket", "grand-sunglasses", "button-cardigan"),
    ("shirt-dress", "penny-loafers", "top-handle-bag", "cat-eye", "trench-coat"),
    ("knit-dress", "chelsea-boots", "wool-coat", "quilted-crossbody", "square-acetate"),
    ("pinafore-dress", "breton-tee", "ballet-flats", "canvas-tote", "denim-skirt"),
    ("flared-midi", "vee-tee", "court-sneakers", "drawstring-bucket", "gold-aviators"),
    ("cloud-sofa", "pebble-coffee-table", "arc-lamp", "kilim-rug", "rubber-plant"),
    ("slope-lounge", "tray-side-table", "tripod-lamp", "drum-pouf", "snake-plant"),
    ("pedestal-table", "ribbon-chair", "ribbed-vase", "slatted-sideboard", "turned-stool"),
    ("writing-desk", "ribbon-chair", "urn-lamp", "open-bookshelf", "snake-plant"),
    ("cord-bench", "arch-mirror", "shell-armchair", "kilim-rug", "urn-lamp"),
)
"""What goes well together: outfits and rooms."""
