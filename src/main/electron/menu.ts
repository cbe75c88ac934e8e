import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import type { Desk } from '../compose.ts'
import type { Language } from '../../shared/contract/desk.ts'

const WORDS = {
  fr: {
    file: 'Fichier',
    quit: 'Quitter',
    edit: 'Édition',
    go: 'Aller',
    view: 'Affichage',
    help: 'Aide',
    undo: 'Annuler la saisie',
    redo: 'Rétablir la saisie',
    cut: 'Couper',
    copy: 'Copier',
    paste: 'Coller',
    selectAll: 'Tout sélectionner',
    intake: 'Réception',
    waiting: 'En attente',
    handover: 'Remise',
    residents: 'Résidents',
    settings: 'Réglages',
    search: 'Rechercher',
    undoAct: 'Annuler la dernière action',
    language: 'English',
    theme: 'Changer de thème',
    zoomIn: 'Agrandir',
    zoomOut: 'Réduire',
    zoomReset: 'Taille normale',
    fullScreen: 'Plein écran',
    shortcuts: 'Raccourcis clavier',
  },
  en: {
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    go: 'Go',
    view: 'View',
    help: 'Help',
    undo: 'Undo typing',
    redo: 'Redo typing',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    intake: 'Intake',
    waiting: 'Waiting',
    handover: 'Hand-over',
    residents: 'Residents',
    settings: 'Settings',
    search: 'Search',
    undoAct: 'Undo last act',
    language: 'Français',
    theme: 'Change theme',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomReset: 'Actual size',
    fullScreen: 'Full screen',
    shortcuts: 'Keyboard shortcuts',
  },
} satisfies Record<Language, Record<string, string>>

/** The menu names the console's own actions; their shortcuts are the console's, shown but not registered here. */
export function buildMenu(window: BrowserWindow, desk: Desk): void {
  let shown: Language | null = null
  const build = () => {
    const { language } = desk.settings.get()
    if (language === shown) return
    shown = language
    const words = WORDS[language]
    const action = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
      label,
      ...(accelerator && { accelerator, registerAccelerator: false }),
      click: () => window.webContents.send('desk:event', { type: 'action', id }),
    })
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([
        {
          label: words.file,
          submenu: [
            action(words.settings, 'go.settings', 'F7'),
            { type: 'separator' },
            { role: 'quit', label: words.quit },
          ],
        },
        {
          label: words.edit,
          submenu: [
            { role: 'undo', label: words.undo },
            { role: 'redo', label: words.redo },
            { type: 'separator' },
            { role: 'cut', label: words.cut },
            { role: 'copy', label: words.copy },
            { role: 'paste', label: words.paste },
            { role: 'selectAll', label: words.selectAll },
            { type: 'separator' },
            action(words.undoAct, 'acts.undo', 'F9'),
          ],
        },
        {
          label: words.go,
          submenu: [
            action(words.search, 'search.open', 'CmdOrCtrl+K'),
            action(words.intake, 'go.intake', 'F2'),
            action(words.waiting, 'go.waiting', 'F3'),
            action(words.handover, 'go.handover', 'F4'),
            action(words.residents, 'go.residents', 'F6'),
          ],
        },
        {
          label: words.view,
          submenu: [
            action(words.language, 'language.switch', 'F8'),
            action(words.theme, 'theme.next', 'Shift+F8'),
            { type: 'separator' },
            { role: 'zoomIn', label: words.zoomIn },
            { role: 'zoomOut', label: words.zoomOut },
            { role: 'resetZoom', label: words.zoomReset },
            { role: 'togglefullscreen', label: words.fullScreen },
          ],
        },
        { label: words.help, submenu: [action(words.shortcuts, 'help.shortcuts', 'F1')] },
      ]),
    )
  }
  build()
  desk.on((event) => {
    if (event.type === 'settings') build()
  })
}
