// What `npm run audit` runs: see audit.mjs.
import { parseArgs } from 'node:util'
import type { AuditBreak, AuditVerdict } from '../src/shared/audit/verdict.ts'
import { NoAuditLog, verifyFile } from '../src/main/store/audit/file.ts'
import type { Anchor } from '../src/main/store/audit/verify.ts'

const USAGE = `npm run audit -- verify FILE [--length NUMBER] [--head NUMBER:HASH]...
  FILE      replica.db of a desk, a backup of it, or a chain file saved on the audit page
  --length  how many entries there must be at least
  --head    a head that is known from elsewhere, as a label or the project says it: the number of the
            entry among all of its desk and its hash (at least its first 32 digits); spaces do no harm. May be given several times.`

function anchorOf(text: string): Anchor | null {
  const found = /^(\d+)\s*:\s*([0-9a-f\s]+)$/i.exec(text.trim())
  const hash = found?.[2]?.replaceAll(/\s/g, '').toLowerCase() ?? ''
  return found && hash.length >= 32 && hash.length <= 64 ? { segment: null, n: Number(found[1]), hash } : null
}

const WORDS: Readonly<Record<AuditBreak['kind'], string>> = {
  changed: 'was changed after it was written',
  missing: 'is missing: it was taken out',
  reordered: 'does not stand in its place',
  cut: 'is missing, and all after it: the end was cut off',
  restamped: 'is not the one that was known elsewhere: the chain was made anew',
}

function report({ entries, segments, broken, head, anchors, restored }: AuditVerdict): string {
  const lines = [
    `Entries: ${entries}. Segments: ${segments}. ${anchors.met} of ${anchors.given} heads from elsewhere agree.`,
  ]
  for (const { seq, backup, afterN } of restored)
    lines.push(`At place ${seq} the desk goes on from ${backup ?? 'an earlier state'}, after its entry ${afterN}.`)
  if (broken) {
    const { kind, seq, segment, n, provenUpTo } = broken
    lines.push(`BROKEN at place ${seq}: entry ${n ?? '?'} of segment ${segment ?? '?'} ${WORDS[kind]}.`)
    lines.push(provenUpTo === null ? 'No entry before it was proven.' : `Up to entry ${provenUpTo} it was proven.`)
  } else if (head) lines.push(`WHOLE. Head: ${head.seq}:${head.hash} (entry ${head.n} of segment ${head.segment})`)
  else lines.push('WHOLE. There are no entries.')
  return lines.join('\n')
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { length: { type: 'string' }, head: { type: 'string', multiple: true, default: [] } },
})
const [command, file, ...rest] = positionals
const heads = values.head.map(anchorOf)
const length = values.length === undefined ? null : Number(values.length)
const isGood = command === 'verify' && file !== undefined && rest.length === 0 && !heads.includes(null)
if (!isGood || (length !== null && !Number.isSafeInteger(length))) {
  process.stderr.write(`${USAGE}\n`)
  process.exitCode = 2
} else {
  const anchors = heads.filter((head) => head !== null)
  try {
    const verdict = await verifyFile(file, { anchors, length })
    process.stdout.write(`${report(verdict)}\n`)
    process.exitCode = verdict.broken ? 1 : 0
  } catch (error) {
    // Nothing was proven: said apart from a log that was found broken.
    const why =
      error instanceof NoAuditLog ? 'it holds no audit log' : error instanceof Error ? error.message : String(error)
    process.stderr.write(`${file} could not be checked: ${why}.\n`)
    process.exitCode = 2
  }
}
