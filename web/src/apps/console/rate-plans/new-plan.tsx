import { Button, Group, Modal, SegmentedControl, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { createRatePlan } from '../../../api/rate-plans.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'
import { useBase } from '../place.ts'
import { PlanFields, settingsOf, usePlanForm } from './plan-fields.tsx'

/** Opens a rate plan; its prices come afterwards, by hand or from a sheet. */
export function NewPlan({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const base = useBase()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [direction, setDirection] = useState<'customer' | 'supplier'>('customer')
  const form = usePlanForm()
  const create = useMutation({
    mutationFn: () => createRatePlan({ ...settingsOf(form.values), direction }),
    onSuccess: async ({ id }) => {
      told('The rate plan is open. Add prices or import a sheet.')
      await client.invalidateQueries({ queryKey: ['rate-plans'] })
      await navigate({ to: `${base}/rate-plans/$id`, params: { id } })
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title="New rate plan" size="lg">
      <form onSubmit={form.onSubmit(() => create.mutate())}>
        <Stack>
          <ProblemAlert error={create.error} />
          <SegmentedControl
            value={direction}
            onChange={(value) => setDirection(value as typeof direction)}
            aria-label="Direction"
            data={[
              { value: 'customer', label: 'What we sell' },
              { value: 'supplier', label: 'What we buy' },
            ]}
          />
          <PlanFields form={form} direction={direction} fixed={false} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Open rate plan
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
