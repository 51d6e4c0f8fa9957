const SECTOR = 2_048
const FIRST_FILE = 21

const both32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32LE(value, 0)
  bytes.writeUInt32BE(value, 4)
  return bytes
}

const both16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt16LE(value, 0)
  bytes.writeUInt16BE(value, 2)
  return bytes
}

/** A directory record of ISO 9660 (ECMA-119, 9.1), every date the same. */
function record(sector: number, length: number, isDirectory: boolean, name: Buffer): Buffer {
  const bytes = Buffer.alloc(33 + name.length + ((name.length + 1) % 2))
  bytes[0] = bytes.length
  both32(sector).copy(bytes, 2)
  both32(length).copy(bytes, 10)
  bytes.set([126, 1, 1, 0, 0, 0, 0], 18)
  bytes[25] = isDirectory ? 2 : 0
  both16(1).copy(bytes, 28)
  bytes[32] = name.length
  name.copy(bytes, 33)
  return bytes
}

function primaryDescriptor(sectors: number, label: string): Buffer {
  const bytes = Buffer.alloc(SECTOR)
  bytes[0] = 1
  bytes.write('CD001', 1)
  bytes[6] = 1
  bytes.fill(0x20, 8, 72)
  bytes.write(label, 40)
  both32(sectors).copy(bytes, 80)
  both16(1).copy(bytes, 120)
  both16(1).copy(bytes, 124)
  both16(SECTOR).copy(bytes, 128)
  both32(10).copy(bytes, 132)
  bytes.writeUInt32LE(18, 140)
  bytes.writeUInt32BE(19, 148)
  record(20, SECTOR, true, Buffer.from([0])).copy(bytes, 156)
  bytes.fill(0x20, 190, 813)
  bytes[881] = 1
  return bytes
}

function pathTable(bigEndian: boolean): Buffer {
  const bytes = Buffer.alloc(10)
  bytes[0] = 1
  if (bigEndian) bytes.writeUInt32BE(20, 2)
  else bytes.writeUInt32LE(20, 2)
  bytes[bigEndian ? 7 : 6] = 1
  return bytes
}

/** A small ISO 9660 volume with files in its root. Names are kept as they are, which Linux reads and the letter of the standard does not allow. */
export function isoOf(label: string, files: Readonly<Record<string, string>>): Buffer {
  let next = FIRST_FILE
  const placed = Object.entries(files)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => {
      const data = Buffer.from(text)
      const at = next
      next += Math.max(1, Math.ceil(data.length / SECTOR))
      return { name, data, at }
    })
  const volume = Buffer.alloc(next * SECTOR)
  primaryDescriptor(next, label).copy(volume, 16 * SECTOR)
  volume[17 * SECTOR] = 255
  volume.write('CD001', 17 * SECTOR + 1)
  volume[17 * SECTOR + 6] = 1
  pathTable(false).copy(volume, 18 * SECTOR)
  pathTable(true).copy(volume, 19 * SECTOR)
  const root = [record(20, SECTOR, true, Buffer.from([0])), record(20, SECTOR, true, Buffer.from([1]))]
  for (const { name, data, at } of placed) {
    root.push(record(at, data.length, false, Buffer.from(name)))
    data.copy(volume, at * SECTOR)
  }
  Buffer.concat(root).copy(volume, 20 * SECTOR)
  return volume
}

/** The NoCloud seed by which a guest learns its id, its name and whose key may enter. Both are checked before: one line, no quotes. */
export const seedOf = (spec: { readonly instanceId: string; readonly hostname: string; readonly sshKey: string | null }): Buffer =>
  isoOf('cidata', {
    'meta-data': `instance-id: ${spec.instanceId}\nlocal-hostname: ${spec.hostname}\n`,
    'user-data': `#cloud-config\n${spec.sshKey ? `ssh_authorized_keys:\n  - ${spec.sshKey}\n` : ''}`,
  })
