import type { Permission } from '../../../shared/staff/permissions.ts'
import { useRoute } from './queries.ts'

/** True when the person on duty may do it. Main checks again: this only decides what is offered. */
export const useMay = (permission: Permission): boolean =>
  useRoute('session.get', {}).data?.permissions.includes(permission) ?? false
