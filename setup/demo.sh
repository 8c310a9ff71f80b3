#!/usr/bin/env bash
# What `make demo` does: from a fresh clone to a finished report. Every step passes in a moment if it is done already.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=setup/messages.sh
. setup/messages.sh

example=Examples/online-retail
workspace=demo/online-retail

setup/require.sh
setup/install.sh run
python3 setup/fetch.py
setup/build.sh

if [ ! -d "$workspace" ]; then
    mkdir -p demo
    # Copied whole or not at all: an interrupted copy must not pass for a workspace.
    rm -rf "$workspace.new"
    cp -R "$example" "$workspace.new"
    mv "$workspace.new" "$workspace"
fi

exec .build/release/covey run --workspace "$workspace"
