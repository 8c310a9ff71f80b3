# shellcheck shell=bash
# Tests of the demo and of the build that it makes.
# shellcheck source=setup/tests/expectations.sh
. "$(dirname "${BASH_SOURCE[0]}")/expectations.sh"

# A clone with an example, nothing to fetch, and a Swift that "builds" a covey that repeats its arguments.
small_clone() {
    mkdir -p Sources Examples/online-retail
    cp -R "$root/setup" setup
    : >setup/dependencies.lock
    : >Package.swift
    : >Sources/a.swift
    : >Sources/b.swift
    : >Examples/online-retail/covey.yaml
    : >builds
    fake swift <<'SWIFT'
if [ "$1" = --version ]; then echo "Swift version 6.3.1 (swift-6.3.1-RELEASE)"; exit; fi
echo "$*" >>builds
if [ -e broken ]; then echo "Sources/a.swift:1: error: broken"; exit 1; fi
mkdir -p .build/release
printf '#!/bin/sh\necho "covey $*"\n' >.build/release/covey
chmod +x .build/release/covey
SWIFT
    sleep 0.02 # so that what comes now is newer by any clock
}

demo() {
    PATH="$PWD/fake:$PATH" COVEY_DEPS="$PWD/deps" setup/demo.sh
}

test_demo_builds_copies_the_example_and_runs_it() {
    small_clone
    succeeds demo
    says 'covey run --workspace demo/online-retail'
    [ -e demo/online-retail/covey.yaml ] || reject 'the example is copied'
    equal "$(cat builds)" 'build -c release --product covey'
}

test_a_second_demo_builds_nothing_and_keeps_the_workspace() {
    small_clone
    succeeds demo
    echo mine >demo/online-retail/covey.yaml
    succeeds demo
    equal "$(wc -l <builds | tr -d ' ')" 1
    equal "$(cat demo/online-retail/covey.yaml)" mine
    equal "$(cat output)" 'covey run --workspace demo/online-retail'
}

test_demo_builds_again_when_a_source_changed_or_went_away() {
    small_clone
    succeeds demo
    sleep 0.02
    echo '// changed' >Sources/a.swift
    succeeds demo
    equal "$(wc -l <builds | tr -d ' ')" 2
    sleep 0.02
    rm Sources/b.swift
    succeeds demo
    equal "$(wc -l <builds | tr -d ' ')" 3
}

test_demo_shows_the_output_of_a_build_that_fails_and_tries_again_the_next_time() {
    small_clone
    : >broken
    fails demo
    says 'Sources/a.swift:1: error: broken'
    rm broken
    succeeds demo
    equal "$(wc -l <builds | tr -d ' ')" 2
}
