import type { Core } from '../kit/core.ts'
import { invalidParameter, notFound } from './errors.ts'
import { ownerOf, type TwilioState } from './state.ts'
import { COUNTRIES, type NumberType, STOCK, type StockNumber } from './stock.ts'
import { type Fields, flag, page, text } from './wire.ts'

const TYPES: readonly NumberType[] = ['Local', 'TollFree', 'Mobile']
const KEYPAD: readonly (readonly [RegExp, string])[] = [
  [/[ABC]/g, '2'],
  [/[DEF]/g, '3'],
  [/[GHI]/g, '4'],
  [/[JKL]/g, '5'],
  [/[MNO]/g, '6'],
  [/[PQRS]/g, '7'],
  [/[TUV]/g, '8'],
  [/[WXYZ]/g, '9'],
]

type Place = { Params: { account: string; country: string; type: string } }

export function installSearch(core: Core, state: TwilioState, base: string): void {
  const { app } = core
  const config = { operation: 'numbers.search' }

  app.get<Place>(`${base}/AvailablePhoneNumbers.json`, { config }, async (request) => {
    const path = request.url.split('?')[0] ?? ''
    return page('countries', path, request.query as Fields, Object.keys(COUNTRIES), String, (code) =>
      renderCountry(request.params.account, code),
    )
  })

  app.get<Place>(`${base}/AvailablePhoneNumbers/:country.json`, { config }, async (request) => {
    const { account, country } = request.params
    if (!COUNTRIES[country]) throw notFound(request.url)
    return renderCountry(account, country)
  })

  app.get<Place>(`${base}/AvailablePhoneNumbers/:country/:type.json`, { config }, async (request) => {
    const { country } = request.params
    const type = TYPES.find((one) => one === request.params.type)
    const path = request.url.split('?')[0] ?? ''
    if (!COUNTRIES[country] || !type || !typesOf(country).includes(type)) throw notFound(path)
    const query = request.query as Fields
    const taken = new Set([...state.numbers.values()].map((number) => number.phoneNumber))
    const released = new Set(state.releases.map((release) => release.phoneNumber))
    const accept = filterOf(query)
    const found = [...STOCK.values()].filter(
      (one) =>
        one.isoCountry === country && one.type === type && !taken.has(one.phoneNumber) && !released.has(one.phoneNumber) && accept(one),
    )
    return page('available_phone_numbers', path, query, found, (one) => one.phoneNumber, render)
  })
}

/** Whether `account` may buy it: in stock and free, or released by the same account (Twilio's ten days to take it back). */
export function purchasable(state: TwilioState, account: string, phoneNumber: string): StockNumber | undefined {
  const number = STOCK.get(phoneNumber)
  if (!number || ownerOf(state, phoneNumber)) return undefined
  const releasedBy = state.releases.findLast((release) => release.phoneNumber === phoneNumber)?.accountSid
  return releasedBy === undefined || releasedBy === account ? number : undefined
}

export function firstInAreaCode(state: TwilioState, account: string, areaCode: string): StockNumber | undefined {
  for (const number of STOCK.values()) {
    const fits = number.isoCountry === 'US' && number.areaCode === areaCode
    if (fits && purchasable(state, account, number.phoneNumber)) return number
  }
  return undefined
}

function filterOf(query: Fields): (number: StockNumber) => boolean {
  const areaCode = text(query, 'AreaCode')
  if (areaCode !== undefined && !/^\d{3}$/.test(areaCode)) throw invalidParameter('AreaCode must be three digits')
  const contains = text(query, 'Contains')
  const pattern = contains === undefined ? undefined : patternOf(contains)
  const locality = text(query, 'InLocality')?.toLowerCase()
  const region = text(query, 'InRegion')?.toUpperCase()
  const wanted = (['voice', 'sms', 'mms', 'fax'] as const).map((name) => {
    const parameter = `${name.charAt(0).toUpperCase()}${name.slice(1)}Enabled`
    return [name, flag(query, parameter)] as const
  })
  return (number) =>
    (areaCode === undefined || number.areaCode === areaCode) &&
    (pattern === undefined || pattern.test(number.phoneNumber)) &&
    (locality === undefined || number.locality?.toLowerCase() === locality) &&
    (region === undefined || number.region === region) &&
    wanted.every(([name, value]) => value === undefined || number.capabilities[name] === value)
}

/** Twilio's `Contains`: `*` is any digit, letters are keys of a phone, a leading `+` anchors the start and a final `$` the end. */
function patternOf(contains: string): RegExp {
  if (!/^[+]?[0-9A-Za-z*]{1,16}[$]?$/.test(contains)) throw invalidParameter('Contains has a character that no number has')
  const digits = KEYPAD.reduce((sum, [letters, digit]) => sum.replace(letters, digit), contains.toUpperCase())
  const body = digits.replace(/^[+]|[$]$/g, '').replaceAll('*', '\\d')
  return new RegExp(`${digits.startsWith('+') ? '^\\+' : ''}${body}${digits.endsWith('$') ? '$' : ''}`)
}

function typesOf(country: string): NumberType[] {
  const present = new Set<NumberType>()
  for (const number of STOCK.values()) if (number.isoCountry === country) present.add(number.type)
  return TYPES.filter((type) => present.has(type))
}

function renderCountry(account: string, code: string): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${account}/AvailablePhoneNumbers/${code}`
  const names: Record<NumberType, string> = { Local: 'local', TollFree: 'toll_free', Mobile: 'mobile' }
  const subresources = typesOf(code).map((type) => [names[type], `${uri}/${type}.json`])
  return {
    country_code: code,
    country: COUNTRIES[code],
    uri: `${uri}.json`,
    beta: false,
    subresource_uris: Object.fromEntries(subresources),
  }
}

function render(number: StockNumber): Record<string, unknown> {
  const { voice, sms, mms, fax } = number.capabilities
  return {
    friendly_name: friendly(number.phoneNumber),
    phone_number: number.phoneNumber,
    lata: null,
    rate_center: number.locality?.toUpperCase() ?? null,
    locality: number.locality,
    latitude: null,
    longitude: null,
    region: number.region,
    postal_code: null,
    iso_country: number.isoCountry,
    address_requirements: 'none',
    beta: false,
    capabilities: { voice, SMS: sms, MMS: mms, fax },
  }
}

export function friendly(phoneNumber: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phoneNumber)
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : phoneNumber
}
