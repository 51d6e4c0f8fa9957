import { inScope, type Tx } from '../../platform/context.ts'
import type { Letter, Letters } from '../../platform/letters.ts'
import { findUserByEmail } from '../../spine/access/index.ts'
import { basePath, currentTenant, findTenant, type Tenant } from '../../spine/tenants/index.ts'
import { wants } from './preference-store.ts'
import * as store from './store.ts'
import type { Origin, Words } from './template.ts'
import { type Brand, compose } from './words.ts'

export const defaultWords = (letter: Letter): Words => ({ subject: letter.subject, text: letter.text, html: null })

export type Found = { readonly words: Words; readonly origin: Origin }

/** Asks the tenant, then the businesses above it, nearest first, until one answers. */
async function upwards<Answer>(
  tx: Tx,
  ask: (there: Tx) => Promise<Answer | undefined>,
): Promise<{ answer: Answer; origin: Origin } | undefined> {
  const own = await ask(tx)
  if (own) return { answer: own, origin: 'own' }
  let above: Tenant | undefined = await currentTenant(tx)
  while (above?.parentId) {
    const parent: Tenant | undefined = await findTenant(tx.services, { id: above.parentId })
    const answer = parent && (await inScope(tx, { tenantId: parent.id }, ask))
    if (answer) return { answer, origin: 'above' }
    above = parent
  }
  return undefined
}

/** The words a tenant uses: its own, else those of the nearest business above it, else the ones Linecard came with. */
export async function wordsFor(tx: Tx, letter: Letter): Promise<Found> {
  const found = await upwards(tx, (there) => store.findOwnWords(there, letter.key))
  return found ? { words: found.answer, origin: found.origin } : { words: defaultWords(letter), origin: 'default' }
}

/** The same for every letter at once, by key. */
export async function wordsForAll(tx: Tx, letters: readonly Letter[]): Promise<ReadonlyMap<string, Found>> {
  const all = new Map<string, Found>()
  await upwards(tx, async (there) => {
    const origin = there.tenantId === tx.tenantId ? 'own' : 'above'
    for (const [key, words] of await store.listOwnWords(there)) if (!all.has(key)) all.set(key, { words, origin })
    return undefined
  })
  for (const letter of letters) if (!all.has(letter.key)) all.set(letter.key, { words: defaultWords(letter), origin: 'default' })
  return all
}

export async function brandOf(tx: Tx): Promise<Brand> {
  const tenant = await currentTenant(tx)
  return { name: tenant.name, colour: tenant.primaryColor, home: `${tx.services.publicUrl}${basePath(tenant)}` }
}

async function isWanted(tx: Tx, letter: Letter, to: string): Promise<boolean> {
  if (letter.kind === 'security') return true
  const user = await findUserByEmail(tx, to)
  return user ? wants(tx, user.id, letter.key, 'mail') : true
}

/** How letters get their words in this product. */
export const templateLetters: Letters = {
  async compose(tx, letter, to, data) {
    if (!(await isWanted(tx, letter, to))) return undefined
    const brand = await brandOf(tx)
    const { words } = await wordsFor(tx, letter)
    try {
      return compose(words, brand, data)
    } catch (err) {
      // The words were checked when they were saved; should facts have changed since, a plain letter is better than none.
      tx.log.error({ err, template: letter.key }, 'a template could not be filled; the default was used')
      return compose(defaultWords(letter), brand, data)
    }
  },
}
