import { type Id, idSchema } from '../../platform/ids.ts'
import type { OfferingId, OfferingStatus } from '../../spine/catalog/index.ts'

export type ComputeProductId = Id<'computeProduct'>
export const ComputeProductId = idSchema<ComputeProductId>()

/** A size of server as the operator offers it; resellers sell the same sizes at their own prices. */
export type ComputeProduct = {
  readonly id: ComputeProductId
  readonly offeringId: OfferingId
  /** The offering's short name, by which a size is ordered. */
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly status: OfferingStatus
  readonly sortOrder: number
  readonly cpu: number
  readonly ramMib: number
  readonly diskGib: number
  readonly createdAt: Date
}

/** What a server boots, and the least it needs. */
export type Image = {
  readonly key: string
  readonly name: string
  readonly description: string
  readonly leastRamMib: number
  readonly leastDiskGib: number
  /** Whether the guest hears the power button. */
  readonly acpi: boolean
}

/** Bootable images. A machine that lacks one refuses the order, and nothing is charged. */
export const IMAGES: readonly Image[] = [
  {
    key: 'linecard-mini',
    name: 'Linux mini',
    description: 'A small Linux from Debian’s kernel and BusyBox with a web server; up in seconds.',
    leastRamMib: 128,
    leastDiskGib: 1,
    acpi: true,
  },
]

export const findImage = (key: string): Image | undefined => IMAGES.find((image) => image.key === key)

/** Types of OpenSSH public keys, one line: they go into the guest's seed as they are. */
const SSH_KEY =
  /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\.com) [A-Za-z0-9+/]{32,2000}={0,3}( [\w.@+-]{1,100})?$/

export const isSshKey = (text: string): boolean => SSH_KEY.test(text)
