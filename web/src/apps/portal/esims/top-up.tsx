import { Modal, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { storeQuery } from '../../../api/esims.ts'
import type { Esim, StorePlan } from '../../../api/types.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { BuyPlan } from './buy-plan.tsx'
import { PlanCard } from './plan-card.tsx'

/** The plans that fit an eSIM, and buying one of them for it. */
export function TopUp({ esim, onClose }: { readonly esim: Esim; readonly onClose: () => void }) {
  const { data, error, refetch } = useQuery(storeQuery(esim.id))
  const [chosen, setChosen] = useState<StorePlan>()
  if (chosen) return <BuyPlan plan={chosen} esimId={esim.id} onClose={onClose} />
  const same = esim.bundle?.planId
  const plans = (data?.items ?? []).toSorted((a, b) => Number(b.id === same) - Number(a.id === same))
  return (
    <Modal opened onClose={onClose} title="Top up" size="lg">
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={200} role="status" aria-label="Loading" />}
      {data && plans.length === 0 && <Text>No plan fits this eSIM at the moment. Get a new eSIM instead.</Text>}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {plans.map((plan) => (
          <PlanCard key={plan.id} plan={plan} action="Choose" onChoose={() => setChosen(plan)} />
        ))}
      </SimpleGrid>
    </Modal>
  )
}
