import type { Core } from '../kit/core.ts'
import { sid } from '../kit/random.ts'
import { invalidParameter, notFound, TwilioError } from './errors.ts'
import { firstInAreaCode, friendly, purchasable } from './search.ts'
import { type OwnedNumber, ownerOf, type TwilioState } from './state.ts'
import { type NumberType, STOCK, type StockNumber } from './stock.ts'
import { API_VERSION, type Fields, isUrl, page, rfc2822, text } from './wire.ts'

const URL_SETTINGS = ['VoiceUrl', 'VoiceFallbackUrl', 'SmsUrl', 'SmsFallbackUrl', 'StatusCallback']
const OTHER_SETTINGS = [
  'FriendlyName',
  'VoiceMethod',
  'VoiceFallbackMethod',
  'SmsMethod',
  'SmsFallbackMethod',
  'StatusCallbackMethod',
  'VoiceCallerIdLookup',
  'VoiceApplicationSid',
  'SmsApplicationSid',
  'AddressSid',
  'BundleSid',
  'IdentitySid',
  'TrunkSid',
  'EmergencyStatus',
  'EmergencyAddressSid',
]

type Place = { Params: { account: string; number: string } }

export function installNumbers(core: Core, state: TwilioState, base: string, isAccount: (sid: string) => boolean): void {
  const { app } = core
  const collections: readonly (readonly [string, NumberType | undefined])[] = [
    ['IncomingPhoneNumbers', undefined],
    ['IncomingPhoneNumbers/Local', 'Local'],
    ['IncomingPhoneNumbers/TollFree', 'TollFree'],
    ['IncomingPhoneNumbers/Mobile', 'Mobile'],
  ]

  for (const [collection, type] of collections) {
    app.post<Place>(`${base}/${collection}.json`, { config: { operation: 'numbers.buy' } }, async (request, reply) => {
      const number = buy(core, state, request.params.account, (request.body ?? {}) as Fields, type)
      await core.changed()
      return reply.code(201).send(render(number))
    })

    app.get<Place>(`${base}/${collection}.json`, { config: { operation: 'numbers.list' } }, async (request) => {
      const query = request.query as Fields
      const found = list(state, request.params.account, query).filter((one) => type === undefined || one.type === type)
      return page('incoming_phone_numbers', request.url.split('?')[0] ?? '', query, found, (one) => one.sid, render)
    })
  }

  app.get<Place>(`${base}/IncomingPhoneNumbers/:number.json`, { config: { operation: 'numbers.fetch' } }, async (request) =>
    render(own(state, request.params)),
  )

  app.post<Place>(`${base}/IncomingPhoneNumbers/:number.json`, { config: { operation: 'numbers.update' } }, async (request) => {
    const number = own(state, request.params)
    const fields = (request.body ?? {}) as Fields
    const target = text(fields, 'AccountSid')
    if (target !== undefined && !isAccount(target)) throw invalidParameter(`AccountSid ${target} is not known`)
    number.settings = { ...number.settings, ...settingsFrom(fields) }
    number.accountSid = target ?? number.accountSid
    number.updatedAt = core.now().toISOString()
    await core.changed()
    return render(number)
  })

  app.delete<Place>(`${base}/IncomingPhoneNumbers/:number.json`, { config: { operation: 'numbers.release' } }, async (request, reply) => {
    const { sid, phoneNumber, accountSid } = own(state, request.params)
    state.numbers.delete(sid)
    state.releases.push({ sid, phoneNumber, accountSid, at: core.now().toISOString() })
    await core.changed()
    return reply.code(204).send()
  })
}

function own(state: TwilioState, { account, number }: Place['Params']): OwnedNumber {
  const found = state.numbers.get(number)
  if (found?.accountSid !== account) throw notFound(`/${API_VERSION}/Accounts/${account}/IncomingPhoneNumbers/${number}.json`)
  return found
}

function list(state: TwilioState, account: string, query: Fields): OwnedNumber[] {
  const phoneNumber = text(query, 'PhoneNumber')?.replace(/[^0-9*]/g, '')
  const pattern = phoneNumber === undefined ? undefined : new RegExp(phoneNumber.replaceAll('*', '\\d*'))
  const friendlyName = text(query, 'FriendlyName')
  return [...state.numbers.values()]
    .filter((one) => one.accountSid === account)
    .filter((one) => pattern === undefined || pattern.test(one.phoneNumber))
    .filter((one) => friendlyName === undefined || one.settings.FriendlyName === friendlyName)
    .reverse()
}

function buy(core: Core, state: TwilioState, account: string, fields: Fields, type: NumberType | undefined): OwnedNumber {
  const stock = choose(state, account, fields, type)
  const at = core.now().toISOString()
  const number: OwnedNumber = {
    sid: sid('PN'),
    accountSid: account,
    phoneNumber: stock.phoneNumber,
    isoCountry: stock.isoCountry,
    type: stock.type,
    capabilities: stock.capabilities,
    createdAt: at,
    updatedAt: at,
    settings: { FriendlyName: friendly(stock.phoneNumber), ...settingsFrom(fields) },
  }
  state.numbers.set(number.sid, number)
  state.purchases.push({ sid: number.sid, phoneNumber: number.phoneNumber, accountSid: account, at })
  return number
}

function choose(state: TwilioState, account: string, fields: Fields, type: NumberType | undefined): StockNumber {
  const phoneNumber = text(fields, 'PhoneNumber')
  const areaCode = text(fields, 'AreaCode')
  if (phoneNumber === undefined && areaCode === undefined) {
    throw new TwilioError(400, 21404, "Incoming phone number creation failed: 'PhoneNumber' or 'AreaCode' is required")
  }
  if (phoneNumber === undefined) {
    if (!/^[2-9]\d{2}$/.test(areaCode ?? '')) throw new TwilioError(400, 21451, `Invalid area code: ${areaCode}`)
    const first = firstInAreaCode(state, account, areaCode ?? '')
    if (!first) throw new TwilioError(400, 21452, `No phone numbers found in area code ${areaCode}`)
    return first
  }
  if (!/^\+[1-9]\d{6,14}$/.test(phoneNumber) || phoneNumber === '+15005550001') {
    throw new TwilioError(400, 21421, `PhoneNumber ${phoneNumber} is not a valid number`)
  }
  const number = purchasable(state, account, phoneNumber)
  if (!number) {
    const known = STOCK.has(phoneNumber) || ownerOf(state, phoneNumber) || phoneNumber === '+15005550000'
    throw new TwilioError(400, 21422, `PhoneNumber ${phoneNumber} is not available${known ? '' : ': it is not in stock'}`)
  }
  if (type !== undefined && number.type !== type) throw new TwilioError(400, 21421, `PhoneNumber ${phoneNumber} is not of type ${type}`)
  return number
}

function settingsFrom(fields: Fields): Record<string, string> {
  const settings: Record<string, string> = {}
  for (const name of [...URL_SETTINGS, ...OTHER_SETTINGS]) {
    const value = text(fields, name)
    if (value === undefined) continue
    if (URL_SETTINGS.includes(name) && value !== '' && !isUrl(value)) {
      throw new TwilioError(400, name.startsWith('Sms') ? 21503 : 21502, `${name} is not a valid URL: ${value}`)
    }
    settings[name] = value
  }
  if ((settings.FriendlyName ?? '').length > 64) throw invalidParameter('FriendlyName is longer than 64 characters')
  return settings
}

function render(number: OwnedNumber): Record<string, unknown> {
  const { settings } = number
  const urls = Object.fromEntries(URL_SETTINGS.map((name) => [snake(name), settings[name] ?? (name === 'VoiceFallbackUrl' ? null : '')]))
  const others = Object.fromEntries(
    OTHER_SETTINGS.map((name) => [snake(name), settings[name] ?? (name.endsWith('Method') ? 'POST' : null)]),
  )
  return {
    ...others,
    ...urls,
    sid: number.sid,
    account_sid: number.accountSid,
    phone_number: number.phoneNumber,
    capabilities: number.capabilities,
    voice_caller_id_lookup: settings.VoiceCallerIdLookup === 'true',
    voice_receive_mode: 'voice',
    address_requirements: 'none',
    emergency_status: settings.EmergencyStatus ?? 'Active',
    emergency_address_status: 'unregistered',
    beta: false,
    origin: 'twilio',
    status: 'in-use',
    type: number.type === 'TollFree' ? 'toll-free' : number.type.toLowerCase(),
    api_version: API_VERSION,
    date_created: rfc2822(number.createdAt),
    date_updated: rfc2822(number.updatedAt),
    uri: `/${API_VERSION}/Accounts/${number.accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
  }
}

const snake = (name: string) => name.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase()
