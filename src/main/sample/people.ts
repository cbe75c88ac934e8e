import type { Random } from '../../shared/random.ts'

/** An invented person. */
export interface Person {
  given: string
  family: string
  language: 'fr' | 'en'
  aliases: string[]
}

interface Origin {
  /** How often a new arrival reads French. */
  french: number
  given: readonly string[]
  family: readonly string[]
  /** The everyday name that parcels carry instead of the given one. */
  known?: Readonly<Record<string, string>>
}

const list = (names: string): readonly string[] => names.split(', ')

const QUEBEC: Origin = {
  french: 0.97,
  given: list(
    'Amélie, Audrey, Béatrice, Benoît, Camille, Cédric, Chloé, Élodie, Émile, Étienne, Félix, ' +
      'François, Geneviève, Gaël, Hélène, Isabelle, Jean-François, Jérôme, Jocelyne, Josée, Justine, ' +
      'Léa, Loïc, Maélie, Marie-Ève, Marie-Pier, Mathieu, Maude, Mélanie, Noémie, Océane, Pier-Luc, ' +
      'Raphaël, Rosalie, Sébastien, Simon, Stéphanie, Thérèse, Valérie, Véronique, William, Zoé',
  ),
  family: list(
    'Arsenault, Beaulieu, Beauséjour, Bélanger, Bergeron, Bouchard, Boutin, Charbonneau, Côté, ' +
      'Couture, Desrosiers, Drolet, Dubé, Fortin, Gagné, Gaudreault, Girard, Godbout, Hébert, Lachance, ' +
      'Laflèche, Lalancette, Lapointe, Lavallée, Léveillé, L’Heureux, Marcotte, Ménard, Morissette, ' +
      'Nadeau, Ouellet, Paquette, Pépin, Plourde, Rivest, Saint-Onge, Sauvé, St-Amour, Thériault, ' +
      'Tremblay, Trépanier, Villeneuve',
  ),
  known: {
    'Jean-François': 'JF',
    'Marie-Ève': 'Eve',
    'Marie-Pier': 'MP',
    'Pier-Luc': 'PL',
    Geneviève: 'Gen',
    Véronique: 'Vero',
    Stéphanie: 'Steph',
  },
}

const ORIGINS: readonly (readonly [Origin, number])[] = [
  [QUEBEC, 52],
  [
    {
      french: 0.05,
      given: list(
        'Abigail, Alistair, Andrew, Brenda, Caitlin, Daphne, Duncan, Emily, Fiona, Graham, Hannah, Ian, ' +
          'Joyce, Keith, Laura, Megan, Nigel, Owen, Rachel, Trevor',
      ),
      family: list(
        'Abbott, Ashworth, Blackwell, Campbell, Doyle, Fairweather, Galloway, Hargreaves, Kingsley, ' +
          'MacLeod, McAllister, O’Brien, O’Neill, Pemberton, Sinclair, Whitfield',
      ),
      known: { Abigail: 'Abby', Andrew: 'Andy', Emily: 'Em', Trevor: 'Trev' },
    },
    20,
  ],
  [
    {
      french: 0.6,
      given: list('Ana, Beatriz, Conceição, Duarte, Inês, João, José, Luísa, Mário, Rui, Sofia, Tomás'),
      family: list(
        'Álvares, Brandão, Carvalho, Conceição Melo, da Silva, dos Santos, Guimarães, Magalhães, Simões, Teixeira',
      ),
      known: { João: 'John', José: 'Joe' },
    },
    7,
  ],
  [
    {
      french: 0.75,
      given: list(
        'Amina, Farid, Hicham, Karim, Khadija, Leïla, Mehdi, Mohamed, Nadia, Rachid, Salma, Yasmine, ' +
          'Youssef, Zineb',
      ),
      family: list(
        'Abdelkader, Ait Ouali, Al-Hakim, Belkacem, Ben Youssef, Bouazza, El Amrani, El Khoury, Haddad, ' +
          'Mansouri, Tazi, Zerhouni',
      ),
      known: { Mohamed: 'Mo', Youssef: 'Joseph' },
    },
    9,
  ],
  [
    {
      french: 0.35,
      given: list('Haoran, Jiayi, Jun, Lan, Mei, Minh, Ruoxi, Wei, Xiaoming, Yuchen, Zhiyuan, Thuy'),
      family: list('Chen, Deng, Guo, Huang, Li, Liang, Lin, Nguyen, Wang, Xu, Zhang, Zheng'),
      known: { Haoran: 'Henry', Jiayi: 'Joyce', Xiaoming: 'Simon', Yuchen: 'Eugene', Mei: 'May', Ruoxi: 'Rosie' },
    },
    8,
  ],
  [
    {
      french: 0.98,
      given: list(
        'Dieudonné, Fabiola, Guerline, Jean-Robert, Louis-Jeune, Mirlande, Nadège, Rose-Laure, Wilner, Ysemaëlle',
      ),
      family: list(
        'Antoine, Augustin, Baptiste, Charlemagne, Dorvil, Étienne, Jean-Baptiste, Joseph, Pierre-Louis, ' +
          'Toussaint',
      ),
      known: { 'Jean-Robert': 'Bob', Fabiola: 'Fabie' },
    },
    4,
  ],
]

const BUSINESSES = list(
  'Studio Fauve, Atelier Nord-Sud, Boutique Belle Lurette, Kaléido Design, Maple & Moss, ' +
    'Traductions Plume, Cartouche Records, Café Ruelle',
)

/** Invents people, each full name once. */
export function inventor(random: Random): { person(): Person; relativeOf(person: Person): Person } {
  const taken = new Set<string>()
  function make(origin: Origin, family: string | null): Person {
    for (let tries = 0; ; tries++) {
      const given = random.pick(origin.given)
      const name =
        family ??
        (tries < 60 && random.chance(0.9)
          ? random.pick(origin.family)
          : `${random.pick(origin.family)}-${random.pick(origin.family)}`)
      const full = `${given} ${name}`
      if (taken.has(full) && tries < 500) continue
      taken.add(full)
      const aliases: string[] = []
      const known = origin.known?.[given]
      if (known && random.chance(0.7)) aliases.push(`${known} ${name}`)
      if (random.chance(0.04)) aliases.push(random.pick(BUSINESSES))
      if (random.chance(0.04)) aliases.push(`${given} ${random.pick(QUEBEC.family)}`)
      return { given, family: name, language: random.chance(origin.french) ? 'fr' : 'en', aliases }
    }
  }
  return {
    person: () => make(random.weighted(ORIGINS), null),
    relativeOf(person) {
      const origin = ORIGINS.find(([each]) => each.given.includes(person.given))?.[0] ?? QUEBEC
      return make(origin, random.chance(0.55) ? person.family : null)
    },
  }
}

/** Lower-case letters of a name, for an address. */
export const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '')
