import { SYNC_TABLES } from '../../shared/sync/tables.ts'

/**
 * The words that messages of SQLite, Node, Chromium, CUPS and of this program are made of. A log keeps these and takes
 * out every other word: a name cannot be told from a word by its form, so what is kept must be known.
 */
const PLAIN = `
a aborted access active add address after again algorithm all allowed already an and another answer answered any app are argument
array as at authentication away back backup bad bar be because been before begin begins bigint boolean body both broke broken buffer
busy but by bytes call called cancelled cannot cause certificate change changed channel characters check checkpoint
class client clock close closed code column columns command commit compile complete concurrent connect connected connecting connection
constraint constructor context copy corrupt count create created crypto current cursor damaged data database datatype date day
deadlock decode default defined delete denied desk detail detected device directory disk does domain done down driver
duplicate during either empty encode encoding end ended entries entry epoch error errors event exceeded exception exclusive
exec exist existing exists exit expected expired export extension external failed failure fault fetch field fields file files
finish first folder for forbidden foreign form format found from full function gateway generic get given go gone got
grant handle handler has have header headers host hostname id if ignored image import in incomplete incorrect index
inner input insert instance integer integrity interface internal interrupted into invalid io is issued it item its job journal json
key keys kind label language large last late later layout length level library limit line link list listen listener
load loading local lock locked log logic lookup lost malformed many map maximum may media memory message method
migration minimum mismatch missing mode model module more most move must name near needed network never new newer
no node none not nothing null number object of off offline old on once one only open opened operation option or
order other out output outside overflow own packet page paper parameter parse parsed partial password path payload peer
permission permitted pipe point policy port position possible prepared primary print printer process program project
promise property protocol proxy put query queue range raw read readable readonly ready reason received record recursive
reference referenced refused register rejected relation release remote remove removed rename repeated replica request
required reset resource response restore result retry returned role rollback root route row rows run running same save
savepoint scanner schema script second seconds secret security select send sent sequence serialize server service session
set settings severity shared short shut signal signature since size slow socket software some source space spool
stack start state statement status step stop stopped storage store stored stream string stuck such support switch sync
syntax system table tables text than that the then there thread time timed timeout timestamp to token too transaction
transport trigger tried try type unable unclosed undefined unexpected unhandled unique unit unknown unlink unread unreachable
unsupported until up update updated upload use used user username using valid value values version view violates
violation wait waited waiting was were when where which while whole window with without word work worker write
writing written wrong zip zone
`
const IDENTIFIERS = Object.entries(SYNC_TABLES).flatMap(([table, columns]) => [table, ...Object.keys(columns)])

/** What begins the dotted names that this program gives its routes and the lines of its log. */
const OWN_DOMAINS = new Set(
  `account acts app backup carriers connection handover ipc labels messages packages print printing renderer residents
  scan scanner scanners search session settings store support symbols sync`.split(/\s+/),
)

const KNOWN: ReadonlySet<string> = new Set([...PLAIN.split(/\s+/), ...IDENTIFIERS])

/** True for a word that can be in a message of a program and names nobody. */
export function isTechnical(word: string): boolean {
  if (KNOWN.has(word.toLowerCase())) return true
  // SQLITE_BUSY, ENOENT, PGRST301, TypeError
  if (/^(?:SQLITE|ERR|UND|PGRST|NET)_?[A-Z0-9_]*$|^E[A-Z]{3,}$|^[A-Z]+_[A-Z_]+$/.test(word)) return true
  if (/^(?:Aggregate|Assertion|Desk|Eval|Internal|Print|Range|Reference|Sqlite|Syntax|Type|URI|Zod)?Error$/.test(word))
    return true
  const [domain, ...rest] = word.split('.')
  return rest.length > 0 && (OWN_DOMAINS.has(domain!) || [domain!, ...rest].every((part) => KNOWN.has(part)))
}
