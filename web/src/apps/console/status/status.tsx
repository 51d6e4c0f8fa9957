import { Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { systemStatusQuery } from '../../../api/monitoring.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { Alerts } from './alerts.tsx'
import { Budgets } from './budgets.tsx'
import { Integrations } from './integrations.tsx'
import { Light } from './light.tsx'
import { Overview } from './overview.tsx'

/** How the machine and the vendors are; never green before it is known. */
export function SystemStatus() {
  const { data, error, refetch } = useQuery(systemStatusQuery)
  return (
    <>
      <PageHeader title="System status" subtitle="What is measured each minute, and what is wrong." />
      {error && !data && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={320} role="status" aria-label="Loading" />}
      {data && (
        <>
          <Light status={data} />
          <Tabs defaultValue="overview" keepMounted={false}>
            <Tabs.List mb="md">
              <Tabs.Tab value="overview">Overview</Tabs.Tab>
              <Tabs.Tab value="alerts">Alerts</Tabs.Tab>
              <Tabs.Tab value="integrations">Integrations</Tabs.Tab>
              <Tabs.Tab value="budgets">Budgets</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="overview">
              <Overview status={data} />
            </Tabs.Panel>
            <Tabs.Panel value="alerts">
              <Alerts />
            </Tabs.Panel>
            <Tabs.Panel value="integrations">
              <Integrations status={data} />
            </Tabs.Panel>
            <Tabs.Panel value="budgets">
              <Budgets />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </>
  )
}
