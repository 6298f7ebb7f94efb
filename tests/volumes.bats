#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Volumes and selections as a library: what stays when posts come, what never mixes, what survives.

load helper

SPLITS='year quarter month tag series'

# Seven posts of two years; tags and series whose names are alike or mean something to the program.
blog() {
    post blog/ash.md 'title: Ash' 'date: 2023-02-01' 'tags: [C, wood]' 'series: Trees' <<<'[elm](elm.md)'
    post blog/birch.md 'title: Birch' 'date: 2023-08-09' 'tags: ["C++", wood]' <<<'![b](img/one.png)'
    post blog/cedar.md 'title: Cedar' 'date: 2024-01-05' 'tags: [other]' 'series: Trees' \
        <<<'[ash](ash.md) [elm](elm.md#bark) ![c](img/two.png)'
    post blog/elm.md 'title: Elm' 'date: 2024-05-05' 'tags: ["2024", wood]' 'series: Conifers?' <<<'## Bark'
    post blog/fir.md 'title: Fir' 'date: 2024-05-06' 'tags: ["2024-05"]' <<<'text'
    post blog/gum.md 'title: Gum' 'date: 2024-06-07' <<<'[fir](fir.md)'
    post blog/hazel.md 'title: Hazel' <<<'text'
    mkdir -p blog/img
    cp "$M2E_SRC/samples/blog/images/phases.png" blog/img/one.png
    cp "$M2E_SRC/samples/page.png" blog/img/two.png
}

SPLIT=(blog -q --title=Trees --base-url=https://trees.example --cover=none -W no-no-date)

# Volumes by $1 into folder $2; further options in $3….
split() {
    m2e "${SPLIT[@]}" "--split=$1" -o "$2/{key}.epub" "${@:3}"
    exits 0
}

identifier() {
    entry "$1" OEBPS/package.opf | sed -n 's/.*<dc:identifier[^>]*>\(.*\)<.*/\1/p'
}

# "NAME POSITION" of each volume in folder $1, by both notations, which must agree.
positions() {
    python3 - "$1"/*.epub <<'PYTHON'
import os, re, sys, zipfile
rows = []
for name in sys.argv[1:]:
    opf = zipfile.ZipFile(name).read("OEBPS/package.opf").decode()
    one, = re.findall(r'"group-position">(.*)<', opf)
    two, = re.findall(r'"calibre:series_index" content="(.*)"', opf)
    assert one == two, (name, one, two)
    rows.append(f"{os.path.basename(name)[:-5]} {one}")
print(" ".join(sorted(rows)))
PYTHON
}

@test "a volume that starts in the middle of a group has right contents" {
    needs python3
    blog
    for options in 'quarter --group=year' 'month --group=series' 'year --group=tag' 'tag --group=month'; do
        echo "options: $options"
        # shellcheck disable=SC2086 # the words of a command line
        split ${options% *} out ${options#* }
        m2e --check --strict out/*.epub
        exits 0
        python3 - out/*.epub <<'PYTHON'
import re, sys, zipfile
for name in sys.argv[1:]:
    book = zipfile.ZipFile(name)
    text = lambda n: book.read("OEBPS/" + n).decode()
    opf, nav, ncx = text("package.opf"), text("nav.xhtml").split("</nav>")[0], text("toc.ncx")
    href = dict(re.findall(r'<item id="([^"]*)" href="([^"]*)"', opf))
    spine = [href[i] for i in re.findall(r'<itemref idref="([^"]*)"', opf)]
    for links in (re.findall(r'<a href="([^"#]*)', nav), re.findall(r'<content src="([^"#]*)', ncx)):
        assert links[0].startswith("part-"), (name, links)
        assert [spine.index(l) for l in links] == sorted(spine.index(l) for l in links), name
        posts = [n for n in spine if 'class="post"' in text(n)]
        assert posts and set(posts) <= set(links), (name, posts, links)
    # each part is there because posts of this volume are in it, and lists no others
    assert "<ol></ol>" not in nav.replace("\n", ""), name
    for part in (n for n in spine if n.startswith("part-")):
        listed = re.findall(r'<li><a href="([^"]*)"', text(part))
        assert listed and set(listed) <= set(posts), (name, part, listed)
PYTHON
        rm -r out
    done
}

@test "links to another volume go to the live address, else become text" {
    blog
    split year out
    has "$(entry out/2024.epub OEBPS/cedar.xhtml)" '<a href="https://trees.example/ash/" class="out">ash</a>'
    has "$(entry out/2024.epub OEBPS/cedar.xhtml)" '<a href="elm.xhtml#bark">elm</a>'
    has "$(entry out/2023.epub OEBPS/ash.xhtml)" '<a href="https://trees.example/elm/" class="out">elm</a>'
    m2e blog -q --split=year -o 'out/{year}.epub' -W no-no-date
    exits 0
    has "$(entry out/2024.epub OEBPS/cedar.xhtml)" '<p><span>ash</span> <a href="elm.xhtml#bark">elm</a>'
    has "$(entry out/2023.epub OEBPS/ash.xhtml)" '<p><span>elm</span></p>'
}

@test "series positions are in order, and stay when a newer post comes" {
    needs python3
    blog
    for order in date -date; do
        for kind in $SPLITS; do split "$kind" "$kind" "--order=$order"; done
        equal "$(positions year)" "2023 2023 2024 2024 other 0"
        equal "$(positions quarter)" "2023-q1 2023.01 2023-q3 2023.03 2024-q1 2024.01 2024-q2 2024.02 other 0"
        equal "$(positions month)" \
            "2023-02 2023.02 2023-08 2023.08 2024-01 2024.01 2024-05 2024.05 2024-06 2024.06 other 0"
        equal "$(positions tag)" \
            "2024 5 2024-05 6 c 1 c-1 3 other 0 other-1 4 wood 2"
        equal "$(positions series)" "conifers 2 other 0 trees 1"
        rm -r $SPLITS
    done
}

@test "a newer post changes no byte of the volumes it is not in, whatever the order" {
    blog
    for order in date -date weight; do
        kinds=$SPLITS
        [ "$order" = date ] || kinds='year tag'
        for kind in $kinds; do split "$kind" "before/$kind" "--order=$order"; done
        mkdir -p blog/new
        post blog/new/ash.md 'title: Aspen' 'slug: ash' 'date: 2024-09-01' 'tags: [New]' 'series: A' \
            'weight: 1' <<<'![n](one.png) ![same](copy.png)'
        cp "$M2E_SRC/samples/page.png" blog/new/one.png
        cp blog/img/one.png blog/new/copy.png
        for kind in $kinds; do split "$kind" "after/$kind" "--order=$order"; done
        for file in before/*/*.epub; do
            [ "$file" = before/year/2024.epub ] || cmp "$file" "after${file#before}"
        done
        # in its own volume and in the whole book, the other chapters and pictures
        m2e blog -q --title=T -o after/whole.epub "--order=$order" -W no-no-date
        mv blog/new new
        m2e blog -q --title=T -o before/whole.epub "--order=$order" -W no-no-date
        rm -r new
        for book in year/2024 whole; do
            for side in before after; do unzip -qd "$side/files" "$side/$book.epub"; done
            for name in $(cd before/files/OEBPS && ls images/* ash* birch* cedar* elm* fir* gum* hazel* 2>/dev/null); do
                cmp "before/files/OEBPS/$name" "after/files/OEBPS/$name"
            done
            grep -o '<item id="[ci]-[^"]*" href="[^"]*"' before/files/OEBPS/package.opf >items
            equal "$(grep -c . items)" "$(grep -oFf items after/files/OEBPS/package.opf | wc -l)"
            rm -r before/files after/files
            equal "$(identifier "after/$book.epub")" "$(identifier "before/$book.epub")"
        done
        rm -r before after
    done
}

# A picture is named by its place, so an older post with a picture of the same name takes none away.
@test "a back-dated post with pictures of the same names changes no other chapter" {
    for n in 1 2; do
        mkdir -p "site/posts/trip-$n" site/static
        cp "$M2E_SRC/samples/blog/images/phases.png" "site/posts/trip-$n/map.png"
        printf '%s' "$n" >>"site/posts/trip-$n/map.png"
        post "site/posts/trip-$n/index.md" "title: Trip $n" "date: 2024-0$n-01" <<<'![a map](map.png) ![b](/pot.png)'
    done
    cp "$M2E_SRC/samples/page.png" site/static/pot.png
    m2e site -q -o before.epub
    exits 0
    mkdir -p site/posts/old
    cp "$M2E_SRC/samples/cover.png" site/posts/old/map.png
    post site/posts/old/index.md 'title: Old' 'date: 2023-01-01' <<<'![a map](map.png)'
    m2e site -q -o after.epub
    exits 0
    equal "$(unzip -Z1 before.epub | grep images/ | sort | xargs)" \
        "OEBPS/images/pot.png OEBPS/images/trip-1-map.png OEBPS/images/trip-2-map.png"
    for name in $(unzip -Z1 before.epub | grep -E 'images/|trip'); do
        cmp <(entry before.epub "$name") <(entry after.epub "$name")
    done
}

@test "a book is newer by each post that is added, also by one of an older date" {
    blog
    modified() {
        m2e blog -q --title=T -o out.epub -W no-no-date
        entry out.epub OEBPS/package.opf | sed -n 's/.*dcterms:modified">\(.*\)<.*/\1/p'
    }
    one=$(modified)
    equal "$(modified)" "$one"
    for date in 2024-06-07 1999-01-01; do
        post "blog/$date.md" "title: $date" "date: $date" <<<'text'
        two=$(modified)
        [[ $two > $one ]] || equal "$two" "later than $one"
        one=$two
    done
    has "$two" 2024-06-07T00:00:
}

@test "no two volumes or selections share an identifier, whatever their keys are called" {
    needs python3
    blog
    for kind in $SPLITS; do split "$kind" "$kind" --order=title; done
    n=0
    mkdir -p whole
    for options in --order=date --year=2024 --since=2024 --until=2024 --since=2023-03 --latest=3 \
        --latest=4 --tag=wood --tag=C --tag=C++ --tag=C,wood '--tag=C --tag=wood' --not-tag=wood \
        '--tag=wood --year=2024'; do
        # shellcheck disable=SC2086 # the words of a command line
        m2e blog -q --title=Trees --base-url=https://trees.example --cover=none $options \
            -o "whole/$((n++)).epub" -W no-no-date
        exits 0
    done
    split year selected --tag=wood
    python3 - */*.epub <<'PYTHON' >all
import re, sys, zipfile
identifier = lambda n: re.search(r"<dc:identifier[^>]*>(.*)<", zipfile.ZipFile(n).read("OEBPS/package.opf").decode())
print(*sorted(f"{identifier(name)[1]} {name}" for name in sys.argv[1:]), sep="\n")
PYTHON
    [ "$(wc -l <all)" -ge 40 ]
    equal "$(cut -d' ' -f1 all | uniq -d)" ""
    # but what means the same is the same, and a preview is the book
    for options in '--tag=wood,c' '--tag=C,WOOD --drafts' '--tag=wood,c --exclude=x --future'; do
        # shellcheck disable=SC2086 # the words of a command line
        m2e blog -q --title=Trees --base-url=https://trees.example --cover=none $options -o x.epub
        has "$(<all)" "$(identifier x.epub)"
    done
}

@test "volumes are the same for any workers, zone, locale and order of names" {
    blog
    mkdir copy
    (cd blog && find . -type f | LC_ALL=C sort -r) | while read -r file; do
        mkdir -p "copy/$(dirname "$file")" && cat "blog/$file" >"copy/$file"
    done
    for kind in $SPLITS; do
        split "$kind" "one/$kind" -j1
        TZ=Asia/Tokyo LC_ALL=C LANG=tr_TR.UTF-8 split "$kind" "two/$kind" -j8
    done
    mv blog first && mv copy blog
    for kind in $SPLITS; do TZ=XYZ12 split "$kind" "three/$kind" --jobs=3; done
    diff -r one two
    diff -r one three
}

@test "killed at any moment, each volume is the old or the new one, whole; the next run mends all" {
    needs strace
    blog
    split year old
    for file in blog/*.md; do echo 'More text.' >>"$file"; done
    split year new
    strace -o /dev/null true 2>/dev/null || skip "no ptrace"
    killed=0 mixed=0
    for moment in write:1 write:2 write:4 write:9 write:16 pwrite64:1 fsync:1 fsync:2 fsync:3 \
        fsync:4 rename:1 rename:2 rename:3 linkat:1 linkat:2; do
        rm -rf out && cp -r old out
        status=0
        strace -f -qq -o /dev/null -e "trace=${moment%:*}" \
            -e "inject=${moment%:*}:signal=KILL:when=${moment#*:}" "$M2E" "${SPLIT[@]}" --split=year \
            -o 'out/{key}.epub' 2>messages || status=$?
        [ "$status" -ne 137 ] || killed=$((killed + 1))
        olds=0
        for name in 2023 2024 other; do
            if cmp -s "out/$name.epub" "old/$name.epub"; then
                olds=$((olds + 1))
            else
                cmp "out/$name.epub" "new/$name.epub"
            fi
        done
        [ "$olds" -eq 0 ] || [ "$olds" -eq 3 ] || mixed=$((mixed + 1))
        split year out
        for name in 2023 2024 other; do cmp "out/$name.epub" "new/$name.epub"; done
    done
    echo "killed $killed times, $mixed times between volumes"
    [ "$killed" -ge 6 ] && [ "$mixed" -ge 1 ]
}

@test "two runs at once leave whole volumes of one or the other" {
    blog
    m2e blog -q --split=year -o 'one/{year}.epub' -W no-no-date
    mkdir first later
    cp -r blog later
    mv blog first
    for file in later/blog/*.md; do echo 'More text.' >>"$file"; done
    m2e later/blog -q --split=year -o 'two/{year}.epub' -W no-no-date
    for _ in 1 2 3; do
        rm -rf out
        for source in first/blog later/blog first/blog later/blog; do
            timeout 60 "$M2E" "$source" -q --split=year -o 'out/{year}.epub' -W no-no-date &
        done
        wait
        for name in 2023 2024 other; do
            cmp -s "out/$name.epub" "one/$name.epub" || cmp "out/$name.epub" "two/$name.epub"
        done
        equal "$(find out -name '.*' -type f)" ""
    done
}
