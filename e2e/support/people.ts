import * as OTPAuth from 'otpauth'
import type { Page } from 'playwright-core'
import { follow } from './browser.ts'
import type { Product } from './product.ts'

export type Person = { readonly name: string; readonly email: string; readonly password: string }

export const OPERATOR: Person = { name: 'Olga Operator', email: 'olga@acme.example', password: 'correct horse battery' }
export const CUSTOMER: Person = { name: 'Nina Newcomer', email: 'nina@example.com', password: 'paper lantern river' }

/** Looks at a screen on the way; a journey that only passes through leaves it out. */
type Look = (page: Page, name: string) => Promise<void>
const pass: Look = async () => undefined

async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** The operator sets the business up by the printed link and signs in with a second factor. */
export async function setUpBusiness(page: Page, product: Product, look: Look = pass): Promise<void> {
  await page.goto(product.setup)
  await page.getByLabel('Business name').fill('Acme Telecom')
  await page.getByLabel('Your name').fill(OPERATOR.name)
  await page.getByLabel('E-mail').fill(OPERATOR.email)
  await page.getByLabel('Password', { exact: true }).fill(OPERATOR.password)
  await look(page, '01-set-up')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await signIn(page, OPERATOR)
  const secret = await page.getByLabel('Secret', { exact: true }).innerText()
  await look(page, '02-second-factor')
  const totp = new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(secret.replaceAll(/\s/g, '')) })
  await page.getByLabel('Code').fill(totp.generate())
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByLabel('I have kept these codes').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor()
}

/** A newcomer, on the sign-up page already, makes an account, confirms the address by the link of the mail, and signs in. */
export async function signUp(page: Page, operator: Page, person: Person, look: Look = pass): Promise<void> {
  await page.getByRole('heading', { name: 'Sign up' }).waitFor()
  await page.getByLabel('Name', { exact: true }).fill(person.name)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await look(page, '04-sign-up')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText(person.email).first().waitFor()

  await follow(operator, 'Mailbox')
  const mail = operator.getByText(/Confirm your address/).first()
  await mail.waitFor()
  await look(operator, '05-mailbox')
  await mail.click()
  const link = await operator.getByRole('link', { name: /verify\?token=/ }).getAttribute('href')
  await operator.keyboard.press('Escape')
  await page.goto(link ?? '')
  await page
    .getByRole('main')
    .getByRole('link', { name: /sign in/i })
    .click()
  await signIn(page, person)
}

/** Pays an amount into the wallet by the gateway's page, with a card that works. */
export async function topUp(page: Page, product: Product, amount: string): Promise<void> {
  await page.goto(`${product.url}/wallet`)
  await page.getByRole('radio', { name: amount }).check({ force: true })
  await page.getByRole('button', { name: /^Add funds/ }).click()
  await page.waitForURL(/\/c\/pay\//)
  await page.getByRole('button', { name: /pay/i }).first().click()
  await page.waitForURL(/\/wallet/)
  await page.getByRole('table', { name: 'Wallet entries' }).waitFor()
}
