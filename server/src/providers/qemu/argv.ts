import { createHash } from 'node:crypto'
import type { InstanceSpec } from '../../lines/cloud/port.ts'

export type Accelerator = 'tcg' | 'kvm'

export type Paths = {
  readonly kernel: string
  readonly initrd: string
  readonly disk: string
  readonly seed: string
  readonly pidfile: string
  readonly control: string
  readonly metrics: string
  readonly vnc: string
  readonly serial: string
}

/** The address that every guest has in its own network; no packet of it leaves the machine. */
export const GUEST_ADDRESS = '203.0.113.57'
/** The name of the network device's backend, for cutting its link. */
export const NETDEV = 'n0'
export const BALLOON = 'bal0'

/** A locally administered address that follows from the instance, so that no two guests share one. */
export function macOf(instanceId: string): string {
  const hash = createHash('sha256').update(instanceId).digest()
  return ['52', '54', '00', ...[...hash.subarray(0, 3)].map((byte) => byte.toString(16).padStart(2, '0'))].join(':')
}

/** A comma separates options in QEMU's own syntax; doubled it is a comma. */
const quoted = (text: string): string => text.replaceAll(',', ',,')

/**
 * The command line of one guest: direct kernel boot, an overlay disk, the seed, user-mode network that reaches nothing but the forwarded port, and
 * sockets for monitor, screen and serial line. The sandbox forbids it to start other programs.
 */
export function argvOf(
  spec: InstanceSpec,
  paths: Paths,
  host: { readonly httpPort: number; readonly accel: Accelerator },
): readonly string[] {
  const socket = (path: string) => `unix:${quoted(path)},server=on,wait=off`
  return [
    ...['-name', `lc-${spec.instanceId},process=lc-${spec.instanceId.slice(-12)}`, '-uuid', spec.instanceId],
    ...['-machine', 'q35', '-accel', host.accel, '-m', `${spec.ramMib}M`, '-smp', String(spec.cpu)],
    ...['-nodefaults', '-no-user-config', '-display', 'none'],
    ...['-sandbox', 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny'],
    ...['-kernel', paths.kernel, '-initrd', paths.initrd, '-append', 'console=tty0 console=ttyS0 quiet panic=-1'],
    ...['-device', 'VGA', '-vnc', `unix:${quoted(paths.vnc)}`],
    ...['-chardev', `socket,id=s0,path=${quoted(paths.serial)},server=on,wait=off`, '-serial', 'chardev:s0'],
    ...['-qmp', socket(paths.control), '-qmp', socket(paths.metrics)],
    '-netdev',
    `user,id=${NETDEV},net=203.0.113.0/24,host=203.0.113.1,dns=203.0.113.3,dhcpstart=${GUEST_ADDRESS},restrict=on,hostfwd=tcp:127.0.0.1:${host.httpPort}-:80`,
    ...['-device', `virtio-net-pci,netdev=${NETDEV},mac=${macOf(spec.instanceId)},romfile=`],
    ...['-blockdev', `driver=qcow2,node-name=root,file.driver=file,file.filename=${quoted(paths.disk)},discard=unmap`],
    ...['-device', 'virtio-blk-pci,drive=root,id=vd0'],
    ...['-blockdev', `driver=raw,node-name=seed,read-only=on,file.driver=file,file.filename=${quoted(paths.seed)}`],
    ...['-device', 'virtio-blk-pci,drive=seed'],
    ...['-device', `virtio-balloon-pci,id=${BALLOON}`, '-device', 'pvpanic-pci', '-pidfile', paths.pidfile],
  ]
}
