import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { HealthReason } from '../../../shared/contract/health.ts'
import type { ActionId } from '../../../shared/screens/actions.ts'
import type { Tone } from '../../../ui/index.ts'

/** How one thing stands: its name, what that means, what to do about it, and where. */
interface HealthWords {
  tone: Tone
  title: MessageDescriptor
  means: MessageDescriptor
  todo?: MessageDescriptor
  go?: ActionId
}

const database = msg`Data`
const backup = msg`Backup`
const test = msg`Test restore`
const disk = msg`Free disk space`
const waiting = msg`Actions to send`
const line = msg`Connection to the project`
const clock = msg`Clock of this computer`
const printer = msg`Label printer`
const scanner = msg`Scanner`

export const HEALTH_WORDS: Readonly<Record<HealthReason, HealthWords>> = {
  'database.works': { tone: 'ok', title: database, means: msg`Open and checked.` },
  'backup.fresh': { tone: 'ok', title: backup, means: msg`The last one is good.`, go: 'go.backups' },
  'backup.old': {
    tone: 'attention',
    title: backup,
    means: msg`The last good one is more than three hours old.`,
    todo: msg`Make one now; if that fails, it says why.`,
    go: 'go.backups',
  },
  'backup.none': {
    tone: 'attention',
    title: backup,
    means: msg`There is none yet.`,
    todo: msg`Make one now; if that fails, it says why.`,
    go: 'go.backups',
  },
  'restore_test.passed': {
    tone: 'ok',
    title: test,
    means: msg`The newest backup was restored in a folder by itself, and everything was there.`,
  },
  'restore_test.never': { tone: 'known', title: test, means: msg`Not made yet. It runs by itself once a month.` },
  'restore_test.no_backup': {
    tone: 'attention',
    title: test,
    means: msg`There was no good backup to restore.`,
    todo: msg`Make one now; if that fails, it says why.`,
    go: 'go.backups',
  },
  'restore_test.not_good': {
    tone: 'error',
    title: test,
    means: msg`The newest backup could not be restored.`,
    todo: msg`Back up now and test again. If it fails again, have the disk checked and keep an archive elsewhere.`,
    go: 'go.backups',
  },
  'restore_test.disk_full': {
    tone: 'attention',
    title: test,
    means: msg`There was no room for it on the disk.`,
    todo: msg`Empty the recycle bin or delete large files, then test again.`,
  },
  'disk.enough': { tone: 'ok', title: disk, means: msg`There is enough room.` },
  'disk.low': {
    tone: 'attention',
    title: disk,
    means: msg`Little room is left, so fewer old backups are kept.`,
    todo: msg`Empty the recycle bin or delete large files.`,
  },
  'disk.full': {
    tone: 'error',
    title: disk,
    means: msg`Almost no room is left: soon nothing more can be saved.`,
    todo: msg`Empty the recycle bin or delete large files now.`,
  },
  'waiting.nothing': { tone: 'ok', title: waiting, means: msg`Nothing waits.` },
  'waiting.waits': {
    tone: 'known',
    title: waiting,
    means: msg`Some wait; they are sent by themselves.`,
    go: 'go.sync',
  },
  'waiting.long': {
    tone: 'attention',
    title: waiting,
    means: msg`Some have waited for more than an hour.`,
    todo: msg`Look at the network, and at what is said under “Sending and receiving”.`,
    go: 'go.sync',
  },
  'waiting.refused': {
    tone: 'attention',
    title: waiting,
    means: msg`The project refused some. They need a decision.`,
    todo: msg`Open “Sending and receiving” and decide about each.`,
    go: 'go.sync',
  },
  'line.alone': { tone: 'known', title: line, means: msg`This desk works on its own.` },
  'line.works': { tone: 'ok', title: line, means: msg`Sends and receives.` },
  'line.away': {
    tone: 'attention',
    title: line,
    means: msg`The project cannot be reached. Everything is saved here meanwhile.`,
    todo: msg`Check the network of this computer.`,
    go: 'go.sync',
  },
  'line.signed_out': {
    tone: 'error',
    title: line,
    means: msg`Nothing is sent or received.`,
    todo: msg`Open “Sending and receiving”: it says whether to sign in or to update.`,
    go: 'go.sync',
  },
  'clock.right': { tone: 'ok', title: clock, means: msg`It agrees with the project’s.` },
  'clock.wrong': {
    tone: 'attention',
    title: clock,
    means: msg`It differs from the project’s by more than a minute.`,
    todo: msg`Let the system set the time by itself.`,
  },
  'clock.unknown': { tone: 'known', title: clock, means: msg`There is nothing to compare it with.` },
  'printer.works': { tone: 'ok', title: printer, means: msg`No label waits.` },
  'printer.waits': { tone: 'known', title: printer, means: msg`Labels wait to be printed.`, go: 'go.settings' },
  'printer.failed': {
    tone: 'attention',
    title: printer,
    means: msg`The last labels did not come out.`,
    todo: msg`Look at the printer; the settings say why for each label.`,
    go: 'go.settings',
  },
  'scanner.works': { tone: 'ok', title: scanner, means: msg`Ready, whatever window is in front.` },
  'scanner.keyboard': {
    tone: 'known',
    title: scanner,
    means: msg`None that is read directly; one in keyboard mode works while the console is in front.`,
  },
  'scanner.denied': {
    tone: 'attention',
    title: scanner,
    means: msg`This computer does not let the console read it.`,
    todo: msg`Open “Devices and test codes” in the settings: it says what to install.`,
    go: 'go.settings',
  },
  'scanner.failed': {
    tone: 'error',
    title: scanner,
    means: msg`The program that reads scanners does not run.`,
    todo: msg`Restart Lofts Desk. Until then a scanner in keyboard mode works.`,
    go: 'go.settings',
  },
}
