"""Ctrl-C ends the whole program at once, whatever it is working on."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path


def test_ctrl_c_ends_at_once_while_long_answers_are_made() -> None:
    command = [sys.executable, "-m", "simulator", "demo", "--port", "0", "--no-browser", "--json"]
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(  # noqa: S603 - this program
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            told = ""
            while not told.rstrip().endswith("}"):
                told += process.stdout.readline()
            found = re.search(r":(\d+)/", json.loads(told)["presenter"])
            assert found is not None
            port = int(found[1])
            cookie = welcomed(port)
            asking = []
            for path in ("/verdicts?author=menon", "/apart?first=menon&second=person"):
                asking.append(threading.Thread(target=ask, args=(port, path, cookie)))
                asking[-1].start()
            time.sleep(2)
            began = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 130
            assert time.monotonic() - began < 2.0
            for thread in asking:
                thread.join(30)
        finally:
            process.kill()


def welcomed(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with contextlib.closing(connection):
        connection.request("GET", "/")
        answer = connection.getresponse()
        answer.read()
        return (answer.getheader("set-cookie") or "").partition(";")[0]


def ask(port: int, path: str, cookie: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    gone = contextlib.suppress(OSError, http.client.HTTPException)
    with contextlib.closing(connection), gone:
        connection.request("GET", path, headers={"Cookie": cookie})
        connection.getresponse().read()
