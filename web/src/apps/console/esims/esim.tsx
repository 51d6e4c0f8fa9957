import { Button, Group, SimpleGrid, Skeleton, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { esimQuery, mailEsim, refreshEsim, resumeEsim, suspendEsim } from '../../../api/esims.ts'
import type { Esim } from '../../../api/types.ts'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { AnchorLink } from '../../../ui/links.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { DataGauge } from '../../portal/esims/data-gauge.tsx'
import { BundleHistory } from '../../portal/esims/esim.tsx'
import { EndEsim } from '../../portal/esims/esim-settings.tsx'
import { InstallSection } from '../../portal/esims/install-section.tsx'
import { useBase, useMay } from '../place.ts'
import { UsageDays } from './usage-days.tsx'
import { vendorName } from './vendors.ts'

/** What staff do with somebody's eSIM. */
function Actions({ esim }: { readonly esim: Esim }) {
  const client = useQueryClient()
  const done = (message: string) => async () => {
    told(message)
    await client.invalidateQueries({ queryKey: ['esims'] })
  }
  const refresh = useMutation({
    mutationFn: () => refreshEsim(esim.id),
    onSuccess: done('The supplier is being asked.'),
    onError: toldProblem,
  })
  const mail = useMutation({ mutationFn: () => mailEsim(esim.id), onSuccess: done('The link was mailed.'), onError: toldProblem })
  const suspend = useMutation({ mutationFn: () => suspendEsim(esim.id), onSuccess: done('Data is paused.'), onError: toldProblem })
  const resume = useMutation({ mutationFn: () => resumeEsim(esim.id), onSuccess: done('Data flows again.'), onError: toldProblem })
  if (esim.endedAt || !esim.accountId) return null
  return (
    <>
      <Button variant="default" onClick={() => refresh.mutate()} loading={refresh.isPending}>
        Ask the supplier
      </Button>
      <Button variant="default" onClick={() => mail.mutate()} loading={mail.isPending}>
        Mail the link again
      </Button>
      {esim.status === 'active' && (
        <Button variant="default" onClick={() => suspend.mutate()} loading={suspend.isPending}>
          Pause data
        </Button>
      )}
      {esim.status === 'suspended' && (
        <Button variant="default" onClick={() => resume.mutate()} loading={resume.isPending}>
          Let data flow
        </Button>
      )}
    </>
  )
}

function Facts({ esim }: { readonly esim: Esim }) {
  const base = useBase()
  return (
    <Section title="Facts">
      <KeyValues
        facts={[
          {
            label: 'Customer',
            value: esim.accountId ? (
              <AnchorLink to={`${base}/customers/$id`} params={{ id: esim.accountId }}>
                {esim.accountName}
              </AnchorLink>
            ) : (
              'In stock'
            ),
          },
          { label: 'ICCID', value: esim.iccid },
          { label: 'EID', value: esim.eid ?? '–' },
          { label: 'Supplier', value: esim.vendor ? `${vendorName(esim.vendor)}, ${esim.packageCode}` : '–' },
          { label: 'Data at the supplier', value: esim.dataOn ? 'On' : 'Stopped' },
          { label: 'Buys again by itself', value: esim.autoRenew ? 'Yes' : 'No' },
          { label: 'Installing again', value: esim.reinstall },
          { label: 'Since', value: <When at={esim.createdAt} show="time" /> },
        ]}
      />
    </Section>
  )
}

/** One eSIM as staff see it. */
export function StaffEsim() {
  const { id } = useParams({ strict: false }) as { id: string }
  const base = useBase()
  const may = useMay()
  const { data: esim, error, refetch } = useQuery(esimQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!esim) return <Skeleton height={420} role="status" aria-label="Loading" />
  return (
    <>
      <PageHeader
        title={`eSIM ${esim.iccid}`}
        heading={
          <Group gap="sm">
            {esim.iccid}
            <StatusBadge status={esim.status} />
          </Group>
        }
        subtitle={esim.label || esim.bundle?.name}
        back={{ to: `${base}/esims`, label: 'eSIMs' }}
        actions={may('esim:write') && <Actions esim={esim} />}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        <Stack gap="md">
          {esim.bundle && (
            <Section title="Data" actions={<StatusBadge status={esim.bundle.status} />}>
              <DataGauge bundle={esim.bundle} />
            </Section>
          )}
          <UsageDays id={esim.id} />
          <BundleHistory bundles={esim.bundles} />
        </Stack>
        <Stack gap="md">
          <Facts esim={esim} />
          {!esim.endedAt && esim.accountId && may('esim:read-code') && <InstallSection esim={esim} />}
          {!esim.endedAt && may('esim:write') && <EndEsim esim={esim} />}
        </Stack>
      </SimpleGrid>
    </>
  )
}
