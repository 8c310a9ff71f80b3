#!/usr/bin/env bash
# Tests of the set-up itself. Each runs in a process and a folder of its own; deps/ is read and never written.
# No test uses the network: pip is pointed at a closed loopback port, or at a folder with a wheel made here.
#   setup/test-setup.sh             runs all of them
#   setup/test-setup.sh test_NAME   runs one, and shows its output
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# MARK: What tests are written with

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

# A Debian on which no package is installed and which keeps a record of what is asked of apt-get and sudo in `asked`.
bare_debian() {
    : >asked
    fake dpkg-query </dev/null
    fake ldconfig </dev/null
    fake uname <<<'echo Linux'
    fake id <<<"echo $1"
    # shellcheck disable=SC2016 # for the fake to expand
    fake apt-get <<<'echo "apt-get $*" >>asked'
}

with_sudo() {
    # shellcheck disable=SC2016
    fake sudo <<<'echo "sudo $*" >>asked; if [ "$1" != -v ]; then exec "$@"; fi'
}

# A wheel, `made` 1.0, with one file in it, and a lock that pins both.
made_wheel() {
    mkdir -p wheels
    python3 - <<'PYTHON'
import zipfile
with zipfile.ZipFile("wheels/made-1.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr("made/file.txt", "what is pinned\n")
    wheel.writestr("made-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: made\nVersion: 1.0\n")
    wheel.writestr("made-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.writestr("made-1.0.dist-info/RECORD", "")
PYTHON
    printf 'what is pinned\n' >pinned.txt
    write_lock "$(sha256_of wheels/made-1.0-py3-none-any.whl)" "$(sha256_of pinned.txt)" made/file.txt
}

write_lock() {
    printf 'wheel made 1.0 any made-1.0-py3-none-any.whl %s\n  take made/file.txt %s %s\n' "$@" >lock
}

fetch() {
    python3 "$root/setup/fetch.py" --lock lock --into deps "$@"
}

from_folder() {
    PIP_CONFIG_FILE=/dev/null PIP_NO_INDEX=1 PIP_FIND_LINKS="$PWD/wheels" "$@"
}

# Port 9 of this machine answers nobody.
without_network() {
    env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null PIP_INDEX_URL=http://127.0.0.1:9/simple "$@"
}

# MARK: Pinned downloads

test_fetch_takes_the_pinned_file_out_of_its_wheel() {
    made_wheel
    succeeds from_folder fetch
    cmp deps/made/file.txt pinned.txt
    equal "$(find deps -name '.new-*' -o -name '.download-*')" ''
}

test_fetch_does_nothing_and_needs_no_network_when_all_is_there() {
    made_wheel
    succeeds from_folder fetch
    succeeds without_network python3 "$root/setup/fetch.py" --lock lock --into deps
    is_silent
    rm deps/.in-place.json
    succeeds without_network python3 "$root/setup/fetch.py" --lock lock --into deps
    is_silent
}

test_fetch_replaces_a_file_that_was_tampered_with() {
    made_wheel
    succeeds from_folder fetch
    # Same length, same modification time.
    touch -r deps/made/file.txt before
    printf 'what is forged\n' >deps/made/file.txt
    touch -r before deps/made/file.txt
    succeeds from_folder fetch
    says 'not the pinned file'
    cmp deps/made/file.txt pinned.txt
}

test_fetch_refuses_a_wheel_other_than_the_pinned_one() {
    made_wheel
    local other
    other=$(printf '%064d' 7)
    write_lock "$other" "$(sha256_of pinned.txt)" made/file.txt
    fails from_folder fetch
    says 'made-1.0-py3-none-any.whl is refused'
    says "$other"
    says "$(sha256_of wheels/made-1.0-py3-none-any.whl)"
    [ ! -e deps/made/file.txt ] || reject 'nothing is put in place'
}

test_fetch_refuses_a_file_other_than_the_pinned_one() {
    made_wheel
    write_lock "$(sha256_of wheels/made-1.0-py3-none-any.whl)" "$(printf '%064d' 7)" made/file.txt
    fails from_folder fetch
    says 'made/file.txt is refused'
    [ ! -e deps/made/file.txt ] || reject 'nothing is put in place'
}

test_fetch_refuses_a_place_outside_its_folder() {
    made_wheel
    write_lock "$(sha256_of wheels/made-1.0-py3-none-any.whl)" "$(sha256_of pinned.txt)" ../file.txt
    fails from_folder fetch
    says 'lock:2: ../file.txt lies outside deps/'
}

test_fetch_names_the_line_of_the_lock_that_it_cannot_read() {
    printf '# pinned\nwhel made 1.0\n' >lock
    fails fetch
    says 'lock:2: cannot read this line: whel made 1.0'
}

test_fetch_without_network_says_what_to_do() {
    made_wheel
    fails without_network python3 "$root/setup/fetch.py" --lock lock --into deps
    says 'made 1.0 could not be fetched'
    says 'PIP_FIND_LINKS=FOLDER'
}

test_fetch_without_pip_says_how_to_get_it() {
    made_wheel
    # -S leaves out the folders of installed packages, pip's among them.
    fails python3 -S "$root/setup/fetch.py" --lock lock --into deps
    says 'python3-pip'
}

test_fetch_speaks_chinese_to_a_chinese_locale() {
    made_wheel
    unset LC_ALL LC_MESSAGES
    fails without_network env LANG=zh_CN.UTF-8 python3 "$root/setup/fetch.py" --lock lock --into deps
    says '首次下载需要网络'
}

test_fetch_leaves_out_what_is_pinned_for_another_platform_and_says_so() {
    made_wheel
    sed 's/ any / linux-riscv64 /' lock >lock.new && mv lock.new lock
    succeeds from_folder fetch --platform darwin-aarch64
    says 'made 1.0: nothing is pinned for darwin-aarch64'
    [ ! -e deps/made ] || reject 'nothing is put in place'
}

test_what_set_up_fetched_for_this_machine_is_complete_without_network() {
    local fetched=${COVEY_DEPS:-$root/deps}
    [ -d "$fetched" ] || reject 'make setup has run'
    cp -R "$fetched" deps
    succeeds without_network python3 "$root/setup/fetch.py" --into deps
    [ -s deps/echarts/echarts.min.js ] || reject 'ECharts is there'
    [ -s deps/echarts/LICENSE ] || reject 'its licence is there'
}

test_the_duckdb_that_set_up_fetched_opens_as_a_plain_library() {
    local library
    library=$(find "${COVEY_DEPS:-$root/deps}/duckdb" -name '_duckdb.*.so' 2>/dev/null)
    if [ -z "$library" ]; then
        case "$(uname -s)-$(uname -m)" in
            Linux-x86_64 | Linux-aarch64) reject 'make setup has fetched DuckDB' ;;
            *) return 0 ;; # nothing is pinned for this platform, so there is nothing to open
        esac
    fi
    cat >open.py <<'PYTHON'
import ctypes, sys
ctypes.CDLL("libpython3.11.so.1.0", ctypes.RTLD_GLOBAL)
library = ctypes.CDLL(sys.argv[1])
library.duckdb_library_version.restype = ctypes.c_char_p
print(library.duckdb_library_version().decode(), library.duckdb_adbc_init is not None)
PYTHON
    succeeds python3 open.py "$library"
    says 'v2.0.0 True'
}

# MARK: System packages

test_install_is_silent_and_asks_nothing_when_all_is_there() {
    bare_debian 1000
    # shellcheck disable=SC2016
    fake dpkg-query <<<'for name; do printf "%s=installed " "$name"; done'
    succeeds in_fake_system bash "$root/setup/install.sh" run test bench
    is_silent
    equal "$(cat asked)" ''
}

test_install_as_root_installs_what_is_missing_without_refreshing_the_lists() {
    bare_debian 0
    succeeds in_fake_system bash "$root/setup/install.sh" run
    says 'libpython3.11'
    grep -qE '^apt-get .* install -y --no-install-recommends .*libpython3\.11' asked || reject "$(cat asked)"
    ! grep -q update asked || reject 'no update where the lists know the names'
}

test_install_as_root_refreshes_the_lists_when_they_do_not_know_a_name() {
    bare_debian 0
    # shellcheck disable=SC2016
    fake apt-get <<<'echo "apt-get $*" >>asked; case "$*" in *update*) : >lists ;; *) [ -e lists ] ;; esac'
    succeeds in_fake_system bash "$root/setup/install.sh" run
    equal "$(sed -E 's/.*(install|update).*/\1/' asked | tr '\n' ' ')" 'install update install '
}

test_install_shows_what_apt_said_when_it_fails() {
    bare_debian 0
    fake apt-get <<<'echo "E: no room left" >&2; exit 100'
    fails in_fake_system bash "$root/setup/install.sh" run
    says 'E: no room left'
    says 'could not install: libpython3.11'
}

test_install_by_an_ordinary_user_without_sudo_says_what_root_must_run() {
    bare_debian 1000
    fails in_fake_system bash "$root/setup/install.sh" run
    says 'As root: apt-get install --no-install-recommends libpython3.11'
    equal "$(cat asked)" ''
}

test_install_by_an_ordinary_user_without_a_terminal_installs_nothing() {
    bare_debian 1000
    with_sudo
    fails in_fake_system bash "$root/setup/install.sh" run
    says 'Run: sudo apt-get install --no-install-recommends libpython3.11'
    equal "$(cat asked)" ''
}

# on_terminal ANSWER COMMAND...: runs the command on a terminal of its own and types the answer.
on_terminal() {
    cat >terminal.py <<'PYTHON'
import os, pty, sys
process, terminal = pty.fork()
if process == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
os.write(terminal, sys.argv[1].encode() + b"\n")
while True:
    try:
        block = os.read(terminal, 4096)
    except OSError:  # Linux reports the end of a terminal as an error
        break
    if not block:
        break
    os.write(1, block)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
PYTHON
    "$(command -v python3)" terminal.py "$@"
}

test_install_by_an_ordinary_user_asks_once_and_uses_sudo() {
    bare_debian 1000
    with_sudo
    fake python3 <<<"exec '$(python3 -c 'import sys; print(sys.executable)')' \"\$@\""
    succeeds in_fake_system on_terminal y bash "$root/setup/install.sh" run test
    equal "$(grep -o 'with sudo?' output | wc -l | tr -d ' ')" 1
    grep -qE '^sudo env .*apt-get .* install -y .*libpython3\.11.*chromium' asked || reject "$(cat asked)"
}

test_install_takes_no_for_an_answer() {
    bare_debian 1000
    with_sudo
    fake python3 <<<"exec '$(python3 -c 'import sys; print(sys.executable)')' \"\$@\""
    fails in_fake_system on_terminal n bash "$root/setup/install.sh" run
    says 'Not installed. By hand: sudo apt-get install'
    equal "$(cat asked)" ''
}

test_install_without_apt_names_what_to_install_by_hand() {
    fake uname <<<'echo Linux'
    fake ldconfig </dev/null
    fails in_fake_system bash "$root/setup/install.sh" run test
    says 'by hand (Debian names): libpython3.11'
    says 'brew install duckdb'
    says 'chromium'
}

test_install_without_apt_is_content_when_the_libraries_are_there_another_way() {
    fake uname <<<'echo Linux'
    fake ldconfig <<<'echo "	libduckdb.so (libc6,x86-64) => /usr/local/lib/libduckdb.so"'
    succeeds in_fake_system bash "$root/setup/install.sh" run
    is_silent
}

test_install_on_macos_names_the_homebrew_packages() {
    fake uname <<<'echo Darwin'
    fake brew <<<'echo "zstd 1.5.7"; exit 1'
    fails in_fake_system bash "$root/setup/install.sh" run
    says 'brew install duckdb'
    ! grep -q zstd output || reject 'what Homebrew has is not named'
    fake brew <<<'echo "duckdb 2.0.0"; echo "zstd 1.5.7"'
    succeeds in_fake_system bash "$root/setup/install.sh" run
    is_silent
}

# MARK: Tools that set-up cannot install

test_a_missing_or_old_swift_is_named_with_where_to_get_it() {
    fails in_fake_system bash "$root/setup/require.sh"
    says 'Swift is not found'
    says 'https://www.swift.org/install'
    fake swift <<<'echo "Swift version 6.1.2 (swift-6.1.2-RELEASE)"'
    fails in_fake_system bash "$root/setup/require.sh"
    says 'found: 6.1'
}

test_a_missing_python_is_named() {
    fake swift <<<'echo "Swift version 6.3.1 (swift-6.3.1-RELEASE)"'
    fails in_fake_system bash "$root/setup/require.sh"
    says 'apt-get install python3-pip'
}

# MARK: Demo and build

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

# MARK: The tests' own output

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

# MARK: Running them

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
