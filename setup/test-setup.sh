#!/usr/bin/env bash
# Tests of the set-up itself. Each runs in a process and a folder of its own; deps/ is read and never written.
# No test uses the network: pip is pointed at a closed loopback port, or at a folder with a wheel made here.
#   setup/test-setup.sh             runs all of them
#   setup/test-setup.sh test_NAME   runs one, and shows its output
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

for part in "$here"/tests/*.sh; do
    # shellcheck source=/dev/null # each is checked by itself
    . "$part"
done

run_one() {
    local folder
    folder=$(mktemp -d)
    # shellcheck disable=SC2064 # the name is known now
    trap "rm -rf '$folder'" EXIT
    cd "$folder"
    # Texts are compared in English, whatever the locale of the person who runs the tests.
    export LC_ALL=C.UTF-8
    "$1"
}

run_all() {
    local passed=0 failed=0 name report
    report=$(mktemp)
    for name in $(compgen -A function | grep '^test_'); do
        if bash "${BASH_SOURCE[0]}" "$name" >"$report" 2>&1; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            printf 'FAILED %s\n' "$name"
            sed 's/^/    /' "$report"
        fi
    done
    rm -f "$report"
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ]
}

if [ $# -eq 0 ]; then run_all; else run_one "$1"; fi
