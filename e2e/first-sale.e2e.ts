import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { follow, look, openBrowser, snap, type Visitor, visitor } from './support/browser.ts'
import { CUSTOMER, setUpBusiness, signUp } from './support/people.ts'
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
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await snap(operator.page, 'failed-operator')
  await snap(customer.page, 'failed-customer')
})

test('the operator sets the business up by the printed link and signs in with a second factor', async () => {
  await setUpBusiness(operator.page, product, look)
})

test('a newcomer finds a number on the storefront, signs up and confirms the address', async () => {
  const { page } = customer
  await page.goto(product.url)
  await page.getByLabel('Area code').fill('415')
  await page
    .getByRole('button', { name: /search|find/i })
    .first()
    .click()
  await page
    .getByRole('button', { name: /^Get this number/ })
    .first()
    .waitFor()
  await look(page, '03-storefront')
  await page
    .getByRole('button', { name: /^Get this number/ })
    .first()
    .click()
  await signUp(page, operator.page, CUSTOMER, look)
  await page.waitForURL(/checkout/)
})

test('the wallet is empty, so the newcomer tops up by card and comes back to the checkout', async () => {
  const { page } = customer
  await page
    .getByRole('button', { name: /add funds/i })
    .first()
    .waitFor()
  await look(page, '06-checkout')
  await page
    .getByRole('button', { name: /add funds/i })
    .first()
    .click()
  await page.waitForURL(/\/c\/pay\//)
  await snap(page, '07-card-page')
  await page.getByRole('button', { name: /pay/i }).first().click()
  await page.waitForURL(/checkout/)
  await page.getByRole('button', { name: /^Buy number/ }).waitFor()
  await look(page, '08-ready-to-buy')
})

test('the number is bought and a text from it is seen delivered', async () => {
  const { page } = customer
  await page.getByRole('button', { name: /^Buy number/ }).click()
  await page.getByText('Your number is ready').waitFor()
  await look(page, '09-bought')
  await follow(page, 'Numbers')
  await page.getByRole('heading', { name: 'Numbers' }).waitFor()
  await look(page, '10-numbers')

  await follow(page, 'Messages')
  await page
    .getByRole('button', { name: /new message/i })
    .or(page.getByRole('link', { name: /new message/i }))
    .first()
    .click()
  await page.getByLabel('To', { exact: true }).fill('+14155552671')
  await page.getByLabel('Message', { exact: true }).fill('Hello from Linecard')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Delivered').first().waitFor()
  await look(page, '11-messages')
})

test('every charge in the wallet says why', async () => {
  const { page } = customer
  await page.getByRole('link', { name: 'Wallet', exact: true }).click()
  await page
    .getByRole('button', { name: /^Why\? Text to/ })
    .first()
    .waitFor()
  await look(page, '12-wallet')
  await page
    .getByRole('button', { name: /^Why\? Text to/ })
    .first()
    .click()
  await page.getByText('How it was worked out').waitFor()
  await look(page, '13-why')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await look(page, '14-portal-home')
})

test('the operator sees the customer, the order with its steps, the books and an unbroken audit chain', async () => {
  const { page } = operator
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByText('Revenue').first().waitFor()
  await look(page, '20-operator-home')
  await follow(page, 'Customers')
  await page.getByText('Nina Newcomer').first().waitFor()
  await look(page, '21-customers')
  await page.getByText('Nina Newcomer').first().click()
  await page.getByRole('tab', { name: 'Wallet' }).click()
  await look(page, '22-customer')
  await follow(page, 'Orders')
  await page.getByText('O-000001').first().click()
  await page.getByText('Money charged').first().waitFor()
  await look(page, '23-order')
  await follow(page, 'Numbers')
  await look(page, '24-numbers')
  await follow(page, 'Messages')
  await look(page, '25-messages')
  await follow(page, 'Ledger')
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByText('Every balance is the sum of its entries').waitFor()
  expect(await page.getByText('Broken', { exact: true }).count()).toBe(0)
  await look(page, '26-ledger')
  await follow(page, 'Providers')
  await page.getByRole('link', { name: 'Twilio' }).click()
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page
    .getByText(/Connected to/)
    .first()
    .waitFor()
  await look(page, '27-provider')
  await follow(page, 'Audit log')
  await page.getByRole('button', { name: 'Verify the chain' }).click()
  await page.getByText('The chain is intact').waitFor()
  await look(page, '28-audit')
  await follow(page, 'Jobs')
  await look(page, '29-jobs')
  await follow(page, 'Resellers')
  await look(page, '30-resellers')
})

test('no page complained in the browser’s console', () => {
  expect(customer.complaints).toEqual([])
  expect(operator.complaints).toEqual([])
})
