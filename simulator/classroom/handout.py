"""A page to print for each student: the questions, room for the guess, and where to read on."""

from __future__ import annotations

from html import escape

from simulator import __version__
from simulator.classroom.assets import filled, written
from simulator.classroom.lesson import Lesson, Scene


def handout(lesson: Lesson) -> str:
    """The handout as one HTML document without anything outside itself."""
    return filled(
        "handout.html",
        title=escape(lesson.title),
        style=written("handout.css"),
        caution=escape(lesson.caution),
        scenes="\n".join(_scene(scene) for scene in lesson.scenes),
        version=escape(__version__),
        minutes=str(lesson.minutes),
    )


def _scene(scene: Scene) -> str:
    """One question with room for the guess and for what came out; nothing of the answer."""
    options = "".join(f"<li>{escape(each['label'])}</li>" for each in scene.vote["options"])
    return f"""<article>
<h2>{scene.number}. {escape(scene.question)}</h2>
{_authors(scene)}<p>{escape(scene.vote["ask"])} My guess:</p>
<ul class="options">{options}</ul>
<p>What came out, and why:</p>
<div class="line"></div><div class="line"></div>
<p class="source">Read on: {escape(scene.source)}</p>
</article>"""


def _authors(scene: Scene) -> str:
    """Whom the question lets one choose from, where it does."""
    told = [each for dial in scene.dials for each in dial.choices if each.about]
    rows = "".join(f"<li><b>{escape(each.label)}</b>: {escape(each.about)}</li>" for each in told)
    return f'<ul class="authors">{rows}</ul>\n' if rows else ""
