"""Baked shadows: dark in corners, bright in the open."""

from assets_pipeline.demo.light import occlusion
from assets_pipeline.demo.mesh import join
from assets_pipeline.demo.shapes import box


def test_a_corner_is_darker_than_the_open_floor():
    floor = box((1.0, 0.02, 1.0), 0.001, 16)
    wall = box((1.0, 0.6, 0.02), 0.001, 16).moved(0, 0.3, -0.49)
    light = occlusion({"room": join([floor, wall])})["room"]
    top = join([floor, wall]).positions
    up = join([floor, wall]).normals[:, 1] > 0.99
    corner = light[up & (top[:, 1] < 0.02) & (top[:, 2] < -0.40) & (top[:, 2] > -0.47)]
    middle = light[up & (abs(top[:, 2]) < 0.2) & (abs(top[:, 0]) < 0.2)]
    assert corner.mean() < middle.mean() - 0.03
    assert light.min() >= 0.44
    assert light.max() <= 1
