import { Button, Group, Skeleton, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type RatePlan, ratePlanQuery } from '../../../api/rate-plans.ts'
import { UploadIcon } from '../../../ui/icons.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useBase, useMay } from '../place.ts'
import { Draft } from './draft.tsx'
import { EditRate } from './edit-rate.tsx'
import { ImportSheet } from './import-sheet.tsx'
import { DIRECTION_WORDS } from './list.tsx'
import { Rates } from './rates.tsx'
import { Settings } from './settings.tsx'
import { Tester } from './tester.tsx'
import { Versions } from './versions.tsx'

/** One rate plan: its prices, what is about to change, what was, and what a call costs. */
export function RatePlanPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const base = useBase()
  const { data: plan, error, refetch } = useQuery(ratePlanQuery(id))
  const [tab, setTab] = useState<string | null>('rates')
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!plan) return <Skeleton height={420} role="status" aria-label="Loading" />
  return (
    <>
      <PageHeader
        title={plan.name}
        heading={
          <Group gap="sm">
            {plan.name}
            {plan.uncommittedChanges && <StatusBadge status="draft" tone="warn" label="Uncommitted changes" />}
          </Group>
        }
        subtitle={`${plan.number} · ${DIRECTION_WORDS[plan.direction]} · ${plan.currency} per minute · ${plan.version === 0 ? 'nothing committed yet' : `version ${plan.version}`}`}
        back={{ to: `${base}/rate-plans`, label: 'Rate plans' }}
        actions={<PlanActions plan={plan} onChanged={() => setTab('draft')} />}
      />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="rates">Rates</Tabs.Tab>
          <Tabs.Tab value="draft">Uncommitted</Tabs.Tab>
          <Tabs.Tab value="versions">Versions</Tabs.Tab>
          <Tabs.Tab value="tester">Try a call</Tabs.Tab>
          <Tabs.Tab value="settings">Rules</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="rates">
          <Rates plan={plan} onChanged={() => setTab('draft')} />
        </Tabs.Panel>
        <Tabs.Panel value="draft">
          <Draft plan={plan} onCommitted={() => setTab('rates')} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <Versions plan={plan} onRestored={() => setTab('draft')} />
        </Tabs.Panel>
        <Tabs.Panel value="tester">
          <Tester plan={plan} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <Settings key={plan.version} plan={plan} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function PlanActions({ plan, onChanged }: { readonly plan: RatePlan; readonly onChanged: () => void }) {
  const may = useMay()
  const [editing, edit] = useDisclosure()
  const [importing, sheet] = useDisclosure()
  if (!may('rate-plan:write')) return null
  return (
    <>
      <Button variant="default" onClick={edit.open}>
        Set a price
      </Button>
      <Button leftSection={<UploadIcon size={16} />} onClick={sheet.open}>
        Import a sheet
      </Button>
      <EditRate key={String(editing)} plan={plan} opened={editing} onClose={edit.close} onSaved={onChanged} />
      <ImportSheet plan={plan} opened={importing} onClose={sheet.close} onKept={onChanged} />
    </>
  )
}
