#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Pictures from the command line: downloads, codes, what is copied, what is changed.

load helper

pictures() {
    python3 "$BATS_TEST_DIRNAME/pictures.py" "$@"
}

# Starts the server; $host is its address, requests.log what it was asked for.
serve() {
    needs python3
    # No function: its number would be that of a shell.
    python3 "$BATS_TEST_DIRNAME/pictures.py" serve requests.log >port 3>&- &
    server=$!
    for _ in $(seq 600); do
        [ -s port ] && break
        sleep 0.1
    done
    [ -s port ]
    host=127.0.0.1:$(cat port)
}

teardown() {
    [ -z "${server-}" ] || kill "$server"
}

@test "--fetch takes what is a picture and tells once what is not" {
    serve
    post a.md 'title: A' <<END
![one](http://$host/a.png) and ![moved](http://$host/moved.png)

![gone](http://$host/404.png)

![loop](http://$host/loop) ![other scheme](http://$host/file) ![page](http://$host/page.png)

![gone again](http://$host/404.png) [![in a link](http://$host/404.png)](https://example.org/)

![slow](http://$host/slow.png) ![endless](http://$host/endless.png)
END
    m2e a.md --fetch --fetch-private --cache=cache -o a.epub
    exits 0
    equal "$(grep -c picture-fetch <<<"$stderr")" 5
    has "$stderr" "a.md:7: warning: remote picture 'http://$host/404.png' could not be fetched: the server says 404"
    has "$stderr" "'http://$host/page.png' could not be fetched: what came is no picture"
    has "$stderr" "'http://$host/endless.png' could not be fetched: too large"
    has "$stderr" "'http://$host/file' could not be fetched: Unsupported protocol"
    page=$(entry a.epub OEBPS/a.xhtml)
    equal "$(grep -o '<img' <<<"$page" | wc -l)" 3
    has "$page" "gone (<a class=\"out\" href=\"http://$host/404.png\">http://$host/404.png</a>)"
    has "$page" "in a link (http://$host/404.png)</span></a>"
    unzip -l a.epub | grep -c images/ | grep -qx 1 # three times the same bytes

    # Again, from the cache: the same bytes, and only what failed is asked for.
    : >requests.log
    m2e a.md --fetch --fetch-private --cache=cache -o b.epub
    exits 0
    cmp a.epub b.epub
    run grep -E 'a.png|moved|slow' requests.log
    equal "$status" 1
}

@test "--fetch reaches no private address, by name or redirection, unless allowed" {
    serve
    post a.md 'title: A' <<END
![by number](http://$host/a.png) ![by name](http://localhost:${host#*:}/b.png)
END
    m2e a.md --fetch --cache=cache -o a.epub
    exits 0
    equal "$(grep -c 'its address is not public' <<<"$stderr")" 2
    [ ! -e requests.log ]
}

@test "without --fetch there is no socket, and the picture's place says what was there" {
    needs strace
    # the leak check needs ptrace for itself
    export ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0"
    post a.md 'title: A' <<'END'
![a view](https://pictures.invalid/view.png) ![](//pictures.invalid/b.png)
END
    strace -f -o trace -e trace=%network timeout 60 "$M2E" a.md -o a.epub -v 2>messages
    run grep -E 'socket|connect' trace
    equal "$status" 1
    has "$(cat messages)" "a.md:5: warning: remote picture 'https://pictures.invalid/view.png'"
    page=$(entry a.epub OEBPS/a.xhtml)
    has "$page" 'a view (<a class="out" href="https://pictures.invalid/view.png">'
    has "$page" '<span class="no-picture"><a class="out" href="https://pictures.invalid/b.png">'
}

@test "--fetch without a place for the cache makes the book all the same" {
    post a.md 'title: A' <<<'![x](http://127.0.0.1:9/x.png)'
    touch taken
    m2e a.md --fetch --cache=taken/x -o a.epub
    exits 0
    has "$stderr" "warning: nowhere to keep downloads: taken/x"
    has "$(entry a.epub OEBPS/a.xhtml)" 'x (<a class="out"'
}

@test "--qr puts a code on cards that a phone can read" {
    post a.md 'title: A' <<'END'
<iframe src="https://www.youtube.com/embed/abc" title="A film"></iframe>

<audio src="https://example.org/a.mp3?x=1&amp;y=2"></audio>
END
    m2e a.md -o plain.epub
    lacks "$(entry plain.epub OEBPS/a.xhtml)" '<img'
    m2e a.md --qr -o a.epub
    exits 0
    unzip -q a.epub
    equal "$(grep -o '<img [^>]*class="qr"/>' OEBPS/a.xhtml | wc -l)" 2
    needs zbarimg
    equal "$(zbarimg -q --raw -Sdisable -Sqrcode.enable OEBPS/images/*.png 2>/dev/null | sort)" \
        "https://example.org/a.mp3?x=1&y=2
https://www.youtube.com/watch?v=abc"
}

@test "pictures are copied as they are, stored, and equal ones once" {
    needs python3
    pictures png big.png 300 300 noise
    cp big.png copy.png
    { head -c 200000 big.png; head -c 70000 /dev/zero; } >x.png # differ behind the first 64 KiB
    { head -c 200000 big.png; head -c 69999 /dev/zero; echo; } >y.png
    post a.md 'title: A' <<<'![a](big.png) ![b](copy.png) ![c](x.png) ![d](y.png)'
    m2e a.md -o a.epub
    exits 0
    has "$stderr" '3 pictures'
    unzip -q a.epub
    cmp big.png OEBPS/images/big.png
    cmp x.png OEBPS/images/x.png
    cmp y.png OEBPS/images/y.png
    run bash -c "unzip -v a.epub | grep -c 'Stored.*images/'"
    equal "$output" 3
}

@test "a picture that changes while the book is made ends it, and the old book stays" {
    needs python3 strace
    export ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0" # it needs ptrace for itself
    pictures png a.png 600 600 noise
    post a.md 'title: A' <<<'![a](a.png)'
    m2e a.md -o a.epub
    exits 0
    cp a.epub old.epub
    # The second time that it opens the picture, to copy it, it waits before. (strace counts the
    # calls of each thread for itself: so there is but one.)
    strace -f -qq -o trace -P "$PWD/a.png" -e trace=openat,close \
        -e inject=openat:delay_enter=3000000:when=2 "$M2E" -j1 a.md -o a.epub 2>messages &
    child=$!
    for _ in $(seq 1000); do # until it has seen the picture as it was
        grep -qs 'close(' trace && break
        sleep 0.02
    done
    printf x >>a.png
    wait "$child" || status=$?
    equal "$status" 3
    cmp a.epub old.epub
    has "$(cat messages)" "a.png: fatal: cannot copy the picture: Stale file handle"
    [ -z "$(find . -name '.*.tmp')" ]
}

# Fails unless chapter $2 of the unpacked book shows $1 pictures, each of them there.
shows() {
    names=$(grep -o '<img src="[^"]*"' "OEBPS/$2.xhtml" | cut -d'"' -f2)
    equal "$(wc -w <<<"$names")" "$1"
    for name in $names; do [ -f "OEBPS/$name" ]; done
}

@test "--max-size makes the largest pictures smaller, the same way each time, and says so" {
    needs python3
    for side in 600 400 60; do pictures png "$side.png" "$side" "$side" noise; done
    post a.md 'title: A' <<<'![a](600.png) ![b](400.png) ![c](60.png)'
    m2e a.md --cover=none --max-size=5M -o whole.epub
    exits 0
    lacks "$stderr" smaller
    m2e a.md --cover=none --max-size=300K -j1 -o a.epub
    exits 0
    has "$stderr" '3 pictures (2 made smaller: 1.6 to 0.'
    [ "$(stat -c %s a.epub)" -le 307200 ]
    [ "$(stat -c %s a.epub)" -gt 150000 ] # and no smaller than need be
    m2e a.md --cover=none --max-size=300K -j4 -o b.epub -v
    cmp a.epub b.epub
    has "$stderr" '600.png: note: made smaller for --max-size: 600 by 600 pixels, 1081 kB, now '
    unzip -q a.epub
    cmp 60.png OEBPS/images/60.png
    shows 3 a
    m2e a.md --cover=none --max-size=10K -o c.epub
    exits 0
    has "$stderr" 'more than the 0.01 MB of --max-size: its pictures can be made no smaller [max-size]'
}

@test "--max-size holds for each volume, and one that fits has its pictures as they were" {
    needs python3
    for side in 600 400 60; do pictures png "$side.png" "$side" "$side" noise; done
    post blog/a.md 'title: A' 'date: 2023-01-01' <<<'![a](../600.png) ![b](../400.png) ![c](../60.png)'
    post blog/b.md 'title: B' 'date: 2024-01-01' <<<'![b](../400.png) ![c](../60.png)'
    post blog/c.md 'title: C' 'date: 2025-01-01' <<<'![c](../60.png)'
    m2e blog --allow=. --split=year --cover=none --max-size=300K -j4 -o '{year}.epub'
    exits 0
    lacks "$stderr" warning
    for year in 2023 2024 2025; do
        [ "$(stat -c %s $year.epub)" -le 307200 ]
        m2e --check "$year.epub"
        exits 0
        unzip -qo "$year.epub"
        cmp 60.png OEBPS/images/60.png
    done
    shows 3 a
    shows 2 b
    shows 1 c
    mkdir one
    m2e blog --allow=. --split=year --cover=none --max-size=300K -j1 -o 'one/{year}.epub'
    exits 0
    for year in 2023 2024 2025; do cmp "$year.epub" "one/$year.epub"; done
}

@test "dark drawings on clear ground get white behind them, light ones stay" {
    needs python3
    pictures png dark.png 60 30 dark-on-clear
    pictures png light.png 60 30 light-on-clear
    post a.md 'title: A' <<<'![a](dark.png) ![b](light.png)'
    m2e a.md -o a.epub
    exits 0
    unzip -q a.epub
    equal "$(pictures show OEBPS/images/dark.png)" '60x30 palette 101018'
    cmp light.png OEBPS/images/light.png
}

# Only a drawing whose every ink is the page's own stays clear: it is light at night.
@test "inline drawings that the night would swallow get white behind them" {
    post a.md 'title: A' <<'END'
[Before](b.md).

<svg viewBox="0 0 9 9"><path d="M0 0h9"/></svg>

<svg viewBox="1 2 3 4"><g fill="none" stroke="currentColor"><path d="M0 0h9"/></g></svg>

<svg><rect fill="#eee"/><svg><text fill="#ffffff">t</text></svg></svg>

<svg viewBox="0 0 9 9"><text fill="black">ink</text> <circle fill="currentColor" r="1"/></svg>

<svg viewBox="0 0 9 9"></svg> [after](b.md#end)
END
    post b.md 'title: B' <<<'## End'
    m2e a.md b.md -o a.epub
    exits 0
    m2e --check a.epub
    exits 0
    entry a.epub OEBPS/a.xhtml | sed 's/ xmlns[:a-z]*="[^"]*"//g' >a
    ground='<rect x="0" y="0" width="9" height="9" fill="#fff"/>'
    has "$(cat a)" "<svg viewBox=\"0 0 9 9\">$ground<path d=\"M0 0h9\"></path></svg>"
    has "$(cat a)" '<svg viewBox="1 2 3 4"><g fill="none" stroke="currentColor">'
    has "$(cat a)" '<svg><rect fill="#eee"></rect><svg><text fill="#ffffff">t</text></svg></svg>'
    has "$(cat a)" "<svg viewBox=\"0 0 9 9\" color=\"#000\">$ground<text fill=\"black\">ink</text> <circle"
    has "$(cat a)" '<svg viewBox="0 0 9 9"></svg> <a href="b.xhtml#end">after</a>'
    has "$(cat a)" '<p><a href="b.xhtml">Before</a>.</p>'
}

@test "--max-image scales, and an animation is told and leaves its mark in the metadata" {
    needs python3
    pictures png a.png 120 60 flat
    pictures animation b.gif
    post a.md 'title: A' <<<'![a](a.png) ![b](b.gif)'
    m2e a.md --max-image=50x50 -o a.epub
    exits 0
    has "$stderr" "a.md:5: advice: picture 'b.gif' moves; on electronic paper it stands still [animation]"
    unzip -q a.epub
    equal "$(pictures show OEBPS/images/a.png)" '50x25 palette 2090e0'
    cmp b.gif OEBPS/images/b.gif
    has "$(cat OEBPS/package.opf)" '<meta property="schema:accessibilityHazard">unknown</meta>'
}

@test "advice tells where a page reads badly, and not for what reads well" {
    needs python3
    pictures png a.png 8 8 flat
    pictures png big.png 700 700 noise
    post bad.md 'title: Bad' <<'END'
[down](#a-long-heading) and [up](#first)

## First

#### Gap

![](a.png) <img src="a.png"/> ![big](big.png)

| a | b | c | d | e |
|---|---|---|---|---|
| 1 | 2 | 3 | 4 | 5 |

    0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789x

<span style="color: yellow">pale</span> <font color="#ccc">paler</font>

## A long heading

[back](#first)
END
    post good.md 'title: Good' <<'END'
## One

### Two

![text](a.png) <img src="a.png" alt=""/> [up](#one) [few letters](#お茶の温度)

| a | b | c | d |
|---|---|---|---|
| 1 | 2 | 3 | 4 |

    0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789
    # یک خط کوتاه که با شمردن بایت‌ها بلند است، و نه با شمردن ستون‌هایش

<span style="color: #333; background: white">dark</span> <span style="color: white; background: #000">light</span>

### お茶の温度
END
    printf '\n    %s茶茶茶\n\nThen:\n\n    \t\t\t%s\n' "$(printf '%095d' 7)" "$(printf '%089d' 7)" >>bad.md
    m2e bad.md good.md -o a.epub
    exits 0
    has "$stderr" 'bad.md:25: advice: code line of 101 columns; it will wrap [long-code]'
    has "$stderr" 'bad.md:29: advice: code line of 101 columns; it will wrap [long-code]'
    lacks "$stderr" good.md
    equal "$(grep advice <<<"$stderr" | sed 's/.*\(:[0-9]*\): advice.*\[\(.*\)\]/\2\1/' | LC_ALL=C sort)" \
        'heading-jump:9
huge-picture:11
kobo-note:5
long-code:17
long-code:25
long-code:29
low-contrast:19
low-contrast:19
missing-alt:11
missing-alt:11
wide-table:13'
}

@test "of each kind of advice three are printed, all with -v, none with -q" {
    needs python3
    pictures png a.png 8 8 flat
    for _ in 1 2 3 4 5; do printf '![](a.png)\n\n'; done | post a.md 'title: A'
    m2e a.md -o a.epub
    equal "$(grep -c 'no alternative text' <<<"$stderr")" 3
    has "$stderr" 'advice: 2 more like this; -v shows them [missing-alt]'
    m2e a.md -o a.epub -v
    equal "$(grep -c 'no alternative text' <<<"$stderr")" 5
    m2e a.md -o a.epub -q
    equal "$stderr" ''
    m2e a.md -o a.epub -W no-missing-alt
    lacks "$stderr" missing-alt
    m2e a.md -o a.epub --strict
    exits 0
}

@test "of remote pictures three are told, all with -v or as errors" {
    for n in 1 2 3 4 5; do printf '![b](https://pictures.invalid/%s.png)\n\n' $n; done |
        post a.md 'title: A'
    m2e a.md -o a.epub
    exits 0
    equal "$(grep -c 'warning: remote picture' <<<"$stderr")" 3
    has "$stderr" 'mdbook2epub: warning: 2 more like this; -v shows them [picture-remote]'
    m2e a.md -o a.epub -v
    equal "$(grep -c 'warning: remote picture' <<<"$stderr")" 5
    m2e a.md -o b.epub --strict
    exits 1
    [ ! -e b.epub ]
    equal "$(grep -c 'error: remote picture' <<<"$stderr")" 5
    m2e a.md -o b.epub --strict -W no-picture-remote
    exits 0
}

@test "dark drawings in GIF and SVG get white behind them, light ones do not" {
    needs unzip python3
    cp -R "$M2E_SRC/tests/pages" blog
    python3 blog/pictures.py blog
    sed 's/#111/#eee/; s/<text/<text fill="#fff"/' blog/seal.svg >blog/night.svg
    rm blog/*.md
    post blog/a.md 'title: A' 'date: 2024-01-01' <<'M'
![a](cup.gif) ![b](seal.svg) ![c](night.svg) ![d](boil.gif)
M
    m2e blog -o out.epub
    exits 0
    entry out.epub OEBPS/images/seal.svg >seal
    has "$(cat seal)" '<rect x="0" y="0" width="240" height="120" fill="#fff"/><g'
    entry out.epub OEBPS/images/night.svg >night
    lacks "$(cat night)" '#fff"/>'
    entry out.epub OEBPS/images/boil.gif | cmp - blog/boil.gif
    entry out.epub OEBPS/images/cup.gif >cup.gif
    # the mark of the clear colour is gone; its white was white before
    equal "$(cmp -l cup.gif blog/cup.gif | wc -l | tr -d ' ')" 1
    equal "$(cmp -l cup.gif blog/cup.gif | awk '{ print $2, $3 }')" "0 1"
}

@test "a WebP that moves is told to have become its first frame" {
    needs python3
    mkdir blog
    python3 "$M2E_SRC/tests/pages/pictures.py" blog
    echo '![m](moving.webp)' | post blog/a.md 'title: A' 'date: 2024-01-01'
    m2e blog -o out.epub
    exits 0
    has "$stderr" "blog/a.md:6: advice: picture 'moving.webp' moves in a form that few readers know; the book has its first frame [stilled]"
}
