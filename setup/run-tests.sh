#!/usr/bin/env bash
# Runs the tests that were built. All they print is kept in .build/covey-test-run.log; where they fail, what failed is
# said again at the very end, because it is the end of a long output that people and CI read. Ends as the tests end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=setup/messages.sh
. setup/messages.sh

log=.build/covey-test-run.log
most_failures=40
most_characters=400

# Cuts what is longer than that. Characters are counted, not bytes, whatever the locale of the person who runs the tests.
shortened() {
    LC_ALL=C.UTF-8 sed -E "s/^(.{$most_characters}).+/\\1…/"
}

# Each failed expectation of the log on one line, without colour codes. Details on the lines below it stay in the log.
failed_expectations() {
    local colour
    colour=$(printf '\033')'\[[0-9;]*m'
    sed -nE "s/$colour//g; /✘ Test .* recorded an issue/p" "$log" | shortened
}

sum_up() {
    local failures count
    failures=$(failed_expectations)
    if [ -z "$failures" ]; then
        # A crash or a time limit of the runner: no expectation failed, and the reason stands at the log's end.
        say "No expectation failed. The end of $log:" "没有断言失败。$log 的末尾:"
        tail -n 20 "$log" | shortened
        return
    fi
    count=$(wc -l <<<"$failures" | tr -d ' ')
    say "Failed expectations: $count. The whole output: $log" "失败的断言:$count。完整输出:$log"
    head -n "$most_failures" <<<"$failures"
    if [ "$count" -gt "$most_failures" ]; then
        say "and $((count - most_failures)) more in $log" "还有 $((count - most_failures)) 条,见 $log"
    fi
}

mkdir -p .build
status=0
swift test --skip-build --disable-xctest 2>&1 | tee "$log" || status=${PIPESTATUS[0]}
if [ "$status" -ne 0 ]; then
    printf '\n'
    sum_up
fi
exit "$status"
