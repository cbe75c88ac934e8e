import type { DeskSettings } from '../../../shared/contract/settings.ts'
import type { LabelMaker } from '../../devices/printer/label-maker.ts'
import type { Persist } from '../persist.ts'
import type { JobState, PrintDocument, PrintTransport } from '../../devices/printer/transport.ts'

type Settings = DeskSettings['printer']

export interface PrintingPorts {
  labels: LabelMaker
  /** The ways to print that this computer has. */
  transports: Readonly<Partial<Record<Settings['transport'], PrintTransport>>>
  /** Follows a job to its end, or until nobody waits for it any more. */
  follow(
    transport: PrintTransport,
    ref: string,
    onState: (state: JobState) => void,
    isOver: () => boolean,
  ): Promise<void>
  persist: Persist
  /** Waits before a printer that was not ready is asked again. */
  pause(): Promise<void>
  /** Appends 'label_printed' to the parcel's history, signed by whoever asked for it. */
  printed(job: { packageId: string; reprint: boolean; staffId: string | null }): void
}

/** The document that a transport is given for the chosen language. */
export function documentForm(transport: PrintTransport, language: Settings['language']): PrintDocument['form'] {
  if (language === 'zpl' && transport.forms.includes('zpl')) return 'zpl'
  return transport.forms[0] ?? 'pdf'
}
