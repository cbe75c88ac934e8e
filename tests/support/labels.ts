import type { LabelContent } from '../../src/shared/labels/content.ts'

/** A parcel like most: everything known, one flag. */
export const SAMPLE_LABEL: LabelContent = {
  building: 'Lofts du Canal',
  unit: '1204',
  name: 'Geneviève Bouchard-Tremblay',
  shortNumber: 'A47',
  receivedAt: '2026-11-22T14:05:09.123Z',
  timezone: 'America/Toronto',
  carrierShort: 'Purolator',
  trackingLast4: '4821',
  flags: ['perishable'],
  care: null,
  shelf: 'B3',
  code: 'LDP7K3M9QX2CV',
  languages: ['fr', 'en'],
}

/** Names that broke labels somewhere: lengths, quotes, printer commands, scripts, emoji, controls. */
export const HOSTILE_NAMES: readonly string[] = [
  '',
  'X',
  'Jean-Philippe "J.P." O’Hara-Lévesque de la Durantaye-Œuvré',
  'W'.repeat(60),
  'Wolfeschlegelsteinhausenbergerdorff'.repeat(4),
  'a-'.repeat(60),
  '^XA^FDboo^FS^XZ ~JA \\ _5E "\'`${}<>&%s',
  'Ævar Łukasz Škvorecký Ğüneş Ñandú Ășțâ Ő',
  'e\u0301te\u0301 nai\u0308ve C\u0327a',
  'Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031Ea\u0351\u0357l\u0349\u0354go',
  'Tab\tNew\nLine\u0000Null\u001BEsc\u0007 Bell\u007F',
  '\u202Eevil\u202C name \u2066x\u2069 zero\u200Bwidth \uFEFFbom',
  '😀 Marie 👩‍👩‍👧‍👦 🇨🇦 👍🏽 ♥',
  'דוד כהן',
  'משפחת בן-דוד (דירה 12) "הקטן"',
  'דוד כהן (Cohen) 3.5 אב',
  'Cohen דוד כהן 12',
  'محمد علي الطيّب عبد الرحمن بن خالد آل سعود الهاشمي القرشي',
  'Ali محمد 12 - (علي)',
  'Дмитрий Шостакович',
  'Νίκος Παπαδόπουλος',
  '王小明',
  '山田 Taro 太郎',
  'นายสมชาย ใจดี',
  'नरेन्द्र कुमार',
  '\uD800 lone \uDC00 surrogates',
  '\u0301\u0302 marks first',
  ' \u00A0  \u202F spaces  everywhere \u3000',
  '(((((((((((]]]]}}}}',
  '…—–«»“”‘’€™½',
]

/** Contents that strain each place of the label. */
export const HOSTILE_CONTENTS: readonly Partial<LabelContent>[] = [
  {},
  {
    flags: ['perishable', 'oversize', 'signature_required'],
    care: { kind: 'forward', until: '2026-12-24' },
    name: 'Jean-Philippe "J.P." O’Hara-Lévesque de la Durantaye-Œuvré',
  },
  {
    flags: ['perishable', 'oversize', 'signature_required'],
    shelf: 'Salle froide, tablette du bas',
    languages: ['en', 'fr'],
  },
  { unit: 'Commercial-12Bis', shortNumber: 'B1204', flags: ['signature_required'], shelf: null, languages: ['fr'] },
  {
    unit: '7',
    shortNumber: 'C9',
    flags: [],
    shelf: '',
    carrierShort: 'Intelcom | Dragonfly Canada Inc.',
    languages: ['en'],
  },
  { unit: '', shortNumber: '', carrierShort: '', trackingLast4: '', building: '', flags: [], shelf: null },
  {
    building: 'Syndicat de la copropriété Les Lofts du Canal Phase II, bâtiment est',
    timezone: 'Mars/Olympus',
    receivedAt: 'soon',
  },
  { code: 'LD12345678904', flags: ['oversize', 'oversize'] },
]
