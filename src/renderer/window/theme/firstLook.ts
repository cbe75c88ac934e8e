import type { Language } from '../../../shared/text/languages.ts'
import { THEMES, type ThemeChoice } from './theme.ts'

/**
 * The look and the language that main read from the settings and put into the page's address, so that the first frame
 * already has them. Taken out of the address here: the router would read them as a part of its own.
 */
export function takeFirstLook(): { theme: ThemeChoice; language: Language } {
  const given = new URLSearchParams(location.search)
  if (location.search !== '') history.replaceState(null, '', location.pathname + location.hash)
  return {
    theme: THEMES.find((theme) => theme === given.get('theme')) ?? 'system',
    language: given.get('language') === 'en' ? 'en' : 'fr',
  }
}
