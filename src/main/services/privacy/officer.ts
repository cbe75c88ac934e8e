import type { Store } from '../../store/open.ts'

export interface PrivacyOfficer {
  name: string
  title: string
  contact: string
}

/** Who is in charge of personal information here; null until their title or name and how to reach them are known. */
export function privacyOfficer(store: Pick<Store, 'prepare'>): PrivacyOfficer | null {
  const said = store
    .prepare<PrivacyOfficer>(
      'SELECT privacy_name AS name, privacy_title AS title, privacy_contact AS contact FROM buildings LIMIT 1',
    )
    .get()
  return said && (said.name || said.title) && said.contact ? said : null
}
