import type { ProjectLog } from '../services/audit/project.ts'
import type { Actor } from '../services/deps.ts'
import type { Building } from '../services/building.ts'
import type { Deferred } from '../services/deferred.ts'
import type { Settings } from '../services/settings.ts'
import type { Handlers } from './router.ts'

type Answer<R> = R | Promise<R>

/** The routes of what is not needed before the first scan: each waits until the services behind it have been read. */
export function deferredHandlers(
  building: () => Building,
  actor: () => Actor,
  lastSet: Settings['lastSet'],
  log: ProjectLog,
) {
  const deferred =
    <I, R>(run: (services: Deferred, input: I) => Answer<R>) =>
    async (input: I): Promise<R> =>
      run(await building().deferred(), input)
  /** Who was on duty when it was asked for signs it. */
  const signed =
    <I, R>(run: (services: Deferred, by: Actor, input: I) => Answer<R>) =>
    async (input: I): Promise<R> => {
      const by = actor()
      return run(await building().deferred(), by, input)
    }
  return {
    'settings.get': deferred((services) => ({ ...services.rules.get(), desk: lastSet() })),
    'settings.save': signed((services, by, input) => services.rules.save(by, input)),
    'desks.save': signed((services, by, input) => services.rules.saveDesk(by, input)),
    'packages.edit': signed((services, by, input) => services.changes.edit(by, input)),
    'packages.setShelf': signed((services, by, input) => services.changes.setShelf(by, input)),
    'packages.step': signed((services, by, input) => services.changes.step(by, input)),
    'handover.open': deferred((services, input) => services.handovers.open(input)),
    'handover.complete': signed((services, by, input) => services.handovers.complete(by, input)),
    'residents.save': signed((services, by, input) => services.persons.save(by, input)),
    'residents.confirm': signed((services, by, input) => services.persons.confirm(by, input)),
    'residents.duplicates': deferred((services, input) => services.duplicates.list(input)),
    'residents.alike': deferred((services, input) => services.duplicates.alike(input)),
    'residents.unconfirmed': deferred((services) => services.unconfirmed()),
    'residents.merge': signed((services, by, input) => services.merging.merge(by, input)),
    'residents.separate': signed((services, by, input) => services.merging.separate(by, input)),
    'residents.tellApart': signed((services, by, input) => services.merging.tellApart(by, input)),
    'residents.saveHome': signed((services, by, input) => services.persons.saveHome(by, input)),
    'residents.saveAbsence': signed((services, by, input) => services.care.saveAbsence(by, input)),
    'residents.endAbsence': signed((services, by, input) => services.care.endAbsence(by, input)),
    'residents.saveBelonging': signed((services, by, input) => services.belongings.save(by, input)),
    'residents.endBelonging': signed((services, by, input) => services.belongings.end(by, input)),
    'residents.saveAuthorisation': signed((services, by, input) => services.care.saveAuthorisation(by, input)),
    'residents.endAuthorisation': signed((services, by, input) => services.care.endAuthorisation(by, input)),
    'staff.list': deferred((services) => services.staff.list()),
    'staff.save': signed((services, by, input) => services.staff.save(by, input)),
    'import.open': deferred((services, input) => services.imports.open(input)),
    'import.read': deferred((services, input) => services.imports.read(input)),
    'import.preview': deferred((services, input) => services.imports.preview(input)),
    'import.lines': deferred((services, input) => services.imports.lines(input)),
    'import.gone': deferred((services, input) => services.imports.gone(input)),
    'import.run': signed((services, by, input) => services.imports.run(by, input)),
    'import.stop': deferred((services) => services.imports.stop()),
    'import.close': deferred((services) => services.imports.close()),
    'import.progress': deferred((services) => services.imports.progress()),
    'import.template': deferred((services, input) => services.exports.template(input)),
    'export.people': signed((services, by, input) => services.exports.people(by, input)),
    'export.parcels': signed((services, by, input) => services.exports.parcels(by, input)),
    'privacy.notice': deferred((services, input) => services.privacyNotice.notice(input)),
    'privacy.noticeFile': deferred((services, input) => services.privacyNotice.noticeFile(input)),
    'privacy.preview': signed((services, by, input) => services.erasing.preview(by, input)),
    'privacy.erase': signed((services, by, input) => services.erasing.erase(by, input)),
    'export.person': signed((services, by, input) => services.exportPerson(by, input)),
    'incidents.list': deferred((services) => services.incidents.list()),
    'incidents.save': signed((services, by, input) => services.incidents.save(by, input)),
    'incidents.remove': signed((services, by, input) => services.incidents.remove(by, input)),
    'incidents.export': signed((services, by, input) => services.incidents.export(by, input)),
    'carriers.list': deferred((services) => services.carriers.list()),
    'carriers.teach': signed((services, by, input) => services.carriers.teach(by, input)),
    'carriers.forget': signed((services, by, input) => services.carriers.forget(by, input)),
    'packages.noticeText': deferred((services, { packageId }) => services.noticeText(packageId)),
    'notices.texts': deferred((services) => services.noticeTexts.get()),
    'notices.saveTexts': signed((services, by, input) => services.noticeTexts.save(by, input)),
    'notices.ofParcel': deferred((services, input) => services.notices.ofParcel(input)),
    'notices.open': deferred((services, input) => services.notices.open(input)),
    'notices.ofPerson': deferred((services, input) => services.notices.ofPerson(input)),
    'notices.settle': signed((services, by, input) => services.settling.settle(by, input)),
    'notices.tryAgain': signed((services, by, input) => services.settling.tryAgain(by, input)),
    'shelves.preview': deferred((services, input) => services.shelves.preview(input)),
    'shelves.add': signed((services, by, input) => services.shelves.add(by, input)),
    'shelves.save': signed((services, by, input) => services.shelves.save(by, input)),
    'shelves.remove': signed((services, by, input) => services.shelves.remove(by, input)),
    'shelves.list': deferred((services) => services.shelfChecks.list()),
    'shelves.check': deferred((services, input) => services.shelfChecks.check(input)),
    'shelves.seen': deferred((services, input) => services.shelfChecks.seen(input)),
    'shelves.unseen': deferred((services, input) => services.shelfChecks.unseen(input)),
    'shelves.sheet': deferred((services, input) => services.shelfSheet.sheet(input)),
    'packages.place': signed((services, by, input) => services.placeOnShelf(by, input)),
    'audit.list': deferred((services, input) => services.audit.list(input, log)),
    'audit.status': deferred((services) => services.audit.status(log)),
    'audit.desks': deferred((services) => services.audit.desks(log)),
    'audit.verify': deferred((services) => services.audit.verify()),
    'audit.progress': deferred((services) => services.audit.progress()),
    'audit.stop': deferred((services) => services.audit.stop()),
    'audit.export': signed((services, by, input) => services.audit.export(by, input)),
    'audit.stateFile': signed((services, by, input) => services.audit.stateFile(by, input)),
    'audit.chain': signed((services, by) => services.audit.chain(by)),
    'units.preview': deferred((services, input) => services.units.preview(input)),
    'units.add': signed((services, by, input) => services.units.add(by, input)),
    'units.save': signed((services, by, input) => services.units.save(by, input)),
    'units.remove': signed((services, by, input) => services.units.remove(by, input)),
    'units.list': deferred((services, input) => services.units.list(input)),
    'units.filters': deferred((services) => services.units.filters()),
    'units.get': deferred((services, { id }) => services.units.get(id)),
    'moves.consequences': deferred((services, input) => services.moves.consequences(input)),
    'moves.out': signed((services, by, input) => services.moves.moveOut(by, input)),
    'moves.in': signed((services, by, input) => services.moves.moveIn(by, input)),
    'directory.conflicts': deferred((services, input) => services.conflicts.list(input)),
    'directory.takeOther': signed((services, by, input) => services.conflicts.takeOther(by, input)),
    'directory.keep': deferred((services, input) => services.conflicts.keep(input)),
    'directory.history': deferred((services, input) => services.history(input)),
    'sync.waiting': deferred((services) => services.unsent.waiting()),
    'sync.refused': signed((services, by) => services.unsent.refused(by)),
    'sync.retry': signed((services, by, input) => services.unsent.retry(by, input)),
    'sync.discard': signed((services, by, input) => services.unsent.discard(by, input)),
  } satisfies Partial<Handlers>
}
