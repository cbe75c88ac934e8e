import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const PROGRAMS = [
  { file: '/usr/bin/qemu-system-x86_64', package: 'qemu-system-x86' },
  { file: '/usr/bin/busybox', package: 'busybox-static' },
  { file: '/usr/bin/cpio', package: 'cpio' },
]
const KERNEL = 'linux-image-amd64'

export interface Kernel {
  vmlinuz: string
  /** lib/modules/<version> of the unpacked package. */
  modules: string
}

const apt = (program: string, args: string[], cwd?: string): string =>
  execFileSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: 300_000,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  })

/** Why a machine cannot be run here, or null. Asks only; installs nothing. */
export function whyNot(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'the virtual machine test runs on Linux x64 only'
  if (!existsSync('/usr/bin/apt-get')) return 'the virtual machine test takes its parts from Debian packages'
  const missing = PROGRAMS.filter(({ file }) => !existsSync(file))
  if (missing.length > 0 && process.getuid?.() !== 0)
    return `${missing.map((one) => one.package).join(', ')} missing, which only root can install`
  return null
}

/** Installs what is missing of the emulator. */
export function installPrograms(): void {
  const missing = PROGRAMS.filter(({ file }) => !existsSync(file)).map((one) => one.package)
  if (missing.length === 0) return
  apt('apt-get', ['update', '-qq'])
  apt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing])
}

/** Debian's own kernel, unpacked and not installed; fetched once into `cache`. */
export function fetchKernel(cache: string): Kernel {
  const unpacked = join(cache, 'kernel')
  if (!existsSync(unpacked)) {
    const wanted = /Depends: (linux-image-\S+)/.exec(apt('apt-cache', ['depends', KERNEL]))?.[1]
    if (!wanted) throw new Error('Debian names no kernel')
    const fresh = join(cache, 'kernel.new')
    rmSync(fresh, { recursive: true, force: true })
    mkdirSync(fresh, { recursive: true })
    try {
      apt('apt-get', ['download', wanted], fresh)
    } catch {
      apt('apt-get', ['update', '-qq'])
      apt('apt-get', ['download', wanted], fresh)
    }
    const deb = readdirSync(fresh).find((name) => name.endsWith('.deb'))!
    apt('dpkg-deb', ['-x', deb, '.'], fresh)
    rmSync(join(fresh, deb))
    renameSync(fresh, unpacked)
  }
  const vmlinuz = readdirSync(join(unpacked, 'boot')).find((name) => name.startsWith('vmlinuz-'))!
  const version = vmlinuz.slice('vmlinuz-'.length)
  return { vmlinuz: join(unpacked, 'boot', vmlinuz), modules: join(unpacked, 'lib/modules', version) }
}
