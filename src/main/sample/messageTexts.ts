/** One invented conversation. */
export interface SampleConversation {
  language: 'fr' | 'en'
  subject: string
  /** About a parcel of the resident. */
  parcel?: boolean
  status: 'open' | 'snoozed' | 'closed'
  snoozeHours?: number
  assigned?: boolean
  /** Messages at the end that nobody at the desk has read. */
  unread?: number
  /** How long ago it began. */
  ageHours: number
  lines: { from: 'resident' | 'desk' | 'note'; text: string }[]
}

const resident = (text: string) => ({ from: 'resident' as const, text })
const desk = (text: string) => ({ from: 'desk' as const, text })
const note = (text: string) => ({ from: 'note' as const, text })

export const CONVERSATIONS: readonly SampleConversation[] = [
  {
    language: 'fr',
    subject: 'Colis à remettre à ma sœur',
    parcel: true,
    status: 'open',
    assigned: true,
    unread: 1,
    ageHours: 3,
    lines: [
      resident('Bonjour, je suis à Québec jusqu’à vendredi. Ma sœur pourrait-elle prendre mon colis ce soir ?'),
      desk('Bonjour ! Oui, avec le code de retrait de votre avis. Comment s’appelle-t-elle ?'),
      note('Pas d’autorisation au dossier : demander une pièce d’identité, ne rien noter.'),
      resident('Josée Lapointe. Elle passera vers 18 h, merci beaucoup !'),
    ],
  },
  {
    language: 'en',
    subject: 'Where is my parcel?',
    parcel: true,
    status: 'open',
    unread: 2,
    ageHours: 1.5,
    lines: [
      resident('Hi, Amazon says it was delivered at 2 pm but I have no notice from you.'),
      resident('Tracking page: https://www.amazon.ca/progress-tracker/package — it says "handed to reception".'),
    ],
  },
  {
    language: 'fr',
    subject: 'Réservation de l’ascenseur',
    status: 'snoozed',
    snoozeHours: 20,
    assigned: true,
    ageHours: 50,
    lines: [
      resident(
        'Bonjour, j’aimerais réserver l’ascenseur de service le 1er décembre de 9 h à midi pour un déménagement.',
      ),
      desk('C’est noté. Je vous confirme demain après avoir vu avec la gestion.'),
      note('Attendre la réponse d’Hélène : deux déménagements le même jour.'),
    ],
  },
  {
    language: 'en',
    subject: 'Water leak in the garage',
    status: 'open',
    assigned: true,
    ageHours: 26,
    lines: [
      resident('There is water dripping on my car, spot 42.'),
      desk('Thank you for telling us. The plumber is on the way; could you move the car to spot 57 meanwhile?'),
      resident('Done. Thanks for the quick answer!'),
      desk('Fixed this afternoon: a loose joint above the spot. You can park there again.'),
    ],
  },
  {
    language: 'fr',
    subject: 'Clé du casier à vélos',
    status: 'closed',
    ageHours: 120,
    lines: [
      resident('Bonsoir, j’ai perdu la clé de mon casier à vélos.'),
      desk('Bonsoir, un double vous attend à la réception. Le remplacement coûte 25 $, à régler avec la gestion.'),
      resident('Parfait, je passe demain matin.'),
      desk('Remise faite. Bonne journée !'),
    ],
  },
  {
    language: 'en',
    subject: 'Guest parking on Saturday',
    status: 'closed',
    ageHours: 96,
    lines: [
      resident('Could my parents park in the visitors’ lot on Saturday night?'),
      desk('Of course. Please give us the licence plate when they arrive.'),
    ],
  },
  {
    language: 'fr',
    subject: 'Bruit au 7e étage',
    status: 'open',
    unread: 1,
    ageHours: 8,
    lines: [resident('Il y a des travaux bruyants depuis 7 h ce matin juste au-dessus de chez nous. Est-ce prévu ?')],
  },
  {
    language: 'fr',
    subject: 'Livraison de meubles',
    parcel: true,
    status: 'open',
    ageHours: 30,
    lines: [
      desk('Bonjour, une livraison volumineuse est arrivée pour vous. Elle est au sol, près du quai.'),
      resident('Merci ! Pouvez-vous la garder jusqu’à jeudi ?'),
      desk('Oui, jusqu’à jeudi 20 h. Après, le quai doit être libre.'),
    ],
  },
  {
    language: 'en',
    subject: 'Holiday absence',
    status: 'snoozed',
    snoozeHours: 70,
    ageHours: 72,
    lines: [
      resident('I will be away from 10 December to 5 January. Please hold everything that comes.'),
      desk('Noted. We will hold your parcels and water nothing, I promise.'),
    ],
  },
]

/** The desk's prepared texts: message_templates without id. */
export const TEMPLATES = [
  {
    shortcut: 'colis',
    title_fr: 'Colis arrivé',
    title_en: 'Parcel arrived',
    body_fr:
      'Bonjour {given_name},\n\nVotre colis {carrier} (n° {parcel_number}) vous attend à l’accueil. Code de retrait : {pickup_code}.',
    body_en:
      'Hello {given_name},\n\nYour {carrier} parcel (no. {parcel_number}) is waiting at the front desk. Pickup code: {pickup_code}.',
  },
  {
    shortcut: 'autorisation',
    title_fr: 'Faire retirer par quelqu’un',
    title_en: 'Let somebody collect',
    body_fr:
      'Oui, une autre personne peut retirer votre colis : donnez-lui le code {pickup_code}. Nous ne gardons aucune copie de pièce d’identité.',
    body_en:
      'Yes, somebody else may collect your parcel: give them the code {pickup_code}. We keep no copy of identity papers.',
  },
  {
    shortcut: 'pas-encore',
    title_fr: 'Pas encore reçu',
    title_en: 'Not here yet',
    body_fr:
      'Bonjour {given_name}, nous n’avons encore rien reçu à votre nom. Le transporteur indique parfois la livraison quelques heures trop tôt ; nous vous écrirons dès l’arrivée.',
    body_en:
      'Hello {given_name}, nothing has reached us in your name yet. Carriers sometimes mark a delivery a few hours early; we will write as soon as it arrives.',
  },
  {
    shortcut: 'merci',
    title_fr: 'Merci',
    title_en: 'Thank you',
    body_fr: 'Merci de nous avoir prévenus. Bonne journée !\n{staff_name}, accueil de {building}',
    body_en: 'Thank you for letting us know. Have a good day!\n{staff_name}, front desk of {building}',
  },
] as const
