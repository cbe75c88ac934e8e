import { afterAll, beforeAll, inject } from 'vitest'
import { createWorld, type World } from './people.ts'

/** One world for all tests of a file: each leaves it as the next one needs it. */
export function worldForAll(): World {
  const world = {} as World
  beforeAll(async () => void Object.assign(world, await createWorld(inject('serverUrl'))))
  afterAll(() => world.drop())
  return world
}
