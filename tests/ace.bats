#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Ace by DAISY finds no violation that is serious or worse. It drives a browser and takes long:
# M2E_ACE=1 (as .ci/run sets) tries the sample blog, M2E_FULL=1 real blogs, too.

load helper

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

@test "the sample blog is accessible" {
    needs_ace
    m2e "$M2E_SRC/samples/blog" -o out.epub
    exits 0
    accessible out.epub
}

@test "real blogs are accessible" {
    [ "${M2E_FULL:-}" = 1 ] || skip "takes long; M2E_FULL=1 runs it"
    needs_ace
    [ -d "${M2E_SHARED:-}/corpora" ] || skip "no corpora"
    for folder in "$M2E_SHARED"/corpora/*/; do
        [ -f "$folder/LICENSE" ] || continue
        echo "blog: $folder"
        m2e "$folder" -o out.epub
        exits 0
        accessible out.epub
    done
}
