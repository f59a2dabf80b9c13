#!/bin/sh
# Make the environments of the peers that cannot share one: OpenFisca, PolicyEngine, ttsim and zen.
set -eu
cd "$(dirname "$0")/peers"
for name in venv venv_of venv_pe venv_tt; do
    python3 -m venv "$name"
    "$name/bin/pip" install --quiet --requirement "requirements_$name.txt"
done
