import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron'
import type { DeskSettings } from '../../shared/contract/settings.ts'

interface SavedState {
  bounds: Rectangle
  maximized: boolean
}

const DEFAULT = { width: 1440, height: 900 }

function readState(text: string | null): SavedState | null {
  try {
    const state = JSON.parse(text ?? 'null') as SavedState | null
    if (
      !state ||
      !['x', 'y', 'width', 'height'].every((side) => Number.isFinite(state.bounds[side as keyof Rectangle]))
    )
      return null
    // A screen that was unplugged must not swallow the window.
    const area = screen.getDisplayMatching(state.bounds).workArea
    const { x, y, width } = state.bounds
    const visible =
      x + width > area.x + 100 && x < area.x + area.width - 100 && y >= area.y - 20 && y < area.y + area.height - 100
    return visible ? state : null
  } catch {
    return null
  }
}

const THEMES: readonly DeskSettings['theme'][] = ['light', 'dark', 'contrast', 'contrast_light']

type Look = Pick<DeskSettings, 'theme' | 'language'>

/** Read by itself: the window does not wait for the program that knows the settings. */
function savedLook(settings: string | null): Look {
  let saved: { theme?: unknown; language?: unknown } = {}
  try {
    saved = JSON.parse(settings ?? '{}') as typeof saved
  } catch {
    // Half a file: the program says so later.
  }
  const { theme, language } = saved
  return {
    theme: THEMES.find((known) => known === theme) ?? 'system',
    language: language === 'en' ? 'en' : 'fr',
  }
}

/** Before the page is drawn the window has the page's own colour, so that nothing flashes. */
function background(theme: DeskSettings['theme']): string {
  if (theme === 'contrast') return '#000000'
  if (theme === 'contrast_light') return '#ffffff'
  return theme === 'dark' || (theme === 'system' && nativeTheme.shouldUseDarkColors) ? '#0b1316' : '#e6ebec'
}

/** The one window of the console, where it was left; `page` is loaded with the look that it begins with. */
export function createWindow(
  page: string,
  file: { read(): string | null; write(text: string): void },
  settings: { read(): string | null },
): BrowserWindow {
  const saved = readState(file.read())
  const look = savedLook(settings.read())
  const window = new BrowserWindow({
    ...(saved ? saved.bounds : DEFAULT),
    minWidth: 480,
    minHeight: 480,
    show: false,
    backgroundColor: background(look.theme),
    title: 'Lofts Desk',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // All of the page's code is kept compiled, also what its first picture needs only after the script has run.
      v8CacheOptions: 'bypassHeatCheckAndEagerCompile',
      // The scan's answer must be drawn even while another window covers this one.
      backgroundThrottling: false,
    },
  })
  if (saved?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('page-title-updated', (event) => event.preventDefault())
  window.on('close', () => {
    file.write(
      JSON.stringify({ bounds: window.getNormalBounds(), maximized: window.isMaximized() } satisfies SavedState),
    )
  })
  void window.loadURL(`${page}?${new URLSearchParams({ ...look })}`)
  return window
}
