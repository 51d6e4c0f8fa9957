import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const SHOTS = process.env['E2E_SHOTS'] ?? path.join(import.meta.dirname, '../../test-results/shots')
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export async function openBrowser(): Promise<Browser> {
  const executablePath = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (file) => file && existsSync(file),
  )
  if (!executablePath) throw new Error("Debian's Chromium is missing: apt-get install chromium, or set CHROMIUM.")
  mkdirSync(SHOTS, { recursive: true })
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export type Visitor = { readonly page: Page; readonly context: BrowserContext; readonly complaints: string[] }

/** A browser of one person; what the pages complain about in their console is collected. */
export async function visitor(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // A 401 is how a page learns that nobody is signed in; the simulated gateway has no icon.
    const foreign = message.location().url.endsWith('/favicon.ico')
    if (message.type() === 'error' && !foreign && !/status of (401|402|409)/.test(message.text())) complaints.push(message.text())
  })
  return { page, context, complaints }
}

/** A screenshot in light, dark and at a phone's width, and the screen's accessibility by axe in light and dark (WCAG 2.2 AA). */
export async function look(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await settle(page, scheme)
    await page.screenshot({ path: path.join(SHOTS, `${name}-${scheme}.png`) })
    await page.evaluate(AXE)
    const found = await page.evaluate(async () => {
      const axe = (globalThis as unknown as { axe: { run: (root: unknown, options: unknown) => Promise<{ violations: AxeViolation[] }> } })
        .axe
      const root = (globalThis as unknown as { document: unknown }).document
      const { violations } = await axe.run(root, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        // WCAG 2.5.3, which axe leaves off unless asked.
        rules: { 'label-content-name-mismatch': { enabled: true } },
      })
      return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
    })
    expect(found, `${name} in ${scheme}`).toEqual([])
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'light' })
  await settle(page)
  await page.screenshot({ path: path.join(SHOTS, `${name}-phone.png`) })
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(overflow, `${name} scrolls sideways on a phone`).toBe(0)
  await page.setViewportSize({ width: 1280, height: 860 })
}

/** Follows a link of the menu; sections are unfolded until it is seen. */
export async function follow(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Main' })
  const link = menu.getByRole('link', { name, exact: true })
  await menu.getByRole('link').first().waitFor()
  while (!(await link.isVisible())) await menu.locator('button[aria-expanded="false"]').first().click()
  await link.click()
}

type PageGlobals = {
  readonly document: {
    readonly fonts: { readonly status: string }
    readonly documentElement: { getAttribute(name: string): string | null }
    getAnimations(): readonly { readonly playState: string }[]
    querySelector(selector: string): unknown
  }
}

/** Waits until fonts, queries, skeletons, colours and movements are done: what is looked at is what stays. */
async function settle(page: Page, scheme: 'light' | 'dark' = 'light'): Promise<void> {
  await page.waitForFunction((wanted) => {
    const { document } = globalThis as unknown as PageGlobals
    const coloured = document.documentElement.getAttribute('data-mantine-color-scheme') === wanted
    const still = document.getAnimations().every((animation) => animation.playState !== 'running')
    return coloured && still && document.fonts.status === 'loaded' && !document.querySelector('[aria-label="Loading"], [aria-busy="true"]')
  }, scheme)
  // Colours that hang on the scheme are painted a frame or two after it changed.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const frame = (globalThis as unknown as { requestAnimationFrame: (next: () => void) => void }).requestAnimationFrame
        frame(() => frame(() => frame(() => resolve())))
      }),
  )
}

/** A picture of whatever is on the page. */
export const snap = (page: Page, name: string) => page.screenshot({ path: path.join(SHOTS, `${name}.png`) })

type AxeViolation = { id: string; nodes: { html: string }[] }
