# shellcheck shell=bash
# Tests of the tools that set-up cannot install itself.
# shellcheck source=setup/tests/expectations.sh
. "$(dirname "${BASH_SOURCE[0]}")/expectations.sh"

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
