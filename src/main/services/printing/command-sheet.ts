import { join } from 'node:path'
import type { LabelLanguages } from '../../../shared/labels/content.ts'
import { writeDurablySoon } from '../../files/durable.ts'
import type { LabelMaker } from '../../devices/printer/label-maker.ts'

const NAMES = { fr: 'Codes de commande.pdf', en: 'Command codes.pdf' }

/** Writes the sheet of command codes into a folder; answers where. An earlier one is the same, and is replaced. */
export async function saveCommandSheet(labels: LabelMaker, languages: LabelLanguages, folder: string): Promise<string> {
  const file = join(folder, NAMES[languages[0]])
  await writeDurablySoon(file, await labels.commandSheet(languages))
  return file
}
