// A display for the windows: the user's own, or a virtual one (Xvfb) on its own free number.
import { spawn } from 'node:child_process'
import { plainError } from './log.mjs'
import { which } from './paths.mjs'

// The shell holds Xvfb and reads our pipe: when this process ends in any way, the pipe closes and Xvfb goes too. It has a
// session of its own: a Ctrl+C must not take the display away while the program is still closing.
const KEEPER = `"$0" "$@" & server=$!; exec 3>&-; trap 'kill $server' TERM; cat >/dev/null; kill $server; wait`

/** Whether a window can be shown without Xvfb. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** Starts Xvfb; gives its display (":7") and how to stop it. */
export async function startDisplay({ size = '1600x1000' } = {}) {
  const xvfb = which('Xvfb')
  if (!xvfb) throw plainError('There is no display, and no Xvfb to make one: install the package xvfb.')
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset']
  const keeper = spawn('/bin/sh', ['-c', KEEPER, xvfb, ...args], {
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let errors = ''
  keeper.stderr.setEncoding('utf8').on('data', (text) => (errors = (errors + text).slice(-2000)))
  const number = await new Promise((resolve, reject) => {
    const fail = () => reject(plainError(`Xvfb did not start. ${errors.trim()}`))
    const timer = setTimeout(fail, 15_000)
    let text = ''
    keeper.stdio[3].setEncoding('utf8').on('data', (part) => {
      text += part
      if (!text.includes('\n')) return
      clearTimeout(timer)
      resolve(text.trim())
    })
    keeper.stdio[3].once('close', () => text.includes('\n') || fail())
  }).catch((error) => {
    keeper.stdin.destroy()
    throw error
  })
  for (const stream of [keeper, keeper.stdin, keeper.stderr, keeper.stdio[3]]) stream.unref()
  keeper.stdin.on('error', () => {})
  return { display: `:${number}`, stop: () => keeper.stdin.destroy() }
}
