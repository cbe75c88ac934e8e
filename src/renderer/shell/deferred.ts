/** The screens that nobody needs before the first scan: a piece of its own, read when the first frame stands. */
export { AuditScreen } from '../features/audit/index.tsx'
export { BackupsScreen } from '../features/backups/index.tsx'
export { DevicesScreen } from '../features/devices/index.tsx'
export { HealthScreen } from '../features/health/index.tsx'
export { ImportScreen } from '../features/import/index.tsx'
export { IncidentsScreen } from '../features/incidents/index.tsx'
export { MessagesScreen } from '../features/messages/index.tsx'
export { NoticesScreen } from '../features/notices/index.tsx'
export { NoticeTextsScreen } from '../features/settings/texts/index.tsx'
export { PrivacyScreen } from '../features/privacy/index.tsx'
export { ReadyScreen } from '../features/ready/index.tsx'
export {
  AddUnitsScreen,
  EraseScreen,
  MoveInScreen,
  MoveOutScreen,
  NewPersonScreen,
  ResidentScreen,
  ResidentsScreen,
  ToCheckScreen,
  UnitScreen,
  UnitsScreen,
} from '../features/residents/index.tsx'
export { SettingsScreen } from '../features/settings/index.tsx'
export { ShelfScreen, ShelvesScreen } from '../features/shelves/index.tsx'
export { StaffScreen } from '../features/staff/index.tsx'
export { SyncScreen } from '../features/sync/index.tsx'
