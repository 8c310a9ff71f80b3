#!/usr/bin/env bash
# install.sh GROUP...: sees that the system packages of these groups are there; setup/system-packages lists them.
# With apt: installs what is missing, as root at once, as another user after one question and with sudo.
# Without apt: says what to install by hand. Exit status: 0 everything is there, 1 something is not.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=setup/messages.sh
. "$here/messages.sh"

if [ $# -eq 0 ]; then
    fail 'usage: setup/install.sh run|test|bench...' '用法:setup/install.sh run|test|bench...'
fi

# The rows of the wanted groups: debian|homebrew|there if|English|Chinese, without the blanks around them.
rows() {
    awk -F '|' -v groups=" $* " '
        /^[[:space:]]*(#|$)/ { next }
        { for (i = 1; i <= NF; i++) gsub(/^[[:space:]]+|[[:space:]]+$/, "", $i) }
        index(groups, " " $1 " ") { print $2 "|" $3 "|" $4 "|" $5 "|" $6 }
    ' "$here/system-packages"
}

# The rows whose package dpkg does not have.
not_in_dpkg() {
    local names installed row
    names=$(printf '%s\n' "$1" | cut -d '|' -f 1)
    # shellcheck disable=SC2086 # package names are words
    installed=" $(dpkg-query --show --showformat '${Package}=${db:Status-Status} ' $names 2>/dev/null || true) "
    printf '%s\n' "$1" | while IFS= read -r row; do
        case "$installed" in
            *" ${row%%|*}=installed "*) ;;
            *) printf '%s\n' "$row" ;;
        esac
    done
}

# is_there HOW NAME...: whether one of these libraries, headers or commands, or this font, is on this system.
is_there() {
    local how=$1 name
    shift
    if [ "$how" = font ]; then
        { fc-list 2>/dev/null || true; } | grep -F "$*" >/dev/null
        return
    fi
    for name in "$@"; do
        case "$how" in
            library) { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true; } | grep -F "$name" >/dev/null ;;
            header) [ -e "/usr/include/$name" ] || [ -e "/usr/local/include/$name" ] ;;
            command) command -v "$name" >/dev/null ;;
            *) fail "setup/system-packages: unknown check: $how" "setup/system-packages:未知的检查方式:$how" ;;
        esac && return 0
    done
    return 1
}

# Debian names of the rows that are not found by looking, each after a blank.
missing_by_look() {
    local debian check
    printf '%s\n' "$1" | while IFS='|' read -r debian _ check _; do
        # shellcheck disable=SC2086 # the check is words
        if ! is_there $check; then printf ' %s' "$debian"; fi
    done
}

# describe ROWS NAMES: one line for each row whose Debian name is among the names.
describe() {
    local debian english chinese
    printf '%s\n' "$1" | while IFS='|' read -r debian _ _ english chinese; do
        case " $2 " in
            *" $debian "*) printf '  %-16s %s\n' "$debian" "$(text "$english" "$chinese")" ;;
        esac
    done
}

apt_get() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
    # ${…[@]+…}: an empty array is an error under `set -u` in the bash that macOS ships.
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 "$@"
}

# Package lists are refreshed only where that is needed: they do not know a name, or name a file that is gone.
apt_install() {
    if ! apt_get install -y --no-install-recommends "$@"; then
        apt_get update
        apt_get install -y --no-install-recommends "$@"
    fi
}

# An ordinary user is asked once; without a terminal there is nobody to ask.
ask_for_sudo() {
    local by_hand="apt-get install --no-install-recommends$1" answer
    if ! command -v sudo >/dev/null; then
        fail "These packages need an administrator, and sudo is not here. As root: $by_hand" \
            "安装这些软件包需要管理员权限,而系统没有 sudo。请以 root 运行:$by_hand"
    fi
    if [ ! -t 0 ]; then
        fail "These packages need an administrator, and there is no terminal to ask on. Run: sudo $by_hand" \
            "安装这些软件包需要管理员权限,而当前没有终端可以询问。请运行:sudo $by_hand"
    fi
    printf '%s' "$(text 'Install them now with sudo? [Y/n] ' '现在用 sudo 安装吗?[Y/n] ')"
    read -r answer || answer=n
    case "$answer" in
        '' | [Yy]*) ;;
        *) fail "Not installed. By hand: sudo $by_hand" "未安装。手动安装:sudo $by_hand" ;;
    esac
    # The password, if one is wanted, is asked for here and not under the progress line.
    sudo -v
}

fail_to_install() {
    case "$1" in
        *libpython3.11*)
            say "Covey is made for Debian 12. A release without libpython3.11 needs DuckDB's own library: put the official
libduckdb.so of version 2.0 where the linker finds it (ldconfig -p lists it), then run again." \
                '群像面向 Debian 12。没有 libpython3.11 的系统版本需要 DuckDB 自己的库:请把官方 2.0 版 libduckdb.so
放到链接器能找到的位置(ldconfig -p 会列出),然后重新运行。' >&2
            ;;
    esac
    fail "apt-get could not install:$1; its own words stand above" "apt-get 无法安装:$1;它的输出见上"
}

install_with_apt() {
    local wanted=$1 missing log
    missing=$(not_in_dpkg "$wanted")
    if [ -z "$missing" ]; then return 0; fi
    # What came another way, say a DuckDB or a browser of the user's own, is as good.
    missing=$(missing_by_look "$missing")
    if [ -z "$missing" ]; then return 0; fi
    say 'System packages to install:' '需要安装的系统软件包:'
    describe "$wanted" "$missing"
    if [ "$(id -u)" -ne 0 ]; then ask_for_sudo "$missing"; fi
    log=$(mktemp)
    # shellcheck disable=SC2064 # the name is known now
    trap "rm -f '$log'" EXIT
    # shellcheck disable=SC2086
    if ! quietly "$log" apt_install $missing; then fail_to_install "$missing"; fi
}

# Homebrew names of the rows, where there is one, that `brew` does not list as installed.
missing_from_homebrew() {
    local names installed='' name
    names=$(printf '%s\n' "$1" | cut -d '|' -f 2 | grep -vx -e - || true)
    if command -v brew >/dev/null; then
        # shellcheck disable=SC2086
        installed=$(brew list --versions $names 2>/dev/null || true)
    fi
    for name in $names; do
        if ! printf '%s\n' "$installed" | grep -q "^$name "; then printf ' %s' "$name"; fi
    done
}

check_without_apt() {
    local wanted=$1 missing
    if [ "$(uname -s)" = Darwin ]; then
        missing=$(missing_from_homebrew "$wanted")
        if [ -z "$missing" ]; then return 0; fi
        fail "Covey needs these; install them and run again: brew install$missing
  Homebrew itself: https://brew.sh" \
            "群像需要以下软件包;请安装后重新运行:brew install$missing
  Homebrew 见:https://brew.sh"
    fi
    missing=$(missing_by_look "$wanted")
    if [ -z "$missing" ]; then return 0; fi
    describe "$wanted" "$missing" >&2
    fail "There is no apt-get here, so these have to be installed by hand (Debian names):$missing
  With Homebrew: brew install$(missing_from_homebrew "$wanted")" \
        "系统没有 apt-get,请手动安装以下软件包(Debian 名称):$missing
  使用 Homebrew:brew install$(missing_from_homebrew "$wanted")"
}

wanted=$(rows "$@")
if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    install_with_apt "$wanted"
else
    check_without_apt "$wanted"
fi
