"""The page on which a student types the code of the class."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from simulator.classroom.assets import filled, written


def join_page(wrong: str = "") -> tuple[str, dict[str, str]]:
    """The page and its headers.

    Args:
        wrong: What was wrong with the last code; empty when none was typed.
    """
    style = written("join.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    told = f'<p role="alert">{escape(wrong)}</p>' if wrong else ""
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
    return filled("join.html", style=style, wrong=told), {"Content-Security-Policy": policy}
