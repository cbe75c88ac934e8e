import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../shared/contract/settings.ts'
import type { ScannersStatus } from '../../shared/contract/scanners.ts'
import { KNOWN_LAYOUTS } from '../../shared/hid/layout.ts'
import { encodeCode } from '../../shared/hid/streams.fixture.ts'
import { shapeOf, supportFile, type SupportFacts } from './support.ts'

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')

function facts(code: string, log = ''): SupportFacts {
  const scanners: ScannersStatus = {
    process: { state: 'running' },
    devices: [
      {
        id: '/dev/hidraw3',
        vendorId: 0x0c2e,
        productId: 1,
        serial: 'SERIAL-4711',
        name: 'Scanner of Wilhelmina',
        state: 'ready',
        layout: 'A',
        detail: '/home/wilhelmina',
      },
    ],
    keyboards: [],
    rule: null,
    last: {
      at: '2026-11-22T14:00:00.000Z',
      name: 'x',
      raw: encodeCode(KNOWN_LAYOUTS[0]!, code, ']L2').map(hex),
      text: code,
      aim: ']L2',
      refused: null,
    },
    pairing: null,
  }
  return {
    version: '1.2.3',
    platform: 'linux x64',
    at: new Date(0),
    store: 'ready',
    settings: {
      ...DEFAULT_SETTINGS,
      printer: { transport: 'cups', name: 'Wilhelmina’s Zebra', language: 'pdf', anywhere: false },
    },
    scanners,
    printers: [{ state: 'idle', isDefault: true }],
    jobs: [{ state: 'failed', reason: 'printer stopped: label of Wilhelmina Quackenbush' }],
    log,
  }
}

const NAME = 'Wilhelmina Quackenbush'
const NUMBER = '331426749957'

describe('the support file', () => {
  it('holds no name and no number that stood in a scan, a job, a setting, a device or the log', () => {
    const text = supportFile(
      facts(
        `V01~02|R01~${NAME.toUpperCase()}|R04~12 RUE X|S02~${NUMBER}|`,
        `2026-11-22 error label for "${NAME}" ${NUMBER} wilhelmina@example.org at ${NAME}`,
      ),
    )
    for (const planted of [
      NAME,
      'wilhelmina',
      'quackenbush',
      NUMBER,
      NUMBER.slice(0, 6),
      'SERIAL-4711',
      hex(Buffer.from('WILHELMINA')),
      hex(Buffer.from(NUMBER)).slice(0, 20),
    ])
      expect(text.toLowerCase()).not.toContain(planted.toLowerCase())
  })

  it('still says what helps: layout, symbology, length and separators of the last code', () => {
    const text = supportFile(facts('[)>\u001E01\u001D96H3C'))
    expect(text).toContain('[)><1e>99<1d>99A9A'.replace('[', '.'))
    expect(text).toContain('"layout": "A"')
    expect(text).toContain('0c2e:0001')
    expect(JSON.parse(text.slice(0, text.indexOf('\n\n')))).toMatchObject({ scanners: { last: { aim: ']L2' } } })
  })

  it('keeps the shape of any code, never four letters or digits of it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[B-Zb-z0-8]{4,40}$/), (code) => {
        const shape = shapeOf(code)
        expect(shape).toMatch(/^[A9]+$/)
        expect(Array.from(shape)).toHaveLength(code.length)
      }),
    )
  })
})
