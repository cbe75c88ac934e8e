import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const ROOT = resolve(import.meta.dirname, '../../..')

/** One function of the project as a process of Deno, with `env` and nothing else of this one. */
async function serve(name: string, env: Record<string, string>, folder: string) {
  const { runInstall } = createRequire(import.meta.url)('deno/install_api.cjs') as { runInstall: () => string }
  const child: ChildProcess = spawn(
    runInstall(),
    [
      'run',
      // Packages are those of node_modules: nothing is fetched.
      '--no-remote',
      '--node-modules-dir=manual',
      '--allow-net',
      '--allow-env',
      '--allow-read',
      `--config=${join(ROOT, 'supabase/functions/deno.json')}`,
      join(ROOT, 'supabase/functions', name, 'index.ts'),
    ],
    {
      cwd: ROOT,
      env: {
        ...env,
        DENO_DIR: folder,
        DENO_SERVE_ADDRESS: 'tcp:127.0.0.1:0',
        DENO_NO_UPDATE_CHECK: '1',
        NO_COLOR: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const lines: string[] = []
  const url = await new Promise<string>((ready, fail) => {
    for (const stream of [child.stdout!, child.stderr!])
      createInterface(stream).on('line', (line) => {
        lines.push(line)
        const listening = /Listening on (http:\/\/\S+?)\/?(?:\s|$)/.exec(line)
        if (listening) ready(listening[1]!)
      })
    child.once('exit', (code) => fail(new Error(`${name} ended with ${code}: ${lines.join('\n')}`)))
  })
  return {
    url,
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Functions of the project on Deno, each a process of its own, as in a project. */
export async function startOnDeno(names: readonly string[], env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'lofts-deno-'))
  const served = new Map<string, Awaited<ReturnType<typeof serve>>>()
  const stop = async (): Promise<void> => {
    for (const { stop: end } of served.values()) await end()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    for (const name of names) served.set(name, await serve(name, env, folder))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    call: (name: string, init?: RequestInit, search = '') => fetch(`${served.get(name)!.url}/${name}${search}`, init),
    stop,
  }
}
