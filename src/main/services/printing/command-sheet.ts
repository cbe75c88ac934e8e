import { join } from 'node:path'
import type { CommandSheet } from '../../../shared/labels/content.ts'
import { writeDurablySoon } from '../../files/durable.ts'
import type { LabelMaker } from '../../devices/printer/label-maker.ts'

const NAMES = { fr: 'Codes de commande.pdf', en: 'Command codes.pdf' }

/** Writes the sheet of command codes into a folder; answers where. An earlier one is the same, and is replaced. */
export async function saveCommandSheet(labels: LabelMaker, sheet: CommandSheet, folder: string): Promise<string> {
  const file = join(folder, NAMES[sheet.languages[0]])
  await writeDurablySoon(file, await labels.commandSheet(sheet))
  return file
}
