import { Group, Select, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { storeQuery } from '../../../api/esims.ts'
import type { StorePlan } from '../../../api/types.ts'
import { Empty } from '../../../ui/empty.tsx'
import { SimIcon } from '../../../ui/icons.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useListSearch } from '../../../ui/table/use-list-search.ts'
import { countryName } from '../../storefront/countries.ts'
import { BuyPlan } from './buy-plan.tsx'
import { PlanCard } from './plan-card.tsx'

const SORTS = [
  { value: 'price', label: 'Cheapest first' },
  { value: 'data', label: 'Most data first' },
  { value: 'per-gb', label: 'Cheapest GB first' },
]

const amount = (plan: StorePlan) => Number(plan.price.amount)
const bytes = (plan: StorePlan) => (plan.dataBytes === null ? Number.POSITIVE_INFINITY : Number(plan.dataBytes))
const perGb = (plan: StorePlan) => (plan.perGb ? Number(plan.perGb.amount) : Number.POSITIVE_INFINITY)

/** Figures are compared only to be put in order. */
function inOrder(plans: readonly StorePlan[], sort: string): StorePlan[] {
  if (sort === 'data') return plans.toSorted((a, b) => bytes(b) - bytes(a) || amount(a) - amount(b))
  if (sort === 'per-gb') return plans.toSorted((a, b) => perGb(a) - perGb(b))
  return plans.toSorted((a, b) => amount(a) - amount(b))
}

const optionsOf = (plans: readonly StorePlan[]) =>
  [...new Set(plans.flatMap(({ countries }) => countries))]
    .map((value) => ({ value, label: countryName(value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label))

/** Data plans by country, bought from the wallet. */
export function EsimStore() {
  const { data, error, isPending, refetch } = useQuery(storeQuery())
  const [search, change] = useListSearch()
  const [chosen, setChosen] = useState<StorePlan>()
  const { country, sort = 'price' } = search
  const all = data?.items ?? []
  const fitting = inOrder(country ? all.filter(({ countries }) => countries.includes(country)) : all, sort)
  return (
    <>
      <PageHeader
        title="Get an eSIM"
        subtitle="Data for your phone within a minute, in one country or many."
        back={{ to: '/esims', label: 'eSIMs' }}
      />
      <Group gap="sm" mb="md" role="search">
        <Select
          label="Where do you need data?"
          placeholder="Any country"
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Clear country' }}
          data={optionsOf(all)}
          value={country ?? null}
          onChange={(value) => change({ country: value ?? undefined })}
          nothingFoundMessage="No plan for this country yet"
          w={{ base: '100%', xs: 280 }}
        />
        <Select
          label="Order"
          data={SORTS}
          value={sort}
          onChange={(value) => change({ sort: value ?? undefined })}
          allowDeselect={false}
          w={{ base: '100%', xs: 200 }}
        />
      </Group>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && (
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="sm" role="status" aria-label="Loading">
          <Skeleton height={200} />
          <Skeleton height={200} />
          <Skeleton height={200} />
        </SimpleGrid>
      )}
      {data && fitting.length === 0 && (
        <Empty icon={<SimIcon size={28} />} title="No plan here yet" text="Choose another country, or ask support for it." />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {fitting.map((plan) => (
          <li key={plan.id}>
            <PlanCard plan={plan} action="Choose" onChoose={() => setChosen(plan)} />
          </li>
        ))}
      </SimpleGrid>
      {fitting.length > 0 && (
        <Text size="sm" c="dimmed" mt="md">
          What is left of a plan’s data when its days are over is lost. Prices are charged once; nothing renews unless you ask for it.
        </Text>
      )}
      {chosen && <BuyPlan plan={chosen} onClose={() => setChosen(undefined)} />}
    </>
  )
}
