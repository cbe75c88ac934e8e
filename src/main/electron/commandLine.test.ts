import { describe, expect, it } from 'vitest'
import { forgetWeakening, refusedSwitch } from './commandLine.ts'

// Bug: five switches were refused by name, and every other one was let through.
describe('an installed program refuses', () => {
  it.each([
    ['--remote-debugging-port=9222', 'remote-debugging-port'],
    ['-remote-debugging-port=9222', 'remote-debugging-port'],
    ['--Remote-Debugging-Pipe', 'remote-debugging-pipe'],
    ['--inspect', 'inspect'],
    ['--inspect-brk=0', 'inspect-brk'],
    ['--inspect-port=0', 'inspect-port'],
    ['--js-flags=--expose-gc', 'js-flags'],
    ['--no-sandbox', 'no-sandbox'],
    ['--disable-web-security', 'disable-web-security'],
    ['--gpu-launcher=/tmp/x', 'gpu-launcher'],
    ['--renderer-cmd-prefix=/tmp/x', 'renderer-cmd-prefix'],
    ['--utility-cmd-prefix=/tmp/x', 'utility-cmd-prefix'],
    ['--host-rules=MAP * 127.0.0.1', 'host-rules'],
    ['--host-resolver-rules=MAP * 127.0.0.1', 'host-resolver-rules'],
    ['--ignore-certificate-errors', 'ignore-certificate-errors'],
    ['--ssl-key-log-file=/tmp/keys', 'ssl-key-log-file'],
    ['--log-net-log=/tmp/net', 'log-net-log'],
    ['--proxy-server=127.0.0.1:1', 'proxy-server'],
    ['--load-extension=/tmp/x', 'load-extension'],
    ['--require=/tmp/x.js', 'require'],
    ['-r', 'r'],
    [' --inspect', 'inspect'],
    ['--enable-features=Anything', 'enable-features'],
  ])('%s', (argument, name) => {
    expect(refusedSwitch(['--lang=fr', argument], 'linux')).toBe(name)
  })

  it('a switch of Windows that begins with a slash', () => {
    expect(refusedSwitch(['/remote-debugging-port=9222'], 'win32')).toBe('remote-debugging-port')
    expect(refusedSwitch(['/home/desk/file'], 'linux')).toBeNull()
  })

  it('nothing of what only says where it keeps its data and how it is drawn', () => {
    const harmless = ['--user-data-dir=/srv/desk', '--lang=fr-CA', '--force-device-scale-factor=1.25', '--disable-gpu']
    expect(refusedSwitch(harmless, 'linux')).toBeNull()
    expect(refusedSwitch([], 'win32')).toBeNull()
  })
})

// Bug: a variable of the surroundings turned off what protects a connection.
it('forgets each variable that would weaken it, and ours for development', () => {
  const env: NodeJS.ProcessEnv = {
    PATH: '/usr/bin',
    HOME: '/home/desk',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    SSLKEYLOGFILE: '/tmp/keys',
    node_extra_ca_certs: '/tmp/ca',
    LOFTS_SCREENSHOT_DIR: '/tmp/pictures',
    LOFTS_DEVELOPMENT: '1',
    CUPS_SERVER: 'elsewhere',
  }
  forgetWeakening(env)
  expect(env).toEqual({ PATH: '/usr/bin', HOME: '/home/desk' })
})
