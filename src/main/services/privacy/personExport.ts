import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { LabelMaker } from '../../devices/printer/label-maker.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { todayAt } from '../directory/homes.ts'
import { personData } from './personData.ts'
import { personDocument } from './personDocument.ts'

/** All about one person as a file for them: to be read by programs, or by people in their language. */
export function createPersonExport(deps: ServiceDeps, labels: Pick<LabelMaker, 'document'>) {
  const { store, place, ports } = deps
  return async (
    actor: Actor,
    { residentId, format, language }: Parsed<'export.person'>,
  ): Promise<Response<'export.person'>> => {
    const data = personData(deps, residentId)
    // The name of a file lies in lists of recent files: it says nobody's.
    const name = `${language === 'fr' ? 'renseignements' : 'information'}-${todayAt(deps)}`
    store.audit.note({ what: 'export.person', by: actor.id, about: residentId, detail: { format, language } })
    ports.log.info('export', { what: 'person', by: actor.id })
    return format === 'json'
      ? {
          name: `${name}.json`,
          type: 'application/json',
          bytes: new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`),
        }
      : {
          name: `${name}.pdf`,
          type: 'application/pdf',
          bytes: await labels.document(personDocument(data, language, place.building.timezone)),
        }
  }
}
