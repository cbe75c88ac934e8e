/** What entries of the audit log are about. */
export const AUDIT_AREAS = [
  'parcels',
  'messages',
  'directory',
  'staff',
  'settings',
  'imports',
  'exports',
  'access',
  'incidents',
  'acts',
  'audit',
] as const
export type AuditArea = (typeof AUDIT_AREAS)[number]

const IMPORTS = /^(?:import\.|directory\.(?:import|mapping))/
const BY_PREFIX: Readonly<Record<string, AuditArea>> = {
  packages: 'parcels',
  handover: 'parcels',
  labels: 'parcels',
  carriers: 'settings',
  messages: 'messages',
  templates: 'messages',
  staff: 'staff',
  duty: 'staff',
  account: 'staff',
  settings: 'settings',
  building: 'settings',
  shelves: 'settings',
  desks: 'settings',
  backups: 'settings',
  export: 'exports',
  archive: 'exports',
  access: 'access',
  incidents: 'incidents',
  acts: 'acts',
  audit: 'audit',
}

/** What an act of this name is about; the directory where nothing else is said. It is written into the entry. */
export function auditArea(what: string): AuditArea {
  if (IMPORTS.test(what)) return 'imports'
  const prefix = what.split('.', 1)[0]!
  return Object.hasOwn(BY_PREFIX, prefix) ? BY_PREFIX[prefix]! : 'directory'
}
