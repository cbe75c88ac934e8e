import { spawn } from 'node:child_process'
import type { Kernel } from './packages.ts'

export interface Outcome {
  name: string
  ok: boolean
  detail: string
}

export interface Run {
  outcomes: Outcome[]
  /** Everything that the machine said. */
  console: string
  seconds: number
}

const PATIENCE_MS = 280_000

/** Boots the machine in software, lets it run its tests and reads its answers off the serial line. */
export async function runMachine(kernel: Kernel, image: string): Promise<Run> {
  const started = Date.now()
  const child = spawn(
    '/usr/bin/qemu-system-x86_64',
    [
      ['-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '1536'],
      ['-kernel', kernel.vmlinuz, '-initrd', image],
      ['-append', 'console=ttyS0 quiet panic=-1 mitigations=off random.trust_cpu=on'],
      ['-display', 'none', '-serial', 'stdio', '-monitor', 'none', '-nic', 'none', '-no-reboot'],
    ].flat(),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let console = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (console += text))
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => resolve())
  })
  clearTimeout(timer)
  return { outcomes: readTap(console), console, seconds: (Date.now() - started) / 1000 }
}

/** Lines of the Test Anything Protocol, with the explanation that follows a failure. */
export function readTap(console: string): Outcome[] {
  const outcomes: Outcome[] = []
  for (const line of console.split(/\r?\n/)) {
    const [, not, name] = /^(not )?ok \d+ - (.*)$/.exec(line) ?? []
    if (name !== undefined) outcomes.push({ name, ok: not === undefined, detail: '' })
    else if (line.startsWith('# ') && outcomes.length > 0) outcomes.at(-1)!.detail += `${line.slice(2)}\n`
  }
  return outcomes
}
