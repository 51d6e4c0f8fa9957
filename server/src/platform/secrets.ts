import { createCipheriv, createDecipheriv, createHash, hash as digest, hkdfSync, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** An envelope `lc1.<key id>.<nonce>.<ciphertext>`: AES-256-GCM, bound to what it belongs to (G10). */
export interface SecretBox {
  seal(plain: string, belongsTo: string): string
  open(envelope: string, belongsTo: string): string
}

const KEY_BYTES = 32

/** A box over one or more master keys (base64url, 32 bytes each); the first seals, all open, so a key can be rotated. */
export function createSecretBox(masterKeys: readonly string[]): SecretBox {
  const keys = masterKeys.map((text) => {
    const raw = Buffer.from(text, 'base64url')
    if (raw.length !== KEY_BYTES) throw new Error('A master key must be 32 bytes in base64url.')
    return {
      id: createHash('sha256').update(raw).digest('hex').slice(0, 8),
      key: Buffer.from(hkdfSync('sha256', raw, '', 'linecard secrets', KEY_BYTES)),
    }
  })
  const current = keys[0]
  if (!current) throw new Error('At least one master key is needed.')
  return {
    seal(plain, belongsTo) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', current.key, nonce).setAAD(Buffer.from(belongsTo))
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `lc1.${current.id}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`
    },
    open(envelope, belongsTo) {
      const [version, keyId, nonce, sealed] = envelope.split('.')
      const key = keys.find((candidate) => candidate.id === keyId)
      if (version !== 'lc1' || !key || !nonce || !sealed) throw new Error('This secret was sealed with a key that is not configured.')
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key.key, Buffer.from(nonce, 'base64url')).setAAD(Buffer.from(belongsTo))
      decipher.setAuthTag(bytes.subarray(bytes.length - 16))
      return Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - 16)), decipher.final()]).toString('utf8')
    },
  }
}

/** OWASP's argon2id parameters: 19 MiB, 2 passes, 1 lane. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON)

let unknownUserHash: Promise<string> | undefined

/** Checks a password; an unknown user (`undefined`) costs the same time as a known one. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  unknownUserHash ??= hashPassword(randomBytes(16).toString('hex'))
  const matches = await verify(passwordHash ?? (await unknownUserHash), password)
  return matches && passwordHash !== undefined
}

/** A bearer secret shown once; only its SHA-256 is stored. */
export const newToken = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`

export const hashToken = (token: string): Buffer => digest('sha256', token, 'buffer')
