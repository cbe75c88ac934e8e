export const ROLES = ['desk', 'manager', 'admin', 'board'] as const
export type Role = (typeof ROLES)[number]

export const PERMISSIONS = [
  'building.read',
  'packages.read',
  'packages.register',
  'packages.correct',
  'packages.notify',
  'packages.hold',
  'packages.hand_over',
  'packages.return',
  'packages.lose',
  'acts.undo',
  'acts.undo_late',
  'residents.read',
  /** Who may collect for somebody, and when they are away. */
  'directory.care',
  /** People, units and who lives where. */
  'directory.write',
  'building.write',
  'staff.write',
  /** Whole lists of people or parcels as files. */
  'data.export',
  'audit.read',
  /** Erasing somebody whom the building no longer needs to know. */
  'privacy.erase',
  /** The register of confidentiality incidents. */
  'incidents.read',
  'incidents.write',
  'labels.print',
  'carriers.teach',
  'settings.write',
  'settings.anywhere',
  'desk.connect',
  'messages.read',
  'messages.write',
  'messages.announce',
  'messages.manage',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const READ: readonly Permission[] = ['building.read', 'packages.read', 'residents.read']
const DESK: readonly Permission[] = [
  ...READ,
  'packages.register',
  'packages.correct',
  'packages.notify',
  'packages.hold',
  'packages.hand_over',
  'packages.return',
  'packages.lose',
  'acts.undo',
  'directory.care',
  'labels.print',
  'carriers.teach',
  'settings.write',
  'messages.read',
  'messages.write',
  'messages.announce',
]
const MANAGER: readonly Permission[] = [
  ...DESK,
  'acts.undo_late',
  'directory.write',
  'building.write',
  'data.export',
  'audit.read',
  'privacy.erase',
  'incidents.read',
  'incidents.write',
  'messages.manage',
  'desk.connect',
]

/** What each role may do, for screens, IPC and the server alike (private.role_permissions). What is not listed is denied. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  desk: DESK,
  manager: MANAGER,
  admin: [...MANAGER, 'staff.write', 'settings.anywhere'],
  board: ['building.read', 'packages.read', 'audit.read', 'incidents.read'],
}

/** The one of two roles that may do less: what both may do. */
export const lesserRole = (one: Role, other: Role): Role =>
  ROLE_PERMISSIONS[one].every((permission) => ROLE_PERMISSIONS[other].includes(permission)) ? one : other

/** True when the role may do it. */
export const may = (role: Role, permission: Permission): boolean => ROLE_PERMISSIONS[role].includes(permission)
