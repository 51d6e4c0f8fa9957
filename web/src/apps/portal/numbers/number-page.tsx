import { Button, Group, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { numberQuery, undoRelease } from '../../../api/numbers.ts'
import type { PhoneNumber as OwnNumber } from '../../../api/types.ts'
import { SendIcon } from '../../../ui/icons.tsx'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PhoneNumber } from '../../../ui/phone-number.tsx'
import { phoneText } from '../../../ui/phone-text.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { countryName, typeName } from '../../storefront/countries.ts'
import { Capabilities } from '../../storefront/offers.tsx'
import { NumberSettings } from './number-settings.tsx'
import { ReleaseNumber } from './release-number.tsx'

const route = getRouteApi('/portal/numbers/$id')

function Released({ number }: { readonly number: OwnNumber }) {
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: () => undoRelease(number.id),
    onSuccess: () => {
      told('Your number is back.')
      return client.invalidateQueries({ queryKey: ['numbers'] })
    },
    onError: toldProblem,
  })
  return (
    <Notice tone="warn" title="You released this number" mb="md">
      <Group justify="space-between" gap="sm">
        <Text size="sm">It waits in quarantine before anybody else can have it. Until then you can take it back.</Text>
        <Button size="xs" variant="default" onClick={() => undo.mutate()} loading={undo.isPending}>
          Undo release
        </Button>
      </Group>
    </Notice>
  )
}

const GONE = ['released', 'quarantined', 'failed', 'purged']

/** One number: what it is, what it costs, its settings, and letting it go. */
export function NumberPage() {
  const { id } = route.useParams()
  const { data: number, error, refetch } = useQuery(numberQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!number) return <Skeleton height={360} role="status" aria-label="Loading" />
  const gone = GONE.includes(number.status)
  return (
    <>
      <PageHeader
        title={phoneText(number.e164)}
        heading={
          <Group gap="sm">
            <PhoneNumber e164={number.e164} />
            <StatusBadge status={number.status} />
            {number.primary && <StatusBadge status="primary" label="Main number" />}
          </Group>
        }
        subtitle={number.label}
        back={{ to: '/numbers', label: 'Numbers' }}
        actions={
          number.status === 'active' && (
            <>
              <ButtonLink to="/numbers/$id/rules" params={{ id }} variant="default">
                Call rules
              </ButtonLink>
              <ButtonLink to="/messages" search={{ number: number.id, compose: '1' }} leftSection={<SendIcon size={16} />}>
                Send a message
              </ButtonLink>
            </>
          )
        }
      />
      {['released', 'quarantined'].includes(number.status) && <Released number={number} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Section title="Details">
          <KeyValues
            facts={[
              { label: 'Country', value: countryName(number.country) },
              { label: 'Type', value: typeName(number.type) },
              { label: 'Can do', value: <Capabilities of={number.capabilities} /> },
              { label: 'Costs a month', value: <Money value={number.monthly} /> },
              { label: 'Paid until', value: number.periodEnd ? <When at={number.periodEnd} show="date" /> : '–' },
            ]}
          />
        </Section>
        {!gone && <NumberSettings number={number} />}
        {!gone && <ReleaseNumber number={number} />}
      </SimpleGrid>
    </>
  )
}
