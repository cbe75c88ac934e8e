import { SIGNING_ATTACKS, type Attack } from './signingAttacks.ts'

const installed = 'tests/security/installed.test.ts'
const routes = 'tests/security/routes.test.ts'
const signing = 'tests/security/signing.test.ts'
const leaving = 'tests/security/leaving.test.ts'
const record = 'tests/security/record.test.ts'
const rules = 'tests/rls/record.test.ts'
const words = 'tests/rls/record-messages.test.ts'
const readers = 'tests/security/readers.test.ts'

/** Every attack that is played. SECURITY.md shows this list, and a test holds the two to each other. */
export const ATTACKS: readonly Attack[] = [
  {
    name: 'a damaged page calls every route with the most hostile input that its schema admits',
    before: 'nothing held what a route may change',
    after: 'each changes its own tables, its own files and nothing else',
    by: routes,
  },
  {
    name: 'a damaged page calls every route with anything at all',
    before: 'ids of other buildings came out as internal errors',
    after: 'a refusal by code, never an exception',
    by: routes,
  },
  {
    name: 'a damaged page names a file as the printer and prints a line into it',
    before: 'a line of a label ended in .bashrc',
    after: 'only a printer device of the kernel is written to',
    by: 'tests/security/printers.test.ts',
  },
  {
    name: 'a damaged page probes hosts by naming them as printers',
    before: 'any host on any port was called',
    after: 'only port 9100 inside of the building’s network, unless an administrator allows the address',
    by: 'tests/security/printers.test.ts',
  },
  {
    name: 'a program of the same user starts the installed one with a switch of its own',
    before: 'five switches were refused, hundreds were taken',
    after: 'what is not on a short list ends the start',
    by: installed,
  },
  {
    name: 'a program of the same user runs its own code in the name of the installed one',
    before: 'ELECTRON_RUN_AS_NODE and NODE_OPTIONS did',
    after: 'the fuses forbid both',
    by: installed,
  },
  {
    name: 'a program of the same user opens the inspector with a signal',
    before: 'SIGUSR1 opened it',
    after: 'the fuse forbids it',
    by: installed,
  },
  {
    name: 'a program of the same user leaves compiled code for the next start',
    before: 'main ran what lay in the user’s folder',
    after: 'an installed program compiles anew and reads none',
    by: 'src/main/electron/keptCode.test.ts',
  },
  {
    name: 'a resident names a program as a document',
    before: 'facture.bat, bail.lnk and facture.pdf      .hta were offered under these names',
    after: 'the ending is that of the checked type, in main, portal and database',
    by: 'tests/security/files.test.ts',
  },
  {
    name: 'a resident sends a picture of 64 KB and 529 million dots',
    before: 'it took 2.85 GB in the page',
    after: 'its size is read from its header, and it is refused before it is decoded',
    by: 'tests/security/files.test.ts',
  },
  {
    name: 'a page saves only files of messages, and their names end as their types do',
    before: 'a damaged page offered any file under any name',
    after: 'main refuses every other download',
    by: 'tests/e2e/security/requests.spec.ts',
  },
  {
    name: 'an outsider prints a command code and has it scanned',
    before: 'the codes were the same in every building: it undid the last act',
    after: 'codes carry the seal of the building; others are refused in words',
    by: 'tests/security/labels.test.ts',
  },
  {
    name: 'a gun with a mapped F9 types it before or after its code',
    before: 'its first key undid the last act',
    after: 'keys that undo, redo, confirm or leave wait until no gun can have typed them; a hand-over asks first',
    by: 'src/renderer/window/actions/byHand.test.ts',
  },
  {
    name: 'a gun types Enter, Space, or Alt and a digit before its code',
    before: 'the button with the focus was pressed, a form or a message was sent',
    after: 'such a key waits until no code follows, and is dropped with one; a Tab gives the focus back',
    by: 'src/shared/wedge/typing.test.ts',
  },
  {
    name: 'a gun in the wrong mode types Ctrl+Q',
    before: 'the program ended',
    after: 'no key ends it',
    by: 'tests/security/electron.test.ts',
  },
  {
    name: 'somebody pastes the secret key of a project into a desk',
    before: 'refused only where it stood alone; the old service key was taken and kept',
    after: 'refused in every form, never sent and never kept',
    by: 'tests/security/keys.test.ts',
  },
  {
    name: 'a clerk sends a hand-over in the manager’s name straight to the server',
    before: 'the server believed the name in the row',
    after: 'refused; the server writes who sent each event, hand-over and message',
    by: signing,
  },
  {
    name: 'a clerk disconnects the desk',
    before: 'any clerk could, with a click',
    after: 'needs the password of a manager or an administrator',
    by: leaving,
  },
  {
    name: 'a clerk keeps the line cut and leaves the project without its answer',
    before: 'there was no way to leave a project that was gone, for anybody',
    after: 'only a manager or an administrator who is signed in at the desk, after seven days of silence',
    by: leaving,
  },
  {
    name: 'a clerk goes on duty as the manager by a click at a desk that was connected once',
    before: 'anybody of the staff went on duty freely',
    after: 'only who disconnected the desk, until a manager connects it again',
    by: leaving,
  },
  {
    name: 'a revoked clerk edits, puts back or takes away the file that says how the desk is connected',
    before: 'the console opened again, without the file as an administrator’s',
    after: 'the console stays closed until somebody signs in',
    by: signing,
  },
  {
    name: 'a clerk takes back an old hand-over by telling an earlier time',
    before: 'the server believed the time that the desk told',
    after: 'it is measured by when both arrived; a manager sends it',
    by: record,
  },
  {
    name: 'a clerk writes into the log what was not done, or long before it was',
    before: 'a hand-over of what was collected already, a correction that says “collected”, any time since 1900',
    after: 'events and changes of status belong together one for one; a time is never before what the desk told last',
    by: record,
  },
  {
    name: 'a resident puts files under what others wrote and what is long past, and takes “changed” away',
    before: 'under what they had written long ago, as many as they liked; edited_at = null was taken',
    after: 'a message announces its files, which come with it from its author; what was changed stays so',
    by: record,
  },
  {
    name: 'a clerk adds an event to the act of somebody else, or in the name of another desk',
    before: 'taken as it came',
    after: 'an act that is done gets no more events; the server writes the desk that sent it',
    by: rules,
  },
  {
    name: 'a clerk replaces a hand-over by another one',
    before: 'who collected a parcel could be changed afterwards',
    after: 'a hand-over is written with its event, which comes with the change of status',
    by: rules,
  },
  {
    name: 'a manager changes what a clerk wrote, or puts a file under it',
    before: 'a manager’s session passed for the author',
    after: 'only the author does; a manager sends what the author did',
    by: words,
  },
  {
    name: 'a clerk changes an old message by telling an earlier time',
    before: 'the server believed the time that the desk told',
    after: 'it is measured by when both arrived; a manager sends it',
    by: words,
  },
  {
    name: 'somebody stores a file where another’s belongs',
    before: 'any name in the building’s folder',
    after: 'its building, its conversation and its own id, and nothing else',
    by: words,
  },
  {
    name: 'an administrator asks by invitations who has an account in another building',
    before: 'another answer for whoever has one',
    after: 'the same answer as for nobody at all',
    by: 'tests/rls/probing.test.ts',
  },
  {
    name: 'a resident has sixty notes of a megabyte and sixty just below what is sent',
    before: 'they came fifty to a page: a desk on a line of 10 Mbit/s never synced again',
    after: 'pages are cut by bytes on the server, rows of over 512 KB are named and set aside, the rest goes on',
    by: 'tests/security/flood.test.ts',
  },
  {
    name: 'a resident reads what the staff noted about them and their parcels',
    before: 'notes, bar codes and label codes came with their own rows',
    after: 'residents read through functions that name each column',
    by: readers,
  },
  {
    name: 'a member of the board reads pickup codes, labels and names',
    before: 'parcels and events came whole, by the Data API and by sync',
    after: 'the board reads what happened to parcels, without codes, free texts and names',
    by: readers,
  },
  {
    name: 'staff of one building ask about the ids of another',
    before: 'an invitation or a new row told whether such an id exists',
    after: 'the same answer as for an id that nobody has',
    by: readers,
  },
  ...SIGNING_ATTACKS,
]
