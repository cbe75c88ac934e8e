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
  'labels.print',
  'carriers.teach',
  'settings.write',
  'settings.anywhere',
  'desk.connect',
  'messages.read',
  'messages.write',
  'messages.announce',
  'messages.manage',
  'audit.read',
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
  'labels.print',
  'carriers.teach',
  'settings.write',
  'messages.read',
  'messages.write',
  'messages.announce',
]
const MANAGER: readonly Permission[] = [...DESK, 'acts.undo_late', 'messages.manage', 'desk.connect', 'audit.read']

/** What each role may do. What is not listed is denied. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  desk: DESK,
  manager: MANAGER,
  admin: [...MANAGER, 'settings.anywhere'],
  board: ['building.read', 'packages.read', 'audit.read'],
}

/** True when the role may do it. */
export const may = (role: Role, permission: Permission): boolean => ROLE_PERMISSIONS[role].includes(permission)
