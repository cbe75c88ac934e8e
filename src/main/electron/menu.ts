import { app, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import type { Desk } from '../compose.ts'
import type { Language } from '../../shared/text/languages.ts'
import { ACTIONS, type ActionGroup, type ActionId } from '../../shared/screens/actions.ts'

const WORDS = {
  fr: {
    file: 'Fichier',
    quit: 'Quitter',
    edit: 'Édition',
    undo: 'Annuler la saisie',
    redo: 'Rétablir la saisie',
    cut: 'Couper',
    copy: 'Copier',
    paste: 'Coller',
    selectAll: 'Tout sélectionner',
    go: 'Aller',
    act: 'Actions',
    view: 'Affichage',
    zoomIn: 'Agrandir',
    zoomOut: 'Réduire',
    zoomReset: 'Taille normale',
    fullScreen: 'Plein écran',
    help: 'Aide',
  },
  en: {
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo typing',
    redo: 'Redo typing',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    go: 'Go',
    act: 'Actions',
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomReset: 'Actual size',
    fullScreen: 'Full screen',
    help: 'Help',
  },
} satisfies Record<Language, Record<string, string>>

const NAMES: Readonly<Record<Language, Readonly<Record<ActionId, string>>>> = {
  fr: {
    'go.intake': 'Réception',
    'go.waiting': 'En attente',
    'go.handover': 'Remise',
    'go.messages': 'Messages',
    'go.residents': 'Résidents',
    'go.settings': 'Réglages',
    'go.notices': 'À aviser',
    'go.shelves': 'Étagères',
    'go.sync': 'Envoi et réception',
    'go.import': 'Importer et exporter',
    'go.staff': 'Personnel',
    'go.ready': 'L’immeuble est-il prêt ?',
    'go.backups': 'Sauvegardes et archives',
    'go.audit': 'Journal d’audit',
    'audit.state': 'État du journal d’audit : page à signer',
    'go.health': 'État de ce poste',
    'go.privacy': 'Protection des renseignements',
    'go.noticeTexts': 'Textes des avis',
    'go.incidents': 'Incidents de confidentialité',
    'go.units': 'Unités',
    'messages.new': 'Nouvelle conversation',
    'search.open': 'Rechercher ou lancer une commande',
    'label.print': 'Réimprimer l’étiquette',
    'acts.undo': 'Défaire la dernière action',
    'acts.redo': 'Refaire ce qui vient d’être défait',
    'place.back': 'Revenir où j’étais',
    'scan.ready': 'Revenir à l’état prêt à lire',
    'session.switch': 'Changer la personne en service',
    'duty.lock': 'Verrouiller le poste',
    'privacy.toggle': 'Masquer ou montrer les noms',
    'language.switch': 'English',
    'theme.next': 'Changer l’apparence',
    'help.shortcuts': 'Aide et raccourcis clavier',
  },
  en: {
    'go.intake': 'Intake',
    'go.waiting': 'Waiting',
    'go.handover': 'Hand-over',
    'go.messages': 'Messages',
    'go.residents': 'Residents',
    'go.settings': 'Settings',
    'go.notices': 'To notify',
    'go.shelves': 'Shelves',
    'go.sync': 'Sending and receiving',
    'go.import': 'Import and export',
    'go.staff': 'Staff',
    'go.ready': 'Is the building ready?',
    'go.backups': 'Backups and archives',
    'go.audit': 'Audit log',
    'audit.state': 'State of the audit log: page to sign',
    'go.health': 'State of this desk',
    'go.privacy': 'Privacy',
    'go.noticeTexts': 'Texts of notices',
    'go.incidents': 'Confidentiality incidents',
    'go.units': 'Units',
    'messages.new': 'New conversation',
    'search.open': 'Search or run a command',
    'label.print': 'Print the label again',
    'acts.undo': 'Undo the last action',
    'acts.redo': 'Redo what was just undone',
    'place.back': 'Back to where I was',
    'scan.ready': 'Back to ready to scan',
    'session.switch': 'Change who is on duty',
    'duty.lock': 'Lock the desk',
    'privacy.toggle': 'Hide or show names',
    'language.switch': 'Français',
    'theme.next': 'Change the appearance',
    'help.shortcuts': 'Help and keyboard shortcuts',
  },
}

/**
 * The menu holds every action of the console; their shortcuts are the console's, shown but not registered here. The program
 * ends by the menu or the window, by no key: a gun in the wrong mode types Ctrl+Q, and the next scan would find nobody.
 */
export function buildMenu(window: BrowserWindow, desk: Desk): void {
  let shown: Language | null = null
  const build = () => {
    const { language } = desk.settings.get()
    if (language === shown) return
    shown = language
    const words = WORDS[language]
    const actions = (of: ActionGroup): MenuItemConstructorOptions[] =>
      ACTIONS.filter(({ group }) => group === of).map(({ id, shortcut }) => ({
        id,
        label: NAMES[language][id],
        ...(shortcut !== null && {
          accelerator: shortcut.replace('Ctrl', 'CmdOrCtrl').replace('Arrow', ''),
          registerAccelerator: false,
        }),
        click: () => window.webContents.send('desk:event', { type: 'action', id }),
      }))
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([
        { label: words.file, submenu: [{ label: words.quit, click: () => app.quit() }] },
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
          ],
        },
        { label: words.go, submenu: actions('go') },
        { label: words.act, submenu: actions('act') },
        {
          label: words.view,
          submenu: [
            ...actions('view'),
            { type: 'separator' },
            { role: 'zoomIn', label: words.zoomIn },
            { role: 'zoomOut', label: words.zoomOut },
            { role: 'resetZoom', label: words.zoomReset },
            { role: 'togglefullscreen', label: words.fullScreen },
          ],
        },
        { label: words.help, submenu: actions('help') },
      ]),
    )
  }
  build()
  desk.on((event) => {
    if (event.type === 'settings') build()
  })
}
