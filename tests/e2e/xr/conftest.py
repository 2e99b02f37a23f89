"""A Quest 3, emulated by IWER. The test brings it along: the page knows nothing of it.

IWER fires `select` before `selectstart`; only start and end are acted upon, as on a real device.
"""

from contextlib import suppress
from math import dist, inf
from pathlib import Path

import pytest

PACKAGES = Path(__file__).parents[3] / "static/node_modules"
IWER = PACKAGES / "iwer/build/iwer.min.js"
ROOMS = PACKAGES / "@iwer/sem"
QUEST = """(() => {
  const device = new IWER.XRDevice(IWER.metaQuest3, {stereoEnabled: false});
  device.installRuntime({forceInstall: true, polyfillLayers: false});
  window.__xr = device;
})()"""

CURLED = {
    f"{finger}-finger-{joint}": step
    for finger in ("index", "middle", "ring", "pinky")
    for joint, step in (
        ("phalanx-intermediate", (0, 0, -0.04)),
        ("phalanx-distal", (0, -0.025, 0)),
        ("tip", (0, 0, 0.022)),
    )
}
ACROSS = {
    "thumb-phalanx-proximal": (0.03, -0.01, -0.03),
    "thumb-phalanx-distal": (-0.01, -0.02, -0.02),
    "thumb-tip": (-0.03, 0, -0.01),
}
POSES = {
    "fist": CURLED | ACROSS,
    "thumbs_up": CURLED | dict.fromkeys(ACROSS, (0, 0.03, 0)),
}
"""What IWER's own poses lack: metres from the joint before, of a left hand; +Y is its back."""

TEACH = """([side, name, steps]) => {
  const hand = __xr.hands[side];
  const key = Object.getOwnPropertySymbols(hand).find((it) => it.description.includes("hand-input"));
  const { poses } = hand[key];
  const { jointTransforms } = (poses[name] = structuredClone(poses.default));
  const joints = Object.keys(jointTransforms);
  const matrix = (joint) => jointTransforms[joint].offsetMatrix;
  for (const [joint, step] of Object.entries(steps)) {
    const before = matrix(joints[joints.indexOf(joint) - 1]);
    step.forEach((metres, axis) => (matrix(joint)[12 + axis] = before[12 + axis] + metres));
  }
}"""


class Headset:
    """What the one who wears it does; places are metres of the showroom."""

    def __init__(self, shopper):
        self.shopper, self.page, self.sem = shopper, shopper.page, ROOMS
        self.page.add_init_script(path=IWER)
        self.page.add_init_script(QUEST)

    def put_on(self, mode, *features):
        self.page.evaluate(
            "([mode, optionalFeatures]) => __app.enter(mode, {optionalFeatures})",
            [mode, list(features)],
        )
        self.frames()

    def frames(self, count=3):
        """Let the room draw a few more."""
        self.shopper.until("__app.xr >= least", least=self.shopper.get("__app.xr") + count)

    def remote(self, method, **params):
        return self.page.evaluate("([m, p]) => __xr.remote.dispatch(m, p)", [method, params])

    def hold(self, mode):
        """Take the controllers, or bare hands."""
        self.remote("set_input_mode", mode=mode)
        self.shopper.until(
            "[...__app.session.inputSources].some(({hand}) => !!hand === bare)",
            bare=mode == "hand",
        )

    def aim(self, device, at):
        """Point at a place of the room from beside the head."""
        self.remote("set_transform", device=device, position={"x": 0.15, "y": 1.35, "z": -0.2})
        stand = self.shopper.get("__app.scene.camera")
        assert stand["yaw"] == 0  # nobody has turned: the headset's axes are the room's
        x, y, z = at
        target = {"x": x - stand["x"], "y": y, "z": z - stand["z"]}
        self.remote("look_at", device=device, target=target)
        self.frames()

    def at_rest(self, product):
        """Where the middle of a product is, once it no longer glides."""
        before, where = (inf, inf, inf), self.locate(product)
        while dist(before, where) > 0.01:
            self.frames()
            before, where = where, self.locate(product)
        return where

    def locate(self, product):
        return self.shopper.until("__app.scene.locate(product)", product=product)

    def aim_at_product(self, device, product):
        self.aim(device, self.at_rest(product))

    def aim_at_button(self, device, key):
        where = self.shopper.until("__app.scene.spot(key)", key=key)
        self.aim(device, [where[axis] for axis in "xyz"])

    def select(self, device):
        """Press and let go. IWER's own `select` is lost where a frame takes longer than the press."""
        for value in (1, 0):
            self.remote("set_select_value", device=device, value=value)
            self.frames()

    def open(self, device, product):
        """Press until a card is open: what is pointed at glides to the front, away from the ray."""
        for _ in range(6):
            self.aim_at_product(device, product)
            self.select(device)
            with suppress(AssertionError):
                return self.shopper.until("__app.state.detail", 4)
        raise AssertionError(f"no card opened where {product} was")

    def pose(self, device, name):
        """Close or open a bare hand; `default` is open."""
        if name in POSES:
            side = device.removeprefix("hand-")
            self.page.evaluate(TEACH, [side, name, POSES[name]])
        self.remote("set_hand_pose", device=device, poseId=name)

    def squeeze(self, device, value):
        buttons = [{"index": 1, "value": value}]
        self.remote("set_gamepad_state", device=device, buttons=buttons)
        self.frames()


@pytest.fixture
def headset(visit, showroom):
    shopper = visit(showroom, 480, 270)
    return Headset(shopper)
