"""Upper garments: a torso tube and two sleeve tubes let out from the mannequin's, then tailored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assets_pipeline.demo import body, cloth
from assets_pipeline.demo.field import Field, Limb, Stack, blend, mirror, profile, puffed
from assets_pipeline.demo.mesh import Array, Mesh, join
from assets_pipeline.demo.nets import cut, surface

ARM_LENGTH = 0.54


@dataclass(frozen=True)
class Cut:
    """How an upper garment is cut.

    Attributes:
        ease: metres added to the torso, rows (height, metres).
        sleeve_ease: metres added to the arm, rows (way 0..1, metres).
        sleeve: how far down the arm the sleeve reaches, 0..1 of its length; at 0 or
            below the garment is sleeveless, its armhole that much inside the shoulder, metres.
        hem: height of the lower edge, metres above the floor.
        drop: how straight the cloth falls from the chest, 0 (fitted) .. 1 (boxy).
        folds: depth of folds, metres.
        neck: centre and radii of the ellipsoid that cuts the neck opening.
        vee: height of the point of a V opening, or 0.
        thickness: metres.
        cell: grid of the surface, metres.
        softness: how widely trunk and sleeves flow into each other, metres.
        seed: of the folds.
        skirt: rows (height, half width, half depth) that replace the trunk below the highest.
        gather: how much a ribbed hem draws the trunk in, metres.
        open_top: nothing of the garment stands above the neck opening's centre.
        swell: more cloth, metres, at points (quilting).
        more: further fields that belong to the garment (neck, hood).
    """

    ease: tuple[tuple[float, float], ...]
    sleeve_ease: tuple[tuple[float, float], ...]
    sleeve: float
    hem: float
    drop: float = 0.7
    folds: float = 0.010
    neck: tuple[tuple[float, float, float], tuple[float, float, float]] = (
        (0.0, 1.462, -0.004),
        (0.082, 0.062, 0.074),
    )
    vee: float = 0.0
    vee_slope: float = 0.42
    thickness: float = 0.0025
    cell: float = 0.019
    softness: float = 0.035
    seed: int = 1
    skirt: tuple[tuple[float, float, float], ...] = ()
    gather: float = 0.0
    open_top: bool = True
    swell: Callable[[Array], Array] | None = None
    more: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Top:
    """The fields and lines of one upper garment."""

    cut: Cut
    torso: Stack
    arm: Limb
    field: Field

    def sleeve_line(self, points: Array) -> Array:
        """Positive on the sleeves, negative on the trunk."""
        return np.asarray(self.torso(points) - mirror(self.arm)(points))

    def neck_line(self, points: Array) -> Array:
        """Metres from the neck opening, positive on the garment."""
        centre, radii = (np.array(part) for part in self.cut.neck)
        level = np.linalg.norm((points - centre) / radii, axis=1) - 1
        line: Array = level * radii.min()
        if self.cut.open_top:
            beside = np.hypot(points[:, 0], points[:, 2] - centre[2]) - 0.100
            line = np.minimum(line, np.maximum(centre[1] - points[:, 1], beside))
        if self.cut.vee:
            slope = self.cut.vee_slope
            side = np.abs(points[:, 0]) - slope * (points[:, 1] - self.cut.vee)
            side /= np.hypot(1, slope)
            line = np.minimum(line, np.where(points[:, 2] > 0, side, 9.0))
        return line

    def cuff_line(self, points: Array) -> Array:
        """Metres up from the sleeve's end; large on the trunk."""
        folded = np.abs(points) * [1, 0, 0] + points * [0, 1, 1]
        way = self.arm.along(folded)[0]
        if self.cut.sleeve <= 0:
            inset = self.cut.sleeve * cloth.between(points[:, 1], 1.08, 1.20)
            return np.asarray(inset - self.sleeve_line(points))
        trunk = np.where(self.sleeve_line(points) > 0, -9.0, 9.0)
        return np.maximum((self.cut.sleeve - way) * ARM_LENGTH, trunk)

    def hem_line(self, points: Array) -> Array:
        """Metres up from the lower edge; large on the sleeves."""
        sleeves = np.where(self.sleeve_line(points) > 0, 9.0, -9.0)
        return np.maximum(points[:, 1] - self.cut.hem, sleeves)

    def shell(self) -> Mesh:
        """The outer surface with its openings cut."""
        low = self.cut.hem - 0.04 if not self.cut.sleeve else min(self.cut.hem - 0.04, 0.84)
        deep = 0.46 if self.cut.skirt else 0.28
        high = 1.86 if self.cut.more else 1.60
        mesh = surface(self.field, ((-0.58, low, -deep), (0.58, high, deep)), self.cut.cell)
        for line in (self.neck_line, self.hem_line, self.cuff_line):
            mesh = cut(mesh, line, 0.3 * self.cut.cell)[0]
        return mesh

    def finished(self, shell: Mesh, *, raw: bool = False) -> Mesh:
        """The shell hemmed (unless all its edges lie under bands), with UVs by panel."""
        return self.panels(shell if raw else cloth.hemmed(shell, self.cut.thickness))

    def panels(self, mesh: Mesh) -> Mesh:
        """UVs: the trunk wrapped about the body, sleeves about the arms."""
        sleeves, trunk = cut(mesh, self.sleeve_line)
        parts = [cloth.around(trunk, 0.15, -0.01)]
        if len(sleeves.faces):
            parts.append(cloth.along_limb(sleeves, self.arm, 0.055))
        return join(parts)


def tailor(plan: Cut) -> Top:
    """The garment's fields: the mannequin's own tubes with ease, folds on top."""
    torso = body.TORSO.grown(plan.ease).hanging(1.27, plan.drop)
    torso = skirted(torso, plan.skirt) if plan.skirt else extended(torso, plan.hem - 0.06)
    arm = body.ARM.grown(plan.sleeve_ease)
    yoke = body.YOKE.grown(profile(plan.ease)(np.array([1.42])).item() + 0.002)
    solid = blend(plan.softness, blend(0.05, torso, mirror(yoke)), mirror(arm), *plan.more)
    top = Top(plan, torso, arm, solid)

    def swell(points: Array) -> Array:
        return _folds(top, points) + (plan.swell(points) if plan.swell else 0.0)

    return Top(plan, torso, arm, puffed(solid, swell))


def extended(torso: Stack, low: float) -> Stack:
    """The tube carried straight down to `low`, so that hems below the crotch stay open."""
    rows = [row for row in torso.table if row[0] >= 0.9]
    return (
        Stack(((low, *rows[0][1:]), *rows), torso.power)
        if low < 0.9
        else Stack(tuple(torso.table), torso.power)
    )


def skirted(torso: Stack, skirt: tuple[tuple[float, float, float], ...]) -> Stack:
    """The tube with a skirt for its lower part, which never cuts into the hips."""
    rows = []
    for height, width, depth in skirt:
        _, hip, front, back = (
            profile(torso.table)(np.array([height]))[0] if height > 0.84 else np.zeros(4)
        )
        rows.append((height, -0.008, max(width, hip), max(depth, front), max(depth, back)))
    above = [row for row in torso.table if row[0] > skirt[-1][0] + 0.02]
    return Stack((*rows, *above), torso.power)


def _folds(top: Top, points: Array) -> Array:
    """Fine drag lines on the chest, long folds towards the hem, rings on the sleeves."""
    plan, height = top.cut, points[:, 1]
    sleeves = cloth.between(top.sleeve_line(points), -0.01, 0.03)
    long = cloth.wrinkles(points, plan.seed, (5.5, 1.2, 5.5)) * cloth.between(
        height, 1.30, plan.hem
    )
    drag = cloth.wrinkles(points, plan.seed + 1, (4.0, 4.5, 3.0)) * 0.35
    trunk = plan.folds * (long + drag * cloth.between(height, 1.45, 1.3))
    trunk = trunk - plan.gather * cloth.between(height, plan.hem + 0.11, plan.hem + 0.05)
    way = top.arm.along(np.abs(points) * [1, 0, 0] + points * [0, 1, 1])[0]
    crush = 0.35 + 0.65 * np.exp(-(((way - 0.52) / 0.16) ** 2)) + 0.5 * cloth.between(way, 0.8, 1.0)
    rings = cloth.wrinkles(points, plan.seed + 2, (5.0, 9.0, 5.0)) * crush
    return np.asarray(trunk * (1 - sleeves) + 0.8 * plan.folds * rings * sleeves)
