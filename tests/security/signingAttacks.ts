/** Something that was possible once: what it did, what happens now, and the file whose test of that very name plays it. */
export interface Attack {
  name: string
  before: string
  after: string
  by: string
}

const duty = 'tests/security/duty.test.ts'
const badges = 'src/main/services/duty/badges.test.ts'
const vouching = 'tests/rls/vouching.test.ts'
const log = 'tests/rls/audit.test.ts'
const erasing = 'tests/rls/erasing.test.ts'
const standIn = 'tests/integration/connection/standIn.test.ts'

/** Those on who signs, and on what is written down of it. */
export const SIGNING_ATTACKS: readonly Attack[] = [
  {
    name: 'somebody at the desk signs as a colleague by a click',
    before: 'anybody went on duty as anybody',
    after: 'whoever has a PIN goes on duty by it alone, and once an administrator has one, everybody does',
    by: duty,
  },
  {
    name: 'a damaged page guesses a PIN, a thousand times and all at once',
    before: 'there was no PIN',
    after: 'one is read after the other, five are free, then each costs a wait that doubles up to half an hour',
    by: duty,
  },
  {
    name: 'somebody ends the program, sets the clock or starts it anew to go on guessing',
    before: 'there was no PIN',
    after: 'wrong ones are counted before they are read, and a wait is served whole by a clock that nobody sets',
    by: duty,
  },
  {
    name: 'somebody deletes, edits or puts back the file with the PINs and their wrong tries',
    before: 'there was no PIN',
    after: 'a sealed, counted copy in the replica stands for it, and the other way round',
    by: duty,
  },
  {
    name: 'somebody takes the hash of a PIN to another desk and tries all PINs there',
    before: 'there was no PIN',
    after: 'it is keyed by a secret of its own desk, sealed by the system’s key ring',
    by: duty,
  },
  {
    name: 'somebody spoils the secret of the PINs to become an administrator by a click',
    before: 'there was no PIN',
    after: 'by a click nobody is more than a clerk, and the desk says so',
    by: duty,
  },
  {
    name: 'whoever is signed in at a desk signs as a colleague who was never there',
    before: 'nobody stood in for anybody',
    after: 'the server takes a desk’s word for those alone who let it vouch, under their own session',
    by: vouching,
  },
  {
    name: 'a clerk signs as a colleague away from the desk, by their own session alone',
    before: 'nobody stood in for anybody',
    after: 'the act needs the key that the desk makes of its sealed secret, of which the server has the digest',
    by: vouching,
  },
  {
    name: 'an administrator gives a colleague a PIN and signs as them with it',
    before: 'nobody stood in for anybody',
    after: 'the desk vouches for them again only after they have signed in themselves',
    by: standIn,
  },
  {
    name: 'somebody copies the number of a badge out of the files of the desk',
    before: 'there was no badge',
    after: 'a digest alone is kept, keyed by the sealed secret of the desk',
    by: badges,
  },
  {
    name: 'a damaged page tries all numbers of badges to go on duty by one',
    before: 'there was no badge',
    after: 'thirty unknown ones in a minute are looked up, and no more',
    by: badges,
  },
  {
    name: 'an administrator gives a colleague a badge and signs as them with it',
    before: 'nobody stood in for anybody',
    after: 'the desk vouches for them again only after they have signed in themselves',
    by: standIn,
  },
  {
    name: 'whoever works in the building goes on with the log of a desk from another computer',
    before: 'any session of the building did, by the desk’s id',
    after: 'the project takes it by the key of the computer alone that a manager or an administrator let',
    by: log,
  },
  {
    name: 'a desk that had a colleague’s word once signs as them for ever',
    before: 'its word ended only with their work here',
    after: 'it ends sixteen hours after their sign-in; what waited offline comes within a week',
    by: vouching,
  },
  {
    name: 'a desk with its clock set back signs within a shift that is over',
    before: 'an act of after the shift passed under a time of before',
    after: 'no act that it vouches for is before what the desk told last',
    by: vouching,
  },
  {
    name: 'a manager who erases one person empties the record of another by its id',
    before: 'an erasure emptied whatever rows it named',
    after: 'a row that does not tell the erased name takes an administrator',
    by: erasing,
  },
]
