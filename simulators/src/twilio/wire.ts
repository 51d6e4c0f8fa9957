import { invalidParameter } from './errors.ts'

export const API_VERSION = '2010-04-01'
export type Fields = Readonly<Record<string, unknown>>

/** RFC 2822, as Twilio writes it. */
export const rfc2822 = (instant: string) => new Date(instant).toUTCString().replace('GMT', '+0000')

/** One form or query field; a repeated one counts with its last value, and an absent one is undefined. */
export function text(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  const last = Array.isArray(value) ? value.at(-1) : value
  return typeof last === 'string' ? last : undefined
}

/** A field that may be repeated. */
export function texts(fields: Fields, name: string): string[] {
  const value = fields[name]
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
}

export function flag(fields: Fields, name: string): boolean | undefined {
  const value = text(fields, name)
  return value === undefined ? undefined : value.toLowerCase() === 'true'
}

export function isUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:/.test(value)
}

function pageSizeOf(query: Fields): number {
  const size = Number(text(query, 'PageSize') ?? 50)
  if (!Number.isInteger(size) || size < 1) throw invalidParameter('Invalid PageSize')
  return Math.min(size, 1000)
}

/**
 * Twilio's paging envelope around one page of `items`: relative URIs, and a token that names the last item of the page
 * before, so that items added in between move nothing.
 */
export function page<T>(
  key: string,
  path: string,
  query: Fields,
  items: readonly T[],
  idOf: (item: T) => string,
  render: (item: T) => unknown,
): Record<string, unknown> {
  const size = pageSizeOf(query)
  const after = text(query, 'PageToken')?.slice(2)
  const start = after === undefined ? 0 : items.findIndex((item) => idOf(item) === after) + 1
  const shown = items.slice(start, start + size)
  const number = Math.floor(start / size)
  const uri = (at: number, token?: string) => {
    const filters = Object.entries(query).filter(([name]) => !['Page', 'PageSize', 'PageToken'].includes(name))
    const parameters = new URLSearchParams(filters.map(([name]): [string, string] => [name, text(query, name) ?? '']))
    parameters.set('PageSize', String(size))
    parameters.set('Page', String(at))
    if (token) parameters.set('PageToken', token)
    return `${path}?${parameters}`
  }
  const last = shown.at(-1)
  const more = last !== undefined && start + size < items.length
  const before = items[start - size - 1]
  return {
    first_page_uri: uri(0),
    next_page_uri: more ? uri(number + 1, `PA${idOf(last)}`) : null,
    previous_page_uri: start > 0 ? uri(number - 1, before && `PA${idOf(before)}`) : null,
    page: number,
    page_size: size,
    start,
    end: start + Math.max(shown.length - 1, 0),
    uri: uri(number, after && `PA${after}`),
    [key]: shown.map(render),
  }
}
