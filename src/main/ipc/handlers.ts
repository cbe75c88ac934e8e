import type { ScannersStatus } from '../../shared/contract/scanners.ts'
import type { Connection } from '../connection/index.ts'
import type { Scanners } from '../devices/scanner/scanners.ts'
import { drawSymbol } from '../devices/symbols.ts'
import type { Building } from '../services/building.ts'
import { setDevices, type Settings } from '../services/settings.ts'
import { deferredHandlers } from './deferredHandlers.ts'
import { messageHandlers } from './messageHandlers.ts'
import type { Duty } from '../services/duty/index.ts'
import type { Handlers } from './router.ts'

/** What stands around the building: the store's state and the desk's surroundings. */
export interface Surroundings {
  settings: Settings
  /** Who is on duty, where that is known already. */
  nameOnDuty(): string
  /** The open building; NOT_READY when there is none. */
  building(): Building
  connection: Connection
  duty: Duty
  status: Handlers['app.status']
  restore: Handlers['app.restore']
  restoreSeen: Handlers['app.restoreSeen']
  startFresh: Handlers['app.startFresh']
  retry: Handlers['app.retry']
  /** What is begun with where nothing stands. */
  first: Pick<Handlers, Extract<keyof Handlers, `first.${string}`>>
  printers: Handlers['printing.status']
  checkPrinter: Handlers['printing.check']
  commandSheet: Handlers['labels.commandSheet']
  scanners: Scanners
  readSupport: Handlers['support.read']
  saveSupport: Handlers['support.save']
  openFolder: Handlers['printing.openFolder']
  openLink: Handlers['app.openLink']
  keeping: Pick<Handlers, Extract<keyof Handlers, `backups.${string}` | `archive.${string}` | `health.${string}`>>
}

/** Route by route, who answers. */
export function createHandlers(around: Surroundings): Handlers {
  const { building, connection, duty } = around
  const actor = () => building().session.actor()
  return {
    'app.status': around.status,
    'app.restore': around.restore,
    'app.restoreSeen': around.restoreSeen,
    'app.startFresh': around.startFresh,
    'app.retry': around.retry,
    'app.openLink': around.openLink,
    ...around.keeping,
    ...around.first,
    'setup.get': () => building().setup.get(),
    'setup.scanned': () => building().setup.scanned(),
    'setup.skip': (input) => building().setup.skip(input),
    'setup.turn': (input) => building().setup.turn(input),
    'session.get': () => building().session.get(),
    'duty.status': () => duty.status(),
    'duty.prove': (input) => duty.prove(input),
    'duty.useBadge': (input) => duty.useBadge(input),
    'duty.giveBadge': (input) => duty.giveBadge(input),
    'duty.dropBadge': (input) => duty.dropBadge(input),
    'duty.setBadgeAlone': (input) => duty.setBadgeAlone(input),
    'duty.makeRecovery': () => duty.makeRecovery(),
    'duty.recover': (input) => duty.recover(input),
    'duty.lock': () => duty.lock(),
    'duty.setPin': (input) => duty.setPin(input),
    'duty.givePin': (input) => duty.givePin(input),
    'session.switch': (input) => building().session.switch(input),
    'settings.set': (changes) => around.settings.set(withoutUndefined(changes), around.nameOnDuty()),
    'settings.setDevices': (changes) => setDevices(around.settings, actor(), withoutUndefined(changes)),
    'labels.print': ({ packageId }) => ({ printJobId: building().printing.parcel(actor(), packageId) }),
    'labels.printTest': () => ({ printJobId: building().printing.test(actor()) }),
    'labels.printShelves': ({ shelfIds }) => ({ count: building().printing.shelves(actor(), shelfIds) }),
    'labels.preview': (input) => building().preview(input),
    'labels.commandSheet': around.commandSheet,
    'printing.check': around.checkPrinter,
    'printing.status': around.printers,
    'printing.retry': ({ jobId }) => {
      building().printing.retry(actor(), jobId)
      return {}
    },
    'printing.cancel': async ({ jobId }) => {
      await building().printing.cancel(jobId)
      return {}
    },
    'printing.openFolder': around.openFolder,
    'packages.register': (input) => building().intake.register(actor(), input),
    'packages.assign': (input) => building().intake.assign(actor(), input),
    'packages.list': (input) => building().lists.list(input),
    'packages.counts': () => building().lists.counts(),
    'packages.get': ({ id }) => building().detail.get(actor(), id),
    'packages.senders': ({ id }) => building().senders(id, connection.senders),
    'notices.status': () => building().notices.status(),
    'acts.recent': (input) => building().acts.recent(input),
    'acts.undo': (input) => building().acts.undo(actor(), input),
    'acts.redo': (input) => building().acts.redo(actor(), input),
    'search.addressee': ({ text, limit }) => building().directory.search(text, limit),
    'search.all': (input) => building().search(input),
    'residents.list': ({ text, offset, limit }) => building().directory.list(text, offset, limit),
    'residents.get': ({ id }) => building().resident(actor(), id),
    'residents.pickupCodes': ({ id }) => building().pickupCodes(id),
    'notices.try': (input) => connection.tryNotices(input),
    'staff.invite': (input) => connection.invite(input),
    'scan.resolve': (input) => building().scan.resolve(input),
    ...messageHandlers(() => building().messages, actor),
    ...deferredHandlers(building, actor, around.settings.lastSet, connection.log),
    'audit.claim': async () => {
      await connection.claimDesk()
      return {}
    },
    'scanners.status': () => hidingBadges(around.scanners.status(), duty),
    'scanners.pair': () => around.scanners.pair(),
    'scanners.endPairing': () => around.scanners.endPairing(),
    'scanners.forget': (which) => around.scanners.forget(which),
    'symbols.draw': drawSymbol,
    'support.read': around.readSupport,
    'support.save': around.saveSupport,
    'sync.status': () => connection.syncStatus(),
    'sync.now': () => {
      connection.syncNow()
      return {}
    },
    'account.status': () => connection.account(),
    'account.look': (input) => connection.look(input),
    'account.connect': (input) => connection.connect(input),
    'account.cancel': () => connection.cancel(),
    'account.signIn': (input) => connection.signIn(input),
    'account.sendCode': (input) => connection.sendCode(input),
    'account.setPassword': (input) => connection.setPassword(input),
    'account.signOut': () => connection.signOut(),
    'account.disconnect': (input) => connection.disconnect(input),
    'account.leave': (input) => connection.leave(input),
  }
}

/** Only what was really sent, so that a missing setting is not set to undefined. */
function withoutUndefined<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

/** The number of a badge is shown nowhere, not where scanners are tried either. */
function hidingBadges(status: ScannersStatus, { badgeOf }: Duty): ScannersStatus {
  const text = status.last?.text ?? null
  const found = text === null ? 'none' : badgeOf(text)
  return typeof found === 'string' ? status : { ...status, last: null }
}
