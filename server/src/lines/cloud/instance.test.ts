import { describe, expect, test } from 'vitest'
import { DomainError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { rate } from '../../platform/money.ts'
import {
  adopted,
  assertCommand,
  assertQuota,
  type Command,
  correction,
  type Hold,
  type Instance,
  instanceTransitions,
  type Lifecycle,
  type Power,
  statusOf,
  withHold,
  withLifecycle,
  withoutHold,
} from './instance.ts'
import { IDLE_METER } from './metering.ts'

const BILLING: Hold = { kind: 'billing', reason: 'The wallet is empty.', since: '2026-01-01T00:00:00.000Z' }
const ADMIN: Hold = { ...BILLING, kind: 'admin', reason: 'Asked by the police.' }

const server = (change: Partial<Instance> = {}): Instance => ({
  id: newId(),
  accountId: newId(),
  offeringId: newId(),
  size: 's1',
  cpu: 1,
  ramMib: 128,
  diskGib: 1,
  image: 'linecard-mini',
  region: 'here',
  name: 'web-1',
  sshKey: null,
  providerId: newId(),
  lifecycle: 'active',
  power: 'on',
  observedAt: null,
  wants: 'on',
  holds: [],
  task: null,
  missingSince: null,
  unreachableSince: null,
  plan: { hourly: rate('USD', '0.01'), cap: null },
  trace: {},
  meter: IDLE_METER,
  unitHoldId: null,
  address: null,
  access: [],
  error: null,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  readyAt: null,
  trashedAt: null,
  purgeAt: null,
  deletedAt: null,
  ...change,
})

const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
  return 'possible'
}

describe('the status follows from the four axes', () => {
  const cases: readonly [Partial<Instance>, string][] = [
    [{ lifecycle: 'pending', power: 'unknown' }, 'pending'],
    [{ lifecycle: 'provisioning', power: 'on' }, 'provisioning'],
    [{ lifecycle: 'error', holds: [BILLING] }, 'error'],
    [{ lifecycle: 'trashed', power: 'off', task: 'delete' }, 'deleted'],
    [{ lifecycle: 'deleting' }, 'deleting'],
    [{ lifecycle: 'deleted' }, 'deleted'],
    [{ holds: [BILLING], task: 'stop' }, 'suspended'],
    [{ task: 'stop' }, 'stopping'],
    [{ task: 'reboot' }, 'rebooting'],
    [{ task: 'reset' }, 'rebooting'],
    [{ task: 'start', power: 'off' }, 'stopped'],
    [{ power: 'on' }, 'running'],
    [{ power: 'off' }, 'stopped'],
    [{ power: 'paused' }, 'paused'],
    [{ power: 'unknown' }, 'unknown'],
  ]
  test.each(cases)('%j is %s', (axes, status) => expect(statusOf(server(axes))).toBe(status))
})

test('every change of the lifecycle that is not in the table is refused', () => {
  const states = Object.keys(instanceTransitions) as Lifecycle[]
  for (const from of states)
    for (const to of states) {
      const allowed = instanceTransitions[from].includes(to)
      expect(
        codeOf(() => withLifecycle(server({ lifecycle: from }), to)),
        `${from} to ${to}`,
      ).toBe(allowed ? 'possible' : 'request.invalidTransition')
    }
})

describe('a command is possible only from the right power', () => {
  const powers: readonly Power[] = ['on', 'off', 'paused', 'unknown']
  const possible: Readonly<Record<string, readonly Power[]>> = {
    start: ['off'],
    stop: ['on', 'paused', 'unknown'],
    reboot: ['on'],
    reset: ['on', 'paused'],
  }
  for (const command of ['start', 'stop', 'reboot', 'reset'] as const)
    test.each(powers)(`${command} while the power is %s`, (power) =>
      expect(codeOf(() => assertCommand(server({ power }), command))).toBe(
        possible[command]?.includes(power) ? 'possible' : 'request.invalidTransition',
      ),
    )

  test('one at a time, and the refusal names the one that runs', () => {
    const tasks: readonly Command[] = ['start', 'stop', 'reboot', 'reset', 'suspend']
    for (const task of tasks) expect(codeOf(() => assertCommand(server({ task }), 'reboot'))).toBe('cloud.busy')
  })

  test('a held server may be stopped and nothing else, whatever its power', () => {
    expect(codeOf(() => assertCommand(server({ power: 'off', holds: [BILLING] }), 'start'))).toBe('cloud.held')
    expect(codeOf(() => assertCommand(server({ holds: [ADMIN] }), 'reboot'))).toBe('cloud.held')
    expect(codeOf(() => assertCommand(server({ holds: [BILLING] }), 'stop'))).toBe('possible')
  })

  test('nothing is possible before it is ready or after it is deleted', () => {
    for (const lifecycle of ['pending', 'provisioning', 'error', 'deleting', 'deleted'] as const)
      expect(codeOf(() => assertCommand(server({ lifecycle }), 'stop'))).toBe('request.invalidTransition')
    expect(codeOf(() => assertCommand(server({ lifecycle: 'trashed', power: 'off' }), 'start'))).toBe('cloud.inTrash')
  })
})

test('paying lifts only the billing hold', () => {
  const both = withHold(withHold(server(), BILLING), ADMIN)
  expect(withHold(both, BILLING).holds).toHaveLength(2)
  expect(withoutHold(both, 'billing').holds).toEqual([ADMIN])
})

test('a held server that runs is switched off, and one that should run again is started', () => {
  expect(correction(server({ holds: [BILLING] }))).toBe('suspend')
  expect(correction(server({ holds: [BILLING], power: 'off' }))).toBeNull()
  expect(correction(server({ holds: [BILLING], task: 'stop' }))).toBeNull()
  expect(correction(server({ power: 'off' }))).toBe('start')
  expect(correction(server({ power: 'off', wants: 'off' }))).toBeNull()
  expect(correction(server({ power: 'off', lifecycle: 'trashed' }))).toBeNull()
})

test('a guest that switches itself off stays off, unless somebody else is at work on it', () => {
  expect(adopted(server(), 'off').wants).toBe('off')
  expect(adopted(server({ task: 'reboot' }), 'off').wants).toBe('on')
  expect(adopted(server({ wants: 'off', power: 'off' }), 'on').wants).toBe('on')
  expect(adopted(server({ holds: [BILLING], power: 'off' }), 'on').wants).toBe('on')
  expect(adopted(server(), 'unknown').wants).toBe('on')
})

test('the quota counts servers, vCPUs, memory and disk together with what is wanted', () => {
  const used = { instances: 4, cpu: 4, ramMib: 4096, diskGib: 40 }
  expect(codeOf(() => assertQuota(used, { cpu: 12, ramMib: 1024, diskGib: 10 }))).toBe('possible')
  expect(codeOf(() => assertQuota({ ...used, instances: 5 }, { cpu: 1, ramMib: 128, diskGib: 1 }))).toBe('cloud.quotaReached')
  expect(codeOf(() => assertQuota(used, { cpu: 13, ramMib: 1024, diskGib: 10 }))).toBe('cloud.quotaReached')
  expect(codeOf(() => assertQuota(used, { cpu: 1, ramMib: 32_768, diskGib: 10 }))).toBe('cloud.quotaReached')
})
