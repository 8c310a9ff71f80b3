# shellcheck shell=bash
# What the tests of the set-up are written with. Sourced, not run.

# The clone that is tested.
# shellcheck disable=SC2034 # used where this file is sourced
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

reject() {
    printf 'not as expected: %s\n' "$1"
    if [ -e output ]; then sed 's/^/    | /' output; fi
    exit 1
}

# succeeds COMMAND..., fails COMMAND...: run it, keep what it prints in the file `output`, insist on how it ends.
succeeds() {
    "$@" >output 2>&1 </dev/null || reject "this ends well: $*"
}

fails() {
    if "$@" >output 2>&1 </dev/null; then reject "this fails: $*"; fi
}

says() {
    grep -qF -- "$1" output || reject "it says: $1"
}

is_silent() {
    [ ! -s output ] || reject 'it says nothing'
}

equal() {
    [ "$1" = "$2" ] || reject "'$1' equals '$2'"
}

sha256_of() {
    python3 -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$1"
}

# fake NAME: makes a command of that name, the script on standard input, first on the PATH of `in_fake_system`.
fake() {
    mkdir -p fake
    { printf '#!/bin/sh\n' && cat; } >"fake/$1"
    chmod +x "fake/$1"
}

# in_fake_system COMMAND...: with the fakes and the plainest tools on the PATH, and nothing else.
in_fake_system() {
    local tool
    mkdir -p plain
    for tool in awk bash cat cut dirname env grep head mktemp rm sed sh sleep tail tput; do
        ln -sf "$(command -v "$tool")" "plain/$tool"
    done
    PATH="$PWD/fake:$PWD/plain" "$@"
}
