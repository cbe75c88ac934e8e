import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, launch, removeDir, tempDir } from '../support/runningDesk.ts'
import { test } from '@playwright/test'

// Bug: what a start finds out about the graphics hardware is not kept, so that each one tries and fails again; or a computer
// whose hardware draws is taken for one without.
test('a start keeps what it found out about the graphics hardware, and the next one works with that', async () => {
  const dataDir = tempDir()
  try {
    const first = await launch({ dataDir })
    const compositing = await first.app.evaluate(({ app }) => app.getGPUFeatureStatus().gpu_compositing)
    await first.app.close()
    const kept = () => {
      try {
        return JSON.parse(readFileSync(join(dataDir, 'graphics.json'), 'utf8')) as { at: number } | null
      } catch {
        return null
      }
    }
    const found = kept()
    expect(found !== null).toBe(compositing.startsWith('disabled'))
    await (await launch({ dataDir })).app.close()
    expect(kept()).toEqual(found)
  } finally {
    removeDir(dataDir)
  }
})
