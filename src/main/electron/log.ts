import { join } from 'node:path'
import log from 'electron-log/main.js'
import { redact } from '../log/redact.ts'
import type { Logger } from '../store/ports.ts'

/** The program's log: a rotating file and the console, names and tracking numbers taken out on the way in. */
export function createLog(folder: string): Logger {
  log.transports.file.resolvePathFn = () => join(folder, 'desk.log')
  log.transports.file.maxSize = 2 * 1024 * 1024
  log.transports.file.format = '{y}-{m}-{d}T{h}:{i}:{s}.{ms}{z} {level} {text}'
  log.transports.console.level = 'warn'
  const line = (event: string, fields: Parameters<Logger['info']>[1]): string =>
    `${event} ${JSON.stringify(redact(fields ?? {}))}`
  return {
    info: (event, fields) => log.info(line(event, fields)),
    warn: (event, fields) => log.warn(line(event, fields)),
    error: (event, fields) => log.error(line(event, fields)),
  }
}
