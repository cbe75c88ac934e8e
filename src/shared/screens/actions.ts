export type ActionGroup = 'go' | 'act' | 'view' | 'help'

/**
 * What the console can do from anywhere, and with which key: the one list that the window's shortcuts, its palette and the
 * program's menu are made from. Both sides give words to each of them, or do not compile.
 */
export const ACTIONS = [
  { id: 'go.intake', group: 'go', shortcut: 'F2' },
  { id: 'go.waiting', group: 'go', shortcut: 'F3' },
  { id: 'go.handover', group: 'go', shortcut: 'F4' },
  { id: 'go.messages', group: 'go', shortcut: 'F5' },
  { id: 'go.residents', group: 'go', shortcut: 'F6' },
  { id: 'go.settings', group: 'go', shortcut: 'F7' },
  { id: 'go.sync', group: 'act', shortcut: null },
  { id: 'messages.new', group: 'act', shortcut: 'Shift+F5' },
  { id: 'search.open', group: 'act', shortcut: 'Ctrl+K' },
  { id: 'acts.undo', group: 'act', shortcut: 'F9' },
  { id: 'acts.redo', group: 'act', shortcut: 'Shift+F9' },
  { id: 'place.back', group: 'act', shortcut: 'Alt+ArrowLeft' },
  { id: 'scan.ready', group: 'act', shortcut: 'Escape' },
  { id: 'session.switch', group: 'act', shortcut: null },
  { id: 'language.switch', group: 'view', shortcut: 'F8' },
  { id: 'theme.next', group: 'view', shortcut: 'Shift+F8' },
  { id: 'help.shortcuts', group: 'help', shortcut: 'F1' },
] as const satisfies readonly { id: string; group: ActionGroup; shortcut: string | null }[]

export type ActionId = (typeof ACTIONS)[number]['id']
