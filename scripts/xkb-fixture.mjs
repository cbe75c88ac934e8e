#!/usr/bin/env node
// Writes src/shared/wedge/xkb.fixture.ts from this system's keyboard layouts: node scripts/xkb-fixture.mjs
// Needs the Debian packages xkb-data, x11-xkb-utils (xkbcomp) and x11proto-dev (the names of the characters).
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { root } from './lib/paths.mjs'

const LAYOUTS = { us: 'us', uk: 'gb', fr: 'fr', 'ca-fr': 'ca(fr)', 'ca-multix': 'ca(multix)' }
const ROWS = {
  AE: 'Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  AD: 'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight',
  AC: 'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote',
  AB: 'KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
}
const CODES = { TLDE: 'Backquote', BKSL: 'Backslash', LSGT: 'IntlBackslash', SPCE: 'Space' }
for (const [row, codes] of Object.entries(ROWS))
  for (const [n, code] of codes.split(' ').entries()) CODES[`${row}${String(n + 1).padStart(2, '0')}`] = code

const DEAD = { grave: 0x300, acute: 0x301, circumflex: 0x302, tilde: 0x303, diaeresis: 0x308, cedilla: 0x327 }

/** The character of each name, a combining accent for a dead key. */
function readNames() {
  const names = new Map(Object.entries(DEAD).map(([name, code]) => [`dead_${name}`, String.fromCodePoint(code)]))
  const header = fs.readFileSync('/usr/include/X11/keysymdef.h', 'utf8')
  for (const [, name, code] of header.matchAll(/^#define XK_(\w+)\s+0x\w+\s*\/\*[ (]U\+([0-9A-F]{4,6})/gm))
    if (!names.has(name)) names.set(name, String.fromCodePoint(Number.parseInt(code, 16)))
  return names
}

function readLayout(name, names, folder) {
  const [source, result] = ['in.xkb', 'out.xkb'].map((file) => path.join(folder, file))
  fs.writeFileSync(
    source,
    `xkb_keymap { xkb_keycodes { include "evdev+aliases(qwerty)" }; xkb_types { include "complete" };
     xkb_compat { include "complete" }; xkb_symbols { include "pc+${name}+inet(evdev)" }; };`,
  )
  execFileSync('xkbcomp', ['-w0', '-xkb', source, result], { stdio: 'ignore' })
  const keys = {}
  for (const [, key, body] of fs.readFileSync(result, 'utf8').matchAll(/key <(\w+)> \{([^}]*)\}/g)) {
    const symbols = /(?:symbols\[Group1\]=)?\s*\[([^\]]*)\]/.exec(body.replace(/type=\s*"[^"]*",?/, ''))?.[1]
    const code = CODES[key]
    if (!code || !symbols) continue
    const levels = symbols.split(',').map((symbol) => names.get(symbol.trim()) ?? '')
    keys[code] = [levels[0] ?? '', levels[1] ?? '']
  }
  return keys
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lofts-xkb-'))
try {
  const names = readNames()
  const version = execFileSync('dpkg-query', ['-W', '-f', '${Version}', 'xkb-data'], { encoding: 'utf8' })
  const layouts = Object.fromEntries(Object.entries(LAYOUTS).map(([id, name]) => [id, readLayout(name, names, folder)]))
  const file = path.join(root, 'src/shared/wedge/xkb.fixture.ts')
  fs.writeFileSync(
    file,
    `import type { WedgeLayout } from './layouts.ts'

// Written by scripts/xkb-fixture.mjs from xkb-data ${version}. A combining accent stands for a dead key.
/** What a Linux computer set to a layout makes of each key: plain, and with Shift. */
export const XKB: Readonly<Record<WedgeLayout, Readonly<Record<string, readonly [string, string]>>>> = ${JSON.stringify(layouts, null, 1).replaceAll(/[\u0300-\u036f]/g, (c) => `\\u0${c.codePointAt(0).toString(16)}`)}
`,
  )
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}
