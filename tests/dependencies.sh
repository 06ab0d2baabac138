#!/usr/bin/env bash
# The program with other dependencies than the pinned ones, and what is known of these.
#   bash tests/dependencies.sh lowest|newest   the fast part of the suite, in an environment of its own;
#                                              PYTEST narrows it, as in make lowest PYTEST=tests/files
#   bash tests/dependencies.sh hashes          installs what hashes.txt names, each with its hash
#   bash tests/dependencies.sh rehash          writes hashes.txt anew, after a change of constraints.txt
#   bash tests/dependencies.sh audit           licences that go with MIT; published advisories
# What cannot be had here (no network, no such version) is said, and is no failure of the program.
set -euo pipefail

cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
new() { "$python" -m venv "$work/venv" && bin="$work/venv/bin"; }
left_out() { echo "dependencies: $1: left out"; exit 0; }
# Versions that contradict each other are a fault of ours, and no want of the network.
got() {
  "$bin/pip" install --quiet "$@" 2>"$work/told" && return
  if grep -qE "ResolutionImpossible|conflicting dependencies|THESE PACKAGES DO NOT MATCH THE HASHES" "$work/told"; then
    grep -v "^WARNING" "$work/told" >&2
    exit 1
  fi
  left_out "what is asked for cannot be had here"
}

case "${1:-}" in
  lowest)
    "$python" tests/dependencies.py lowest >"$work/lowest.txt"
    new
    got -c "$work/lowest.txt" -e '.[dev]'
    # What an old library says of a newer one it stands on (typer 0.16 of click, matplotlib 3.10 of
    # pyparsing) is not about this program: told, and no error. What the newest say is one, below.
    "$bin/python" -m pytest -n 2 -m "not slow" -W default::DeprecationWarning ${PYTEST:-}
    ;;
  newest)
    new
    got -e '.[dev]'
    "$bin/python" -m pytest -n 2 -m "not slow" ${PYTEST:-}
    ;;
  hashes)
    new
    got --require-hashes -r hashes.txt
    "$bin/pip" install --quiet --no-deps -e .
    "$bin/simulator" solve textbook/fearon-range >/dev/null
    ;;
  rehash)
    new
    got --dry-run --ignore-installed --report "$work/report.json" -c constraints.txt -e '.[dev]'
    head -1 hashes.txt >"$work/hashes.txt"
    "$python" tests/dependencies.py hashes "$work/report.json" >>"$work/hashes.txt"
    mv "$work/hashes.txt" hashes.txt
    ;;
  audit)
    new
    got pip-audit pip-licenses
    good="MIT;BSD;Apache;ISC;Python Software Foundation;PSF;Mozilla Public License 2.0;MPL-2.0;Unlicense;HPND;CC0;Zlib;0BSD"
    "$bin/pip-licenses" --python "$python" --allow-only "$good" --partial-match --from=mixed \
      --ignore-packages axe-playwright-python ecos pygambit scikit-survival yattag >/dev/null
    # Those named above are used in tests only, and are handed to nobody.
    echo "dependencies: every licence goes with MIT"
    site=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    if ! "$bin/pip-audit" --path "$site" --progress-spinner off >"$work/found" 2>&1; then
      if grep -qE "Connection|Max retries|resolve|timed out|HTTPError|ServiceError|refused" "$work/found"; then
        left_out "advisories cannot be reached from here"
      fi
      cat "$work/found"
      exit 1
    fi
    audited=$("$python" -m pip list --format freeze | wc -l)
    skipped=$(grep -c "could not be audited" "$work/found" || true)
    [ "$skipped" -lt $((audited / 2)) ] || left_out "an index without advisories ($skipped of $audited unknown)"
    echo "dependencies: no advisory against $((audited - skipped)) packages"
    ;;
  *)
    echo "dependencies: name one of lowest, newest, hashes, rehash, audit" >&2
    exit 2
    ;;
esac
