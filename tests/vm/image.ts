import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Kernel } from './packages.ts'

const PROJECT = resolve(import.meta.dirname, '../..')
/** In the order in which they are loaded. */
const MODULES = ['uhid', 'usbhid', 'hid-generic', 'dummy_hcd', 'usb_f_hid', 'usb_f_printer', 'usblp']
const PACKAGES = ['node-hid', 'pkg-prebuilds', 'zod']
/** What the guest runs: our own sources as they are, Node strips the types. */
const SOURCES = ['src/shared', 'src/main/devices', 'tests/vm/guest', 'package.json']

/** Packs kernel modules, busybox, Node and our own code into an initial file system. */
export function packImage(kernel: Kernel, folder: string): string {
  const root = join(folder, 'root')
  rmSync(root, { recursive: true, force: true })
  for (const each of ['bin', 'proc', 'sys', 'dev', 'tmp', 'modules', 'app'])
    mkdirSync(join(root, each), { recursive: true })

  copyFileSync('/usr/bin/busybox', join(root, 'bin/busybox'))
  copyFileSync(process.execPath, join(root, 'bin/node'))
  for (const each of ['busybox', 'node']) chmodSync(join(root, 'bin', each), 0o755)

  const loaded = inOrder(kernel.modules)
  for (const file of loaded) copyFileSync(file, join(root, 'modules', basename(file)))

  for (const source of SOURCES) cpSync(join(PROJECT, source), join(root, 'app', source), { recursive: true })
  const prebuilt = (path: string) => !path.includes('/prebuilds/') || /HID_hidraw-linux-x64(?:\/|$)/.test(path)
  for (const name of PACKAGES)
    cpSync(join(PROJECT, 'node_modules', name), join(root, 'app/node_modules', name), {
      recursive: true,
      dereference: true,
      filter: (path) => prebuilt(path) && !/\/(?:hidapi|src|v3|locales\/.*\.cjs)(?:\/|$)/.test(path),
    })

  const binding = join(PROJECT, 'node_modules/node-hid/prebuilds/HID_hidraw-linux-x64/node-napi-v4.node')
  for (const library of librariesOf([process.execPath, binding])) {
    mkdirSync(join(root, dirname(library)), { recursive: true })
    copyFileSync(library, join(root, library))
  }

  writeFileSync(join(root, 'init'), init(loaded.map((file) => basename(file))), { mode: 0o755 })
  const image = join(folder, 'initramfs.cpio')
  execFileSync('sh', ['-c', `find . | cpio -o -H newc --quiet > ${JSON.stringify(image)}`], { cwd: root })
  return image
}

const init = (modules: readonly string[]): string => `#!/bin/busybox sh
b=/bin/busybox
$b mount -t proc none /proc
$b mount -t sysfs none /sys
$b mount -t devtmpfs none /dev
for module in ${modules.join(' ')}; do $b insmod /modules/$module || echo "Bail out! $module cannot be loaded"; done
$b mount -t configfs none /sys/kernel/config
export HOME=/tmp PATH=/bin
cd /app && node tests/vm/guest/main.ts
echo "# guest ended with $?"
$b poweroff -f
`

/** The shared libraries of some programs, from the loader's own list. */
function librariesOf(files: readonly string[]): string[] {
  const lines = files.flatMap((file) => execFileSync('ldd', [file], { encoding: 'utf8' }).split('\n'))
  return [...new Set(lines.flatMap((line) => /(?:=> |^\s*)(\/\S+) \(0x/.exec(line)?.[1] ?? []))]
}

/** Files of the wanted modules and of what they need, each after its needs. */
function inOrder(folder: string): string[] {
  const files = new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ko'))
      .map((name) => [moduleName(name), join(folder, name)]),
  )
  const builtIn = new Set(readFileSync(join(folder, 'modules.builtin'), 'utf8').split('\n').map(moduleName))
  const order: string[] = []
  const add = (name: string): void => {
    const file = files.get(name)
    if (!file && builtIn.has(name)) return
    if (!file) throw new Error(`the kernel has no module ${name}`)
    if (order.includes(file)) return
    for (const needed of needsOf(file)) add(needed)
    order.push(file)
  }
  for (const each of MODULES) add(moduleName(each))
  return order
}

const moduleName = (path: string): string => basename(path, '.ko').replaceAll('-', '_')

/** What a module says that it depends on. */
function needsOf(file: string): string[] {
  const text = readFileSync(file).toString('latin1')
  const needs = /\0depends=([^\0]*)\0/.exec(text)?.[1] ?? ''
  return needs.split(',').filter(Boolean).map(moduleName)
}
