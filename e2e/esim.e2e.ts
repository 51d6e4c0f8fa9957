import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { follow, look, openBrowser, snap, type Visitor, visitor } from './support/browser.ts'
import { setUpBusiness, signUp } from './support/people.ts'
import { type Product, startProduct } from './support/product.ts'

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
  await snap(operator.page, 'failed-esim-operator')
  await snap(customer.page, 'failed-esim-customer')
})

const TRAVELLER = { name: 'Tom Traveller', email: 'tom@example.com', password: 'paper lantern river' }

test('the operator is set up, a traveller signs up and gets money on the wallet', async () => {
  const { page } = customer
  await setUpBusiness(operator.page, product)
  await page.goto(`${product.url}/sign-up`)
  await signUp(page, operator.page, TRAVELLER)
  await page.getByRole('heading', { name: /Hello/ }).waitFor()
  await follow(operator.page, 'Customers')
  await operator.page.getByText('Tom Traveller').first().click()
  await operator.page.getByRole('button', { name: 'Adjust balance' }).click()
  await operator.page.getByLabel(/^Amount in/).fill('60.00')
  await operator.page.getByLabel('Reason').fill('Welcome')
  await operator.page.getByRole('dialog').getByRole('button', { name: 'Adjust', exact: true }).click()
  await operator.page.getByText('60.00').first().waitFor()
})

test('a plan is found by country, bought from the wallet and installed by its QR code', async () => {
  const { page } = customer
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'eSIMs', exact: true }).click()
  await page.getByText('No eSIM yet').waitFor()
  await look(page, '60-esims-empty')
  await page.getByRole('link', { name: 'Get an eSIM' }).first().click()
  await page.getByText('Europe 5 GB').first().waitFor()
  await look(page, '61-esim-store')
  await page.getByRole('combobox', { name: 'Where do you need data?' }).click()
  await page.getByRole('option', { name: 'Japan' }).click()
  await page.getByText('Japan 5 GB').waitFor()
  expect(await page.getByText('Germany 1 GB').count()).toBe(0)
  await page.goto(`${product.url}/esims/store`)
  await page.getByRole('button', { name: 'Choose Europe 5 GB', exact: true }).click()
  const buy = page.getByRole('button', { name: /^Buy ·/ })
  await buy.waitFor()
  await look(page, '62-esim-buy')
  await buy.click()
  await page.getByText('Your eSIM is ready').waitFor()
  await page.getByRole('link', { name: 'Install it' }).click()
  await page.getByRole('button', { name: 'Show the QR code' }).click()
  await page.getByAltText('QR code of the eSIM').waitFor()
  await look(page, '63-esim-page')
  await page.getByRole('tab', { name: 'By hand' }).click()
  await page.getByText(/^LPA:1\$/).waitFor()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'eSIMs', exact: true }).click()
  await page.getByText('Ready to install').first().waitFor()
  await look(page, '64-esims')
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByText('Europe 5 GB').first().waitFor()
  await look(page, '65-home-with-esim')
})

test('the mailed link opens the installation without signing in', async () => {
  const { page } = operator
  await follow(page, 'Mailbox')
  await page
    .getByText(/Install your eSIM/)
    .first()
    .click()
  const link = await page.getByRole('link', { name: /\/install\// }).getAttribute('href')
  await page.keyboard.press('Escape')
  const stranger = await visitor(browser)
  await stranger.page.goto(link ?? '')
  await stranger.page.getByAltText('QR code of the eSIM').waitFor()
  await look(stranger.page, '66-install-link')
  expect(stranger.complaints).toEqual([])
  await stranger.context.close()
})

test('a top-up shows the plans that fit', async () => {
  const { page } = customer
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'eSIMs', exact: true }).click()
  await page.getByText('Europe 5 GB').first().click()
  await page.getByRole('button', { name: 'Top up', exact: true }).click()
  await page.getByRole('dialog').getByText('Europe 5 GB').first().waitFor()
  await look(page, '67-top-up')
  await page.getByRole('button', { name: 'Choose Europe 5 GB', exact: true }).click()
  await page.getByRole('button', { name: /^Top up ·/ }).click()
  await page.getByText('Topped up').waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByText('Next: Europe 5 GB').waitFor()
})

test('the operator sees suppliers, inventory and plans', async () => {
  const { page } = operator
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'eSIMs', exact: true }).click()
  await page.getByText('Tom Traveller').first().waitFor()
  await page.getByText('Working').first().waitFor()
  await page.getByRole('button', { name: 'Add a data pool' }).first().click()
  await page.getByLabel('Gigabytes left now').fill('100')
  await page.getByLabel('Cost of a gigabyte').fill('2.00')
  await page.getByRole('button', { name: 'Set the pool' }).click()
  await page.getByText('100 GB of 100 GB left').waitFor()
  await page.getByRole('button', { name: 'Import stock' }).first().click()
  await page.getByLabel('Package code').fill('1003')
  await page.getByLabel(/^ICCID and activation code/).fill('8944538532008160222,LPA:1$smdp.example.com$STOCK-1')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('1 of 1003 in stock').waitFor()
  await look(page, '70-esim-inventory')
  await page.getByRole('link', { name: /^89/ }).last().click()
  await page.getByText('Usage by day').waitFor()
  await look(page, '71-staff-esim')
  await page.goto(`${product.url}/admin/esim-plans`)
  await page.getByText('Europe unlimited').first().waitFor()
  await look(page, '72-esim-plans')
  await page.getByRole('button', { name: 'New plan' }).click()
  await look(page, '73-new-plan')
  await page.getByRole('button', { name: 'Cancel' }).click()
})

test('no page complained in the browser’s console', () => {
  expect(customer.complaints).toEqual([])
  expect(operator.complaints).toEqual([])
})
