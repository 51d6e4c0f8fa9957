import { GB } from '../kit/sim-cards.ts'

/** A package on sale; money is a whole number of ten-thousandths of a dollar. */
export type Package = {
  readonly packageCode: string
  readonly name: string
  readonly price: number
  /** Zero for unlimited data with a daily share at full speed. */
  readonly volume: number
  readonly duration: number
  readonly location: string
}

const EUROPE = 'AT,BE,BG,HR,CY,CZ,DK,EE,FI,FR,DE,GR,HU,IS,IE,IT,LV,LI,LT,LU,MT,NL,NO,PL,PT,RO,SK,SI,ES,SE,CH,GB'

const BASE: readonly Package[] = [
  { packageCode: 'DE-1-7', name: 'Germany 1GB 7Days', price: 16_000, volume: GB, duration: 7, location: 'DE' },
  { packageCode: 'GB-3-30', name: 'United Kingdom 3GB 30Days', price: 32_000, volume: 3 * GB, duration: 30, location: 'GB' },
  { packageCode: 'EU-5-30', name: 'Europe 5GB 30Days', price: 82_000, volume: 5 * GB, duration: 30, location: EUROPE },
  { packageCode: 'EU-20-30', name: 'Europe 20GB 30Days', price: 175_000, volume: 20 * GB, duration: 30, location: EUROPE },
  { packageCode: 'US-3-30', name: 'United States 3GB 30Days', price: 39_000, volume: 3 * GB, duration: 30, location: 'US' },
  { packageCode: 'US-10-30', name: 'United States 10GB 30Days', price: 104_000, volume: 10 * GB, duration: 30, location: 'US' },
  { packageCode: 'JP-5-15', name: 'Japan 5GB 15Days', price: 59_000, volume: 5 * GB, duration: 15, location: 'JP' },
  { packageCode: 'GL-3-30', name: 'Global 3GB 30Days', price: 116_000, volume: 3 * GB, duration: 30, location: `${EUROPE},US,CA,JP` },
  { packageCode: 'EU-UL-10', name: 'Europe Unlimited 10Days', price: 195_000, volume: 0, duration: 10, location: EUROPE },
]

/** Top-ups have codes of their own. */
export const PACKAGES: ReadonlyMap<string, Package> = new Map(
  BASE.flatMap((one) => [one, { ...one, packageCode: `TOPUP_${one.packageCode}` }]).map((one) => [one.packageCode, one]),
)

export const isTopUp = ({ packageCode }: Package): boolean => packageCode.startsWith('TOPUP_')
