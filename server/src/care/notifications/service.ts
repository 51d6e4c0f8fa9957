import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { type Composed, findLetter, type Letter, letterCatalogue } from '../../platform/letters.ts'
import { sendMail } from '../../platform/mail.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'
import { brandOf, defaultWords, wordsFor, wordsForAll } from './letters.ts'
import * as store from './store.ts'
import { type Origin, type Template, TemplateId, type TemplateVersion, type Words } from './template.ts'
import { compose, lint, type Scheme } from './words.ts'

/** A letter with the words it has for this tenant, and every version of the tenant's own. */
export type Worded = {
  readonly letter: Letter
  readonly template: Template | undefined
  readonly words: Words
  readonly origin: Origin
  readonly versions: readonly TemplateVersion[]
}

/** A letter by its key, or by the id of the tenant's template of it. Throws 404. */
async function letterOf(context: Context | Tx, ref: string): Promise<Letter> {
  const id = TemplateId.safeParse(ref)
  const key = id.success ? (await store.findTemplate(context, { id: id.data }))?.key : ref
  const letter = key === undefined ? undefined : findLetter(key)
  if (!letter) throw errors.templateNotFound({ detail: 'No letter with this key.' })
  return letter
}

async function wordedOf(tx: Tx, letter: Letter): Promise<Worded> {
  const template = await store.findTemplate(tx, { key: letter.key })
  const versions = template ? await store.listVersions(tx, template.id) : []
  return { letter, template, ...(await wordsFor(tx, letter)), versions }
}

export const findWorded = (context: Context, ref: string): Promise<Worded> =>
  inTx(context, async (tx) => wordedOf(tx, await letterOf(tx, ref)))

/** Every letter with whose words it has. */
export const listWorded = (context: Context): Promise<readonly Omit<Worded, 'versions'>[]> =>
  inTx(context, async (tx) => {
    const own = new Map((await store.listTemplates(tx)).map((template) => [template.key, template]))
    const letters = letterCatalogue()
    const found = await wordsForAll(tx, letters)
    return letters.map((letter) => {
      const { words, origin } = found.get(letter.key) ?? { words: defaultWords(letter), origin: 'default' as const }
      return { letter, template: own.get(letter.key), words, origin }
    })
  })

function assertWords(letter: Letter, words: Words): void {
  const complaints = lint(letter, words)
  const [first] = complaints
  if (first) throw errors.wordsInvalid({ detail: `${first.path}: ${first.message}`, errors: [...complaints] })
}

/** The version the editor began with; 0 when the tenant had no words of its own. */
type Change = Words & { readonly note: string; readonly basedOn: number }

/** Gives the letter new words, as a version of its own. Throws 404, 409 `changedMeanwhile`, 422 `wordsInvalid`. */
export async function saveWords(context: Context, ref: string, change: Change): Promise<Worded> {
  const letter = await letterOf(context, ref)
  assertWords(letter, change)
  return inTx(context, async (tx) => {
    const current = await store.lockTemplate(tx, letter.key)
    if ((current?.version ?? 0) !== change.basedOn) {
      throw errors.changedMeanwhile({
        detail: 'Somebody else saved this letter. Look at their version first.',
        version: current?.version ?? 0,
      })
    }
    const version = (current?.version ?? 0) + 1
    const template: Template = { id: current?.id ?? newId(), key: letter.key, version, active: true, changedAt: tx.now() }
    await store.saveTemplate(tx, template)
    const { subject, text, html, note } = change
    await store.insertVersion(tx, template.id, { version, subject, text, html, note, author: tx.actor.label })
    await publish(tx, events.templateSaved, { templateId: template.id, key: letter.key, version })
    return wordedOf(tx, letter)
  })
}

/** Makes an earlier version the newest one. Throws 404, 422 when its facts are gone. */
export async function restoreVersion(context: Context, ref: string, version: number): Promise<Worded> {
  const { template, versions } = await findWorded(context, ref)
  const earlier = versions.find((one) => one.version === version)
  if (!template || !earlier) throw errors.versionNotFound({ detail: `There is no version ${version}.` })
  const { subject, text, html } = earlier
  return saveWords(context, ref, { subject, text, html, note: `Version ${version} again`, basedOn: template.version })
}

/** Goes back to the words of the business above, or those Linecard came with; the versions stay. Throws 404. */
export async function resetWords(context: Context, ref: string): Promise<Worded> {
  const letter = await letterOf(context, ref)
  return inTx(context, async (tx) => {
    const current = await store.lockTemplate(tx, letter.key)
    if (current?.active) {
      await store.saveTemplate(tx, { ...current, active: false, changedAt: tx.now() })
      await publish(tx, events.templateReset, { templateId: current.id, key: letter.key })
    }
    return wordedOf(tx, letter)
  })
}

/** The letter over its sample facts, in the words given or the ones in use. Throws 404, 422 `wordsInvalid`. */
export async function previewWords(context: Context, ref: string, words: Words | undefined, scheme: Scheme): Promise<Composed> {
  const letter = await letterOf(context, ref)
  return inTx(context, async (tx) => {
    const shown = words ?? (await wordsFor(tx, letter)).words
    assertWords(letter, shown)
    return compose(shown, await brandOf(tx), letter.sample, scheme)
  })
}

/** Sends the letter over its sample facts to one address, marked as a test. Throws 404, 422 `wordsInvalid`. */
export async function testSend(context: Context, ref: string, to: string, words: Words | undefined): Promise<void> {
  const letter = await letterOf(context, ref)
  const { subject, text, html } = await previewWords(context, ref, words, 'auto')
  await inTx(context, (tx) => sendMail(tx, { template: letter.key, to, subject: `[Test] ${subject}`, body: text, html }))
}

export { defaultWords }
