#!/usr/bin/env bash
# A stranger's first minute: the wheel in an environment without the tools of development, in a
# folder with a space in its name, called from somewhere else. Needs PYTHON (default python3).
# Tests that are named behind it are run with what it has installed: bash tests/smoke.sh tests/war
set -euo pipefail

cd "$(dirname "$0")/.."
project=$PWD
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
place="$work/a b"
mkdir "$place"

# Not -c alone: the variable also reaches the environment in which the wheel is built.
export PIP_CONSTRAINT=constraints.txt
"$python" -m venv "$place/venv"
"$place/venv/bin/python" -m pip wheel --quiet --no-deps --wheel-dir "$place" .
"$place/venv/bin/python" -m pip install --quiet "$(echo "$place"/*.whl)[all]"
unset PIP_CONSTRAINT

mkdir "$place/elsewhere"
cd "$place/elsewhere"
simulator="$place/venv/bin/simulator"

"$simulator" --version
"$simulator" --help >/dev/null
"$simulator" check
"$simulator" run base -n 20 --json >run.json
"$simulator" sweep base --vary guarantee=0,1 -n 5 --months 6 --out sweep
"$simulator" solve textbook/fearon-range --json >game.json
for file in run.json game.json; do
  "$place/venv/bin/python" -m json.tool "$file" >/dev/null
done
"$simulator" demo --handout handout.html >/dev/null
grep -q 'My guess' handout.html
"$place/venv/bin/python" -c 'from simulator.classroom.assets import script; assert "uPlot=" in script()'
if "$simulator" run no-such-scenario 2>errors.txt; then
  echo "smoke: a scenario that does not exist was run" >&2
  exit 1
fi
grep -q 'no such scenario' errors.txt
echo "smoke: the wheel stands on its own"

if [ $# -gt 0 ]; then
  cd "$project"
  "$place/venv/bin/python" -m pip install --quiet -c constraints.txt hypothesis jsonschema pytest pytest-xdist
  "$place/venv/bin/python" -m pytest -n 2 -m "not slow" ${PYTEST:-} "$@"
fi
