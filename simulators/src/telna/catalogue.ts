import { GB } from '../kit/sim-cards.ts'

export type Product = {
  readonly id: string
  readonly name: string
  /** Plain dollars. */
  readonly unitCost: number
  readonly template: string
  readonly bytes: number
  readonly days: number
  /** ISO 3166-1 alpha-3. */
  readonly countries: readonly string[]
}

const EUROPE =
  'AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN ISL IRL ITA LVA LIE LTU LUX MLT NLD NOR POL PRT ROU SVK SVN ESP SWE CHE GBR'.split(
    ' ',
  )

const product = (id: string, name: string, unitCost: number, gigabytes: number, days: number, countries: readonly string[]): Product => ({
  id,
  name,
  unitCost,
  // Packages put on a SIM later are named by their template.
  template: id.replace(/^1/, '5'),
  bytes: gigabytes * GB,
  days,
  countries,
})

const ALL: readonly Product[] = [
  product('1001', 'Germany 1GB 7D', 1.8, 1, 7, ['DEU']),
  product('1002', 'United Kingdom 3GB 30D', 3.6, 3, 30, ['GBR']),
  product('1003', 'Europe 5GB 30D', 9, 5, 30, EUROPE),
  product('1004', 'Europe 20GB 30D', 19, 20, 30, EUROPE),
  product('1005', 'United States 3GB 30D', 4.2, 3, 30, ['USA']),
  product('1006', 'United States 10GB 30D', 11, 10, 30, ['USA']),
  product('1007', 'Japan 5GB 15D', 6.3, 5, 15, ['JPN']),
  product('1008', 'World 3GB 30D', 12, 3, 30, [...EUROPE, 'USA', 'CAN', 'JPN']),
]

export const PRODUCTS: ReadonlyMap<string, Product> = new Map(ALL.map((one) => [one.id, one]))
export const byTemplate = (template: string): Product | undefined => ALL.find((one) => one.template === template)
