import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { Proof } from '../../../shared/staff/proof.ts'
import type { Note } from '../../store/audit/noting.ts'
import type { Session } from '../session.ts'
import { openBook, type BookPorts } from './book.ts'
import { createBadges } from './badges.ts'
import { createCodeTries } from './codes.ts'
import { createPins, type PinPorts } from './pins.ts'
import { createRecovery } from './recovery.ts'
import { createVouching } from './vouching.ts'

export interface DutyPorts extends Omit<BookPorts, 'meta'>, PinPorts {}

export interface AroundDuty {
  meta: BookPorts['meta']
  /** Of the building that is open; null while none is. */
  session(): Session | null
  /** This desk in its building; null while no building is open. */
  desk(): string | null
  /** Whoever is signed in to a project lets this desk vouch for them, by a key of this digest; null where nobody is. */
  letVouch(): ((digest: string) => Promise<void>) | null
  /** The desk has a parcel, a shelf or a label of this code. */
  isParcel(text: string): boolean
  /** Something of it has changed. */
  tell(): void
  /** Who goes on duty, and by which PIN or badge, is an entry of the audit log. */
  note: Note
}

/**
 * Who proved to be on duty, for as long as the program runs. A person with a PIN proves it at each start, after each lock and when
 * they take over; one without goes on duty by a click, until an administrator of this desk has a PIN.
 */
export function createDuty(ports: DutyPorts, { meta, session, desk, letVouch, isParcel, tell, note }: AroundDuty) {
  const book = openBook({ ...ports, meta })
  const pins = createPins(book, ports, (about, misses) =>
    note({ what: 'duty.wait', by: null, about, detail: { misses } }),
  )
  const codes = createCodeTries(book, ports, (by, misses) =>
    note({ what: 'handover.codesPaused', by, detail: { misses } }),
  )
  const badges = createBadges(book, ports)
  const recovery = createRecovery(book, { meta, random: ports.random })
  const vouching = createVouching(book, ports)
  /** Nobody gets in before the PINs were read. */
  let isRead = false
  /** Who proved it last, and how. */
  let proved: { id: string; by: Proof } | null = null

  const everybodyProves = (): boolean =>
    book.everybody().length > 0 &&
    (session()?.everybody() ?? []).some(({ id, role }) => role === 'admin' && book.of(id) !== null)
  /** What somebody can prove to be here by: without any of it there would be no way back in. */
  const hasProof = (id: string): boolean => book.of(id) !== null || (book.badgeAlone() && badges.of(id) !== null)
  const needsProof = (id: string): boolean => hasProof(id) || everybodyProves()
  const open = (): Session => {
    const now = session()
    if (!now) throw new DeskError('NOT_READY')
    return now
  }
  const nameOf = (staffId: string): string | null =>
    session()
      ?.everybody()
      .find(({ id }) => id === staffId)?.name ?? null
  function expectStaff(staffId: string): void {
    if (
      !open()
        .everybody()
        .some(({ id }) => id === staffId)
    )
      throw new DeskError('NOT_FOUND')
  }
  /** Whose badge it is; null where they no longer work here. */
  function badgeOf(text: string): { id: string; name: string } | null | 'unknown' | 'none' {
    const found = badges.find(text)
    if (found === null) return 'none'
    if (found === 'unknown') return found
    const name = nameOf(found.staffId)
    return name === null ? null : { id: found.staffId, name }
  }
  /** Null where nobody works here yet. */
  const idOnDuty = (): string | null => {
    const now = session()
    return now && now.everybody().length > 0 ? now.actor().id : null
  }
  const locked = (): boolean => {
    const on = idOnDuty()
    return !isRead || (on !== null && needsProof(on) && proved?.id !== on)
  }
  function took(id: string, by: Proof): void {
    proved = { id, by }
    note({ what: 'duty.on', by: id, detail: { proof: by } })
    tell()
  }
  /** Whoever has just signed in with their account lets this desk vouch for their PIN; without a line they do so another time. */
  async function allowVouching(id: string): Promise<void> {
    const [here, sendDigest] = [desk(), letVouch()]
    if (here === null || !sendDigest) return
    try {
      await vouching.allow(here, id, sendDigest)
      tell()
    } catch (error) {
      ports.log.info('duty.not_vouched', { detail: String(error) })
    }
  }
  const keyFor = (id: string): string | null => {
    const here = desk()
    return here === null ? null : vouching.keyFor(here, id)
  }
  const vouches = (id: string): boolean => {
    const here = desk()
    return here !== null && vouching.vouches(here, id)
  }

  return {
    /** Another replica was opened: its copy of the PINs is compared with the file's. */
    opened(): void {
      book.load()
      pins.resume()
      codes.resume()
      isRead = true
    },
    needsProof,
    /** Wrong pickup codes, and the pause after too many. */
    codes,
    /** Who is on duty, also while the desk is locked; null where nobody works here yet. */
    onDuty: idOnDuty,
    nameOnDuty: (): string => (idOnDuty() === null ? '' : open().actor().name),
    /** By a click nobody is more than a clerk while the PINs of this desk cannot be read. */
    isLost: book.isLost,
    hasPin: (id: string): boolean => book.of(id) !== null,
    /** How the person on duty proved to be it; null while they have not. */
    proofOf: (id: string): Proof | null => (proved?.id === id ? proved.by : null),
    locked,
    /** What the project takes this desk's word for this person by; null where they did not let it vouch. */
    keyFor,
    /** Whether it takes it for what they do now. */
    vouches,
    signedOut: vouching.shiftOver,
    worksHere: vouching.endOthers,
    /** By what this computer speaks for its desk to the project; null where it cannot. */
    deskKey: vouching.ofDesk,
    /** They signed in with their account, which proves more than a PIN. */
    async signedIn(id: string): Promise<void> {
      session()?.seatTaken()
      took(id, 'session')
      await allowVouching(id)
    },
    /** They went on duty by a click, which needed nothing more. */
    clicked: (id: string): void => took(id, 'click'),

    status(): Response<'duty.status'> {
      const now = session()
      return {
        locked: locked(),
        everybodyProves: everybodyProves(),
        keeping: book.keeping(),
        recovery: recovery.isMade(),
        badgeAlone: book.badgeAlone(),
        on: idOnDuty(),
        people: (now?.everybody() ?? []).map((person) => ({
          ...person,
          hasPin: book.of(person.id) !== null,
          badgeSince: badges.of(person.id)?.since ?? null,
          temporary: book.of(person.id)?.temporary ?? false,
          mayTake: now?.mayTake(person.id) ?? false,
          waitsUntil: pins.waitsUntil(person.id),
        })),
      }
    },

    async prove({ staffId, pin, newPin }: Parsed<'duty.prove'>): Promise<Response<'duty.prove'>> {
      open().whoMayTake(staffId)
      const isTemporary = book.of(staffId)?.temporary ?? false
      await pins.prove(staffId, pin, newPin)
      if (isTemporary) note({ what: 'duty.setPin', by: staffId, detail: { first: false } })
      const { id, name, role } = open().take(open().whoMayTake(staffId), 'pin')
      took(id, 'pin')
      return { id, name, role }
    },

    badgeOf,
    useBadge({ text }: Parsed<'duty.useBadge'>): Response<'duty.useBadge'> {
      const found = badgeOf(text)
      if (found === null) return { kind: 'gone' }
      if (typeof found === 'string') return { kind: found }
      const next = open().whoMayTake(found.id)
      const person = { id: next.id, name: next.name, role: next.role }
      if (found.id === idOnDuty() && !locked()) return { kind: 'on_duty', person }
      if (!book.badgeAlone()) {
        if (book.of(found.id) === null) throw new DeskError('PIN_NOT_SET')
        return { kind: 'pin_next', person }
      }
      open().take(next, 'badge')
      took(next.id, 'badge')
      return { kind: 'on_duty', person }
    },
    giveBadge({ staffId, text }: Parsed<'duty.giveBadge'>): Response<'duty.giveBadge'> {
      if (book.isLost()) throw new DeskError('PINS_LOST')
      expectStaff(staffId)
      const number = badges.fit(text)
      if (isParcel(text)) throw new DeskError('BADGE_REFUSED', { problem: 'parcel' })
      badges.give(staffId, number, nameOf)
      vouching.end(staffId)
      note({ what: 'duty.giveBadge', by: idOnDuty(), about: staffId })
      tell()
      return {}
    },
    dropBadge({ staffId }: Parsed<'duty.dropBadge'>): Response<'duty.dropBadge'> {
      badges.drop(staffId)
      note({ what: 'duty.dropBadge', by: idOnDuty(), about: staffId })
      tell()
      return {}
    },
    setBadgeAlone({ alone }: Parsed<'duty.setBadgeAlone'>): Response<'duty.setBadgeAlone'> {
      if (book.isLost()) throw new DeskError('PINS_LOST')
      book.setBadgeAlone(alone)
      if (alone) vouching.end()
      note({ what: 'duty.badgeAlone', by: idOnDuty(), detail: { alone } })
      tell()
      return {}
    },
    makeRecovery(): Response<'duty.makeRecovery'> {
      const code = recovery.make()
      tell()
      return { code }
    },
    recover({ code }: Parsed<'duty.recover'>): Response<'duty.recover'> {
      recovery.use(code)
      ports.log.warn('duty.begun_anew', {})
      tell()
      return {}
    },
    lock(): Response<'duty.lock'> {
      const on = idOnDuty()
      if (on === null || !hasProof(on)) return { locked: false }
      proved = null
      note({ what: 'duty.locked', by: on })
      tell()
      return { locked: true }
    },

    async setPin({ pin, newPin }: Parsed<'duty.setPin'>): Promise<Response<'duty.setPin'>> {
      const { id } = open().actor()
      const hasSignedIn = proved?.id === id && proved.by === 'session'
      const isFirst = book.of(id) === null
      await pins.set(id, pin, newPin)
      note({ what: 'duty.setPin', by: id, detail: { first: isFirst } })
      // Who chose a PIN is who the desk asks for after its next start.
      open().take(open().whoMayTake(id), 'pin')
      proved = { id, by: 'pin' }
      tell()
      if (hasSignedIn) await allowVouching(id)
      return {}
    },

    async givePin({ staffId }: Parsed<'duty.givePin'>): Promise<Response<'duty.givePin'>> {
      expectStaff(staffId)
      const hadOne = book.of(staffId) !== null
      const pin = await pins.give(staffId)
      note({ what: 'duty.givePin', by: idOnDuty(), about: staffId, detail: { reset: hadOne } })
      tell()
      return { pin }
    },
  }
}

export type Duty = ReturnType<typeof createDuty>
