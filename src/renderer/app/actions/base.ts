import { msg } from '@lingui/core/macro'
import {
  ArrowLeftRight,
  CircleHelp,
  CloudCheck,
  HandHelping,
  Languages,
  MessageSquareText,
  PackageOpen,
  PackagePlus,
  ScanBarcode,
  Search,
  Settings,
  SquarePen,
  SunMoon,
  Undo2,
  Users,
} from 'lucide-react'
import type { Action } from './store.ts'

export interface BasePorts {
  go: (path: string) => void
  undoLast: () => void
  switchLanguage: () => void
  cycleTheme: () => void
  focusSearch: () => void
  showShortcuts: () => void
  switchPerson: () => void
  backToReady: () => void
}

/** What the console can do from anywhere. */
export const createBaseActions = (ports: BasePorts): readonly Action[] => [
  {
    id: 'go.intake',
    label: msg`Intake`,
    keywords: msg`register receive new parcel`,
    icon: PackagePlus,
    shortcut: 'F2',
    group: 'go',
    perform: () => ports.go('/intake'),
  },
  {
    id: 'go.waiting',
    label: msg`Waiting`,
    keywords: msg`parcels list shelf`,
    icon: PackageOpen,
    shortcut: 'F3',
    group: 'go',
    perform: () => ports.go('/waiting'),
  },
  {
    id: 'go.handover',
    label: msg`Hand-over`,
    keywords: msg`pick up collect deliver sign`,
    icon: HandHelping,
    shortcut: 'F4',
    group: 'go',
    perform: () => ports.go('/handover'),
  },
  {
    id: 'go.messages',
    label: msg`Messages`,
    keywords: msg`conversations residents write answer`,
    icon: MessageSquareText,
    shortcut: 'F5',
    group: 'go',
    perform: () => ports.go('/messages'),
  },
  {
    id: 'go.residents',
    label: msg`Residents`,
    keywords: msg`people units directory`,
    icon: Users,
    shortcut: 'F6',
    group: 'go',
    perform: () => ports.go('/residents'),
  },
  {
    id: 'go.settings',
    label: msg`Settings`,
    keywords: msg`printer scanner sound label`,
    icon: Settings,
    shortcut: 'F7',
    group: 'go',
    perform: () => ports.go('/settings'),
  },
  {
    id: 'go.sync',
    label: msg`Sending and receiving`,
    keywords: msg`sync connection offline waiting refused`,
    icon: CloudCheck,
    group: 'act',
    perform: () => ports.go('/sync'),
  },
  {
    id: 'messages.new',
    label: msg`New conversation`,
    keywords: msg`message write resident`,
    icon: SquarePen,
    shortcut: 'Shift+F5',
    group: 'act',
    perform: () => ports.go('/messages/new'),
  },
  {
    id: 'search.open',
    label: msg`Search or run a command`,
    icon: Search,
    shortcut: 'Ctrl+K',
    group: 'act',
    perform: ports.focusSearch,
  },
  {
    id: 'acts.undo',
    label: msg`Undo the last act`,
    icon: Undo2,
    shortcut: 'F9',
    group: 'act',
    perform: ports.undoLast,
  },
  {
    id: 'scan.ready',
    label: msg`Back to ready to scan`,
    icon: ScanBarcode,
    shortcut: 'Escape',
    group: 'act',
    perform: ports.backToReady,
  },
  {
    id: 'session.switch',
    label: msg`Change who is on duty`,
    icon: ArrowLeftRight,
    group: 'act',
    perform: ports.switchPerson,
  },
  {
    id: 'language.switch',
    label: msg`Français / English`,
    keywords: msg`language`,
    icon: Languages,
    shortcut: 'F8',
    group: 'view',
    perform: ports.switchLanguage,
  },
  {
    id: 'theme.next',
    label: msg`Change the look: light, dark, high contrast`,
    icon: SunMoon,
    shortcut: 'Shift+F8',
    group: 'view',
    perform: ports.cycleTheme,
  },
  {
    id: 'help.shortcuts',
    label: msg`Keyboard shortcuts`,
    icon: CircleHelp,
    shortcut: 'F1',
    group: 'help',
    perform: ports.showShortcuts,
  },
]
