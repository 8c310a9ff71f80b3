# shellcheck shell=bash
# Tests of the pinned downloads.
# shellcheck source=setup/tests/expectations.sh
. "$(dirname "${BASH_SOURCE[0]}")/expectations.sh"

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
    rm deps/.in-place-lock.json
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

# An archive with a folder to unpack, whose own code pip can ask for its name without network.
made_archive() {
    mkdir -p wheels made-1.0/parts/bin
    printf 'a part\n' >made-1.0/parts/bin/part
    chmod +x made-1.0/parts/bin/part
    printf 'not wanted\n' >made-1.0/other
    printf '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n' >made-1.0/pyproject.toml
    cat >made-1.0/backend.py <<'END'
import os
def prepare_metadata_for_build_wheel(folder, settings=None):
    os.mkdir(os.path.join(folder, "made-1.0.dist-info"))
    with open(os.path.join(folder, "made-1.0.dist-info", "METADATA"), "w") as file:
        file.write("Metadata-Version: 2.1\nName: made\nVersion: 1.0\n")
    return "made-1.0.dist-info"
END
    tar -czf wheels/made-1.0.tar.gz made-1.0
    printf 'archive made 1.0 any made-1.0.tar.gz %s\n  unpack made-1.0/parts made\n' "${1:-$(sha256_of wheels/made-1.0.tar.gz)}" >lock
}

test_fetch_unpacks_the_folder_of_an_archive_once() {
    made_archive
    succeeds from_folder fetch
    [ -x deps/made/bin/part ] || reject 'what can be run stays so'
    [ ! -e deps/made/other ] || reject 'only the folder is taken'
    succeeds without_network python3 "$root/setup/fetch.py" --lock lock --into deps
    rm -r deps/made
    succeeds from_folder fetch
    [ -x deps/made/bin/part ] || reject 'what was removed comes back'
}

test_fetch_refuses_an_archive_other_than_the_pinned_one() {
    made_archive "$(printf '%064d' 7)"
    fails from_folder fetch
    [ ! -e deps/made ] || reject 'nothing is put in place'
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
    mkdir deps
    # Not the Spark of the tests, which has a lock of its own and is large.
    cp -R "$fetched"/duckdb "$fetched"/echarts "$fetched"/spark-driver deps
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
