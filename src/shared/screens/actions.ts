export type ActionGroup = 'go' | 'act' | 'view' | 'help'

/**
 * What the console can do from anywhere, and with which key: the one list that the window's shortcuts, its palette and the
 * program's menu are made from. Both sides give words to each of them, or do not compile.
 */
export const ACTIONS = [
  { id: 'go.intake', group: 'go', shortcut: 'F2' },
  { id: 'go.waiting', group: 'go', shortcut: 'F3' },
  { id: 'go.notices', group: 'act', shortcut: null },
  { id: 'go.handover', group: 'go', shortcut: 'F4' },
  { id: 'go.messages', group: 'go', shortcut: 'F5' },
  { id: 'go.residents', group: 'go', shortcut: 'F6' },
  { id: 'go.settings', group: 'go', shortcut: 'F7' },
  { id: 'go.shelves', group: 'act', shortcut: null },
  { id: 'go.sync', group: 'act', shortcut: null },
  { id: 'go.import', group: 'act', shortcut: null },
  { id: 'go.staff', group: 'act', shortcut: null },
  { id: 'go.ready', group: 'act', shortcut: null },
  { id: 'go.backups', group: 'act', shortcut: null },
  { id: 'go.audit', group: 'act', shortcut: null },
  { id: 'audit.state', group: 'act', shortcut: null },
  { id: 'go.health', group: 'act', shortcut: null },
  { id: 'go.privacy', group: 'act', shortcut: null },
  { id: 'go.noticeTexts', group: 'act', shortcut: null },
  { id: 'go.incidents', group: 'act', shortcut: null },
  { id: 'go.units', group: 'act', shortcut: null },
  { id: 'messages.new', group: 'act', shortcut: 'Shift+F5' },
  { id: 'search.open', group: 'act', shortcut: 'Ctrl+K' },
  { id: 'label.print', group: 'act', shortcut: null },
  { id: 'acts.undo', group: 'act', shortcut: 'F9' },
  { id: 'acts.redo', group: 'act', shortcut: 'Shift+F9' },
  { id: 'place.back', group: 'act', shortcut: 'Alt+ArrowLeft' },
  { id: 'scan.ready', group: 'act', shortcut: 'Escape' },
  { id: 'session.switch', group: 'act', shortcut: null },
  { id: 'duty.lock', group: 'act', shortcut: 'Ctrl+L' },
  { id: 'privacy.toggle', group: 'view', shortcut: 'F10' },
  { id: 'language.switch', group: 'view', shortcut: 'F8' },
  { id: 'theme.next', group: 'view', shortcut: 'Shift+F8' },
  { id: 'help.shortcuts', group: 'help', shortcut: 'F1' },
] as const satisfies readonly { id: string; group: ActionGroup; shortcut: string | null }[]

export type ActionId = (typeof ACTIONS)[number]['id']

export type KeyPlace = 'intake' | 'handover' | 'messages' | 'lists' | 'view'

/** The keys that one kind of screen has besides: with ACTIONS all that the help page tells. */
export const SCREEN_KEYS = [
  { id: 'intake.manual', place: 'intake', shortcut: 'Ctrl+E' },
  { id: 'intake.pile', place: 'intake', shortcut: 'Shift+F2' },
  { id: 'pile.identify', place: 'intake', shortcut: 'Ctrl+D' },
  { id: 'pile.other', place: 'intake', shortcut: 'Alt+↑ ↓' },
  { id: 'intake.details', place: 'intake', shortcut: 'Alt+1…5' },
  { id: 'intake.unknown', place: 'intake', shortcut: 'Ctrl+Enter' },
  { id: 'intake.confirm', place: 'intake', shortcut: 'Shift+Enter' },
  { id: 'intake.putDown', place: 'intake', shortcut: 'Escape' },
  { id: 'handover.collector', place: 'handover', shortcut: 'Ctrl+1…9' },
  { id: 'handover.proof', place: 'handover', shortcut: 'Alt+1…4' },
  { id: 'messages.send', place: 'messages', shortcut: 'Ctrl+Enter' },
  { id: 'messages.template', place: 'messages', shortcut: '/' },
  { id: 'banner.offer', place: 'lists', shortcut: 'F12' },
  { id: 'lists.move', place: 'lists', shortcut: '↑ ↓' },
  { id: 'lists.choose', place: 'lists', shortcut: 'Enter' },
  { id: 'lists.mark', place: 'lists', shortcut: 'Space' },
  { id: 'view.fullScreen', place: 'view', shortcut: 'F11' },
  { id: 'view.actualSize', place: 'view', shortcut: 'Ctrl+0' },
] as const satisfies readonly { id: string; place: KeyPlace; shortcut: string }[]

export type ScreenKeyId = (typeof SCREEN_KEYS)[number]['id']
