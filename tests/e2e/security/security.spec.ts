import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from '../support/runningDesk.ts'
import { sharedDesk } from '../support/sharedDesk.ts'

/** Adds a script to the page as an injection would, and says whether it ran and what the policy reported. */
const inject = (page: Page, how: 'inline' | 'attribute' | 'remote') =>
  page.evaluate(async (kind) => {
    const marked = window as unknown as { injected?: boolean }
    delete marked.injected
    const reported = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true })
      setTimeout(() => resolve('nothing'), 3000)
    })
    if (kind === 'attribute') {
      const button = document.createElement('button')
      button.setAttribute('onclick', 'window.injected = true')
      document.body.append(button)
      button.click()
      button.remove()
    } else {
      const script = document.createElement('script')
      if (kind === 'inline') script.textContent = 'window.injected = true'
      else script.src = 'https://example.com/x.js'
      document.head.append(script)
    }
    const directive = await reported
    return { ran: marked.injected === true, directive }
  }, how)

/** Fetches from main's side of the scheme, as any page of the program could. */
const fetchOwn = (page: Page, path: string, method = 'GET') =>
  page.evaluate(
    async ([url, verb]) => {
      try {
        const answer = await fetch(url, { method: verb })
        return { status: answer.status, body: (await answer.text()).slice(0, 200) }
      } catch {
        return { status: 0, body: '' }
      }
    },
    [path, method] as const,
  )

const windowsOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

// One desk for all: nothing here changes what the next test sees.
const desk = sharedDesk()

// Bug: a page that can reach Node, so that one script in a name or a barcode owns the workstation.
test('the page is sandboxed and isolated: nothing of Node, one bridge, frozen', async () => {
  const preferences = await desk.app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const known = webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    const {
      sandbox,
      contextIsolation,
      nodeIntegration,
      webSecurity,
      webviewTag,
      nodeIntegrationInSubFrames,
      allowRunningInsecureContent,
    } = known.getLastWebPreferences()
    return {
      sandbox,
      contextIsolation,
      nodeIntegration,
      webSecurity,
      webviewTag,
      nodeIntegrationInSubFrames,
      allowRunningInsecureContent,
    }
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
  expect(preferences.nodeIntegrationInSubFrames ?? false).toBe(false)
  expect(preferences.allowRunningInsecureContent ?? false).toBe(false)
  const page = await desk.page.evaluate(() => {
    const all = window as unknown as Record<string, unknown>
    const bridge = all['desk'] as Record<string, unknown>
    const before = bridge['request']
    try {
      bridge['request'] = () => 'taken over'
    } catch {
      // Frozen, as it should be.
    }
    return {
      node: [
        'require',
        'process',
        'module',
        'exports',
        'Buffer',
        'global',
        '__dirname',
        'ipcRenderer',
        'electron',
      ].filter((name) => name in all),
      bridge: Object.keys(bridge).toSorted((a, b) => a.localeCompare(b)),
      kept: bridge['request'] === before,
    }
  })
  expect(page).toEqual({ node: [], bridge: ['on', 'request'], kept: true })
})

// Bug: a policy that is missing, or that lets text become code.
test('the content policy is there and stops inline, attribute, remote and evaluated code', async () => {
  const csp = await desk.page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy'))
  expect(csp).toContain("default-src 'none'")
  expect(csp).toContain("script-src 'self'")
  expect(csp).not.toMatch(/unsafe|https?:|\*/)
  expect(await inject(desk.page, 'inline')).toEqual({ ran: false, directive: 'script-src-elem' })
  expect(await inject(desk.page, 'attribute')).toEqual({ ran: false, directive: 'script-src-attr' })
  expect(await inject(desk.page, 'remote')).toEqual({ ran: false, directive: 'script-src-elem' })
  // From a script of the page itself: what the debugger evaluates is not subject to the policy.
  const evaluated = await desk.page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener(
          'securitypolicyviolation',
          (event) => resolve(`${event.effectiveDirective} ${event.blockedURI}`),
          { once: true },
        )
        setTimeout(`window.injected = true`)
        setTimeout(() => resolve('nothing'), 3000)
      }),
  )
  expect(evaluated).toBe('script-src eval')
  expect(await desk.page.evaluate(() => 'injected' in window)).toBe(false)
  const styled = await desk.page.evaluate(() => {
    const style = document.createElement('style')
    style.textContent = 'body { --injected: 1 }'
    document.head.append(style)
    const value = getComputedStyle(document.body).getPropertyValue('--injected')
    style.remove()
    return value
  })
  expect(styled).toBe('')
})

// Bug: a name or a note that carries markup becomes markup.
test('the window opens no other window and stays at its own address', async () => {
  const { page, app } = desk
  const before = page.url()
  await app.evaluate(({ BrowserWindow }) => {
    const counter = globalThis as unknown as { went: number }
    counter.went = 0
    BrowserWindow.getAllWindows()[0]!.webContents.on('did-navigate', () => counter.went++)
  })
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
  expect(await page.evaluate(() => window.open('about:blank') === null)).toBe(true)
  for (const target of [
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,<h1>x</h1>',
    'app://other/index.html',
  ]) {
    await page.evaluate((url) => {
      const link = document.createElement('a')
      link.href = url
      document.body.append(link)
      link.click()
      link.remove()
      try {
        location.assign(url)
      } catch {
        // Refused by the engine itself.
      }
    }, target)
    // A round trip through main: a navigation that was allowed would have begun.
    const at = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getURL())
    expect(at, target).toBe(before)
  }
  expect(await app.evaluate(() => (globalThis as unknown as { went: number }).went)).toBe(0)
  expect(await windowsOf(app)).toBe(1)
  expect(await page.evaluate(() => document.querySelector('[data-desk-ready]') !== null)).toBe(true)
})

// Bug: a permission that is granted because nobody said no.
test('every permission is denied', async () => {
  const answers = await desk.page.evaluate(async () => {
    const names = ['geolocation', 'camera', 'microphone', 'notifications', 'midi', 'clipboard-read'] as const
    const states: Record<string, string> = {}
    for (const name of names) {
      states[name] = (await navigator.permissions.query({ name: name as PermissionName })).state
    }
    const camera = await navigator.mediaDevices?.getUserMedia({ video: true }).then(
      () => 'granted',
      (error: unknown) => (error as Error).name,
    )
    const place = await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(error.code),
        { timeout: 3000 },
      )
    })
    return { states, camera, place, notice: await Notification.requestPermission() }
  })
  expect(new Set(Object.values(answers.states))).toEqual(new Set(['denied']))
  expect(answers).toMatchObject({ camera: expect.stringMatching(/NotAllowed|NotFound/), place: 1, notice: 'denied' })
})

// Bug: the program's own scheme hands out files of the disk, or takes what is sent to it.
test('app:// serves the console’s own files and nothing else', async () => {
  const { page } = desk
  expect((await fetchOwn(page, 'app://desk/index.html')).status).toBe(200)
  for (const path of [
    'app://desk/../main/index.cjs',
    'app://desk/..%2f..%2fpackage.json',
    'app://desk/%2e%2e/%2e%2e/package.json',
    'app://desk/..\\..\\package.json',
    'app://desk//etc/passwd',
    'app://desk/assets/',
    'app://desk/index.html%00.js',
    'app://desk/nothing.js',
  ]) {
    const { status, body } = await fetchOwn(page, path)
    expect(status, path).toBe(404)
    expect(body, path).toBe('')
  }
  expect((await fetchOwn(page, 'app://other/index.html')).status).not.toBe(200)
  for (const method of ['POST', 'PUT', 'DELETE'])
    expect((await fetchOwn(page, 'app://desk/index.html', method)).status).not.toBe(200)
  for (const far of ['https://example.com/', 'file:///etc/passwd']) expect((await fetchOwn(page, far)).status).toBe(0)
  const headers = await page.evaluate(async () => Object.fromEntries((await fetch('/index.html')).headers))
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
})
