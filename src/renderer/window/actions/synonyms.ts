import type { ActionId } from '../../../shared/screens/actions.ts'

/** What else people type for an action, in both languages: the screen may speak the other one than whoever types. */
export const SYNONYMS: Readonly<Record<ActionId, string>> = {
  'go.intake':
    'intake register receive new parcel arrival delivery réception enregistrer recevoir nouveau colis arrivage livraison',
  'go.waiting': 'waiting parcels list shelf inventory en attente colis liste étagère inventaire',
  'go.handover':
    'hand over pick up collect deliver sign remise remettre retrait retirer donner livrer signer signature',
  'go.messages': 'messages conversations write answer inbox écrire répondre courrier discussions',
  'go.residents': 'residents people units directory tenants owners résidents personnes unités annuaire locataires',
  'go.settings':
    'settings options preferences printer scanner sound réglages préférences paramètres imprimante lecteur son',
  'go.notices':
    'notices failed bounced told tell email text message sms reminder avis échoué revenu aviser courriel texto rappel',
  'go.shelves':
    'shelf shelves check audit inventory missing put rack étagère étagères vérifier inventaire manquant ranger tablette',
  'go.sync': 'sync send receive connection offline refused envoi réception synchroniser connexion hors ligne refusé',
  'go.import': 'import export file csv excel spreadsheet list importer exporter fichier tableur liste données',
  'go.ready': 'ready set up setup first steps begin missing checklist prêt mise en route étapes commencer manque liste',
  'go.audit':
    'audit log history proof chain verify export csv excel journal historique preuve vérification registre exporter tableur',
  'audit.state':
    'audit log state head fingerprint paper print sign signature qr journal état empreinte papier imprimer signer page',
  'go.noticeTexts':
    'texts templates notices wording words email text message sms slip reminder textes modèles avis libellés mots courriel texto rappel',
  'go.incidents':
    'incident incidents register breach confidentiality law 25 export fuite registre confidentialité loi 25 atteinte exporter',
  'go.privacy':
    'privacy page law 25 rights retention personal information confidentialité loi 25 droits renseignements personnels conservation',
  'go.staff': 'staff team roles access pin administrator personnel équipe rôles accès nip administrateur',
  'go.backups':
    'backup backups restore archive export everything copy move computer sauvegarde sauvegardes restaurer archive copie ordinateur',
  'go.health':
    'health state status check disk clock printer problem santé état vérifier disque horloge imprimante problème',
  'go.units': 'units doors apartments floors towers vacant unités portes logements étages tours vacantes',
  'messages.new': 'message write resident new text email écrire nouveau message texto courriel',
  'search.open': '',
  'label.print': 'print reprint again label sticker imprimer réimprimer impression encore étiquette autocollant',
  'acts.undo': 'undo cancel take back revert mistake défaire annuler erreur retour arrière',
  'acts.redo': 'redo again restore refaire rétablir',
  'place.back': 'back return interrupted retour revenir interrompu page',
  'scan.ready': 'ready scan escape prêt lire lecture',
  'session.switch':
    'switch person duty staff colleague user sign changer personne service collègue employé utilisateur',
  'duty.lock': 'lock leave away pin privacy verrouiller quitter absence nip verrou',
  'privacy.toggle': 'privacy hide names screen cover confidentialité masquer cacher noms écran',
  'language.switch': 'language french english langue français anglais',
  'theme.next': 'theme appearance dark light contrast look thème apparence sombre clair contraste',
  'help.shortcuts': 'help manual keys shortcuts how aide manuel touches raccourcis comment',
}
