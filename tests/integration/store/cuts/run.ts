import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'

/** Compiles the library that makes calls fail; null where there is no compiler or no way to load it. */
export function compileFaults(later: (cleanUp: () => void) => void): string | null {
  if (process.platform !== 'linux') return null
  const dir = mkdtempSync(join(tmpdir(), 'lofts-faults-'))
  later(() => rmSync(dir, { recursive: true, force: true }))
  const library = join(dir, 'faults.so')
  try {
    execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, join(import.meta.dirname, 'faults.c'), '-ldl'], {
      stdio: 'ignore',
    })
    return library
  } catch {
    return null
  }
}

export interface Run {
  lines: Record<string, unknown>[]
  killed: boolean
  errors: string
}

/** Runs the child under the library; `folder` is the one whose calls it counts. */
export function runChild(
  library: string,
  args: readonly string[],
  { folder, fault = 'none-0', trace }: { folder: string; fault?: string; trace?: string },
): Run {
  const { stdout, stderr, status, signal } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'child.ts'), ...args],
    {
      env: {
        ...process.env,
        LD_PRELOAD: library,
        FAULT_DIR: folder,
        FAULT: fault,
        ...(trace && { FAULT_TRACE: trace }),
      },
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  )
  if (signal) throw new Error(`the child ended by ${signal}: ${stderr}`)
  const lines = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { lines, killed: status === 137, errors: stderr }
}
