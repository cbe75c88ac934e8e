import { msg } from '@lingui/core/macro'
import {
  ArrowLeft,
  ArrowLeftRight,
  BellRing,
  Boxes,
  CircleHelp,
  CloudCheck,
  DatabaseBackup,
  DoorOpen,
  FilePen,
  FileSpreadsheet,
  HandHelping,
  HeartPulse,
  EyeOff,
  Fingerprint,
  Languages,
  ListChecks,
  Lock,
  MessageSquareQuote,
  MessageSquareText,
  PackageOpen,
  PackagePlus,
  Printer,
  Redo2,
  ScanBarcode,
  Search,
  Settings,
  ShieldAlert,
  ShieldCheck,
  SquarePen,
  SunMoon,
  Undo2,
  UserRoundCog,
  Users,
} from 'lucide-react'
import { ACTIONS, type ActionId } from '../../../shared/screens/actions.ts'
import type { Action } from './store.ts'
import { SYNONYMS } from './synonyms.ts'

export interface BasePorts {
  go: (path: string) => void
  printAgain: () => void
  saveLogState: () => void
  undoLast: () => void
  redoLast: () => void
  back: () => void
  switchLanguage: () => void
  cycleTheme: () => void
  focusSearch: () => void
  showShortcuts: () => void
  switchPerson: () => void
  lock: () => void
  togglePrivacy: () => void
  /** Nobody has to prove who they are before the console goes on. */
  isOpen: () => boolean
  backToReady: () => void
}

const SHOWN: Readonly<Record<ActionId, Pick<Action, 'label' | 'icon'>>> = {
  'go.intake': { label: msg`Intake`, icon: PackagePlus },
  'go.waiting': { label: msg`Waiting`, icon: PackageOpen },
  'go.handover': { label: msg`Hand-over`, icon: HandHelping },
  'go.messages': { label: msg`Messages`, icon: MessageSquareText },
  'go.residents': { label: msg`Residents`, icon: Users },
  'go.settings': { label: msg`Settings`, icon: Settings },
  'go.notices': { label: msg({ message: 'To notify', context: 'several parcels' }), icon: BellRing },
  'go.shelves': { label: msg`Shelves`, icon: Boxes },
  'go.sync': {
    label: msg`Sending and receiving`,
    icon: CloudCheck,
  },
  'go.import': { label: msg`Import and export`, icon: FileSpreadsheet },
  'go.staff': { label: msg`Staff`, icon: UserRoundCog },
  'go.ready': { label: msg`Is the building ready?`, icon: ListChecks },
  'go.backups': { label: msg`Backups and archives`, icon: DatabaseBackup },
  'go.audit': { label: msg`Audit log`, icon: ShieldCheck },
  'audit.state': { label: msg`State of the audit log: page to sign`, icon: FilePen },
  'go.health': { label: msg`State of this desk`, icon: HeartPulse },
  'go.noticeTexts': { label: msg`Texts of notices`, icon: MessageSquareQuote },
  'go.incidents': { label: msg`Confidentiality incidents`, icon: ShieldAlert },
  'go.privacy': { label: msg`Privacy`, icon: Fingerprint },
  'messages.new': { label: msg`New conversation`, icon: SquarePen },
  'go.units': { label: msg`Units`, icon: DoorOpen },
  'search.open': { label: msg`Search or run a command`, icon: Search },
  'label.print': { label: msg`Print the label again`, icon: Printer },
  'acts.undo': { label: msg`Undo the last action`, icon: Undo2 },
  'acts.redo': { label: msg`Redo what was just undone`, icon: Redo2 },
  'place.back': { label: msg`Back to where I was`, icon: ArrowLeft },
  'scan.ready': { label: msg`Back to ready to scan`, icon: ScanBarcode },
  'session.switch': { label: msg`Change who is on duty`, icon: ArrowLeftRight },
  'duty.lock': { label: msg`Lock the desk`, icon: Lock },
  'privacy.toggle': { label: msg`Hide or show names`, icon: EyeOff },
  'language.switch': { label: msg`Français / English`, icon: Languages },
  'theme.next': { label: msg`Change the appearance: light, dark, high contrast`, icon: SunMoon },
  'help.shortcuts': { label: msg`Help and keyboard shortcuts`, icon: CircleHelp },
}

/** What acts also before the locked desk. */
const ALWAYS: ReadonlySet<ActionId> = new Set<ActionId>(['language.switch', 'theme.next'])

/** What the console can do from anywhere. */
export function createBaseActions(ports: BasePorts): readonly Action[] {
  const performs: Readonly<Record<ActionId, () => void>> = {
    'go.intake': () => ports.go('/intake'),
    'go.waiting': () => ports.go('/waiting'),
    'go.handover': () => ports.go('/handover'),
    'go.messages': () => ports.go('/messages'),
    'go.residents': () => ports.go('/residents'),
    'go.settings': () => ports.go('/settings'),
    'go.notices': () => ports.go('/notices'),
    'go.shelves': () => ports.go('/shelves'),
    'go.sync': () => ports.go('/sync'),
    'go.import': () => ports.go('/import'),
    'go.staff': () => ports.go('/staff'),
    'go.ready': () => ports.go('/ready'),
    'go.audit': () => ports.go('/audit'),
    'audit.state': ports.saveLogState,
    'go.noticeTexts': () => ports.go('/settings/texts'),
    'go.incidents': () => ports.go('/incidents'),
    'go.privacy': () => ports.go('/privacy'),
    'go.units': () => ports.go('/units'),
    'go.backups': () => ports.go('/backups'),
    'go.health': () => ports.go('/health'),
    'messages.new': () => ports.go('/messages/new'),
    'search.open': ports.focusSearch,
    'label.print': ports.printAgain,
    'acts.undo': ports.undoLast,
    'acts.redo': ports.redoLast,
    'place.back': ports.back,
    'scan.ready': ports.backToReady,
    'session.switch': ports.switchPerson,
    'duty.lock': ports.lock,
    'privacy.toggle': ports.togglePrivacy,
    'language.switch': ports.switchLanguage,
    'theme.next': ports.cycleTheme,
    'help.shortcuts': ports.showShortcuts,
  }
  return ACTIONS.map(({ id, group, shortcut }) => ({
    id,
    group,
    ...SHOWN[id],
    keywords: SYNONYMS[id],
    ...(shortcut !== null && { shortcut }),
    perform: ALWAYS.has(id)
      ? performs[id]
      : () => {
          if (ports.isOpen()) performs[id]()
        },
  }))
}
