import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { AroundConnection } from './ports.ts'

/** Where the project’s building is read into before it takes its place. */
export const fillFolder = ({ dataDir }: Pick<AroundConnection, 'dataDir'>): string => join(dataDir, 'connecting')

/** Throws away what a fill that was called off has left. */
export const removeFill = (folder: string): void => rmSync(folder, { recursive: true, force: true })
