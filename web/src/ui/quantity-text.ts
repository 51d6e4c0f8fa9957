const PER: Readonly<Record<string, { readonly size: bigint; readonly word: string }>> = {
  seconds: { size: 60n, word: 'min' },
  bytes: { size: 1_073_741_824n, word: 'GB' },
  messages: { size: 1n, word: 'texts' },
}

const HUNDREDTHS = 100n

/** Figures of a quantity as people read them: whole minutes counted up, gigabytes of 1024 megabytes with two decimals, counts as they are. */
function figure(unit: string, quantity: string): string {
  const per = PER[unit]
  const exact = BigInt(quantity)
  if (!per || per.size === 1n) return exact.toLocaleString('en')
  if (unit === 'seconds') return ((exact + per.size - 1n) / per.size).toLocaleString('en')
  return (Number((exact * HUNDREDTHS + per.size - 1n) / per.size) / 100).toLocaleString('en')
}

/** “100 min”, “1.5 GB”, “50 texts”, “1” */
export const quantityText = (unit: string, quantity: string): string => {
  const word = unit === 'messages' && quantity === '1' ? 'text' : PER[unit]?.word
  return word ? `${figure(unit, quantity)} ${word}` : figure(unit, quantity)
}

/** “41 of 100 min” */
export const usedText = (unit: string, used: string, granted: string): string => `${figure(unit, used)} of ${quantityText(unit, granted)}`

/** How full a bar is, in whole percent; anything used shows. */
export function usedPercent(used: string, granted: string): number {
  const [part, whole] = [BigInt(used), BigInt(granted)]
  if (whole === 0n || part === 0n) return 0
  return Math.max(1, Number((part * 100n) / whole))
}

/** How long a call took, to the second: “40:10”, “1:02:03”. */
export function durationText(seconds: string): string {
  const whole = Number(seconds)
  const pair = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)]
  return hours > 0 ? `${hours}:${pair(minutes)}:${pair(whole % 60)}` : `${minutes}:${pair(whole % 60)}`
}
