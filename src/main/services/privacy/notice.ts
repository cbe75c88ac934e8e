import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { DocumentContent } from '../../../shared/documents/content.ts'
import type { Language } from '../../../shared/text/languages.ts'
import type { LabelMaker } from '../../devices/printer/label-maker.ts'
import { COPIES_DAYS } from './copies.ts'
import type { ServiceDeps } from '../deps.ts'
import { KEPT } from '../../store/rotation.ts'
import { todayAt } from '../directory/homes.ts'
import { privacyOfficer } from './officer.ts'
import { KEPT_WORDS, NOTICE_WORDS } from './noticeWords.ts'

interface Terms {
  name: string
  address: string
  keep_signatures_days: number
  keep_notices_days: number
  keep_parcels_months: number
  keep_messages_months: number
  keep_audit_months: number
}
const UNITS = {
  day: { fr: ['jour', 'jours'], en: ['day', 'days'] },
  month: { fr: ['mois', 'mois'], en: ['month', 'months'] },
} as const
const lasts = (count: number, unit: keyof typeof UNITS, said: Language): string =>
  `${count} ${UNITS[unit][said][count === 1 ? 0 : 1]}`

/** How long each kind is kept, in words: what the building set, and what the program does by itself. */
function howLong(terms: Terms, said: Language): Readonly<Record<keyof typeof KEPT_WORDS, string>> {
  const fr = said === 'fr'
  const days = (count: number) => lasts(count, 'day', said)
  const months = (count: number) => lasts(count, 'month', said)
  const rule = (text: string) => `${NOTICE_WORDS.rule[said]} ${text}`
  const { hours, days: daily, weeks } = KEPT
  return {
    people: fr
      ? 'Aussi longtemps que la personne habite l’immeuble ou y a droit, puis jusqu’à son effacement.'
      : 'As long as the person lives in the building or has rights there, then until they are erased.',
    parcels: fr
      ? rule(`${months(terms.keep_parcels_months)} avec la personne et l’unité, ensuite sans elles.`)
      : rule(`${months(terms.keep_parcels_months)} with person and unit, afterwards without them.`),
    signatures: fr
      ? rule(`le dessin ${days(terms.keep_signatures_days)} après la remise, le reste avec le colis.`)
      : rule(`the drawing ${days(terms.keep_signatures_days)} after the hand-over, the rest with the parcel.`),
    notices: fr
      ? rule(`${days(terms.keep_notices_days)} pour le texte et l’adresse.`)
      : rule(`${days(terms.keep_notices_days)} for text and address.`),
    messages: rule(months(terms.keep_messages_months)),
    staff: fr
      ? 'Aussi longtemps que la personne travaille ici, puis avec les actions qu’elle a signées.'
      : 'As long as the person works here, then with the acts that they signed.',
    audit: rule(months(terms.keep_audit_months)),
    incidents: fr
      ? 'Au moins cinq ans après que l’incident a été connu.'
      : 'At least five years after the incident was known.',
    backups: fr
      ? `Les ${hours} dernières heures, ${daily} derniers jours et ${weeks} dernières semaines. Celles qu’une personne a faites restent jusqu’à ce qu’on les supprime. Les copies d’avant un effacement partent au plus tard après ${days(COPIES_DAYS)}.`
      : `The last ${hours} hours, ${daily} days and ${weeks} weeks. Those that a person made stay until somebody deletes them. Copies of before an erasure are gone after ${days(COPIES_DAYS)} at the latest.`,
  }
}

/** What residents are told of their information: one text for the screen and for paper. */
export function createPrivacyNotice(deps: ServiceDeps, labels: Pick<LabelMaker, 'document'>) {
  const read = deps.store.prepare<Terms>(
    `SELECT name, address, keep_signatures_days, keep_notices_days, keep_parcels_months, keep_messages_months,
       keep_audit_months FROM buildings LIMIT 1`,
  )
  const notice = ({ language }: Parsed<'privacy.notice'>): DocumentContent & Response<'privacy.notice'> => {
    const terms = read.get()!
    const say = (word: keyof typeof NOTICE_WORDS): string => NOTICE_WORDS[word][language]
    const officer = privacyOfficer(deps.store)
    const lengths = howLong(terms, language)
    const kinds = Object.keys(KEPT_WORDS) as (keyof typeof KEPT_WORDS)[]
    const said = (title: keyof typeof NOTICE_WORDS, text: keyof typeof NOTICE_WORDS) => ({
      title: say(title),
      text: say(text),
    })
    return {
      title: say('title'),
      about: [
        [terms.name, terms.address].filter(Boolean).join(' · ').replaceAll('\n', ', '),
        `${say('madeAt')} ${todayAt(deps)}`,
      ],
      footer: say('footer'),
      sections: [
        {
          title: say('kept'),
          entries: kinds.map((kind) => ({
            title: KEPT_WORDS[kind].title[language],
            facts: [
              [say('what'), KEPT_WORDS[kind].what[language]],
              [say('why'), KEPT_WORDS[kind].why[language]],
              [say('howLong'), lengths[kind]],
            ],
          })),
        },
        { title: say('terms'), text: say('termsText') },
        {
          title: say('readers'),
          entries: [
            said('desk', 'deskText'),
            said('managers', 'managersText'),
            said('board', 'boardText'),
            said('project', 'projectText'),
            said('others', 'othersText'),
          ],
        },
        {
          title: say('rights'),
          entries: [
            said('see', 'seeText'),
            said('correct', 'correctText'),
            said('erase', 'eraseText'),
            said('withdraw', 'withdrawText'),
          ],
        },
        {
          title: say('ask'),
          text: say('askText'),
          entries: [
            {
              title: say('officer'),
              ...(officer
                ? {
                    facts: (
                      [
                        [say('officerName'), officer.name],
                        [say('officerTitle'), officer.title],
                        [say('officerContact'), officer.contact],
                      ] satisfies [string, string][]
                    ).filter(([, value]) => value !== ''),
                  }
                : { text: say('noOfficer') }),
            },
            said('complain', 'complainText'),
          ],
        },
      ],
    }
  }
  return {
    notice,
    async noticeFile({ language }: Parsed<'privacy.noticeFile'>): Promise<Response<'privacy.noticeFile'>> {
      return {
        name: `${language === 'fr' ? 'renseignements-personnels' : 'privacy'}-${todayAt(deps)}.pdf`,
        type: 'application/pdf',
        bytes: await labels.document(notice({ language })),
      }
    },
  }
}
