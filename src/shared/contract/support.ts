import { z } from 'zod'
import { nothing, route } from './route.ts'

export const supportRoutes = {
  /** What the support file would hold, to be read first. */
  'support.read': route('packages.read', nothing, z.object({ text: z.string() })),
  'support.save': route('packages.read', nothing, z.object({ path: z.string() })),
} as const
