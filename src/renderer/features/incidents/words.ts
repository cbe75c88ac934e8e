import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Request } from '../../../shared/contract/index.ts'
import type { IncidentFact } from '../../../shared/privacy/incidents.ts'

export type Fields = Omit<Request<'incidents.save'>, 'incidentId'>

export const FIELD_LABELS: Readonly<Record<IncidentFact, MessageDescriptor>> = {
  information: msg`Information concerned`,
  informationUnknown: msg`Or why it is not known`,
  circumstances: msg`Circumstances`,
  happened: msg`When it happened`,
  knownOn: msg`Known since`,
  persons: msg`Number of persons`,
  riskFor: msg`What speaks for a risk of serious injury`,
  riskAgainst: msg`What speaks against it`,
  isSerious: msg`Risk of serious injury`,
  commissionOn: msg`Notice to the Commission`,
  personsOn: msg`Notice to the persons`,
  noticesWhy: msg`Public notices, or why somebody was not told`,
  measures: msg`Measures taken`,
}

export const EMPTY: Fields = {
  information: '',
  informationUnknown: '',
  circumstances: '',
  happened: '',
  knownOn: '',
  persons: '',
  isEstimated: false,
  riskFor: '',
  riskAgainst: '',
  isSerious: false,
  commissionOn: '',
  personsOn: '',
  noticesWhy: '',
  measures: '',
}
