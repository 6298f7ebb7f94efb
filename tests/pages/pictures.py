#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The pictures of the page set, drawn here so that none is anybody else's.

usage: pictures.py FOLDER
"""
import math
import os
import struct
import sys
import zlib

INK, CLEAR = (18, 18, 24, 255), (0, 0, 0, 0)


def png(name, width, height, pixel):
    """An RGBA picture; PIXEL(x, y) is the colour of a point."""
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    save(name, b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
         + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def gif(name, width, height, frames, is_clear):
    """FRAMES of two colours, given as functions that tell ink from ground."""
    out = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(INK[:3]) + b"\xff\xff\xff"
    if len(frames) > 1:
        out += b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    for frame in frames:
        out += b"\x21\xf9\x04" + struct.pack("<BHB", is_clear, 40, 1) + b"\0"
        out += b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0)
        points = [0 if frame(x, y) else 1 for y in range(height) for x in range(width)]
        out += lzw(points)
    save(name, out + b";")


def lzw(points):
    """Codes of three bits, with a clear code (4) so often that they never grow."""
    codes = []
    for i, point in enumerate(points):
        if i % 2 == 0:
            codes.append(4)
        codes.append(point)
    bits = sum(code << 3 * i for i, code in enumerate(codes + [5]))
    data = bits.to_bytes((3 * len(codes) + 10) // 8, "little")
    blocks = [data[i : i + 255] for i in range(0, len(data), 255)]
    return b"\x02" + b"".join(bytes([len(b)]) + b for b in blocks) + b"\0"


class Bits:
    """Bits of a JPEG, the highest first, with the stuffing of ITU T.81 F.1.2.3."""

    def __init__(self):
        self.value, self.count = 0, 0

    def add(self, value, count):
        self.value, self.count = self.value << count | value, self.count + count

    def done(self):
        self.add((1 << -self.count % 8) - 1, -self.count % 8)
        return self.value.to_bytes(self.count // 8, "big").replace(b"\xff", b"\xff\0")


def jpeg(name, columns, rows, shade, orientation):
    """A grey mosaic of COLUMNS by ROWS stones of 8 pixels: only the DC coefficients are there."""
    exif = (b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01" + struct.pack(">HHIHH", 0x112, 3, 1, orientation, 0)
            + b"\0\0\0\0")
    out = b"\xff\xd8" + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    out += b"\xff\xdb\0\x43\0" + bytes([8] * 64)
    out += b"\xff\xc0\0\x0b\x08" + struct.pack(">HH", rows * 8, columns * 8) + b"\x01\x01\x11\0"
    # DC: categories 0 to 11 have codes of four bits each; AC: the end of block alone, one bit
    out += b"\xff\xc4\0\x1f\0" + bytes([0, 0, 0, 12] + [0] * 12) + bytes(range(12))
    out += b"\xff\xc4\0\x14\x10" + bytes([1] + [0] * 15) + b"\0"
    out += b"\xff\xda\0\x08\x01\x01\0\0\x3f\0"
    bits, before = Bits(), 0
    for y in range(rows):
        for x in range(columns):
            value = round(shade(x, y)) - 128
            step, before = value - before, value
            size = abs(step).bit_length()
            bits.add(size, 4)
            bits.add(step if step >= 0 else step + (1 << size) - 1, size)
            bits.add(0, 1)
    save(name, out + bits.done() + b"\xff\xd9")


def webp_bits(width, height, ink):
    """VP8L with two greens, one bit a pixel, of the shape that INK tells."""
    value, at = 0, 0

    def add(v, n):
        nonlocal value, at
        value, at = value | v << at, at + n

    add(0x2F, 8), add(width - 1, 14), add(height - 1, 14), add(0, 4)
    add(0, 3)  # no transform, colour cache or meta code
    add(1, 1), add(1, 1), add(1, 1), add(40, 8), add(220, 8)  # green: 40 and 220
    for symbol in (60, 90, 255, 0):  # red, blue, alpha, distance: one each
        add(1, 1), add(0, 1), add(1, 1), add(symbol, 8)
    for y in range(height):
        for x in range(width):
            add(0 if ink(x, y) else 1, 1)
    return value.to_bytes((at + 7) // 8, "little")


def riff(kind, data):
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def webp(name, width, height, frames):
    if len(frames) == 1:
        body = riff(b"VP8L", webp_bits(width, height, frames[0]))
    else:
        size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
        body = riff(b"VP8X", b"\x02\0\0\0" + size) + riff(b"ANIM", b"\xff\xff\xff\xff\0\0")
        for frame in frames:
            picture = riff(b"VP8L", webp_bits(width, height, frame))
            body += riff(b"ANMF", b"\0" * 6 + size + b"\xc8\0\0\0" + picture)
    save(name, riff(b"RIFF", b"WEBP" + body))


def save(name, data):
    with open(os.path.join(sys.argv[1], name), "wb") as f:
        f.write(data)


def disc(cx, cy, r):
    return lambda x, y: (x - cx) ** 2 + (y - cy) ** 2 < r * r


def moon(x, y):
    """Four phases over a night sky."""
    n, u, v = x // 180, x % 180 - 90, y - 70
    if u * u + v * v < 52 * 52:
        edge = (n / 2 - 0.75) * math.sqrt(52 * 52 - v * v)
        return (236, 232, 214, 255) if u > -edge else (58, 60, 84, 255)
    return (24, 26, 48 + y // 4, 255)


def cup(x, y):
    """Lines of a cup, on clear ground."""
    on_cup = abs(math.hypot((x - 110) / 1.4, y - 40) - 70) < 2.5 and y > 42
    on_rim = abs(y - 42) < 2.5 and 12 < x < 208
    on_ear = abs(math.hypot(x - 208, y - 66) - 24) < 2.5 and x > 198
    steam = y < 34 and any(abs(x - at - 5 * math.sin(y / 4)) < 1.5 for at in (70, 110, 150))
    return on_cup or on_rim or on_ear or steam


def arrow(x, y):
    """Points to the right before it is turned, up after it."""
    return 30 if (8 <= y < 12 and 4 <= x < 26) or (24 <= x and abs(y - 9.5) < 34 - x) else 225 - 2 * x


SEAL = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 120" width="240" height="120">
<g fill="none" stroke="#111" stroke-width="3"><circle cx="60" cy="60" r="50"/><path d="M25 60h70M60 25v70"/></g>
<text x="125" y="68" font-size="22" font-family="serif">black ink</text></svg>
"""

png("moon.png", 720, 140, moon)
png("cup.png", 240, 120, lambda x, y: INK if cup(x, y) else CLEAR)
png("chalk.png", 240, 120, lambda x, y: (244, 240, 226, 255) if cup(x, y) else CLEAR)
png("leaf.png", 20, 20, lambda x, y: (34, 134, 67, 255) if disc(10, 10, 8)(x, y) else CLEAR)
png("wide.png", 1800, 90, lambda x, y: (x // 8 % 256, 255 - x // 8 % 256, 128, 255) if x % 300 > 4 else INK)
gif("cup.gif", 240, 120, [cup], True)
gif("boil.gif", 120, 60, [disc(30 + 15 * n, 40 - 8 * n, 9) for n in range(4)], False)
jpeg("turned.jpg", 36, 20, arrow, 8)
webp("pot.webp", 160, 100, [disc(80, 50, 40)])
webp("moving.webp", 160, 100, [disc(50, 50, 40), disc(110, 50, 40)])
save("seal.svg", SEAL.encode())
