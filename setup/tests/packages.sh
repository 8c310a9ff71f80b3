# shellcheck shell=bash
# Tests of the system packages.
# shellcheck source=setup/tests/expectations.sh
. "$(dirname "${BASH_SOURCE[0]}")/expectations.sh"

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
    fake brew <<<'echo "duckdb 2.0.0"; echo "zstd 1.5.7"; echo "croaring 4.2.1"; echo "xgboost 3.0.0"'
    succeeds in_fake_system bash "$root/setup/install.sh" run
    is_silent
}
