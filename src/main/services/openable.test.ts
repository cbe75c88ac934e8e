import { expect, it } from 'vitest'
import { openable } from './openable.ts'

// Bug: an address that a resident wrote opens another host than it shows, or a letter with a file of this computer attached.
it.each([
  ['https://example.com/a?b=1', 'https://example.com/a?b=1'],
  ['mailto:zoe@example.com?subject=Colis&body=Bonjour', 'mailto:zoe@example.com?subject=Colis&body=Bonjour'],
  ['tel:+1-514-555-0100', 'tel:+1-514-555-0100'],
  ['tel:5145550100;ext=12', 'tel:5145550100;ext=12'],
  ['https://bank.example@elsewhere.example/', null],
  ['https://:secret@elsewhere.example/', null],
  ['mailto:zoe@example.com?attach=/etc/passwd', null],
  ['mailto:zoe@example.com?attachment=file.txt', null],
  ['mailto:zoe@example.com?subject=a%0d%0aBcc:x@example.com', null],
  ['mailto:zoe@example.com?bcc=x@example.com', null],
  ['mailto:zoe@example.com%0d%0aBcc:x@example.com', null],
  ['mailto:', null],
  ['tel:*21*5145550100%23', null],
  ['file:///etc/passwd', null],
  ['javascript:alert(1)', null],
  ['ms-word:ofe|u|https://example.com', null],
  ['https:\\\\example.com', null],
  ['https://example.com/\u202egpj.exe', null],
  ['%', null],
])('%s -> %s', (address, opened) => expect(openable(address)).toBe(opened))
