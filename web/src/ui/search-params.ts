const MOST_CHARACTERS = 500

const asText = (value: unknown): string | undefined => {
  const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
  return text === '' ? undefined : text.slice(0, MOST_CHARACTERS)
}

/** For `validateSearch` of a route: the named parameters as short texts; anything else in the address is ignored. */
export const textParams =
  <Key extends string>(...keys: readonly Key[]) =>
  (raw: Record<string, unknown>): { readonly [K in Key]?: string } =>
    Object.fromEntries(keys.map((key) => [key, asText(raw[key])] as const).filter(([, text]) => text !== undefined)) as {
      readonly [K in Key]?: string
    }

/** What a list keeps in the address: its filters, its sort and where its page starts. */
export type ListSearch = { readonly [key: string]: string | undefined }

/** For `validateSearch` of a route with a list: keeps every short text. */
export const listSearch = (raw: Record<string, unknown>): ListSearch => textParams(...Object.keys(raw))(raw)
