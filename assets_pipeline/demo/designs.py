"""The collection: each product's shape, what its slots are made of, and its colourways."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from assets_pipeline.demo import (
    bags,
    bottoms,
    decor,
    dresses,
    eyewear,
    fabrics,
    furniture,
    shirts,
    shoes,
)
from assets_pipeline.demo import outerwear as outer
from assets_pipeline.demo.mesh import Mesh
from assets_pipeline.demo.model import Material, Model

Paint = Callable[[str], Material]


class Design(NamedTuple):
    """A product as it is made.

    Attributes:
        section: part of the shop.
        wear: where it sits on a body, "" for what is not worn.
        make: grows the meshes, by slot.
        paints: for each slot, the material in a colourway.
        colors: colourways, the first is what the file shows.
    """

    section: str
    wear: str
    make: Callable[[], dict[str, Mesh]]
    paints: dict[str, Paint]
    colors: tuple[str, ...]

    def model(self) -> Model:
        """The finished model with a look for each colourway."""
        parts = self.make()
        looks = [{slot: self.paints[slot](color) for slot in parts} for color in self.colors]
        return Model(parts, looks, list(self.colors))


def always(paint: Paint, color: str) -> Paint:
    """The same colour in every colourway."""
    return lambda _: paint(color)


def by_color(paint: Paint, **choices: str) -> Paint:
    """Another colour for some colourways (dashes as underscores), `other` for the rest."""
    return lambda color: paint(choices.get(color.replace("-", "_"), choices["other"]))


F = fabrics
HORN = always(F.plastic, "brown")
PEARL = always(F.plastic, "ivory")
STEEL = always(F.metal, "silver")
BRASS = always(F.metal, "gold")
THREAD = always(F.cord, "mustard")


def _top(
    make: Callable[[], dict[str, Mesh]],
    paint: Paint,
    colors: str,
    wear: str = "torso",
    **others: Paint,
) -> Design:
    paints = {"fabric": paint, "rib": F.rib, "trim": paint, "buttons": PEARL, **others}
    return Design("clothes", wear, make, paints, tuple(colors.split()))


CLOTHES = {
    "everyday-tee": _top(shirts.tee, F.jersey, "white black navy red sage"),
    "vee-tee": _top(shirts.vee_tee, F.jersey, "black white pink grey"),
    "breton-tee": _top(
        shirts.breton,
        F.breton,
        "navy red green white",
        rib=by_color(F.rib, white="navy", other="ivory"),
    ),
    "rib-tank": _top(shirts.tank, partial(F.rib), "white black khaki coral"),
    "pique-polo": _top(shirts.polo, F.jersey, "navy white green burgundy"),
    "oxford-shirt": _top(
        shirts.oxford_shirt, F.oxford_stripe, "blue pink green", trim=F.oxford_stripe
    ),
    "flannel-shirt": _top(shirts.flannel_shirt, F.tartan, "red green navy mustard", buttons=HORN),
    "linen-shirt": _top(shirts.camp_shirt, F.linen, "light-blue white sage terracotta"),
    "silk-blouse": _top(shirts.blouse, F.satin, "ivory pink teal black"),
    "cable-sweater": _top(shirts.sweater, F.cable, "ivory navy forest burgundy grey"),
    "fine-turtleneck": _top(shirts.turtleneck, F.jersey, "black camel burgundy ivory"),
    "loop-sweatshirt": _top(shirts.sweatshirt, F.jersey, "grey sage navy yellow"),
    "heavy-hoodie": _top(
        shirts.hoodie,
        F.jersey,
        "charcoal beige purple forest",
        strings=by_color(F.cord, beige="white", other="ivory"),
    ),
    "button-cardigan": _top(shirts.cardigan, F.knit, "mustard grey burgundy teal", buttons=HORN),
    "trucker-jacket": _top(
        outer.denim_jacket,
        F.denim,
        "blue indigo black",
        buttons=always(F.metal, "silver"),
        thread=THREAD,
    ),
    "nylon-bomber": _top(
        outer.bomber,
        F.nylon,
        "olive black navy burgundy",
        zip=always(F.canvas, "black"),
        metal=STEEL,
    ),
    "down-vest": _top(
        outer.puffer_vest,
        F.nylon,
        "orange navy black sage",
        zip=always(F.nylon, "charcoal"),
        metal=STEEL,
    ),
    "down-jacket": _top(
        outer.puffer_jacket,
        F.nylon,
        "black red teal silver",
        zip=always(F.nylon, "charcoal"),
        metal=STEEL,
    ),
    "check-blazer": _top(outer.blazer, F.glen_check, "grey beige navy", buttons=HORN),
    "wool-coat": _top(outer.wool_coat, F.wool, "camel charcoal burgundy ivory", buttons=HORN),
    "trench-coat": _top(outer.trench, F.twill, "beige khaki navy black", buttons=HORN),
    "slim-jeans": _top(
        bottoms.slim_jeans, F.denim, "indigo black light-blue", "legs", thread=THREAD, metal=STEEL
    ),
    "wide-jeans": _top(
        bottoms.wide_jeans, F.denim, "light-blue indigo ivory", "legs", thread=THREAD, metal=STEEL
    ),
    "denim-shorts": _top(
        bottoms.denim_shorts, F.denim, "blue light-blue white", "legs", thread=THREAD, metal=STEEL
    ),
    "stretch-chinos": _top(bottoms.chinos, F.twill, "khaki navy olive black", "legs", buttons=HORN),
    "pleat-trousers": _top(
        bottoms.wide_trousers, F.poplin, "black ivory burgundy sage", "legs", buttons=HORN
    ),
    "linen-shorts": _top(bottoms.linen_shorts, F.linen, "beige white navy", "legs", buttons=HORN),
    "soft-joggers": _top(
        bottoms.joggers, F.jersey, "grey black navy", "legs", strings=always(F.cord, "ivory")
    ),
    "studio-leggings": _top(
        bottoms.leggings, F.nylon, "black navy teal burgundy", "legs", rib=F.nylon
    ),
    "run-shorts": _top(
        bottoms.sport_shorts,
        F.nylon,
        "teal black coral",
        "legs",
        rib=F.nylon,
        strings=always(F.cord, "white"),
    ),
    "pleated-mini": _top(dresses.pleated_skirt, F.glen_check, "grey navy red", "legs"),
    "flared-midi": _top(dresses.midi_skirt, F.floral, "green navy white", "legs"),
    "denim-skirt": _top(
        dresses.denim_skirt, F.denim, "blue black light-blue", "legs", thread=THREAD, metal=STEEL
    ),
    "satin-skirt": _top(dresses.slip_skirt, F.satin, "sage black pink gold", "legs"),
    "garden-dress": _top(dresses.summer_dress, F.floral, "yellow navy red white", "full"),
    "shirt-dress": _top(dresses.shirt_dress, F.dotted, "navy red green", "full"),
    "slip-dress": _top(dresses.slip_dress, F.satin, "teal black burgundy", "full"),
    "knit-dress": _top(dresses.knit_dress, F.rib, "camel black forest", "full"),
    "pinafore-dress": _top(dresses.pinafore, F.suede, "terracotta olive navy", "full"),
}


def _shoe(
    make: Callable[[], dict[str, Mesh]], paint: Paint, colors: str, **others: Paint
) -> Design:
    paints = {
        "fabric": paint,
        "accent": paint,
        "sole": always(F.rubber, "white"),
        "laces": always(F.cord, "white"),
        "lining": always(F.cord, "beige"),
        **others,
    }
    return Design("shoes", "feet", make, paints, tuple(colors.split()))


SHOES = {
    "court-sneakers": _shoe(
        shoes.sneakers,
        F.smooth_leather,
        "white black navy",
        accent=by_color(F.smooth_leather, white="green", black="grey", navy="red", other="green"),
    ),
    "tempo-runners": _shoe(
        shoes.runners,
        F.jersey,
        "coral black light-blue",
        accent=by_color(F.plastic, coral="navy", black="orange", other="white"),
        laces=by_color(F.cord, black="orange", other="white"),
    ),
    "canvas-hightops": _shoe(
        shoes.hightops,
        F.canvas,
        "black red navy ivory",
        accent=by_color(F.canvas, ivory="navy", other="red"),
    ),
    "chelsea-boots": _shoe(
        shoes.chelsea_boots,
        F.suede,
        "tan black brown",
        accent=always(F.rib, "black"),
        sole=always(F.rubber, "brown"),
    ),
    "trail-boots": _shoe(
        shoes.hiking_boots,
        F.leather,
        "brown olive black",
        accent=by_color(F.canvas, brown="charcoal", other="brown"),
        sole=always(F.rubber, "black"),
        laces=always(F.cord, "red"),
    ),
    "penny-loafers": _shoe(
        shoes.loafers,
        F.smooth_leather,
        "burgundy black tan",
        accent=always(F.canvas, "black"),
        sole=always(F.rubber, "brown"),
        lining=always(F.cord, "tan"),
    ),
    "derby-shoes": _shoe(
        shoes.derbies,
        F.smooth_leather,
        "black brown burgundy",
        sole=always(F.rubber, "brown"),
        laces=always(F.cord, "charcoal"),
        lining=always(F.cord, "tan"),
    ),
    "ballet-flats": _shoe(
        shoes.flats,
        F.smooth_leather,
        "red black beige",
        sole=always(F.rubber, "tan"),
        lining=always(F.cord, "ivory"),
    ),
    "cork-sandals": _shoe(
        shoes.sandals,
        F.leather,
        "brown black white",
        cork=F.cork,
        sole=always(F.rubber, "black"),
        metal=BRASS,
    ),
}


def _bag(make: Callable[[], dict[str, Mesh]], colors: str, **paints: Paint) -> Design:
    whole = {"leather": F.leather, "metal": BRASS, "zip": always(F.canvas, "charcoal"), **paints}
    return Design("bags", "hand", make, whole, tuple(colors.split()))


BAGS = {
    "canvas-tote": _bag(
        bags.tote, "ivory navy olive", fabric=F.canvas, leather=always(F.leather, "tan")
    ),
    "top-handle-bag": _bag(bags.handbag, "burgundy black camel forest"),
    "quilted-crossbody": _bag(bags.crossbody, "black ivory pink", leather=F.quilted_leather),
    "day-backpack": _bag(
        bags.backpack,
        "navy olive black terracotta",
        fabric=F.nylon,
        leather=by_color(F.leather, black="black", other="brown"),
        metal=STEEL,
    ),
    "field-messenger": _bag(
        bags.messenger, "khaki charcoal navy", fabric=F.canvas, leather=always(F.leather, "brown")
    ),
    "drawstring-bucket": _bag(bags.bucket_bag, "tan black sage", cord=always(F.cord, "brown")),
    "weekend-duffel": _bag(
        bags.duffel, "forest navy charcoal", fabric=F.canvas, leather=always(F.leather, "tan")
    ),
    "frame-clutch": _bag(bags.clutch, "purple forest black", leather=F.velvet),
}


def _glasses(
    make: Callable[[], dict[str, Mesh]],
    colors: str,
    tint: str = "white",
    alpha: float = 0.12,
    **paints: Paint,
) -> Design:
    whole = {"frame": F.shell, "metal": F.metal, "lens": lambda _: F.lens(tint, alpha), **paints}
    return Design("glasses", "face", make, whole, tuple(colors.split()))


CLEAR = always(F.plastic, "ivory")

GLASSES = {
    "round-wire": _glasses(eyewear.round_glasses, "gold silver charcoal", frame=CLEAR),
    "square-acetate": _glasses(eyewear.square_glasses, "black tortoiseshell navy"),
    "gold-aviators": _glasses(eyewear.aviators, "gold silver black", "green", 0.72, frame=CLEAR),
    "cat-eye": _glasses(eyewear.cat_eyes, "tortoiseshell burgundy black"),
    "grand-sunglasses": _glasses(eyewear.oversized, "black tortoiseshell red", "brown", 0.78),
    "coast-sunglasses": _glasses(eyewear.wayfarers, "tortoiseshell black teal", "charcoal", 0.80),
}


def _piece(make: Callable[[], dict[str, Mesh]], colors: str, **paints: Paint) -> Design:
    whole = {
        "wood": always(F.wood, "oak"),
        "cushion": F.upholstery,
        "metal": BRASS,
        "bulb": F.bulb,
        **paints,
    }
    return Design("furniture", "", make, whole, tuple(colors.split()))


POTS = {
    "ceramic": F.ceramic,
    "soil": always(F.suede, "brown"),
    "stem": always(F.leaf, "brown"),
    "leaf": always(F.leaf, "leaf"),
}
WALNUT = always(F.wood, "walnut")

FURNITURE = {
    "ribbon-chair": _piece(furniture.dining_chair, "sage charcoal terracotta"),
    "slope-lounge": _piece(furniture.lounge_chair, "grey mustard forest", wood=WALNUT),
    "shell-armchair": _piece(furniture.armchair, "teal pink mustard", cushion=F.velvet),
    "cloud-sofa": _piece(
        furniture.sofa,
        "beige grey navy",
        pillow=by_color(F.boucle, beige="terracotta", grey="mustard", navy="ivory", other="ivory"),
    ),
    "drum-pouf": _piece(furniture.pouf, "ivory sage terracotta", cushion=F.boucle),
    "turned-stool": _piece(furniture.stool, "oak walnut ash", wood=F.wood),
    "pedestal-table": _piece(furniture.round_table, "oak walnut ash", wood=F.wood),
    "pebble-coffee-table": _piece(
        furniture.coffee_table, "white grey sage", stone=F.marble, wood=WALNUT
    ),
    "tray-side-table": _piece(furniture.side_table, "mustard white black teal", lacquer=F.lacquer),
    "writing-desk": _piece(furniture.desk, "oak walnut ash", wood=F.wood),
    "open-bookshelf": _piece(
        furniture.bookshelf,
        "oak walnut ash",
        wood=F.wood,
        metal=always(F.metal, "charcoal"),
        book=always(F.linen, "terracotta"),
        paper=always(F.linen, "navy"),
    ),
    "slatted-sideboard": _piece(furniture.sideboard, "walnut oak ash", wood=F.wood),
    "cord-bench": _piece(
        furniture.bench, "oak walnut ash", wood=F.wood, wicker=always(F.wicker, "beige")
    ),
    "tripod-lamp": _piece(decor.floor_lamp, "ivory terracotta navy", shade=F.lit),
    "arc-lamp": _piece(
        decor.arc_lamp, "gold silver black", metal=F.metal, stone=always(F.marble, "white")
    ),
    "urn-lamp": _piece(
        decor.table_lamp, "teal white terracotta", ceramic=F.ceramic, shade=always(F.lit, "ivory")
    ),
    "ribbed-vase": _piece(
        decor.vase,
        "terracotta white charcoal",
        ceramic=F.ceramic,
        stem=always(F.cord, "khaki"),
        bloom=always(F.suede, "beige"),
    ),
    "rubber-plant": _piece(decor.potted_plant, "white terracotta charcoal", **POTS),
    "snake-plant": _piece(decor.snake_plant, "mustard white navy", **POTS),
    "kilim-rug": _piece(
        decor.rug, "terracotta navy forest", carpet=F.kilim, fringe=always(F.cord, "ivory")
    ),
    "arch-mirror": _piece(decor.mirror, "black gold white", metal=F.lacquer, glass=F.mirror_glass),
}

DESIGNS: dict[str, Design] = {**CLOTHES, **SHOES, **BAGS, **GLASSES, **FURNITURE}
"""Every product by id."""
