"""The door: where a student types the code."""

from __future__ import annotations

import base64
import hashlib
from html import escape

_STYLE = """body{font:1.3rem/1.5 system-ui,sans-serif;max-width:24rem;margin:12vh auto;padding:0 1rem;
color:#1b1f24}input,button{font:inherit;padding:.5rem .8rem;width:100%;box-sizing:border-box;
margin-top:.5rem}input{text-transform:uppercase;letter-spacing:.2em;border:1px solid #707a86}
button{background:#0b57a4;color:#fff;border:0;border-radius:.4rem}[role=alert]{color:#a32000}"""


def join_page(wrong: str) -> tuple[str, int, dict[str, str]]:
    """The page, its status and its headers.

    Args:
        wrong: What was wrong with the last code; empty when none was typed.
    """
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    told = f'<p role="alert">{escape(wrong)}</p>' if wrong else ""
    text = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><title>Join the lesson</title><style>{_STYLE}</style></head>
<body><main><h1>Join the lesson</h1>{told}
<form method="post" action="/join"><label for="code">The code on the screen</label>
<input id="code" name="code" maxlength="12" autocomplete="off" autofocus required>
<button>Join</button></form></main></body></html>
"""
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
    return text, 200, {"Content-Security-Policy": policy}
