import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeRatePlan, type RatePlan } from '../../../api/rate-plans.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'
import { useMay } from '../place.ts'
import { PlanFields, settingsOf, usePlanForm } from './plan-fields.tsx'

/** By what calls are counted and rounded, and what the plan refuses. */
export function Settings({ plan }: { readonly plan: RatePlan }) {
  const may = useMay()
  const client = useQueryClient()
  const form = usePlanForm(plan)
  const save = useMutation({
    mutationFn: () => changeRatePlan(plan.id, settingsOf(form.values)),
    onSuccess: async () => {
      told('The rules are saved and count at once.')
      form.resetDirty()
      await client.invalidateQueries({ queryKey: ['rate-plans'] })
    },
  })
  return (
    <Section title="Rules">
      <form onSubmit={form.onSubmit(() => save.mutate())}>
        <Stack>
          <ProblemAlert error={save.error} />
          {plan.version > 0 && (
            <Text size="sm" c="dimmed">
              Prices are committed, so what calls are counted and rounded by stays as it is.
            </Text>
          )}
          <PlanFields form={form} direction={plan.direction} fixed={plan.version > 0} />
          {may('rate-plan:write') && (
            <Group justify="flex-end">
              <Button type="submit" variant="default" loading={save.isPending} disabled={!form.isDirty()}>
                Save rules
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Section>
  )
}
