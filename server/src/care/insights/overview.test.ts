import { expect, test } from 'vitest'
import { worldForTest } from '../../../test/support/world.ts'
import { createContext } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { overview } from './overview.ts'

test('jobs that gave up are told to whoever may see jobs, and to nobody else', async () => {
  const world = await worldForTest()
  const { tenantId, services } = world.context()
  await world.query(
    `insert into job_run (id, job_id, job, tenant_id, attempt, state, started_at, heartbeat_at, finished_at)
    values (gen_random_uuid(), '1', 'mail.deliver', $1, 5, 'failed', $2, $2, $2)`,
    [tenantId, world.clock.now()],
  )
  const told = async (...permissions: string[]) => {
    const actor = { kind: 'user', id: newId(), label: 'Olga', permissions: new Set(permissions) } as const
    return (await overview(createContext(services, { tenantId, actor }))).needsYou
  }
  expect(await told('overview:read', 'job:read')).toEqual([
    { kind: 'job.failed', label: 'Jobs that gave up in the last 24 hours', count: 1, link: '/jobs?state=failed' },
  ])
  expect(await told('overview:read')).toEqual([])
})
