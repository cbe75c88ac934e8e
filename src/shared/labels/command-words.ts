import type { Command } from '../scan/commands.ts'
import type { LabelLanguage } from './content.ts'

interface CommandWords {
  readonly title: string
  readonly hint: string
  readonly commands: Readonly<Record<Command, { readonly name: string; readonly does: string }>>
}

/** The words of the sheet of command codes. */
export const COMMAND_WORDS: Readonly<Record<LabelLanguage, CommandWords>> = {
  fr: {
    title: 'Codes de commande',
    hint: 'À garder près du lecteur : une lecture remplace le clavier.',
    commands: {
      undo: { name: 'Défaire', does: 'Défait la dernière action, comme F9. Une remise se confirme avec Terminé.' },
      done: { name: 'Terminé', does: 'Confirme ce qui est à l’écran : enregistrement ou remise.' },
      print: { name: 'Imprimer', does: 'Imprime de nouveau l’étiquette du colis ouvert, sinon du dernier reçu.' },
      next: { name: 'Suivant', does: 'Quitte ce qui est ouvert et revient prêt à lire.' },
    },
  },
  en: {
    title: 'Command codes',
    hint: 'Keep it near the scanner: a scan takes the place of the keyboard.',
    commands: {
      undo: { name: 'Undo', does: 'Undoes the last action, like F9. For a hand-over, Done confirms it.' },
      done: { name: 'Done', does: 'Confirms what is on the screen: a registration or a hand-over.' },
      print: { name: 'Print', does: 'Prints the label of the open parcel again, else of the last one received.' },
      next: { name: 'Next', does: 'Leaves what is open and gets ready to scan.' },
    },
  },
}
