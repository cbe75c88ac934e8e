import type { DeskSettings } from '../../../shared/contract/settings.ts'

export type ThemeChoice = DeskSettings['theme']
export type Theme = Exclude<ThemeChoice, 'system'>

export const THEMES: readonly ThemeChoice[] = ['system', 'light', 'dark', 'contrast', 'contrast_light']

/** The look that a choice means on a machine with these preferences. */
export function resolveTheme(choice: ThemeChoice, prefers: { contrast: boolean; dark: boolean }): Theme {
  if (choice !== 'system') return choice
  if (prefers.contrast) return prefers.dark ? 'contrast' : 'contrast_light'
  return prefers.dark ? 'dark' : 'light'
}

/** Puts the look on the page and keeps it so while the system changes its mind; returns the way to stop. */
export function wearTheme(choice: ThemeChoice): () => void {
  const contrast = matchMedia('(prefers-contrast: more)')
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const wear = () => {
    document.documentElement.dataset['theme'] = resolveTheme(choice, { contrast: contrast.matches, dark: dark.matches })
  }
  wear()
  contrast.addEventListener('change', wear)
  dark.addEventListener('change', wear)
  return () => {
    contrast.removeEventListener('change', wear)
    dark.removeEventListener('change', wear)
  }
}
