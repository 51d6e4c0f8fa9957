import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailedToken, operatorOf, Person, takeSecondFactor } from './support/api.ts'
import { look, openBrowser, type Visitor, visitor } from './support/browser.ts'
import { type Product, startProduct } from './support/product.ts'

const LISTS = [
  ...['customers', 'orders', 'numbers', 'messages', 'calls', 'esims', 'esim-plans', 'packages', 'instances', 'compute-products'],
  ...['carriers', 'rate-plans', 'routing-plans', 'cdrs', 'ledger', 'verifications', 'tickets', 'templates', 'notifications'],
  ...['resellers', 'providers', 'jobs', 'audit', 'mailbox', 'status', 'retention', 'backups'],
] as const

/** Where the first of each is found. */
const DETAILS: Readonly<Record<string, string>> = {
  customers: '/accounts?without=carrier',
  orders: '/orders',
  esims: '/esims',
  instances: '/instances',
  carriers: '/carriers?partnerType=customer',
  interconnects: '/interconnects',
  'rate-plans': '/rate-plans',
  'routing-plans': '/routing-plans',
  tickets: '/tickets',
  templates: '/templates',
}

let product: Product
let browser: Browser
let operator: Person

beforeAll(async () => {
  product = await startProduct({ demo: true })
  operator = await operatorOf(product.url, product.setup)
  browser = await openBrowser()
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

async function visitorFor(person: Person): Promise<Visitor> {
  const there = await visitor(browser)
  await there.context.addCookies([...person.cookies].map(([name, value]) => ({ name, value, url: product.url })))
  return there
}

async function open(page: Page, path: string, name: string): Promise<void> {
  await page.goto(`${product.url}${path}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await look(page, `screen-${name}`)
}

type Listed = { readonly items: readonly { readonly id: string; readonly key?: string }[] }

test('ninety days of business keep every law of the ledger', async () => {
  const check = (await operator.ask('POST', '/ledger/invariants', {})) as { results: readonly { name: string; ok: boolean }[] }
  expect(check.results.filter(({ ok }) => !ok)).toEqual([])
  for (const path of [
    '/accounts',
    '/orders',
    '/messages',
    '/calls',
    '/esims',
    '/instances',
    '/tickets',
    '/cdrs',
    '/package-subscriptions',
  ]) {
    expect(((await operator.ask('GET', path)) as Listed).items, path).not.toEqual([])
  }
})

test('every screen of the console is legible when it is full, in light, dark and on a phone', async () => {
  const { page, context, complaints } = await visitorFor(operator)
  await open(page, '/admin', 'home')
  for (const name of LISTS) await open(page, `/admin/${name}`, name)
  for (const [name, path] of Object.entries(DETAILS)) {
    const [first] = ((await operator.ask('GET', path)) as Listed).items
    if (!first) throw new Error(`The demonstration has no ${name}.`)
    await open(page, `/admin/${name}/${first.key ?? first.id}`, `${name}-one`)
  }
  expect(complaints).toEqual([])
  await context.close()
}, 900_000)

const BLUE_LISTS = [
  ...['customers', 'orders', 'numbers', 'messages', 'calls', 'esims', 'esim-plans', 'packages', 'instances'],
  ...['resellers', 'tickets', 'templates', 'notifications', 'audit', 'security'],
] as const
const BLUE = { email: 'bea@blue.example', password: 'copper river lantern' }

test('a reseller is let in by a mail and finds its own customers and its own colours', async () => {
  const there = operator.at('blue')
  await there.ask('POST', '/users/invite', { name: 'Bea Blue', email: BLUE.email, role: 'reseller_owner' })
  const reseller = new Person(product.url, 'blue')
  await reseller.ask('POST', '/auth/reset', { token: await mailedToken(there, BLUE.email), password: BLUE.password })
  await reseller.ask('POST', '/auth/login', BLUE)
  await takeSecondFactor(reseller)
  const { page, context, complaints } = await visitorFor(reseller)
  await open(page, '/t/blue/reseller', 'reseller')
  for (const name of BLUE_LISTS) await open(page, `/t/blue/reseller/${name}`, `reseller-${name}`)
  expect(complaints).toEqual([])
  await context.close()
}, 300_000)

const MERIDIAN = { email: 'noc@meridian.example', password: 'copper river lantern' }

test('a carrier is let in by a mail and finds its balance, rates and calls', async () => {
  const { items } = (await operator.ask('GET', '/carriers?q=MERIDIAN')) as Listed
  const { items: contacts } = (await operator.ask('GET', `/carriers/${items[0]?.id}/contacts`)) as Listed
  await operator.ask('POST', `/carrier-contacts/${contacts[0]?.id}/invite`, {})
  const token = await mailedToken(operator, MERIDIAN.email)
  const carrier = new Person(product.url)
  await carrier.ask('POST', '/auth/reset', { token, password: MERIDIAN.password })
  await carrier.ask('POST', '/auth/login', MERIDIAN)
  const { page, context, complaints } = await visitorFor(carrier)
  await open(page, '/carrier', 'carrier')
  await open(page, '/carrier/rates', 'carrier-rates')
  await open(page, '/carrier/cdrs', 'carrier-cdrs')
  expect(complaints).toEqual([])
  await context.close()
}, 120_000)
