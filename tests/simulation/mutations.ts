export interface Mutation {
  file: string
  from: string
  to: string
}

const sync = (file: string, from: string, to: string): Mutation => ({ file: `src/main/sync/${file}`, from, to })
const side = (file: string, from: string, to: string): Mutation => ({ file: `src/main/store/sync/${file}`, from, to })

/** Faults that somebody might make in the engine, each of which some seed must show. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a wake-up while the engine works is lost': sync('engine.ts', '      again = true\n      return', '      return'),
  'the engine rests although it was woken': sync('engine.ts', 'if (!again) break', 'break'),
  'no alarm is set at rest': sync('engine.ts', 'alarm(Math.min(agenda.pollAt', 'void (Math.min(agenda.pollAt'),
  'no alarm is set after a failure': sync(
    'engine.ts',
    'if (now < agenda.notBefore) return alarm(agenda.notBefore - now)',
    'if (now < agenda.notBefore) return',
  ),
  'the alarm forgets acts that wait for their next attempt': sync(
    'engine.ts',
    'push, options.entryBackoff',
    'options.entryBackoff',
  ),
  'a hint does not wake the engine': sync('channel.ts', 'hint: () => here && reason()', 'hint: () => undefined'),
  'a channel that is ready does not lead to a reading': sync(
    'channel.ts',
    'ready: heard(true)',
    'ready: () => void (joined = true)',
  ),
  'a hint during a reading is forgotten': sync(
    'jobs.ts',
    "      if (result === 'more') agenda.readWanted = true",
    "      agenda.readWanted = result === 'more'\n      if (agenda.readWanted) return worked()",
  ),
  'a failed reading is not tried again': sync(
    'jobs.ts',
    '      agenda.readWanted = true\n      throw error',
    '      throw error',
  ),
  'an act on which the server stumbles is never put aside': sync(
    'pusher.ts',
    'if (alone && lineGood) postpone(side, batch.entries, error.code, error.retryAfterMs)',
    '',
  ),
  'after trouble acts still travel together': sync(
    'pusher.ts',
    'width = error.reached ? 1 : Math',
    'width = error.reached ? width : Math',
  ),
  'an unanswered act is not tried again': side(
    'queue.ts',
    'const left = Date.parse(next) - now.getTime()',
    'const left = 1',
  ),
  'a clock that was set back makes acts wait': side('queue.ts', 'left > 0 && left <= longestMs', 'left > 0'),
  'a page moves the cursor before its last rows': sync(
    'reader.ts',
    'side.pulledPart(rows.slice(from, from + options.sliceRows))',
    'side.pulled({ rows: [], cursor: answer.cursor, epoch: answer.epoch })',
  ),
  'a page of a whole reading moves the cursor before its last rows': sync(
    'reader.ts',
    'await requests.fenced(replica.take(cells))',
    '(replica.side.filled(null, answer), await requests.fenced(replica.take(cells)))',
  ),
  'a row that differs in its values alone is not replaced': side(
    'repair.ts',
    '(here === seq && !sameAsHere(wire, id))',
    'false',
  ),
  'rows that are not plain are lost': sync('reader.ts', 'from < left.rows.length', 'false'),
  'values are not compared': side('digest.ts', '${contentSql(table)} AS content', 't.id AS content'),
  'another epoch is not noticed': sync('reader.ts', 'answer.reset || answer.epoch !== side.epoch()', 'false'),
  'sent acts are not kept for a restored server': side(
    'answers.ts',
    'keepSent(entry, result, new Date(answer.server_time).toISOString())\n',
    '\n',
  ),
  'sent acts that only changed rows are not sent again': side(
    'carry.ts',
    "return { ...entry, state: 'again' }",
    'return []',
  ),
  'a fresh replica forgets what waits': side('carry.ts', 'const all = [...sent, ...waiting]', 'const all = [...sent]'),
  'a fresh replica forgets what was refused': side(
    'carry.ts',
    "outliving('decisions', 'work', 'desk')",
    "outliving('work', 'desk')",
  ),
  'a refused act stays in the queue': side(
    'answers.ts',
    'touched.push(...refuse(entry, wordsOf(result), answered, at))',
    'touched.push(...rowsTouched(entry))',
  ),
  'the effect of a refused act stays': side(
    'answers.ts',
    'const touched = rowsTouched(entry)',
    'const touched: ReturnType<typeof rowsTouched> = []',
  ),
  'an older row replaces a newer one': side('rowsIn.ts', "${force ? '' : guard}", ''),
  'a row of the server hides an unsent edit': side(
    'rowsIn.ts',
    'for (const op of ops) {\n',
    'for (const op of ops.slice(1)) {\n',
  ),
  'a row without its parent is dropped': side(
    'rowsIn.ts',
    "if (done === 'no parent') park(table, id, 'parent', seq, given.row)",
    "if (done === 'no parent') return",
  ),
  'what waits for a parent is not looked at again': side('rowsIn.ts', 'if (parkedAny) retryParked(changes)', ''),
  'unknown values are dropped': side(
    'rowsIn.ts',
    "park(table, id, 'value', seq, given.row)\n      if (!isSynced(table)) return",
    '      return',
  ),
  'repaired rows are not replaced': side('repair.ts', 'here === null || here < seq ||', 'here === null ||'),
  'rows that the server does not have stay': side(
    'repair.ts',
    'for (const id of extraOf(table, upto)) {',
    'for (const id of extraOf(table, upto).slice(0, 0)) {',
  ),
  'a difference is never repaired': sync('checker.ts', 'if (suspected !== said) {', 'if (said) {'),
  'sides are never compared': sync(
    'engine.ts',
    'const checking = checker.busy() || now >= agenda.checkAt',
    'const checking = false',
  ),
  'a desk that was refused never asks again': sync('engine.ts', 'clock.monotonic() + options.slowRetryMs', 'Infinity'),
}
