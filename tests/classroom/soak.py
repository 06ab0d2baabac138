"""A soak of the open classroom: hostile and ordinary clients for some minutes; nothing may grow.

python tests/classroom/soak.py [MINUTES]     prints memory and descriptors every ten seconds
"""

from __future__ import annotations

import contextlib
import os
import random
import socket
import sys
import threading
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from served import Served, served

KINDS = ("look", "vote", "wrong", "half", "both", "listen", "answer", "noise", "reset")


def held() -> tuple[float, int, int]:
    """Memory [MB], descriptors and threads of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    here = len(list(Path("/proc/self/fd").iterdir()))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, here, threading.active_count()


def one(school: Served, choose: random.Random, seen: Counter[str]) -> None:
    kind, sender = choose.choice(KINDS), f"127.0.0.{choose.randrange(2, 60)}"
    with contextlib.suppress(OSError):
        if kind == "half":
            with socket.create_connection(("127.0.0.1", school.port), 5, (sender, 0)) as line:
                line.sendall(
                    b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nc"
                )
                time.sleep(choose.random() / 10)
        elif kind == "both":
            school.raw(
                b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n2000\r\n" + b"x" * 8192 + b"\r\n0\r\n\r\n"
            )
        elif kind == "noise":
            school.raw(choose.randbytes(200) + b"\r\n\r\n", 2)
        elif kind == "listen":
            with socket.create_connection(("127.0.0.1", school.port), 5) as line:
                line.sendall(
                    f"GET /class HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    f"Cookie: lesson-{school.port}={school.cookie}\r\n\r\n".encode()
                )
                line.recv(500)
        elif kind == "wrong":
            school.join("AAAAAA", sender)
        elif kind == "reset":
            if choose.random() < 0.02:
                school.send("/reset", {})
        else:
            _, cookie = school.join(sender=sender)
            if cookie and kind == "vote":
                school.send("/vote", {"scene": 1, "choice": 1}, cookie=cookie)
            elif cookie and kind == "answer":
                path = f"/answer?scene=3&guarantee={choose.choice((0, 0.25, 0.5))}"
                school.ask(path, cookie=cookie, sender=sender)
            elif cookie:
                school.ask("/", cookie=cookie, sender=sender)
        seen[kind] += 1


def main(minutes: float) -> None:
    seen: Counter[str] = Counter()
    with served(open_room=True) as school:
        over = time.monotonic() + 60 * minutes

        def go(number: int) -> None:
            choose = random.Random(number)
            while time.monotonic() < over:
                one(school, choose, seen)

        threads = [threading.Thread(target=go, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        while time.monotonic() < over:
            time.sleep(10)
            memory, here, alive = held()
            print(
                f"{sum(seen.values())} done; {memory:.0f} MB, {here} descriptors, {alive} threads"
            )
        for thread in threads:
            thread.join()
        time.sleep(12)
        memory, here, alive = held()
        print(f"quiet: {memory:.0f} MB, {here} descriptors, {alive} threads; {dict(seen)}")
        assert school.ask("/")[0] == 200


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0)
