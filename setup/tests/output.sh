# shellcheck shell=bash
# Tests of what is shown of the tests' own output.
# shellcheck source=setup/tests/expectations.sh
. "$(dirname "${BASH_SOURCE[0]}")/expectations.sh"

# A clone whose other phases do nothing, and whose tests print the script on standard input and end with status $1.
clone_with_tests() {
    local script
    mkdir -p setup
    cp "$root/setup/"*.sh setup
    for script in require install lint test-setup; do
        printf '#!/bin/sh\n' >"setup/$script.sh"
    done
    : >setup/fetch.py
    cat >tests-print
    fake swift <<SWIFT
if [ "\$1" = test ]; then cat tests-print; exit $1; fi
SWIFT
}

run_tests() {
    PATH="$PWD/fake:$PATH" setup/test.sh
}

test_failed_expectations_stand_at_the_end_and_the_whole_output_in_a_file() {
    local colour end
    colour=$(printf '\033[91m')
    {
        printf '◇ Test ok() started.\n%s✘ Test two() recorded an issue at B.swift:7:5: it differs\n' "$colour"
        printf '↳ a detail\n✘ Test one(x:) recorded an issue with 1 argument x → 3 at A.swift:1:2: %s\n' "$(printf '群%.0s' {1..500})"
        printf '◇ Test noise() started.\n%.0s' {1..300}
        printf '✘ Test two() failed after 0.1 seconds with 1 issue.\n✘ Test run with 9 tests failed.\n'
    } | clone_with_tests 3
    local status=0
    run_tests >output 2>&1 </dev/null || status=$?
    equal "$status" 3
    cmp .build/covey-test-run.log tests-print
    end=$(tail -n 4 output)
    equal "$(sed -n 1p <<<"$end")" 'Failed expectations: 2. The whole output: .build/covey-test-run.log'
    equal "$(sed -n 2p <<<"$end")" '✘ Test two() recorded an issue at B.swift:7:5: it differs'
    [[ $(sed -n 3p <<<"$end") == '✘ Test one(x:) recorded an issue with 1 argument x → 3 at A.swift:1:2: 群群'*群… ]] ||
        reject 'a long line keeps its beginning'
    equal "$(sed -n 3p <<<"$end" | python3 -c 'import sys; print(len(sys.stdin.buffer.read().decode().rstrip()))')" 401
    [[ $(sed -n 4p <<<"$end") == 'error: phase 6 failed'* ]] || reject 'the error is the last line'
}

test_of_many_failed_expectations_the_first_forty_are_listed() {
    { for number in {1..45}; do echo "✘ Test t() recorded an issue at A.swift:$number:1: no"; done; } | clone_with_tests 1
    fails run_tests
    says 'Failed expectations: 45.'
    equal "$(sed '1,/^Failed expectations/d' output | grep -c 'A\.swift')" 40
    says 'and 5 more in .build/covey-test-run.log'
}

test_tests_that_crash_show_the_end_of_their_output() {
    { printf 'line %d\n' {1..90}; echo 'error: Exited with unexpected signal code 11'; } | clone_with_tests 139
    fails run_tests
    says 'No expectation failed. The end of .build/covey-test-run.log:'
    equal "$(sed '1,/^No expectation failed/d' output | head -n 1)" 'line 72'
}

test_tests_that_pass_are_not_summed_up() {
    echo '✔ Test run with 9 tests passed.' | clone_with_tests 0
    succeeds run_tests
    ! grep -q 'xpectation' output || reject 'nothing failed'
    cmp .build/covey-test-run.log tests-print
}
