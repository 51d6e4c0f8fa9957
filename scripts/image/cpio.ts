/** One entry of an initramfs; `mode` has the file type in it. */
export type Entry = { readonly name: string; readonly mode: number; readonly data?: Buffer }

export const directory = (name: string): Entry => ({ name, mode: 0o040755 })
export const file = (name: string, data: Buffer | string, mode = 0o100644): Entry => ({ name, mode, data: Buffer.from(data) })
export const program = (name: string, data: Buffer | string): Entry => file(name, data, 0o100755)
export const link = (name: string, target: string): Entry => file(name, target, 0o120777)

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])

function entry({ name, mode, data = Buffer.alloc(0) }: Entry, inode: number): Buffer {
  const path = Buffer.from(`${name}\0`)
  const fields = [inode, mode, 0, 0, 1, 0, data.length, 0, 0, 0, 0, path.length, 0]
  const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`
  return Buffer.concat([padded(Buffer.concat([Buffer.from(header), path])), padded(data)])
}

/** An archive in the "newc" format, which is what the kernel unpacks as its first file system. Folders come before what is in them. */
export const cpio = (entries: readonly Entry[]): Buffer =>
  Buffer.concat([...entries.map((one, index) => entry(one, index + 1)), entry({ name: 'TRAILER!!!', mode: 0 }, 0)])
