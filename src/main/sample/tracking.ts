import { checkCharacter } from '../../shared/carriers/checks.ts'
import type { CarrierId } from '../../shared/carriers/index.ts'
import type { Random } from '../../shared/random.ts'

export interface Barcode {
  tracking: string
  /** What the gun reads, when the barcode holds more than the number. */
  raw: string
  /** AIM symbology identifier. */
  symbology: string
}

const code128 = (tracking: string, raw = tracking): Barcode => ({ tracking, raw, symbology: ']C1' })
const qr = (tracking: string): Barcode => ({ tracking, raw: tracking, symbology: ']Q1' })
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const letters = (random: Random, n: number) => Array.from({ length: n }, () => LETTERS[random.int(26)]).join('')
const luhn = (serial: string) => serial + checkCharacter({ kind: 'luhn' }, serial)

function ups(random: Random): Barcode {
  const shipper = Array.from({ length: 6 }, () => (LETTERS + '0123456789')[random.int(36)]).join('')
  const serial = `${shipper}${random.pick(['03', '11', '20', '68'])}${random.digits(7)}`
  return code128(`1Z${serial}${checkCharacter({ kind: 'mod10', evens: 1, odds: 2 }, serial)}`)
}

function fedex(random: Random): Barcode {
  const serial = `${random.pick(['77', '79', '39'])}${random.digits(9)}`
  const weights = [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]
  const number = serial + checkCharacter({ kind: 'weighted', weights, modulo1: 11, modulo2: 10 }, serial)
  return code128(number, `1001${random.digits(8)}0001000300${number}`)
}

function canadaPost(random: Random): Barcode {
  const serial = `${random.pick(['7', '4', '1'])}${random.digits(14)}`
  return code128(serial + checkCharacter({ kind: 'mod10', evens: 3, odds: 1 }, serial))
}

const MAKERS: Partial<Record<CarrierId, (random: Random) => Barcode>> = {
  ups,
  fedex,
  canada_post: canadaPost,
  purolator: (random) =>
    code128(random.chance(0.7) ? luhn(`33${random.digits(9)}`) : `${letters(random, 3)}${random.digits(9)}`),
  amazon: (random) => qr(`TBC${random.digits(12)}`),
  intelcom: (random) => qr(`INTLCM${letters(random, 1)}${random.digits(9)}`),
  uniuni: (random) => qr(`UUS${random.digits(2)}${letters(random, 1)}${random.digits(13)}`),
  dhl(random) {
    const serial = random.pick(['3', '6', '7']) + random.digits(8)
    return code128(serial + checkCharacter({ kind: 'mod7' }, serial))
  },
}

/** A barcode whose number passes the carrier's own check; null for carriers that print none. */
export const makeBarcode = (random: Random, carrier: CarrierId): Barcode | null => MAKERS[carrier]?.(random) ?? null
