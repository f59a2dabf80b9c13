#!/bin/sh
# Make the environments of the peers, which cannot share one: OpenFisca, PolicyEngine, ttsim, and zen
# with the rest.
#
# sh benchmarks/install.sh [venv_of venv_pe venv_tt venv]: all, or those named. What was made before
# stays. PYTHON names the interpreter, which must be 3.12 or later: the peers are pinned for it.
set -u
cd "$(dirname "$0")/peers" || exit 1

is_new() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null
}

python=
for each in "${PYTHON:-}" python3.12 python3.13 python3.14 python3; do
    if [ -n "$each" ] && is_new "$each"; then
        python=$each
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.12 or later is needed: PYTHON=… sh benchmarks/install.sh" >&2
    exit 1
fi

failed=0
for name in ${*:-venv_of venv_pe venv_tt venv}; do
    if [ -e "$name/made" ]; then
        echo "$name: was made before"
    elif "$python" -m venv --clear "$name" &&
        "$name/bin/pip" install --quiet --requirement "requirements_$name.txt"; then
        touch "$name/made"
        echo "$name: made"
    else
        echo "$name: could not be made" >&2
        failed=1
    fi
done
exit $failed
