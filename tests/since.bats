#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# --since-last: builds when something changed, and only then.

load helper

# A site with all kinds of inputs: configuration, posts, pictures, an include, one missing picture.
blog() {
    mkdir -p site/content site/static out
    echo 'title = "Tides"
baseURL = "https://tides.example/"' >site/hugo.toml
    cp "$M2E_SRC/samples/blog/images/phases.png" site/static/moon.png
    post site/content/ebb.md 'title: Ebb' 'date: 2023-03-01' <<<'![Moon](/moon.png) [a](flow.md)'
    post site/content/flow.md 'title: Flow' 'date: 2024-04-02' <<<'![Later](/later.png)'
    post site/content/neap.md 'title: Neap' 'date: 2024-05-03' 'draft: true' <<<'text'
    echo 'p { margin: 0 }' >extra.css
    echo 'rights: CC0' >book.yaml
}

# The run that a scheduler repeats; further options in "$@".
edition() {
    m2e site -o out/tides.epub --cover=none --config=book.yaml --css=extra.css --since-last=state \
        -W no-picture-missing "$@"
}

# Fails unless the last run found nothing to do and told so.
idle() {
    exits 0
    equal "$stderr" "out/tides.epub: nothing new since the last edition"
}

# Fails unless the last run wrote a book of $1 posts.
built() {
    exits 0
    [[ $stderr =~ ^out/tides.epub:\ $1\ posts?, ]] || equal "$stderr" "a book of $1 posts"
}

# Inode, times and size of files: no write goes unseen.
footprint() {
    stat -c '%n %i %s %Y %Z %y' "$@"
}

@test "nothing changed: nothing is written, status 0, one line" {
    blog
    edition
    built 2
    before=$(footprint out/tides.epub state out . site site/content)
    edition
    idle
    equal "$(footprint out/tides.epub state out . site site/content)" "$before"
    edition -j8 --progress=always --color=always --diagnostics=github
    exits 0
    has "$stderr" "nothing new"
    # Other times alone are no change.
    find site extra.css out -exec touch -d 2001-01-01 {} +
    edition
    idle
}

@test "every input counts, by its contents" {
    blog
    edition
    built 2
    changes=(
        'post site/content/spring.md "title: Spring" "date: 2024-06-01" <<<text:3'
        'rm site/content/spring.md:2'
        'sed -i s/Ebb/Ebp/ site/content/ebb.md:2'
        'sed -i "s/draft: true/draft: false/" site/content/neap.md:3'
        'cp "$M2E_SRC/samples/page.png" site/static/moon.png:3'
        'cp "$M2E_SRC/samples/page.png" site/static/later.png:3'
        'rm site/static/later.png:3'
        'mkdir site/static/x && mv site/static/moon.png site/static/x:3'
        'mv site/static/x/moon.png site/content:3'
        'sed -i s/Tides/Tydes/ site/hugo.toml:3'
        'echo "p { margin: 1 }" >extra.css:3'
        'echo "rights: CC1" >book.yaml:3'
        'rm out/tides.epub:3'
        ': >out/tides.epub:3'
        'printf x | dd of=out/tides.epub bs=1 seek=5000 conv=notrunc status=none:3'
        'post site/content/x/index.md "title: X" "date: 2024-06-01" <<<text:4'
    )
    for change in "${changes[@]}"; do
        echo "change: $change"
        touch -r site/content/ebb.md stamp
        eval "${change%:*}"
        # The same size and time do not hide it.
        [ ! -e site/content/ebb.md ] || touch -r stamp site/content/ebb.md
        edition
        built "${change##*:}"
    done
    edition
    idle
}

@test "options count as far as the book depends on them" {
    blog
    edition
    built 2
    for words in '--title=Other' '--order=-date' '--drafts' '--max-image=100x100'; do
        echo "option: $words"
        edition "$words"
        exits 0
        lacks "$stderr" "nothing new"
    done
    edition --max-image=100x100 --jobs=3
    idle
}

@test "a change that changes no book leaves the file as it is" {
    blog
    edition
    before=$(footprint out/tides.epub)
    post site/content/storm.md 'title: Storm' 'date: 2025-01-01' 'draft: true' <<<'text'
    edition
    exits 0
    has "$stderr" "as before"
    has "$stderr" "nothing new since the last edition"
    equal "$(footprint out/tides.epub)" "$before"
    edition
    idle
}

@test "the day that a post waits for" {
    blog
    post site/content/surge.md 'title: Surge' 'date: 2030-06-15' <<<'text'
    export SOURCE_DATE_EPOCH=1900000000 # 17 March 2030
    edition
    built 2
    SOURCE_DATE_EPOCH=1907000000 edition # 6 June
    idle
    SOURCE_DATE_EPOCH=1907800000 edition # 15 June
    built 3
    SOURCE_DATE_EPOCH=2000000000 edition
    idle
    SOURCE_DATE_EPOCH=1900000000 edition
    idle # once published, the clock does not matter: nothing waits
}

@test "a state that is damaged, foreign, empty or of another version costs one message" {
    blog
    edition
    cp state good
    for kind in damaged cut empty version foreign folder; do
        echo "kind: $kind"
        cp good state
        case $kind in
            damaged) sed -i '0,/title/s/file /fill /' state ;;
            cut) truncate -s -100 state ;;
            empty) : >state ;;
            version) { echo 'mdbook2epub state 999' && tail -n +2 good | sed '$d'; } >state ;;
            foreign) echo 'my diary' >state ;;
            folder) rm state && mkdir state ;;
        esac
        edition
        equal "$(grep -c '^state: warning: .*\[state\]$' <<<"$stderr")" 1
        if [ "$kind" = folder ]; then
            exits 3
            rmdir state
            continue
        fi
        exits 0
        has "$stderr" "out/tides.epub: 2 posts"
        edition
        idle
    done
    equal "$(cat state~)" 'my diary' # never lost
}

@test "what is new and changed since the last edition is listed behind the title page" {
    blog
    edition
    lacks "$(entry out/tides.epub OEBPS/nav.xhtml)" '#new'
    post site/content/spring.md 'title: Spring' 'date: 2024-06-01' <<<'text'
    echo more >>site/content/ebb.md
    edition
    title=$(entry out/tides.epub OEBPS/title.xhtml)
    equal "$(grep -o '<h2>[^<]*\|href="[a-z]*.xhtml"' <<<"$title" | paste -sd' ')" \
        '<h2>New since the last edition href="spring.xhtml" <h2>Changed since the last edition href="ebb.xhtml"'
    first=$(entry out/tides.epub OEBPS/nav.xhtml | grep -m1 '<li>')
    equal "$first" '<li><a href="title.xhtml#new">New since the last edition</a></li>'
    has "$(entry out/tides.epub OEBPS/package.opf)" 'type="text" title="Text" href="part-2023.xhtml"'
    m2e --check --strict out/tides.epub
    exits 0
    # The list belongs to the edition, not to the run.
    echo 'p { margin: 2 }' >extra.css
    edition
    equal "$(entry out/tides.epub OEBPS/title.xhtml)" "$title"
    post site/content/wave.md 'title: Wave' 'date: 2024-07-01' <<<'text'
    edition
    equal "$(entry out/tides.epub OEBPS/title.xhtml | grep -c '<li>')" 1
    # Without the option there is none.
    m2e site -o out/plain.epub
    lacks "$(entry out/plain.epub OEBPS/title.xhtml)" 'edition'
}

@test "no post that is added takes the name of another's chapter" {
    blog
    post site/content/b/flow.md 'title: Flow again' 'date: 2024-05-02' <<<'again'
    edition
    for name in flow flow-2024-05-02; do
        entry out/tides.epub "OEBPS/$name.xhtml" >"$name.before"
    done
    has "$(cat flow.before)" '<h1>Flow</h1>'
    post site/content/a/flow.md 'title: Old flow' 'date: 2020-01-02' <<<'old'
    edition
    built 4
    for name in flow flow-2024-05-02; do
        equal "$(entry out/tides.epub "OEBPS/$name.xhtml")" "$(cat "$name.before")"
    done
    has "$(entry out/tides.epub OEBPS/flow-2020-01-02.xhtml)" '<h1>Old flow</h1>'
    has "$(entry out/tides.epub OEBPS/title.xhtml)" 'href="flow-2020-01-02.xhtml"'
    lacks "$(entry out/tides.epub OEBPS/title.xhtml)" 'Changed since'
    # A post with another slug is called by that.
    sed -i '3a slug: rip' site/content/b/flow.md
    edition
    has "$(entry out/tides.epub OEBPS/rip.xhtml)" '<h1>Flow again</h1>'
    m2e --check --strict out/tides.epub
    exits 0
}

@test "of volumes only those are written whose books change" {
    blog
    volumes() { m2e site --split=year -o 'out/{year}.epub' --since-last=state -W no-picture-missing; }
    volumes
    exits 0
    before=$(footprint out/2023.epub)
    volumes
    exits 0
    equal "$stderr" "2 books: nothing new since the last edition"
    post site/content/spring.md 'title: Spring' 'date: 2024-06-01' <<<'text'
    volumes
    exits 0
    has "$stderr" "out/2023.epub: 1 post, 1 picture"
    has "$stderr" "as before"
    lacks "$stderr" "nothing new"
    equal "$(footprint out/2023.epub)" "$before"
    has "$(entry out/2024.epub OEBPS/title.xhtml)" 'href="spring.xhtml"'
    rm out/2023.epub
    volumes
    exits 0
    [ -s out/2023.epub ]
    volumes
    has "$stderr" "nothing new"
}

@test "books and state within the blog's folder are no change of it" {
    blog
    within() { (cd site && m2e . --split=year -o 'archive/{year}.epub' --since-last=last "$@" &&
        printf '%s\n' "$status" "$stderr"); }
    within -W no-picture-missing >first
    within -W no-picture-missing >second
    has "$(cat first)" "archive/2024.epub: 1 post"
    equal "$(cat second)" "0
2 books: nothing new since the last edition"
    # But posts put there are.
    (cd site && m2e content -o archive/x.epub --since-last=last -W no-picture-missing)
    m2e site/content -o site/content/sub/x.epub --since-last=last2
    exits 3 # no such folder
    m2e site/content --split=year -o 'site/content/sub/{year}.epub' --since-last=last2
    exits 0
    m2e site/content --split=year -o 'site/content/sub/{year}.epub' --since-last=last2
    has "$stderr" "nothing new"
    post site/content/sub/spring.md 'title: Spring' 'date: 2024-06-01' <<<'text'
    m2e site/content --split=year -o 'site/content/sub/{year}.epub' --since-last=last2
    has "$stderr" "site/content/sub/2024.epub: 2 posts"
}

@test "a failure leaves book and state, and the next run tries again" {
    blog
    edition
    cp state state.before
    cp out/tides.epub book.before
    post site/content/spring.md 'title: Spring' 'date: 2024-06-01' <<<'text'
    for words in '--cover=missing.jpg' '-W error=picture-missing'; do
        echo "words: $words"
        # shellcheck disable=SC2086 # the words of a command line
        edition $words
        [ "$status" -ne 0 ]
        cmp state state.before
        cmp out/tides.epub book.before
    done
    run bash -c 'ulimit -f 8; "$M2E" site -o out/tides.epub --since-last=state -q'
    [ "$status" -ne 0 ]
    cmp state state.before
    cmp out/tides.epub book.before
    equal "$(find . -name '.*.tmp')" ""
    edition
    built 3
}

@test "two runs at once: the book is whole, and the next run finds it so" {
    blog
    for day in 1 2; do
        post site/content/spring.md 'title: Spring' "date: 2024-06-0$day" <<<"text $day"
        for _ in 1 2 3; do
            timeout 60 "$M2E" -q site -o out/tides.epub --since-last=state -W no-picture-missing &
        done
        wait
        m2e --check out/tides.epub
        exits 0
        m2e site -o out/tides.epub --since-last=state -W no-picture-missing
        exits 0
        m2e site -o out/tides.epub --since-last=state -W no-picture-missing
        idle
    done
}
