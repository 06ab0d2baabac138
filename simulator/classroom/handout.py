"""A page to print for each student: the questions, room for the guess, and where to read on."""

from __future__ import annotations

from html import escape

from simulator import __version__
from simulator.classroom.assets import handout_style
from simulator.classroom.lesson import Lesson, Scene
from simulator.classroom.page import termed


def handout(lesson: Lesson) -> str:
    """The handout as one HTML document without anything outside itself."""
    scenes = "\n".join(_scene(scene) for scene in lesson.scenes)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(lesson.title)}: handout</title>
<style>{handout_style()}</style>
</head>
<body>
<main>
<h1>{escape(lesson.title)}</h1>
<p>{escape(lesson.promise)} {escape(lesson.caution)}</p>
{scenes}
<p class="stamp">War-termination simulator {escape(__version__)}. About {lesson.minutes} minutes.</p>
</main>
</body>
</html>
"""


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
