import type { z } from 'zod'
import type { Tx } from './context.ts'

/** What a letter is about (E21); whoever gets letters may decline every kind but `security`. */
export type LetterKind =
  | 'welcome'
  | 'purchase'
  | 'activation'
  | 'expiry'
  | 'payment'
  | 'security'
  | 'balance'
  | 'usage'
  | 'kyc'
  | 'porting'
  | 'ticket'
  | 'carrier_credit'
  | 'rate_notice'
  | 'incident'
  | 'payout'
  | 'marketing'

/** One letter the product can write: its key, the facts it is given, and the words it has until somebody changes them. */
export type Letter<Data extends Readonly<Record<string, unknown>> = Readonly<Record<string, unknown>>> = {
  /** The notification key such as `wallet.topup_receipt`. */
  readonly key: string
  /** When it is written, for whoever edits it. */
  readonly occasion: string
  readonly kind: LetterKind
  readonly schema: z.ZodObject
  /** Liquid; besides the schema's fields there are `brand` and `home`, the address of the brand's pages. */
  readonly subject: string
  readonly text: string
  /** Facts as they could be, for previews and for checking a changed text. */
  readonly sample: Data
}

const catalogue = new Map<string, Letter>()

/** Declares a letter beside the module that sends it. Throws at start when the key is taken or the sample does not fit. */
export function defineLetter<S extends z.ZodRawShape>(letter: {
  readonly key: string
  readonly occasion: string
  readonly kind: LetterKind
  readonly schema: z.ZodObject<S>
  readonly subject: string
  readonly text: string
  readonly sample: z.output<z.ZodObject<S>>
}): Letter<z.output<z.ZodObject<S>>> {
  if (catalogue.has(letter.key)) throw new Error(`The letter ${letter.key} is declared twice.`)
  letter.schema.parse(letter.sample)
  const declared = letter as unknown as Letter<z.output<z.ZodObject<S>>>
  catalogue.set(letter.key, declared as unknown as Letter)
  return declared
}

/** Every letter of this installation, by key. */
export const letterCatalogue = (): readonly Letter[] => [...catalogue.values()].sort((a, b) => a.key.localeCompare(b.key))

export const findLetter = (key: string): Letter | undefined => catalogue.get(key)

/** A letter in its final words; `html` says the same in the brand's colours. */
export type Composed = { readonly subject: string; readonly text: string; readonly html: string }

/** Finds the words of a letter; composition provides it, so that nobody who writes a letter knows where words come from. */
export interface Letters {
  /** The letter as the tenant words it, or undefined when the recipient does not want letters of its kind. */
  compose(tx: Tx, letter: Letter, to: string, data: Readonly<Record<string, unknown>>): Promise<Composed | undefined>
}

declare module './context.ts' {
  interface Services {
    readonly letters: Letters
  }
}
