import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { follow, look, openBrowser, snap, type Visitor, visitor } from './support/browser.ts'
import { type Person, setUpBusiness, signUp, topUp } from './support/people.ts'
import { type Product, startProduct } from './support/product.ts'

const OWNER: Person = { name: 'Wilma Wallet', email: 'wilma@example.com', password: 'paper lantern river' }

let product: Product
let browser: Browser
let operator: Visitor
let customer: Visitor

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  operator = await visitor(browser)
  customer = await visitor(browser)
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await snap(operator.page, 'failed-one-wallet-operator')
  await snap(customer.page, 'failed-one-wallet-customer')
})

const menu = (page: Page) => page.getByRole('navigation', { name: 'Main' })

async function sendText(page: Page, text: string): Promise<void> {
  await page.goto(`${product.url}/messages?compose=1`)
  await page.getByLabel('To', { exact: true }).fill('+14155552671')
  await page.getByLabel('Message', { exact: true }).fill(text)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText(text).last().waitFor()
  await page.getByText('Delivered').last().waitFor()
}

test('a customer puts money into one wallet by card', async () => {
  const { page } = customer
  await setUpBusiness(operator.page, product)
  await page.goto(`${product.url}/sign-up`)
  await signUp(page, operator.page, OWNER)
  await page.getByText('Nothing here yet').waitFor()
  await look(page, '70-home-empty')
  await topUp(page, product, '$50.00')
})

test('a number is bought, and a text leaves from it', async () => {
  const { page } = customer
  await page.goto(`${product.url}/numbers/find`)
  await page
    .getByRole('button', { name: /^Search numbers/ })
    .first()
    .click()
  await page
    .getByRole('button', { name: /^Get this number/ })
    .first()
    .click()
  await page.getByRole('button', { name: /^Buy number/ }).click()
  await page.getByText('Your number is ready').waitFor()
  await sendText(page, 'Paid from the wallet')
})

test('a package is bought, and the next text is paid by it', async () => {
  const { page } = customer
  await menu(page).getByRole('link', { name: 'Packages', exact: true }).click()
  await page.getByRole('button', { name: 'Buy Talk & Text' }).click()
  await page.getByRole('button', { name: /^Buy ·/ }).click()
  await page.getByRole('heading', { name: 'Your packages' }).or(page.getByText('Your packages')).first().waitFor()
  await sendText(page, 'Paid by the package')
  await menu(page).getByRole('link', { name: 'Packages', exact: true }).click()
  await page.getByText('1 of 200 texts used').waitFor()
  await look(page, '71-packages')
})

test('an eSIM is bought and its code is shown', async () => {
  const { page } = customer
  await page.goto(`${product.url}/esims/store`)
  await page.getByRole('button', { name: 'Choose Europe 5 GB', exact: true }).click()
  await page.getByRole('button', { name: /^Buy ·/ }).click()
  await page.getByText('Your eSIM is ready').waitFor()
  await page.getByRole('link', { name: 'Install it' }).click()
  await page.getByRole('button', { name: 'Show the QR code' }).click()
  await page.getByAltText('QR code of the eSIM').waitFor()
})

test('a server is made and answers', async () => {
  const { page } = customer
  await page.goto(`${product.url}/servers/new`)
  await page.getByLabel('Name', { exact: true }).fill('web-1')
  await look(page, '72-new-server')
  await page.getByRole('button', { name: /^Create server/ }).click()
  await page.getByRole('link', { name: 'web-1' }).click()
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Delete this server' }).and(page.locator(':enabled')).waitFor()
  await look(page, '73-server')
})

test('home shows the number, the eSIM, the package and the server as cards of one list beside one balance', async () => {
  const { page } = customer
  await menu(page).getByRole('link', { name: 'Home', exact: true }).click()
  const services = page.getByRole('region', { name: 'Your services' })
  for (const name of [/^\+1/, 'Europe 5 GB', 'web-1']) await services.getByText(name).first().waitFor()
  expect(await services.getByRole('listitem').count()).toBe(4)
  await look(page, '74-home')
})

test('a device, a verification and a ticket about the number are a few clicks away', async () => {
  const { page } = customer
  for (const [name, shot] of [
    ['Devices', '75-devices'],
    ['Calls', '76-calls'],
    ['Verification', '77-verification'],
    ['Support', '78-support'],
    ['Notifications', '79-notifications'],
  ] as const) {
    await page.goto(`${product.url}/${name.toLowerCase()}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await look(page, shot)
  }
})

test('the server is deleted and its hour charged; every charge in the wallet says why', async () => {
  const { page } = customer
  await page.goto(`${product.url}/servers`)
  await page.getByRole('link', { name: 'web-1' }).click()
  await page.getByRole('button', { name: 'Delete this server' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('web-1')
  await page.getByRole('button', { name: 'Delete server', exact: true }).click()
  await page.getByText('In the trash').first().waitFor()
  await page.goto(`${product.url}/wallet`)
  const entries = page.getByRole('table', { name: 'Wallet entries' })
  await entries.getByText(/web-1/).first().waitFor()
  const whys = entries.getByRole('button', { name: /^Why\?/ })
  const told: string[] = []
  for (const why of await whys.all()) {
    const name = (await why.getAttribute('aria-label')) ?? ''
    await why.click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('How it was worked out').or(drawer.getByText('In the books')).first().waitFor()
    expect(await drawer.getByRole('alert').count(), name).toBe(0)
    told.push(name)
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
  }
  // The payment, the number, one text (the other was the package's), the package, the eSIM, an hour of the server.
  expect(told).toHaveLength(6)
  await look(page, '80-wallet')
})

test('staff see all of it, and the books are unbroken', async () => {
  const { page } = operator
  await follow(page, 'Customers')
  await page.getByText(OWNER.name).first().click()
  await page.getByText('Europe 5 GB').first().waitFor()
  await look(page, '81-customer')
  await follow(page, 'Ledger')
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByText('Every balance is the sum of its entries').waitFor()
  expect(await page.getByText('Broken', { exact: true }).count()).toBe(0)
})

test('the operator backs up the database that is running, and proves that the copy restores with its books in order', async () => {
  const { page } = operator
  await page.goto(`${product.url}/admin/backups`)
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByRole('button', { name: 'Test a restore' }).and(page.locator(':enabled')).waitFor()
  await page.getByRole('table', { name: 'Backups' }).getByText('Done').first().waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Test a restore' }).click()
  await page.getByText('Passed').first().waitFor({ timeout: 90_000 })
})

const CONSOLE = [
  ...['calls', 'esims', 'esim-plans', 'packages', 'instances', 'compute-products', 'carriers', 'rate-plans', 'routing-plans', 'cdrs'],
  ...['verifications', 'tickets', 'templates', 'notifications', 'status', 'retention', 'backups', 'providers', 'jobs'],
]

test.each(CONSOLE)('the console screen "%s" is legible in light and dark, on a phone, and to a screen reader', async (screen) => {
  const { page } = operator
  await page.goto(`${product.url}/admin/${screen}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await look(page, `90-console-${screen}`)
})

test('the public status page tells how the parts are', async () => {
  const { page } = customer
  await page.goto(`${product.url}/status`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await look(page, '95-status')
})

test('no page complained in the browser’s console', () => {
  expect(customer.complaints).toEqual([])
  expect(operator.complaints).toEqual([])
})
