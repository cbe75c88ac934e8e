import { createMemoryMessaging } from '../../../../src/shared/messaging/memory/index.ts'
import { scene, type Scene } from './world.ts'

/** A desk without disk or network. */
export function openMemory(asked: URLSearchParams) {
  const options = scene(asked.get('scene') as Scene)
  return { ...createMemoryMessaging(options), newId: options.newId }
}
export type Memory = ReturnType<typeof openMemory>
