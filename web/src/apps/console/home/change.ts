const SCALE = 1_000_000n

/** A plain decimal as a bigint of millionths: differences of money are never taken on floats. */
function micros(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const units = BigInt(whole) * SCALE + BigInt(fraction.padEnd(6, '0').slice(0, 6))
  return text.startsWith('-') ? -units : units
}

/** How a figure compares to the period before: “+12 % on the period before”. */
export function changeText(now: string, before: string): string {
  const [current, previous] = [micros(now), micros(before)]
  if (previous === 0n) return current === 0n ? 'as before' : 'nothing before'
  const percent = ((current - previous) * 100n) / (previous < 0n ? -previous : previous)
  if (percent === 0n) return 'as before'
  return `${percent > 0n ? '+' : '−'}${(percent < 0n ? -percent : percent).toString()} % on the period before`
}
