#!/usr/bin/env bash
# What `make test` does: installs what the tests need, then runs all of them. CI runs exactly this.
# Nothing is skipped: what cannot run fails and says what is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=setup/messages.sh
. setup/messages.sh

phase_count=6
phase_number=0

# phase ENGLISH CHINESE COMMAND...: runs one phase, with its name before it and its time after it. If the phase fails,
# this script ends with the exit status of the phase.
phase() {
    local title started=$SECONDS status=0
    title=$(text "$1" "$2")
    shift 2
    phase_number=$((phase_number + 1))
    printf '\n[%d/%d] %s\n' "$phase_number" "$phase_count" "$title"
    "$@" || status=$?
    if [ "$status" -ne 0 ]; then
        fail "phase $phase_number failed after $((SECONDS - started)) s: $title" \
            "第 $phase_number 步失败,用时 $((SECONDS - started)) 秒:$title" "$status"
    fi
    printf '      %s\n' "$(text "done in $((SECONDS - started)) s" "完成,用时 $((SECONDS - started)) 秒")"
}

# Debug, with the import check, and the tests along with it: what is built here is what the last phase runs.
build() {
    mkdir -p .build
    quietly .build/covey-tests.log swift build --build-tests --explicit-target-dependency-import-check error
}

fetch() {
    python3 setup/fetch.py
    python3 setup/fetch.py --lock setup/test-dependencies.lock
}

setup/require.sh
phase 'System packages' '系统软件包' setup/install.sh run test
phase 'Pinned downloads' '锁定的下载' fetch
phase 'Style' '代码风格' setup/lint.sh
phase 'Tests of the set-up' '安装过程的测试' setup/test-setup.sh
phase 'Build; warnings and undeclared imports are errors' '构建;警告和未声明的导入视为错误' build
phase 'Tests' '测试' setup/run-tests.sh
