"""The page: one document with everything in it, served live or written to one file."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from html import escape

import segno

from simulator import __version__
from simulator.classroom.assets import filled, script, style
from simulator.classroom.lesson import Dial, Lesson, Scene
from simulator.files.scenario import load_scenario
from simulator.model.records import CAUSES
from simulator.show.film.written import inert
from simulator.show.marks import ENDINGS, ON_DARK, PAIRS, SIDE, failure

_TERM = re.compile(r"\*([^*]+)\*")

_NOTES = (
    '<button type="button" id="notes-button" aria-pressed="false">Presenter <kbd>N</kbd></button>'
)
_ROUTE = '<button type="button" id="route-button" aria-pressed="false">45 minutes</button>'
_PAIRS = '<button type="button" id="pairs-button" aria-pressed="false">Class bargains</button>'
_NEXT = '<button type="button" id="next-button">Next class</button>'

#: What a teacher who has never seen the page does next.
_HOW = (
    "Read the question aloud.",
    "Count hands with a press each, or let phones vote.",
    "Play the wars; then move what is on the right.",
    "PageDown goes on; N opens a window for you alone.",
)


@dataclass(frozen=True, slots=True)
class Joining:
    """How students come in: an address for their browsers, and the code to type there."""

    address: str
    code: str


def page(
    lesson: Lesson,
    role: str,
    *,
    wars: int = 1000,
    table: Mapping[str, object] | None = None,
    joining: Joining | None = None,
    extra: Mapping[str, object] | None = None,
) -> str:
    """The whole document.

    Args:
        lesson: What is taught.
        role: `presenter`, `student` (no notes), or `file` (answered from `table`).
        wars: How many wars a full answer counts.
        table: The answers of an exported file.
        joining: How students come in; None when they cannot.
        extra: More that the scripts may read, beside the lesson.

    Returns:
        HTML that asks for nothing outside itself.
    """
    facts = {
        "role": role,
        "version": __version__,
        "scenes": [_facts(scene, role) for scene in lesson.scenes],
        "names": _sides(lesson.scenes[0].scenario),
        "wars": wars,
        "beats": [asdict(beat) for beat in lesson.beats],
        "forks": [{"key": fork.key, "label": fork.label} for fork in lesson.forks],
        "sides": SIDE,
        "kinds": {
            **{name: asdict(mark) for name, mark in ENDINGS.items()},
            **{name: asdict(failure(name)) for name in CAUSES},
        },
        "pairs": {name: asdict(mark) for name, mark in PAIRS.items()},
        "onDark": ON_DARK,
        **({"address": joining.address} if joining is not None else {}),
        **(extra or {}),
    }
    policy = ""
    if table is not None:
        content = escape(content_policy(own=False))
        policy = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    return filled(
        "page.html",
        policy=policy,
        title=escape(lesson.title),
        style=style(),
        links="\n".join(_link(scene) for scene in lesson.scenes),
        tools="" if role == "student" else _tools(joining),
        pairs='<div id="pairs" class="pairs" hidden></div>' if role == "student" or joining else "",
        join="" if joining is None else _joining(joining),
        promise=escape(lesson.promise),
        caution=escape(lesson.caution),
        sections="\n".join(
            _section(scene, role, wars, _class_bargains(role, joining)) for scene in lesson.scenes
        ),
        version=escape(__version__),
        facts=inert(json.dumps(facts, ensure_ascii=False)),
        table="" if table is None else _packed(table),
        script=script(),
    )


def _tools(joining: Joining | None) -> str:
    return _ROUTE + (_PAIRS if joining is not None else "") + _NOTES + _NEXT


def _sides(scenario: str) -> dict[str, str]:
    """What the sides are called in the pictures that the page draws by itself."""
    names = load_scenario(scenario).names
    return {"A": names.A, "D": names.D}


def _joining(joining: Joining) -> str:
    code = segno.make(joining.address, error="m", micro=False)
    place = joining.address.removeprefix("http://").rstrip("/")
    return filled(
        "joining.html",
        qr=escape(code.svg_data_uri(scale=8, border=2, dark="#000", light="#fff")),
        address=escape(joining.address),
        place=escape(place),
        code=escape(joining.code),
    )


def content_policy(*, own: bool) -> str:
    """What the page may load: its own inline script and style, and answers from its own server.

    Args:
        own: Whether it may ask its own server; a file may ask nobody.
    """
    parts = [
        "default-src 'none'",
        f"script-src {_hash(script())}",
        f"style-src {_hash(style())}",
        "img-src data:",
        "connect-src " + ("'self'" if own else "'none'"),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    # A policy in a document itself cannot say who may frame it.
    return "; ".join([*parts, "frame-ancestors 'none'"] if own else parts)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _packed(table: Mapping[str, object]) -> str:
    """Gzipped JSON in base64; without a date, so that the same table is the same file."""
    plain = json.dumps(table, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(plain.encode(), 9, mtime=0)).decode()


def _facts(scene: Scene, role: str) -> dict[str, object]:
    # Notes stand in the presenter's own window only, and students are not sent them.
    notes = {} if role == "student" else {"notes": scene.notes}
    return {
        **notes,
        "number": scene.number,
        "months": scene.months,
        "counts": scene.counts,
        "says": scene.says,
        "curve": scene.curve,
        "lines": [asdict(line) for line in scene.lines],
        "words": [asdict(word) for word in scene.words],
        "linesTitle": scene.lines_title,
        "dots": scene.dots,
        "cures": [{"label": cure.label, "kind": cure.kind} for cure in scene.cures],
        "vote": dict(scene.vote),
        "first": dict(scene.first),
        "budget": scene.budget,
        "cascade": scene.cascade,
        "dials": [_dial_facts(dial) for dial in scene.dials],
        "pageDials": [dict(dial) for dial in scene.page_dials],
    }


def _dial_facts(dial: Dial) -> dict[str, object]:
    facts = asdict(dial)
    facts["choices"] = [
        {"key": each.key, "label": each.label, "cost": each.cost, "about": each.about}
        for each in dial.choices
    ]
    return {key: facts[key] for key in facts if key not in ("path", "lever")}


def _link(scene: Scene) -> str:
    n, title = scene.number, escape(scene.title)
    return (
        f'<li><a href="#scene={n}" data-go="{n}" title="{title}">'
        f'{n}<span class="hide">: {title}</span></a></li>'
    )


def _class_bargains(role: str, joining: Joining | None) -> tuple[str, ...]:
    """What the first scene says of the part in which the class itself bargains."""
    if joining is not None:
        return ('Before you play the wars: press "Class bargains" and let the phones find a deal.',)
    if role == "file":
        return (
            "This file has no server for phones: the part in which the class bargains is not here.",
        )
    if role == "presenter":
        return ("With phones (simulator demo --host 0.0.0.0) the class itself bargains first.",)
    return ()


def _section(scene: Scene, role: str, wars: int, more: tuple[str, ...]) -> str:
    options = [
        filled("option.html", i=str(i), label=escape(option["label"]))
        for i, option in enumerate(scene.vote["options"])
    ]
    first = more if scene.number == 1 else ()
    steps = "".join(f"<li>{escape(step)}</li>" for step in _HOW)
    return filled(
        "scene.html",
        how=f'<ol class="how">{steps}</ol>' if scene.number == 1 and role != "student" else "",
        n=str(scene.number),
        title=escape(scene.title),
        question=escape(scene.question),
        ask=escape(scene.vote["ask"]),
        options="\n".join(options),
        play=f"Play {wars:,} " + ("ceasefires" if scene.counts == "held" else "wars"),
        why="\n".join(f"<p>{termed(paragraph)}</p>" for paragraph in scene.text),
        source=escape(scene.source),
        tries="".join(f"<li>{escape(each)}</li>" for each in (*scene.tries, *first)),
    )


def termed(text: str) -> str:
    """Plain text as HTML, with *terms* marked as introduced here."""
    return _TERM.sub(r"<dfn>\1</dfn>", escape(text))
