import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr'],
  // Each room carries the words of its own screens.
  catalogs: [
    { path: '<rootDir>/src/ui/locales/{locale}', include: ['src/ui'] },
    { path: '<rootDir>/src/messaging/locales/{locale}', include: ['src/messaging'] },
    { path: '<rootDir>/src/renderer/window/i18n/locales/{locale}', include: ['src/renderer'] },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
  orderBy: 'message',
})
