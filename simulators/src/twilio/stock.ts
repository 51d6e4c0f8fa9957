/** What can be bought: a fixed stock, mostly from the ranges that regulators keep for films and examples. */
export type NumberType = 'Local' | 'TollFree' | 'Mobile'
export type Capabilities = { readonly voice: boolean; readonly sms: boolean; readonly mms: boolean; readonly fax: boolean }
export type StockNumber = {
  readonly phoneNumber: string
  readonly isoCountry: string
  readonly type: NumberType
  readonly areaCode: string
  readonly locality: string | null
  readonly region: string | null
  readonly capabilities: Capabilities
}

export const COUNTRIES: Record<string, string> = {
  AU: 'Australia',
  CA: 'Canada',
  DE: 'Germany',
  ES: 'Spain',
  FR: 'France',
  GB: 'United Kingdom',
  NL: 'Netherlands',
  US: 'United States',
}

const ALL: Capabilities = { voice: true, sms: true, mms: true, fax: true }
const TEXT: Capabilities = { voice: true, sms: true, mms: false, fax: false }
const VOICE: Capabilities = { voice: true, sms: false, mms: false, fax: false }

type Range = {
  readonly country: string
  readonly type: NumberType
  /** Country code and area code, then the rest up to the counted digits. */
  readonly code: readonly [country: string, area: string, rest: string]
  readonly digits: 2 | 3 | 4
  readonly place?: readonly [locality: string, region: string]
  readonly has: Capabilities
}

// One string per area code: code, city, state; each has the hundred numbers 555-0100 to 555-0199.
const NORTH_AMERICA: Record<'US' | 'CA', string> = {
  US: `212 New York NY|646 New York NY|310 Los Angeles CA|213 Los Angeles CA|415 San Francisco CA|628 San Francisco CA|619 San Diego CA
    |312 Chicago IL|773 Chicago IL|512 Austin TX|214 Dallas TX|713 Houston TX|832 Houston TX|206 Seattle WA|305 Miami FL|786 Miami FL
    |407 Orlando FL|813 Tampa FL|617 Boston MA|702 Las Vegas NV|404 Atlanta GA|678 Atlanta GA|303 Denver CO|720 Denver CO|503 Portland OR
    |602 Phoenix AZ|202 Washington DC|215 Philadelphia PA|267 Philadelphia PA|615 Nashville TN|704 Charlotte NC|919 Raleigh NC
    |612 Minneapolis MN|313 Detroit MI|216 Cleveland OH|314 St. Louis MO|504 New Orleans LA|801 Salt Lake City UT|901 Memphis TN|808 Honolulu HI`,
  CA: '416 Toronto ON|647 Toronto ON|514 Montreal QC|604 Vancouver BC|778 Vancouver BC|403 Calgary AB|780 Edmonton AB|613 Ottawa ON',
}

const TOLL_FREE_US = ['800', '833', '844', '855', '866', '877', '888']

const OTHERS: readonly Range[] = [
  { country: 'GB', type: 'Local', code: ['44', '20', '79460'], digits: 3, place: ['London', 'ENG'], has: TEXT },
  { country: 'GB', type: 'Local', code: ['44', '161', '4960'], digits: 3, place: ['Manchester', 'ENG'], has: TEXT },
  { country: 'GB', type: 'Local', code: ['44', '121', '4960'], digits: 3, place: ['Birmingham', 'ENG'], has: TEXT },
  { country: 'GB', type: 'Mobile', code: ['44', '7400', '100'], digits: 3, has: TEXT },
  { country: 'GB', type: 'TollFree', code: ['44', '808', '1570'], digits: 3, has: VOICE },
  { country: 'DE', type: 'Local', code: ['49', '30', '23125'], digits: 3, place: ['Berlin', 'BE'], has: VOICE },
  { country: 'DE', type: 'Local', code: ['49', '40', '66969'], digits: 3, place: ['Hamburg', 'HH'], has: VOICE },
  { country: 'DE', type: 'Local', code: ['49', '69', '90009'], digits: 3, place: ['Frankfurt am Main', 'HE'], has: VOICE },
  { country: 'DE', type: 'Local', code: ['49', '89', '99998'], digits: 3, place: ['Munich', 'BY'], has: VOICE },
  { country: 'DE', type: 'Mobile', code: ['49', '171', '39200'], digits: 2, has: TEXT },
  { country: 'DE', type: 'Mobile', code: ['49', '176', '040690'], digits: 2, has: TEXT },
  { country: 'DE', type: 'TollFree', code: ['49', '800', '1230'], digits: 3, has: VOICE },
  { country: 'FR', type: 'Local', code: ['33', '1', '9900'], digits: 4, place: ['Paris', 'IDF'], has: VOICE },
  { country: 'FR', type: 'Local', code: ['33', '4', '6571'], digits: 4, place: ['Marseille', 'PAC'], has: VOICE },
  { country: 'FR', type: 'Mobile', code: ['33', '6', '00000'], digits: 3, has: TEXT },
  { country: 'FR', type: 'TollFree', code: ['33', '805', '120'], digits: 3, has: VOICE },
  { country: 'NL', type: 'Local', code: ['31', '20', '1234'], digits: 3, place: ['Amsterdam', 'NH'], has: VOICE },
  { country: 'NL', type: 'Mobile', code: ['31', '6', '12340'], digits: 3, has: TEXT },
  { country: 'ES', type: 'Local', code: ['34', '910', '501'], digits: 3, place: ['Madrid', 'MD'], has: VOICE },
  { country: 'ES', type: 'Mobile', code: ['34', '612', '340'], digits: 3, has: TEXT },
  { country: 'AU', type: 'Local', code: ['61', '2', '5550'], digits: 4, place: ['Sydney', 'NSW'], has: VOICE },
  { country: 'AU', type: 'Mobile', code: ['61', '491', '570'], digits: 3, has: TEXT },
  { country: 'AU', type: 'TollFree', code: ['61', '1800', '010'], digits: 3, has: VOICE },
]

function northAmerican(country: 'US' | 'CA'): Range[] {
  return NORTH_AMERICA[country].split('|').map((entry) => {
    const [area = '', ...place] = entry.trim().split(' ')
    const region = place.at(-1) ?? ''
    return { country, type: 'Local', code: ['1', area, '55501'], digits: 2, place: [place.slice(0, -1).join(' '), region], has: ALL }
  })
}

function ranges(): Range[] {
  const tollFree = TOLL_FREE_US.map<Range>((area) => ({
    country: 'US',
    type: 'TollFree',
    code: ['1', area, '55501'],
    digits: 2,
    has: { ...ALL, fax: false },
  }))
  return [...northAmerican('US'), ...northAmerican('CA'), ...tollFree, ...OTHERS]
}

function numbersIn(range: Range): StockNumber[] {
  const numbers: StockNumber[] = []
  const [countryCode, areaCode, rest] = range.code
  for (let count = 0; count < 10 ** range.digits; count += 1) {
    const phoneNumber = `+${countryCode}${areaCode}${rest}${String(count).padStart(range.digits, '0')}`
    // Recipients ending 0000 to 0009 mean something to the message simulator, so no number for sale ends like that.
    if (/000\d$/.test(phoneNumber)) continue
    const [locality = null, region = null] = range.place ?? []
    numbers.push({ phoneNumber, isoCountry: range.country, type: range.type, areaCode, locality, region, capabilities: range.has })
  }
  return numbers
}

/** The stock interleaved, so that a search without filters shows several places and not a hundred neighbours. */
function buildStock(): ReadonlyMap<string, StockNumber> {
  const lists = ranges().map(numbersIn)
  const stock = new Map<string, StockNumber>()
  for (let at = 0; lists.some((list) => at < list.length); at += 1) {
    for (const list of lists) {
      const number = list[at]
      if (number) stock.set(number.phoneNumber, number)
    }
  }
  return stock
}

export const STOCK = buildStock()
