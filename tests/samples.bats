#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# samples/schedule: what it tells machines to do is done here, on the sample blog.

load helper

SCHEDULE=$BATS_TEST_DIRNAME/../samples/schedule

# Sample file $1 with the places of this test in it; makes the places.
placed() {
    mkdir -p srv/www/books state
    [ -e srv/blog ] || cp -r "$M2E_SRC/samples/blog" srv/blog
    sed -e "s|/srv/|$PWD/srv/|g; s|/var/lib/books|$PWD/state|g; s|/usr/local/bin/mdbook2epub|$M2E|
        /^Documentation=/d" "$SCHEDULE/$1"
}

# Value of key $2 in unit file $1, its lines joined.
value() {
    sed -e :a -e '/\\$/{N;s/\\\n *//;ta' -e '}' "$1" | sed -n "s/^$2=//p"
}

# Runs "$@", which writes the volumes to srv/www/books, for a first, an idle and a later edition.
three_editions() {
    "$@" || return
    "$M2E" --check --strict srv/www/books/2024.epub srv/www/books/2025.epub
    [ -s srv/www/books/catalog.xml ] && [ -s srv/www/books/books.rss ]
    first=$(stat -c '%n %i %z' srv/www/books/*)
    "$@" || return
    equal "$(stat -c '%n %i %z' srv/www/books/*)" "$first"
    post srv/blog/new.md 'title: New' 'date: 2025-12-20' <<<'A new post.'
    "$@" || return
    equal "$(stat -c '%n %i %z' srv/www/books/2024.epub)" "$(grep 2024.epub <<<"$first")"
    [ "$(stat -c '%n %i %z' srv/www/books/2025.epub)" != "$(grep 2025.epub <<<"$first")" ]
    has "$(entry srv/www/books/2025.epub OEBPS/title.xhtml)" 'href="new.xhtml"'
}

@test "systemd accepts service and timer, and the sandbox is a tight one" {
    needs systemd-analyze
    placed books.service >books.service
    placed books.timer >books.timer
    run systemd-analyze --man=no verify ./books.service ./books.timer
    equal "$output" ""
    exits 0
    run systemd-analyze calendar --iterations=2 "$(value books.timer OnCalendar)"
    exits 0
    [ "$(grep -c '04:17:00' <<<"$output")" -ge 2 ]
    # Exposure as systemd rates it, times ten: 0 is none, below 20 is "OK".
    run systemd-analyze security --offline=true --threshold=20 ./books.service
    exits 0
}

@test "the service's command makes the archive, and nothing when nothing is new" {
    placed books.service >books.service
    command=$(value books.service ExecStart)
    case $command in *[%\$]*) equal "$command" "a line without specifiers and variables" ;; esac
    service() {
        (cd "$(value books.service WorkingDirectory)" && env -i bash -c "$command")
    }
    three_editions service
}

@test "the line for cron does the same, by sh, with what cron sets" {
    placed crontab >crontab
    if command -v crontab >/dev/null; then
        run crontab -n crontab
        exits 0
    fi
    line=$(grep '^[0-9]' crontab)
    lacks "$line" %
    read -r minute hour day month weekday command <<<"$line"
    equal "$minute $hour $day $month $weekday" "17 4 * * *"
    equal "$(grep -c . <(grep -v '^#' crontab))" 2
    path=$(sed -n 's/^PATH=//p' crontab)
    job() {
        env -i HOME="$PWD/state" SHELL=/bin/sh LOGNAME=books "PATH=$(dirname "$M2E"):$path" \
            sh -c "$command" >mail 2>&1
        equal "$(<mail)" "" # or cron would send it
    }
    three_editions job
}

# Runs the workflow's own commands in checkout $1 as its runner does, on the program at hand.
workflow() {
    mkdir -p home
    timeout 120 python3 - "$SCHEDULE/books.yml" "$1" <<'PYTHON'
import subprocess, sys, yaml
flow = yaml.safe_load(open(sys.argv[1]))
job, = flow["jobs"].values()
assert flow["defaults"]["run"]["shell"] == "bash" and flow[True]["schedule"] and flow["concurrency"]
assert flow["permissions"] == {"contents": "write"}
env = {k: str(v) for k, v in flow["env"].items()}
ran = []
for step in job["steps"]:
    assert ("run" in step) != ("uses" in step), step
    if "uses" in step or step.get("id") in ("tools", "program"):
        continue  # the network's
    print("step:", step["name"], flush=True)
    subprocess.run(["env", *(f"{k}={v}" for k, v in env.items()),
                    "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                   cwd=sys.argv[2], check=True)
    ran.append(step["name"])
assert ran == ["The books so far", "New volumes", "Publish"], ran
PYTHON
}

@test "the workflow publishes the volumes, once each, on a branch of one commit" {
    needs git python3
    python3 -c 'import yaml' || skip "no python3-yaml"
    export HOME=$PWD/home PATH="$(dirname "$M2E"):$PATH" GIT_CONFIG_NOSYSTEM=1
    export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
    git init -q --bare -b main hub.git
    cp -r "$M2E_SRC/samples/blog" blog
    (cd blog && git init -q -b main && git add . && git commit -qm one && git push -q ../hub.git main)
    # One run of the workflow, in a checkout of its own at the place that runners always use.
    turn() {
        rm -rf runner
        git clone -q --depth=1 "file://$PWD/hub.git" runner
        GITHUB_RUN_ID=$1 workflow runner >log 2>&1 || {
            cat log
            return 1
        }
        git -C hub.git rev-parse books
    }
    one=$(turn 1)
    equal "$(git -C hub.git ls-tree --name-only books | grep epub | xargs)" "2024.epub 2025.epub"
    git -C hub.git show books:catalog.xml >catalog.xml
    has "$(<catalog.xml)" 'https://example.org/books/'
    two=$(turn 2)
    equal "$two" "$one"
    has "$(<log)" "nothing new"
    post blog/new.md 'title: New' 'date: 2026-01-05' <<<'A new post.'
    (cd blog && git add . && git commit -qm two && git push -q ../hub.git main)
    three=$(turn 3)
    [ "$three" != "$one" ]
    equal "$(git -C hub.git rev-list --count books)" 1
    equal "$(git -C hub.git ls-tree --name-only books | grep epub | xargs)" \
        "2024.epub 2025.epub 2026.epub"
    for year in 2024 2025; do
        equal "$(git -C hub.git rev-parse "books:$year.epub")" "$(git -C hub.git rev-parse "$one:$year.epub")"
    done
    git -C hub.git show books:2026.epub >2026.epub
    m2e --check --strict 2026.epub
    exits 0
}
