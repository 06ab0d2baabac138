"""A page to print for each student: the questions, room for the guess, and where to read on."""

from __future__ import annotations

from html import escape

from simulator import __version__
from simulator.classroom.assets import filled, written
from simulator.classroom.lesson import Lesson, Scene
from simulator.classroom.page import termed


def handout(lesson: Lesson) -> str:
    """The handout as one HTML document without anything outside itself."""
    return filled(
        "handout.html",
        title=escape(lesson.title),
        style=written("handout.css"),
        promise=escape(lesson.promise),
        caution=escape(lesson.caution),
        scenes="\n".join(_scene(scene) for scene in lesson.scenes),
        version=escape(__version__),
        minutes=str(lesson.minutes),
    )


def _scene(scene: Scene) -> str:
    options = "".join(f"<li>{escape(each['label'])}</li>" for each in scene.vote["options"])
    text = "".join(f"<p>{termed(each)}</p>" for each in scene.text)
    return f"""<article>
<h2>{scene.number}. {escape(scene.question)}</h2>
<p>{escape(scene.vote["ask"])} My guess:</p>
<ul class="options">{options}</ul>
<p>What came out, and why:</p>
<div class="line"></div><div class="line"></div>
{text}
<p class="source">Read on: {escape(scene.source)}</p>
</article>"""
