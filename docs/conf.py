"""How the site is built: `make docs`. Nothing is fetched, by the build or by the pages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Machine code has no docstrings to read; uncompiled, the functions are plain Python.
os.environ["NUMBA_DISABLE_JIT"] = "1"
sys.path[:0] = [str(Path(__file__).parent / "_ext"), str(Path(__file__).parent.parent)]

from simulator import __version__

project = "War-termination simulator"
author = "The war-termination-simulator authors"
version = release = __version__

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "myst_nb",
    "mathml",
    "from_the_program",
    "docstrings",
]
# Types are named in signatures by their last name, which two modules may share.
suppress_warnings = ["ref.python"]
exclude_patterns = ["coding/*.toml", "**.ipynb_checkpoints"]

myst_enable_extensions = ["dollarmath", "colon_fence", "deflist"]
myst_heading_anchors = 4
myst_links_external_new_tab = False
# The notebook is shown as it was saved; a test runs it and compares.
nb_execution_mode = "off"

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "undoc-members": False, "show-inheritance": False}
napoleon_use_ivar = True
python_maximum_signature_line_length = 88
# Docstrings put names between single backticks, as Markdown does.
default_role = "code"

html_theme = "pydata_sphinx_theme"
html_title = f"War-termination simulator {version}"
html_math_renderer = "mathml"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "navigation_with_keys": False,
    "show_prev_next": True,
    "header_links_before_dropdown": 7,
    "footer_start": ["copyright"],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
}
