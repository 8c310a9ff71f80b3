#!/usr/bin/env bash
# Checks style and changes nothing: swift format for the Swift sources, shellcheck for the shell scripts.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=setup/messages.sh
. setup/messages.sh

swift_places=(Package.swift)
for folder in Sources Tests Benchmarks Examples; do
    if [ -d "$folder" ]; then swift_places+=("$folder"); fi
done
swift format lint --strict --parallel --recursive "${swift_places[@]}" ||
    fail 'The Swift sources are not in style; make format mends most of it.' 'Swift 源码格式不符;make format 可修正大部分。'

shell_scripts=(setup/*.sh setup/tests/*.sh .ci/run)
if [ -e Benchmarks/run ] && head -n 1 Benchmarks/run | grep -qE '(ba)?sh$'; then shell_scripts+=(Benchmarks/run); fi
if ! command -v shellcheck >/dev/null; then
    fail 'shellcheck is not found: setup/install.sh test' '找不到 shellcheck:setup/install.sh test'
fi
shellcheck --external-sources "${shell_scripts[@]}"
