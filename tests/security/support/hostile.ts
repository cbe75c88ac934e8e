import { z } from 'zod'
import { seeded } from '../../../src/shared/random.ts'

/** The part of JSON Schema that zod writes for our inputs. */
interface Shape {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  maxItems?: number
  maxLength?: number
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  propertyNames?: Shape
  additionalProperties?: Shape | boolean
}

/** What an input may look like, as zod describes it. */
export const shapeOf = (input: z.ZodType): Shape =>
  z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Shape

/** The places of an input where a text of any length goes through. */
export function unlimitedTexts(shape: Shape, at: string): string[] {
  const inside = [
    ...[...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].map((each) => unlimitedTexts(each, at)),
    ...Object.entries(shape.properties ?? {}).map(([name, each]) => unlimitedTexts(each, `${at}.${name}`)),
    shape.items ? unlimitedTexts(shape.items, `${at}[]`) : [],
    shape.items && shape.maxItems === undefined ? [`${at}[]`] : [],
  ].flat()
  const isFixed = shape.const !== undefined || shape.enum !== undefined || FIXED.has(shape.format ?? '')
  return shape.type === 'string' &&
    shape.maxLength === undefined &&
    !isFixed &&
    !/\{\d+,\d+\}\$$/.test(shape.pattern ?? '')
    ? [...inside, at]
    : inside
}
/** Their patterns leave one length. */
const FIXED = new Set(['uuid', 'date-time'])

const LONGEST = 40_000
/** Texts that programs have stumbled over: paths, prototypes, queries, shells, markup, printers' commands, hidden letters. */
const TEXTS = [
  '',
  ' ',
  'x',
  '../../../../etc/passwd',
  String.raw`..\..\windows\system32`,
  '/root/.bashrc',
  '/dev/usb/lp0',
  '/dev/mem',
  'CON',
  'NUL.txt',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  `' OR 1=1; DROP TABLE packages; --`,
  '"; rm -rf ~; "',
  '$(touch /tmp/x)',
  '`id`',
  '%s%n%x',
  '* ? [a-z] %_\\',
  '<img src=x onerror=alert(1)>',
  '^XA^FDx^FS^XZ~JR',
  '\u0000\u0001\u001b[2J\u007f\u009b',
  '\ud800',
  '\u202efdp.exe',
  '\u200b\u2066\ufeff',
  'e\u0301'.repeat(20),
  '🧑‍🤝‍🧑'.repeat(10),
  '\r\n\r\nHTTP/1.1 200',
  '169.254.169.254',
  'localhost:22',
  '8.8.8.8:9100',
  'a@b.example',
  'https://project.example/',
  'http://127.0.0.1:1/',
  'mailto:a@b.example?bcc=c@d.example',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '2026-11-22T14:05:09.123Z',
  '9999-12-31T23:59:59.999Z',
  '123456',
  'AB12',
  'A',
  'M0,0 L1,1',
  'Une longue phrase 42!',
]
const NUMBERS = [
  0,
  -0,
  1,
  -1,
  7,
  203,
  300,
  65_535,
  2 ** 31,
  -(2 ** 31),
  2 ** 53 - 1,
  -(2 ** 53 - 1),
  1e308,
  -1e308,
  0.1,
  5e-324,
]
const FOREIGN = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '01939b1e-0000-7000-8000-0000000000ff',
]

const bytes = (length: number, start: readonly number[]) => {
  const made = new Uint8Array(length)
  made.set(start)
  return made
}
/** Where zod cannot say what is wanted: the bytes of a file, and what is none. */
const ANYTHING = () => [
  bytes(0, []),
  bytes(64, [0x25, 0x50, 0x44, 0x46, 0x2d]),
  bytes(64, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  bytes(64, [0xff, 0xd8, 0xff]),
  bytes(64, [0x4d, 0x5a]),
  null,
  'text',
]

/** Values that a shape admits, or nearly: the most hostile ones of their kind. `ids` are ids of real rows. */
export function createHostile(seed: number, ids: readonly string[]) {
  const { int: below, pick: oneOf } = seeded(seed)

  // Made once for each shape: the longest texts and the patterns take most of the time of a run.
  const pools = new WeakMap<Shape, { pool: string[]; fitting: string[] }>()
  const poolOf = (shape: Shape) => {
    const known = pools.get(shape)
    if (known) return known
    const { maxLength = LONGEST, pattern } = shape
    // What is longest, and one character more, which the schema has to turn down.
    const long = [
      ...TEXTS,
      'x'.repeat(maxLength),
      '0'.repeat(maxLength),
      '🙂'.repeat(Math.floor(maxLength / 2)),
      'x'.repeat(maxLength + 1),
    ]
    const pool = pattern ? [...long, ...ids, ...ids, ...FOREIGN] : long
    const form = pattern ? new RegExp(pattern, 'u') : /^/
    const made = { pool, fitting: pool.filter((each) => form.test(each)) }
    pools.set(shape, made)
    return made
  }
  const text = (shape: Shape): string => {
    const { pool, fitting } = poolOf(shape)
    if (!shape.pattern) return oneOf([...pool, oneOf(ids)])
    return below(8) > 0 && fitting.length > 0 ? oneOf(fitting) : oneOf(pool)
  }
  const number = ({ minimum = -Infinity, maximum = Infinity }: Shape): number => {
    const inside = [...NUMBERS, minimum, maximum].filter(
      (each) => Number.isFinite(each) && each >= minimum && each <= maximum,
    )
    return below(8) > 0 && inside.length > 0 ? oneOf(inside) : oneOf([...NUMBERS, NaN, Infinity])
  }
  const make = (shape: Shape): unknown => {
    if ('const' in shape) return shape.const
    if (shape.enum) return below(12) > 0 ? oneOf(shape.enum) : oneOf(TEXTS)
    const choices = shape.anyOf ?? shape.oneOf
    if (choices) return make(oneOf(choices))
    switch (shape.type) {
      case 'string':
        return text(shape)
      case 'integer':
      case 'number':
        return number(shape)
      case 'boolean':
        return below(2) === 0
      case 'null':
        return null
      case 'array':
        return Array.from({ length: oneOf([1, 1, 2, shape.maxItems ?? 5, 0]) }, () => make(shape.items ?? {}))
      case 'object':
        return object(shape)
      default:
        return oneOf(ANYTHING())
    }
  }
  const object = ({ properties = {}, required = [] }: Shape): object => {
    const made: Record<string, unknown> = {}
    for (const [name, shape] of Object.entries(properties))
      if (required.includes(name) || below(3) > 0) made[name] = make(shape)
    // Names that reach into what every object has.
    if (below(4) === 0) Object.defineProperty(made, '__proto__', { value: { role: 'admin' }, enumerable: true })
    if (below(6) === 0) made['constructor'] = { prototype: {} }
    return made
  }
  return make
}
