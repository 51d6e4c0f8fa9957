import type { Unit } from './allowance.ts'

/** 1 GB is 1024 MB is 1024² KB, wherever bytes are sold or shown. */
export const MB = 1_048_576n
export const GB = 1024n * MB

/** Bytes as people read them: 5 GB, 512 MB, 1.25 GB; rounded down to hundredths, because nobody has more than he has. */
export function dataText(bytes: bigint): string {
  const [unit, name] = bytes >= GB ? [GB, 'GB'] : [MB, 'MB']
  const hundredths = (bytes * 100n) / unit
  const fraction = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${hundredths / 100n}${fraction && `.${fraction}`} ${name}`
}

/** A quantity as people read it: started minutes are not counted, because nobody has used them whole. */
export function quantityText(quantity: bigint, unit: Unit): string {
  if (unit === 'seconds') return `${quantity / 60n} minutes`
  if (unit === 'bytes') return dataText(quantity)
  return unit === 'messages' ? `${quantity} messages` : String(quantity)
}
