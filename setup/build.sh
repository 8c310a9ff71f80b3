#!/usr/bin/env bash
# Builds the release binary, .build/release/covey. Does nothing, in a moment, if nothing has changed since.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=setup/messages.sh
. setup/messages.sh

binary=.build/release/covey
stamp=.build/covey-release.stamp
log=.build/covey-release.log
toolchain=$(swift --version 2>/dev/null)

# A folder's own time changes when a file in it comes or goes, so removed sources are seen too.
if [ -x "$binary" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$toolchain" ] &&
    [ -z "$(find Package.swift Sources -newer "$stamp" -print -quit)" ]; then
    exit 0
fi

if [ -x "$binary" ]; then
    say 'Building Covey (release).' '正在构建群像(release)。'
else
    say 'Building Covey (release). The first build takes some minutes; later ones take seconds.' \
        '正在构建群像(release)。第一次需要几分钟,之后只需几秒。'
fi
mkdir -p .build
rm -f "$stamp"
# The stamp's time is that of the start: a source edited during the build is newer than it.
printf '%s\n' "$toolchain" >"$stamp.new"
quietly "$log" swift build -c release --product covey || fail 'The build failed; its output stands above.' '构建失败;输出见上。'
mv "$stamp.new" "$stamp"
