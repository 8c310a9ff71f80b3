#!/usr/bin/env bash
# Checks for the tools that set-up does not install itself: Swift and Python. Fails and says how to get what is missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=setup/messages.sh
. "$here/messages.sh"

require_swift() {
    local where='https://www.swift.org/install' version
    if ! command -v swift >/dev/null; then
        fail "Swift is not found. Covey needs Swift 6.3 or newer: $where
  If it is installed, put its usr/bin folder on the PATH." \
            "找不到 Swift。群像需要 Swift 6.3 或更新版本:$where
  如果已经安装,请把它的 usr/bin 目录加入 PATH。"
    fi
    version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -n 1)
    if [ -z "$version" ] || [ "${version%%.*}" -lt 6 ] || { [ "${version%%.*}" -eq 6 ] && [ "${version#*.}" -lt 3 ]; }; then
        fail "Covey needs Swift 6.3 or newer; found: ${version:-unknown} ($(command -v swift)). See $where" \
            "群像需要 Swift 6.3 或更新版本;当前是:${version:-未知}($(command -v swift))。见 $where"
    fi
}

require_python() {
    if ! command -v python3 >/dev/null || ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))'; then
        fail 'Python 3.9 or newer with pip is not found; set-up fetches DuckDB and ECharts with it.
  Debian, Ubuntu: apt-get install python3-pip. macOS: brew install python.' \
            '找不到带 pip 的 Python 3.9 或更新版本;安装过程用它下载 DuckDB 和 ECharts。
  Debian、Ubuntu:apt-get install python3-pip。macOS:brew install python。'
    fi
}

require_swift
require_python
