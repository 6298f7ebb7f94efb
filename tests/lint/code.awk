# SPDX-License-Identifier: MIT
# Prints the code of C files as FILE:LINE:CODE, with strings as "" and without comments; a
# comment that begins with two slashes is printed as @SLASHES@.

FNR == 1 { in_comment = 0 }

{
    rest = $0
    code = ""
    while (rest != "") {
        if (in_comment) {
            at = index(rest, "*/")
            if (!at)
                break
            rest = substr(rest, at + 2)
            in_comment = 0
            continue
        }
        at = match(rest, /\/\*|\/\/|"|'/)
        if (!at) {
            code = code rest
            break
        }
        code = code substr(rest, 1, at - 1)
        mark = substr(rest, at, 2)
        if (mark == "/*") {
            in_comment = 1
            rest = substr(rest, at + 2)
        } else if (mark == "//") {
            code = code "@SLASHES@"
            break
        } else {
            rest = substr(rest, at)
            if (!match(rest, /^"([^"\\]|\\.)*"/) && !match(rest, /^'([^'\\]|\\.)*'/)) {
                code = code rest
                break
            }
            code = code "\"\""
            rest = substr(rest, RLENGTH + 1)
        }
    }
    if (code ~ /[^ \t]/)
        print FILENAME ":" FNR ":" code
}
