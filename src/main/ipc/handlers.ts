import type { ScannersStatus } from '../../shared/contract/scanners.ts'
import type { Connection } from '../connection/index.ts'
import type { Scanners } from '../devices/scanner/scanners.ts'
import { drawSymbol } from '../devices/symbols.ts'
import type { Building } from '../services/building.ts'
import { setDevices, type Settings } from '../services/settings.ts'
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
    'settings.get': () => ({ ...building().rules.get(), desk: around.settings.lastSet() }),
    'settings.save': (input) => building().rules.save(actor(), input),
    'desks.save': (input) => building().rules.saveDesk(actor(), input),
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
    'packages.edit': (input) => building().changes.edit(actor(), input),
    'packages.setShelf': (input) => building().changes.setShelf(actor(), input),
    'packages.step': (input) => building().changes.step(actor(), input),
    'packages.list': (input) => building().lists.list(input),
    'packages.counts': () => building().lists.counts(),
    'packages.get': ({ id }) => building().detail.get(actor(), id),
    'packages.senders': ({ id }) => building().senders(id, connection.senders),
    'packages.noticeText': ({ packageId }) => building().detail.noticeText(packageId),
    'handover.open': (input) => building().handovers.open(input),
    'handover.complete': (input) => building().handovers.complete(actor(), input),
    'acts.recent': (input) => building().acts.recent(input),
    'acts.undo': (input) => building().acts.undo(actor(), input),
    'acts.redo': (input) => building().acts.redo(actor(), input),
    'search.addressee': ({ text, limit }) => building().directory.search(text, limit),
    'search.all': (input) => building().search(input),
    'residents.list': ({ text, offset, limit }) => building().directory.list(text, offset, limit),
    'residents.get': ({ id }) => building().resident(actor(), id),
    'residents.save': (input) => building().persons.save(actor(), input),
    'residents.confirm': (input) => building().persons.confirm(actor(), input),
    'residents.duplicates': (input) => building().duplicates.list(input),
    'residents.alike': (input) => building().duplicates.alike(input),
    'residents.unconfirmed': () => building().unconfirmed(),
    'residents.merge': (input) => building().merging.merge(actor(), input),
    'residents.separate': (input) => building().merging.separate(actor(), input),
    'residents.tellApart': (input) => building().merging.tellApart(actor(), input),
    'residents.saveHome': (input) => building().persons.saveHome(actor(), input),
    'residents.pickupCodes': ({ id }) => building().pickupCodes(id),
    'residents.saveAbsence': (input) => building().care.saveAbsence(actor(), input),
    'residents.endAbsence': (input) => building().care.endAbsence(actor(), input),
    'residents.saveBelonging': (input) => building().belongings.save(actor(), input),
    'residents.endBelonging': (input) => building().belongings.end(actor(), input),
    'residents.saveAuthorisation': (input) => building().care.saveAuthorisation(actor(), input),
    'residents.endAuthorisation': (input) => building().care.endAuthorisation(actor(), input),
    'staff.list': () => building().staff.list(),
    'staff.invite': (input) => connection.invite(input),
    'staff.save': (input) => building().staff.save(actor(), input),
    'import.open': (input) => building().imports.open(input),
    'import.read': (input) => building().imports.read(input),
    'import.preview': (input) => building().imports.preview(input),
    'import.lines': (input) => building().imports.lines(input),
    'import.gone': (input) => building().imports.gone(input),
    'import.run': (input) => building().imports.run(actor(), input),
    'import.stop': () => building().imports.stop(),
    'import.close': () => building().imports.close(),
    'import.progress': () => building().imports.progress(),
    'import.template': (input) => building().exports.template(input),
    'export.people': (input) => building().exports.people(actor(), input),
    'export.parcels': (input) => building().exports.parcels(actor(), input),
    'incidents.list': () => building().incidents.list(),
    'incidents.save': (input) => building().incidents.save(actor(), input),
    'incidents.remove': (input) => building().incidents.remove(actor(), input),
    'incidents.export': (input) => building().incidents.export(actor(), input),
    'privacy.notice': (input) => building().privacyNotice.notice(input),
    'privacy.noticeFile': (input) => building().privacyNotice.noticeFile(input),
    'privacy.preview': (input) => building().erasing.preview(actor(), input),
    'privacy.erase': (input) => building().erasing.erase(actor(), input),
    'export.person': (input) => building().exportPerson(actor(), input),
    'shelves.preview': (input) => building().shelves.preview(input),
    'shelves.add': (input) => building().shelves.add(actor(), input),
    'shelves.save': (input) => building().shelves.save(actor(), input),
    'shelves.remove': (input) => building().shelves.remove(actor(), input),
    'audit.list': (input) => building().audit.list(input),
    'audit.status': () => building().audit.status(),
    'audit.verify': () => building().audit.verify(),
    'audit.progress': () => building().audit.progress(),
    'audit.stop': () => building().audit.stop(),
    'audit.export': (input) => building().audit.export(actor(), input),
    'audit.chain': () => building().audit.chain(actor()),
    'units.preview': (input) => building().units.preview(input),
    'units.add': (input) => building().units.add(actor(), input),
    'units.save': (input) => building().units.save(actor(), input),
    'units.remove': (input) => building().units.remove(actor(), input),
    'units.list': (input) => building().units.list(input),
    'units.filters': () => building().units.filters(),
    'units.get': ({ id }) => building().units.get(id),
    'moves.consequences': (input) => building().moves.consequences(input),
    'moves.out': (input) => building().moves.moveOut(actor(), input),
    'moves.in': (input) => building().moves.moveIn(actor(), input),
    'directory.conflicts': (input) => building().conflicts.list(input),
    'directory.takeOther': (input) => building().conflicts.takeOther(actor(), input),
    'directory.keep': (input) => building().conflicts.keep(input),
    'directory.history': (input) => building().history(input),
    'scan.resolve': (input) => building().scan.resolve(input),
    ...messageHandlers(() => building().messages, actor),
    'carriers.list': () => building().carriers.list(),
    'carriers.teach': (input) => building().carriers.teach(actor(), input),
    'scanners.status': () => hidingBadges(around.scanners.status(), duty),
    'scanners.pair': () => around.scanners.pair(),
    'scanners.endPairing': () => around.scanners.endPairing(),
    'scanners.forget': (which) => around.scanners.forget(which),
    'symbols.draw': drawSymbol,
    'support.read': around.readSupport,
    'support.save': around.saveSupport,
    'carriers.forget': (input) => building().carriers.forget(actor(), input),
    'sync.status': () => connection.syncStatus(),
    'sync.now': () => {
      connection.syncNow()
      return {}
    },
    'sync.waiting': () => building().unsent.waiting(),
    'sync.refused': () => building().unsent.refused(actor()),
    'sync.retry': (input) => building().unsent.retry(actor(), input),
    'sync.discard': (input) => building().unsent.discard(input),
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
