"""The documents themselves: whole, self-contained, and what their policy says they are."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from simulator.classroom import assets
from simulator.classroom.assets import SCRIPTS, script, written
from simulator.classroom.export import size, tabled
from simulator.classroom.handout import handout
from simulator.classroom.lesson import the_lesson
from simulator.classroom.page import content_policy, page
from simulator.show.film import written as written_film

LESSON = the_lesson()
WEB = Path(assets.__file__).parent / "web"
FILM = Path(written_film.__file__).parent


class Read(HTMLParser):
    """Sections, identifiers, and everything that would be fetched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sections: list[str | None] = []
        self.ids: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "section":
            self.sections.append(held.get("data-scene"))
            assert held["id"] == f"scene-{held['data-scene']}"
        if held.get("id"):
            self.ids.append(str(held["id"]))
        for name in ("src", "href", "action", "data", "poster", "srcset"):
            value = held.get(name)
            if value and not value.startswith(("#", "data:")):
                self.fetched.append(value)


@pytest.mark.parametrize("role", ["presenter", "student"])
def test_every_scene_is_in_the_source_and_nothing_is_fetched(role: str) -> None:
    text = page(LESSON, role, extra={"authors": {}})
    read = Read(text)
    assert read.sections == [str(n) for n in range(1, 9)]
    assert len(read.ids) == len(set(read.ids))
    assert read.fetched == []
    notes = json.dumps(LESSON.scenes[0].notes, ensure_ascii=False)
    assert (notes in text) is (role == "presenter")
    # They are data of the presenter's window, and nowhere in the page that is projected.
    assert escape(LESSON.scenes[0].notes) not in text.partition('id="facts"')[0]


def test_the_policy_names_the_very_script_and_style() -> None:
    text = page(LESSON, "presenter")
    policy = content_policy(own=True)
    for tag, content in (
        ("style", r"<style>(.*?)</style>"),
        ("script", r"module\">(.*?)</script>"),
    ):
        (inner,) = re.findall(content, text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "connect-src 'none'" in content_policy(own=False)
    assert ' style="' not in text, "the policy would drop it"
    assert not re.search(r" on[a-z]+=", text.split("<script")[0])


def test_scripts_are_all_there_and_no_name_is_given_twice() -> None:
    films = {path.name for path in FILM.glob("*.js")} - {"player.js"}
    assert set(SCRIPTS) == {path.name for path in WEB.glob("*.js")} | films
    names: dict[str, str] = {}
    for name in SCRIPTS:
        text = written(name)
        for given in re.findall(
            r"^(?:export )?(?:async )?(?:function\*?|const|let) (\w+)", text, re.M
        ):
            assert given not in names, f"{given} in {name} and {names[given]}"
            names[given] = name
        for wanted, source in re.findall(r'^import \{ (.+) \} from "\./(.+)";$', text, re.M):
            assert source in SCRIPTS
            for each in wanted.split(", "):
                assert re.search(
                    rf"^export (?:async )?(?:function\*?|const) {each}\b", written(source), re.M
                )
    joined = script()
    assert "\nimport " not in joined
    assert "\nexport " not in joined


def test_the_page_says_nothing_of_any_host() -> None:
    for path in (path for each in (WEB, FILM) for path in each.glob("*.*") if path.suffix != ".py"):
        hosts = set(re.findall(r"https?://[^\s\"'<)]+", path.read_text(encoding="utf-8")))
        assert hosts <= {"http://www.w3.org/2000/svg"}, path.name


def test_the_charts_notice_stays_with_them() -> None:
    text = page(LESSON, "presenter")
    assert "Copyright (c) 2022 Leon Sorokin" in text
    assert "Permission is hereby granted" in text


def test_the_chart_library_is_the_released_one() -> None:
    listed = dict(
        re.findall(r"^\| `(.+)` \| `([0-9a-f]{64})` \|$", written("vendor/uPlot/README.md"), re.M)
    )
    kept = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (WEB / "vendor" / "uPlot").iterdir()
        if path.name != "README.md"
    }
    assert kept == listed
    assert len(kept) == 3


def test_facts_cannot_end_their_script() -> None:
    text = page(LESSON, "presenter", extra={"authors": {"x": "</script><script>alert(1)"}})
    assert "</script><script>alert" not in text
    facts = re.search(r'id="facts">(.*?)</script>', text, re.DOTALL)
    assert facts is not None
    assert json.loads(facts[1])["authors"]["x"] == "</script><script>alert(1)"


def test_the_handout_asks_every_question() -> None:
    text = handout(LESSON)
    assert Read(text).fetched == []
    for scene in LESSON.scenes:
        assert scene.source.split(";")[0] in text
    assert text.count("<article>") == 8


def test_the_file_holds_the_same_answers_every_time(lesson_file: Path) -> None:
    text = lesson_file.read_text(encoding="utf-8")
    packed = re.search(r'id="table">(.*?)</script>', text, re.DOTALL)
    assert packed is not None
    table = json.loads(gzip.decompress(base64.b64decode(packed[1])))
    for scene in LESSON.scenes:
        assert len(table["answers"][str(scene.number)]) == len(list(scene.tabled()))
    assert set(table["verdicts"]) == {each.key for each in LESSON.scenes[6].dials[0].choices}
    assert table["stamp"]["files"]
    assert len(text) < 3_000_000
    small = type(LESSON)(
        LESSON.title, LESSON.promise, LESSON.caution, 50, (), (), LESSON.scenes[5:6]
    )
    again = tabled(small, 20, 0)["answers"]
    assert again["6"] == {  # type: ignore[index]
        key: table["answers"]["6"][key] for key in table["answers"]["6"]
    }


def test_a_whole_export_is_bounded() -> None:
    """At 700 wars a second, which two cores do, a full file takes less than ten minutes.

    Beside the answers, ten pairs of authors are told apart on 128 mixtures of 60 short wars.
    """
    assert size(LESSON, 1000) + 10 * 128 * 60 * 24 // 60 <= 700 * 600
