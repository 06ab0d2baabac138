"""The page: one document with everything in it, served live or written to one file."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from html import escape

from simulator import __version__
from simulator.classroom.assets import script, style
from simulator.classroom.lesson import Dial, Lesson, Scene

_TERM = re.compile(r"\*([^*]+)\*")


def page(
    lesson: Lesson,
    role: str,
    *,
    table: Mapping[str, object] | None = None,
    extra: Mapping[str, object] | None = None,
) -> str:
    """The whole document.

    Args:
        lesson: What is taught.
        role: `presenter`, `student` (no notes), or `file` (answered from `table`).
        table: The answers of an exported file.
        extra: More that the scripts may read, beside the lesson.

    Returns:
        HTML that asks for nothing outside itself.
    """
    facts = {
        "role": role,
        "version": __version__,
        "scenes": [_facts(scene) for scene in lesson.scenes],
        **(extra or {}),
    }
    packed = "" if table is None else _packed(table)
    sections = "\n".join(_section(scene, role != "student") for scene in lesson.scenes)
    links = "".join(
        f'<li><a href="#scene={scene.number}" data-go="{scene.number}" title="{escape(scene.title)}">'
        f'{scene.number}<span class="hide">: {escape(scene.title)}</span></a></li>'
        for scene in lesson.scenes
    )
    policy = (
        ""
        if table is None
        else f'<meta http-equiv="Content-Security-Policy" content="{escape(content_policy(own=False))}">'
    )
    notes_button = (
        ""
        if role == "student"
        else '<button type="button" id="notes-button" aria-pressed="false">Notes <kbd>N</kbd></button>'
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{policy}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{escape(lesson.title)}</title>
<style>{style()}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the lesson</a>
<header class="top">
<h1>{escape(lesson.title)}</h1>
<nav aria-label="Scenes"><ol>{links}</ol></nav>
<div class="tools">{notes_button}<button type="button" id="link-button">Copy link</button></div>
</header>
<main id="main" tabindex="-1">
<noscript><p class="lead">{escape(lesson.promise)} This page needs its script to play them.</p></noscript>
{sections}
</main>
<footer>
<p>{escape(lesson.caution)}</p>
<p id="room" role="status"></p>
<p>War-termination simulator {escape(__version__)}. Charts: uPlot (MIT, Leon Sorokin).
Move with <kbd>PageDown</kbd> and <kbd>PageUp</kbd>.</p>
</footer>
<dialog id="story" aria-labelledby="story-title"></dialog>
<script type="application/json" id="facts">{_inert(json.dumps(facts, ensure_ascii=False))}</script>
<script type="text/plain" id="table">{packed}</script>
<script type="module">{script()}</script>
</body>
</html>
"""


def content_policy(*, own: bool) -> str:
    """What the page may load: its own inline script and style, and answers from its own server.

    Args:
        own: Whether it may ask its own server.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script())}",
            f"style-src {_hash(style())}",
            "img-src data:",
            f"connect-src {_SELF if own else _NONE}",
            "base-uri 'none'",
            f"form-action {_NONE}",
            *(("frame-ancestors 'none'",) if own else ()),
        )
    )


_SELF, _NONE = "'self'", "'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _packed(table: Mapping[str, object]) -> str:
    """A table as gzipped JSON in base64; without a date, so that the same table is the same file."""
    plain = json.dumps(table, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(plain.encode(), 9, mtime=0)).decode()


def _inert(text: str) -> str:
    """JSON that cannot end the script element it stands in."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _facts(scene: Scene) -> dict[str, object]:
    return {
        "number": scene.number,
        "months": scene.months,
        "counts": scene.counts,
        "by": scene.by,
        "says": scene.says,
        "curve": scene.curve,
        "lines": [{"key": key, "label": label} for key, label in scene.lines],
        "linesTitle": scene.lines_title,
        "dots": scene.dots,
        "stories": scene.stories,
        "cures": [cure.label for cure in scene.cures],
        "vote": dict(scene.vote),
        "first": dict(scene.first),
        "budget": scene.budget,
        "dials": [_dial_facts(dial) for dial in scene.dials],
        "pageDials": [dict(dial) for dial in scene.page_dials],
    }


def _dial_facts(dial: Dial) -> dict[str, object]:
    facts = asdict(dial)
    facts["choices"] = [
        {"key": each.key, "label": each.label, "cost": each.cost} for each in dial.choices
    ]
    return {key: facts[key] for key in facts if key not in ("path", "lever")}


def _section(scene: Scene, with_notes: bool) -> str:
    n = scene.number
    options = "".join(
        f'<li><button type="button" class="option" data-option="{i}">'
        f'<span class="mark" aria-hidden="true"></span><span>{escape(option["label"])}</span>'
        f'<output class="count" aria-label="votes"></output></button>'
        f'<button type="button" class="less" data-less="{i}" '
        f'aria-label="one vote fewer for {escape(option["label"])}">&minus;</button></li>'
        for i, option in enumerate(scene.vote["options"])
    )
    why = "".join(f"<p>{termed(paragraph)}</p>" for paragraph in scene.text)
    tries = "".join(f"<li>{escape(each)}</li>" for each in scene.tries)
    notes = f'<aside class="notes" aria-label="Presenter notes"><p>{escape(scene.notes)}</p></aside>'
    return f"""<section id="scene-{n}" data-scene="{n}" aria-labelledby="question-{n}">
<p class="kicker"><b>{n}</b> {escape(scene.title)}</p>
<h2 id="question-{n}">{escape(scene.question)}</h2>
{notes if with_notes else ""}
<div class="vote" role="group" aria-labelledby="ask-{n}">
<p class="ask" id="ask-{n}">{escape(scene.vote["ask"])}</p>
<ul class="options">{options}</ul>
<p class="run"><button type="button" class="play">Play a thousand {_noun(scene)}</button>
<span class="hint">Guess first. A press counts one hand.</span></p>
</div>
<div class="answer">
<div class="pictures"></div>
<form class="dials" aria-label="What you can change"></form>
</div>
<div class="why"><div class="text">{why}<p class="source">{escape(scene.source)}</p></div>
<div class="try"><h3>Try it</h3><ul>{tries}</ul></div></div>
</section>"""


def _noun(scene: Scene) -> str:
    return "ceasefires" if scene.counts == "held" else "wars"


def termed(text: str) -> str:
    """Plain text as HTML, with *terms* marked as introduced here."""
    return _TERM.sub(r"<dfn>\1</dfn>", escape(text))
