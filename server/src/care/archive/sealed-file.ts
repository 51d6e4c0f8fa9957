import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Transform } from 'node:stream'
import type { SecretBox } from '../../platform/secrets.ts'

const CHUNK_BYTES = 1024 * 1024
const TAG_BYTES = 16
const LENGTH_BYTES = 4
const MOST_HEADER_BYTES = 4_096

/** A chunk may stand nowhere but at its place, and only the last one may end the file: cutting or reordering is noticed. */
const placeOf = (index: number, last: boolean) => Buffer.from(`${index}${last ? '.' : ','}`)

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(index), 4)
  return nonce
}

/** Encrypts a stream under a key of its own, which is sealed into the first line (AES-256-GCM in chunks of 1 MiB; the key serves one file only). */
export function sealing(secrets: SecretBox, belongsTo: string): Transform {
  const key = randomBytes(32)
  let waiting: Buffer[] = []
  let size = 0
  let index = 0
  const seal = (plain: Buffer, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index)).setAAD(placeOf(index, last))
    const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    const length = Buffer.alloc(LENGTH_BYTES)
    length.writeUInt32BE(sealed.length)
    index += 1
    return Buffer.concat([length, sealed])
  }
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      waiting.push(chunk)
      size += chunk.length
      // One chunk is held back, because the last one is sealed as such.
      if (size <= CHUNK_BYTES) return callback()
      let all = Buffer.concat(waiting)
      while (all.length > CHUNK_BYTES) {
        this.push(seal(all.subarray(0, CHUNK_BYTES), false))
        all = all.subarray(CHUNK_BYTES)
      }
      waiting = [all]
      size = all.length
      callback()
    },
    flush(callback) {
      this.push(seal(Buffer.concat(waiting), true))
      callback()
    },
  })
  stream.push(`${secrets.seal(key.toString('base64url'), belongsTo)}\n`)
  return stream
}

/** Decrypts what `sealing` wrote. Errors when a byte was changed, or when the end is missing. */
export function opening(secrets: SecretBox, belongsTo: string): Transform {
  let key: Buffer | undefined
  let rest = Buffer.alloc(0)
  let index = 0
  const open = (sealed: Buffer, last: boolean): Buffer => {
    if (!key) throw new Error('The file has no beginning.')
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index)).setAAD(placeOf(index, last))
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
    index += 1
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()])
  }
  const readHeader = () => {
    const end = rest.indexOf(10)
    if (end < 0 && rest.length > MOST_HEADER_BYTES) throw new Error('This is not a sealed file.')
    if (end < 0) return
    key = Buffer.from(secrets.open(rest.subarray(0, end).toString(), belongsTo), 'base64url')
    rest = rest.subarray(end + 1)
  }
  const whole = () => (rest.length >= LENGTH_BYTES ? LENGTH_BYTES + rest.readUInt32BE() : Number.POSITIVE_INFINITY)
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      try {
        rest = Buffer.concat([rest, chunk])
        if (!key) readHeader()
        // The last chunk is opened at the end only, as the last.
        while (key && rest.length > whole()) {
          const end = whole()
          this.push(open(rest.subarray(LENGTH_BYTES, end), false))
          rest = rest.subarray(end)
        }
        callback()
      } catch (error) {
        callback(error as Error)
      }
    },
    flush(callback) {
      try {
        if (rest.length !== whole()) throw new Error('The end of the file is missing.')
        this.push(open(rest.subarray(LENGTH_BYTES), true))
        callback()
      } catch (error) {
        callback(error as Error)
      }
    },
  })
}
