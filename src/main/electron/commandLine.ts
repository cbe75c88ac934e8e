/** What an installed program may be started with: where it keeps its data and how it is drawn. All else can weaken it. */
const ALLOWED: ReadonlySet<string> = new Set([
  'user-data-dir',
  'lang',
  'force-device-scale-factor',
  'disable-gpu',
  'ozone-platform',
  'ozone-platform-hint',
])

/**
 * The first switch of a command line that an installed program refuses, or null. Chromium has hundreds of switches and each
 * version brings more: what is not known to be harmless opens a debugger, loads another program or takes the sandbox away.
 */
export function refusedSwitch(argv: readonly string[], platform: string): string | null {
  // As Chromium reads them: on Windows a slash begins a switch too, and a lone `--` ends none of Electron's own.
  const isSwitch = platform === 'win32' ? /^(?:--?|\/)(.+)$/s : /^--?(.+)$/s
  for (const argument of argv) {
    const [, text] = isSwitch.exec(argument.trim()) ?? []
    const name = text?.split('=', 1)[0]?.toLowerCase()
    if (name !== undefined && !ALLOWED.has(name)) return name
  }
  return null
}

/**
 * Variables of the surroundings that would weaken an installed program: certificates no longer checked, the keys of each
 * connection written to a file, other certificates trusted, what it draws and says written elsewhere.
 */
const WEAKENING = [
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_EXTRA_CA_CERTS',
  'NODE_OPTIONS',
  'NODE_DEBUG',
  'NODE_V8_COVERAGE',
  'SSLKEYLOGFILE',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'OPENSSL_CONF',
  'CUPS_SERVER',
  'ELECTRON_RUN_AS_NODE',
  'ELECTRON_ENABLE_LOGGING',
  'ELECTRON_LOG_FILE',
] as const

/** Forgets what would weaken the program, before anything has read it; also each variable of our own for development. */
export function forgetWeakening(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env))
    if ((WEAKENING as readonly string[]).includes(name.toUpperCase()) || name.toUpperCase().startsWith('LOFTS_'))
      // oxlint-disable-next-line typescript/no-dynamic-delete -- a variable is there or not
      delete env[name]
}
