# shellcheck shell=bash
# Messages in the reader's language, and long commands that stay quiet unless they fail. Sourced, not run.

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    [Zz][Hh] | [Zz][Hh][-_.@]*) speaks_chinese=yes ;;
    *) speaks_chinese=no ;;
esac

# text ENGLISH CHINESE: the one that the user's locale asks for.
text() {
    if [ "$speaks_chinese" = yes ]; then printf '%s' "$2"; else printf '%s' "$1"; fi
}

# say ENGLISH CHINESE
say() {
    printf '%s\n' "$(text "$1" "$2")"
}

# fail ENGLISH CHINESE [STATUS]: says what is wrong and ends the script, with 1 if no exit status is given.
fail() {
    printf '%s\n' "$(text "error: $1" "错误:$2")" >&2
    exit "${3:-1}"
}

# Shows seconds and the last line of a log, over and over, on a terminal.
show_progress() {
    local log=$1 width started=$SECONDS
    width=$(tput cols 2>/dev/null || echo 80)
    while sleep 1 && kill -0 "$$" 2>/dev/null; do
        printf '\r\033[K%4d s  %s' $((SECONDS - started)) "$(tail -n 1 "$log" 2>/dev/null | cut -c "1-$((width - 10))")"
    done
}

# quietly LOG COMMAND...: output goes to the log; it is shown if the command fails. On a terminal, progress is shown.
quietly() {
    local log=$1 ticker='' status=0
    shift
    : >"$log"
    if [ -t 1 ]; then
        show_progress "$log" &
        ticker=$!
    fi
    "$@" >"$log" 2>&1 || status=$?
    if [ -n "$ticker" ]; then
        kill "$ticker" 2>/dev/null || true
        wait "$ticker" 2>/dev/null || true
        printf '\r\033[K'
    fi
    if [ "$status" -ne 0 ]; then cat "$log" >&2; fi
    return "$status"
}
