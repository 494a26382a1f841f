"""ICC profiles for colours that a file describes by numbers: cICP, nclx, cHRM and gAMA.

The primaries are those of ITU-T H.273, which PNG's cICP and the nclx box of HEIC and AVIF name by
number. The profile has the form of ICC.1:2001-04 (version 2): a matrix and one curve.
"""

import struct
from collections.abc import Sequence
from itertools import chain

from splashmy.imaging.png import Png

Point = tuple[float, float]
Matrix = tuple[tuple[float, float, float], ...]

D65, DCI_WHITE = (0.3127, 0.3290), (0.314, 0.351)
# Number: red, green, blue, white.
PRIMARIES: dict[int, tuple[Point, Point, Point, Point]] = {
    1: ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06), D65),  # BT.709, sRGB
    5: ((0.64, 0.33), (0.29, 0.60), (0.15, 0.06), D65),  # BT.601, 625 lines
    6: ((0.63, 0.34), (0.31, 0.595), (0.155, 0.07), D65),  # BT.601, 525 lines
    9: ((0.708, 0.292), (0.17, 0.797), (0.131, 0.046), D65),  # BT.2020
    11: ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06), DCI_WHITE),  # DCI-P3
    12: ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06), D65),  # Display P3
}
SRGB_PRIMARIES = PRIMARIES[1]
GAMMAS = {4: 2.2, 5: 2.8, 8: 1.0}  # by the number of the transfer function; others are as sRGB's
SRGB_GAMMA = 1 / 0.45455
D50 = (0.9642, 1.0, 0.8249)
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


def of_codes(primaries: int, transfer: int) -> bytes | None:
    """Nothing for sRGB, and for what is not known: both are taken as they are."""
    if primaries not in PRIMARIES or (primaries == 1 and transfer not in GAMMAS):
        return None
    return build(PRIMARIES[primaries], GAMMAS.get(transfer))


def of_png(read: Png) -> bytes | None:
    """From cICP, else its own profile, else from cHRM and gAMA; each overrules what follows it."""
    chunks = read.ancillary
    if cicp := chunks.get(b"cICP"):
        return of_codes(cicp[0], cicp[1])
    if read.profile or b"sRGB" in chunks:
        return read.profile
    points = _points(chunks.get(b"cHRM"))
    gamma = _gamma(chunks.get(b"gAMA"))
    if points is None and gamma is None:
        return None
    return build(points or SRGB_PRIMARIES, gamma)


def _points(chunk: bytes | None) -> tuple[Point, Point, Point, Point] | None:
    """Red, green, blue, white of a cHRM chunk, unless they are sRGB's or no colours at all."""
    if chunk is None:
        return None
    values = [value / 100_000 for value in struct.unpack(">8I", chunk)]
    white, red, green, blue = zip(values[::2], values[1::2], strict=True)
    found = (red, green, blue, white)
    flat = zip(chain(*found), chain(*SRGB_PRIMARIES), strict=True)
    if all(abs(one - other) < 0.002 for one, other in flat):
        return None
    if any(not (0 <= x <= 1 and 0 < y <= 1) for x, y in found):
        return None
    return found if abs(_determinant(_columns(red, green, blue))) > 1e-6 else None


def _gamma(chunk: bytes | None) -> float | None:
    value = int.from_bytes(chunk or b"", "big") / 100_000
    gamma = 1 / value if value else SRGB_GAMMA
    return gamma if abs(gamma - SRGB_GAMMA) > 0.05 and 0.2 < gamma < 5 else None


def build(primaries: tuple[Point, Point, Point, Point], gamma: float | None) -> bytes:
    """An RGB profile; without a gamma it has sRGB's curve."""
    columns = _colorants(*primaries)
    curve = _curve(gamma)
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 9) + b"SplashMy\0" + bytes(78),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": _xyz(D50),
        b"rXYZ": _xyz(columns[0]),
        b"gXYZ": _xyz(columns[1]),
        b"bXYZ": _xyz(columns[2]),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    return assemble(b"RGB ", tags)


def assemble(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    """A profile for displays in this colour space, out of its encoded tags."""
    table, data, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += struct.pack(">4sII", name, at + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    size = at + len(data)
    head = struct.pack(">I4xI4s4s4s", size, 0x02400000, b"mntr", space, b"XYZ ")
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28) + _numbers(D50)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + _numbers(values)


def _numbers(values: Sequence[float]) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _curve(gamma: float | None) -> bytes:
    if gamma is not None:
        return b"curv\0\0\0\0" + struct.pack(">IH2x", 1, round(gamma * 256))
    steps = [round(_srgb(step / 1023) * 65535) for step in range(1024)]
    return b"curv\0\0\0\0" + struct.pack(">I1024H", 1024, *steps)


def _srgb(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _colorants(red: Point, green: Point, blue: Point, white: Point) -> Matrix:
    """XYZ of each primary at full strength, adapted to D50, the white of ICC."""
    matrix, target = _columns(red, green, blue), _from_xy(white)
    strengths = _times(_inverse(matrix), target)
    scaled = tuple(
        tuple(strength * value for value in _from_xy(point))
        for strength, point in zip(strengths, (red, green, blue), strict=True)
    )
    have, want = _times(BRADFORD, target), _times(BRADFORD, D50)
    ratios = [w / h for w, h in zip(want, have, strict=True)]

    def adapted(xyz: Sequence[float]) -> tuple[float, float, float]:
        cone = [ratio * value for ratio, value in zip(ratios, _times(BRADFORD, xyz), strict=True)]
        return _times(_inverse(BRADFORD), cone)

    return tuple(adapted(one) for one in scaled)


def _from_xy(point: Point) -> tuple[float, float, float]:
    x, y = point
    return x / y, 1.0, (1 - x - y) / y


def _columns(*points: Point) -> Matrix:
    return tuple(zip(*(_from_xy(point) for point in points), strict=True))


def _times(matrix: Matrix, vector: Sequence[float]) -> tuple[float, float, float]:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def _determinant(matrix: Matrix) -> float:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def _inverse(matrix: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    scale = 1 / _determinant(matrix)
    cofactors = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    return tuple(tuple(scale * value for value in row) for row in cofactors)  # type: ignore[misc]
