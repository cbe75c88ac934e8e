import type { Response } from '../../../shared/contract/index.ts'
import { joinReasons } from '../../../shared/printing/reasons.ts'
import { TRANSPORTS } from '../../../shared/printing/settings.ts'
import { reasonOf, type PrinterHealth, type PrinterInfo } from '../../devices/printer/transport.ts'
import type { Settings } from '../settings.ts'
import type { PrintingPorts } from './ports.ts'

/** The printers of this computer and how the chosen one is. Answers also while the building is closed. */
export function createPrinters(settings: Settings, { transports }: Pick<PrintingPorts, 'transports'>) {
  return {
    async list(): Promise<Pick<Response<'printing.status'>, 'printers' | 'problem' | 'transports'>> {
      const known = TRANSPORTS.flatMap((kind) => transports[kind] ?? [])
      const problems: string[] = []
      const lists = await Promise.all(
        known.map((transport) =>
          transport.listPrinters().catch((error: unknown): PrinterInfo[] => {
            problems.push(reasonOf(error))
            return []
          }),
        ),
      )
      return { printers: lists.flat(), problem: joinReasons(problems), transports: known.map(({ kind }) => kind) }
    },
    async check(): Promise<PrinterHealth> {
      const { transport, name } = settings.get().printer
      try {
        const health = await transports[transport]?.check(name)
        return health ?? { state: 'attention', reason: 'other-system' }
      } catch (error) {
        return { state: 'attention', reason: reasonOf(error) }
      }
    },
  }
}
