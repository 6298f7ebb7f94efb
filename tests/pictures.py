#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pictures for tests, and a server that hands them out in good and bad ways.

usage: pictures.py png FILE WIDTH HEIGHT KIND    KIND: noise, flat, dark-on-clear, light-on-clear
       pictures.py animation FILE                a GIF of two frames
       pictures.py show FILE                     "WIDTHxHEIGHT KIND COLOUR" of a PNG's first pixel
       pictures.py serve LOG                     prints its port; each request is a line of LOG
"""
import http.server
import struct
import sys
import time
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, kind):
    colour, depth = (6, 4) if "clear" in kind else (2, 3)
    state, rows = 1, []
    for y in range(height):
        row = bytearray([0])
        for x in range(width):
            if kind == "noise":
                state = (state * 1103515245 + 12345) & 0x7FFFFFFF
                row += struct.pack(">I", state)[1:]
            elif depth == 3:
                row += b"\x20\x90\xe0"
            else:
                ink = b"\x10\x10\x18\xff" if kind == "dark-on-clear" else b"\xf0\xf0\xff\xff"
                row += ink if (x + y) % 3 == 0 else b"\0\0\0\0"
        rows.append(bytes(row))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"".join(rows), 1)) + chunk(b"IEND", b""))


def animation():
    frame = b"\x21\xf9\x04\0\x0a\0\0\0\x2c\0\0\0\0\x02\0\x02\0\0\x02\x03\x44\x34\x05\0"
    return (b"GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xff\xff\xff\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
            + frame + frame + b";")


def show(data):
    kinds = {0: "grey", 2: "rgb", 3: "palette", 4: "grey-alpha", 6: "rgba"}
    width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
    at, idat, palette = 8, b"", b""
    while at < len(data):
        n, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"IDAT":
            idat += data[at + 8 : at + 8 + n]
        elif kind == b"PLTE":
            palette = data[at + 8 : at + 8 + n]
        at += n + 12
    row = zlib.decompress(idat)
    first = row[1] >> (8 - depth) if colour in (0, 3) else row[1:4]
    if colour == 3:
        first = palette[3 * first : 3 * first + 3]
    elif colour == 0:
        first = bytes([first * 255 // ((1 << depth) - 1)] * 3)
    return f"{width}x{height} {kinds[colour]} {first.hex()}"


class Handler(http.server.BaseHTTPRequestHandler):
    picture = png(20, 10, "flat")

    def log_message(self, *args):
        with open(sys.argv[2], "a", encoding="ascii") as log:
            log.write(self.path + "\n")

    def do_GET(self):
        path = self.path.split("?")[0]
        port = self.server.server_port
        to = {"/moved.png": "/a.png", "/loop": "/loop", "/file": "file:///etc/passwd",
              "/inside": f"http://localhost:{port}/a.png"}
        if path in to:
            self.send_response(302)
            self.send_header("Location", to[path])
            self.end_headers()
            return
        if path == "/404.png":
            self.send_error(404)
            return
        if path == "/slow.png":
            time.sleep(0.3)
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        try:
            if path == "/endless.png":
                self.wfile.write(self.picture)
                while True:
                    self.wfile.write(bytes(1 << 20))
            self.wfile.write(b"<html>no picture</html>" if path == "/page.png" else self.picture)
        except OSError:
            pass


def main(command, *arguments):
    if command == "serve":
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        print(server.server_port, flush=True)
        server.serve_forever()
    elif command == "show":
        with open(arguments[0], "rb") as f:
            print(show(f.read()))
    else:
        data = animation() if command == "animation" else png(
            int(arguments[1]), int(arguments[2]), arguments[3])
        with open(arguments[0], "wb") as f:
            f.write(data)


main(*sys.argv[1:])
