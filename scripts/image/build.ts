import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { cpio, directory, type Entry, file, link, program } from './cpio.ts'

export const IMAGE = 'linecard-mini'

/** In the order in which they must be loaded: insmod resolves nothing. `button` and `evdev` are what makes the power button work. */
const MODULES = [
  'virtio_ring',
  'virtio',
  'virtio_pci_modern_dev',
  'virtio_pci_legacy_dev',
  'virtio_pci',
  'failover',
  'net_failover',
  'virtio_net',
  'virtio_blk',
  'virtio_balloon',
  'cdrom',
  'isofs',
  'evdev',
  'button',
]

const APPLETS =
  'sh mount umount ls cat echo sleep ip insmod hostname httpd poweroff reboot acpid udhcpc dmesg grep sed cut tr uname free ps kill date mkdir ln setsid cttyhack head tail sync test true ping dd df find chmod printf vi top'

const DHCP = `#!/bin/sh
case "$1" in bound|renew)
  ip addr flush dev $interface
  ip addr add $ip/\${mask:-24} dev $interface
  [ -n "$router" ] && ip route add default via $router
esac
`

/** Debian's newest cloud kernel; its package's name has the version in it. */
function kernelPackage(): string {
  const said = execFileSync('apt-cache', ['depends', 'linux-image-cloud-amd64'], { encoding: 'utf8' })
  const name = /Depends: (linux-image-[\w.-]+)/.exec(said)?.[1]
  if (!name) throw new Error('linux-image-cloud-amd64 is not known here: run apt-get update first.')
  return name
}

/** Fetches Debian packages and unpacks them side by side, without installing anything. */
function unpack(packages: readonly string[], into: string): void {
  execFileSync('apt-get', ['download', '-o', 'APT::Sandbox::User=root', ...packages], { cwd: into, stdio: 'pipe' })
  for (const deb of readdirSync(into).filter((name) => name.endsWith('.deb')))
    execFileSync('dpkg-deb', ['-x', path.join(into, deb), path.join(into, 'root')])
}

function findModule(tree: string, name: string): Buffer {
  const found = readdirSync(tree, { recursive: true, encoding: 'utf8' }).find((one) => path.basename(one) === `${name}.ko`)
  if (!found) throw new Error(`The kernel package has no module ${name}.`)
  return readFileSync(path.join(tree, found))
}

function initramfs(root: string): Buffer {
  const modules = path.join(root, 'lib/modules')
  const entries: Entry[] = [
    ...['bin', 'proc', 'sys', 'dev', 'etc', 'tmp', 'mnt', 'lib', 'lib/mod', 'www', 'www/cgi-bin', 'root'].map(directory),
    program('bin/busybox', readFileSync(path.join(root, 'bin/busybox'))),
    ...APPLETS.split(' ').map((name) => link(`bin/${name}`, 'busybox')),
    ...MODULES.map((name) => file(`lib/mod/${name}.ko`, findModule(modules, name))),
    file('lib/mod/order', MODULES.join('\n')),
    program('etc/udhcpc.sh', DHCP),
    program('init', readFileSync(path.join(import.meta.dirname, 'init.sh'))),
  ]
  return gzipSync(cpio(entries), { level: 9 })
}

/**
 * Builds the small Linux that servers boot, from Debian's own packages, into the folder of images of an installation. An image that is there is kept.
 * Answers the folder. Needs apt-get, dpkg-deb and qemu-img.
 */
export function buildImage(home: string): string {
  const images = path.join(home, 'compute', 'images')
  const target = path.join(images, IMAGE)
  if (existsSync(path.join(target, 'image.json'))) return target
  mkdirSync(images, { recursive: true, mode: 0o700 })
  const work = mkdtempSync(path.join(images, '.building-'))
  try {
    const kernel = kernelPackage()
    const packages = path.join(work, 'packages')
    mkdirSync(packages)
    unpack([kernel, 'busybox-static'], packages)
    const root = path.join(packages, 'root')
    const vmlinuz = readdirSync(path.join(root, 'boot')).find((name) => name.startsWith('vmlinuz'))
    if (!vmlinuz) throw new Error('The kernel package has no kernel.')
    renameSync(path.join(root, 'boot', vmlinuz), path.join(work, 'vmlinuz'))
    writeFileSync(path.join(work, 'initrd.gz'), initramfs(root), { mode: 0o600 })
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', path.join(work, 'base.qcow2'), '1G'])
    writeFileSync(path.join(work, 'image.json'), `${JSON.stringify({ name: IMAGE, kernel }, null, 2)}\n`, { mode: 0o600 })
    rmSync(packages, { recursive: true })
    // Whole or not at all: whoever looks sees an image that works.
    renameSync(work, target)
    return target
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
