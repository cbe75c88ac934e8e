import type { Language } from '../../../shared/text/languages.ts'

type Words = Readonly<Record<Language, string>>

/** The headings and plain sentences of the privacy page. */
export const NOTICE_WORDS = {
  title: { fr: 'Vos renseignements personnels', en: 'Your personal information' },
  madeAt: { fr: 'État au', en: 'As of' },
  footer: { fr: 'Protection des renseignements personnels', en: 'Protection of personal information' },
  kept: { fr: 'Ce qui est conservé', en: 'What is kept' },
  what: { fr: 'Quoi', en: 'What' },
  why: { fr: 'Pourquoi', en: 'Why' },
  howLong: { fr: 'Combien de temps', en: 'How long' },
  rule: { fr: 'Règle de l’immeuble :', en: 'Rule of the building:' },
  terms: { fr: 'À la fin de ces durées', en: 'At the end of these times' },
  termsText: {
    fr: 'Ces durées sont la règle de l’immeuble. Le programme n’efface encore rien de lui-même quand elles sont passées : l’administration efface à la main, une personne à la fois, à partir de sa fiche. Plus bas est dit à qui le demander. Ce qui doit servir de preuve dans un différend est gardé jusqu’à son règlement.',
    en: 'These times are the rule of the building. The program erases nothing by itself yet when they are over: the management erases by hand, one person at a time, from the person’s page. Whom to ask for it is said below. What has to serve as proof in a dispute is kept until it is settled.',
  },
  readers: { fr: 'Qui peut lire', en: 'Who can read it' },
  desk: { fr: 'Accueil', en: 'Front desk' },
  deskText: {
    fr: 'Les fiches, les colis, les remises et les messages, pour son travail.',
    en: 'Entries, parcels, hand-overs and messages, for its work.',
  },
  managers: { fr: 'Gestion et administration', en: 'Managers and administrators' },
  managersText: {
    fr: 'La même chose et le journal des actions, avec l’export et l’effacement à la demande de la personne.',
    en: 'The same, and the record of actions. They export and erase when the person asks for it.',
  },
  board: { fr: 'Conseil', en: 'Board' },
  boardText: {
    fr: 'Les colis et le journal des actions, sans les fiches ni les messages.',
    en: 'Parcels and the record of actions, without entries or messages.',
  },
  project: { fr: 'Hébergeur', en: 'Host' },
  projectText: {
    fr: 'Si les postes de l’immeuble sont reliés, les renseignements se trouvent aussi chez l’hébergeur qui les relie. Demandez à l’administration lequel c’est et s’il se trouve hors du Québec.',
    en: 'Where the desks of the building are connected, the information also lies with the host that connects them. Ask the management which one it is and whether it is outside Québec.',
  },
  others: { fr: 'Personne d’autre', en: 'Nobody else' },
  othersText: {
    fr: 'Rien n’est vendu, rien ne sert à la publicité, et aucune décision n’est prise par le programme seul.',
    en: 'Nothing is sold or used for advertising, and the program alone decides nothing about anybody.',
  },
  rights: { fr: 'Vos droits', en: 'Your rights' },
  see: { fr: 'Voir', en: 'To see' },
  seeText: {
    fr: 'Recevoir tout ce qui est conservé à votre sujet, sur papier ou dans un fichier à emporter ailleurs.',
    en: 'To be given all that is kept about you, on paper or as a file to take elsewhere.',
  },
  correct: { fr: 'Faire corriger', en: 'To have it corrected' },
  correctText: {
    fr: 'Ce qui est inexact, incomplet ou équivoque.',
    en: 'What is wrong, incomplete or unclear.',
  },
  erase: { fr: 'Faire effacer', en: 'To have it erased' },
  eraseText: {
    fr: 'Ce dont l’immeuble n’a plus besoin. Vos textes et votre nom disparaissent de tous les postes, les comptes restent sans vous.',
    en: 'What the building no longer needs. Your texts and your name go from every desk, counts stay without you.',
  },
  withdraw: { fr: 'Retirer un accord', en: 'To withdraw consent' },
  withdrawText: {
    fr: 'Par exemple pour les avis par message texto ou pour la personne qui retire vos colis.',
    en: 'For example for notices by text message, or for who collects your parcels.',
  },
  ask: { fr: 'Comment demander', en: 'How to ask' },
  askText: {
    fr: 'Par écrit ou à l’accueil, à la personne responsable des renseignements personnels de l’immeuble. La réponse vient dans les 30 jours.',
    en: 'In writing or at the front desk, from the person in charge of personal information in the building. The answer comes within 30 days.',
  },
  officer: { fr: 'Responsable des renseignements personnels', en: 'Person in charge of personal information' },
  officerName: { fr: 'Nom', en: 'Name' },
  officerTitle: { fr: 'Fonction', en: 'Title' },
  officerContact: { fr: 'Pour la joindre', en: 'How to reach them' },
  noOfficer: {
    fr: 'Personne n’est encore nommé : la demande va à l’administration de l’immeuble.',
    en: 'Nobody is named yet: the request goes to the management of the building.',
  },
  complain: { fr: 'Si la réponse ne convient pas', en: 'Where the answer will not do' },
  complainText: {
    fr: 'Commission d’accès à l’information du Québec, www.cai.gouv.qc.ca.',
    en: 'Commission d’accès à l’information du Québec, www.cai.gouv.qc.ca.',
  },
} as const satisfies Readonly<Record<string, Words>>

/** What is kept and why; how long stands in the notice, since the building decides it. */
export const KEPT_WORDS = {
  people: {
    title: { fr: 'Résidents', en: 'Residents' },
    what: {
      fr: 'Nom et noms sur les colis, langue, courriel, téléphones, logement et ses dates, contact d’urgence, notes de l’accueil, besoin d’accessibilité, absences, personnes autorisées, véhicules, puces et clés prêtées, animaux, rangement.',
      en: 'Name and names on labels, language, email, telephones, home with its dates, emergency contact, notes of the desk, accessibility need, absences, authorised persons, vehicles, fobs and keys lent, pets, storage.',
    },
    why: {
      fr: 'Savoir à qui est un colis ou un message, joindre la personne et ne remettre qu’à elle ou à qui elle autorise.',
      en: 'To know whose a parcel or a message is, to reach the person, and to hand over to them alone or to whom they authorise.',
    },
  },
  parcels: {
    title: { fr: 'Colis', en: 'Parcels' },
    what: {
      fr: 'Transporteur, numéro de repérage, nom sur l’étiquette, unité, étagère, moments et personnes en service.',
      en: 'Carrier, tracking number, name on the label, unit, shelf, times and who was on duty.',
    },
    why: {
      fr: 'Retrouver le colis et répondre de ce qu’il est devenu.',
      en: 'To find the parcel, and to answer for what became of it.',
    },
  },
  signatures: {
    title: { fr: 'Signatures et remises', en: 'Signatures and hand-overs' },
    what: {
      fr: 'Qui a retiré le colis et comment cela a été vérifié. La signature est un dessin, sans vitesse ni pression.',
      en: 'Who collected the parcel and how that was checked. A signature is a drawing, without speed or pressure.',
    },
    why: {
      fr: 'Montrer que le colis a été remis à la bonne personne.',
      en: 'To show that the right person got the parcel.',
    },
  },
  notices: {
    title: { fr: 'Avis', en: 'Notices' },
    what: {
      fr: 'Le texte de l’avis, l’adresse ou le numéro, et le moment.',
      en: 'The text of the notice, the address or number, and the time.',
    },
    why: {
      fr: 'Prévenir d’un colis et savoir que cela a été fait.',
      en: 'To tell somebody of a parcel, and to know that it was done.',
    },
  },
  messages: {
    title: { fr: 'Messages', en: 'Messages' },
    what: {
      fr: 'Les conversations avec l’accueil et leurs fichiers.',
      en: 'Conversations with the front desk, and their files.',
    },
    why: { fr: 'Répondre, et se souvenir de ce qui a été convenu.', en: 'To answer, and to remember what was agreed.' },
  },
  staff: {
    title: { fr: 'Personnel', en: 'Staff' },
    what: {
      fr: 'Nom, rôle, badge, et un NIP que personne ne peut lire.',
      en: 'Name, role, badge, and a PIN that nobody can read.',
    },
    why: {
      fr: 'Savoir qui est en service et qui répond d’une action.',
      en: 'To know who is on duty, and who answers for an act.',
    },
  },
  audit: {
    title: { fr: 'Journal des actions', en: 'Record of actions' },
    what: {
      fr: 'Qui a fait quoi et quand, et qui a ouvert la fiche d’une personne.',
      en: 'Who did what and when, and who opened somebody’s page.',
    },
    why: {
      fr: 'Vérifier que personne n’abuse de ces renseignements.',
      en: 'To check that nobody misuses this information.',
    },
  },
  incidents: {
    title: { fr: 'Incidents de confidentialité', en: 'Confidentiality incidents' },
    what: {
      fr: 'Ce qui est arrivé, les renseignements et le nombre de personnes visés, les avis et les mesures prises.',
      en: 'What happened, which information and how many persons are concerned, notices and measures taken.',
    },
    why: { fr: 'La loi demande ce registre.', en: 'The law asks for this register.' },
  },
  backups: {
    title: { fr: 'Sauvegardes', en: 'Backups' },
    what: {
      fr: 'Des copies de tout ce qui précède, à l’accueil.',
      en: 'Copies of all of the above, at the front desk.',
    },
    why: { fr: 'Ne rien perdre quand un ordinateur tombe en panne.', en: 'To lose nothing when a computer fails.' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<'title' | 'what' | 'why', Words>>>>
