"""A headless Chromium, driven over two pipes: it opens a page, asks it things and measures it.

One process serves a whole file of tests. Whatever a page would fetch is counted, and none is let
through: a page is one file.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
AXE, KATEX = Path("axe-core/axe.min.js"), Path("katex/dist/katex.min.js")
AS_3_AND_4 = """
import os, sys
read, write = (os.dup(int(each)) for each in sys.argv[1:3])
os.dup2(read, 3), os.dup2(write, 4)
os.set_inheritable(3, True), os.set_inheritable(4, True)
os.execvp(sys.argv[3], sys.argv[3:])
"""
"""Puts two pipes where Chromium looks for them, and becomes it."""
NAMES = ("chromium", "chromium-browser", "google-chrome")


def needed(what: str, found: object) -> None:
    """Skip a test where something is missing; fail it where everything must be there."""
    if not found:
        if os.environ.get("CI"):
            pytest.fail(f"{what} is missing, which .ci/run installs")
        pytest.skip(f"{what} is not installed")


def axe_source() -> str:
    """Give the text of axe-core, which looks for what shuts people out."""
    return _from_npm(AXE)


def katex_source() -> str:
    """Give the text of KaTeX, which reads the mathematics of LaTeX."""
    return _from_npm(KATEX)


def _from_npm(script: Path) -> str:
    """Read a script where `.ci/run` puts it, or in `build/browser`."""
    folder = Path(os.environ.get("FUNDING_BROWSER", ROOT / "build" / "browser"))
    place = folder / "node_modules" / script
    needed(f"{script.parts[0]} (npm ci in a copy of tests/browser)", place.is_file())
    return place.read_text(encoding="utf-8")


class Chromium:
    """One process with one tab."""

    def __init__(self, to: int, answers: int) -> None:
        self._to, self._answers, self._last, self._read = to, answers, 0, b""
        self.asked_for: list[str] = []
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        found = self._send("Target.attachToTarget", targetId=target, flatten=True)
        self._session: str | None = found["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            self._send(f"{domain}.enable")

    def open(self, page: Path, width: int = 1280, height: int = 900) -> None:
        """Open a file in a window of a width, and wait until it is there."""
        self.resize(width, height)
        self.asked_for.clear()
        self._send("Page.navigate", url=page.as_uri())
        self._wait_for("Page.loadEventFired")

    def resize(self, width: int, height: int = 900) -> None:
        """Give the window another width."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._send("Emulation.setDeviceMetricsOverride", **size)

    def print_media(self, *, on: bool) -> None:
        """Show the page as it would be printed."""
        self._send("Emulation.setEmulatedMedia", media="print" if on else "")

    def printed(self, **paper: Any) -> str:
        """Give the page as it is printed, a PDF in base 64."""
        return str(self._send("Page.printToPDF", **paper)["data"])

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        code = {"Tab": 9, "Enter": 13}[key]
        sent = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        if key == "Enter":
            sent["text"] = "\r"
        self._send("Input.dispatchKeyEvent", type="keyDown", **sent)
        self._send("Input.dispatchKeyEvent", type="keyUp", **sent)

    def ask(self, script: str) -> Any:
        """Evaluate a script in the page, whatever the page itself allows; wait for its promise."""
        found = self._send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": params}
        if getattr(self, "_session", None):
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._last:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def _wait_for(self, event: str) -> None:
        while self._next().get("method") != event:
            pass

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._read:
            more = os.read(self._answers, 1 << 16)
            assert more, "Chromium has ended"
            self._read += more
        first, _nul, self._read = self._read.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        if message.get("method") == "Network.requestWillBeSent":
            self.asked_for.append(message["params"]["request"]["url"])
        return message


@contextlib.contextmanager
def chromium() -> Iterator[Chromium]:
    """Start Chromium, and end it."""
    command = next(filter(None, map(shutil.which, NAMES)), None)
    needed("Chromium", command)
    assert command is not None
    ours, theirs = os.pipe(), os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        pipes = [str(ours[0]), str(theirs[1])]
        settings = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        settings += ["--hide-scrollbars", f"--user-data-dir={profile}", "--remote-debugging-pipe"]
        process = subprocess.Popen(
            [sys.executable, "-c", AS_3_AND_4, *pipes, command, *settings],
            pass_fds=(ours[0], theirs[1]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(ours[0])
        os.close(theirs[1])
        try:
            yield Chromium(ours[1], theirs[0])
        finally:
            os.close(ours[1])
            os.close(theirs[0])
            process.terminate()
            process.wait(timeout=30)
