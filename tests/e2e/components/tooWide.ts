import type { Page } from '@playwright/test'

/** What is wider than the window, or than the part of it that it stands in. */
export const tooWide = (page: Page) =>
  page.evaluate(() =>
    [
      '.inbox',
      '.inbox-side',
      '.inbox-pane',
      '.thread-head',
      '.conv',
      '.composer',
      '.inbox-filters',
      '.inbox-head',
    ].flatMap((selector) =>
      [...document.querySelectorAll(selector)]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map(() => selector),
    ),
  )
