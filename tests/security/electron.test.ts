import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { PROJECT } from '../support/testDesk.ts'
import { attack } from './support/attack.ts'

const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8')
const folder = 'src/main/electron'
const electron = readdirSync(join(PROJECT, folder))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => read(join(folder, name)))
  .join('\n')
const window = read('src/main/electron/window.ts')
const guard = read('src/main/electron/security.ts')
const protocol = read('src/main/electron/protocol.ts')
const policy = /CONTENT_SECURITY_POLICY = \[(.*?)\]/s.exec(protocol)![1]!
const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }

/**
 * The points of Electron's own security list, in its order, each as what the program's text says. What the running window
 * does is looked at in tests/e2e/security.
 */
const POINTS: readonly (readonly [string, () => boolean])[] = [
  [
    'only secure content is loaded',
    () => /loadURL\(`\$\{page\}/.test(window) && !/loadURL\((?!`\$\{page\})/.test(electron),
  ],
  ['no Node in the page', () => /nodeIntegration: false/.test(window) && !/nodeIntegration\w*: true/.test(electron)],
  ['context isolation', () => /contextIsolation: true/.test(window) && !/contextIsolation: false/.test(electron)],
  ['sandbox', () => /sandbox: true/.test(window) && !/sandbox: false/.test(electron)],
  [
    'permissions are answered',
    () => ['RequestHandler', 'CheckHandler'].every((name) => guard.includes(`setPermission${name}`)),
  ],
  ['webSecurity stays', () => /webSecurity: true/.test(window) && !/webSecurity: false/.test(electron)],
  ['a content policy', () => /default-src 'none'/.test(policy) && !/unsafe|https?:|\*/.test(policy)],
  ['no insecure content', () => !/allowRunningInsecureContent/.test(electron)],
  ['no experimental features', () => !/experimentalFeatures/.test(electron)],
  ['no Blink features', () => !/enableBlinkFeatures/.test(electron)],
  ['no popups of webviews', () => !/allowpopups/i.test(electron)],
  ['webviews are refused', () => /webviewTag: false/.test(window) && guard.includes('will-attach-webview')],
  ['navigation is limited', () => guard.includes("'will-navigate'") && guard.includes("'will-redirect'")],
  ['new windows are refused', () => /setWindowOpenHandler\(\(\) => \(\{ action: 'deny' \}\)\)/.test(guard)],
  [
    'openExternal gets checked addresses',
    () =>
      electron.split('shell.openExternal').length === 2 &&
      /const address = openable\(url\)/.test(read('src/main/outside.ts')),
  ],
  ['the version of Electron is one, exactly', () => /^\d+\.\d+\.\d+$/.test(devDependencies['electron'] ?? '')],
  [
    'the sender of each request is checked',
    () => /trusted\(event, window, origin\)/.test(electron) && electron.split('ipcMain.').length === 2,
  ],
  ['no file:// for pages', () => !/loadFile|file:\/\//.test(electron)],
  [
    'the page gets no API of Electron',
    () => !/exposeInMainWorld\([^)]*ipcRenderer\)/.test(read('src/preload/index.ts')),
  ],
]

// The wedge cannot hold such a key back: the system gives it to the menu.
attack('a gun in the wrong mode types Ctrl+Q', () => {
  const menu = read('src/main/electron/menu.ts')
  expect(menu).not.toMatch(/role: 'quit'|CmdOrCtrl\+Q|Ctrl\+Q'/)
  expect(menu).toContain('label: words.quit, click: () => app.quit()')
})

// Bug: one of the settings that keep a page in its sandbox goes missing with the next change.
it.each(POINTS)("Electron's list: %s", (_name, holds) => {
  expect(holds()).toBe(true)
})
