/** PostgreSQL counts its instants from here. */
const EPOCH_MS = Date.UTC(2000, 0, 1)

const HEX = Int8Array.from({ length: 128 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(digit) ? -1 : digit
})

const DASHES: ReadonlySet<number> = new Set([8, 13, 18, 23])

/** Writes the sixteen bytes of a UUID. Throws a TypeError for anything else. */
export function writeUuid(bytes: Buffer, at: number, value: string): void {
  let valid = value.length === 36
  let next = at
  for (let position = 0; position < 36; position += 2) {
    if (DASHES.has(position)) {
      valid &&= value.charCodeAt(position) === 45
      position += 1
    }
    const byte = ((HEX[value.charCodeAt(position)] ?? -1) << 4) | (HEX[value.charCodeAt(position + 1)] ?? -1)
    valid &&= byte >= 0
    bytes[next] = byte
    next += 1
  }
  if (!valid) throw new TypeError(`"${value}" is not a UUID.`)
}

/** Writes an instant, given in milliseconds since 1970, as the eight bytes of a `timestamptz`. */
export function writeInstant(bytes: Buffer, at: number, milliseconds: number): void {
  bytes.writeBigInt64BE(BigInt(milliseconds - EPOCH_MS) * 1_000n, at)
}
