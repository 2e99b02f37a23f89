"""Materials by what things are made of; most take the colour token of a colourway."""

from __future__ import annotations

from assets_pipeline.demo import textures
from assets_pipeline.demo.colors import darker, swatch
from assets_pipeline.demo.model import Material


def jersey(color: str) -> Material:
    """Fine cotton knit."""
    tint = swatch(color)
    return Material(
        tint,
        0.9,
        bumps=textures.jersey(),
        bump_scale=0.7,
        tile=0.04,
        sheen=darker(tint, 0.45),
        double_sided=True,
    )


def rib(color: str) -> Material:
    """Ribbed knit edging."""
    tint = swatch(color)
    return Material(
        darker(tint, 0.94),
        0.9,
        bumps=textures.rib(),
        tile=0.03,
        sheen=darker(tint, 0.45),
        double_sided=True,
    )


def knit(color: str) -> Material:
    """Coarse wool knit."""
    tint = swatch(color)
    return Material(
        tint, 0.95, bumps=textures.knit(), tile=0.075, sheen=darker(tint, 0.6), double_sided=True
    )


def cable(color: str) -> Material:
    """Cable knit."""
    tint = swatch(color)
    return Material(
        tint, 0.95, bumps=textures.cable(), tile=0.105, sheen=darker(tint, 0.6), double_sided=True
    )


def poplin(color: str) -> Material:
    """Smooth shirting."""
    return Material(
        swatch(color), 0.78, bumps=textures.weave(), bump_scale=0.5, tile=0.025, double_sided=True
    )


def linen(color: str) -> Material:
    """Open, slightly uneven weave."""
    return Material(
        swatch(color), 0.9, bumps=textures.weave(20), bump_scale=1.0, tile=0.03, double_sided=True
    )


def canvas(color: str) -> Material:
    """Stout plain weave."""
    return Material(
        swatch(color), 0.88, bumps=textures.weave(24), bump_scale=1.1, tile=0.04, double_sided=True
    )


def twill(color: str) -> Material:
    """Chino and gabardine."""
    return Material(
        swatch(color), 0.85, bumps=textures.twill(), bump_scale=0.7, tile=0.06, double_sided=True
    )


def wool(color: str) -> Material:
    """Felted coating."""
    tint = swatch(color)
    return Material(
        tint,
        0.95,
        bumps=textures.suede(),
        bump_scale=0.8,
        tile=0.05,
        sheen=darker(tint, 0.8),
        double_sided=True,
    )


DENIM = {"blue": "#4a6a94", "indigo": "#2c3a56", "light-blue": "#9db3cb", "black": "#2b2c30"}


def denim(color: str) -> Material:
    """Denim: tinted grey threads with a diagonal."""
    return Material(
        darker(DENIM.get(color, swatch(color)), 1.25),
        0.9,
        texture=textures.denim(),
        bumps=textures.twill(),
        bump_scale=0.8,
        tile=0.10,
        double_sided=True,
    )


def satin(color: str) -> Material:
    """Silk and its kin: low roughness, a bright rim."""
    tint = swatch(color)
    return Material(
        tint,
        0.38,
        bumps=textures.weave(48),
        bump_scale=0.15,
        tile=0.03,
        sheen=tint,
        double_sided=True,
    )


def nylon(color: str) -> Material:
    """Technical shell cloth."""
    return Material(
        swatch(color), 0.48, bumps=textures.weave(40), bump_scale=0.3, tile=0.02, double_sided=True
    )


def leather(color: str) -> Material:
    """Pebbled leather with a little polish."""
    return Material(
        swatch(color),
        0.5,
        bumps=textures.leather(),
        bump_scale=0.6,
        tile=0.05,
        clearcoat=0.25,
        double_sided=True,
    )


def quilted_leather(color: str) -> Material:
    """Diamond-quilted lambskin."""
    return Material(
        swatch(color), 0.42, bumps=textures.quilt(), tile=0.05, clearcoat=0.25, double_sided=True
    )


def smooth_leather(color: str) -> Material:
    """Polished calf."""
    return Material(
        swatch(color),
        0.34,
        bumps=textures.leather(),
        bump_scale=0.18,
        tile=0.025,
        clearcoat=0.5,
        double_sided=True,
    )


def suede(color: str) -> Material:
    """Napped hide."""
    tint = swatch(color)
    return Material(
        tint,
        0.97,
        bumps=textures.suede(),
        bump_scale=0.5,
        tile=0.04,
        sheen=darker(tint, 0.7),
        double_sided=True,
    )


def boucle(color: str) -> Material:
    """Looped upholstery."""
    tint = swatch(color)
    return Material(
        tint, 0.98, bumps=textures.boucle(), bump_scale=1.0, tile=0.12, sheen=darker(tint, 0.7)
    )


def upholstery(color: str) -> Material:
    """Flat woven upholstery."""
    tint = swatch(color)
    return Material(
        tint, 0.93, bumps=textures.weave(), bump_scale=1.0, tile=0.08, sheen=darker(tint, 0.5)
    )


def velvet(color: str) -> Material:
    """Deep pile."""
    tint = swatch(color)
    return Material(
        darker(tint, 0.85),
        0.9,
        bumps=textures.suede(),
        bump_scale=0.25,
        tile=0.08,
        sheen=darker(tint, 1.5),
    )


def wood(color: str) -> Material:
    """Oiled wood, grain along u."""
    return Material(swatch(color), 0.55, texture=textures.wood(), tile=0.5, clearcoat=0.1)


def lacquer(color: str) -> Material:
    """Painted and polished."""
    return Material(swatch(color), 0.42, clearcoat=0.5)


def cord(color: str) -> Material:
    """Thread, laces, piping: too thin for a texture."""
    return Material(swatch(color), 0.9)


def rubber(color: str) -> Material:
    """Soles."""
    return Material(swatch(color), 0.75)


def metal(color: str) -> Material:
    """Brushed or polished metal."""
    return Material(swatch(color), 0.3, metallic=1.0)


def plastic(color: str) -> Material:
    """Buttons, frames, buckles."""
    return Material(swatch(color), 0.35, clearcoat=0.3)


def lens(color: str, alpha: float) -> Material:
    """Tinted glass."""
    return Material(swatch(color), 0.05, alpha=alpha, double_sided=True)


def breton(color: str) -> Material:
    """Striped jersey: a light ground, or on `white` a navy one."""
    ground = swatch("ivory") if color != "white" else swatch("navy")
    print_ = textures.stripes((ground, swatch(color)), (0.64, 0.36))
    return Material("#ffffff", 0.9, texture=print_, tile=0.042, sheen="#3a3a3a", double_sided=True)


def oxford_stripe(color: str) -> Material:
    """Fine upright stripes on white."""
    print_ = textures.pinstripes(swatch("white"), swatch(color))
    return Material(
        "#ffffff",
        0.78,
        texture=print_,
        bumps=textures.weave(),
        bump_scale=0.4,
        tile=0.025,
        double_sided=True,
    )


def tartan(color: str) -> Material:
    """Flannel check on a ground of the colour."""
    base = swatch(color)
    bands = (
        (darker(base, 0.35), 0.25, 0.22),
        ("#efe6d2", 0.62, 0.035),
        (darker(base, 0.35), 0.76, 0.10),
        ("#d9b25a", 0.90, 0.02),
    )
    return Material(
        "#ffffff",
        0.95,
        texture=textures.plaid(base, bands),
        tile=0.11,
        sheen="#2e2a2a",
        double_sided=True,
    )


def glen_check(color: str) -> Material:
    """A quiet tailoring check."""
    base = swatch(color)
    bands = (
        (darker(base, 0.72), 0.2, 0.16),
        (darker(base, 0.72), 0.44, 0.06),
        (darker(base, 1.25), 0.74, 0.025),
    )
    return Material(
        "#ffffff",
        0.95,
        texture=textures.plaid(base, bands),
        tile=0.08,
        sheen=darker(base, 0.5),
        double_sided=True,
    )


PRINTS = {
    "white": ("#f4efe4", ("#c8434a", "#e2a33a", "#5a78b8"), "#5f7d54", "#f1d489"),
    "navy": ("#1f2c4d", ("#e6b8b4", "#d9d3c4", "#cf6a5a"), "#6f8f7f", "#e0b23c"),
    "red": ("#a3262e", ("#f2e3d0", "#e8a99c", "#f3c66a"), "#3f5a44", "#7a1a20"),
    "green": ("#2c5a43", ("#efe5cf", "#e3a3a0", "#e0b23c"), "#8fb08c", "#c9673f"),
    "yellow": ("#e4ba52", ("#f7f1e3", "#c9573f", "#7f5a8a"), "#5f7d54", "#8a4a2a"),
}


def floral(color: str) -> Material:
    """Flower print."""
    ground, petals, leaf_, heart = PRINTS[color]
    return Material(
        "#ffffff",
        0.8,
        texture=textures.flowers(ground, petals, leaf_, heart),
        tile=0.24,
        double_sided=True,
    )


def dotted(color: str) -> Material:
    """Polka dots, white on the colour."""
    dot = swatch("ivory") if color not in {"white", "ivory"} else swatch("black")
    return Material(
        "#ffffff", 0.75, texture=textures.dots(swatch(color), dot), tile=0.045, double_sided=True
    )


def kilim(color: str) -> Material:
    """A flat-woven rug with stepped bands."""
    base = swatch(color)
    print_ = textures.kilim(base, darker(base, 0.55), swatch("ivory"), swatch("mustard"))
    return Material(
        "#ffffff",
        0.97,
        texture=print_,
        bumps=textures.weave(),
        tile=0.5,
        sheen="#2a2a2a",
        double_sided=True,
    )


def ceramic(color: str) -> Material:
    """Glazed stoneware."""
    return Material(swatch(color), 0.35, clearcoat=0.6, double_sided=True)


def marble(color: str) -> Material:
    """Polished stone."""
    return Material(
        darker(swatch(color), 1.05), 0.25, texture=textures.marble(), tile=0.6, clearcoat=0.5
    )


def wicker(color: str) -> Material:
    """Plaited cane or paper cord."""
    return Material(swatch(color), 0.8, bumps=textures.wicker(), tile=0.06, double_sided=True)


def lit(color: str) -> Material:
    """A lampshade with a lamp inside."""
    return Material(
        swatch(color),
        0.95,
        bumps=textures.weave(24),
        bump_scale=0.6,
        tile=0.04,
        glow=darker(swatch(color), 0.32),
        double_sided=True,
    )


def bulb(_: str) -> Material:
    """Opal glass, lit."""
    return Material("#fff3d9", 0.4, glow="#ffe2b0")


def leaf(color: str) -> Material:
    """Living leaf."""
    return Material(swatch(color), 0.55, clearcoat=0.15, double_sided=True)


def mirror_glass(_: str) -> Material:
    """Silvered glass."""
    return Material("#e6eaec", 0.03, metallic=1.0)


def cork(_: str) -> Material:
    """Pressed cork."""
    return Material("#b98a5b", 0.95, bumps=textures.suede(), bump_scale=1.2, tile=0.03)


def shell(color: str) -> Material:
    """Acetate; tortoiseshell is mottled."""
    if color != "tortoiseshell":
        return plastic(color)
    return Material("#ffffff", 0.22, texture=textures.tortoise(), tile=0.06, clearcoat=0.6)


def mannequin() -> Material:
    """The shop figure's satin finish."""
    return Material("#d9cfc4", 0.55, clearcoat=0.2)
