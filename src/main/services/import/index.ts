import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { TIME_SPAN } from '../../../shared/sync/limits.ts'
import { readDate } from '../../../shared/people/dates.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { todayAt } from '../directory/homes.ts'
import type { Batches } from '../people/batch.ts'
import { phoneReader } from '../people/readPhone.ts'
import { goneHanging, goneHomes } from './gone.ts'
import { readKnown } from './readKnown.ts'
import type { Described, PlanSummary } from './reader.ts'
import { remember, remembered } from './remembered.ts'
import { sourceOf } from './sources.ts'
import type { ThreadReader } from './thread.ts'
import { createPlanWriter, itemsOf } from './writePlan.ts'

/** Cells that were left aside: as many as somebody reads. */
const REMARKS = 200

/** Brings the export of another system into the directory: read, looked at, and written as one act. */
export function createImports(deps: ServiceDeps, reader: ThreadReader, batches: Batches) {
  const { store, place } = deps
  let headings: string[] | null = null
  let preview: { input: Parsed<'import.preview'>; summary: PlanSummary } | null = null
  let stopping: AbortController | null = null

  const described = (file: Described): Response<'import.open'> => {
    headings = file.columns.map(({ heading }) => heading)
    preview = null
    const known = remembered(store, place, headings)
    return {
      ...file,
      columns: file.columns.map(({ guess, ...column }, at) => ({
        ...column,
        use: column.isForbidden ? null : known ? (known.uses[at] ?? null) : guess,
        dayFormat: known?.dayFormats[at] ?? (column.dayFormats.length === 1 ? column.dayFormats[0]! : null),
      })),
      nameOrder: known?.nameOrder ?? 'given_first',
      kind: known?.kind ?? 'tenant',
      source: sourceOf(headings),
      isRemembered: known !== null,
    }
  }
  const planNow = async (input: Parsed<'import.preview'>): Promise<PlanSummary> => {
    const { uses, dayFormats, nameOrder, ...choices } = input
    return await reader.plan({ uses, dayFormats, nameOrder }, await readKnown(store), choices, todayAt(deps))
  }
  const looked = (digest: string) => {
    if (!preview) throw new DeskError('NO_FILE_OPEN')
    if (preview.summary.digest !== digest) throw new DeskError('PREVIEW_OUTDATED')
    return preview
  }

  return {
    async open({ bytes, headingLine, ...as }: Parsed<'import.open'>): Promise<Response<'import.open'>> {
      return described(await reader.read(bytes, as, headingLine ?? null))
    },
    async read({ headingLine, ...as }: Parsed<'import.read'>): Promise<Response<'import.read'>> {
      return described(await reader.read(null, as, headingLine ?? null))
    },
    async preview(input: Parsed<'import.preview'>): Promise<Response<'import.preview'>> {
      if (batches.progress()) throw new DeskError('IMPORT_RUNNING')
      const summary = await planNow(input)
      preview = { input, summary }
      return { ...summary, remarks: summary.remarks.slice(0, REMARKS), remarkCount: summary.remarks.length }
    },
    lines({ digest, state, offset, limit }: Parsed<'import.lines'>): Promise<Response<'import.lines'>> {
      looked(digest)
      return reader.lines(state, offset, limit)
    },
    async gone({ digest, offset, limit }: Parsed<'import.gone'>): Promise<Response<'import.gone'>> {
      looked(digest)
      const { rows, total } = await reader.gone(offset, limit)
      return { rows: rows.map((row) => ({ ...row, hanging: goneHanging(store, row.homeId, todayAt(deps)) })), total }
    },
    async run(
      actor: Actor,
      { digest, gone, goneOn, withoutRefused }: Parsed<'import.run'>,
    ): Promise<Response<'import.run'>> {
      const { input, summary } = looked(digest)
      const { counts } = summary
      const on = readDate(goneOn)
      if (gone.length > 0 && (on === null || on < TIME_SPAN.from))
        throw new DeskError('FIELDS_REFUSED', { goneOn: 'no_such_date' })
      if (counts.refused > 0 && !withoutRefused) throw new DeskError('FIELDS_REFUSED', { withoutRefused: 'missing' })
      // The directory may be another one by now: what was looked at is what is written.
      const fresh = await planNow(input)
      if (fresh.digest !== digest) {
        preview = { input, summary: fresh }
        throw new DeskError('PREVIEW_OUTDATED')
      }
      const homes = goneHomes(store, gone, todayAt(deps))
      if (on !== null && homes.flat().some(({ from }) => from !== null && from > on))
        throw new DeskError('FIELDS_REFUSED', { goneOn: 'ends_before' })
      const items = itemsOf(await reader.writes(), homes, on ?? '')
      if (items.length === 0) throw new DeskError('NOTHING_TO_IMPORT')
      stopping = new AbortController()
      try {
        const read = await phoneReader(place.building.country)
        const write = createPlanWriter(place.building.languages[0] ?? 'fr', read, { actor, place }, todayAt(deps))
        const actId = await batches.write(actor, items, (record, tx, item) => write(record, tx, item), stopping.signal)
        if (headings) remember(store, place, actor, headings, input)
        deps.ports.log.info('import.done', { new: counts.new, changed: counts.changed, ended: gone.length })
        return { actId, added: counts.new, changed: counts.changed, ended: gone.length }
      } finally {
        stopping = null
        preview = null
      }
    },
    stop(): Response<'import.stop'> {
      stopping?.abort()
      return {}
    },
    async close(): Promise<Response<'import.close'>> {
      if (batches.progress()) throw new DeskError('IMPORT_RUNNING')
      headings = null
      preview = null
      await reader.close()
      return {}
    },
    progress: (): Response<'import.progress'> => batches.progress(),
  }
}
