import { z } from 'zod'
import { LANGUAGES } from '../text/languages.ts'
import { writtenFile } from './files.ts'
import { act, columnText, id, nothing, route, text } from './route.ts'

/** What an entry of the register says: the contents that the regulation on confidentiality incidents names. */
const contents = z.object({
  information: columnText('incidents', 'information'),
  /** Why it is not known which information is concerned. */
  informationUnknown: columnText('incidents', 'information_unknown'),
  circumstances: columnText('incidents', 'circumstances'),
  /** A day, a span of time, or as near as it is known. */
  happened: columnText('incidents', 'happened'),
  knownOn: text(40),
  persons: text(20),
  isEstimated: z.boolean(),
  riskFor: columnText('incidents', 'risk_for'),
  riskAgainst: columnText('incidents', 'risk_against'),
  isSerious: z.boolean(),
  commissionOn: text(40),
  personsOn: text(40),
  /** Why somebody was not told, or was told by a public notice. */
  noticesWhy: columnText('incidents', 'notices_why'),
  measures: columnText('incidents', 'measures'),
})
export type IncidentContents = z.infer<typeof contents>

export const incidentRoutes = {
  /** The register, what was entered last first; the entries of each, the newest first. */
  'incidents.list': route(
    'incidents.read',
    nothing,
    z.array(
      z.object({
        id,
        /** What it is called for good and at every desk, whatever else is removed. */
        reference: z.string(),
        /** The first day on which it may be removed, and whether that day has come. */
        keptUntil: z.string(),
        isOver: z.boolean(),
        entries: z.array(contents.extend({ id, at: z.string(), by: z.string() })),
      }),
    ),
  ),
  /** A new incident, or a new entry of one that stands: an entry is never changed. */
  'incidents.save': route('incidents.write', contents.extend({ incidentId: id.nullable() }), act),
  /** Takes an incident out of the register with all its entries, when the five years are over. */
  'incidents.remove': route('incidents.write', z.object({ incidentId: id }), act),
  'incidents.export': route(
    'incidents.read',
    z.object({ format: z.enum(['xlsx', 'csv_semicolon', 'csv_comma', 'pdf']), language: z.enum(LANGUAGES) }),
    writtenFile,
  ),
} as const
