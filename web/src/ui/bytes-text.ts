const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const

/** A size as people read it, in steps of 1,024: “1.5 GB”, “812 KB”. */
export function bytesText(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)))
  const value = bytes / 1024 ** step
  return `${step === 0 ? value : Number(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0))} ${UNITS[step]}`
}
