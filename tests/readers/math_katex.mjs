/* SPDX-License-Identifier: MIT */
/* Compares our MathML with KaTeX's, formula by formula, as trees.
 *
 *     node math_katex.mjs CONVERTER [FORMULAS] [KATEX] [-v]
 *
 * CONVERTER is the program built from math_lines.c, FORMULAS defaults to formulas.txt beside this
 * file, KATEX is the package's folder (default: what `import 'katex'` finds). Exit status 1 when
 * fewer than 97 % of the formulas agree.
 *
 * Two trees agree when they are equal after both were brought into one form: rows that only group
 * are dissolved, layout (mstyle, mpadded, mspace, attributes) is dropped, letters of alphabets are
 * Unicode characters, adjacent text is joined, look-alike characters are one. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const args = process.argv.slice(2).filter((a) => a !== '-v');
const isVerbose = process.argv.includes('-v');
const here = dirname(fileURLToPath(import.meta.url));
const converter = args[0];
const file = args[1] || join(here, 'formulas.txt');
const katexPath = args[2] && pathToFileURL(join(args[2], 'dist', 'katex.mjs')).href;
const katex = await import(katexPath || 'katex').then((m) => m.default, () => null);
if (!katex || !converter) {
    console.log('1..0 # SKIP KaTeX is not installed, or no converter was given');
    process.exit(77); /* automake: skipped */
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function decode(s) {
    return s.replace(/&(#x[0-9a-f]+|#[0-9]+|[a-z]+);/gi, (all, e) => {
        if (e[0] !== '#') return entities[e] ?? all;
        return String.fromCodePoint(e[1] === 'x' ? parseInt(e.slice(2), 16) : +e.slice(1));
    });
}

/* A small reader of well-formed markup: {name, attributes, children}; text is a string. */
function parse(xml) {
    const root = { name: 'root', attributes: {}, children: [] };
    const stack = [root];
    for (const m of xml.matchAll(/<(\/?)([a-z]+)((?:\s[^<>]*?)?)(\/?)>|([^<]+)/gi)) {
        const top = stack[stack.length - 1];
        if (m[5] !== undefined) {
            top.children.push(decode(m[5]));
        } else if (m[1]) {
            if (stack.pop().name !== m[2]) throw new Error('not well-formed: ' + xml);
        } else {
            const attributes = {};
            for (const a of m[3].matchAll(/([a-z]+)\s*=\s*"([^"]*)"/gi))
                attributes[a[1]] = decode(a[2]);
            const node = { name: m[2], attributes, children: [] };
            top.children.push(node);
            if (!m[4]) stack.push(node);
        }
    }
    if (stack.length !== 1) throw new Error('not well-formed: ' + xml);
    return root;
}

/* Where each alphabet begins: capitals, small letters, digits, Greek capitals, small Greek. */
const alphabets = {
    bold: [0x1d400, 0x1d41a, 0x1d7ce, 0x1d6a8, 0x1d6c2],
    'bold-italic': [0x1d468, 0x1d482, 0x1d7ce, 0x1d71c, 0x1d736],
    'double-struck': [0x1d538, 0x1d552, 0x1d7d8],
    script: [0x1d49c, 0x1d4b6],
    fraktur: [0x1d504, 0x1d51e],
    'sans-serif': [0x1d5a0, 0x1d5ba, 0x1d7e2],
    'sans-serif-italic': [0x1d608, 0x1d622, 0x1d7e2],
    monospace: [0x1d670, 0x1d68a, 0x1d7f6],
};
const holes = {
    0x1d49d: 'ℬ', 0x1d4a0: 'ℰ', 0x1d4a1: 'ℱ', 0x1d4a3: 'ℋ', 0x1d4a4: 'ℐ', 0x1d4a7: 'ℒ',
    0x1d4a8: 'ℳ', 0x1d4ad: 'ℛ', 0x1d4ba: 'ℯ', 0x1d4bc: 'ℊ', 0x1d4c4: 'ℴ', 0x1d506: 'ℭ',
    0x1d50b: 'ℌ', 0x1d50c: 'ℑ', 0x1d515: 'ℜ', 0x1d51d: 'ℨ', 0x1d53a: 'ℂ', 0x1d53f: 'ℍ',
    0x1d545: 'ℕ', 0x1d547: 'ℙ', 0x1d548: 'ℚ', 0x1d549: 'ℝ', 0x1d551: 'ℤ',
};
const signs = { 0x2207: 25, 0x2202: 51, 0x3f5: 52, 0x3d1: 53, 0x3f0: 54, 0x3d5: 55, 0x3f1: 56,
    0x3d6: 57 };

function inAlphabet(ch, variant) {
    const a = alphabets[variant];
    const c = ch.codePointAt(0);
    const at = (i, first) => (a[i] ? a[i] + c - first : c);
    let r = c;
    if (!a) return ch;
    if (c >= 65 && c <= 90) r = at(0, 65);
    else if (c >= 97 && c <= 122) r = at(1, 97);
    else if (c >= 48 && c <= 57) r = at(2, 48);
    else if (c >= 0x391 && c <= 0x3a9) r = at(3, 0x391);
    else if (c >= 0x3b1 && c <= 0x3c9) r = at(4, 0x3b1);
    else if (signs[c] && a[3]) r = a[3] + signs[c];
    return holes[r] || String.fromCodePoint(r);
}

/* One character for those that look alike. */
const alike = { '∣': '|', '∥': '‖', '‾': '_', '\u0332': '_',
    '\u0302': '^', '\u20d7': '→', '\u02dc': '~', '–': '-', 'ϕ': 'ϕ', '\u00a0': ' ', '\u2009': ' ',
    '￣': '_', '⎯': '_' };

function tokenText(node) {
    const s = [...node.children.join('')].map((c) => inAlphabet(c, node.attributes.mathvariant));
    return s.map((c) => alike[c] ?? c).join('').normalize('NFC');
}

const tokens = new Set(['mi', 'mn', 'mo', 'mtext', 'ms']);
const rows = new Set(['mrow', 'math', 'mstyle', 'mpadded', 'semantics', 'span', 'root', 'mtd',
    'msqrt', 'mphantom', 'menclose', 'mtr', 'mtable']);
const dissolved = new Set(['mrow', 'math', 'mstyle', 'mpadded', 'semantics', 'span', 'root']);
const primes = { '′': 1, '″': 2, '‴': 3, '⁗': 4 };

/* Joins what TeX's programs split differently: words of text, primes, upright letters. */
function joined(list) {
    const out = [];
    for (const n of list) {
        const last = out[out.length - 1];
        if (last && n.name === 'mtext' && last.name === 'mtext') last.text += n.text;
        else if (last && n.name === 'mo' && last.name === 'mo' && primes[n.text[0]] &&
                 primes[last.text[0]]) last.text += n.text;
        else if (last && n.isUpright && last.isUpright) last.text += n.text;
        else out.push({ ...n });
    }
    for (const n of out) if (n.name === 'mtext') n.text = n.text.replace(/\s+/g, ' ').trim();
    return out.filter((n) => n.name !== 'mtext' || n.text !== '');
}

function isGlue(node) {
    return node.name === 'mtd' && node.children.length === 0 && node.attributes.class;
}

function content(node) {
    return typeof node === 'string' ? node : node.children.map(content).join('');
}

/* Holds more than tokens side by side. */
function isLayered(node) {
    return typeof node !== 'string' && (/^m(over|under|sub|sup|frac|table|sqrt)/.test(node.name) ||
        node.children.some(isLayered));
}

/* NODE as a list of nodes in the common form. */
function normal(node) {
    if (typeof node === 'string') return [];
    if (node.name === 'annotation' || node.name === 'mspace' || isGlue(node)) return [];
    const isToken = tokens.has(node.name) && node.children.every((c) => typeof c === 'string');
    if (isToken) {
        const text = tokenText(node.name === 'mtext' ? { ...node, attributes: {} } : node).replace(/[\u2061\u2063]/g, '')
            .replace(/[″‴⁗]/g, (c) => '′'.repeat(primes[c]));
        if (text.trim() === '') return [];
        const isUpright = node.name === 'mi' && /^[A-Za-z]+$/.test(text) &&
            (text.length > 1 || node.attributes.mathvariant === 'normal');
        return [{ name: node.name, text, isUpright, children: [] }];
    }
    if (node.name === 'mo' && /^[^A-Za-z<]+$/.test(content(node)) && !isLayered(node))
        return [{ name: 'mo', text: content(node), children: [] }];
    if (dissolved.has(node.name) || tokens.has(node.name) || node.attributes.notation === 'box')
        return joined(node.children.flatMap(normal));
    if (node.name === 'mtable') { /* equation: a table of one cell */
        const list = node.children.filter((c) => !isGlue(c)).flatMap((r) => r.children)
            .filter((c) => !isGlue(c));
        if (list.length === 1) return joined(list[0].children.flatMap(normal));
    }
    if (rows.has(node.name))
        return [{ name: node.name, text: '', children: joined(node.children.flatMap(normal)) }];
    const children = node.children.filter((c) => typeof c !== 'string').map((c) => {
        const list = joined(normal(c));
        return list.length === 1 ? list[0] : { name: 'mrow', text: '', children: list };
    });
    return [{ name: node.name, text: '', children }];
}

function show(n) {
    return n.children.length || !n.text ? `${n.name}(${n.children.map(show).join(' ')})`
        : `${n.name}:${n.text}`;
}

function form(xml) {
    return joined(normal(parse(xml))).map(show).join(' ');
}

const lines = readFileSync(file, 'utf8').split('\n').map((l) => l.trim())
    .filter((l) => l !== '' && l[0] !== '#');
const ours = execFileSync(converter, { input: lines.join('\n') + '\n', maxBuffer: 1 << 28 })
    .toString().split('\n');

let same = 0;
let skipped = 0;
lines.forEach((line, i) => {
    const displayMode = line[0] === '!';
    const tex = displayMode ? line.slice(1) : line;
    let theirs;
    try {
        theirs = form(katex.renderToString(tex, { output: 'mathml', displayMode, strict: false,
            trust: true }));
    } catch (e) {
        skipped++;
        console.log(`skipped (KaTeX: ${e.message.split('\n')[0]}): ${line}`);
        return;
    }
    const own = ours[i].startsWith('fault') ? ours[i] : form(ours[i]);
    if (own === theirs) {
        same++;
    } else if (isVerbose) {
        console.log(`differs: ${line}\n  ours  ${own}\n  katex ${theirs}`);
    } else {
        console.log(`differs: ${line}`);
    }
});
const compared = lines.length - skipped;
const percent = (100 * same) / compared;
console.log(`${same} of ${compared} formulas agree (${percent.toFixed(2)} %), ${skipped} skipped`);
process.exitCode = percent >= 97 ? 0 : 1;
